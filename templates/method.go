package templates

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// scopesText says which permissions one kind of caller needs.
func scopesText(p *model.PermissionScopes) string {
	if p.NotSupported {
		return "not supported"
	}
	text := cmp.Or(strings.Join(p.Scopes, ", "), "not documented")
	if len(p.Higher) > 0 {
		text += "; also " + strings.Join(p.Higher, ", ")
	}
	return text
}

// callerText names a kind of caller, and what it acts on.
func callerText(p *model.PermissionScopes) string {
	kind := cmp.Or(p.Kind, "Any caller")
	if p.For != "" {
		kind += " for " + p.For
	}
	return kind
}

// clientMethod prints the methods of one route.
type clientMethod struct {
	e         *emitter
	s         *service
	op        *model.Operation
	route     *model.Route
	arguments map[string]string
}

// call is a call of the runtime: what it returns, the function, and its type argument.
type call struct {
	results []jen.Code
	fn      string
	typ     *jen.Statement // nil for a function that is not generic
}

// function prints the function that takes so many path arguments.
func (c call) function(arguments int) *jen.Statement {
	name := c.fn
	switch name {
	case "call", "callNone", "list": // what most operations are
		if arguments <= 3 {
			name += strconv.Itoa(arguments)
		}
	}
	if c.typ == nil {
		return jen.Id(name)
	}
	return jen.Id(name).Types(c.typ)
}

// print prints one method of one line.
func (m *clientMethod) print(f *jen.File, name string, c call) {
	f.Func().Params(jen.Id("s").Op("*").Id(m.s.Go.Service)).Id(name).
		Params(m.params()...).Add(results(c.results)).
		Block(jen.Return(c.function(len(m.routeParams())).CallFunc(func(g *jen.Group) {
			g.Id("ctx")
			g.Id("s").Dot("core")
			g.Op("&").Id(m.s.Go.Routes).Dot(m.route.Name)
			g.Add(m.body())
			g.Id("opts")
			m.pathArguments(g)
		})))
	f.Line()
}

// results prints a result list, in parentheses if it has several entries.
func results(list []jen.Code) *jen.Statement {
	if len(list) == 1 {
		return jen.Add(list...)
	}
	return jen.Params(list...)
}

// call chooses the runtime function for the result.
func (m *clientMethod) call() call {
	result := func() *jen.Statement { return m.e.goType(m.op.Result.Type).result() }
	switch {
	case m.op.Result.LongRunning:
		return call{[]jen.Code{jen.Op("*").Id("Poller"), jen.Error()}, "callPoller", nil}
	case m.op.Result.Kind == model.NoResult:
		return call{[]jen.Code{jen.Error()}, "callNone", nil}
	case m.op.Result.Kind == model.StreamResult:
		return call{[]jen.Code{jen.Qual("io", "ReadCloser"), jen.Error()}, "callStream", nil}
	case paged(m.op):
		return call{[]jen.Code{jen.Qual("iter", "Seq2").Types(result(), jen.Error())}, "list", result()}
	case m.op.Result.Kind == model.CollectionResult:
		return returning(func() *jen.Statement { return jen.Index().Add(result()) })
	}
	return returning(result)
}

// returning calls for a result of the type.
func returning(result func() *jen.Statement) call {
	return call{[]jen.Code{result(), jen.Error()}, "call", result()}
}

// params prints the parameter list; neighbours of one type share it.
func (m *clientMethod) params() []jen.Code {
	list := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	type param struct {
		name string
		typ  goType
	}
	var params []param
	for _, p := range m.routeParams() {
		params = append(params, param{m.arguments[p.Name], m.e.argumentType(p.Type)})
	}
	if m.op.Body.Kind == model.RawBody {
		params = append(params, param{"contentType", goType{name: "string"}})
	}
	for i := 0; i < len(params); {
		typ := params[i].typ
		var same []jen.Code
		for ; i < len(params) && params[i].typ == typ; i++ {
			same = append(same, jen.Id(params[i].name))
		}
		list = append(list, jen.List(same...).Add(typ.value()))
	}
	switch m.op.Body.Kind {
	case model.JSONBody:
		list = append(list, jen.Id("body").Add(m.e.bodyType(m.op)))
	case model.RawBody:
		list = append(list, jen.Id("body").Qual("io", "Reader"))
	}
	return append(list, jen.Id("opts").Op("...").Id("CallOption"))
}

// routeParams returns the operation's parameters that the route takes, in the
// order of its path.
func (m *clientMethod) routeParams() []*model.Param { return routeParams(m.op, m.route) }

func routeParams(op *model.Operation, r *model.Route) []*model.Param {
	var params []*model.Param
	for _, name := range r.Params {
		for i := range op.Params {
			if op.Params[i].Name == name {
				params = append(params, &op.Params[i])
			}
		}
	}
	return params
}

// pathArguments prints the arguments of the path as strings.
func (m *clientMethod) pathArguments(g *jen.Group) {
	for _, p := range m.routeParams() {
		if m.e.argumentType(p.Type).isString() {
			g.Id(m.arguments[p.Name])
		} else {
			g.Id("argText").Call(jen.Id(m.arguments[p.Name]))
		}
	}
}

func (m *clientMethod) body() *jen.Statement {
	switch m.op.Body.Kind {
	case model.JSONBody:
		return jen.Id("body")
	case model.RawBody:
		return jen.Id("newRawBody").Call(jen.Id("contentType"), jen.Id("body"))
	}
	return jen.Nil()
}

// bodyType prints the type of a JSON body: any JSON if the docs don't tell.
func (e *emitter) bodyType(op *model.Operation) *jen.Statement {
	g := e.goType(op.Body.Type)
	if g.name == "" && !g.collection {
		return jen.Any()
	}
	return g.value()
}
