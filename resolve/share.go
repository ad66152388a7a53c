package resolve

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// shared is a route of an operation that has its method and shape in common with
// routes of others.
type shared struct {
	op    *operation
	route *model.Route
}

// share ranks the operations with one method and path, and says which operation of
// its service takes an example's request: the one whose body type the request
// names, else the one with the lowest rank.
func (r *resolver) share() {
	keys := make([][]string, len(r.ops)) // of the routes of each operation
	parallel.Each(len(r.ops), func(i int) {
		op := r.ops[i]
		keys[i] = make([]string, len(op.Routes))
		for j := range op.Routes {
			keys[i][j] = op.Method + " " + shape(op.Routes[j].Pattern)
		}
	})
	groups := make(map[string][]shared, len(r.ops))
	for n, op := range r.ops {
		for i := range op.Routes {
			groups[keys[n][i]] = append(groups[keys[n][i]], shared{op, &op.Routes[i]})
		}
	}
	for _, list := range groups {
		slices.SortFunc(list, r.compareShared)
		for i, s := range list {
			s.route.Rank = i
			if len(list) == 1 {
				s.route.Query = nil // nothing to tell apart
			}
		}
	}
	for n, op := range r.ops {
		r.reportShared(op, keys[n], groups)
		for i := range op.Examples {
			e := &op.Examples[i]
			if to := r.taker(op, e, groups[keys[n][e.Route]]); to != &op.Operation {
				e.Dispatch = to.ID()
			}
		}
	}
}

// taker returns the operation that takes an example's request, of those with its route.
func (r *resolver) taker(op *operation, e *model.Example, list []shared) *model.Operation {
	if len(list) == 1 { // nobody else can take it
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
		cmp.Compare(a.op.ID(), b.op.ID()),
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
func (r *resolver) reportShared(op *operation, keys []string, groups map[string][]shared) {
	for i := range op.Routes {
		rt := &op.Routes[i]
		list := groups[keys[i]]
		if len(list) > 1 && list[0].op != op {
			r.report(model.RuleSharedRoute, rt.Pos, fmt.Sprintf("%d operations are documented at %s %s; where both are implemented and neither query nor body tells, a handler prefers %s to %s",
				len(list), op.Method, rt.Template, list[0].op.ID(), op.ID()), list[0].op.Pos)
			return
		}
	}
}
