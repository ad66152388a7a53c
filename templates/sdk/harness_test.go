package sdk

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// pair is a documented name with its value.
type pair struct{ name, value string }

// sample is a documented request with its response.
type sample struct {
	doc   string // page.md:line
	route *documentedRoute

	method        string // GET
	target        string // path and query
	args          []pair
	query         []pair
	headers       []pair
	body          string
	bodyMembers   []pair // members that the body's Go type can't carry, as JSON
	status        int
	answerHeaders []pair
	answer        string
	undeclared    []string // paths of members that the result's Go type can't carry
	dispatch      string   // operation that takes the request, if it is another one
}

// samplesOf reads documented samples.
func samplesOf(t *testing.T, text string) []*replaying {
	var all []*replaying
	for entry, facts := range entries(text) {
		s, method := &sample{}, ""
		words(entry, &method, &s.doc)
		if s.route = documentedRoutes()[method]; s.route == nil {
			t.Fatalf("%s: no documented route is %s", s.doc, method)
		}
		for _, fact := range facts {
			if !s.read(fact) {
				t.Fatalf("%s: nothing is known of %q", s.doc, fact)
			}
		}
		all = append(all, &replaying{sample: s, id: s.route.id})
	}
	return all
}

// read takes a fact over.
func (s *sample) read(fact string) bool {
	kind, rest := cutWord(fact)
	value := unquoted(rest)
	switch kind {
	case "request":
		words(rest, &s.method, &s.target)
	case "arg":
		s.args = append(s.args, pairOf(rest))
	case "query":
		s.query = append(s.query, pairOf(rest))
	case "header":
		s.headers = append(s.headers, pairOf(rest))
	case "body":
		s.body = value
	case "bodyMember":
		s.bodyMembers = append(s.bodyMembers, pairOf(rest))
	case "status":
		s.status, _ = strconv.Atoi(value)
	case "answerHeader":
		s.answerHeaders = append(s.answerHeaders, pairOf(rest))
	case "answer":
		s.answer = value
	case "undeclared":
		s.undeclared = append(s.undeclared, value)
	case "dispatch":
		s.dispatch = value
	default:
		return false
	}
	return true
}

func pairOf(text string) (p pair) {
	words(text, &p.name, &p.value)
	return p
}

// replaying is a sample in the course of its test.
type replaying struct {
	*sample
	id    string // of the operation
	t     *testing.T
	edits []CallOption // what the body's Go type has no place for
	page  PageInfo     // what the answer says beside the items of a list
	raw   bool         // the body is bytes

	requests atomic.Int32 // that the client has sent
	result   any          // of the client: what the handler answers with
	arrived  string       // operation that the handler has routed to
}

// replay tests each sample twice: through the client and through the handler.
func replay(t *testing.T, text string) {
	stage, err := newStage()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samplesOf(t, text) {
		t.Run(s.id+" "+s.doc, func(t *testing.T) {
			s.t = t
			stage.current.Store(s)
			result := s.throughClient(stage.client)
			s.throughHandler(stage.handlerURL, result)
		})
	}
}

// stage is what all samples share: one sample is on at a time.
type stage struct {
	current    atomic.Pointer[replaying]
	client     *Client
	handlerURL string
}

// replayHandler has all routes of the package, so it is built once.
var replayHandler = sync.OnceValue(func() http.Handler {
	return NewHandler(Handlers{}, WithInterceptor(func(ctx context.Context, op string, req any,
		next func(context.Context, any) (any, error)) (any, error) {
		return ctx.Value(replayKey{}).(*replaying).intercept(ctx, op, req, next)
	}), func(m *mux) {
		// As if the sample's service were the only one that is implemented.
		m.implements = func(r *http.Request, e *endpoint) bool {
			service, _, _ := strings.Cut(r.Context().Value(replayKey{}).(*replaying).id, ".")
			return strings.HasPrefix(e.op.id, service+".")
		}
	})
})

// replayKey leads to the *replaying in the context of the handler's requests.
type replayKey struct{}

// newStage starts the servers once; they end with the tests.
var newStage = sync.OnceValues(func() (*stage, error) {
	st := &stage{}
	docs := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		st.current.Load().serveDocs(w, r)
	}))
	handler := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), replayKey{}, st.current.Load())
		replayHandler().ServeHTTP(w, r.WithContext(ctx))
	}))
	client, err := NewClient(WithBaseURL(docs.URL), WithRetry(1, 0)) // a documented error comes once
	st.client, st.handlerURL = client, handler.URL
	return st, err
})

// errorf reports what is wrong in the terms of the page.
func (s *replaying) errorf(format string, args ...any) {
	s.t.Helper()
	s.t.Errorf("%s: %s: %s", s.doc, s.id, fmt.Sprintf(format, args...))
}

func (s *replaying) fatalf(format string, args ...any) {
	s.t.Helper()
	s.errorf(format, args...)
	s.t.FailNow()
}
