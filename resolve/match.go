package resolve

import (
	"net/url"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// match is what a sample's path puts into the parameters of a route.
type match struct {
	args []string // in the order of the route's parameters
}

// search is the search for a match. Most find none, so nothing is allocated for them.
type search struct {
	path string
	// values are where the values of parameters stand in the path, n how many there are.
	values [maxParams + 1]matched
	n      int
	// steps bounds the search: placeholders side by side can be told apart in
	// exponentially many ways.
	steps int
}

type matched struct {
	start, end int32
	quoted     bool
}

const (
	maxSteps  = 5000 // those of the reference take 200 at most
	maxParams = 40
)

// matchRoutes finds the route that a sample's path takes: of several the one with
// the longest literal text (directoryrole-get: /directoryRoles/{id} also takes
// /directoryRoles/roleTemplateId={id}).
func (r *resolver) matchRoutes(op *operation, s *model.Sample) (int, *match) {
	at, best := op.bestRoute(s.Path.Value)
	if best == nil && strings.Contains(s.Path.Value, "('") {
		at, best = op.bestRoute(keysAsSegments(s.Path.Value))
	}
	if closed := closeArguments(s.Path.Value); best == nil && closed != s.Path.Value {
		at, best = op.bestRoute(closed)
	}
	if best == nil && strings.Contains(s.Path.Value, ",") {
		for i := range op.Routes {
			if best = matchPattern(op.Routes[i].Pattern, inOrder(op.Routes[i].Pattern, s.Path.Value)); best != nil {
				return i, best
			}
		}
	}
	return at, best
}

// inOrder returns a path with the arguments of the last function that it calls in the order of a
// pattern's: OData has none (OData URL Conventions 4.01, section 5.1.1.15). It is "" if they are
// others.
func inOrder(pattern, path string) string {
	from, args, tail, gives := cutCall(path)
	_, wanted, _, takes := cutCall(pattern)
	given, names := splitArguments(args), splitArguments(wanted)
	if !gives || !takes || len(given) != len(names) || len(names) > maxParams {
		return ""
	}
	for i, arg := range names {
		name := argumentName(arg)
		at := slices.IndexFunc(given[i:], func(arg string) bool { return strings.EqualFold(argumentName(arg), name) })
		if at < 0 {
			return ""
		}
		given[i], given[i+at] = given[i+at], given[i]
		given[i] = strings.TrimSpace(given[i])
	}
	return from + "(" + strings.Join(given, ",") + ")" + tail
}

// argumentName returns the name of an argument of a call.
func argumentName(arg string) string {
	name, _, _ := strings.Cut(arg, "=")
	return strings.TrimSpace(name)
}

// closeArguments takes out the white space behind the commas between the arguments of a function,
// where OData allows it (OData ABNF 4.01, functionExprParameters;
// onlinemeeting-getalltranscripts). In quotes and placeholders it stays.
func closeArguments(path string) string {
	if !strings.Contains(path, ", ") {
		return path
	}
	var b strings.Builder
	arguments, kept, last := false, false, byte(0) // in parentheses; in what stays as it is; the byte before
	for i := range len(path) {
		switch c := path[i]; {
		case c == '\'':
			kept = !kept
		case c == '{' || c == '}':
			kept = c == '{'
		case !kept && (c == '(' || c == ')'):
			arguments = c == '('
		case c == ' ' && arguments && !kept && last == ',':
			continue
		}
		last = path[i]
		b.WriteByte(last)
	}
	return b.String()
}

// bestRoute finds the route that a path takes.
func (op *operation) bestRoute(path string) (int, *match) {
	best, at, literal := (*match)(nil), 0, -1
	for i, rt := range op.Routes {
		if bare, ok := strings.CutSuffix(rt.Pattern, "()"); ok && !strings.HasSuffix(path, ")") {
			rt.Pattern = bare // OData URL Conventions 4.01, section 4.3: an action has no parentheses
		}
		if m := matchPattern(rt.Pattern, path); m != nil && literalText(rt.Pattern) > literal {
			best, at, literal = m, i, literalText(rt.Pattern)
		}
	}
	return at, best
}

// literalText returns the length of a pattern without the names of its parameters.
func literalText(pattern string) int {
	n, inside := 0, false
	for i := range len(pattern) {
		switch {
		case pattern[i] == '{' || pattern[i] == '}':
			inside = pattern[i] == '{'
			n++
		case !inside:
			n++
		}
	}
	return n
}

// keysAsSegments writes the keys of a path as segments, which OData takes for the same:
// /users('x')/events is /users/x/events (OData URL Conventions 4.01, section 4.3.6).
func keysAsSegments(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		name, key, _ := strings.Cut(s, "('")
		if key, ok := strings.CutSuffix(key, "')"); ok && name != "" && key != "" && strings.IndexByte(key, '\'') < 0 {
			segments[i] = name + "/" + key
		}
	}
	return strings.Join(segments, "/")
}

