package templates

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// hasSamples reports whether the service has an example to test.
func hasSamples(s *model.Service) bool {
	found := false
	eachSample(s, func(*model.Operation, *model.Example) { found = true })
	return found
}

// eachSample visits the examples that become tests.
func eachSample(s *model.Service, do func(*model.Operation, *model.Example)) {
	for i := range s.Operations {
		op := &s.Operations[i]
		for j := range op.Examples {
			if x := &op.Examples[j]; x.LeftOut == "" && x.Route >= 0 && x.Route < len(op.Routes) {
				do(op, x)
			}
		}
	}
}

// samples prints the documented examples of a service, if there are any, the test that
// replays them, and what the docs say of the routes.
func (e *emitter) samples(f *jen.File, s *service) {
	if hasSamples(s.Service) {
		e.replayed(f, s)
		f.Line()
	}
	e.documentedRoutes(f, s)
}

// replayed prints the documented examples of a service and the test that replays them.
func (e *emitter) replayed(f *jen.File, s *service) {
	f.Func().Id(s.Go.Test).Params(jen.Id("t").Op("*").Qual("testing", "T")).
		Block(jen.Id("replay").Call(jen.Id("t"), jen.Id(s.Go.Samples)))
	f.Line()
	f.Var().Id(s.Go.Samples).Op("=").Index().Id("sample").Add(lines(func(g *jen.Group) {
		eachSample(s.Service, func(op *model.Operation, x *model.Example) {
			g.Add(e.sample(s, op, x))
		})
	}))
}

// sample prints one example. What the docs say stands here once more, apart
// from the descriptor: a test that takes both from one place can't fail.
func (e *emitter) sample(s *service, op *model.Operation, x *model.Example) *jen.Statement {
	return lines(func(g *jen.Group) {
		field := func(name string, value *jen.Statement) { g.Id(name).Op(":").Add(value) }
		field("doc", jen.Lit(x.Pos.PageLine()))
		field("route", jen.Op("&").Id(s.Go.Routes).Dot(op.Routes[x.Route].Name))
		field("id", jen.Lit(op.ID()))
		field("method", jen.Lit(op.Method))
		field("target", jen.Lit(x.Target))
		pairs := func(name string, list []model.Pair) {
			if len(list) > 0 {
				field(name, jen.Index().Id("pair").ValuesFunc(func(g *jen.Group) {
					for _, p := range list {
						g.Values(jen.Lit(p.Name), text(p.Value))
					}
				}))
			}
		}
		pairs("args", x.Args)
		pairs("query", x.Query)
		pairs("headers", x.Headers)
		if x.Body != "" {
			field("body", text(x.Body))
		}
		pairs("bodyMembers", x.BodyMembers)
		field("status", jen.Lit(x.Status))
		pairs("answerHeaders", x.ResponseHeaders)
		if x.ResponseBody != "" {
			field("answer", text(x.ResponseBody))
		}
		if len(x.Undeclared) > 0 {
			field("undeclared", stringList(x.Undeclared))
		}
		if x.Dispatch != "" {
			field("dispatch", jen.Lit(x.Dispatch))
		}
		field("call", e.sampleCall(s, op, &op.Routes[x.Route]))
	})
}

func stringList(list []string) *jen.Statement {
	return jen.Index().String().ValuesFunc(func(g *jen.Group) {
		for _, s := range list {
			g.Lit(s)
		}
	})
}

// text prints a string, between backquotes if that is easier to read and hides
// nothing.
func text(s string) *jen.Statement {
	hidden := strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
	if hidden || !strconv.CanBackquote(s) || !strings.ContainsAny(s, `"\`) {
		return jen.Lit(s)
	}
	return jen.Op("`" + s + "`")
}

// sampleCall prints the call of the client that the example documents.
func (e *emitter) sampleCall(s *service, op *model.Operation, r *model.Route) *jen.Statement {
	call := jen.Id("c").Dot(s.Name).Dot(r.Name).CallFunc(func(g *jen.Group) {
		g.Id("ctx")
		for _, p := range routeParams(op, r) {
			if typ := e.argumentType(p.Type); typ.isString() {
				g.Id("s").Dot("stringArg").Call(jen.Lit(p.Name))
			} else {
				g.Id("typedArg").Types(typ.value()).Call(jen.Id("s"), jen.Lit(p.Name))
			}
		}
		switch op.Body.Kind {
		case model.JSONBody:
			g.Id("bodyOf").Types(e.bodyType(op)).Call(jen.Id("s"))
		case model.RawBody:
			g.Id("s").Dot("contentType").Call()
			g.Id("s").Dot("rawBody").Call()
		}
		g.Id("s").Dot("options").Call().Op("...")
	})
	if paged(op) {
		call = jen.Id("pageOf").Call(jen.Id("s"), call)
	}
	returned := []jen.Code{call}
	if op.Result.Kind == model.NoResult && !op.Result.LongRunning {
		returned = []jen.Code{jen.Nil(), call}
	}
	return jen.Func().Params(
		jen.Id("ctx").Qual("context", "Context"),
		jen.Id("c").Op("*").Id("Client"),
		jen.Id("s").Op("*").Id("replaying"),
	).Params(jen.Any(), jen.Error()).Block(jen.Return(returned...))
}
