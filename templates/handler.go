package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// handlers prints handler.go: the handler of all services.
func (e *emitter) handlers(f *jen.File) {
	f.Comment("// Handlers are the implementations of the services. Operations of a service that is")
	f.Comment("// nil are answered with 501 Not Implemented.")
	f.Type().Id("Handlers").StructFunc(func(g *jen.Group) {
		for i := range e.api.Services {
			s := &e.api.Services[i]
			g.Id(s.Name).Id(s.Go.Handler)
		}
	})
	f.Line()
	f.Comment("// NewHandler returns a handler that routes every documented path to its operation.")
	f.Func().Id("NewHandler").
		Params(jen.Id("h").Id("Handlers"), jen.Id("opts").Op("...").Id("HandlerOption")).
		Qual("net/http", "Handler").
		Block(jen.Return(jen.Id("newMux").Call(e.handlerBase(), e.serviceEndpoints(), jen.Id("opts"))))
}

// handlerBase prints the base URL; without a client it has no constant.
func (e *emitter) handlerBase() *jen.Statement {
	if e.opts.emits(EmitClient) {
		return jen.Id("DefaultBaseURL")
	}
	return jen.Lit(e.api.BaseURL)
}

func (e *emitter) serviceEndpoints() *jen.Statement {
	return jen.Index().Id("serviceEndpoints").Add(lines(func(g *jen.Group) {
		for i := range e.api.Services {
			s := &e.api.Services[i]
			stub := jen.Id(s.Go.Stub).Values()
			g.Values(jen.Id(s.Go.Endpoints), jen.Id("h").Dot(s.Name), stub, jen.Id(serving(s)))
		}
	}))
}

// handler prints the handler's side of one service.
func (e *emitter) handler(f *jen.File, s *service) {
	var c comment
	c.para(s.Go.Handler + " implements the operations of " + s.Name + ". Embed [" + s.Go.Stub +
		"] to implement some of them.")
	c.print(f.Group)
	f.Type().Id(s.Go.Handler).InterfaceFunc(func(g *jen.Group) {
		for i := range s.Operations {
			op := &s.Operations[i]
			handlerDoc(op).print(g)
			g.Id(op.Name).Params(
				jen.Id("ctx").Qual("context", "Context"),
				jen.Id("req").Op("*").Id(s.Operations[i].Request),
			).Add(results(e.handlerResults(op)))
		}
	})
	f.Line()
	e.stub(f, s)
	for i := range s.Operations {
		e.request(f, s, &s.Operations[i], s.Operations[i].Request)
	}
	e.serve(f, s)
	e.endpoints(f, s)
}

// serving names the function that hands requests to a service's handler.
func serving(s *model.Service) string { return "serve" + s.Go.Handler }

// serve prints the function that calls the method of a handler that a request is for. A
// method of each request instead costs client and handler 7 % more to compile: every one
// has an entry in a table and types of its own.
func (e *emitter) serve(f *jen.File, s *service) {
	f.Commentf("// %s calls the method of a handler that a request is for.", serving(s.Service))
	f.Func().Id(serving(s.Service)).
		Params(jen.Id("ctx").Qual("context", "Context"), jen.List(jen.Id("handler"), jen.Id("req")).Any()).
		Params(jen.Any(), jen.Error()).
		Block(
			jen.Id("h").Op(":=").Id("handler").Assert(jen.Id(s.Go.Handler)),
			jen.Switch(jen.Id("r").Op(":=").Id("req").Assert(jen.Type())).BlockFunc(func(g *jen.Group) {
				for i := range s.Operations {
					op := &s.Operations[i]
					returned := []jen.Code{jen.Id("h").Dot(op.Name).Call(jen.Id("ctx"), jen.Id("r"))}
					if op.Result.Kind == model.NoResult {
						returned = append([]jen.Code{jen.Nil()}, returned...)
					}
					g.Case(jen.Op("*").Id(op.Request)).Block(jen.Return(returned...))
				}
			}),
			jen.Return(jen.Nil(), jen.Id("errRequest")),
		)
	f.Line()
}

