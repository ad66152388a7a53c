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

// node is a place in the tree.
type node struct {
	literals map[string]*node // by lower-case segment: OData paths ignore case
	edges    []*edge          // most literal text first
	// endpoints end here, by method. Several are told apart by their bodies.
	endpoints map[string][]*endpoint
}

// edge leads on by a segment with parameters, or by several segments if one of
// the parameters may hold slashes.
type edge struct {
	tokens []token
	shape  string // equal for tokens that differ in the names of parameters only
	next   *node
}

// add puts an endpoint into the tree.
func (r *router) add(e *endpoint) {
	n := &r.root
	for _, tokens := range splitSegments(e.op.tokens()) {
		n = n.child(tokens)
	}
	if n.endpoints == nil {
		n.endpoints = map[string][]*endpoint{}
	}
	same := append(n.endpoints[e.op.method], e)
	slices.SortStableFunc(same, func(a, b *endpoint) int {
		return cmp.Or(cmp.Compare(a.op.rank, b.op.rank), cmp.Compare(a.op.id, b.op.id))
	})
	n.endpoints[e.op.method] = same
}

// child returns the node that the segment leads to, made if needed.
func (n *node) child(tokens []token) *node {
	if len(tokens) == 1 && tokens[0].name == "" {
		name := strings.ToLower(tokens[0].literal)
		if n.literals == nil {
			n.literals = map[string]*node{}
		}
		if n.literals[name] == nil {
			n.literals[name] = &node{}
		}
		return n.literals[name]
	}
	shape := shapeOf(tokens)
	for _, e := range n.edges {
		if e.shape == shape {
			return e.next
		}
	}
	e := &edge{tokens, shape, &node{}}
	n.edges = append(n.edges, e)
	slices.SortFunc(n.edges, compareEdges)
	return e.next
}

// compareEdges puts a parameter that holds slashes last, and otherwise the edge
// with the most literal text first.
func compareEdges(a, b *edge) int {
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
