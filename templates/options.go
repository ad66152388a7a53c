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

// optionsText lists the options that an operation documents.
func optionsText(op *model.Operation) string {
	if len(op.Options) == 0 {
		return ""
	}
	names := make([]string, len(op.Options))
	for i, use := range op.Options {
		names[i] = use.GoName
	}
	return "Options: [" + strings.Join(names, "], [") + "]."
}
