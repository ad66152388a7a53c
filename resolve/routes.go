package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/internal/parallel"
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

// nameRoutes names the Go methods of routes that have no name yet. The first route of a
// new operation has its name; the others add what their path has and that one's hasn't:
// CancelForUser, GetReportByDate. No other path gets the name of one that is gone: callers
// would go on with it unawares.
func (r *resolver) nameRoutes() {
	wanted := make([][]string, len(r.ops))
	parallel.Each(len(r.ops), func(i int) { wanted[i] = r.words.routeNames(r.ops[i]) })
	for i, op := range r.ops {
		for j := range op.Routes {
			if rt := &op.Routes[j]; rt.Name == "" {
				rt.Name = r.free(op, wanted[i][j])
			}
		}
	}
}

// routeNames returns the names that the routes of an operation want or have, and gives
// a new one its own route.
func (d dictionary) routeNames(op *operation) []string {
	if !op.kept {
		op.Routes[0].Name = op.Name
	}
	own := slices.IndexFunc(op.Routes, func(rt model.Route) bool { return rt.Name == op.Name })
	if own < 0 { // its path is gone
		own = slices.IndexFunc(op.Routes, func(rt model.Route) bool { return rt.Name != "" })
	}
	if len(op.Routes) == 1 {
		return nil
	}
	names := make([]string, len(op.Routes))
	taken := make(map[string]bool, len(names))
	for i := range op.Routes {
		names[i] = op.Routes[i].Name
		taken[names[i]] = true
	}
	base := strings.Split(op.Routes[own].Pattern, "/")
	for i := range names {
		if names[i] != "" {
			continue
		}
		other := strings.Split(op.Routes[i].Pattern, "/")
		name := op.Name + d.routeSuffix(base, other, true)
		if taken[name] {
			name = op.Name + d.longSuffix(base, other)
		}
		names[i] = numbered(taken, name)
	}
	return names
}

// routeSuffix says how the segments of other differ from those of base. Short
// takes the singular of a collection that a key follows.
func (d dictionary) routeSuffix(base, other []string, short bool) string {
	// Without arguments of its own, base may be the same function for something else.
	last, parents := base[len(base)-1], sameShape(strings.Join(base[:len(base)-1], "/"), strings.Join(other[:len(other)-1], "/"))
	if words := otherArguments(base, other); words != "" && (strings.Contains(last, "(") || parents) {
		return "By" + words
	}
	if words := leftArguments(base, other); words != "" {
		return "Without" + words
	}
	if words := alternateKey(base, other); words != "" {
		return "By" + words
	}
	// The function at the end says nothing, with arguments or without.
	end := 0
	if sameShape(called(base[len(base)-1]), called(other[len(other)-1])) {
		end = 1
	}
	words := d.differingWords(base, other, short, end)
	if words == "" && !sameShape(base[len(base)-1], other[len(other)-1]) {
		words = d.differingWords(base, other, short, 0)
	}
	if words == "" {
		if keys := otherKeys(base, other); keys != "" {
			return keys
		}
		words = d.segmentWords(other, 0, min(2, len(other)), short)
	}
	return "For" + words
}

// otherKeys says which placeholders other has in segments of their own where base has none, or
// which it lacks: /photo/{size} beside /photo is BySize. It is "" for both at once.
func otherKeys(base, other []string) string {
	way, less, more := "By", base, other
	if len(base) > len(other) {
		way, less, more = "Without", other, base
	}
	words, i := "", 0
	for _, segment := range more {
		if i < len(less) && sameShape(less[i], segment) {
			i++
		} else if name, ok := strings.CutPrefix(segment, "{"); ok {
			words += exported(strings.TrimSuffix(name, "}"))
		} else {
			return ""
		}
	}
	if i < len(less) || words == "" {
		return ""
	}
	return way + words
}

// longSuffix is for a route whose suffix another has: FindRoomsByRoomListForUser.
func (d dictionary) longSuffix(base, other []string) string {
	if words, from := otherArguments(base, other), d.differingWords(base, other, true, 1); words != "" && from != "" {
		return "By" + words + "For" + from
	}
	return d.routeSuffix(base, other, false)
}

// otherArguments names the arguments of the function that other ends in, if base ends in
// the same one with others, or with none.
func otherArguments(base, other []string) string {
	last := base[len(base)-1]
	fn, args, ok := strings.Cut(other[len(other)-1], "(")
	if !ok || last == other[len(other)-1] || last != fn && !strings.HasPrefix(last, fn+"(") {
		return ""
	}
	return argWords(args)
}

// alternateKey names the key that other addresses an object by where base has another one in a segment
// of its own, if that is all that they differ in: /applications(appId='{appId}') beside
// /applications/{id} (OData URL Conventions 4.01, sections 4.3.3 and 4.3.6).
func alternateKey(base, other []string) string {
	if len(base) != len(other)+1 {
		return ""
	}
	for i := range other {
		set, key, ok := strings.Cut(other[i], "(")
		switch {
		case ok && strings.EqualFold(base[i], set):
			if strings.HasPrefix(base[i+1], "{") && sameShape(strings.Join(base[i+2:], "/"), strings.Join(other[i+1:], "/")) {
				return argWords(strings.TrimSuffix(key, ")"))
			}
			return ""
		case !sameShape(base[i], other[i]):
			return ""
		}
	}
	return ""
}

// leftArguments names the arguments of a function that other calls without them, if that is all
// that it differs in from base.
func leftArguments(base, other []string) string {
	words := ""
	for i := range base {
		fn, args, ok := strings.Cut(base[i], "(")
		switch {
		case len(base) != len(other):
			return ""
		case ok && other[i] == fn:
			words += argWords(args)
		case !sameShape(base[i], other[i]):
			return ""
		}
	}
	return words
}

// differingWords names the segments of other between those that it has in common with
// base, at both ends; end of them at the end are known to be.
func (d dictionary) differingWords(base, other []string, short bool, end int) string {
	most := min(len(base), len(other))
	for end > 0 && end < most && sameShape(base[len(base)-1-end], other[len(other)-1-end]) {
		end++
	}
	start := 0
	for start < most-end && sameShape(base[start], other[start]) {
		start++
	}
	return d.segmentWords(other, start, len(other)-end, short)
}

// called is a segment without the arguments of a function.
func called(segment string) string {
	name, _, _ := strings.Cut(segment, "(")
	return name
}

// argWords names the arguments of a function segment: (period='{period}').
func argWords(args string) string {
	out := ""
	for arg := range strings.SplitSeq(args, ",") {
		if name, _, ok := strings.Cut(arg, "="); ok {
			out += exported(name)
		}
	}
	return out
}

// segmentWords names the segments of a path from one to another.
func (d dictionary) segmentWords(segments []string, from, to int, short bool) string {
	out := ""
	for i := from; i < to; i++ {
		seg := segments[i]
		if seg == "" || strings.HasPrefix(seg, "{") {
			continue
		}
		seg = strings.TrimPrefix(seg, "microsoft.graph.")
		name, args, _ := strings.Cut(seg, "(")
		name = d.camel(name)
		before, word := lastWord(name)
		if word == "" {
			continue
		}
		if short && i+1 < len(segments) && strings.HasPrefix(segments[i+1], "{") {
			name = before + " " + singular(word)
		}
		out += exported(name)
		if args != "" && !short {
			out += argWords(args)
		}
	}
	return out
}
