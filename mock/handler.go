package mock

import (
	"fmt"
	"io"
	"net/http"
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
		r.usual = sync.OnceValue(func() *answer { return h.answer(r, preference{}) })
		routes = append(routes, sdk.Route{
			ID: op.ID(), Method: op.Method, Pattern: op.Routes[i].Pattern, Rank: op.Routes[i].Rank,
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
	found, refused := h.router.Find(w, req)
	r, ok := found.Target.(*route)
	if !ok {
		noRoute(req, found.Allow).write(w)
		return
	}
	if refused != nil {
		p := r.problem(refused.StatusCode, refused.Message)
		p.Error.Code = refused.Code
		p.write(w)
		return
	}
	prefer, err := preferences(req.Header["Prefer"])
	if err != nil {
		r.problem(http.StatusBadRequest, err.Error()).write(w)
		return
	}
	if !prefer.lenient {
		if faults := h.check(r, found.Args, string(found.Body)); len(faults) > 0 {
			r.invalid(faults).write(w)
			return
		}
	}
	if r.op.Body.Kind != model.JSONBody && req.ContentLength != 0 {
		// Who is still sending might not see an answer.
		if _, err := io.Copy(io.Discard, req.Body); err != nil {
			r.problem(http.StatusBadRequest, "The body could not be read.").write(w)
			return
		}
	}
	h.reply(w, r, prefer)
}

// reply writes the answer that is preferred.
func (h *Handler) reply(w http.ResponseWriter, r *route, prefer preference) {
	if prefer.isZero() {
		r.usual().write(w)
		return
	}
	a := h.answer(r, prefer)
	if a == nil {
		r.problem(http.StatusBadRequest, fmt.Sprintf("%s documents no sample for the preference %s; it has %s.",
			r.op.Page, prefer, r.op.sampleNames())).write(w)
		return
	}
	w.Header()["Preference-Applied"] = []string{prefer.String()}
	a.write(w)
}
