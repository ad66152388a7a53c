package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// pair is a request sample with its response sample; either may be nil.
type pair struct {
	request  *model.Sample
	response *model.Sample
	route    int
	match    *match // nil if the request takes none of the routes
	// strange reports that the answer says nothing about the operation: the request
	// goes on behind one of its routes (educationschool-get: /education/schools,
	// shown as /education/schools/{id}).
	strange bool
}

// pair collects the samples of an operation. A response belongs to the request
// that it names, else to the last request before it. all are the operations of the
// page, among which a request belongs to one.
func (r *resolver) pair(op *operation, all []*operation) {
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
		named := requestsNamed(pairs, s)
		if len(named) == 0 && last >= 0 {
			named = []int{last}
		}
		for _, at := range named {
			if !used[at] {
				pairs[at].response = s
				used[at] = true
			}
		}
	}
	for _, q := range pairs {
		if q.request.Method.Value != op.Method {
			continue
		}
		q.route, q.match = r.matchRoutes(op, q.request)
		if r.takenBy(q.request, all, op) != op {
			continue
		}
		op.pairs = append(op.pairs, q)
	}
	op.judgePairs()
	op.strayAnswers()
	op.collectAnswers()
}

// collectAnswers notes the answers of the samples that speak for the operation.
func (op *operation) collectAnswers() {
	op.answers, op.shaped, op.valued = nil, false, false
	for _, q := range op.pairs {
		if q.response != nil && !q.strange && q.response.Status < 400 {
			op.answers = append(op.answers, q.response)
		}
	}
	for _, s := range op.stray {
		if s.Status < 400 {
			op.answers = append(op.answers, s)
		}
	}
}

// takenBy returns the operation of the page that a request is a sample of: the one with
// the most literal route that takes it, else the first that ends alike. nil for none.
func (r *resolver) takenBy(request *model.Sample, all []*operation, asking *operation) *operation {
	var best, alike *operation
	literal := -1
	for _, op := range all {
		if op.Method != request.Method.Value {
			continue
		}
		if at, m := r.matchRoutes(op, request); m != nil {
			if n := len(shape(op.Routes[at].Pattern)); n > literal || n == literal && op == asking && best.page != op.page {
				best, literal = op, n
			}
		} else if alike == nil && op.page == asking.page && ending(request.Path.Value) == ending(op.Routes[0].Template) {
			alike = op
		}
	}
	if best != nil {
		return best
	}
	return alike
}

// judgePairs tells the samples that speak for the operation from the others. A
// request to another host than those that take a route is no sample of it
// (call-answer: what a bot is notified of).
func (op *operation) judgePairs() {
	host := ""
	for _, q := range op.pairs {
		if q.match != nil && q.request.Base != "" {
			host = hostOf(q.request.Base)
		}
	}
	op.pairs = slices.DeleteFunc(op.pairs, func(q pair) bool {
		return q.match == nil && host != "" && q.request.Base != "" && hostOf(q.request.Base) != host
	})
	for i := range op.pairs {
		q := &op.pairs[i]
		q.strange = q.match == nil && op.goesOn(q.request.Path.Value)
	}
}

// trustAll lets the strange samples speak, too, where nothing else does.
func (op *operation) trustAll() {
	for i := range op.pairs {
		op.pairs[i].strange = false
	}
	op.collectAnswers()
}

// hostOf returns scheme and host of a base URL.
func hostOf(base string) string {
	scheme, rest, _ := strings.Cut(base, "://")
	host, _, _ := strings.Cut(rest, "/")
	return strings.ToLower(scheme + "://" + host)
}

// goesOn reports whether a path is one of the operation's routes with more segments
// behind it.
func (op *operation) goesOn(path string) bool {
	for i := 1; i < len(path); i++ {
		if path[i] != '/' {
			continue
		}
		for _, rt := range op.Routes {
			if matchPattern(rt.Pattern, path[:i]) != nil {
				return true
			}
		}
	}
	return false
}

// strayAnswers keeps the answers of a page that shows no request: they can only be
// those of its operation (temporaryaccesspassauthenticationmethodconfiguration-get).
func (op *operation) strayAnswers() {
	for i := range op.page.Samples {
		s := &op.page.Samples[i]
		if s.Kind == model.RequestSample {
			op.stray = nil
			return
		}
		op.stray = append(op.stray, s)
	}
}

// requestsNamed returns the indices of the requests that a response names: the last of
// that name, or, of a list of names, all (drive-get).
func requestsNamed(pairs []pair, response *model.Sample) []int {
	var out []int
	if response.Annotation == nil {
		return nil
	}
	names := response.Annotation.Names
	for i := len(pairs) - 1; i >= 0; i-- {
		a := pairs[i].request.Annotation
		if a == nil || len(a.Names) == 0 || !slices.ContainsFunc(names, func(n model.Text) bool { return n.Value == a.Names[0].Value }) {
			continue
		}
		if out = append(out, i); len(names) == 1 {
			break
		}
	}
	return out
}

// unmatched reports samples that fit no operation of their page.
func (r *resolver) unmatched() {
	methods := map[string][]string{} // by page
	for _, op := range r.ops {
		if !slices.Contains(methods[op.Page], op.Method) {
			methods[op.Page] = append(methods[op.Page], op.Method)
		}
	}
	for _, p := range r.pages {
		if len(methods[p.Path]) == 0 {
			continue
		}
		for i := range p.Samples {
			s := &p.Samples[i]
			if s.Kind == model.RequestSample && s.Method.Value != "" && !slices.Contains(methods[p.Path], s.Method.Value) {
				r.report(model.RuleSampleMethod, s.Method.Pos, fmt.Sprintf("the sample uses %s, the page documents %s",
					s.Method.Value, join(methods[p.Path])))
			}
		}
	}
}
