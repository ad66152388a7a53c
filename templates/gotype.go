package templates

import (
	"cmp"
	"go/types"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// goType is how a type of the API is written in Go.
type goType struct {
	name       string // identifier; "" for json.RawMessage
	from       string // import path of its package; "" for Go's own and this package
	object     bool   // a struct: results and bodies are pointers to it
	collection bool
}

// primitives are OData's primitive types. Those that are not listed are strings.
var primitives = map[string]string{
	"Edm.Binary":         "Binary",
	"Edm.Boolean":        "bool",
	"Edm.Byte":           "int32",
	"Edm.Date":           "Date",
	"Edm.DateTimeOffset": "DateTime",
	"Edm.Duration":       "Duration",
	"Edm.TimeOfDay":      "TimeOfDay",
	"Edm.Decimal":        "float64",
	"Edm.Double":         "float64",
	"Edm.Int16":          "int32",
	"Edm.Int32":          "int32",
	"Edm.Int64":          "int64",
	"Edm.SByte":          "int32",
	"Edm.Single":         "float64",
	"Edm.Untyped":        "",
}

// goType is the only place that maps types of the API to Go. A type that nobody
// declares is JSON of any form.
func (e *emitter) goType(ref model.TypeRef) goType {
	g := goType{collection: ref.Collection}
	if name, ok := primitives[ref.Name]; ok {
		g.name = name
	} else if strings.HasPrefix(ref.Name, "Edm.Geo") {
		g.name = "" // GeoJSON objects
	} else if ref.IsPrimitive() {
		g.name = "string"
	} else if t, ok := e.refer(ref.Name); ok && t.kind != model.AnyType {
		g.name, g.object = t.goName, t.kind != model.EnumType
	}
	if e.from != "" && types.Universe.Lookup(g.name) == nil {
		g.from = e.from
	}
	return g
}

// item prints the type of one value.
func (g goType) item() *jen.Statement {
	if g.name == "" {
		return jen.Qual("encoding/json", "RawMessage")
	}
	return jen.Qual(g.from, g.name)
}

// value prints the type of a body.
func (g goType) value() *jen.Statement {
	if g.collection {
		return jen.Index().Add(g.item())
	}
	return g.result()
}

// valueText is the type of a body as text.
func (g goType) valueText() string {
	name := cmp.Or(g.name, "json.RawMessage")
	switch {
	case g.collection:
		return "[]" + name
	case g.object:
		return "*" + name
	}
	return name
}

// result prints the type of one value as it is returned. Objects are returned by
// their address, also those of a collection: they are large.
func (g goType) result() *jen.Statement {
	if g.object {
		return jen.Op("*").Add(g.item())
	}
	return g.item()
}

// field prints the type of a struct field, which tells absent from zero.
func (g goType) field() *jen.Statement {
	if g.collection || g.name == "" {
		return g.value()
	}
	return jen.Op("*").Add(g.item())
}

// argumentType is the type of a value that travels as text: what has no simpler type is
// a string.
func (e *emitter) argumentType(ref model.TypeRef) goType {
	g := e.goType(ref)
	if g.name == "" || g.name == "Binary" || g.object {
		return goType{name: "string"}
	}
	return g
}

// isString reports whether the type is a string and nothing else.
func (g goType) isString() bool { return g == goType{name: "string"} }
