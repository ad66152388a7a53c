package resolve

import (
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// declareListed declares the enumerations that no page declares but a property names
// and lists: in its type cell, or in the JSON representation
// (teamsappdefinition: "publishingState": "#microsoft.graph.teamsAppPublishingState").
func (r *resolver) declareListed() {
	m := newEnumMatcher(r.types.sorted())
	for _, p := range r.pages {
		for i := range p.Resources {
			for j := range p.Resources[i].Properties {
				if prop := &p.Resources[i].Properties[j]; len(prop.Values) > 1 {
					r.declareEnum(p, prop, m)
				}
			}
		}
	}
}

// declareEnum declares the enumeration that a property names, unless a declared one
// with the same values is meant (termstore-group: groupScope, termGroupScope).
func (r *resolver) declareEnum(p *model.Page, prop *model.Property, m *enumMatcher) {
	expr := prop.Type
	if primitive(expr.Name) == "Edm.String" || expr.IsZero() {
		expr = prop.Shown
	}
	name := undeclaredName(p, expr)
	var values []string
	for _, v := range prop.Values {
		values = append(values, v.Value)
	}
	if name == "" || !r.lookup(p, expr).IsZero() {
		return
	}
	for _, e := range m.bySet[valueSet(values)] {
		if subset(nameWords(shortName(name)), nameWords(shortName(e.Name))) {
			return
		}
	}
	t := r.declareInferred(model.EnumType, name, expr.Pos)
	for _, v := range prop.Values {
		t.Members = append(t.Members, model.TypeMember{Name: v.Value, Inferred: true, Pos: v.Pos})
	}
}

// declareInferred registers a type that no page declares.
func (r *resolver) declareInferred(kind model.TypeKind, name string, pos model.Position) *model.Type {
	t := &model.Type{Kind: kind, Name: name, Inferred: true, Declared: []model.Position{pos}}
	r.types.add(t)
	return t
}

// undeclaredName returns the full name of a type that an expression names, "" if it
// is no name but a description: object, error object.
func undeclaredName(p *model.Page, e model.TypeExpr) string {
	name := strings.TrimPrefix(e.Name, "#")
	described := e.Link == "" && !strings.Contains(name, ".") && strings.ToLower(name) == name
	if !plainSegment(name) || described || primitives[strings.ToLower(name)] != "" || strings.EqualFold(name, "object") {
		return ""
	}
	if !strings.Contains(name, ".") {
		return pageNamespace(p) + "." + name
	}
	return name
}

// observeMembers notes the members of objects whose type a page names and none
// declares.
func (r *resolver) observeMembers(op *operation, s *model.Sample, name, value string, at int) {
	value = strings.TrimSpace(value)
	if name == "" || value == "" {
		return
	}
	switch value[0] {
	case '[':
		jsonscan.Array(value, func(element string, offset int) bool {
			if element[0] == '{' {
				r.observeMembers(op, s, name, element, at+offset)
			}
			return true
		})
	case '{':
		jsonscan.Object(value, func(member string, offset int, v string, _ int) bool {
			if inferable(member) && v != "null" {
				op.observed = append(op.observed, observation{
					memberKey: memberKey{name, member}, pos: bodyPosition(&s.Body, at+offset), ref: r.literalType(op.Namespace, v),
				})
			}
			return true
		})
	}
}

// useInferred gives properties the types that were inferred under the names that
// their pages use.
func (r *resolver) useInferred() {
	for _, t := range r.types.sorted() {
		for i := range t.Fields {
			f := &t.Fields[i]
			if name := r.named[memberKey{f.DeclaredBy, f.Name}]; f.Type.Name == "" && r.types.byName[name] != nil {
				f.Type.Name = name
			}
		}
	}
}
