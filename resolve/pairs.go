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
	// takers are the operations of all pages that take the request, where its own page has none.
	takers []owner
	// strange reports that the answer says nothing about the operation: the request
	// goes on behind one of its routes (educationschool-get: /education/schools,
	// shown as /education/schools/{id}).
	strange bool
}

// pairSamples gives the operations of a page their samples.
func (r *resolver) pairSamples(ops []*operation) {
	owners := map[*model.Sample]owner{} // topics may have samples in common
	for i, op := range ops {
		if i > 0 && ops[i-1].page == op.page {
			continue
		}
		for _, q := range pairsOf(op.page) {
			to, ok := owners[q.request]
			if !ok {
				to = r.ownerOf(q.request, op.page, ops)
				owners[q.request] = to
				if to.op == nil {
					op.others = append(op.others, q)
				}
			}
			if to.op != nil && to.op.page == op.page {
				q.route, q.match = to.route, to.match
				to.op.pairs = append(to.op.pairs, q)
			}
		}
	}
	for _, op := range ops {
		op.judgePairs()
		op.strayAnswers()
		op.collectAnswers()
	}
}

// pairsOf pairs the samples of a page. A response belongs to the request that it names,
// else to the last request before it.
func pairsOf(p *model.Page) []pair {
	var pairs []pair
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
			if pairs[at].response == nil {
				pairs[at].response = s
			}
		}
	}
	return pairs
}

// collectAnswers notes the answers of the samples that speak for the operation.
func (op *operation) collectAnswers() {
	op.answers, op.shaped = make([]answer, 0, len(op.pairs)+len(op.stray)), false
	add := func(s *model.Sample) {
		if s.Status < 400 {
			op.answers = append(op.answers, answer{s, contentOf(s.Body.JSON)})
		}
	}
	for _, q := range op.pairs {
		if q.response != nil && !q.strange {
			add(q.response)
		}
	}
	for _, s := range op.stray {
		add(s)
	}
}

// answer is a response that speaks for an operation and is no error.
type answer struct {
	*model.Sample
	content
}

// owner is the operation that a request is a sample of, and the route that it takes.
type owner struct {
	op    *operation
	route int
	match *match
}

// ownerOf returns the operation with the most literal route that takes a request, else
// the first of the topic that ends alike.
func (r *resolver) ownerOf(request *model.Sample, topic *model.Page, ops []*operation) owner {
	var best, alike owner
	literal := -1
	for _, op := range ops {
		if op.Method != request.Method.Value {
			continue
		}
		if at, m := r.matchRoutes(op, request); m != nil {
			n := literalText(op.Routes[at].Pattern)
			if n > literal || n == literal && op.page == topic && best.op.page != topic {
				best, literal = owner{op, at, m}, n
			}
		} else if alike.op == nil && op.page == topic && ending(request.Path.Value) == ending(op.Routes[0].Template) {
			alike.op = op
		}
	}
	if best.op != nil {
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

// shows reports whether an answer that speaks for the operation has a body.
func (op *operation) shows() bool {
	return slices.ContainsFunc(op.answers, func(a answer) bool { return a.Body.Text.Value != "" })
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
	scheme, rest, ok := strings.Cut(base, "://")
	if !ok {
		return strings.ToLower(base + "://")
	}
	host, _, _ := strings.Cut(rest, "/")
	return strings.ToLower(base[:len(scheme)+len("://")+len(host)])
}

// foreign reports whether a request goes to another host than most samples of the API: a
// notification to the caller, the upload of a fragment. No request line has its path, nor that of a
// request whose annotation says that an answer has given the URL.
func (r *resolver) foreign(s *model.Sample) bool {
	if s.Annotation != nil && s.Annotation.OpaqueURL {
		return true
	}
	return s.Base != "" && r.api.BaseURL != "" && hostOf(s.Base) != hostOf(r.api.BaseURL)
}

// goesOn reports whether a path is one of the operation's routes with more segments
// behind it.
func (op *operation) goesOn(path string) bool {
	segments := 0
	for i := 1; i < len(path) && segments < maxSegments; i++ {
		if path[i] != '/' {
			continue
		}
		segments++
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
	rest := r.ops // in the order of their pages
	var ops []*operation
	var methods []string
	for i, p := range r.pages {
		if i == 0 || p.Path != r.pages[i-1].Path {
			ops, methods = nil, methods[:0]
		}
		for ; len(rest) > 0 && rest[0].Page == p.Path; rest = rest[1:] {
			if ops = append(ops, rest[0]); !slices.Contains(methods, rest[0].Method) {
				methods = append(methods, rest[0].Method)
			}
		}
		for i := 0; i < len(p.Samples) && len(methods) > 0; i++ {
			s := &p.Samples[i]
			if s.Kind == model.RequestSample && s.Method.Value != "" && !s.Ignored && !r.foreign(s) && !slices.Contains(methods, s.Method.Value) &&
				s.Path.Value != "" { // else reported when the page was read
				r.found(r.otherMethod(ops, methods, s))
			}
		}
	}
}

// otherMethod reports a sample whose method none of its page's operations has. A path that none
// of them has either is of another operation, and nothing is wrong with its method
// (teamsapp-publish shows an update of what it published).
func (r *resolver) otherMethod(ops []*operation, methods []string, s *model.Sample) model.Finding {
	if !slices.ContainsFunc(ops, func(op *operation) bool { return r.takesPath(op, s) }) {
		return newFinding(model.RuleSampleRoute, s.Path.Pos, otherOperation(s), nil)
	}
	f := newFinding(model.RuleSampleMethod, s.Method.Pos, fmt.Sprintf("the sample uses %s, the page documents %s", s.Method.Value, join(methods)), nil)
	if len(methods) == 1 {
		f.Fix = "write " + methods[0]
	}
	return f
}

// takesPath reports whether a sample asks for one of an operation's paths.
func (r *resolver) takesPath(op *operation, s *model.Sample) bool {
	_, m := r.matchRoutes(op, s)
	return m != nil
}

// otherOperation says that a sample is of an operation that its page does not document.
func otherOperation(s *model.Sample) string {
	return fmt.Sprintf("no request line of the page has %s %s", s.Method.Value, s.Path.Value)
}
