package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// shownRoutes adds the paths that only samples have: another way to what a request line
// leads to, /me/checkMemberGroups beside /users/{id}/checkMemberGroups, or a part of it,
// /groups/{id}/members/microsoft.graph.user and /groups/{id}/members/$count. That they are
// missing among the request lines is a finding. A path of another page is none of them.
func (r *resolver) shownRoutes() {
	r.findTakers()
	var ops []*operation
	for _, op := range r.ops {
		ops = append(ops, op)
		if len(op.page.Templates) == 0 {
			continue // they are made of the samples
		}
		x := shownPaths{r: r, op: op}
		undocumented := func(q pair) bool {
			return q.match == nil && q.request.Method.Value == op.Method && q.request.Path.Value != "" && len(q.takers) == 0
		}
		pairs := op.pairs[:0]
		for _, q := range op.pairs {
			if undocumented(q) && !x.addRoute(&q) && x.addPart(q) {
				continue
			}
			pairs = append(pairs, q)
		}
		op.pairs = pairs
		op.others = slices.DeleteFunc(op.others, func(q pair) bool { return undocumented(q) && x.addPart(q) })
		if x.added {
			op.collectAnswers()
		}
		ops = append(ops, x.parts...)
	}
	r.ops = ops
}

// shownPaths adds the paths that the samples of one operation have.
type shownPaths struct {
	r     *resolver
	op    *operation
	parts []*operation // new ones, of parts of what the operation leads to
	added bool
}

// addRoute gives the operation the route that a sample takes, if it leads to the same.
func (x *shownPaths) addRoute(q *pair) bool {
	r, op := x.r, x.op
	if q.route, q.match = r.matchRoutes(op, q.request); q.match != nil { // an earlier sample's
		q.strange = false
		return true
	}
	best, common := "", 0
	shown := closeArguments(q.request.Path.Value)
	for _, rt := range op.Routes {
		if t, n := r.otherWay(rt, q.request.Path.Value); n > common && !rt.Shown {
			best, common = t, n
		}
		if t := cmp.Or(fewerArguments(rt, shown), withoutArguments(op.page, rt, shown), r.withArguments(op.page, rt, shown)); t != "" && !rt.Shown {
			best = t
			break
		}
	}
	if best == "" {
		return false
	}
	path := model.Text{Value: best, Pos: q.request.Path.Pos}
	var room pieces
	rt, tokens := route(path, &room)
	if rt.Shown = true; matchPattern(rt.Pattern, q.request.Path.Value) == nil && matchPattern(rt.Pattern, shown) == nil {
		return false
	}
	r.addParams(op, tokens, len(rt.Params), rt.Pos)
	r.quoteArguments(op, &rt)
	op.Routes, op.shapes = append(op.Routes, rt), append(op.shapes, shape(rt.Pattern))
	x.report(path)
	q.strange, x.added = false, true
	q.route, q.match = r.matchRoutes(op, q.request)
	return true
}

// report says that the request lines lack a sample's path.
func (x *shownPaths) report(path model.Text) {
	x.r.report(model.RuleSampleAlias, path.Pos, "no request line has the sample's path "+path.Value, x.op.Pos)
}

// addPart makes an operation of a sample that asks for the values of a type or for the
// number of values at a documented path (OData URL Conventions 4.01, sections 4.11 and
// 4.8), unless an earlier sample has made it.
func (x *shownPaths) addPart(q pair) bool {
	path := q.request.Path.Value
	cut := strings.LastIndexByte(path, '/')
	if cast := x.r.cast(path); cut < 0 || x.op.Method != "GET" || cast == "" && ending(path) != "$count" {
		return false
	}
	for _, whole := range append([]*operation{x.op}, x.parts...) {
		if q.route, q.match = x.r.matchRoutes(whole, q.request); q.match != nil {
			x.move(whole, q)
			return true
		}
	}
	for _, whole := range append([]*operation{x.op}, x.parts...) {
		at, m := whole.bestRoute(path[:cut])
		if m == nil || ending(whole.Routes[at].Template) != "" {
			continue
		}
		line := model.Text{Value: whole.Routes[at].Template + path[cut:], Pos: q.request.Path.Pos}
		part := x.r.operation(x.op.page, group{cast: x.r.cast(path), lines: []model.Template{{Method: q.request.Method, Path: line, Section: q.request.Section}}})
		part.Routes[0].Shown = true
		part.follow(x.op)
		part.suffix = whole.suffix + part.suffixFrom(x.op)
		if q.route, q.match = x.r.matchRoutes(part, q.request); q.match != nil {
			x.report(line)
			x.parts = append(x.parts, part)
			x.move(part, q)
			return true
		}
	}
	return false
}

// move gives a pair to the operation that it is a sample of.
func (x *shownPaths) move(to *operation, q pair) {
	q.strange = false
	to.pairs = append(to.pairs, q)
	to.collectAnswers()
	x.added = true
}