// matchPattern matches a path with a route's pattern. Literals match whatever
// their case, as OData services do. A parameter takes at least one character; it
// takes slashes only if it is greedy or stands in quotes.
func matchPattern(pattern, path string) *match {
	s := search{path: path}
	if !s.from(pattern, path, 0) {
		return nil
	}
	m := &match{args: make([]string, s.n)}
	for i := range m.args {
		v := s.values[i]
		m.args[i] = argument(path[v.start:v.end], v.quoted)
	}
	return m
}

// from matches the rest of the path from the parameter of that number on.
func (s *search) from(pattern, path string, param int) bool {
	open := strings.IndexByte(pattern, '{')
	if open < 0 {
		s.n = param
		return len(path) == len(pattern) && sameLiteral(pattern, path)
	}
	if len(path) < open || !sameLiteral(pattern[:open], path[:open]) || param > maxParams {
		return false
	}
	shut := open + strings.IndexByte(pattern[open:], '}')
	greedy := strings.HasSuffix(pattern[:shut], "...")
	quoted := open > 0 && pattern[open-1] == '\'' && strings.HasPrefix(pattern[shut+1:], "'")
	rest := pattern[shut+1:]
	value := path[open:]
	literal := 0
	if !quoted {
		literal = literalEnd(value)
	}
	for n := 1; n <= len(value); n++ {
		ends := greedy && strings.HasSuffix(value[:n], ":/") // root:/{item-path}: ends at its colon
		if ends || !quoted && !greedy && value[n-1] == '/' && n > literal {
			return false
		}
		if rest == "" && n < len(value) && (quoted || greedy || strings.IndexByte(value, '/') < 0) {
			n = len(value) // the last parameter takes everything
		}
		if quoted && n < len(value) && value[n] == '\'' && n+1 < len(value) && value[n+1] == '\'' {
			n++ // a doubled quote is part of the value
			continue
		}
		if strings.HasPrefix(rest, "/") && !strings.HasPrefix(value[n:], "/") {
			continue
		}
		if s.steps++; s.steps > maxSteps {
			return false
		}
		if s.from(rest, value[n:], param+1) {
			start := len(s.path) - len(value)
			s.values[param] = matched{int32(start), int32(start + n), quoted}
			return true
		}
		if quoted && strings.HasPrefix(value[n:], "',") { // the next argument begins
			return false
		}
	}
	return false
}

// literalEnd returns where a string that brings its quotes ends, 0 if there is none: it may
// hold slashes (find(path={path})).
func literalEnd(value string) int {
	if !strings.HasPrefix(value, "'") {
		return 0
	}
	return strings.IndexByte(value[1:], '\'') + 1
}

// sameLiteral matches without regard to case or percent-encoding of the text.
func sameLiteral(pattern, path string) bool {
	return pattern == path || strings.EqualFold(pattern, path)
}

// argument returns the value that a caller passes for a piece of a path.
func argument(raw string, quoted bool) string {
	v, err := url.PathUnescape(raw)
	if err != nil {
		v = raw
	}
	if quoted {
		v = strings.ReplaceAll(v, "''", "'")
	}
	return v
}

// target writes the request target that a route has with these arguments.
func target(rt *model.Route, args []string) string {
	if len(args) == 0 {
		return escapeLiteral(rt.Pattern)
	}
	size := literalText(rt.Pattern)
	for _, arg := range args {
		size += len(arg)
	}
	var b strings.Builder
	b.Grow(size)
	rest := rt.Pattern
	for _, arg := range args {
		open := strings.IndexByte(rest, '{')
		shut := strings.IndexByte(rest, '}')
		b.WriteString(escapeLiteral(rest[:open]))
		quoted := open > 0 && rest[open-1] == '\'' && strings.HasPrefix(rest[shut+1:], "'")
		switch {
		case quoted:
			b.WriteString(url.PathEscape(strings.ReplaceAll(arg, "'", "''")))
		case strings.HasSuffix(rest[:shut], "..."):
			segments := strings.Split(arg, "/")
			for i := range segments {
				segments[i] = url.PathEscape(segments[i])
			}
			b.WriteString(strings.Join(segments, "/"))
		default:
			b.WriteString(url.PathEscape(arg))
		}
		rest = rest[shut+1:]
	}
	b.WriteString(escapeLiteral(rest))
	return b.String()
}

// escapeLiteral escapes what a documented path has but a URL must not.
func escapeLiteral(s string) string {
	escaped := func(i int) bool {
		switch c := s[i]; c {
		case '"', '<', '>', '\\', '^', '`', '{', '|', '}', '#', '?':
			return true
		case '%':
			return !hexPair(s[i+1:])
		default:
			return c <= ' ' || c >= 0x7f
		}
	}
	i := 0
	for i < len(s) && !escaped(i) {
		i++
	}
	if i == len(s) { // as most are
		return s
	}
	var b strings.Builder
	b.WriteString(s[:i])
	for ; i < len(s); i++ {
		if escaped(i) {
			b.WriteString("%" + escape(s[i]))
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func hexPair(s string) bool {
	return len(s) >= 2 && strings.Trim(s[:2], "0123456789abcdefABCDEF") == ""
}

func escape(c byte) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{digits[c>>4], digits[c&15]})
}

// join lists words for a message.
func join(words []string) string { return strings.Join(words, ", ") }
