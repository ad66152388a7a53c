package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// declareListed declares the enumerations that no page declares but a property names
// and lists: in its type cell, or in the JSON representation
// (teamsappdefinition: "publishingState": "#microsoft.graph.teamsAppPublishingState").
// Then those of parameters, which may list only what an update takes (alert_update:
// alertFeedback).
func (r *resolver) declareListed() {
	m := newEnumMatcher(r.types.sorted())
	properties, parameters := make([][]listing, len(r.pages)), make([][]listing, len(r.pages))
	parallel.Each(len(r.pages), func(i int) {
		p := r.pages[i]
		for j := range p.Resources {
			for k := range p.Resources[j].Properties {
				prop := &p.Resources[j].Properties[k]
				if prop.Relationship { // to entities: the values are those of a property (filestoragecontainer: permissions, by their roles)
					continue
				}
				expr := &prop.Type
				if primitive(expr.Name) == "Edm.String" || expr.IsZero() {
					expr = &prop.Shown
				}
				properties[i] = r.addListing(properties[i], p, expr, prop.Values)
			}
		}
		for j := range p.Parameters {
			parameters[i] = r.addListing(parameters[i], p, &p.Parameters[j].Type, p.Parameters[j].Values)
		}
	})
	for i, p := range r.pages {
		for _, l := range properties[i] {
			r.declareEnum(p, l, m)
		}
	}
	for i, p := range r.pages {
		for _, l := range parameters[i] {
			r.declareEnum(p, l, m)
		}
	}
}

// listing is a type that a page names, and the values that it lists there.
type listing struct {
	expr   *model.TypeExpr
	values []model.Text
}

// addListing adds the values listed for a type, if no page declares it.
func (r *resolver) addListing(to []listing, p *model.Page, expr *model.TypeExpr, values []model.Text) []listing {
	if len(values) < 2 || undeclaredName(p, *expr) == "" || !r.lookup(p, *expr).IsZero() {
		return to
	}
	return append(to, listing{expr, values})
}

// declareEnum declares the enumeration that a property names, unless a declared one
// with the same values is meant (termstore-group: groupScope, termGroupScope).
func (r *resolver) declareEnum(p *model.Page, l listing, m *enumMatcher) {
	expr, listed := *l.expr, l.values
	if ref := r.lookup(p, expr); !ref.IsZero() { // an earlier list's: this one may have more (signInRiskLevels: hidden)
		if e := r.types.byName[ref.Name]; e != nil && e.Kind == model.EnumType && e.Inferred {
			addMembers(e, listed)
		}
		return
	}
	name := undeclaredName(p, expr)
	same := m.bySet[valueSet(values(listed))]
	for _, e := range same {
		if subset(nameWords(shortName(name)), nameWords(shortName(e.Name))) {
			return
		}
	}
	if len(same) > 0 {
		r.alike[name] = true
	}
	addMembers(r.declareInferred(model.EnumType, name, expr.Pos), listed)
}

// addMembers adds listed values to an enumeration that no page declares. One that differs from
// a member in case, or from an earlier list's in one letter, is a slip.
func addMembers(e *model.Type, listed []model.Text) {
	earlier := len(e.Members)
	for _, v := range listed {
		slip := func(m model.TypeMember) bool { return misspelt(v.Value, m.Name) }
		if foldedMember(e, v.Value) == nil && !slices.ContainsFunc(e.Members[:earlier], slip) {
			e.Members = append(e.Members, model.TypeMember{Name: v.Value, Inferred: true, Pos: v.Pos})
		}
	}
}

// tells reports whether a list of values says all that there is to say of an enumeration that no
// page declares. One with the values of another may be that one, misspelt.
func (r *resolver) tells(values []model.Text, e *model.Type) bool {
	return e.Kind == model.EnumType && len(values) > 1 && !r.alike[e.Name]
}

// declareInferred registers a type that no page declares.
func (r *resolver) declareInferred(kind model.TypeKind, name string, pos model.Position) *model.Type {
	t := &model.Type{Kind: kind, Name: name, Inferred: true, Declared: []model.Position{pos}}
	r.types.add(t)
	return t
}