// otherWay makes a template of a sample's path that ends like a documented one and
// differs from it in a run of segments, which has to be made of words that paths are made
// of: what may be a value would be frozen. It returns the number of segments in common.
func (r *resolver) otherWay(rt model.Route, path string) (string, int) {
	want, got := strings.Split(rt.Template, "/"), strings.Split(path, "/")
	if len(want) > maxSegments || len(got) > maxSegments {
		return "", 0
	}
	if at := len(want) - 1; strings.HasSuffix(rt.Pattern, ")") { // with the placeholders of its arguments
		want[at] = lastSegment(rt.Pattern)
	}
	if !sameCall(want[len(want)-1], got[len(got)-1]) {
		return "", 0
	}
	end, literal := 0, 0
	for end < min(len(want), len(got)) && sameSegment(want[len(want)-1-end], got[len(got)-1-end]) {
		if end++; strings.IndexByte(want[len(want)-end], '{') < 0 {
			literal = end
		}
	}
	if end = literal; end == 0 {
		return "", 0
	}
	start := 0
	for start < min(len(want), len(got))-end && sameSegment(want[start], got[start]) {
		start++
	}
	run := got[start : len(got)-end]
	strange := 0
	for _, segment := range run {
		if r.pathWord(segment) {
			continue
		}
		if strange++; !onlyLetters(segment) {
			return "", 0
		}
	}
	// Whoever writes placeholders for values writes words for the rest, of which one alone may be a slip. A
	// base begins with a placeholder.
	if strange > 0 && (strange == 1 || !slices.ContainsFunc(run, placeholding) || placeholding(got[min(1, len(got)-1)])) {
		return "", 0
	}
	out := append(append(slices.Clip(want[:start]), run...), want[len(want)-end:]...)
	return strings.Join(out, "/"), start + end
}

// fewerArguments makes a template of a sample's path that calls the function of a route with some
// of its arguments, which OData tells apart by their names (OData URL Conventions 4.01, section
// 4.5; channel-doesuserhaveaccess: of userId and userPrincipalName one is enough; calltranscript-delta). It is ""
// for other paths.
func fewerArguments(rt model.Route, path string) string {
	from, all, tail, takes := cutCall(rt.Pattern)
	rest, args, end, gives := cutCall(path)
	if !takes || !gives || matchPattern(from, rest) == nil || matchPattern(tail, end) == nil {
		return ""
	}
	var names []string
	for _, arg := range splitArguments(all) {
		names = append(names, strings.ToLower(argumentName(arg)))
	}
	given := splitArguments(args)
	for _, arg := range given {
		if !strings.Contains(arg, "=") || !slices.Contains(names, strings.ToLower(argumentName(arg))) {
			return ""
		}
	}
	if len(given) >= len(names) {
		return ""
	}
	open, shut := strings.LastIndexByte(rt.Template, '('), strings.LastIndexByte(rt.Template, ')')
	return rt.Template[:open] + "(" + placeArguments(args) + rt.Template[max(open, shut):]
}

// withoutArguments makes a template of a sample's path that calls the function of a route without
// its arguments, if the docs call all of them optional (workbookrange-rowsabove). It is "" for
// other paths.
func withoutArguments(p *model.Page, rt model.Route, path string) string {
	from, all, tail, takes := cutCall(rt.Pattern)
	if !takes || matchPattern(from+tail, path) == nil {
		return ""
	}
	for _, arg := range splitArguments(all) {
		if q := described(p, argumentName(arg)); q == nil || !q.Optional {
			return ""
		}
	}
	open, shut := strings.LastIndexByte(rt.Template, '('), strings.LastIndexByte(rt.Template, ')')
	return rt.Template[:open] + rt.Template[shut+1:]
}

// withArguments makes a template of a sample's path that calls the function of a route with
// arguments where the route gives none, and the page describes all of them (worksheet-range: a
// sample without the optional address, and one with it). It is "" for other paths.
func (r *resolver) withArguments(p *model.Page, rt model.Route, path string) string {
	rest, args, ok := cutArguments(path)
	if !ok || !strings.EqualFold(lastSegment(rest), strings.TrimSuffix(lastSegment(rt.Template), "()")) {
		return ""
	}
	for _, arg := range splitArguments(args) {
		if described(p, argumentName(arg)) == nil {
			return ""
		}
	}
	line := rt.Template
	if matchPattern(rt.Pattern, rest) == nil {
		line, _ = r.otherWay(rt, rest)
	}
	if line == "" {
		return ""
	}
	return strings.TrimSuffix(line, "()") + "(" + placeArguments(args) + ")"
}

// cutCall splits a path around the arguments of the last function that it calls.
func cutCall(path string) (from, args, tail string, ok bool) {
	shut := strings.LastIndexByte(path, ')') + 1
	from, args, ok = cutArguments(path[:shut])
	return from, args, path[shut:], ok && (shut == len(path) || path[shut] == '/')
}

// sameCall reports whether two segments call a function with as many arguments, or call none.
func sameCall(a, b string) bool {
	_, want, takes := cutArguments(a)
	_, got, gives := cutArguments(b)
	return takes == gives && len(splitArguments(want)) == len(splitArguments(got))
}

// sameSegment reports whether a segment of a path is one that a template's can be.
func sameSegment(template, segment string) bool {
	if template == "" || segment == "" {
		return template == segment
	}
	return matchPattern(patternOf(template), segment) != nil
}

// pathWord reports whether a segment is a placeholder or a word of other paths.
func (r *resolver) pathWord(segment string) bool {
	return placeholding(segment) || r.words.words[strings.ToLower(strings.Trim(segment, ":"))] != ""
}

// placeholding reports whether a segment is a placeholder.
func placeholding(segment string) bool {
	segment = strings.Trim(segment, ":") // root:/{item-path}:
	return strings.HasPrefix(segment, "{") && strings.IndexByte(segment, '}') == len(segment)-1
}
