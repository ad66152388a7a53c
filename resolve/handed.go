package resolve

import (
	"slices"

	"github.com/docbind/docbind/model"
)

// Handed returns the names of an API that are to be kept from now on: those of what part
// has of it, and those that were kept of an earlier run and are still in the docs,
// selected or not. What has never been generated has no name to keep.
func Handed(api, part *model.API, before *model.Names) *model.Names {
	h := &handed{names: model.NewNames(), options: map[string]bool{}, types: map[string]bool{}, routes: map[model.RouteKey]bool{}, own: map[model.RouteKey]string{}}
	h.mark(part)
	if before != nil {
		h.markBefore(before)
	}
	types := make(map[string]*model.Type, len(api.Types))
	for i := range api.Types {
		types[api.Types[i].Name] = &api.Types[i]
	}
	for i := range api.Services {
		h.service(&api.Services[i], types)
	}
	h.owners()
	for i := range api.Options {
		o := &api.Options[i]
		if key := model.OptionKey(o.In, o.Name); h.options[key] {
			h.names.Options[key] = model.GivenName{Go: o.GoName}
		}
	}
	for i := range api.Types {
		if t := &api.Types[i]; h.types[t.Name] && t.Kind != model.BodyType {
			h.typ(t)
		}
	}
	return h.names
}

// handed collects names of what is marked.
type handed struct {
	names          *model.Names
	options, types map[string]bool
	routes         map[model.RouteKey]bool
	own            map[model.RouteKey]string // ids of the operations of routes
	// named are the routes of an earlier run by their names: pages are renamed.
	named map[namedRoute]bool
}

// namedRoute is a route whose page doesn't matter.
type namedRoute struct{ name, method, path string }

// mark marks what is generated.
func (h *handed) mark(part *model.API) {
	for i := range part.Services {
		for j := range part.Services[i].Operations {
			op := &part.Services[i].Operations[j]
			for k := range op.Routes {
				h.routes[routeKey(op, &op.Routes[k])] = true
			}
		}
	}
	for i := range part.Options {
		h.options[model.OptionKey(part.Options[i].In, part.Options[i].Name)] = true
	}
	for i := range part.Types {
		h.types[part.Types[i].Name] = true
	}
}

// markBefore marks what was generated before.
func (h *handed) markBefore(before *model.Names) {
	h.named = make(map[namedRoute]bool, len(before.Routes))
	for key, name := range before.Routes {
		h.routes[key] = true
		h.named[namedRoute{name.Go, key.Method, emptyPlaceholders(key.Template)}] = true
	}
	for key := range before.Options {
		h.options[key] = true
	}
	for name := range before.Types {
		h.types[name] = true
	}
}

// service lists the names of a service's operations that are marked. One marked route
// is enough: an operation is generated with all of them.
func (h *handed) service(s *model.Service, types map[string]*model.Type) {
	listed := false
	for i := range s.Operations {
		op := &s.Operations[i]
		if !h.marked(op) {
			continue
		}
		listed = true
		for j := range op.Routes {
			rt := &op.Routes[j]
			if key := routeKey(op, rt); h.names.Routes[key].Go == "" {
				h.names.Routes[key] = model.GivenName{Go: op.Service + "." + rt.Name}
				h.own[key] = op.ID()
			}
		}
		for _, d := range operationDeclarations(op, types[op.Body.Type.Name]) {
			h.declaration(op.ID(), d)
		}
	}
	if listed {
		for _, d := range serviceDeclarations(s.Name, &s.Go) {
			h.declaration(s.Name, d)
		}
	}
}

// owners lists the operations of methods whose names don't tell them.
func (h *handed) owners() {
	owners := newOwners(h.names.Routes)
	for key, own := range h.own {
		if method := h.names.Routes[key].Go; owners.of(key, method) != own {
			h.names.Declarations[method+ownerKey] = model.GivenName{Go: own}
		}
	}
}

// marked reports whether an operation is generated, or was under its name.
func (h *handed) marked(op *model.Operation) bool {
	for i := range op.Routes {
		rt := &op.Routes[i]
		if h.routes[routeKey(op, rt)] || h.named[namedRoute{op.Service + "." + rt.Name, op.Method, emptyPlaceholders(rt.Template)}] {
			return true
		}
	}
	return false
}

func (h *handed) declaration(owner string, d declaration) {
	if *d.name != d.usual {
		h.names.Declarations[owner+d.key] = model.GivenName{Go: *d.name}
	}
}

// typ lists the name of a type, of its constants, and of the fields whose name another
// property could take.
func (h *handed) typ(t *model.Type) {
	h.names.Types[t.Name] = model.GivenName{Go: t.GoName}
	for _, m := range t.Members {
		h.names.Members[model.MemberKey{Type: t.Name, Member: m.Name}] = model.GivenName{Go: m.GoName}
	}
	for _, f := range t.Fields {
		if f.Name != "@odata.type" && !(f.GoName == exported(f.Name) && spelled(f.Name, f.GoName)) {
			h.names.Properties[model.MemberKey{Type: t.Name, Member: f.Name}] = model.GivenName{Go: f.GoName}
		}
	}
}

// Repeated returns the findings of a run that the next one gives again if it keeps the
// names: that a name was taken is said once, of an API as docbind names it.
func Repeated(findings []model.Finding, api *model.API, names *model.Names) []model.Finding {
	kept := map[model.Position]bool{}
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			op := &api.Services[i].Operations[j]
			for k := range op.Routes {
				if names.Routes[routeKey(op, &op.Routes[k])].Go != "" {
					kept[op.Pos] = true
				}
			}
		}
	}
	for i := range api.Types {
		for _, f := range api.Types[i].Fields {
			if names.Properties[model.MemberKey{Type: f.DeclaredBy, Member: f.Name}].Go != "" {
				kept[f.Pos] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(findings), func(f model.Finding) bool { return f.Rule == model.RuleName && kept[f.Pos] })
}
