package templates

import (
	"strconv"

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
	e.documentedService(f, s)
}

// replayed prints the documented examples of a service and the test that replays them.
func (e *emitter) replayed(f *jen.File, s *service) {
	f.Func().Id(s.Go.Test).Params(jen.Id("t").Op("*").Qual("testing", "T")).
		Block(jen.Id("replay").Call(jen.Id("t"), jen.Id(s.Go.Samples)))
	f.Line()
	var d documentation
	eachSample(s.Service, d.sample)
	f.Const().Id(s.Go.Samples).Op("=").Add(d.print())
}

// sample writes one example. What the docs say stands here once more, apart
// from the descriptor: a test that takes both from one place can't fail.
func (d *documentation) sample(op *model.Operation, x *model.Example) {
	d.entry(op.Service+"."+op.Routes[x.Route].Name, x.Pos.PageLine())
	pairs := func(kind string, list []model.Pair) {
		for _, p := range list {
			d.fact(kind, p.Value, p.Name)
		}
	}
	d.fact("request", x.Target, op.Method)
	pairs("arg", x.Args)
	pairs("query", x.Query)
	pairs("header", x.Headers)
	if x.Body != "" {
		d.fact("body", x.Body)
	}
	pairs("bodyMember", x.BodyMembers)
	d.fact("status", strconv.Itoa(x.Status))
	pairs("answerHeader", x.ResponseHeaders)
	if x.ResponseBody != "" {
		d.fact("answer", x.ResponseBody)
	}
	for _, path := range x.Undeclared {
		d.fact("undeclared", path)
	}
	if x.Dispatch != "" {
		d.fact("dispatch", x.Dispatch)
	}
}
