package mock

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// kind is a set of kinds of JSON values.
type kind uint8

const (
	objectKind kind = 1 << iota
	arrayKind
	stringKind
	boolKind
	integerKind
	numberKind // with a fraction or an exponent
	nullKind
)

// anyKind is what nothing is known about.
const anyKind = ^kind(0)

var kindNames = map[kind]string{
	objectKind: "an object", arrayKind: "an array", stringKind: "a string", boolKind: "a boolean",
	integerKind: "a number", numberKind: "a number with a fraction", nullKind: "null",
}

// kindOf returns the kind of valid JSON. An exponent says nothing about whether a number
// is whole.
func kindOf(text string) kind {
	switch strings.TrimLeft(text, " \t\r\n")[0] {
	case '{':
		return objectKind
	case '[':
		return arrayKind
	case '"':
		return stringKind
	case 't', 'f':
		return boolKind
	case 'n':
		return nullKind
	}
	if strings.ContainsAny(text, ".eE") {
		return numberKind
	}
	return integerKind
}

// primitiveKinds are the kinds of JSON that primitive types are written as (OData JSON
// Format 4.01, section 7.1). Long and precise numbers may be strings, and so may those
// that JSON doesn't have, NaN and INF.
var primitiveKinds = map[string]kind{
	"Edm.Boolean": boolKind,
	"Edm.Byte":    integerKind,
	"Edm.Decimal": integerKind | numberKind | stringKind,
	"Edm.Double":  integerKind | numberKind | stringKind,
	"Edm.Int16":   integerKind,
	"Edm.Int32":   integerKind,
	"Edm.Int64":   integerKind | stringKind,
	"Edm.SByte":   integerKind,
	"Edm.Single":  integerKind | numberKind | stringKind,
	"Edm.Untyped": anyKind,
}

// kind returns the kinds of JSON that a type is written as.
func (c *checker) kind(ref model.TypeRef) kind {
	if ref.Collection {
		return arrayKind
	}
	if k, ok := primitiveKinds[ref.Name]; ok {
		return k
	}
	t := c.types[ref.Name]
	switch {
	case strings.HasPrefix(ref.Name, "Edm.Geo"):
		return objectKind
	case ref.IsPrimitive():
		return stringKind
	case t == nil:
		return anyKind
	case t.Kind == model.EnumType:
		return stringKind
	}
	return objectKind
}

// typeName writes a type for people.
func typeName(ref model.TypeRef) string {
	if ref.Collection {
		return "Collection(" + label(ref.Name) + ")"
	}
	return label(ref.Name)
}

// label names a type for people. That of a body which only the page of its operation describes
// is named after the page.
func label(name string) string {
	if page, _, ok := strings.Cut(name, "#"); ok {
		return "the body that " + page + " describes"
	}
	return name
}
