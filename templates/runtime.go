package templates

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

//go:embed sdk/*.go
var sources embed.FS

// GoVersion is the oldest Go that compiles what is generated, and its tests.
const GoVersion = "1.26"

// sourceDir is both the folder and the name of the package.
const sourceDir = "sdk"

// The names of the embedded files tell what they are for.
const (
	clientPrefix  = "client_"
	handlerPrefix = "handler_"
	harnessPrefix = "harness_" // helpers of the generated tests
	testSuffix    = "_test.go"
)

// onlyFor are the files that only an API with a primitive type needs.
var onlyFor = map[string]string{"date.go": "Edm.Date", "duration.go": "Edm.Duration", "time_of_day.go": "Edm.TimeOfDay"}

// OnlyFor returns the file that an API has only if something in it is of a primitive, "" if there is none.
func OnlyFor(primitive string) string {
	for name, of := range onlyFor {
		if of == primitive {
			return name
		}
	}
	return ""
}

// Runtime returns the files that are the same for every API, as far as the options ask
// for them and the API needs them.
func Runtime(api *model.API, opts Options) ([]File, error) {
	if err := check(&opts); err != nil {
		return nil, err
	}
	names, err := runtimeNames()
	if err != nil {
		return nil, err
	}
	var files []File
	shown := mentioned(api)
	for _, name := range names {
		if primitive := onlyFor[name]; !wanted(name, &opts) || primitive != "" && !shown[primitive] {
			continue
		}
		content, err := sources.ReadFile(sourceDir + "/" + name)
		if err != nil {
			return nil, err
		}
		renamed, err := rename(name, content, opts.Package)
		if err != nil {
			return nil, err
		}
		files = append(files, File{Name: name, Content: renamed})
	}
	return files, nil
}

// mentioned returns the names of the types that something in the API has.
func mentioned(api *model.API) map[string]bool {
	names := map[string]bool{}
	for i := range api.Types {
		for j := range api.Types[i].Fields {
			names[api.Types[i].Fields[j].Type.Name] = true
		}
	}
	for i := range api.Options {
		names[api.Options[i].Type.Name] = true
	}
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			op := &api.Services[i].Operations[j]
			names[op.Body.Type.Name], names[op.Result.Type.Name] = true, true
			for k := range op.Params {
				names[op.Params[k].Type.Name] = true
			}
			for k := range op.Options {
				names[op.Options[k].Type.Name] = true
			}
		}
	}
	return names
}

// docbindOnly are the files of package sdk that don't go into any output.
var docbindOnly = []string{"doc.go", "mock.go"}

// runtimeNames lists what can go into an output: neither the tests of the sdk itself
// nor what only docbind needs.
func runtimeNames() ([]string, error) {
	entries, err := sources.ReadDir(sourceDir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		name := entry.Name()
		isTest := strings.HasSuffix(name, testSuffix)
		if !slices.Contains(docbindOnly, name) && isTest == strings.HasPrefix(name, harnessPrefix) {
			names = append(names, name)
		}
	}
	return names, nil
}

func wanted(name string, opts *Options) bool {
	switch {
	case strings.HasPrefix(name, clientPrefix):
		return opts.emits(EmitClient)
	case strings.HasPrefix(name, handlerPrefix):
		return opts.emits(EmitHandler)
	case strings.HasPrefix(name, harnessPrefix):
		return opts.emits(EmitTests)
	}
	return true
}

// rename gives the file the header of generated code and another package
// clause. The sources have nothing before the clause, a test sees to that.
func rename(name string, content []byte, pkg string) ([]byte, error) {
	rest, ok := strings.CutPrefix(string(content), "package "+sourceDir+"\n")
	if !ok {
		return nil, fmt.Errorf("%s/%s: does not begin with its package clause", sourceDir, name)
	}
	return []byte(header + "\n\npackage " + pkg + "\n" + rest), nil
}

// Reserved returns the identifiers that every generated package declares
// besides those of the API, sorted. No type may have one of these names.
func Reserved() []string {
	taken := map[string]bool{}
	for _, name := range slices.Concat(fixedNames, exampleNames) {
		taken[name] = true
	}
	names, err := runtimeNames()
	if err != nil {
		panic("templates: " + err.Error()) // the files are embedded
	}
	for _, name := range names {
		content, _ := sources.ReadFile(sourceDir + "/" + name)
		file, err := parser.ParseFile(token.NewFileSet(), name, content, parser.SkipObjectResolution)
		if err != nil {
			panic("templates: " + err.Error())
		}
		for _, decl := range file.Decls {
			declared(decl, taken)
		}
	}
	return slices.Sorted(maps.Keys(taken))
}

// declared adds the package-level names of a declaration.
func declared(decl ast.Decl, taken map[string]bool) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			taken[decl.Name.Name] = true
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				taken[spec.Name.Name] = true
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					taken[name.Name] = true
				}
			}
		}
	}
}
