package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// documented prints documented_test.go: what the docs say of every route, option and type,
// samples or not. It stands there once more, apart from the code that is made of it.
func (e *emitter) documented(f *jen.File) {
	f.Var().Id("documentedRoutes").Op("=").Index().Id("documentedRoute").Add(lines(func(g *jen.Group) {
		for i := range e.services {
			eachRoute(&e.services[i], func(op *model.Operation, r *model.Route) {
				g.Values(jen.Lit(op.Service), jen.Lit(r.Name), jen.Lit(op.ID()), jen.Lit(op.Method), jen.Lit(r.Pattern),
					statuses(&op.Result).Index(jen.Lit(0)), jen.Lit(r.Pos.PageLine()), jen.Lit(e.routeFacts(op)))
			})
		}
	}))
	f.Line()
	f.Var().Id("documentedOptions").Op("=").Index().Id("documentedOption").Add(lines(func(g *jen.Group) {
		for i := range e.api.Options {
			o := &e.api.Options[i]
			g.Values(jen.Lit(string(o.In)), jen.Lit(o.Name), jen.Id(o.GoName).Call(zeroValue(e.argumentType(o.Type))), jen.Lit(o.Pos.PageLine()))
		}
	}))
	f.Line()
	f.Var().Id("documentedTypes").Op("=").Index().Id("documentedType").Add(lines(func(g *jen.Group) {
		for i := range e.api.Types {
			t := &e.api.Types[i]
			if t.Kind != model.StructType && t.Kind != model.BodyType {
				continue
			}
			s := newStructType(e, t)
			g.Values(jen.Lit(t.Name), jen.Params(jen.Op("*").Id(t.GoName)).Params(jen.Nil()), jen.Lit(e.memberFacts(s)), jen.Lit(typePlace(t)))
		}
	}))
}

// zeroValue prints an argument of an option.
func zeroValue(typ goType) *jen.Statement {
	switch typ.name {
	case "string":
		return jen.Lit("")
	case "bool":
		return jen.False()
	case "int32", "int64", "float64":
		return jen.Lit(0)
	}
	return typ.value().Values()
}

// routeFacts says what else is documented of an operation's requests and answers.
func (e *emitter) routeFacts(op *model.Operation) string {
	var facts []string
	for _, name := range op.Options {
		o := e.optionOf[name]
		facts = append(facts, string(o.In)+":"+o.Name)
	}
	if op.Body.Kind == model.RawBody && op.Body.ContentType != "" {
		facts = append(facts, "media:"+op.Body.ContentType)
	}
	if op.Body.Named {
		facts = append(facts, "named:"+op.Body.Type.Name)
	}
	if wrapped(op) {
		facts = append(facts, "wrapped")
	}
	if op.Result.Kind == model.StreamResult {
		facts = append(facts, "stream")
	}
	return strings.Join(facts, "\n")
}

// memberFacts lists the members of a type with the kinds of their values, and then the
// types that derive from it.
func (e *emitter) memberFacts(s *structType) string {
	var facts []string
	for _, field := range s.fields {
		kind := e.goType(field.Type)
		name := kind.name
		switch {
		case kind.object:
			name = "object"
		case name == "":
			name = "json"
		case primitives[field.Type.Name] == "" && name != "string": // an enumeration
			name = "string"
		}
		if kind.collection {
			name = "[]" + name
		}
		facts = append(facts, name+" "+field.Name)
	}
	for _, d := range s.derived {
		facts = append(facts, "derived "+d.Name)
	}
	return strings.Join(facts, "\n")
}

// typePlace is the page and line of a type's first declaration.
func typePlace(t *model.Type) string {
	if len(t.Declared) == 0 {
		return t.Name
	}
	return t.Declared[0].PageLine()
}
