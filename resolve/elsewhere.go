package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// elsewhere finds operations of other pages for the pairs whose request takes no route of
// its own page (drive-list documents /groups/{id}/drives and shows /me/drives, which is
// another page's). The finding stays; the pair becomes an example of the other operation
// if that one can send and read all of it. What nobody takes is left out.
func (r *resolver) elsewhere() {
	r.findTakers()
	for i, op := range r.ops {
		only := (i == 0 || r.ops[i-1].page != op.page) && (i+1 == len(r.ops) || r.ops[i+1].page != op.page)
		var moved []model.Position
		for _, q := range op.pairs {
			if q.response != nil && q.match == nil && r.place(q) {
				moved = append(moved, q.request.Pos)
			}
		}
		for _, q := range op.others {
			switch {
			case q.response == nil && !r.foreign(q.request) && !op.page.Within(q.request.Section, model.SectionQuery):
				r.report(model.RuleUnpairedSample, q.request.Pos, "the request has no response sample")
			case q.response != nil && !r.place(q):
				op.Examples = append(op.Examples, r.leftOut(op, q))
				r.ownAnswer(op, q)
				if only && len(op.pairs) == 0 && len(op.others) == 1 {
					r.onlyAnswer(op, q)
				}
			}
		}
		if moved != nil {
			op.Examples = slices.DeleteFunc(op.Examples, func(e model.Example) bool { return slices.Contains(moved, e.Pos) })
		}
	}
}

// leftOut is the example of a pair that belongs to no operation.
func (r *resolver) leftOut(op *operation, q pair) model.Example {
	e := model.Example{Pos: q.request.Pos, ResponsePos: q.response.Pos, Status: q.response.Status, LeftOut: model.RuleSampleMethod,
		Reason: fmt.Sprintf("the sample uses %s, the page documents %s", q.request.Method.Value, op.Method)}
	switch {
	case q.request.Path.Value == "":
		e.LeftOut, e.Reason = model.RulePathMissing, "" // reported when the page was read
	case q.request.Method.Value != op.Method && !r.takesPath(op, q.request):
		e.LeftOut, e.Reason = model.RuleSampleRoute, otherOperation(q.request) // reported by unmatched
	case q.request.Method.Value == op.Method:
		reason, at := op.difference(q.request.Path)
		e.LeftOut, e.Reason = model.RuleSampleRoute, reason
		if r.beside(op, q.request.Path.Value) {
			at = q.request.Path.Pos
			e.LeftOut, e.Reason = model.RuleSampleAlias, "no request line has the sample's path "+q.request.Path.Value
		}
		if !r.foreign(q.request) {
			r.report(e.LeftOut, at, e.Reason, op.Pos)
		}
	}
	return e
}

// onlyAnswer holds the status of the only sample of a page with one operation against the prose: it is
// that operation's, though its path is another (device-post-registeredowners, without $ref).
func (r *resolver) onlyAnswer(op *operation, q pair) {
	e := &example{r: r, op: op, pair: q}
	if e.Status = q.response.Status; q.request.Method.Value == op.Method && e.Status >= 200 && e.Status < 300 {
		e.checkStatus()
	}
	r.found(op.findings...)
	op.findings = nil
}

// ownAnswer holds an answer of which no operation says anything against the type that its
// annotation names.
func (r *resolver) ownAnswer(op *operation, q pair) {
	a, body := q.response.Annotation, &q.response.Body
	if a == nil || body.JSON == "" || q.response.Status >= 400 {
		return
	}
	ref := r.lookup(op.page, model.TypeExpr{Name: a.Type.Value})
	if !r.structType(ref) {
		return
	}
	res := model.Result{Kind: model.ValueResult, Type: ref}
	if a.Collection {
		res.Kind = model.CollectionResult
	}
	e := &example{r: r, op: op, pair: q}
	c := conformance{r: r, ns: op.page.OwnNamespace()}
	if c.result(body, &res) {
		e.problems(&c, body)
		r.found(op.findings...)
		op.findings = nil
	}
}

// place makes a pair an example of the operation with the most literal route that takes
// its request, of those that can replay it.
func (r *resolver) place(q pair) bool {
	for _, to := range q.takers {
		q.route, q.match = to.route, to.match
		e := &example{r: r, op: to.op, pair: q}
		built := e.build()
		ok, found := e.replays(), to.op.findings
		if to.op.findings = nil; ok {
			r.found(found...)
			to.op.Examples = append(to.op.Examples, built)
			return true
		}
	}
	return false
}

// replays reports whether another page's operation sends and reads all that a sample
// has: it must have a place for both bodies.
func (e *example) replays() bool {
	if slices.ContainsFunc(e.op.findings, func(f model.Finding) bool {
		return f.Rule != model.RuleSampleStatus && f.Rule != model.RuleUndeclaredMember
	}) {
		return false
	}
	if e.op.Body.Named && strings.TrimPrefix(jsonscan.String(jsonscan.Member(e.Body, "@odata.type")), "#") != e.op.Body.Type.Name {
		return false
	}
	return e.LeftOut == ""
}

// together reports whether a path goes on from another place than that of a route, and a page
// documents the two places, and no third, as one: /me/reminderView, where /me and /users/{id} are.
func (r *resolver) together(rt model.Route, path string) bool {
	want, got := strings.Split(rt.Pattern, "/"), strings.Split(path, "/")
	if len(want) > maxSegments || len(got) > maxSegments || len(got) < 2 || len(want) < 2 || strings.EqualFold(want[1], got[1]) {
		return false
	}
	for {
		op := r.known[shape(strings.Join(got, "/"))]
		if op != nil && len(op.shapes) == 2 && slices.Contains(op.shapes, shape(strings.Join(want, "/"))) {
			return true
		}
		w, g := len(want)-1, len(got)-1
		if w < 2 || g < 2 || !sameSegment(want[w], got[g]) {
			return false
		}
		want, got = want[:w], got[:g]
	}
}
