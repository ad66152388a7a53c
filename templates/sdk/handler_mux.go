package sdk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
)

// endpoint is a route together with the type of its requests.
type endpoint struct {
	op      *operation
	request any // a nil pointer to the request struct: only its type counts

	handler     any // the implementation of the service's interface
	serve       serving
	implemented bool // by somebody, not by the stub
	pattern     string
	binding     binding
}

// serving calls the method of a service's handler that a request is for.
type serving func(ctx context.Context, handler, req any) (any, error)

// errRequest is what serving returns for a request of another service. There is none.
var errRequest = errors.New("no request of this service")

// serviceEndpoints are the endpoints of one service and who implements it: the
// stub, if handler is nil.
type serviceEndpoints struct {
	endpoints     []endpoint
	handler, stub any
	serve         serving
}

// Interceptor runs around every operation: once for a request, around the operation that
// answers it, and for each request of a batch. Where several share method and path, one of
// a stub that is embedded is never run; a method that calls the stub itself is, and then
// the next. op is the operation's id (Service.Method), req a pointer to its request struct.
// It may answer itself, or call next and change what goes in or comes out. Requests that
// no operation can take are refused before: an http.Handler around this one sees them all.
type Interceptor func(ctx context.Context, op string, req any,
	next func(ctx context.Context, req any) (any, error)) (any, error)

// HandlerOption configures the handler.
type HandlerOption func(*mux)

// WithInterceptor adds an interceptor. The first one given is the outermost.
func WithInterceptor(i Interceptor) HandlerOption {
	return func(m *mux) { m.interceptors = append(m.interceptors, i) }
}

// WithPathPrefix sets the prefix of all paths, such as /v1.0. Paths without it
// are not found. The default takes paths with and without the prefix of
// DefaultBaseURL; if that ends in a version, such as /v1.0 or /beta, with any other.
func WithPathPrefix(prefix string) HandlerOption {
	return func(m *mux) { m.prefix, m.bare = splitPath(prefix), false }
}

// WithBodyLimit sets how many bytes of a JSON body are read; 64 MiB unless set.
func WithBodyLimit(limit int64) HandlerOption {
	return func(m *mux) { m.bodyLimit = limit }
}

// WithErrorHook sets who hears of errors that are no *Error. The client only
// learns that there was one.
func WithErrorHook(hook func(ctx context.Context, op string, err error)) HandlerOption {
	return func(m *mux) { m.errorHook = hook }
}

// WithNotFound sets who answers requests to paths that no page documents, such as pages of
// another handler. Without, they get an OData error with 404. A documented path with a
// method that it doesn't have is always answered with 405.
func WithNotFound(handler http.Handler) HandlerOption {
	return func(m *mux) { m.elsewhere = handler }
}

// WithUnimplemented sets who answers requests for operations that nobody implements, such as
// a mock server or a proxy of the API. Without, they get an OData error with 501.
func WithUnimplemented(handler http.Handler) HandlerOption {
	return func(m *mux) { m.substitute = handler }
}

// mux is the http.Handler of all services.
type mux struct {
	router       *router
	prefix       []string
	bare         bool // paths without the prefix are served as well
	interceptors []Interceptor
	bodyLimit    int64
	answerLimit  int // of the bodies that a batch is answered with
	batches      batchHandler
	// implements decides between operations that share method and path.
	implements func(r *http.Request, e *endpoint) bool
	errorHook  func(ctx context.Context, op string, err error)
	elsewhere  http.Handler // answers paths that no page documents; nil for a 404
	substitute http.Handler // answers operations that nobody implements; nil for a 501
}

// newMux builds the router. Endpoints are copied: several handlers may be made.
func newMux(baseURL string, services []serviceEndpoints, opts []HandlerOption) *mux {
	m := &mux{bare: true, bodyLimit: 64 << 20, answerLimit: 64 << 20}
	m.batches = batchHandler{m, m, func(w http.ResponseWriter, r *http.Request, err *Error) { m.writeError(w, r, nil, err) }}
	m.implements = func(_ *http.Request, e *endpoint) bool { return e.implemented }
	if u, err := url.Parse(baseURL); err == nil {
		m.prefix = splitPath(u.EscapedPath())
	}
	for _, opt := range opts {
		opt(m)
	}
	var all []*endpoint
	for _, s := range services {
		stubs := stubMethods(s.handler, s.stub)
		for _, e := range s.endpoints {
			e.handler, e.implemented, e.serve = s.handler, s.handler != nil && !stubs[reflect.TypeOf(e.request)], s.serve
			if s.handler == nil {
				e.handler = s.stub
			}
			e.pattern = e.op.method + " " + e.op.path
			e.binding = newBinding(reflect.TypeOf(e.request).Elem(), e.op)
			all = append(all, &e)
		}
	}
	m.router = newRouter(all)
	return m
}

