package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// shownRoutes adds the paths that only samples have: another way to what a request line
// leads to, /me/checkMemberGroups beside /users/{id}/checkMemberGroups, or a part of it
// by type, /groups/{id}/members/microsoft.graph.user. That they are missing among the
// request lines is a finding. A path of another page is none of them.
func (r *resolver) shownRoutes() {
	index := &routeIndex{ops: r.ops}
	var ops []*operation
	for _, op := range r.ops {
		ops = append(ops, op)
		var casts []*operation
		for i := range op.pairs {
			q := &op.pairs[i]
			path := q.request.Path
			if q.match != nil || path.Value == "" || len(op.page.Templates) == 0 || len(index.takers(op.Method, path.Value)) > 0 {
				continue
			}
			if op.addShown(r, q) {
				q.strange = false
			} else {
				casts = r.addCast(op, i, casts)
			}
		}
		if casts != nil {
			op.pairs = slices.DeleteFunc(op.pairs, func(q pair) bool { return q.match == nil && heldBy(casts, q) })
		}
		if op.shown() || casts != nil {
			op.collectAnswers()
		}
		ops = append(ops, casts...)
	}
	r.ops = ops
}

// shown reports whether the operation has a route that only a sample shows.
func (op *operation) shown() bool {
	return slices.ContainsFunc(op.Routes, func(rt model.Route) bool { return rt.Shown })
}

// addShown gives an operation the route that a sample takes, if it leads to the same.
func (op *operation) addShown(r *resolver, q *pair) bool {
	if q.route, q.match = r.matchRoutes(op, q.request); q.match != nil { // an earlier sample's
		return true
	}
	best, common := "", 0
	for _, rt := range op.Routes {
		if t, n := r.otherWay(rt.Template, q.request.Path.Value); n > common && !rt.Shown {
			best, common = t, n
		}
	}
	if best == "" {
		return false
	}
	path := model.Text{Value: best, Pos: q.request.Path.Pos}
	rt, params := route(path)
	if rt.Shown = true; matchPattern(rt.Pattern, q.request.Path.Value) == nil {
		return false
	}
	r.addParams(op, params)
	r.quoteArguments(op, &rt)
	op.Routes = append(op.Routes, rt)
	r.report(model.RuleSampleRoute, path.Pos, fmt.Sprintf("the sample's path is none of the documented ones: no request line has %s", best), op.Pos)
	q.route, q.match = r.matchRoutes(op, q.request)
	return q.match != nil
}

// otherWay makes a template of a sample's path that ends like a documented one and
// differs from it in a run of segments, which has to be made of words that paths are made
// of: what may be a value would be frozen. It returns the number of segments in common.
func (r *resolver) otherWay(template, path string) (string, int) {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) > maxSegments || len(got) > maxSegments {
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
	if slices.ContainsFunc(run, func(s string) bool { return !r.pathWord(s) }) {
		return "", 0
	}
	out := append(append(slices.Clip(want[:start]), run...), want[len(want)-end:]...)
	return strings.Join(out, "/"), start + end
}

// sameSegment reports whether a segment of a path is one that a template's can be.
func sameSegment(template, segment string) bool {
	if template == "" || segment == "" {
		return template == segment
	}
	rt, _ := route(model.Text{Value: template})
	return matchPattern(rt.Pattern, segment) != nil
}

// pathWord reports whether a segment is a placeholder or a word of other paths.
func (r *resolver) pathWord(segment string) bool {
	if strings.HasPrefix(segment, "{") && strings.IndexByte(segment, '}') == len(segment)-1 {
		return true
	}
	return r.words.words[strings.ToLower(segment)] != ""
}

// addCast makes an operation of a sample that adds a type to a documented path, which
// asks for the values of that type (OData URL Conventions 4.01, section 4.11), unless
// there is one for the type.
func (r *resolver) addCast(op *operation, at int, casts []*operation) []*operation {
	q := op.pairs[at]
	cut := strings.LastIndexByte(q.request.Path.Value, '/')
	cast := r.cast(q.request.Path.Value)
	route, m := op.bestRoute(q.request.Path.Value[:max(cut, 0)])
	if cast == "" || m == nil || op.Method != "GET" || op.cast != "" {
		return casts
	}
	i := slices.IndexFunc(casts, func(c *operation) bool { return c.cast == cast })
	if i < 0 {
		line := model.Template{Method: q.request.Method, Section: q.request.Section,
			Path: model.Text{Value: op.Routes[route].Template + q.request.Path.Value[cut:], Pos: q.request.Path.Pos}}
		c := r.operation(op.page, group{lines: []model.Template{line}, cast: cast})
		c.Routes[0].Shown = true
		c.follow(op)
		c.suffix = op.suffix + c.suffixFrom(op)
		r.report(model.RuleSampleRoute, line.Path.Pos, fmt.Sprintf("the sample's path is none of the documented ones: no request line has %s", line.Path.Value), op.Pos)
		i = len(casts)
		casts = append(casts, c)
	}
	c := casts[i]
	if q.route, q.match = r.matchRoutes(c, q.request); q.match != nil {
		q.strange = false
		c.pairs = append(c.pairs, q)
		c.collectAnswers()
	}
	return casts
}

// heldBy reports whether one of the operations has the pair.
func heldBy(ops []*operation, q pair) bool {
	return slices.ContainsFunc(ops, func(op *operation) bool {
		return slices.ContainsFunc(op.pairs, func(p pair) bool { return p.request == q.request })
	})
}
