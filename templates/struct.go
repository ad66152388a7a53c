package templates

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// typeProperty is the wire name of the property that names a type (OData JSON
// Format 4.01, section 4.6.3). Every struct has it.
const typeProperty = "@odata.type"

// removedProperty is the wire name of what says that an item is gone (OData JSON Format
// 4.01, section 15.2).
const removedProperty = "@removed"

// etagProperty is the wire name of what tells versions of an entity apart (OData JSON
// Format 4.01, section 4.6.4).
const etagProperty = "@odata.etag"

// structType prints a struct and the methods that read and write it.
type structType struct {
	e       *emitter
	t       *model.Type
	fields  []structField
	odd     []structField // fields whose names don't fit into a tag
	derived []reference   // never the type itself, which would not end
	typeDoc string        // documentation of @odata.type, if it has any
}

// structField is a property with its final Go name.
type structField struct {
	*model.TypeProperty
	goName string
}

func newStructType(e *emitter, t *model.Type) *structType {
	s := &structType{e: e, t: t}
	taken := names{}
	for _, name := range structMembers {
		taken[name] = true
	}
	if t.Delta {
		taken["Removed"] = true
	}
	if t.Entity {
		taken["ODataETag"] = true
	}
	wire := names{}
	for i := range t.Fields {
		p := &t.Fields[i]
		if p.Name == typeProperty {
			s.typeDoc = p.Doc.Value
			continue
		}
		if p.Name == removedProperty && t.Delta || p.Name == etagProperty && t.Entity {
			continue
		}
		if wire[p.Name] { // encoding/json would drop both
			continue
		}
		wire[p.Name] = true
		field := structField{p, taken.take(p.GoName)}
		s.fields = append(s.fields, field)
		if !tagName(p.Name) {
			s.odd = append(s.odd, field)
		}
	}
	s.findDerived()
	return s
}

func (s *structType) findDerived() {
	seen := map[string]bool{s.t.Name: true}
	for _, name := range s.t.Derived {
		d, ok := s.e.refer(name)
		if ok && d.kind == model.StructType && !seen[name] {
			seen[name] = true
			s.derived = append(s.derived, d)
		}
	}
	slices.SortFunc(s.derived, func(a, b reference) int { return cmp.Compare(a.name, b.name) })
}

// print prints the fields.
func (s *structType) print(g *jen.Group) {
	var c comment
	c.para(s.typeDoc)
	c.print(g)
	g.Id("ODataType").String().Tag(map[string]string{"json": typeProperty + ",omitempty"})
	if s.t.Entity {
		g.Comment("// The version of the entity, for the header If-Match.")
		g.Id("ODataETag").String().Tag(map[string]string{"json": etagProperty + ",omitempty"})
	}
	for _, field := range s.fields {
		c = nil
		c.described(field.Doc.Value, field.Deprecated)
		if field.Inferred {
			c.para("Inferred from " + inferredFrom(field.Source) + " at " + field.Pos.PageLine() + "; no page of the type declares it.")
		}
		c.print(g)
		g.Id(field.goName).Add(s.e.goType(field.Type).field()).Tag(map[string]string{"json": tag(field)})
	}
	s.printRest(g)
}

// printRest prints the fields for what no property takes.
func (s *structType) printRest(g *jen.Group) {
	var c comment
	if s.t.Delta {
		g.Comment("// Removed is set in the answer to a delta query if the item is gone.")
		g.Id("Removed").Op("*").Id("Removed").Tag(map[string]string{"json": removedProperty + ",omitzero"})
	}
	if s.carries() {
		g.Line()
		c.para(s.moreDoc())
		c.print(g)
		g.Id("AdditionalProperties").Map(jen.String()).Qual("encoding/json", "RawMessage").Tag(map[string]string{"json": "-"})
	}
	if len(s.derived) > 0 {
		c = nil
		c.para("Derived points to a value of the derived type that ODataType names, if it names one. " +
			"Set, it is encoded instead of the fields above, with the name of its type.")
		c.print(g)
		g.Id("Derived").Any().Tag(map[string]string{"json": "-"})
	}
}

// derivedText names the types that derive from a type: nothing else of the package leads to
// them.
func (s *structType) derivedText() string {
	if len(s.derived) == 0 {
		return ""
	}
	links := make([]string, len(s.derived))
	for i, d := range s.derived {
		links[i] = "[" + d.goName + "]"
	}
	slices.Sort(links)
	return "Derived may be one of: " + strings.Join(links, ", ") + "."
}

