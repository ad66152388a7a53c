package templates

import (
	"github.com/dave/jennifer/jen"
)

// exampleNames are what the examples declare.
var exampleNames = []string{"ExampleNewClient", "ExampleClient_list", "ExampleCollect", "ExampleError", "ExampleBatch",
	"ExampleNewHandler", "exampleHandler"}

// examples prints examples_test.go: how operations of the API are called. It shows names and
// types, and nothing of prose, places and samples, so that it stays as it is where only those
// change. It refers to the types of whose properties one is shown that another may take the place of.
func (e *emitter) examples(f *jen.File) {
	quiet := *e
	quiet.refs = nil // it is printed whenever the API is, whatever it calls
	one, list := quiet.exampleCalls()
	for _, c := range []*exampleCall{one, list} {
		if c.returns() && !c.keyed {
			_, _ = e.refer(c.op.Result.Type.Name)
		}
	}
	firstOf([]*exampleCall{one, list, {e: &quiet}}).clientExample(f)
	if list != nil {
		list.listExample(f)
		list.pageExample(f)
	}
	if one != nil {
		one.errorExample(f)
		one.batchExample(f)
		one.handlerExample(f)
	}
}

// exampleFunc prints one function, below the text that says what it shows.
func exampleFunc(f *jen.File, name, text string, body func(*jen.Group)) {
	var c comment
	c.para(text)
	c.print(f.Group)
	f.Func().Id(name).Params().BlockFunc(body)
	f.Line()
}

func (c *exampleCall) clientExample(f *jen.File) {
	const text = "One client does for a program. It asks for a token with every request: the function should cache."
	exampleFunc(f, "ExampleNewClient", text, func(g *jen.Group) {
		c.newClient(g, jen.Id("WithToken").Call(
			jen.Func().Params(jen.Id("ctx").Qual("context", "Context")).Params(jen.String(), jen.Error()).
				Block(jen.Return(jen.Qual("os", "Getenv").Call(jen.Lit("TOKEN")), jen.Nil()))))
		c.ask(g)
	})
}

func (c *exampleCall) listExample(f *jen.File) {
	exampleFunc(f, "ExampleClient_list", "A list asks for its next page once a loop gets there.", func(g *jen.Group) {
		c.newClient(g)
		list := c.invoke(background(), jen.Id("WithTop").Call(jen.Lit(50)))
		g.For(jen.List(jen.Id("item"), jen.Err()).Op(":=").Range().Add(list)).BlockFunc(func(g *jen.Group) {
			orFatal(g)
			g.Add(printed(c.shown("item")))
		})
	})
}

func (c *exampleCall) pageExample(f *jen.File) {
	const text = "Who shows pages asks for one, and keeps where the next begins: WithLink goes on there."
	exampleFunc(f, "ExampleCollect", text, func(g *jen.Group) {
		c.newClient(g)
		g.Var().Id("page").Id("PageInfo")
		g.List(jen.Id("items"), jen.Err()).Op(":=").Id("Collect").Call(c.invoke(background(), jen.Id("OnePage").Call(jen.Op("&").Id("page"))))
		orFatal(g)
		g.Add(printed(jen.Len(jen.Id("items")), jen.Id("page").Dot("NextLink")))
	})
}

func (c *exampleCall) errorExample(f *jen.File) {
	const text = "Any answer but success is an Error. Conditions that programs act on have one to ask for."
	exampleFunc(f, "ExampleError", text, func(g *jen.Group) {
		c.newClient(g)
		results := jen.Err()
		if c.returns() {
			results = jen.List(jen.Id("_"), jen.Err())
		}
		g.Add(results).Op("=").Add(c.invoke(background()))
		g.Var().Id("failure").Op("*").Id("Error")
		failure := func(field string) *jen.Statement { return jen.Id("failure").Dot(field) }
		g.Switch().Block(
			jen.Case(jen.Qual("errors", "Is").Call(jen.Err(), jen.Id("ErrNotFound"))).Block(printed(jen.Lit("there is none"))),
			jen.Case(jen.Qual("errors", "As").Call(jen.Err(), jen.Op("&").Id("failure"))).
				Block(printed(failure("StatusCode"), failure("Code"), failure("RequestID"))),
			jen.Case(jen.Err().Op("!=").Nil()).Block(jen.Qual("log", "Fatal").Call(jen.Err())),
		)
	})
}

