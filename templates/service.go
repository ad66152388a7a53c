package templates

import (
	"net/http"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// service prints what belongs to one service: the descriptors of its routes,
// the parameter lists of its actions and the methods of its client.
func (e *emitter) service(f *jen.File, s *service) {
	e.routes(f, s)
	for _, t := range s.bodies {
		e.typ(f, t, e.sends(s, t))
	}
	if !e.opts.emits(EmitClient) {
		return
	}
	f.Commentf("// %s calls the operations of %s.", s.Go.Service, s.Name)
	f.Type().Id(s.Go.Service).Id("service")
	f.Line()
	for i := range s.Operations {
		op := &s.Operations[i]
		for j := range op.Routes {
			e.method(f, s, op, &op.Routes[j])
		}
	}
}

// sends names the first operation of the service that sends a body of the type, "" if none
// does.
func (e *emitter) sends(s *service, t *model.Type) string {
	for i := range s.Operations {
		switch op := &s.Operations[i]; {
		case op.Body.Type.Name != t.Name:
		case e.opts.emits(EmitClient):
			return "[" + s.Go.Service + "." + ownRoute(op).Name + "]"
		default:
			return "[" + s.Go.Handler + "." + op.Name + "]"
		}
	}
	return ""
}

// routes prints the descriptors of all routes, as fields so that no two
// services can clash.
func (e *emitter) routes(f *jen.File, s *service) {
	f.Commentf("// %s describes the routes of %s.", s.Go.Routes, s.Name)
	f.Var().Id(s.Go.Routes).Op("=").StructFunc(func(g *jen.Group) {
		eachRoute(s, func(_ *model.Operation, r *model.Route) { g.Id(r.Name).Id("operation") })
	}).Add(lines(func(g *jen.Group) {
		eachRoute(s, func(op *model.Operation, r *model.Route) {
			g.Id(r.Name).Op(":").Id("operation").Add(e.descriptor(op, r))
		})
	}))
	f.Line()
}

func eachRoute(s *service, do func(*model.Operation, *model.Route)) {
	for i := range s.Operations {
		op := &s.Operations[i]
		for j := range op.Routes {
			do(op, &op.Routes[j])
		}
	}
}

// descriptor prints what client and handler share of a route, on one line.
func (e *emitter) descriptor(op *model.Operation, r *model.Route) *jen.Statement {
	return jen.ValuesFunc(func(g *jen.Group) {
		field := func(name string, value *jen.Statement) { g.Id(name).Op(":").Add(value) }
		field("id", jen.Lit(op.ID()))
		field("method", jen.Lit(op.Method))
		field("path", jen.Lit(r.Pattern))
		field("status", statuses(&op.Result))
		if wrapped(op) {
			field("wrapped", jen.True())
		}
		if paged(op) {
			field("paged", jen.True())
		}
		if op.Result.Kind == model.StreamResult {
			field("stream", jen.True())
		}
		if op.Body.Kind == model.JSONBody && op.Body.Type.Name != "" {
			field("bodyType", jen.Lit(op.Body.Type.Name))
		}
		if op.Body.Named {
			field("named", jen.True())
		}
		if len(r.Query) > 0 {
			field("query", jen.Index().String().ValuesFunc(func(g *jen.Group) {
				for _, shown := range r.Query {
					g.Lit(shown)
				}
			}))
		}
		if r.Rank > 0 {
			field("rank", jen.Lit(r.Rank))
		}
		if op.Body.ContentType != "" {
			field("contentType", jen.Lit(op.Body.ContentType))
		}
		field("doc", jen.Lit(r.Pos.PageLine()))
	})
}

func statuses(r *model.Result) *jen.Statement {
	return jen.Index().Int().ValuesFunc(func(g *jen.Group) {
		if len(r.Statuses) == 0 {
			g.Lit(r.Status())
		}
		for _, status := range r.Statuses {
			g.Lit(status)
		}
	})
}

// paged reports whether the result is read page by page.
func paged(op *model.Operation) bool {
	return op.Result.Kind == model.CollectionResult && op.Method == http.MethodGet
}

// wrapped reports whether the result travels as {"value": …}. Pages bring their
// own envelope.
func wrapped(op *model.Operation) bool {
	return op.Result.Wrapped && op.Result.Kind == model.ValueResult ||
		op.Result.Kind == model.CollectionResult && !paged(op)
}

// method prints the client method of a route.
func (e *emitter) method(f *jen.File, s *service, op *model.Operation, r *model.Route) {
	m := &clientMethod{e: e, s: s, op: op, route: r, arguments: argumentNames(op, s.Go.Routes)}
	if r == ownRoute(op) {
		m.ownDoc().print(f.Group)
	} else {
		m.routeDoc().print(f.Group)
	}
	m.print(f, r.Name, m.call())
}

// behaviourText says what is special about the result.
func behaviourText(op *model.Operation) string {
	switch {
	case op.Result.Delta:
		return "Items with Removed set are gone. [SaveDeltaLink] keeps where to go on from, [WithLink] goes on."
	case op.Result.LongRunning:
		return "The server goes on with the work after its answer: [Poller.Wait] waits for the end."
	}
	return ""
}

// annotationsText names the annotations that callers add by [sdk.WithProperty].
func annotationsText(op *model.Operation) string {
	if paths := op.SentAnnotations(); len(paths) > 0 {
		return "The docs also send, by [WithProperty]: " + strings.Join(paths, ", ") + "."
	}
	return ""
}

// ownRoute returns the route that has the name of its operation, and the first if it is
// gone from the docs.
func ownRoute(op *model.Operation) *model.Route {
	at := slices.IndexFunc(op.Routes, func(r model.Route) bool { return r.Name == op.Name })
	return &op.Routes[max(0, at)]
}

// routeDoc is the comment of a method for a route that is not the operation's own.
func (m *clientMethod) routeDoc() comment {
	var c comment
	c.para(m.route.Name + " is [" + m.s.Go.Service + "." + ownRoute(m.op).Name + "] by another path.")
	c.code(m.op.Method + " " + m.route.Template)
	own := routeParams(m.op, ownRoute(m.op))
	c.arguments(slices.DeleteFunc(m.routeParams(), func(p *model.Param) bool { return slices.Contains(own, p) }), m.arguments)
	c.para("Documented at " + m.route.Pos.PageLine() + ".")
	c.deprecatedBy(m.op.Deprecated)
	return c
}

// ownDoc is the comment of the method that has the name of its operation.
func (m *clientMethod) ownDoc() comment {
	c := routeText(m.route.Name, m.op, m.route)
	c.arguments(m.routeParams(), m.arguments)
	c.authority(m.op, m.route)
	c.options(m.op)
	c.para(annotationsText(m.op))
	c.para(behaviourText(m.op))
	c.deprecatedBy(m.op.Deprecated)
	return c
}

// handlerDoc is the comment of a handler's method. What is said of arguments and options stands
// at the fields of the request.
func handlerDoc(op *model.Operation) comment {
	c := routeText(op.Name, op, &op.Routes[0])
	c.authority(op, &op.Routes[0])
	c.deprecatedBy(op.Deprecated)
	return c
}

// routeText says what an operation does and where.
func routeText(name string, op *model.Operation, r *model.Route) comment {
	var c comment
	switch summary := told(op.Summary.Value); {
	case summary != "":
		c.about(name, summary)
	case strings.HasSuffix(op.Title, " action"), strings.HasSuffix(op.Title, " function"):
		c.para(name + " is the " + op.Title + ".")
	default:
		c.about(name, op.Title)
	}
	c.code(op.Method + " " + r.Template)
	return c
}

// authority says who may call an operation, and where that is documented.
func (c *comment) authority(op *model.Operation, r *model.Route) {
	var scopes []string
	for _, p := range op.Permissions {
		scopes = append(scopes, callerText(&p)+": "+scopesText(&p))
	}
	c.list("Permissions:", scopes)
	c.para("Documented at " + r.Pos.PageLine() + ".")
}
