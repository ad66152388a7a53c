package sdk

import "strings"

// namedCall is the segment of a function with several named arguments. They may come in any
// order (OData URL Conventions 4.01, section 5.1.1.15); overloads differ in their names.
type namedCall struct {
	open string // up to the bracket: fn(
	args []callArgument
}

// callArgument is an argument of a call: a parameter, or a value that is always the same.
type callArgument struct {
	name     string
	constant string // if it is no parameter
	param    int    // which of the segment's parameters it is; -1 for none
	quoted   bool   // between quotes, which are no part of the parameter
}

// maxCall is how many arguments a call has at most; with more their order counts.
const maxCall = 64

// paramMark stands for a parameter where a call is read. No path holds control characters.
const paramMark = "\x00"

// marked returns the text of a pattern's segment with marks for parameters; "" if one of these
// may hold more than an argument.
func marked(tokens []token) string {
	var text strings.Builder
	for _, t := range tokens {
		switch {
		case t.greedy:
			return ""
		case t.name != "":
			text.WriteString(paramMark)
		default:
			text.WriteString(t.literal)
		}
	}
	return text.String()
}

// newCall reads a call of a pattern's segment. It is nil if the segment is something else.
func newCall(tokens []token) *namedCall {
	text := marked(tokens)
	fn, rest, found := strings.Cut(text, "(")
	if !found || fn == "" || strings.Contains(fn, paramMark) {
		return nil
	}
	c, param := &namedCall{open: fn + "("}, 0
	for closed := false; !closed; {
		name, value, found := strings.Cut(rest, "=")
		end := valueEnd(value)
		if !found || end < 0 || strings.Contains(name, paramMark) || c.argument(name) >= 0 {
			return nil
		}
		arg := callArgument{name: strings.TrimSpace(name), param: param}
		switch v := strings.TrimSpace(value[:end]); v {
		case paramMark, "'" + paramMark + "'":
			arg.quoted = v != paramMark
			param++
		default:
			arg.constant, arg.param = v, -1
		}
		c.args = append(c.args, arg)
		closed, rest = value[end] == ')', value[end+1:]
	}
	if rest != "" || len(c.args) < 2 || len(c.args) > maxCall || param == 0 || param != strings.Count(text, paramMark) {
		return nil
	}
	return c
}

// argument returns which argument has a name, -1 if none has.
func (c *namedCall) argument(name string) int {
	name = strings.TrimSpace(name)
	for i := range c.args {
		if strings.EqualFold(c.args[i].name, name) {
			return i
		}
	}
	return -1
}

// valueEnd returns where the value of an argument ends: at the comma or bracket behind it. It
// is -1 if there is none. Strings and lists may hold both.
func valueEnd(text string) int {
	depth := 0
	quote := byte(0)
	for i := range len(text) {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '[' || c == '{' || c == '(':
			depth++
		case depth > 0 && (c == ']' || c == '}' || c == ')'):
			depth--
		case depth == 0 && (c == ',' || c == ')'):
			return i
		}
	}
	return -1
}

// calls tries the functions of a node for the segment i: with their arguments in the
// documented order, or in any other.
func (s *search) calls(n uint32, i int, sorted bool) bool {
	r := s.router
	for k := r.nodes[n].edges; k < r.nodes[n+1].edges; k++ {
		c := r.edges[k].call
		if c == nil || len(s.segments[i]) < len(c.open) || !strings.EqualFold(s.segments[i][:len(c.open)], c.open) {
			continue
		}
		before := len(s.args)
		end, ok := s.arguments(c, i, sorted)
		if s.budget < 0 || ok && s.walk(r.edges[k].next, end+1) {
			return true
		}
		s.args = s.args[:before]
	}
	return false
}

// arguments reads the arguments of a call that begins with the segment i, and returns the
// segment that it ends with.
func (s *search) arguments(c *namedCall, i int, sorted bool) (end int, ok bool) {
	first := len(s.args)
	for _, arg := range c.args {
		if arg.param >= 0 {
			s.args = append(s.args, span{})
		}
	}
	p, inOrder := position{i, len(c.open)}, true
	var seen uint64
	for n := range c.args {
		name, _, found := strings.Cut(s.rest(p), "=")
		if !found || s.spend(name) {
			return 0, false
		}
		k := c.argument(name)
		if k < 0 || seen&(1<<k) != 0 {
			return 0, false
		}
		seen |= 1 << k
		inOrder = inOrder && k == n
		p.offset += len(name) + 1
		value, next, ok := s.value(&c.args[k], p)
		if !ok || (s.rest(next)[0] == ')') != (n == len(c.args)-1) {
			return 0, false
		}
		if param := c.args[k].param; param >= 0 {
			s.args[first+param] = value
		}
		p = position{next.segment, next.offset + 1}
	}
	return p.segment, s.rest(p) == "" && inOrder == sorted
}

// rest returns what stands behind a position in its segment.
func (s *search) rest(p position) string { return s.segments[p.segment][p.offset:] }

// value reads the value of an argument, and returns what stands behind it: a comma or a
// bracket.
func (s *search) value(arg *callArgument, p position) (value span, next position, ok bool) {
	if arg.quoted {
		if !strings.HasPrefix(s.rest(p), "'") {
			return span{}, p, false
		}
		value.from, value.quoted = position{p.segment, p.offset + 1}, true
		if value.to, ok = s.quote(value.from); !ok {
			return span{}, p, false
		}
		p = position{value.to.segment, value.to.offset + 1}
	}
	text := s.rest(p)
	if s.spend(text) {
		return span{}, p, false
	}
	n := valueEnd(text)
	if n < 0 || arg.quoted && strings.TrimSpace(text[:n]) != "" || !arg.quoted && n == 0 ||
		arg.param < 0 && !strings.EqualFold(strings.TrimSpace(text[:n]), arg.constant) {
		return span{}, p, false
	}
	next = position{p.segment, p.offset + n}
	if !arg.quoted {
		value = span{from: p, to: next}
	}
	return value, next, true
}
