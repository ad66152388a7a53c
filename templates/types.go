package templates

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// typ prints a type; it is the body of the operation that is named, if one is.
func (e *emitter) typ(f *jen.File, t *model.Type, bodyOf string) {
	c := typeDoc(t, bodyOf)
	var s *structType
	if t.Kind != model.EnumType && t.Kind != model.AnyType {
		s = newStructType(e, t)
		c.para(s.derivedText())
	}
	c.print(f.Group)
	switch t.Kind {
	case model.EnumType:
		enum(f, t)
		return
	case model.AnyType:
		f.Type().Id(t.GoName).Op("=").Qual("encoding/json", "RawMessage")
		f.Line()
		return
	}
	f.Type().Id(t.GoName).StructFunc(s.print)
	f.Line()
	s.codec(f)
}

// typeDoc is the comment of a type.
func typeDoc(t *model.Type, bodyOf string) comment {
	var c comment
	doc := told(t.Doc.Value)
	switch {
	case doc != "":
		c.about(t.GoName, doc)
	case t.Kind == model.BodyType:
		c.para(t.GoName + " is the body of " + cmp.Or(bodyOf, "a request") + ".")
	default:
		c.para(t.GoName + " is " + t.Name + ".")
	}
	switch {
	case t.Inferred:
		c.para("No page declares it; inferred from " + t.Declared[0].PageLine() + ".")
	case len(t.Declared) > 0:
		c.para("Documented at " + t.Declared[0].PageLine() + ".")
	}
	return c
}

// enum prints a string type with its constants. Other values pass through: a
// server may know more of them than the docs.
func enum(f *jen.File, t *model.Type) {
	f.Type().Id(t.GoName).String()
	f.Line()
	if len(t.Members) == 0 {
		return
	}
	f.Commentf("// The documented values of %s.", t.GoName)
	f.Const().DefsFunc(func(g *jen.Group) {
		taken := names{}
		for _, m := range t.Members {
			var c comment
			c.para(sentence(m.Doc.Value))
			if m.Inferred && !t.Inferred {
				c.para("Listed at " + m.Pos.PageLine() + " only.")
			}
			c.print(g)
			g.Id(taken.take(m.GoName)).Id(t.GoName).Op("=").Lit(m.Name)
		}
	})
	f.Line()
}

// tagName reports whether encoding/json can take the name from a struct tag.
func tagName(name string) bool {
	const punctuation = "!#$%&()*+-./:;<=>?@[]^_{|}~ "
	for _, r := range name {
		if !strings.ContainsRune(punctuation, r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return name != "" && name != "-" && strconv.CanBackquote(name)
}
