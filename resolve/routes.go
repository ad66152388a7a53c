package resolve

import (
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// placeholder is a variable part of a path template.
type placeholder struct {
	written string // as documented, without brackets
	hint    string // the literal segment before it, or the name of its argument
	arg     string // p in fn(p={x})
	quoted  bool
	greedy  bool
	name    string // unexported Go identifier
}

// piece is a part of a path template: a literal, or a placeholder.
type piece struct {
	literal string // "" for a placeholder
	placeholder
}

func (p *piece) isParam() bool { return p.literal == "" }

// tokenize splits a path template, as [model.BracedPath] gives it, into literals and
// placeholders: {x}, {x | y}. It appends them to out.
func tokenize(out []piece, path string) []piece {
	s := standIns(path)
	literal := 0 // where the literal at hand begins
	for i := 0; i < len(s); {
		end := -1
		if s[i] == '{' {
			end = strings.IndexByte(s[i:], '}')
		}
		if end < 0 {
			i++
			continue
		}
		inner := strings.TrimSpace(s[i+1 : i+end])
		before := braces.Replace(s[literal:i])
		if before != "" {
			out = append(out, piece{literal: before})
		}
		i += end + 1
		if strings.HasPrefix(strings.TrimLeft(s[i:], " "), "|") { // {user-id} | user-principal-name
			i += strings.IndexAny(s[i:]+"/", "/:(")
		}
		ph := placeholder{written: inner}
		ph.quoted = strings.HasSuffix(before, "'") && strings.HasPrefix(s[i:], "'")
		ph.greedy = strings.HasSuffix(before, ":/") && (i == len(s) || s[i] == ':')
		ph.hint, ph.arg = context(out, before)
		out = append(out, piece{placeholder: ph})
		literal = i
	}
	if literal < len(s) {
		out = append(out, piece{literal: braces.Replace(s[literal:])})
	}
	return out
}

// braces escapes those that open no placeholder, so that they never do.
var braces = strings.NewReplacer("{", "%7B", "}", "%7D")

// joinKeys takes out the slash before a key that is named: /groups/(uniqueName='x') is
// /groups(uniqueName='x') (OData URL Conventions 4.01, section 4.3.3; group-upsert).
func joinKeys(path string) string {
	for at := 1; ; at++ {
		n := strings.Index(path[min(at, len(path)):], "/(")
		if n < 0 {
			return path
		}
		at += n
		if end := strings.IndexByte(path[at:], ')'); end > 0 && strings.IndexByte(path[at:at+end], '=') > 0 {
			path = path[:at] + path[at+1:]
		}
	}
}

// standIns turns the arguments that generators put for values into placeholders:
// fn(start=start-value) is fn(start={start}), and so is fn(start=start).
func standIns(path string) string {
	if strings.IndexByte(path, '=') < 0 {
		return path
	}
	var b strings.Builder
	for {
		eq := strings.IndexByte(path, '=')
		if eq < 0 {
			return b.String() + path
		}
		name := path[strings.LastIndexAny(path[:eq], "(,/")+1 : eq]
		b.WriteString(path[:eq+1])
		path = path[eq+1:]
		quote := ""
		if strings.HasPrefix(path, "'") {
			quote = "'"
		}
		for _, value := range [...]string{name + "-value", name} {
			if rest, ok := strings.CutPrefix(path, quote+value+quote); ok && name != "" && (rest == "" || strings.IndexByte(",)/", rest[0]) >= 0) {
				b.WriteString(quote + "{" + name + "}" + quote)
				path = rest
				break
			}
		}
	}
}

// context returns the literal segment before a placeholder, and the argument's
// name if it stands in the parentheses of a function.
func context(before []piece, literal string) (segment, arg string) {
	if inner, ok := strings.CutSuffix(literal, "'"); ok {
		literal = inner
		// fn(Standard=microsoft.graph.timeZoneStandard'{x}'), a value of an enumeration
		if eq := strings.LastIndexByte(literal, '='); eq > strings.LastIndexAny(literal, "(,/'") {
			literal = literal[:eq+1]
		}
	}
	if eq, ok := strings.CutSuffix(literal, "="); ok {
		return "", strings.TrimSpace(eq[strings.LastIndexAny(eq, "(,")+1:])
	}
	segment = lastSegment(strings.TrimRight(literal, "/(:"))
	segment = strings.Trim(strings.TrimPrefix(segment, "microsoft.graph."), "$:'(),")
	if segment == "" && len(before) > 1 && before[len(before)-2].isParam() {
		segment = before[len(before)-2].written
	}
	return segment, ""
}

// pieces is room for those of a path.
type pieces [8]piece

// route makes a route of a path template, and returns the pieces of the path.
func route(path model.Text, room *pieces) (model.Route, []piece) {
	tokens := tokenize(room[:0], path.Value)
	out := model.Route{Template: path.Value, Pos: path.Pos}
	if len(tokens) == 1 && !tokens[0].isParam() {
		out.Pattern = tokens[0].literal
		return out, nil
	}
	out.Params = make([]string, 0, nameParams(tokens))
	var b strings.Builder
	b.Grow(len(path.Value))
	for i := range tokens {
		t := &tokens[i]
		if !t.isParam() {
			b.WriteString(t.literal)
			continue
		}
		b.WriteByte('{')
		b.WriteString(t.name)
		if t.greedy {
			b.WriteString("...")
		}
		b.WriteByte('}')
		out.Params = append(out.Params, t.name)
	}
	out.Pattern = b.String()
	return out, tokens
}

// patternOf returns the pattern of a path template.
func patternOf(path string) string {
	var room pieces
	rt, _ := route(model.Text{Value: path}, &room)
	return rt.Pattern
}

// shape returns a pattern without parameter names, in lower case: routes of one
// shape take the same requests.
func shape(pattern string) string {
	return string(appendShape(make([]byte, 0, 128), pattern))
}

// sameShape reports whether two patterns have one shape.
func sameShape(a, b string) bool {
	var of, other [128]byte
	return a == b || string(appendShape(of[:0], a)) == string(appendShape(other[:0], b))
}

// appendShape appends a shape. What begins in a brace that nothing closes, as the paths of samples
// may, is no parameter.
func appendShape(to []byte, pattern string) []byte {
	for {
		open := strings.IndexByte(pattern, '{')
		if open < 0 {
			return fold.Append(to, pattern)
		}
		shut := strings.IndexByte(pattern[open:], '}')
		if shut < 0 {
			return fold.Append(to, pattern)
		}
		to = append(fold.Append(to, pattern[:open]), "{}"...)
		pattern = pattern[open+shut+1:]
	}
}