// undeclaredName returns the full name of a type that an expression names, "" if it
// is no name but a description: object, error object, Moment in time.
func undeclaredName(p *model.Page, e model.TypeExpr) string {
	name := strings.TrimPrefix(e.Name, "#")
	described := e.Link == "" && !strings.Contains(name, ".") && len(splitWords(name)) < 2
	if !plainSegment(name) || described || primitives[strings.ToLower(name)] != "" || strings.EqualFold(name, "object") {
		return ""
	}
	if !strings.Contains(name, ".") {
		return p.OwnNamespace() + "." + name
	}
	return name
}

// members notes the members of objects whose type a page names and none declares.
func (w *observer) members(name, value string, at int) {
	if name == "" {
		return
	}
	switch value[0] {
	case '[':
		jsonscan.Array(value, func(element string, offset int) bool {
			if element[0] == '{' {
				w.members(name, element, at+offset)
			}
			return true
		})
	case '{':
		jsonscan.Object(value, func(member string, _ int, v string, _ int) bool {
			if inferable(member) && v != "null" {
				w.add(memberKey{name, member}, v, at)
			}
			return true
		})
	}
}

// namedResult returns the full name of the undeclared type that an annotation gives an
// operation's answer, "" if it gives none.
func (r *resolver) namedResult(op *operation) string {
	for _, s := range op.answers {
		if a := s.Annotation; a != nil && strings.Contains(a.Type.Value, ".") {
			return undeclaredName(op.page, model.TypeExpr{Name: a.Type.Value})
		}
	}
	return ""
}

// answered returns what an answer holds, out of its envelope.
func answered(c *content, res *model.Result) string {
	if c.value != "" && (res.Wrapped || res.Kind == model.CollectionResult) {
		return c.value
	}
	return c.text
}

// useInferred gives answers and properties the types that were inferred under the
// names that their pages use.
func (r *resolver) useInferred() {
	for _, op := range r.ops {
		if op.Result.Type.Name == "" && (op.Result.Kind == model.ValueResult || op.Result.Kind == model.CollectionResult) {
			if name := r.namedResult(op); r.types.byName[name] != nil {
				op.Result.Type.Name = name
			}
		}
	}
	for _, t := range r.types.sorted() {
		for i := range t.Fields {
			f := &t.Fields[i]
			if f.Type.Name != "" {
				continue
			}
			key := memberKey{f.DeclaredBy, f.Name}
			if name := r.named[key]; r.types.byName[name] != nil {
				f.Type.Name = name
			} else if r.written[key] {
				f.Type.Name = "Edm.String"
			}
		}
	}
}

// useStated gives String properties the enumerations that samples state. One that no
// page declares holds the values that the property lists.
func (r *resolver) useStated() {
	for _, op := range r.ops {
		for _, st := range op.stated {
			list := r.copies(st.memberKey)
			if len(list) == 0 {
				continue
			}
			f, t := list[0], r.byTypeName(op.Namespace, st.name)
			if t == nil && len(f.Values) > 1 && strings.Contains(st.name, ".") && plainSegment(st.name) {
				t = r.declareInferred(model.EnumType, st.name, st.pos)
				for _, v := range f.Values {
					t.Members = append(t.Members, model.TypeMember{Name: v, Inferred: true, Pos: f.Pos})
				}
			}
			if t != nil && t.Kind == model.EnumType {
				r.retype(st.memberKey, model.TypeRef{Name: t.Name, Collection: f.Type.Collection})
			}
		}
		op.stated = nil
	}
}

// retype changes the type of a property, also where it is inherited.
func (r *resolver) retype(key memberKey, ref model.TypeRef) {
	for _, f := range r.copies(key) {
		f.Type = ref
	}
}

// copies returns the fields of a property: the type's own and those of the types that
// inherit it. There are none if a page ascribes the property to a type that hasn't it.
func (r *resolver) copies(key memberKey) []*model.TypeProperty {
	t := r.types.byName[key.typ]
	if t == nil {
		return nil
	}
	var out []*model.TypeProperty
	for _, name := range append([]string{key.typ}, t.Derived...) {
		if f := r.types.byName[name].Field(key.member); f != nil && f.DeclaredBy == key.typ {
			out = append(out, f)
		}
	}
	return out
}
