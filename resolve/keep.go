package resolve

import (
	"cmp"
	"fmt"
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// given is the name that a route had before.
type given struct {
	model.RouteKey
	model.GivenName
	service, method string // of the name
	shape           string // of the template, once it is asked for
}

// givenNames are routes with the names that they had before.
type givenNames map[*model.Route]*given

// keepOperations gives routes the names that they had before. A route is known again by
// its page, method and template, or but for the names of its placeholders; that of an
// operation that is new on its page by method and path alone, since pages and their
// folders are renamed.
func (r *resolver) keepOperations() {
	if len(r.names.Routes) == 0 {
		return
	}
	before := make([]*given, 0, len(r.names.Routes))
	for key, name := range r.names.Routes {
		before = append(before, &given{RouteKey: key, GivenName: name})
	}
	slices.SortFunc(before, func(a, b *given) int { return compareKeys(a.RouteKey, b.RouteKey) })
	names := givenNames{}
	before = r.keepSame(names, before)
	for _, g := range before {
		g.shape = templateShape(g.Template)
	}
	before = r.keepAlike(names, before, false, func(page string) string { return page })
	before = r.keepAlike(names, before, true, path.Base)
	r.keepAlike(names, before, true, func(string) string { return "" })
	for _, op := range r.ops {
		r.adopt(op, names)
	}
	owners := newOwners(r.names.Routes)
	for _, op := range r.ops {
		r.keepOwn(op, names, owners)
	}
}

func compareKeys(a, b model.RouteKey) int {
	return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Template, b.Template))
}

func routeKey(op *model.Operation, rt *model.Route) model.RouteKey {
	return model.RouteKey{Page: op.Page, Method: op.Method, Template: rt.Template}
}

// keepSame keeps the names of routes with the same key as before, and returns the others.
func (r *resolver) keepSame(names givenNames, before []*given) []*given {
	byKey := make(map[model.RouteKey]*given, len(before))
	for _, g := range before {
		byKey[g.RouteKey] = g
	}
	for _, op := range r.ops {
		for i := range op.Routes {
			key := routeKey(&op.Operation, &op.Routes[i])
			if g := byKey[key]; g != nil {
				names[&op.Routes[i]] = g
				delete(byKey, key)
			}
		}
	}
	return slices.DeleteFunc(before, func(g *given) bool { return byKey[g.RouteKey] == nil })
}

// keepAlike keeps the names of routes with the same method, the same path but for its
// placeholders, and a page of which where makes the same, if no other name and no other
// route is meant. With fresh it looks at operations only of which no name was kept. It
// returns the names that are left.
func (r *resolver) keepAlike(names givenNames, before []*given, fresh bool, where func(page string) string) []*given {
	if len(before) == 0 {
		return nil
	}
	type key struct{ where, method, shape string }
	routes := map[key][]*model.Route{}
	for _, op := range r.ops {
		if fresh && names.any(op) {
			continue
		}
		for i := range op.Routes {
			if rt := &op.Routes[i]; names[rt] == nil {
				k := key{where(op.Page), op.Method, templateShape(rt.Template)}
				routes[k] = append(routes[k], rt)
			}
		}
	}
	count := map[key]int{}
	for _, g := range before {
		count[key{where(g.Page), g.Method, g.shape}]++
	}
	return slices.DeleteFunc(before, func(g *given) bool {
		k := key{where(g.Page), g.Method, g.shape}
		if count[k] != 1 || len(routes[k]) != 1 {
			return false
		}
		names[routes[k][0]] = g
		return true
	})
}

// templateShape is the shape of a path as the docs have it. That of a route's pattern may
// have more: quotes that only the samples show.
func templateShape(template string) string {
	return shape(patternOf(template))
}

// any reports whether a name of the operation is kept.
func (k givenNames) any(op *operation) bool {
	for i := range op.Routes {
		if k[&op.Routes[i]] != nil {
			return true
		}
	}
	return false
}

// adopt names the routes of an operation as before, and the operation like the one of
// them with the shortest name.
func (r *resolver) adopt(op *operation, names givenNames) {
	var routes []*model.Route
	for i := range op.Routes {
		g := names[&op.Routes[i]]
		if g == nil {
			continue
		}
		g.service, g.method, _ = strings.Cut(g.Go, ".")
		if !exportedName(g.service) || !exportedName(g.method) || goMethods[g.method] {
			r.reportName(g.GivenName, "is not Service.Method")
			continue
		}
		routes = append(routes, &op.Routes[i])
	}
	slices.SortStableFunc(routes, func(a, b *model.Route) int { return cmp.Compare(len(names[a].method), len(names[b].method)) })
	for _, rt := range routes {
		g := names[rt]
		if op.kept && g.service != op.Service {
			r.reportName(g.GivenName, "is in another service than "+op.ID())
			continue
		}
		id := strings.ToLower(g.Go)
		if other := r.methods[id]; other != nil {
			r.reportName(g.GivenName, "is taken by "+other.Page)
			continue
		}
		r.methods[id] = op
		if !op.kept {
			op.kept, op.Service, op.Name = true, g.service, g.method
		}
		rt.Name = g.method
	}
}

// reportName reports a name of an earlier run that is not kept.
func (r *resolver) reportName(name model.GivenName, why string) {
	r.found(lostName(name, why))
}

func lostName(name model.GivenName, why string) model.Finding {
	return model.NewFinding(model.RuleGivenName, name.Pos, fmt.Sprintf("the name %q of an earlier run %s, so it is not kept", clip(name.Go), why))
}

// exportedName reports whether a name is an exported Go identifier.
func exportedName(name string) bool { return token.IsIdentifier(name) && token.IsExported(name) }

// keepPackage gives options, types, constants and what services and operations declare
// the names that they had before.
func (r *resolver) keepPackage(types []*model.Type) {
	for i := range r.api.Options {
		o := &r.api.Options[i]
		o.GoName = r.keep(r.names.Options[model.OptionKey(o.In, o.Name)])
	}
	for _, t := range types {
		if t.Kind != model.BodyType {
			t.GoName = r.keep(r.names.Types[t.Name])
		}
	}
	if len(r.names.Members) > 0 {
		for _, t := range types {
			for i := range t.Members {
				m := &t.Members[i]
				m.GoName = r.keep(r.names.Members[model.MemberKey{Type: t.Name, Member: m.Name}])
			}
		}
	}
	r.keepDeclarations()
}

// keep returns a name of an earlier run if the package has room for it, else "".
func (r *resolver) keep(name model.GivenName) string {
	switch {
	case name.Go == "":
		return ""
	case !exportedName(name.Go):
		r.reportName(name, "is no exported Go identifier")
		return ""
	case r.taken[name.Go]:
		r.reportName(name, "is taken")
		return ""
	}
	r.taken[name.Go] = true
	return name.Go
}
