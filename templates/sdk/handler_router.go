package sdk

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// router finds the endpoints of a path. It is a tree with one level a path
// segment. Literal segments go before segments with parameters, so
// /users/delta is found before /users/{userID}.
type router struct{ root node }

// node is a place in the tree. Its lists are short, and lie together: among many routes a
// request waits for memory more than for anything else.
type node struct {
	literals []literal // in the order of compareLiterals
	edges    []edge    // most literal text first
	ends     []end
}

// literal leads on by a segment without parameters.
type literal struct {
	sign uint32 // of the name, see signOf
	name string // in lower case: OData paths ignore it
	next *node
}

// end holds the endpoints of a path and a method. Several are told apart by their bodies.
type end struct {
	method    string
	endpoints []*endpoint
}

// signOf tells most names apart without a look at them.
func signOf[T string | []byte](name T) uint32 {
	n := len(name)
	if n == 0 {
		return 0
	}
	return uint32(n)<<24 | uint32(name[0])<<16 | uint32(name[n/2])<<8 | uint32(name[n-1])
}

func compareLiterals(a, b literal) int {
	return cmp.Or(cmp.Compare(a.sign, b.sign), cmp.Compare(a.name, b.name))
}

// edge leads on by a segment with parameters, or by several segments if one of
// the parameters may hold slashes.
type edge struct {
	next   *node
	plain  bool // one parameter, which is the segment
	tokens []token
	shape  string // equal for tokens that differ in the names of parameters only
}

// add puts an endpoint into the tree.
func (r *router) add(e *endpoint) {
	n := &r.root
	for _, tokens := range splitSegments(e.op.tokens()) {
		n = n.child(tokens)
	}
	i := slices.IndexFunc(n.ends, func(end end) bool { return end.method == e.op.method })
	if i < 0 {
		i = len(n.ends)
		n.ends = append(n.ends, end{method: e.op.method})
	}
	same := append(n.ends[i].endpoints, e)
	slices.SortStableFunc(same, func(a, b *endpoint) int {
		return cmp.Or(cmp.Compare(a.op.rank, b.op.rank), cmp.Compare(a.op.id, b.op.id))
	})
	n.ends[i].endpoints = same
}

// child returns the node that the segment leads to, made if needed.
func (n *node) child(tokens []token) *node {
	if len(tokens) == 1 && tokens[0].name == "" {
		name := strings.ToLower(tokens[0].literal)
		l := literal{signOf(name), name, &node{}}
		i, found := slices.BinarySearchFunc(n.literals, l, compareLiterals)
		if !found {
			n.literals = slices.Insert(n.literals, i, l)
		}
		return n.literals[i].next
	}
	shape := shapeOf(tokens)
	for _, e := range n.edges {
		if e.shape == shape {
			return e.next
		}
	}
	next := &node{}
	n.edges = append(n.edges, edge{next, shape == plainMark, tokens, shape})
	slices.SortFunc(n.edges, compareEdges)
	return next
}

// compareEdges puts a parameter that holds slashes last, and otherwise the edge
// with the most literal text first.
func compareEdges(a, b edge) int {
	return cmp.Or(
		cmp.Compare(strings.Count(a.shape, greedyMark), strings.Count(b.shape, greedyMark)),
		cmp.Compare(literalLength(b.tokens), literalLength(a.tokens)),
		cmp.Compare(a.shape, b.shape),
	)
}

// The marks of parameters in a shape. No path holds control characters.
const (
	greedyMark = "\x01"
	quotedMark = "\x02"
	plainMark  = "\x03"
)

func shapeOf(tokens []token) string {
	var b strings.Builder
	for _, t := range tokens {
		switch {
		case t.name == "":
			b.WriteString(strings.ToLower(t.literal))
		case t.quoted:
			b.WriteString(quotedMark)
		case t.greedy:
			b.WriteString(greedyMark)
		default:
			b.WriteString(plainMark)
		}
	}
	return b.String()
}

func literalLength(tokens []token) int {
	n := 0
	for _, t := range tokens {
		n += len(t.literal)
	}
	return n
}

// splitSegments splits a pattern at its slashes and decodes its literals.
func splitSegments(tokens []token) [][]token {
	var segments [][]token
	var segment []token
	for _, t := range tokens {
		if t.name != "" {
			segment = append(segment, t)
			continue
		}
		for i, part := range strings.Split(t.literal, "/") {
			if i > 0 && len(segment) > 0 {
				segments, segment = append(segments, segment), nil
			}
			if part != "" {
				segment = append(segment, token{literal: unescape(part)})
			}
		}
	}
	if len(segment) > 0 {
		segments = append(segments, segment)
	}
	return segments
}

// splitPath splits the escaped path of a request at its slashes and decodes the
// segments, so that an escaped slash stays inside its segment.
func splitPath(escaped string) []string { return appendSegments(nil, escaped, true) }

func appendSegments(segments []string, path string, escaped bool) []string {
	path = strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/")
	if path == "" {
		return segments
	}
	for {
		segment, rest, more := strings.Cut(path, "/")
		if escaped {
			segment = unescape(segment)
		}
		segments = append(segments, segment)
		if path = rest; !more {
			return segments
		}
	}
}

func unescape(s string) string {
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	return s
}
