package resolve

import (
	"fmt"
	"slices"

	"github.com/docbind/docbind/model"
)

// pair is a request sample with its response sample; either may be nil.
type pair struct {
	request  *model.Sample
	response *model.Sample
	route    int
	match    *match // nil if the request takes none of the routes
}

// pair collects the samples of an operation. A response belongs to the request
// that it names, else to the last request before it.
func (r *resolver) pair(op *operation) {
	p := op.page
	var pairs []pair
	used := map[int]bool{} // requests that have their response
	last := -1
	for i := range p.Samples {
		s := &p.Samples[i]
		if s.Kind == model.RequestSample {
			pairs = append(pairs, pair{request: s})
			last = len(pairs) - 1
			continue
		}
		at := last
		if named := requestNamed(pairs, s); named >= 0 {
			at = named
		}
		if at >= 0 && !used[at] {
			pairs[at].response = s
			used[at] = true
		}
	}
	for _, q := range pairs {
		if q.request.Method.Value != op.Method {
			continue
		}
		q.route, q.match = r.matchRoutes(op, q.request)
		if q.match == nil && ending(q.request.Path.Value) != ending(op.Routes[0].Template) {
			continue // the sample of another operation on the page
		}
		op.pairs = append(op.pairs, q)
		if q.response != nil && q.response.Status < 400 {
			op.answers = append(op.answers, q.response)
		}
	}
}

// requestNamed returns the index of the request that a response names, -1 if it
// names none.
func requestNamed(pairs []pair, response *model.Sample) int {
	if response.Annotation == nil {
		return -1
	}
	for i := len(pairs) - 1; i >= 0; i-- {
		a := pairs[i].request.Annotation
		if a == nil || len(a.Names) == 0 {
			continue
		}
		if slices.ContainsFunc(response.Annotation.Names, func(n model.Text) bool { return n.Value == a.Names[0].Value }) {
			return i
		}
	}
	return -1
}

// unmatched reports samples that fit no operation of their page.
func (r *resolver) unmatched() {
	methods := map[*model.Page][]string{}
	for _, op := range r.ops {
		if !slices.Contains(methods[op.page], op.Method) {
			methods[op.page] = append(methods[op.page], op.Method)
		}
	}
	for _, p := range r.pages {
		if len(methods[p]) == 0 {
			continue
		}
		for i := range p.Samples {
			s := &p.Samples[i]
			if s.Kind == model.RequestSample && s.Method.Value != "" && !slices.Contains(methods[p], s.Method.Value) {
				r.report(model.RuleSampleMethod, s.Method.Pos, fmt.Sprintf("the sample uses %s, the page documents %s",
					s.Method.Value, join(methods[p])))
			}
		}
	}
}
