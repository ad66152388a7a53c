package templates

import "github.com/dave/jennifer/jen"

// client prints client.go: the client with its services.
func (e *emitter) client(f *jen.File) {
	f.Comment("// DefaultBaseURL is where the documented requests go, and those of the client")
	f.Comment("// unless [WithBaseURL] says otherwise.")
	f.Const().Id("DefaultBaseURL").Op("=").Lit(e.api.BaseURL)
	f.Line()
	f.Comment("// Client calls the API. Its services share one configuration and are safe for")
	f.Comment("// concurrent use.")
	f.Type().Id("Client").StructFunc(func(g *jen.Group) {
		for i := range e.services {
			s := &e.services[i]
			g.Id(s.Name).Op("*").Id(s.Go.Service)
		}
	})
	f.Line()
	f.Comment("// NewClient returns a client. Without a token or a request hook its requests are")
	f.Comment("// anonymous.")
	f.Func().Id("NewClient").Params(jen.Id("opts").Op("...").Id("Option")).
		Params(jen.Op("*").Id("Client"), jen.Error()).BlockFunc(e.newClient)
}

func (e *emitter) newClient(g *jen.Group) {
	core := "c"
	if len(e.services) == 0 {
		core = "_" // the options are still checked
	}
	g.List(jen.Id(core), jen.Err()).Op(":=").Id("newCore").Call(jen.Id("DefaultBaseURL"), jen.Id("opts"))
	g.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
	if len(e.services) == 0 {
		g.Return(jen.Op("&").Id("Client").Values(), jen.Nil())
		return
	}
	g.Id("s").Op(":=").Op("&").Id("service").Values(jen.Id("core").Op(":").Id("c"))
	g.Return(jen.Op("&").Id("Client").Add(lines(func(g *jen.Group) {
		for i := range e.services {
			s := &e.services[i]
			g.Id(s.Name).Op(":").Params(jen.Op("*").Id(s.Go.Service)).Params(jen.Id("s"))
		}
	})), jen.Nil())
}

// lines prints a composite literal's elements, one a line.
func lines(elements func(*jen.Group)) *jen.Statement {
	return jen.CustomFunc(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, elements)
}
