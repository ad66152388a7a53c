package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// client prints client.go: the client with its services.
func (e *emitter) client(f *jen.File) {
	f.Comment("// DefaultBaseURL is where the documented requests go, and those of the client")
	f.Comment("// unless [WithBaseURL] says otherwise.")
	f.Const().Id("DefaultBaseURL").Op("=").Lit(e.api.BaseURL)
	f.Line()
	f.Comment("// Client calls the API. Its services share one configuration and are safe for")
	f.Comment("// concurrent use.")
	f.Type().Id("Client").StructFunc(func(g *jen.Group) {
		for i := range e.api.Services {
			s := &e.api.Services[i]
			g.Id(s.Name).Op("*").Id(s.Go.Service)
		}
		g.Line().Id("core").Op("*").Id("core")
	})
	f.Line()
	f.Comment("// NewClient returns a client. Without a token or a request hook its requests are")
	f.Comment("// anonymous.")
	f.Func().Id("NewClient").Params(jen.Id("opts").Op("...").Id("Option")).
		Params(jen.Op("*").Id("Client"), jen.Error()).Block(
		jen.List(jen.Id("c"), jen.Err()).Op(":=").Id("newCore").Call(jen.Id("DefaultBaseURL"), jen.Id("opts")),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(jen.Id("clientOf").Call(jen.Id("c")), jen.Nil()),
	)
	f.Line()
	e.clientOf(f)
	batch(f)
	do(f)
	f.Comment("// NewPoller follows long-running work by the Location of an earlier [Poller], perhaps of")
	f.Comment("// another process.")
	f.Func().Id("NewPoller").Params(jen.Id("c").Op("*").Id("Client"), jen.Id("location").String()).
		Op("*").Id("Poller").Block(jen.Return(jen.Id("newPoller").Call(jen.Id("c").Dot("core"), jen.Id("location"))))
}

// clientOf prints what gives all services one core.
func (e *emitter) clientOf(f *jen.File) {
	f.Comment("// clientOf returns a client whose services share the core.")
	f.Func().Id("clientOf").Params(jen.Id("c").Op("*").Id("core")).Op("*").Id("Client").BlockFunc(func(g *jen.Group) {
		if len(e.api.Services) > 0 {
			g.Id("s").Op(":=").Op("&").Id("service").Values(jen.Id("core").Op(":").Id("c"))
		}
		g.Return(jen.Op("&").Id("Client").Add(lines(func(g *jen.Group) {
			for i := range e.api.Services {
				s := &e.api.Services[i]
				g.Id(s.Name).Op(":").Params(jen.Op("*").Id(s.Go.Service)).Params(jen.Id("s"))
			}
			g.Id("core").Op(":").Id("c")
		})))
	})
	f.Line()
}

// batch prints the function that sends several calls as one request.
func batch(f *jen.File) {
	for _, line := range []string{
		"Batch runs the calls side by side and sends their requests together, as one POST",
		"to $batch (OData JSON Format 4.01, section 19). Each gets a client for its part of the",
		"batch, whose methods return when the answer is there:",
		"",
		"\tvar first, second *Result",
		"\terr := Batch(ctx, client,",
		"\t\tfunc(ctx context.Context, c *Client) (err error) { first, err = c.Service.Get(ctx, \"1\"); return err },",
		"\t\tfunc(ctx context.Context, c *Client) (err error) { second, err = c.Service.Get(ctx, \"2\"); return err },",
		"\t)",
		"",
		"Requests that a call makes one after the other go into batches of their own, together",
		"with those of the other calls; more than 20 are split. Request hooks see the batch, not",
		"its parts. The error joins those that the calls return.",
	} {
		f.Comment(strings.TrimRight("// "+line, " "))
	}
	call := func() *jen.Statement {
		return jen.Func().Params(jen.Qual("context", "Context"), jen.Op("*").Id("Client")).Error()
	}
	f.Func().Id("Batch").Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("c").Op("*").Id("Client"), jen.Id("calls").Op("...").Add(call()),
	).Error().Block(jen.Return(jen.Id("runBatch").Call(jen.Id("ctx"), jen.Id("c").Dot("core"), jen.Id("clientOf"), jen.Id("calls"))))
	f.Line()
}

// do prints the function for requests that have no method.
func do(f *jen.File) {
	for _, line := range []string{
		"Do sends a request that has no method of its own, by its path below the base URL, with",
		"credentials, retries and errors as every call has them:",
		"",
		"\tresult, err := Do[*Result](ctx, client, http.MethodGet, \"/results/1\", nil)",
		"",
		"R is what the answer is decoded into: a pointer to a struct, a slice, [Page],",
		"json.RawMessage, or io.ReadCloser for its bytes, which the caller closes. The body is",
		"JSON of any value, or the bytes of an io.Reader.",
	} {
		f.Comment(strings.TrimRight("// "+line, " "))
	}
	f.Func().Id("Do").Types(jen.Id("R").Any()).Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("c").Op("*").Id("Client"), jen.List(jen.Id("method"), jen.Id("path")).String(),
		jen.Id("body").Any(), jen.Id("opts").Op("...").Id("CallOption"),
	).Params(jen.Id("R"), jen.Error()).Block(jen.Return(
		jen.Id("doRequest").Types(jen.Id("R")).Call(jen.Id("ctx"), jen.Id("c").Dot("core"), jen.Id("method"), jen.Id("path"), jen.Id("body"), jen.Id("opts"))))
	f.Line()
}

// lines prints a composite literal's elements, one a line.
func lines(elements func(*jen.Group)) *jen.Statement {
	return jen.CustomFunc(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, elements)
}