func (c *exampleCall) batchExample(f *jen.File) {
	exampleFunc(f, "ExampleBatch", "The calls of a batch are those of any methods, and have their results.", func(g *jen.Group) {
		c.newClient(g)
		first, second, other := jen.Id("first"), jen.Id("second"), *c
		other.mark = "2"
		if c.returns() {
			g.Var().List(first.Clone(), second.Clone()).Add(c.result())
		}
		g.Err().Op("=").Id("Batch").Add(arguments(background(), jen.Id("client"), c.part(first), other.part(second)))
		orFatal(g)
		if c.returns() {
			g.Add(printed(c.shown("first"), c.shown("second")))
		}
	})
}

// part prints a call of a batch.
func (c *exampleCall) part(result *jen.Statement) *jen.Statement {
	part := jen.Func().Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("client").Op("*").Id("Client"))
	call := c.invoke(jen.Id("ctx"))
	if !c.returns() {
		return part.Error().Block(jen.Return(call))
	}
	return part.Params(jen.Err().Error()).Block(jen.List(result.Clone(), jen.Err()).Op("=").Add(call), jen.Return(jen.Err()))
}

// handlerExample prints a fake of the API, which runs with the tests.
func (c *exampleCall) handlerExample(f *jen.File) {
	f.Comment("// exampleHandler implements one operation; the others answer 501.")
	f.Type().Id("exampleHandler").Struct(jen.Id(c.s.Go.Stub))
	f.Line()
	f.Func().Params(jen.Id("exampleHandler")).Id(c.op.Name).
		Params(jen.Id("_").Qual("context", "Context"), jen.Id("_").Op("*").Id(c.op.Request)).
		Add(results(c.e.handlerResults(c.op))).BlockFunc(func(g *jen.Group) {
		if c.returns() {
			g.Return(c.made(), jen.Nil())
		} else {
			g.Return(jen.Nil())
		}
	})
	f.Line()
	const text = "A fake of the API for tests embeds what answers 501, and implements what the test needs."
	exampleFunc(f, "ExampleNewHandler", text, func(g *jen.Group) {
		handlers := jen.Id("Handlers").Values(jen.Id(c.s.Name).Op(":").Id("exampleHandler").Values())
		g.Id("server").Op(":=").Qual("net/http/httptest", "NewServer").Call(jen.Id("NewHandler").Call(handlers))
		g.Defer().Id("server").Dot("Close").Call()
		g.List(jen.Id("client"), jen.Err()).Op(":=").Id("NewClient").Call(jen.Id("WithBaseURL").Call(jen.Id("server").Dot("URL")))
		orFatal(g)
		c.ask(g)
		g.Comment("// Output: " + c.output())
	})
}

// newClient prints how a client is made.
func (c *exampleCall) newClient(g *jen.Group, opts ...jen.Code) {
	if c.e.api.BaseURL == "" {
		opts = append([]jen.Code{jen.Id("WithBaseURL").Call(jen.Lit("https://api.example.com"))}, opts...)
	}
	g.List(jen.Id("client"), jen.Err()).Op(":=").Id("NewClient").Add(arguments(opts...))
	orFatal(g)
}

// arguments prints arguments, one a line if there are several.
func arguments(list ...jen.Code) *jen.Statement {
	options := jen.Options{Open: "(", Close: ")", Separator: ",", Multi: len(list) > 1}
	return jen.Custom(options, list...)
}

// orFatal prints what examples do about an error.
func orFatal(g *jen.Group) {
	g.If(jen.Err().Op("!=").Nil()).Block(jen.Qual("log", "Fatal").Call(jen.Err()))
}

func background() *jen.Statement { return jen.Qual("context", "Background").Call() }

func printed(values ...jen.Code) *jen.Statement { return jen.Qual("fmt", "Println").Call(values...) }
