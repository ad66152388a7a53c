package resolve

import (
	"cmp"
	"slices"
	"strings"
)

// routeIndex finds the operations of the whole set that take a request. It is made when
// it is needed first: most pages show what they document.
type routeIndex struct {
	ops    []*operation
	routes map[routeStart][]indexed
}

// indexed is a route of an operation.
type indexed struct {
	op    *operation
	route int
}

// routeStart is how routes begin.
type routeStart struct{ method, segment string }

// takers returns the operations that take a path, the one with the most literal route
// first.
func (x *routeIndex) takers(method, path string) []owner {
	if x.routes == nil {
		x.routes = map[routeStart][]indexed{}
		for _, op := range x.ops {
			for i := range op.Routes {
				key := routeStart{op.Method, firstSegment(op.shapes[i])}
				x.routes[key] = append(x.routes[key], indexed{op, i})
			}
		}
	}
	var out []owner
	end := ending(path)
	for _, first := range [...]string{strings.ToLower(firstSegment(path)), ""} {
		for _, o := range x.routes[routeStart{method, first}] {
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
