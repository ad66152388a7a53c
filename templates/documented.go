package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// What the docs say of every route, option and type, samples or not, stands once more in
// test files, apart from the code that is made of it. Each file adds its part at its own
// beginning, so that a page that changes concerns few of them.

// documentedRoutes prints the routes of a service, and the parameter lists of its actions.
func (e *emitter) documentedRoutes(f *jen.File, s *service) {
	documents(f, s.Go.Samples+"Documented", "documentedRoutes", "documentedRoute", func(g *jen.Group) {
		eachRoute(s, func(op *model.Operation, r *model.Route) {
			g.Values(jen.Lit(op.Service), jen.Lit(r.Name), jen.Lit(op.ID()), jen.Lit(op.Method), jen.Lit(r.Pattern),
				jen.Lit(op.Result.Status()), jen.Lit(r.Pos.PageLine()), jen.Lit(e.routeFacts(op)))
		})
	})
	if len(s.bodies) > 0 {
		f.Line()
		e.documentedTypes(f, s.Go.Samples+"DocumentedBodies", s.bodies)
	}
}

// documentedOptions prints the options.
func (e *emitter) documentedOptions(f *jen.File) {
	documents(f, "optionsDocumented", "documentedOptions", "documentedOption", func(g *jen.Group) {
		for i := range e.api.Options {
			o := &e.api.Options[i]
			g.Values(jen.Lit(string(o.In)), jen.Lit(o.Name), jen.Id(o.GoName).Call(zeroValue(e.argumentType(o.Type))), jen.Lit(o.Pos.PageLine()))
		}
	})
}

// documentedTypes prints the members of types as a list of that name.
func (e *emitter) documentedTypes(f *jen.File, name string, types []*model.Type) {
	documents(f, name, "documentedTypes", "documentedType", func(g *jen.Group) {
		for _, t := range types {
			if hasMembers(t) {
				s := newStructType(e, t)
				g.Values(jen.Lit(t.Name), jen.Params(jen.Op("*").Id(t.GoName)).Params(jen.Nil()), jen.Lit(e.memberFacts(s)), jen.Lit(typePlace(t)))
			}
		}
	})
}

// hasMembers reports whether a type is printed as a struct.
func hasMembers(t *model.Type) bool { return t.Kind == model.StructType || t.Kind == model.BodyType }

// documents prints a list of values, which is added to the one of all when the tests begin.
// A list by itself is data; in the function, it would be code.
func documents(f *jen.File, name, all, element string, values func(*jen.Group)) {
	f.Var().Id(name).Op("=").Index().Id(element).Add(lines(values))
	f.Line()
	f.Func().Id("init").Params().Block(jen.Id(all).Op("=").Append(jen.Id(all), jen.Id(name).Op("...")))
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
	for _, o := range op.Options {
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
		facts = append(facts, "derived "+d.name)
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
