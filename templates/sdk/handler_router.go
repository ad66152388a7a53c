package sdk

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strings"
	"unique"
)

// router finds the endpoints of a path. It is a tree with one level a path
// segment. Literal segments go before segments with parameters, so
// /users/delta is found before /users/{userID}.
//
// The tree is a few lists of numbers: among many routes a request waits for memory
// more than for anything else.
type router struct {
	words map[string]uint32 // the numbers of literal segments, as documented and in lower case
	nodes []node            // the first one is the root, and the last one ends the lists
	steps []step
	edges []edge
	ends  []end
}

// node is a place in the tree. Of each list it has the part from its number to the
// number of the node after it.
type node struct{ steps, edges, ends uint32 }

// step leads on by a segment without parameters. A node's steps are in the order of the words.
type step struct{ word, next uint32 }

// edge leads on by a segment with parameters, or by several segments if one of
// the parameters may hold slashes.
type edge struct {
	next   uint32
	plain  bool // one parameter, which is the segment
	tokens []token
	call   *namedCall // nil unless it is one
}

// end holds the endpoints of a path and a method. Several are told apart by their bodies.
type end struct {
	method    string
	endpoints []*endpoint
}

// newRouter returns the router of the endpoints, whatever their order.
func newRouter(endpoints []*endpoint) *router {
	r := &router{words: map[string]uint32{}}
	branches := make([]branch, len(endpoints))
	for i, e := range endpoints {
		branches[i] = branch{r.segments(e.op.tokens()), e}
	}
	slices.SortStableFunc(branches, compareBranches)
	r.grow(branches, 0)
	r.open()
	return r
}

// branch is the way to an endpoint.
type branch struct {
	segments []segment
	endpoint *endpoint
}

// segment is a segment of a path pattern.
type segment struct {
	word   uint32 // noWord if it has parameters
	tokens []token
	shape  string // equal for tokens that differ in the names of parameters only
}

const noWord = math.MaxUint32

// segments splits a pattern, and numbers its literals.
func (r *router) segments(tokens []token) []segment {
	var segments []segment
	for _, tokens := range splitSegments(tokens) {
		s := segment{noWord, tokens, shapeOf(tokens)}
		if len(tokens) == 1 && tokens[0].name == "" { // the shape is the literal in lower case
			s.word = r.number(bareName(s.shape), uint32(len(r.words)))
			r.number(s.shape, s.word)
			r.number(tokens[0].literal, s.word)
		}
		segments = append(segments, s)
	}
	return segments
}

// bareName takes the brackets off a function without arguments: some write them and others
// don't, in docs and in requests.
func bareName(segment string) string { return strings.TrimSuffix(segment, "()") }

// number returns the number of a word, which is a new one if it has none.
func (r *router) number(word string, fresh uint32) uint32 {
	n, known := r.words[word]
	if !known {
		n = fresh
		r.words[strings.Clone(word)] = n // away from its path, to those it is compared with
	}
	return n
}

// compareBranches sorts those together that end at the same node, and puts them before
// those that lead further.
func compareBranches(a, b branch) int {
	x, y := a.endpoint.op, b.endpoint.op
	return cmp.Or(slices.CompareFunc(a.segments, b.segments, compareSegments),
		cmp.Compare(x.method, y.method), cmp.Compare(x.rank, y.rank), cmp.Compare(x.id, y.id))
}

// compareSegments puts literals first, a parameter that holds slashes last, and
// otherwise the segment with the most literal text first.
func compareSegments(a, b segment) int {
	if a.word != b.word || a.word != noWord {
		return cmp.Compare(a.word, b.word)
	}
	return cmp.Or(
		cmp.Compare(strings.Count(a.shape, greedyMark), strings.Count(b.shape, greedyMark)),
		cmp.Compare(literalLength(b.tokens), literalLength(a.tokens)),
		cmp.Compare(a.shape, b.shape),
	)
}

// open begins a node: what is added to the lists is its own until the next one begins.
func (r *router) open() {
	r.nodes = append(r.nodes, node{uint32(len(r.steps)), uint32(len(r.edges)), uint32(len(r.ends))})
}

// grow adds the node of branches that are the same up to a depth, with all that is behind
// it, and returns its number.
func (r *router) grow(branches []branch, depth int) uint32 {
	number := uint32(len(r.nodes))
	r.open()
	for ; len(branches) > 0 && len(branches[0].segments) == depth; branches = branches[1:] {
		r.end(branches[0].endpoint)
	}
	step, edge := r.nodes[number].steps, r.nodes[number].edges
	groups := groupBranches(branches, depth)
	for _, group := range groups {
		r.lead(group[0].segments[depth])
	}
	for _, group := range groups {
		next := r.grow(group, depth+1)
		if group[0].segments[depth].word != noWord {
			r.steps[step].next = next
			step++
		} else {
			r.edges[edge].next = next
			edge++
		}
	}
	return number
}

// groupBranches splits sorted branches by their segments at a depth.
func groupBranches(branches []branch, depth int) [][]branch {
	var groups [][]branch
	for from, to := 0, 1; from < len(branches); to++ {
		if to == len(branches) || compareSegments(branches[from].segments[depth], branches[to].segments[depth]) != 0 {
			groups, from = append(groups, branches[from:to]), to
		}
	}
	return groups
}

// lead adds a way on, which leads nowhere as yet.
func (r *router) lead(s segment) {
	if s.word != noWord {
		r.steps = append(r.steps, step{word: s.word})
	} else {
		r.edges = append(r.edges, edge{plain: s.shape == plainMark, tokens: s.tokens, call: newCall(s.tokens)})
	}
}

// end adds an endpoint to the last node.
func (r *router) end(e *endpoint) {
	last := len(r.ends) - 1
	if last < int(r.nodes[len(r.nodes)-1].ends) || r.ends[last].method != e.op.method {
		r.ends = append(r.ends, end{method: unique.Make(e.op.method).Value()})
		last++
	}
	r.ends[last].endpoints = append(r.ends[last].endpoints, e)
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

// tokens returns the path's literals and parameters in order.
func (op *operation) tokens() []token { return parsePattern(op.path) }

// parsePattern splits a pattern at its placeholders. A brace that is never
// closed is literal text.
func parsePattern(pattern string) []token {
	var tokens []token
	for pattern != "" {
		open, end := nextPlaceholder(pattern)
		if open < 0 {
			return append(tokens, token{literal: pattern})
		}
		if open > 0 {
			tokens = append(tokens, token{literal: pattern[:open]})
		}
		tokens = append(tokens, placeholder(pattern, open, end))
		pattern = pattern[end+1:]
	}
	return tokens
}
