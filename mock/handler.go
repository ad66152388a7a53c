package mock

import (
	"cmp"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/templates/sdk"
)

// maxBody is how much of a JSON body is read. Documented uploads are raw bodies, which
// have no limit: nothing of them is kept.
const maxBody = 16 << 20

// sourceHeader names the page and line that an answer comes from.
const sourceHeader = "X-Doc-Source"

// Handler answers the operations of an API.
type Handler struct {
	router *sdk.Router
	types  map[string]*model.Type
	home   string // host of the API itself
	// paths are those that the API has, listed when one is asked for that it hasn't.
	paths func() []documentedPath
}

// operation is a documented operation.
type operation struct {
	*model.Operation
	// allowed are the places of bodies where the operation's own samples do what its
	// types don't allow, found when they are first asked for.
	allowed func() map[string]bool
}

// route is one documented path of an operation.
type route struct {
	op    *operation
	index int
	// usual is the answer to who asks for none in particular.
	usual func() *answer
}

// New returns a handler of an API. Samples are looked at when they are asked for.
func New(api *model.API) *Handler {
	h := &Handler{types: make(map[string]*model.Type, len(api.Types))}
	for i := range api.Types {
		h.types[api.Types[i].Name] = &api.Types[i]
	}
	if u, err := url.Parse(api.BaseURL); err == nil {
		h.home = u.Host
	}
	h.paths = sync.OnceValue(func() []documentedPath { return documentedPaths(api) })
	var routes []sdk.Route
	for i := range api.Services {
		operations := api.Services[i].Operations
		for j := range operations {
			routes = h.add(routes, &operations[j])
		}
	}
	h.router = sdk.NewRouter(api.BaseURL, maxBody, routes)
	return h
}

// add appends the routes of an operation.
func (h *Handler) add(routes []sdk.Route, documented *model.Operation) []sdk.Route {
	op := &operation{Operation: documented}
	op.allowed = sync.OnceValue(func() map[string]bool { return h.violated(op) })
	for i := range op.Routes {
		r := &route{op: op, index: i}
		r.usual = sync.OnceValue(func() *answer { return h.answer(r, preference{}, nil) })
		routes = append(routes, sdk.Route{
			ID: op.ID(), Method: op.Method, Pattern: op.Routes[i].Pattern, Rank: op.Routes[i].Rank, Query: op.Routes[i].Query,
			Body: bodies[op.Body.Kind], BodyType: op.Body.Type.Name, Target: r,
		})
	}
	return routes
}

var bodies = map[model.BodyKind]sdk.Body{
	model.NoBody: sdk.NoBody, model.JSONBody: sdk.JSONBody, model.RawBody: sdk.RawBody,
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if allowOrigin(w, req) {
		return
	}
	found, refused := h.router.Find(w, req)
	if len(found.Targets) == 0 && h.router.Batch(w, req, h, refuseBatch) {
		return
	}
	if len(found.Targets) == 0 {
		h.noRoute(req, found.Allow).write(w)
		return
	}
	if refused != nil {
		p := found.Targets[0].(*route).problem(refused.StatusCode, refused.Message)
		p.Error.Code = cmp.Or(refused.Code, p.Error.Code)
		p.write(w)
		return
	}
	a, p := h.choose(req, found)
	if p == nil && found.Body == nil && req.ContentLength != 0 {
		// Who is still sending might not see an answer.
		if _, err := io.Copy(io.Discard, req.Body); err != nil {
			p = newProblem(http.StatusBadRequest, "The body could not be read.")
		}
	}
	if p != nil {
		p.write(w)
		return
	}
	a.write(w, req, h.home)
}

// choose returns the answer to a request, or what is wrong with it. Where operations
// share method and path, the request is for the first whose docs allow it.
func (h *Handler) choose(req *http.Request, found sdk.Found) (*answer, *problem) {
	first := found.Targets[0].(*route)
	prefer, err := preferences(req.Header["Prefer"])
	if err != nil {
		return nil, first.problem(http.StatusBadRequest, "The "+err.Error()+".")
	}
	var refused *problem
	body := string(found.Body)
	for _, target := range found.Targets {
		r := target.(*route)
		if !prefer.lenient {
			if faults := h.check(r, found.Args, req.URL.RawQuery, body, req.Header.Get("Content-Type")); len(faults) > 0 {
				refused = cmp.Or(refused, r.invalid(faults))
				continue
			}
		}
		if a := h.preferred(r, prefer, req.URL); a != nil {
			return a, nil
		}
	}
	if refused == nil {
		refused = first.problem(http.StatusBadRequest, "No sample is documented for the preference "+prefer.String()+
			"; there is "+sampleNames(found.Targets)+".")
	}
	return nil, refused
}

// preferred returns the answer of a route that a request prefers, nil if it has none.
func (h *Handler) preferred(r *route, prefer preference, u *url.URL) *answer {
	if prefer.isZero() && (u.RawQuery == "" || !r.op.asksByQuery()) {
		return r.usual()
	}
	return h.answer(r, prefer, u.Query())
}

// asksByQuery reports whether a sample of the operation shows a query.
func (op *operation) asksByQuery() bool {
	return slices.ContainsFunc(op.Examples, func(x model.Example) bool { return len(x.Query) > 0 })
}

// sampleNames lists the samples of operations that share a route.
func sampleNames(targets []any) string {
	var list []string
	for _, target := range targets {
		op := target.(*route).op
		for i := range op.Examples {
			list = append(list, preference{code: op.Examples[i].Status, example: op.Examples[i].Name}.String())
		}
	}
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, "; ")
}
