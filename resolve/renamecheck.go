package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// scopes note who has which name.
type scopes struct {
	r    *renamer
	has  map[scoped]string
	told map[model.Position]bool
}

// check reports the overrides that give two things of a scope one name.
func (r *renamer) check(reserved []string) *scopes {
	s := &scopes{r, map[scoped]string{}, map[model.Position]bool{}}
	for _, name := range reserved {
		s.take(packageScope, name, "a name of every generated package")
	}
	for i := range r.api.Options {
		o := &r.api.Options[i]
		s.take(packageScope, o.GoName, "the option of "+o.Name)
	}
	for i := range r.api.Types {
		s.typ(&r.api.Types[i])
	}
	for i := range r.api.Services {
		s.service(&r.api.Services[i])
	}
	return s
}

// take takes a name for what has it.
func (s *scopes) take(scope, name, what string) {
	key := inScope(scope, name)
	other, clash := s.has[key]
	s.has[key] = what
	if o, ok := s.r.causes[key]; clash && ok && !s.told[o.Pos] {
		s.told[o.Pos] = true
		s.r.fail(o, "%s and %s would both be called %s", other, what, name)
	}
}

func (s *scopes) typ(t *model.Type) {
	s.take(packageScope, t.GoName, t.Name)
	for i := range t.Members {
		s.take(packageScope, t.Members[i].GoName, t.Name+"/"+t.Members[i].Name)
	}
	for _, name := range structMembers {
		s.take(typeHas+t.Name, name, "a member of every generated struct")
	}
	for i := range t.Fields {
		if f := &t.Fields[i]; f.Name != "@odata.type" {
			s.take(typeHas+t.Name, f.GoName, t.Name+"/"+f.Name)
		}
	}
}

func (s *scopes) service(service *model.Service) {
	s.take(servicesHave, service.Name, "the service "+service.Name)
	for _, d := range serviceDeclarations(service.Name, &service.Go) {
		s.take(packageScope, *d.name, "the "+strings.ToLower(d.key[1:])+" type of the service "+service.Name)
	}
	for _, name := range []string{service.Go.Routes, service.Go.Endpoints, service.Go.Samples, service.Go.Test} {
		if name != "" {
			s.take(packageScope, name, "a variable of the service "+service.Name)
		}
	}
	for i := range service.Operations {
		op := &service.Operations[i]
		for j := range op.Routes {
			rt := &op.Routes[j]
			s.take(serviceHas+service.Name, rt.Name, op.Method+" "+rt.Template+" ("+op.Page+")")
		}
		if !slices.ContainsFunc(op.Routes, func(rt model.Route) bool { return rt.Name == op.Name }) {
			s.take(serviceHas+service.Name, op.Name, op.ID())
		}
		s.take(packageScope, op.Request, "the arguments of "+op.ID())
		for j := range op.Params {
			s.take(callHas+op.ID(), op.Params[j].Name, "{"+op.Params[j].Documented+"}")
		}
	}
}

// sort brings everything into the order of its new names, names what services declare
// for themselves, and says anew who takes the requests of services that changed.
func (r *renamer) sort(s *scopes) {
	slices.SortFunc(r.api.Options, func(a, b model.Option) int { return cmp.Compare(a.GoName, b.GoName) })
	slices.SortStableFunc(r.api.Types, func(a, b model.Type) int { return cmp.Compare(a.GoName, b.GoName) })
	declared := map[string]bool{}
	for key := range s.has {
		if key.scope == packageScope {
			declared[key.name] = true
		}
	}
	for i := range r.api.Services {
		service := &r.api.Services[i]
		if service.Go.Routes == "" {
			nameHidden(declared, service)
		}
		slices.SortFunc(service.Operations, func(a, b model.Operation) int { return cmp.Compare(a.Name, b.Name) })
		if _, changed := r.causes[inScope(servicesHave, service.Name)]; changed {
			redispatchAll(service.Operations, typesByName(r.api))
		}
	}
}

func redispatchAll(ops []model.Operation, typed func(string) *model.Type) {
	for i := range ops {
		for j := range ops[i].Examples {
			ops[i].Examples[j].Dispatch = dispatched(ops, &ops[i], j, typed)
		}
	}
}
