package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// What a page calls a number can be any number of JSON. A property is the widest integer
// then, since sizes in bytes are called so (quota), unless something shows a fraction. A
// parameter is what the samples send, else the usual integer: those are indexes and sizes
// of pictures (range-cell, chart-image).

// writtenNumber reports whether a page says number and no more.
func writtenNumber(e model.TypeExpr) bool { return strings.EqualFold(e.Name, "number") && e.Link == "" }

// numberType returns the type of a property that a row gives the type ref; shown is what
// the JSON representation shows for it.
func numberType(ref model.TypeRef, written, shown model.TypeExpr) model.TypeRef {
	if writtenNumber(written) && ref.Name == primitive(written.Name) {
		ref.Name = "Edm.Int64"
		if shown.Name == "Double" {
			ref.Name = "Edm.Double"
		}
	}
	return ref
}

// sentNumbers returns the types of the numbers that the samples send, by their names, if
// one of the rows says number.
func (r *resolver) sentNumbers(op *operation, rows []*model.Parameter) map[string]*seenMember {
	if !slices.ContainsFunc(rows, func(row *model.Parameter) bool { return writtenNumber(row.Type) }) {
		return nil
	}
	out := map[string]*seenMember{}
	for _, q := range op.pairs {
		body := strings.TrimSpace(q.request.Body.JSON)
		if body == "" || body[0] != '{' {
			continue
		}
		jsonscan.Object(body, func(name string, _ int, value string, _ int) bool {
			if valueKind(value) == numberKind {
				if out[name] == nil {
					out[name] = &seenMember{ref: model.TypeRef{Name: "Edm.Int32"}}
				}
				out[name].add(r.literalType(op.Namespace, value))
			}
			return true
		})
	}
	return out
}

// widenNumbers makes a Double of each number of which an answer shows a fraction.
func (r *resolver) widenNumbers() {
	for _, op := range r.ops {
		for _, key := range op.fractions {
			list := r.copies(key)
			if len(list) == 0 || list[0].Type.Name != "Edm.Int64" {
				continue
			}
			if r.calledNumber(list[0]) {
				r.retype(key, model.TypeRef{Name: "Edm.Double", Collection: list[0].Type.Collection})
			}
		}
		op.fractions = nil
	}
}

// calledNumber reports whether the row that declares a property says number.
func (r *resolver) calledNumber(f *model.TypeProperty) bool {
	prop, _ := r.declaration(f)
	return prop != nil && writtenNumber(prop.Type)
}

// sameNumber reports whether two types are numbers of which one is only shown in a JSON
// representation, where 1024 stands for any of them, or called a number and no more.
func (r *resolver) sameNumber(a, b model.TypeProperty) bool {
	number := func(ref model.TypeRef) bool { return !ref.Collection && r.kindOf(ref) == numberKind }
	return number(a.Type) && number(b.Type) &&
		(a.Source == model.FromJSON || b.Source == model.FromJSON || r.calledNumber(&a) || r.calledNumber(&b))
}