// handlerResults are the types that a handler returns for an operation.
func (e *emitter) handlerResults(op *model.Operation) []jen.Code {
	result := e.goType(op.Result.Type)
	switch {
	case op.Result.Kind == model.NoResult:
		return []jen.Code{jen.Error()}
	case op.Result.Kind == model.StreamResult:
		return []jen.Code{jen.Op("*").Qual(e.from, "Stream"), jen.Error()}
	case paged(op):
		return []jen.Code{jen.Op("*").Qual(e.from, "Page").Types(result.item()), jen.Error()}
	case op.Result.Kind == model.CollectionResult:
		return []jen.Code{jen.Index().Add(result.result()), jen.Error()}
	}
	return []jen.Code{result.result(), jen.Error()}
}

// stub prints the type that answers every operation with 501.
func (e *emitter) stub(f *jen.File, s *service) {
	f.Commentf("// %s answers every operation with 501 Not Implemented.", s.Go.Stub)
	f.Type().Id(s.Go.Stub).Struct()
	f.Line()
	for i := range s.Operations {
		op := &s.Operations[i]
		f.Commentf("// %s is not implemented.", op.Name)
		f.Func().Params(jen.Id(s.Go.Stub)).Id(op.Name).
			Params(jen.Qual("context", "Context"), jen.Op("*").Id(s.Operations[i].Request)).
			Params(named(e.handlerResults(op))...).
			Block(
				jen.Err().Op("=").Id("notImplemented").Call(jen.Op("&").Id(s.Go.Routes).Dot(op.Routes[0].Name)),
				jen.Return(),
			)
		f.Line()
	}
}

// named gives results names, so that a bare return does for all types.
func named(results []jen.Code) []jen.Code {
	if len(results) == 1 {
		return []jen.Code{jen.Err().Add(results[0])}
	}
	return []jen.Code{jen.Id("_").Add(results[0]), jen.Err().Add(results[1])}
}

// request prints the struct with the arguments of an operation.
func (e *emitter) request(f *jen.File, s *service, op *model.Operation, name string) {
	f.Commentf("// %s holds the arguments of [%s.%s].", name, s.Go.Handler, op.Name)
	f.Type().Id(name).StructFunc(func(g *jen.Group) {
		e.requestParams(g, op)
		switch op.Body.Kind {
		case model.JSONBody:
			g.Id("Body").Add(e.goType(op.Body.Type).value()).Tag(map[string]string{"in": "body"})
		case model.RawBody:
			g.Id("Body").Qual("io", "Reader").Tag(map[string]string{"in": "body"})
		}
		g.Id("HTTP").Op("*").Qual("net/http", "Request").Tag(map[string]string{"in": "http"})
		g.Id("Reply").Op("*").Id("Reply").Tag(map[string]string{"in": "reply"})
	})
	f.Line()
}

// requestParams prints a field a parameter and a documented option. Where an operation
// has several routes, the parameters of those not taken stay zero.
func (e *emitter) requestParams(g *jen.Group, op *model.Operation) {
	fields, taken := requestFields(op)
	for i := range op.Params {
		p := &op.Params[i]
		var c comment
		c.para(sentence(p.Doc.Value))
		c.print(g)
		g.Id(fields[p.Name]).Add(e.argumentType(p.Type).value()).Tag(map[string]string{"param": p.Name})
	}
	for _, o := range op.Options {
		what := "query parameter"
		if o.In == model.InHeader {
			what = "header"
		}
		typ := e.argumentType(o.Type)
		value := typ.value()
		if !typ.isString() {
			value = jen.Op("*").Add(value)
		}
		field := taken.take(exported(strings.TrimPrefix(o.GoName, "With")))
		var c comment
		c.para(sentence(withDoc("The "+what+" "+o.Name, o.Doc)))
		c.print(g)
		g.Id(field).Add(value).Tag(map[string]string{string(o.In): o.Name})
	}
}

// endpoints prints which route has which request struct.
func (e *emitter) endpoints(f *jen.File, s *service) {
	f.Var().Id(s.Go.Endpoints).Op("=").Index().Id("endpoint").Add(lines(func(g *jen.Group) {
		for i := range s.Operations {
			for _, r := range s.Operations[i].Routes {
				g.Values(
					jen.Id("op").Op(":").Op("&").Id(s.Go.Routes).Dot(r.Name),
					jen.Id("request").Op(":").Params(jen.Op("*").Id(s.Operations[i].Request)).Params(jen.Nil()),
				)
			}
		}
	}))
}
