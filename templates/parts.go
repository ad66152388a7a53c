package templates

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docbind/docbind/model"
)

// PartKind says what a part of the generated package prints.
type PartKind string

// The kinds of parts. The first four are there once and show something of every service
// or option; the others show one service, or some types.
const (
	PackagePart  PartKind = "package"
	ClientPart   PartKind = "client"
	OptionsPart  PartKind = "options"
	HandlersPart PartKind = "handlers"
	ServicePart  PartKind = "service"
	HandlerPart  PartKind = "handler"
	SamplesPart  PartKind = "samples"
	TypesPart    PartKind = "types"
	// The tests of options and types.
	OptionTestsPart PartKind = "option tests"
	TypeTestsPart   PartKind = "type tests"
	// How operations are called. There is one, which shows something of several services.
	ExamplesPart PartKind = "examples"
)

// Part says what one generated file is made of.
type Part struct {
	Kind PartKind
	// Name is that of the file.
	Name string
	// Service is the name of the service that it shows, "" for none.
	Service string
	// Types are the full names of the types that it prints.
	Types []string
	// Pages are the pages that it is made from, sorted.
	Pages []string
}

// Parts lists the files that an API is printed into, but for those that are the same for
// every API.
func Parts(api *model.API, opts Options) ([]Part, error) {
	if err := check(&opts); err != nil {
		return nil, err
	}
	types := make(map[string]*model.Type, len(api.Types))
	for i := range api.Types {
		types[api.Types[i].Name] = &api.Types[i]
	}
	parts := []Part{{Kind: PackagePart, Name: "doc.go"}}
	if opts.emits(EmitClient) {
		parts = append(parts, Part{Kind: ClientPart, Name: "client.go"})
		if len(api.Options) > 0 {
			parts = append(parts, Part{Kind: OptionsPart, Name: "options.go", Pages: optionPages(api)})
			if opts.emits(EmitTests) {
				parts = append(parts, Part{Kind: OptionTestsPart, Name: "options_test.go", Pages: optionPages(api)})
			}
		}
	}
	if opts.emits(EmitHandler) {
		parts = append(parts, Part{Kind: HandlersPart, Name: "handler.go"})
	}
	if opts.emits(EmitTests) {
		parts = append(parts, Part{Kind: ExamplesPart, Name: "examples_test.go"})
	}
	placed := map[string]bool{}
	for i := range api.Services {
		parts = append(parts, serviceParts(&api.Services[i], types, placed, &opts)...)
	}
	parts = append(parts, typeParts(api, types, placed, &opts)...)
	for i := range parts {
		slices.Sort(parts[i].Pages)
		parts[i].Pages = slices.Compact(parts[i].Pages)
	}
	static, err := runtimeNames()
	if err != nil {
		return nil, err
	}
	static = slices.DeleteFunc(static, func(name string) bool { return !wanted(name, &opts) })
	return parts, checkNames(parts, static)
}

// serviceParts lists the files of a service. No suffix here is the name of a
// platform, so none of the files is left out of a build. The parameter lists that only
// its actions take stand in the first.
func serviceParts(s *model.Service, types map[string]*model.Type, placed map[string]bool, opts *Options) []Part {
	stem := fileStem(s.File)
	var bodies, pages []string
	for i := range s.Operations {
		pages = append(pages, s.Operations[i].Page)
		t := types[s.Operations[i].Body.Type.Name]
		if t != nil && t.Kind == model.BodyType && !placed[t.Name] {
			placed[t.Name] = true
			bodies, pages = append(bodies, t.Name), append(pages, typePages(t)...)
		}
	}
	part := func(kind PartKind, suffix string, types []string) Part {
		return Part{Kind: kind, Name: stem + suffix, Service: s.Name, Types: types, Pages: slices.Clone(pages)}
	}
	parts := []Part{part(ServicePart, "_service.go", bodies)}
	if opts.emits(EmitHandler) {
		parts = append(parts, part(HandlerPart, "_handler.go", nil))
	}
	if opts.emits(EmitTests) {
		parts = append(parts, part(SamplesPart, "_samples_test.go", bodies))
	}
	return parts
}

func typePages(t *model.Type) []string {
	var pages []string
	for _, pos := range t.Declared {
		pages = append(pages, pos.Path())
	}
	return pages
}

func optionPages(api *model.API) []string {
	var pages []string
	for _, o := range api.Options {
		pages = append(pages, o.Pos.Path())
	}
	return pages
}

// maxTypes is how many types a file may hold before it is split further.
const maxTypes = 100

// typeParts lists the files of the types that belong to no service: one a first
// letter, or one for the first two letters if there are many.
func typeParts(api *model.API, types map[string]*model.Type, placed map[string]bool, opts *Options) []Part {
	counts := map[string]int{}
	for i := range api.Types {
		if t := &api.Types[i]; !placed[t.Name] {
			counts[initial(t.GoName, 1)]++
		}
	}
	at := map[string]int{}
	var parts []Part
	for i := range api.Types {
		t := &api.Types[i]
		if placed[t.Name] {
			continue
		}
		key := initial(t.GoName, 1)
		if counts[key] > maxTypes {
			key = initial(t.GoName, 2)
		}
		n, ok := at[key]
		if !ok {
			n = len(parts)
			at[key] = n
			parts = append(parts, Part{Kind: TypesPart, Name: key + "_types.go"})
		}
		parts[n].Types = append(parts[n].Types, t.Name)
		parts[n].Pages = append(parts[n].Pages, typePages(t)...)
	}
	if opts.emits(EmitTests) {
		return append(parts, typeTests(parts, types)...)
	}
	return parts
}

// typeTests lists the tests of files of types that have any with members.
func typeTests(files []Part, types map[string]*model.Type) []Part {
	var tests []Part
	for _, p := range files {
		if slices.ContainsFunc(p.Types, func(name string) bool { return hasMembers(types[name]) }) {
			p.Kind, p.Name, p.Pages = TypeTestsPart, strings.TrimSuffix(p.Name, ".go")+"_test.go", slices.Clone(p.Pages)
			tests = append(tests, p)
		}
	}
	return tests
}

// initial returns the first n letters in lower case, x for what is no letter of
// a file name.
func initial(name string, n int) string {
	letters := []rune(strings.ToLower(name))
	letters = letters[:min(n, len(letters))]
	for i, r := range letters {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			letters[i] = 'x'
		}
	}
	return string(letters)
}
