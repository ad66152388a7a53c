package resolve

import (
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

// declaration is a type that a service or an operation adds to the package.
type declaration struct {
	key   string // in model.Names, after the name of its owner
	usual string
	name  *string
}

func serviceDeclarations(service string, names *model.ServiceNames) [3]declaration {
	return [...]declaration{
		{"/Service", service + "Service", &names.Service},
		{"/Handler", service + "Handler", &names.Handler},
		{"/Stub", "Unimplemented" + service + "Handler", &names.Stub},
	}
}

// operationDeclarations takes the type of an operation's body, nil if it has none of
// its own.
func operationDeclarations(op *model.Operation, body *model.Type) []declaration {
	list := []declaration{{"/Request", op.Service + op.Name + "Request", &op.Request}}
	if body != nil && body.Kind == model.BodyType {
		list = append(list, declaration{"/Body", op.Service + op.Name + "Body", &body.GoName})
	}
	return list
}

// keepDeclarations gives what operations of an earlier run and their services declare the
// names that it had.
func (r *resolver) keepDeclarations() {
	if len(r.names.Declarations) == 0 {
		return
	}
	keep := func(owner string, d declaration) {
		if *d.name == "" {
			*d.name = r.keep(r.names.Declarations[owner+d.key])
		}
	}
	for _, op := range r.ops {
		if !op.kept {
			continue
		}
		for _, d := range serviceDeclarations(op.Service, r.service(op.Service)) {
			keep(op.Service, d)
		}
		for _, d := range operationDeclarations(&op.Operation, r.types.byName[op.Body.Type.Name]) {
			keep(op.ID(), d)
		}
	}
}

// nameDeclared names what operations and their services declare, those of an earlier run or
// the others. Two operations may want one name: BarBaz of Foo and Baz of FooBar.
func (r *resolver) nameDeclared(kept bool) {
	name := func(d declaration) {
		if *d.name == "" {
			*d.name = numbered(r.taken, d.usual)
		}
	}
	for _, op := range r.ops {
		if op.kept != kept {
			continue
		}
		if s := r.service(op.Service); s.Service == "" || s.Handler == "" || s.Stub == "" {
			for _, d := range serviceDeclarations(op.Service, s) {
				name(d)
			}
		}
		for _, d := range operationDeclarations(&op.Operation, r.types.byName[op.Body.Type.Name]) {
			name(d)
		}
	}
}

// service returns the names of a service.
func (r *resolver) service(name string) *model.ServiceNames {
	s := r.services[name]
	if s == nil {
		s = &model.ServiceNames{}
		r.services[name] = s
	}
	return s
}

// nameServices names what services add to the package that its users don't see.
func (r *resolver) nameServices() {
	for i := range r.api.Services {
		s := &r.api.Services[i]
		s.Go = *r.service(s.Name)
		nameHidden(r.taken, s)
	}
}

func nameHidden(taken map[string]bool, s *model.Service) {
	lower := lowerFirst(s.Name)
	s.Go.Routes = numbered(taken, lower+"Routes")
	s.Go.Endpoints = numbered(taken, lower+"Endpoints")
	s.Go.Samples = numbered(taken, lower+"Samples")
	s.Go.Test = numbered(taken, "Test"+s.Name+"Samples")
}

func lowerFirst(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}
