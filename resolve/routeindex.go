package resolve

import (
	"cmp"
	"slices"
	"strings"
)

// findTakers notes for the pairs whose request takes no route of its page the operations of
// the whole set that take it.
func (r *resolver) findTakers() {
	index := newRouteIndex(r.ops)
	r.each(func(op *operation) {
		for _, pairs := range [...][]pair{op.pairs, op.others} {
			for i := range pairs {
				if q := &pairs[i]; q.match == nil {
					q.takers = index.takers(q.request.Method.Value, q.request.Path.Value)
				}
			}
		}
	})
}

// routeIndex finds the operations of the whole set that take a request.
type routeIndex map[routeStart][]indexed

// indexed is a route of an operation.
type indexed struct {
	op    *operation
	route int
}

// routeStart is how routes begin.
type routeStart struct{ method, segment string }

func newRouteIndex(ops []*operation) routeIndex {
	x := routeIndex{}
	for _, op := range ops {
		for i := range op.Routes {
			key := routeStart{op.Method, firstSegment(op.shapes[i])}
			x[key] = append(x[key], indexed{op, i})
		}
	}
	return x
}

// takers returns the operations that take a path, the one with the most literal route
// first.
func (x routeIndex) takers(method, path string) []owner {
	var out []owner
	end := ending(path)
	for _, first := range [...]string{strings.ToLower(firstSegment(path)), ""} {
		for _, o := range x[routeStart{method, first}] {
			pattern := o.op.Routes[o.route].Pattern
			if ending(pattern) != end { // $count is no key
				continue
			}
			if m := matchPattern(pattern, path); m != nil {
				out = append(out, owner{o.op, o.route, m})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b owner) int {
		return cmp.Compare(literalText(b.op.Routes[b.route].Pattern), literalText(a.op.Routes[a.route].Pattern))
	})
	return out
}

// firstSegment returns the first segment of a shape, "" if it holds a placeholder.
func firstSegment(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if strings.IndexByte(first, '{') >= 0 {
		return ""
	}
	return first
}