// moreDoc says when there are additional properties.
func (s *structType) moreDoc() string {
	if s.t.Open {
		return "AdditionalProperties are those that the type has no field for: it is open."
	}
	return "AdditionalProperties are those of a derived type that ODataType names and the docs don't."
}

// inferredFrom names what shows a property that no page declares.
func inferredFrom(s model.Source) string {
	switch s {
	case model.FromTemplate:
		return "the route"
	case model.FromTable:
		return "the table"
	}
	return "the sample"
}

// tag leaves nil out and keeps an empty collection: a PATCH request means
// something by it. Names that don't fit are read and written by codec.
func tag(field structField) string {
	if !tagName(field.Name) {
		return "-"
	}
	return field.Name + ",omitzero"
}

// codec prints UnmarshalJSON and MarshalJSON where the struct tags don't do.
func (s *structType) codec(f *jen.File) {
	if !s.carries() && len(s.odd) == 0 {
		return
	}
	s.unmarshal(f)
	s.marshal(f)
	s.object(f)
	s.derivedTypes(f)
}

// carries reports whether the type has AdditionalProperties: it is open, or a server
// may know types derived from it that the docs don't.
func (s *structType) carries() bool { return s.t.Open || len(s.derived) > 0 }

// plain prints a type without methods, so that encoding it doesn't recurse. Errors of
// encoding/json show its name.
func (s *structType) plain(g *jen.Group) { g.Type().Id(s.plainName()).Id(s.t.GoName) }

func (s *structType) plainName() string { return "plain" + s.t.GoName }

func (s *structType) unmarshal(f *jen.File) {
	f.Comment("// UnmarshalJSON implements json.Unmarshaler.")
	f.Func().Params(jen.Id("x").Op("*").Id(s.t.GoName)).Id("UnmarshalJSON").
		Params(jen.Id("data").Index().Byte()).Error().BlockFunc(func(g *jen.Group) {
		s.plain(g)
		plain := jen.Params(jen.Op("*").Id(s.plainName())).Params(jen.Id("x"))
		g.Return(jen.Id("decodeObject").Call(jen.Id("data"), plain, jen.Id("x").Dot("object").Call()))
	})
	f.Line()
}

func (s *structType) marshal(f *jen.File) {
	f.Comment("// MarshalJSON implements json.Marshaler.")
	f.Func().Params(jen.Id("x").Id(s.t.GoName)).Id("MarshalJSON").Params().
		Params(jen.Index().Byte(), jen.Error()).BlockFunc(func(g *jen.Group) {
		s.plain(g)
		g.Return(jen.Id("encodeObject").Call(jen.Params(jen.Op("*").Id(s.plainName())).Params(jen.Op("&").Id("x")), jen.Id("x").Dot("object").Call()))
	})
	f.Line()
}

// object prints what the struct tags don't do.
func (s *structType) object(f *jen.File) {
	f.Func().Params(jen.Id("x").Op("*").Id(s.t.GoName)).Id("object").Params().Id("object").
		Block(jen.Return(jen.Id("object").ValuesFunc(func(g *jen.Group) {
			if len(s.odd) > 0 {
				g.Id("odd").Op(":").Map(jen.String()).Any().Add(lines(s.oddFields))
			}
			if s.carries() {
				g.Id("more").Op(":").Op("&").Id("x").Dot("AdditionalProperties")
			}
			if s.t.Open {
				g.Id("open").Op(":").True()
			}
			if len(s.derived) > 0 {
				g.Id("name").Op(":").Lit(s.t.Name)
				g.Id("derived").Op(":").Op("&").Id("x").Dot("Derived")
				g.Id("types").Op(":").Id(derivedTypesOf + s.t.GoName)
			}
		})))
	f.Line()
}

// oddFields prints the fields whose wire names don't fit into a struct tag.
func (s *structType) oddFields(g *jen.Group) {
	for _, field := range s.odd {
		g.Lit(field.Name).Op(":").Op("&").Id("x").Dot(field.goName)
	}
}

// derivedTypesOf begins the name of the list of a type's derived types.
const derivedTypesOf = "derivedFrom"

// derivedTypes prints the list of full names with their types. It holds no values that
// would have to be made when the program starts.
func (s *structType) derivedTypes(f *jen.File) {
	if len(s.derived) == 0 {
		return
	}
	f.Var().Id(derivedTypesOf + s.t.GoName).Op("=").Index().Id("derivedType").Add(lines(func(g *jen.Group) {
		for _, d := range s.derived {
			g.Values(jen.Lit(d.name), jen.Params(jen.Op("*").Id(d.goName)).Params(jen.Nil()))
		}
	}))
	f.Line()
}
