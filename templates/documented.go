package templates

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// What the docs say of every route, option and type, samples or not, stands once more in
// test files, apart from the code that is made of it. Each file adds its part at its own
// beginning, so that a page that changes concerns few of them.

// documentedService prints the routes of a service, and the parameter lists of its actions.
func (e *emitter) documentedService(f *jen.File, s *service) {
	f.Func().Id("init").Params().BlockFunc(func(g *jen.Group) {
		var d documentation
		eachRoute(s, func(op *model.Operation, r *model.Route) { e.documentedRoute(&d, op, r) })
		g.Id("documentRoutes").Call(d.print())
	})
	if len(s.bodies) > 0 {
		f.Line()
		e.documentedTypes(f, s.Go.Samples+"DocumentedBodies", s.bodies)
	}
}

// documentedRoute writes what the docs say of a route.
func (e *emitter) documentedRoute(d *documentation, op *model.Operation, r *model.Route) {
	d.entry(op.Service+"."+r.Name, op.ID(), op.Method, r.Pattern, strconv.Itoa(op.Result.Status()), r.Pos.PageLine())
	d.fact("func", e.signature(op, r))
	for _, o := range op.Options {
		d.fact(string(o.In), o.Name)
	}
	if op.Body.Kind == model.RawBody && op.Body.ContentType != "" {
		d.fact("media", op.Body.ContentType)
	}
	if op.Body.Named {
		d.fact("named", op.Body.Type.Name)
	}
	if wrapped(op) {
		d.flag("wrapped")
	}
	if op.Result.Kind == model.StreamResult {
		d.flag("stream")
	}
}

// documentedOptions prints the options.
func (e *emitter) documentedOptions(f *jen.File) {
	f.Var().Id("optionsDocumented").Op("=").Index().Id("documentedOption").Add(lines(func(g *jen.Group) {
		for i := range e.api.Options {
			o := &e.api.Options[i]
			g.Values(jen.Lit(string(o.In)), jen.Lit(o.Name), jen.Id(o.GoName).Call(zeroValue(e.argumentType(o.Type))), jen.Lit(o.Pos.PageLine()))
		}
	}))
	f.Line()
	f.Func().Id("init").Params().Block(jen.Id("documentedOptions").Op("=").Id("optionsDocumented"))
}

// documentedTypes prints a list of types with that name, and their members. A list by
// itself is data; in the function, it would be code.
func (e *emitter) documentedTypes(f *jen.File, name string, types []*model.Type) {
	var d documentation
	f.Var().Id(name).Op("=").Index().Any().Add(lines(func(g *jen.Group) {
		for _, t := range types {
			if hasMembers(t) {
				d.entry(t.GoName, t.Name, typePlace(t))
				e.memberFacts(&d, newStructType(e, t))
				g.Params(jen.Op("*").Id(t.GoName)).Params(jen.Nil())
			}
		}
	}))
	f.Line()
	f.Func().Id("init").Params().Block(jen.Id("documentTypes").Call(jen.Id(name), d.print()))
}

// signature writes what a method of the client takes besides context and options, and what
// it returns besides an error.
func (e *emitter) signature(op *model.Operation, r *model.Route) string {
	var takes []string
	for _, p := range routeParams(op, r) {
		takes = append(takes, e.argumentType(p.Type).valueText())
	}
	switch op.Body.Kind {
	case model.JSONBody:
		takes = append(takes, e.bodyText(op))
	case model.RawBody:
		takes = append(takes, "string", "io.Reader")
	}
	return strings.TrimSuffix("("+strings.Join(takes, ", ")+") "+e.resultText(op), " ")
}

func (e *emitter) bodyText(op *model.Operation) string {
	g := e.goType(op.Body.Type)
	if g.name == "" && !g.collection {
		return "any"
	}
	return g.valueText()
}

func (e *emitter) resultText(op *model.Operation) string {
	result := e.goType(op.Result.Type)
	result.collection = false
	switch {
	case op.Result.LongRunning:
		return "*Poller"
	case op.Result.Kind == model.NoResult:
		return ""
	case op.Result.Kind == model.StreamResult:
		return "io.ReadCloser"
	case paged(op):
		return "iter.Seq2[" + result.valueText() + ", error]"
	case op.Result.Kind == model.CollectionResult:
		return "[]" + result.valueText()
	}
	return result.valueText()
}

// hasMembers reports whether a type is printed as a struct.
func hasMembers(t *model.Type) bool { return t.Kind == model.StructType || t.Kind == model.BodyType }

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

// memberFacts lists the members of a type with the kinds of their values, and then the
// types that derive from it.
func (e *emitter) memberFacts(d *documentation, s *structType) {
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
		d.fact(name, field.Name)
	}
	for _, derived := range s.derived {
		d.fact("derived", derived.name)
	}
}

// typePlace is the page and line of a type's first declaration.
func typePlace(t *model.Type) string {
	if len(t.Declared) == 0 {
		return t.Name
	}
	return t.Declared[0].PageLine()
}
