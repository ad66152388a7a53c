package sdk

import (
	"maps"
	"slices"
	"strings"
)

// match is where a path leads.
type match struct {
	// endpoints have the method and path; empty if nothing has both.
	endpoints []*endpoint
	args      []string
	allow     []string // methods that the path has, sorted
}

// search is one walk through the tree.
type search struct {
	method   string
	segments []string
	budget   int
	allow    map[string]bool
	found    match
}

// searchBudget bounds the work of one search, in bytes looked at: a path must
// not cost more than it is long.
const searchBudget = 1 << 18

// find looks a path up.
func (r *router) find(method string, segments []string) match {
	s := &search{method: method, segments: segments, budget: searchBudget, allow: map[string]bool{}}
	s.walk(&r.root, 0, nil)
	s.found.allow = slices.Sorted(maps.Keys(s.allow))
	return s.found
}

// spend takes the work on a text off the budget and reports whether that was
// too much, which ends the search.
func (s *search) spend(text string) bool {
	s.budget -= 16 + len(text)
	return s.budget < 0
}

// walk tries the node for the segments from i on and reports whether the search
// is over.
func (s *search) walk(n *node, i int, args []span) bool {
	if i == len(s.segments) {
		return s.arrive(n, args)
	}
	segment := s.segments[i]
	if s.spend(segment) {
		return true
	}
	if next := n.literals[strings.ToLower(segment)]; next != nil && s.walk(next, i+1, args) {
		return true
	}
	for _, e := range n.edges {
		if s.tokens(e, e.tokens, position{i, 0}, args) {
			return true
		}
	}
	return false
}

// arrive ends the search if the node has the method.
func (s *search) arrive(n *node, args []span) bool {
	for method := range n.endpoints {
		s.allow[method] = true
	}
	endpoints := n.endpoints[s.method]
	if len(endpoints) == 0 {
		return false
	}
	s.found.endpoints = endpoints
	for _, arg := range args {
		s.found.args = append(s.found.args, s.text(arg))
	}
	return true
}

// position is a byte of a segment.
type position struct{ segment, offset int }

// span is an argument: it may reach over several segments.
type span struct {
	from, to position
	quoted   bool
}

// text returns the argument. Only arguments of the path that is found are put
// together: on the way there may be many.
func (s *search) text(a span) string {
	if a.from.segment == a.to.segment {
		return a.unquote(s.segments[a.from.segment][a.from.offset:a.to.offset])
	}
	parts := slices.Clone(s.segments[a.from.segment : a.to.segment+1])
	last := len(parts) - 1
	parts[0], parts[last] = parts[0][a.from.offset:], parts[last][:a.to.offset]
	return a.unquote(strings.Join(parts, "/"))
}

func (a span) unquote(text string) string {
	if a.quoted {
		return strings.ReplaceAll(text, "''", "'")
	}
	return text
}

// with returns args and one more, without touching the memory behind args.
func with(args []span, arg span) []span { return append(slices.Clip(args), arg) }

// tokens tries the tokens of an edge from the position on, and then the tree
// behind the edge.
func (s *search) tokens(e *edge, tokens []token, p position, args []span) bool {
	rest := s.segments[p.segment][p.offset:]
	if len(tokens) == 0 {
		return rest == "" && s.walk(e.next, p.segment+1, args)
	}
	if s.spend(rest) {
		return true
	}
	t := tokens[0]
	switch {
	case t.name == "":
		n := len(t.literal)
		return len(rest) >= n && strings.EqualFold(rest[:n], t.literal) &&
			s.tokens(e, tokens[1:], position{p.segment, p.offset + n}, args)
	case t.quoted:
		return s.quoted(e, tokens[1:], p, args)
	case t.greedy:
		return s.greedy(e, tokens[1:], p, args)
	}
	return s.ends(e, tokens[1:], p, p, args)
}

// ends tries all places where a parameter that begins at from can end in the
// segment of p: before the literal that follows, or at the end of the segment.
func (s *search) ends(e *edge, following []token, from, p position, args []span) bool {
	rest := s.segments[p.segment][p.offset:]
	if rest == "" || p.offset == 0 && (rest == "." || rest == "..") {
		return false
	}
	if len(following) == 0 {
		end := position{p.segment, p.offset + len(rest)}
		return s.tokens(e, nil, end, with(args, span{from: from, to: end}))
	}
	literal := following[0].literal
	for i := 1; i+len(literal) <= len(rest); i++ {
		end := position{p.segment, p.offset + i}
		if strings.EqualFold(rest[i:i+len(literal)], literal) &&
			s.tokens(e, following, end, with(args, span{from: from, to: end})) {
			return true
		}
	}
	return false
}

// quoted reads an OData string literal. It ends at the first quote that is not
// doubled, and may hold slashes, which then seem to end segments.
func (s *search) quoted(e *edge, following []token, from position, args []span) bool {
	for p := from; p.segment < len(s.segments); p = (position{p.segment + 1, 0}) {
		rest := s.segments[p.segment][p.offset:]
		if s.spend(rest) {
			return true
		}
		for i := 0; i < len(rest); i++ {
			if rest[i] != '\'' {
				continue
			}
			if i+1 == len(rest) || rest[i+1] != '\'' {
				end := position{p.segment, p.offset + i}
				return s.tokens(e, following, end, with(args, span{from, end, true}))
			}
			i++
		}
	}
	return false
}

// greedy reads a parameter over one or more segments, as few as will do.
func (s *search) greedy(e *edge, following []token, from position, args []span) bool {
	for p := from; p.segment < len(s.segments); p = (position{p.segment + 1, 0}) {
		rest := s.segments[p.segment][p.offset:]
		if rest == "" || rest == "." || rest == ".." {
			return false
		}
		if s.spend(rest) || s.ends(e, following, from, p, args) {
			return true
		}
	}
	return false
}
