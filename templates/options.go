package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// options prints options.go: a call option of each documented query parameter and
// header.
func (e *emitter) options(f *jen.File) {
	for i := range e.api.Options {
		e.option(f, &e.api.Options[i])
	}
}

func (e *emitter) option(f *jen.File, o *model.Option) {
	what, set := "query parameter", "WithQuery"
	if o.In == model.InHeader {
		what, set = "header", "WithHeader"
	}
	var c comment
	c.para(o.GoName + " sets the " + what + " " + o.Name + ".")
	c.para("Documented at " + o.Pos.PageLine() + ".")
	c.print(f.Group)
	typ := e.argumentType(o.Type)
	value := jen.Id("value")
	if !typ.isString() {
		value = jen.Id("argText").Call(value)
	}
	f.Func().Id(o.GoName).Params(jen.Id("value").Add(typ.value())).Id("CallOption").
		Block(jen.Return(jen.Id(set).Call(jen.Lit(o.Name), value)))
	f.Line()
}

// options lists the options that an operation documents, with what its page says of them.
func (c *comment) options(op *model.Operation) {
	names, items := make([]string, len(op.Options)), make([]string, len(op.Options))
	described := false
	for i := range op.Options {
		use := &op.Options[i]
		names[i] = "[" + use.GoName + "]"
		items[i] = withDoc(names[i], use.Doc)
		described = described || items[i] != names[i]
	}
	if described {
		c.list("Options:", items)
	} else if len(names) > 0 {
		c.para("Options: " + strings.Join(names, ", ") + ".")
	}
}

// arguments lists the arguments of the path that the docs describe.
func (c *comment) arguments(params []*model.Param, names map[string]string) {
	var items []string
	for _, p := range params {
		if name := names[p.Name]; clean(told(p.Doc.Value)) != "" {
			items = append(items, withDoc(name, p.Doc))
		}
	}
	c.list("Arguments:", items)
}

// withDoc adds what the docs say of something to its name.
func withDoc(name string, doc model.Text) string {
	if text := clean(told(doc.Value)); text != "" {
		return name + ": " + sentence(text)
	}
	return name
}
