package resolve

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/docbind/docbind/model"
)

// share finds operations with one method and path, and says which of them a
// handler gives an example's request to: the one whose body type the request
// names, else the first by ID.
func (r *resolver) share() {
	type candidate struct {
		op    *operation
		route int
	}
	groups := map[string][]candidate{}
	slices.SortFunc(r.ops, func(a, b *operation) int { return cmp.Compare(a.ID(), b.ID()) })
	for _, op := range r.ops {
		for i, rt := range op.Routes {
			key := op.Method + " " + shape(rt.Pattern)
			groups[key] = append(groups[key], candidate{op, i})
		}
	}
	reported := map[*operation]bool{}
	for _, op := range r.ops {
		for i, rt := range op.Routes {
			list := groups[op.Method+" "+shape(rt.Pattern)]
			if len(list) < 2 || list[0].op == op || reported[op] {
				continue
			}
			reported[op] = true
			r.report(model.RuleSharedRoute, op.Routes[i].Pos,
				fmt.Sprintf("%s %s is also the route of %s and %d more", op.Method, rt.Template, list[0].op.ID(), len(list)-2), list[0].op.Pos)
		}
		for i := range op.Examples {
			e := &op.Examples[i]
			var ops []*operation
			for _, c := range groups[op.Method+" "+shape(op.Routes[e.Route].Pattern)] {
				ops = append(ops, c.op)
			}
			if to := dispatch(ops, odataType(e.Body)); to != op {
				e.Dispatch = to.ID()
			}
		}
	}
}

// dispatch picks the operation for a request whose body names a type.
func dispatch(ops []*operation, bodyType string) *operation {
	for _, op := range ops {
		if bodyType != "" && op.Body.Type.Name == bodyType {
			return op
		}
	}
	return ops[0]
}