// ServeHTTP routes a request to its operation and writes the answer.
func (m *mux) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	found := m.find(r)
	if len(found.endpoints) == 0 && m.isBatch(r) {
		m.batches.ServeHTTP(w, r)
		return
	}
	if len(found.endpoints) == 0 {
		m.notFound(w, r, found.allow)
		return
	}
	if m.substitute != nil && !slices.ContainsFunc(found.endpoints, func(e *endpoint) bool { return m.implements(r, e) }) {
		m.substitute.ServeHTTP(w, r)
		return
	}
	r, refused := plainBody(w, r)
	if refused != nil {
		m.writeError(w, r, nil, refused)
		return
	}
	reply := &Reply{Header: w.Header()}
	e, result, err := m.answer(w, r, reply, found)
	if m.substitute != nil && isStub(err) {
		m.substitute.ServeHTTP(w, r)
		return
	}
	if err != nil {
		m.writeError(w, r, e.op, err)
		return
	}
	m.writeResult(w, r, e.op, reply, result)
}

// answer calls the operation that a request is for. Where the stub that a handler embeds
// answers, the next operation that has the method and path is asked; if all are stubs, the
// first has answered.
func (m *mux) answer(w http.ResponseWriter, r *http.Request, reply *Reply, found match) (*endpoint, any, error) {
	e, body, err := m.choose(w, r, found.endpoints)
	if err != nil {
		return e, nil, err
	}
	r.Pattern = e.pattern // as http.ServeMux does, for what stands around
	req := reflect.New(reflect.TypeOf(e.request).Elem())
	if err := e.binding.bind(req.Elem(), r, reply, found.args, body); err != nil {
		return e, nil, err
	}
	result, err := m.call(r.Context(), e, req.Interface())
	if body != nil && isStub(err) { // a method may have read it before it has called the stub
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	if len(found.endpoints) == 1 || !e.implemented || !isStub(err) {
		return e, result, err
	}
	found.endpoints = slices.DeleteFunc(slices.Clone(found.endpoints), func(o *endpoint) bool { return o == e })
	if other, otherResult, otherErr := m.answer(w, r, reply, found); !isStub(otherErr) {
		return other, otherResult, otherErr
	}
	return e, nil, err
}

// find looks up the path, without its prefix if it has one.
func (m *mux) find(r *http.Request) match {
	s := searches.Get().(*search)
	defer s.release()
	segments := s.split(r.URL)
	var found match
	if hasPrefix(segments, m.prefix) {
		found = m.lookUp(s, r.Method, segments[len(m.prefix):])
	}
	if len(found.endpoints) == 0 && m.bare && len(m.prefix) > 0 {
		if bare := m.lookUp(s, r.Method, segments); len(bare.endpoints)+len(bare.allow) > 0 {
			return bare
		}
		if rest, ok := m.otherVersion(segments); ok && len(found.allow) == 0 {
			return m.lookUp(s, r.Method, rest)
		}
	}
	return found
}

// otherVersion takes the prefix off a path that has it with another version.
func (m *mux) otherVersion(segments []string) ([]string, bool) {
	at := len(m.prefix) - 1
	if len(segments) <= at || !isVersion(m.prefix[at]) || !isVersion(segments[at]) || !hasPrefix(segments, m.prefix[:at]) {
		return nil, false
	}
	return segments[at+1:], true
}

// isVersion reports whether a segment is the version of an API: v1.0, v2, beta.
func isVersion(segment string) bool {
	lower := strings.ToLower(segment)
	return lower == "beta" || len(lower) > 1 && lower[0] == 'v' && lower[1] >= '0' && lower[1] <= '9'
}

// lookUp finds the operation of a path. HEAD is GET without a body, which net/http
// sees to (RFC 9110, section 9.3.2).
func (m *mux) lookUp(s *search, method string, segments []string) match {
	found := s.find(m.router, method, segments)
	if len(found.endpoints) == 0 && method == http.MethodHead {
		if get := s.find(m.router, http.MethodGet, segments); len(get.endpoints) > 0 {
			return get
		}
	}
	return found
}

func hasPrefix(segments, prefix []string) bool {
	if len(segments) < len(prefix) {
		return false
	}
	for i, p := range prefix {
		if !strings.EqualFold(segments[i], p) {
			return false
		}
	}
	return true
}

// call runs the interceptors and the operation.
func (m *mux) call(ctx context.Context, e *endpoint, req any) (any, error) {
	next := func(ctx context.Context, req any) (any, error) {
		if reflect.TypeOf(req) != reflect.TypeOf(e.request) {
			return nil, &Error{StatusCode: http.StatusInternalServerError, Operation: e.op.id,
				Code: "internalError", Message: "An interceptor changed the type of the request."}
		}
		return e.serve(ctx, e.handler, req)
	}
	for i := len(m.interceptors) - 1; i >= 0; i-- {
		inner, interceptor := next, m.interceptors[i]
		next = func(ctx context.Context, req any) (any, error) {
			return interceptor(ctx, e.op.id, req, inner)
		}
	}
	return next(ctx, req)
}
