package templates

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// emitter prints one API. But for refs it is read only once made, so files can be
// printed in parallel.
type emitter struct {
	api      *model.API
	opts     Options
	types    map[string]*model.Type // by full name
	services map[string]*model.Service
	// refs collects the types that a file refers to, if it is not nil.
	refs map[string]bool
	// from is the import path of the generated package for what is printed into
	// another package; else "".
	from string
}

// service is a service of the API with what belongs to it.
type service struct {
	*model.Service
	bodies []*model.Type // parameter lists of its actions
}

func newEmitter(api *model.API, opts Options) *emitter {
	e := &emitter{api: api, opts: opts, types: make(map[string]*model.Type, len(api.Types)), services: make(map[string]*model.Service, len(api.Services))}
	for i := range api.Types {
		t := &api.Types[i]
		e.types[t.Name] = t
	}
	for i := range api.Services {
		e.services[api.Services[i].Name] = &api.Services[i]
	}
	return e
}

// reference is what a file may show of a type that it only refers to.
type reference struct {
	name, goName string
	kind         model.TypeKind
}

// refer looks up a type that is printed elsewhere.
func (e *emitter) refer(name string) (r reference, ok bool) {
	if e.refs != nil {
		e.refs[name] = true
	}
	t := e.types[name]
	if t == nil {
		return reference{}, false
	}
	return reference{t.Name, t.GoName, t.Kind}, true
}

// part prints a part of the API into a file.
func (e *emitter) part(f *jen.File, p Part) error {
	s := service{Service: e.services[p.Service]}
	types := make([]*model.Type, len(p.Types))
	for i, name := range p.Types {
		if types[i] = e.types[name]; types[i] == nil {
			return fmt.Errorf("there is no type %s", name)
		}
	}
	if p.Service != "" && s.Service == nil {
		return fmt.Errorf("there is no service %s", p.Service)
	}
	switch p.Kind {
	case PackagePart:
		e.packageDoc(f)
	case ClientPart:
		e.client(f)
	case OptionsPart:
		e.options(f)
	case HandlersPart:
		e.handlers(f)
	case ServicePart:
		s.bodies = types
		e.service(f, &s)
	case HandlerPart:
		e.handler(f, &s)
	case SamplesPart:
		s.bodies = types
		e.samples(f, &s)
	case ExamplesPart:
		e.examples(f)
	case OptionTestsPart:
		e.documentedOptions(f)
	case TypeTestsPart:
		e.documentedTypes(f, strings.TrimSuffix(p.Name, "_types_test.go")+"TypesDocumented", types)
	case TypesPart:
		for _, t := range types {
			e.typ(f, t, "")
		}
	}
	return nil
}

// packageDoc prints what the package is, and what to begin with.
func (e *emitter) packageDoc(f *jen.File) {
	var parts []string
	client, handler := e.opts.emits(EmitClient), e.opts.emits(EmitHandler)
	if client {
		parts = append(parts, "a client")
	}
	if handler {
		parts = append(parts, "an HTTP handler")
	}
	var c comment
	c.para("Package " + e.opts.Package + " is " + strings.Join(parts, " and ") +
		" for the API, generated from its reference documentation. Comments name the page " +
		"and line that each operation is documented at.")
	if client {
		c.para("# Client")
		c.para("Calls go through the services of a [Client]:")
		c.code("client, err := " + e.opts.Package + ".NewClient(" + e.opts.Package + ".WithToken(token))")
		c.para("Methods take the arguments of the path, the body and options ([CallOption]). Lists are " +
			"sequences, which ask for a page when it is needed; [Collect] makes slices of them. Any answer " +
			"but success is an [*Error], and errors.Is tells if it is [ErrNotFound] or the like. [Batch] sends " +
			"several calls together, and [Do] what no method does.")
	}
	if handler {
		c.para("# Handler")
		c.para("[NewHandler] routes requests to those interfaces of [Handlers] that are implemented. Embed the " +
			"type Unimplemented… of an interface to implement some of its methods; others answer 501.")
	}
	c.para("# Values")
	c.para("Properties are pointers, since absent and zero differ: [Value] reads one, new(\"text\") makes one.")
	for _, line := range c {
		f.PackageComment(line)
	}
}
