package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// typeProperty is the wire name of the property that names a type (OData JSON
// Format 4.01, section 4.6.3). Every struct has it.
const typeProperty = "@odata.type"

// removedProperty is the wire name of what says that an item is gone (OData JSON Format
// 4.01, section 15.2).
const removedProperty = "@removed"

// structType prints a struct and the methods that read and write it.
type structType struct {
	e       *emitter
	t       *model.Type
	fields  []structField
	odd     []structField // fields whose names don't fit into a tag
	derived []*model.Type // never the type itself, which would not end
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
	wire := names{}
	for i := range t.Fields {
		p := &t.Fields[i]
		if p.Name == typeProperty {
			s.typeDoc = p.Doc
			continue
		}
		if p.Name == removedProperty && t.Delta {
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
		d := s.e.types[name]
		if d != nil && d.Kind == model.StructType && !seen[name] {
			seen[name] = true
			s.derived = append(s.derived, d)
		}
	}
}

// print prints the fields.
func (s *structType) print(g *jen.Group) {
	var c comment
	c.para(s.typeDoc)
	c.print(g)
	g.Id("ODataType").String().Tag(map[string]string{"json": typeProperty + ",omitempty"})
	for _, field := range s.fields {
		c = nil
		c.para(field.Doc)
		if field.Inferred {
			c.para("Inferred from " + inferredFrom(field.Source) + " at " + field.Pos.PageLine() + "; no page of the type declares it.")
		}
		c.print(g)
		g.Id(field.goName).Add(s.e.goType(field.Type).field()).Tag(map[string]string{"json": tag(field)})
	}
	if s.t.Delta {
		g.Comment("// Removed is set in the answer to a delta query if the item is gone.")
		g.Id("Removed").Op("*").Id("Removed").Tag(map[string]string{"json": removedProperty + ",omitzero"})
	}
	if len(s.derived) == 0 {
		return
	}
	g.Line()
	g.Comment("// Derived points to a value of the derived type that ODataType names, if it")
	g.Comment("// names one. Set, it is encoded instead of the fields above.")
	g.Id("Derived").Any().Tag(map[string]string{"json": "-"})
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
	if len(s.derived) == 0 && len(s.odd) == 0 {
		return
	}
	s.unmarshal(f)
	s.marshal(f)
	if len(s.derived) > 0 {
		s.create(f)
	}
	if len(s.odd) > 0 {
		s.oddFields(f)
	}
}

// plain prints a type without methods, so that encoding it doesn't recurse.
func (s *structType) plain(g *jen.Group) { g.Type().Id("plain").Id(s.t.GoName) }

func (s *structType) unmarshal(f *jen.File) {
	f.Comment("// UnmarshalJSON implements json.Unmarshaler.")
	f.Func().Params(jen.Id("x").Op("*").Id(s.t.GoName)).Id("UnmarshalJSON").
		Params(jen.Id("data").Index().Byte()).Error().BlockFunc(func(g *jen.Group) {
		s.plain(g)
		plain := jen.Params(jen.Op("*").Id("plain")).Params(jen.Id("x"))
		if len(s.odd) > 0 {
			g.If(jen.Err().Op(":=").Id("decodeOdd").Call(jen.Id("data"), jen.Id("x").Dot("oddFields").Call()).
				Op(";").Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
		}
		if len(s.derived) == 0 {
			g.Return(jen.Qual("encoding/json", "Unmarshal").Call(jen.Id("data"), plain))
			return
		}
		g.Return(jen.Id("decodeDerived").Call(jen.Id("data"), plain,
			jen.Op("&").Id("x").Dot("ODataType"), jen.Op("&").Id("x").Dot("Derived"), jen.Id("x")))
	})
	f.Line()
}

func (s *structType) marshal(f *jen.File) {
	f.Comment("// MarshalJSON implements json.Marshaler.")
	f.Func().Params(jen.Id("x").Id(s.t.GoName)).Id("MarshalJSON").Params().
		Params(jen.Index().Byte(), jen.Error()).BlockFunc(func(g *jen.Group) {
		s.plain(g)
		plain := jen.Id("plain").Call(jen.Id("x"))
		encoded := jen.Qual("encoding/json", "Marshal").Call(plain)
		if len(s.derived) > 0 {
			encoded = jen.Id("encodeDerived").Call(plain, jen.Id("x").Dot("Derived"))
		}
		if len(s.odd) == 0 {
			g.Return(encoded)
			return
		}
		g.List(jen.Id("data"), jen.Err()).Op(":=").Add(encoded)
		g.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
		g.Return(jen.Id("encodeOdd").Call(jen.Id("data"), jen.Id("x").Dot("oddFields").Call()))
	})
	f.Line()
}

// create prints the switch from full names to new values.
func (s *structType) create(f *jen.File) {
	f.Func().Params(jen.Op("*").Id(s.t.GoName)).Id("newDerived").
		Params(jen.Id("name").String()).Any().Block(
		jen.Switch(jen.Id("name")).BlockFunc(func(g *jen.Group) {
			for _, d := range s.derived {
				g.Case(jen.Lit(d.Name)).Block(jen.Return(jen.New(jen.Id(d.GoName))))
			}
		}),
		jen.Return(jen.Nil()),
	)
	f.Line()
}

// oddFields prints the fields whose wire names don't fit into a struct tag.
func (s *structType) oddFields(f *jen.File) {
	f.Func().Params(jen.Id("x").Op("*").Id(s.t.GoName)).Id("oddFields").Params().
		Map(jen.String()).Any().Block(jen.Return(jen.Map(jen.String()).Any().Add(lines(func(g *jen.Group) {
		for _, field := range s.odd {
			g.Lit(field.Name).Op(":").Op("&").Id("x").Dot(field.goName)
		}
	}))))
	f.Line()
}
