package sdk

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
)

// This file is for docbind's own mock server, which takes requests apart as generated
// handlers do. It is no part of generated packages.

// Body says how a [Router] treats the body of a request.
type Body int

// The bodies.
const (
	NoBody   Body = iota
	JSONBody      // read whole, up to the limit
	RawBody       // left unread
)

// Route is a route of a [Router].
type Route struct {
	// ID is Service.Method. Rank and then ID order routes that share method and path.
	ID     string
	Method string
	// Pattern is the path as operations have it: fn(a='{a}'), root:/{itemPath...}:
	Pattern string
	Rank    int
	// Query are the parameters that the docs show, as a model.Route has them.
	Query []string
	Body  Body
	// BodyType is the full name of the body's type, which tells routes apart, too.
	BodyType string
	// Target is what the route leads to.
	Target any
}

// Found is what a [Router] makes of a request.
type Found struct {
	// Targets are those of the routes that have the path and the method, the one that a
	// generated handler chooses first; empty if there is none.
	Targets []any
	Args    []string
	Body    []byte
	Allow   []string // the methods that the path has, sorted
}

// Router finds what a request asks for, by the rules of the generated handler.
type Router struct{ mux *mux }

// NewRouter returns a router. Paths have the prefix of the base URL or none. Of a JSON
// body up to limit bytes are read.
func NewRouter(baseURL string, limit int64, routes []Route) *Router {
	services := make([]serviceEndpoints, len(routes))
	for i, route := range routes {
		op := &operation{id: route.ID, method: route.Method, path: route.Pattern, rank: route.Rank, query: route.Query, bodyType: route.BodyType}
		services[i] = serviceEndpoints{endpoints: []endpoint{{op: op, request: bodyRequests[route.Body]}}, handler: route.Target}
	}
	return &Router{newMux(baseURL, services, []HandlerOption{WithBodyLimit(limit)})}
}

// Find looks a request up and reads its body if a route of its path takes JSON. The error
// says what is wrong with the body; what the request leads to is found nevertheless.
func (r *Router) Find(w http.ResponseWriter, req *http.Request) (Found, *Error) {
	found := r.mux.find(req)
	if len(found.endpoints) == 0 {
		return Found{Allow: found.allow}, nil
	}
	plain, refused := plainBody(w, req)
	if refused != nil {
		return Found{Targets: []any{found.endpoints[0].handler}}, refused
	}
	e, body, err := r.mux.choose(w, plain, found.endpoints)
	errors.As(err, &refused) // choose returns no others
	targets := append(make([]any, 0, len(found.endpoints)), e.handler)
	for _, other := range found.endpoints {
		if other != e {
			targets = append(targets, other.handler)
		}
	}
	return Found{targets, found.args, body, found.allow}, refused
}

// Batch answers a request that carries others, each by the handler, and reports whether it
// is one. refuse answers what is wrong with it or a part of it.
func (r *Router) Batch(w http.ResponseWriter, req *http.Request, parts http.Handler, refuse func(w http.ResponseWriter, err *Error)) bool {
	if !r.mux.isBatch(req) {
		return false
	}
	b := batchHandler{r.mux, parts, func(w http.ResponseWriter, _ *http.Request, err *Error) { refuse(w, err) }}
	b.ServeHTTP(w, req)
	return true
}

// SelfLink returns the absolute URL of a request with another query.
func SelfLink(r *http.Request, query url.Values) string { return selfLink(r, query) }

// CheckQuery calls yield for each parameter of a query, with what a handler refuses about
// it, nil if nothing.
func CheckQuery(query string, yield func(name, value string, refused *Error)) {
	if query == "" {
		return
	}
	for part := range strings.SplitSeq(query, "&") {
		name, value, err := systemOption(part)
		var refused *Error
		if err != nil {
			refused = badOption(name, err)
		}
		yield(name, value, refused)
	}
}

// ValidArgument reports whether a handler takes a text as an argument of a primitive
// type, Edm.Int32, or of a list of it.
func ValidArgument(primitive string, list bool, text string) bool {
	t, ok := argumentTypes[primitive]
	if !ok {
		return true
	}
	if list {
		t = reflect.SliceOf(t)
	}
	return setArgument(reflect.New(t).Elem(), text) == nil
}

// argumentTypes are the primitives that are more than a string.
var argumentTypes = map[string]reflect.Type{
	"Edm.Boolean":        reflect.TypeFor[bool](),
	"Edm.Byte":           reflect.TypeFor[int32](),
	"Edm.Date":           reflect.TypeFor[Date](),
	"Edm.DateTimeOffset": reflect.TypeFor[DateTime](),
	"Edm.Decimal":        reflect.TypeFor[float64](),
	"Edm.Double":         reflect.TypeFor[float64](),
	"Edm.Duration":       reflect.TypeFor[Duration](),
	"Edm.Int16":          reflect.TypeFor[int32](),
	"Edm.Int32":          reflect.TypeFor[int32](),
	"Edm.Int64":          reflect.TypeFor[int64](),
	"Edm.SByte":          reflect.TypeFor[int32](),
	"Edm.Single":         reflect.TypeFor[float64](),
	"Edm.TimeOfDay":      reflect.TypeFor[TimeOfDay](),
}

// bodyRequests have the form of generated requests, for what the router reads of them.
var bodyRequests = [...]any{
	NoBody:   (*noRequest)(nil),
	JSONBody: (*jsonRequest)(nil),
	RawBody:  (*rawRequest)(nil),
}

type (
	noRequest   struct{}
	jsonRequest struct {
		Body json.RawMessage `in:"body"`
	}
	rawRequest struct {
		Body io.Reader `in:"body"`
	}
)
