package sdk

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
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
	router   *router
	method   string
	segments []string
	budget   int
	args     []span   // on the way to the node at hand
	allow    []string // methods of the nodes that were reached
	found    match

	room []string // for the segments of a path
}

// searches are used again: routing a request makes no garbage but its arguments.
var searches = sync.Pool{New: func() any { return new(search) }}

// release gives a search back, without what it has seen of a request.
func (s *search) release() {
	clear(s.room)
	*s = search{args: s.args[:0], allow: s.allow[:0], room: s.room[:0]}
	searches.Put(s)
}

// split splits the path of a request. The segments are good until the release.
func (s *search) split(u *url.URL) []string {
	if u.RawPath == "" { // nothing is escaped that the path would mean something else with
		s.room = appendSegments(s.room[:0], u.Path, false)
	} else {
		s.room = appendSegments(s.room[:0], u.EscapedPath(), true)
	}
	return s.room
}

// searchBudget bounds the work of one search, in bytes looked at: a path must
// not cost more than it is long.
const searchBudget = 1 << 18

// find looks a path up.
func (s *search) find(r *router, method string, segments []string) match {
	s.router, s.method, s.segments, s.budget = r, method, segments, searchBudget
	s.args, s.allow, s.found = s.args[:0], s.allow[:0], match{}
	s.walk(0, 0)
	if len(s.found.endpoints) == 0 && len(s.allow) > 0 {
		slices.Sort(s.allow)
		s.found.allow = slices.Clone(slices.Compact(s.allow))
	}
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
func (s *search) walk(n uint32, i int) bool {
	r := s.router
	if i == len(s.segments) {
		return s.arrive(r.ends[r.nodes[n].ends:r.nodes[n+1].ends])
	}
	segment := s.segments[i]
	if s.spend(segment) {
		return true
	}
	if next := r.literal(n, segment); next != 0 && s.walk(next, i+1) {
		return true
	}
	if strings.IndexByte(segment, '(') > 0 && (s.calls(n, i, true) || s.calls(n, i, false)) {
		return true
	}
	for k := r.nodes[n].edges; k < r.nodes[n+1].edges; k++ {
		e, at := &r.edges[k], position{i, 0}
		if e.plain && s.ends(e, nil, at, at) || !e.plain && s.tokens(e, e.tokens, at) {
			return true
		}
	}
	return false
}

// literal returns the node that a segment leads to in whatever case; 0 if it leads nowhere.
func (r *router) literal(n uint32, segment string) uint32 {
	steps := r.steps[r.nodes[n].steps:r.nodes[n+1].steps]
	if len(steps) == 0 {
		return 0
	}
	word, known := r.words[segment]
	if !known {
		if word, known = r.fold(segment); !known {
			return 0
		}
	}
	i, found := slices.BinarySearchFunc(steps, word, func(s step, word uint32) int { return cmp.Compare(s.word, word) })
	if !found {
		return 0
	}
	return steps[i].next
}

// fold returns the number of a segment in another case than that of the docs, or with brackets
// that the docs don't have.
func (r *router) fold(segment string) (uint32, bool) {
	segment = bareName(segment)
	var room [64]byte
	lower := room[:0]
	for i := range len(segment) {
		c := segment[i]
		if c >= utf8.RuneSelf || i == len(room) {
			word, known := r.words[strings.ToLower(segment)]
			return word, known
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower = append(lower, c)
	}
	word, known := r.words[string(lower)]
	return word, known
}

// arrive ends the search if one of the ends has the method.
func (s *search) arrive(ends []end) bool {
	for i := range ends {
		if ends[i].method == s.method {
			s.found.endpoints = ends[i].endpoints
		}
	}
	if len(s.found.endpoints) == 0 {
		for i := range ends {
			s.allow = append(s.allow, ends[i].method)
		}
		return false
	}
	if len(s.args) > 0 {
		s.found.args = make([]string, len(s.args))
		for i, arg := range s.args {
			s.found.args[i] = s.text(arg)
		}
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

// with goes on behind an argument, and forgets it if that leads nowhere.
func (s *search) with(arg span, e *edge, following []token) bool {
	s.args = append(s.args, arg)
	if s.tokens(e, following, arg.to) {
		return true
	}
	s.args = s.args[:len(s.args)-1]
	return false
}

// tokens tries the tokens of an edge from the position on, and then the tree
// behind the edge.
func (s *search) tokens(e *edge, tokens []token, p position) bool {
	rest := s.segments[p.segment][p.offset:]
	if len(tokens) == 0 {
		return rest == "" && s.walk(e.next, p.segment+1)
	}
	if s.spend(rest) {
		return true
	}
	t := tokens[0]
	switch {
	case t.name == "":
		n := len(t.literal)
		return len(rest) >= n && strings.EqualFold(rest[:n], t.literal) &&
			s.tokens(e, tokens[1:], position{p.segment, p.offset + n})
	case t.quoted:
		return s.quoted(e, tokens[1:], p)
	case t.greedy:
		return s.greedy(e, tokens[1:], p)
	}
	return s.ends(e, tokens[1:], p, p)
}

// ends tries all places where a parameter that begins at from can end in the
// segment of p: before the literal that follows, or at the end of the segment.
func (s *search) ends(e *edge, following []token, from, p position) bool {
	rest := s.segments[p.segment][p.offset:]
	if rest == "" || p.offset == 0 && (rest == "." || rest == "..") {
		return false
	}
	if len(following) == 0 {
		return s.with(span{from: from, to: position{p.segment, p.offset + len(rest)}}, e, nil)
	}
	literal := following[0].literal
	for i := 1; i+len(literal) <= len(rest); i++ {
		end := position{p.segment, p.offset + i}
		if strings.EqualFold(rest[i:i+len(literal)], literal) &&
			s.with(span{from: from, to: end}, e, following) {
			return true
		}
	}
	return false
}

// quoted reads an OData string literal, which ends at the first quote that is not doubled.
func (s *search) quoted(e *edge, following []token, from position) bool {
	end, ok := s.quote(from)
	return s.budget < 0 || ok && s.with(span{from, end, true}, e, following)
}

// quote returns the end of an OData string literal. It may hold slashes, which then seem to
// end segments.
func (s *search) quote(from position) (end position, ok bool) {
	for p := from; p.segment < len(s.segments); p = (position{p.segment + 1, 0}) {
		rest := s.rest(p)
		if s.spend(rest) {
			return p, false
		}
		for i := 0; i < len(rest); i++ {
			if rest[i] != '\'' {
				continue
			}
			if i+1 == len(rest) || rest[i+1] != '\'' {
				return position{p.segment, p.offset + i}, true
			}
			i++
		}
	}
	return from, false
}

// greedy reads a parameter over one or more segments, as few as will do.
func (s *search) greedy(e *edge, following []token, from position) bool {
	for p := from; p.segment < len(s.segments); p = (position{p.segment + 1, 0}) {
		rest := s.segments[p.segment][p.offset:]
		if rest == "" || rest == "." || rest == ".." {
			return false
		}
		if s.spend(rest) || s.ends(e, following, from, p) {
			return true
		}
	}
	return false
}
