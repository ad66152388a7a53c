package resolve

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/docbind/docbind/model"
)

// shared is a route of an operation that has its method and shape in common with
// routes of others.
type shared struct {
	op    *operation
	route *model.Route
}

// share ranks the operations with one method and path, of sharedRoutes, and says which operation of
// its service takes an example's request: the one whose body type the request
// names, else the one with the lowest rank.
func (r *resolver) share(groups map[sharedKey][]shared) {
	for _, list := range groups {
		slices.SortFunc(list, r.compareShared)
		for i, s := range list {
			s.route.Rank = i
		}
	}
	r.each(func(op *operation) {
		for i := range op.Routes {
			if len(groups[op.key(i)]) == 0 { // there is nothing to tell it from
				op.Routes[i].Query = nil
			}
		}
		op.reportShared(groups)
		for i := range op.Examples {
			e := &op.Examples[i]
			if to := r.taker(op, e, groups[op.key(e.Route)]); to != &op.Operation {
				e.Dispatch = to.ID()
			}
		}
	})
}

// sharedKey is what routes have in common that one request can take.
type sharedKey struct{ method, shape string }

func (op *operation) key(route int) sharedKey { return sharedKey{op.Method, op.shapes[route]} }

// sharedRoutes groups the routes that have one method and shape, where there are several.
func (r *resolver) sharedRoutes() map[sharedKey][]shared {
	count := make(map[sharedKey]int, 2*len(r.ops))
	for _, op := range r.ops {
		for i := range op.Routes {
			count[op.key(i)]++
		}
	}
	groups := map[sharedKey][]shared{}
	for _, op := range r.ops {
		for i := range op.Routes {
			if key := op.key(i); count[key] > 1 {
				groups[key] = append(groups[key], shared{op, &op.Routes[i]})
			}
		}
	}
	return groups
}

// taker returns the operation that takes an example's request, of those with its route.
func (r *resolver) taker(op *operation, e *model.Example, list []shared) *model.Operation {
	if len(list) == 0 { // nobody else can take it
		return &op.Operation
	}
	var own []sharing
	for _, s := range list {
		if s.op.Service == op.Service {
			own = append(own, sharing{&s.op.Operation, s.route})
		}
	}
	return dispatch(own, e, func(name string) *model.Type { return r.types.byName[name] })
}

// compareShared ranks operations: first the one of the most general type, then the
// one with the shorter page name (user-get before intune-shared-user-get).
func (r *resolver) compareShared(a, b shared) int {
	return cmp.Or(
		cmp.Compare(r.generality(b.op), r.generality(a.op)),
		cmp.Compare(len(a.op.Page), len(b.op.Page)),
		cmp.Compare(a.op.Service, b.op.Service),
		cmp.Compare(a.op.Name, b.op.Name),
		cmp.Compare(a.route.Name, b.route.Name),
	)
}

// generality is the number of types that derive from the one that the operation
// is about.
func (r *resolver) generality(op *operation) int {
	for _, name := range []string{op.Result.Type.Name, op.Body.Type.Name} {
		if t := r.types.byName[name]; t != nil && t.Kind == model.StructType {
			return len(t.Derived)
		}
	}
	return 0
}

// reportShared says once for each operation that others have one of its routes.
func (op *operation) reportShared(groups map[sharedKey][]shared) {
	for i := range op.Routes {
		rt := &op.Routes[i]
		if list := groups[op.key(i)]; len(list) > 0 && list[0].op != op {
			op.report(model.RuleSharedRoute, rt.Pos, fmt.Sprintf("%d operations are documented at %s %s; where both are implemented and neither query nor body tells, a handler prefers %s to %s",
				len(list), op.Method, rt.Template, list[0].op.ID(), op.ID()), list[0].op.Pos)
			return
		}
	}
}
