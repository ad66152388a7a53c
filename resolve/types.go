package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// declareTypes registers every type that a page declares, then reads properties,
// for which all names must be known.
func (r *resolver) declareTypes() {
	types := 0
	for _, p := range r.pages {
		types += len(p.Resources) + len(p.Enums)
	}
	r.types = newRegistry(types)
	meanwhile(r.collectionSegments, func() { r.collectNamespaces(); r.pluralNames() })
	for _, p := range r.pages {
		for i := range p.Resources {
			res := &p.Resources[i]
			if r.ofEnum(p, res) {
				continue
			}
			t := r.declare(p, model.StructType, r.typeName(p, res.Type), res.Pos)
			t.Open = t.Open || res.Open
			t.Abstract = t.Abstract || res.Abstract
			if t.Doc.Value == "" {
				if t.Doc = res.Summary; i == 0 && !(len(p.Templates) > 0 && operationPage(p)) { // else it is not what the page is about
					t.Doc = cmp.Or(t.Doc, p.Summary)
				}
			}
		}
		for i := range p.Enums {
			e := &p.Enums[i]
			t := r.declare(p, model.EnumType, r.typeName(p, e.Type), e.Pos)
			if t.Doc.Value == "" {
				t.Doc = e.Summary
			}
			if t.Doc.Value == "" && len(p.Enums) == 1 && (len(p.Resources) == 0 || len(p.Resources) == 1 && r.ofEnum(p, &p.Resources[0])) {
				t.Doc = p.Summary
			}
		}
	}
	for _, p := range r.pages {
		for i := range p.Enums {
			r.readMembers(p, &p.Enums[i])
		}
	}
	r.declareListed()
	r.properties()
}

// ofEnum reports whether a resource is nothing but the JSON representation that generators
// put below the members of an enumeration (agentidentitytype).
func (r *resolver) ofEnum(p *model.Page, res *model.Resource) bool {
	return len(res.Properties) == 0 && slices.ContainsFunc(p.Enums, func(e model.Enum) bool { return r.typeName(p, e.Type) == r.typeName(p, res.Type) })
}

// statedOn is what one page says of a type.
type statedOn struct {
	page     *model.Page
	resource *model.Resource
}

// properties reads the properties of all types; each type by itself, since the pages
// that declare it are merged in their order.
func (r *resolver) properties() {
	var types []*model.Type
	declared := map[*model.Type][]statedOn{}
	for _, p := range r.pages {
		for i := range p.Resources {
			t := r.types.byName[r.typeName(p, p.Resources[i].Type)]
			if t.Kind != model.StructType {
				continue
			}
			if declared[t] == nil {
				types = append(types, t)
			}
			declared[t] = append(declared[t], statedOn{p, &p.Resources[i]})
		}
	}
	parallel.Each(len(types), func(i int) {
		for _, d := range declared[types[i]] {
			r.readProperties(d.page, d.resource, types[i])
		}
	})
}

// declare returns the type of that name, registering it if it is new. A name
// that was declared as another kind gives the first declaration and a finding.
func (r *resolver) declare(p *model.Page, kind model.TypeKind, name string, pos model.Position) *model.Type {
	t := r.types.byName[name]
	if t == nil {
		t = &model.Type{Kind: kind, Name: name}
		r.types.add(t)
	}
	if t.Kind != kind {
		r.report(model.RuleTypeConflict, pos, fmt.Sprintf("%s is declared here as %s and elsewhere as %s", name, kind, t.Kind), t.Declared...)
		if kind == model.StructType { // a page with properties beats a list of values
			t.Kind = kind
		}
	}
	t.Declared = append(t.Declared, pos)
	r.types.declaredOn(p.Path, t)
	return t
}

// readProperties merges the properties that a page declares into the type.
func (r *resolver) readProperties(p *model.Page, res *model.Resource, t *model.Type) {
	r.readBase(p, res, t)
	t.Optional = append(t.Optional, res.Optional...)
	t.Fields = slices.Grow(t.Fields, len(res.Properties))
	for i := range res.Properties {
		r.mergeProperty(t, r.property(p, t, &res.Properties[i]))
	}
}

// property makes a field of a row.
func (r *resolver) property(p *model.Page, t *model.Type, prop *model.Property) model.TypeProperty {
	f := model.TypeProperty{
		Name: prop.Name.Value, Type: numberType(r.propertyType(p, t, prop), prop.Type, prop.Shown), Doc: prop.Description,
		Relationship: prop.Relationship, DeclaredBy: t.Name, Source: prop.Source, Deprecated: prop.Deprecated, Pos: prop.Name.Pos,
	}
	f.Values = values(prop.Values)
	if !prop.InheritedFrom.IsZero() {
		if base := r.lookup(p, prop.InheritedFrom); !base.IsZero() {
			f.DeclaredBy = base.Name
		}
	}
	return f
}

// propertyType returns the type that a page gives a property: what the table says,
// unless it can't be read, or is String where the JSON representation names an
// enumeration.
func (r *resolver) propertyType(p *model.Page, t *model.Type, prop *model.Property) model.TypeRef {
	ref, target := r.lookupLinked(p, prop.Type)
	shown := r.lookup(p, prop.Shown)
	if target != nil && target.Name != ref.Name {
		r.report(model.RuleTypeConflict, prop.Type.Pos, fmt.Sprintf("%s.%s is %s by its text, the link leads to %s",
			shortName(t.Name), prop.Name.Value, typeText(ref), shortName(target.Name)), target.Declared[0])
	}
	if e := r.types.byName[shown.Name]; ref.Name == "Edm.String" && e != nil && e.Kind == model.EnumType {
		return model.TypeRef{Name: e.Name, Collection: ref.Collection}
	}
	if e := r.types.byName[ref.Name]; prop.Type.Name != "" && !strings.EqualFold(prop.Type.Name, "Json") && (ref.IsZero() || e != nil && e.Inferred && !r.tells(prop.Values, e)) {
		r.report(model.RuleUnknownType, prop.Type.Pos, fmt.Sprintf("no page declares the type %s of %s.%s", prop.Type.Name, shortName(t.Name), prop.Name.Value))
	}
	if !ref.IsZero() {
		ref.Collection = ref.Collection || manyByName(prop, ref)
		return ref
	}
	if prop.Type.IsZero() && prop.Shown.IsZero() {
		return model.TypeRef{Collection: prop.Type.Collection}
	}
	if name := undeclaredName(p, prop.Type); name != "" {
		key := memberKey{t.Name, prop.Name.Value}
		r.reporting.Lock()
		r.named[key] = name
		if !prop.Relationship && prop.Shown.Collection == prop.Type.Collection && (shown.Name == "Edm.String" || prop.ShownText && strings.EqualFold(prop.Shown.Name, prop.Type.Name)) {
			r.written[key] = true
		}
		r.reporting.Unlock()
	} else if shown.Name != "Edm.String" || p.Slug != "" { // a string can stand for anything, but in translation the table names no type
		return shown
	}
	return model.TypeRef{Collection: prop.Type.Collection}
}

// manyByName reports whether a relationship is to several, as its name and that of its type are in the
// plural of the type's own: orderLines | orderLines (Business Central).
func manyByName(prop *model.Property, ref model.TypeRef) bool {
	return prop.Relationship && prop.Type.Link == "" && strings.EqualFold(prop.Type.Name, prop.Name.Value) &&
		strings.EqualFold(singularLast(prop.Type.Name), shortName(ref.Name)) && !strings.EqualFold(prop.Type.Name, shortName(ref.Name))
}

// mergeProperty adds a property unless the type has it already.
func (r *resolver) mergeProperty(t *model.Type, f model.TypeProperty) {
	for i := range t.Fields {
		old := &t.Fields[i]
		if old.Name != f.Name {
			continue
		}
		if old.Type != f.Type && !f.Type.IsZero() && !old.Type.IsZero() && !r.sameNumber(*old, f) {
			r.report(model.RuleTypeConflict, f.Pos, fmt.Sprintf("%s.%s is %s here and %s elsewhere",
				shortName(t.Name), f.Name, typeText(f.Type), typeText(old.Type)), old.Pos)
		}
		if old.Type.IsZero() {
			old.Type = f.Type
		}
		if old.Doc.Value == "" {
			old.Doc, old.Deprecated = f.Doc, f.Deprecated
		}
		return
	}
	t.Fields = append(t.Fields, f)
}

// typeText writes a type as docs do.
func typeText(ref model.TypeRef) string {
	name := shortName(ref.Name)
	if ref.IsZero() {
		name = "unknown"
	}
	if ref.Collection {
		name += " collection"
	}
	return name
}

// readBase takes the base type from the annotation, else from the cells that say
// where a property comes from (Intune).
func (r *resolver) readBase(p *model.Page, res *model.Resource, t *model.Type) {
	if t.Base != "" {
		return
	}
	if !res.Base.IsZero() {
		if base := r.lookup(p, res.Base); !base.IsZero() && !base.IsPrimitive() && base.Name != t.Name {
			t.Base = base.Name
		} else if base.Name == t.Name {
			r.report(model.RuleBaseCycle, res.Base.Pos, t.Name+" is its own base type")
		}
		return
	}
	for i := range res.Properties {
		if base := r.lookup(p, res.Properties[i].InheritedFrom); !base.IsZero() && base.Name != t.Name && !base.IsPrimitive() {
			t.Base = base.Name // refined by inherit once all bases are known
			return
		}
	}
}

// readMembers merges the members that a page declares into the enumeration.
func (r *resolver) readMembers(p *model.Page, e *model.Enum) {
	t := r.types.byName[r.typeName(p, e.Type)]
	if t.Kind != model.EnumType {
		return
	}
	t.Members = slices.Grow(t.Members, len(e.Members))
	for i := range e.Members {
		if m := &e.Members[i]; foldedMember(t, m.Name.Value) == nil {
			t.Members = append(t.Members, model.TypeMember{Name: m.Name.Value, Doc: m.Description, Pos: m.Name.Pos})
		}
	}
}

// inherit breaks cycles of base types, gives each type the properties of its
// bases, and each base its derived types.
func (r *resolver) inherit() {
	list := r.types.sorted()
	for _, t := range list {
		if t.Base == "" {
			continue
		}
		seen := map[string]bool{t.Name: true}
		for at := t; at.Base != ""; at = r.types.byName[at.Base] {
			base := r.types.byName[at.Base]
			if base == nil || base.Kind != model.StructType {
				at.Base = ""
				break
			}
			if seen[base.Name] {
				r.report(model.RuleBaseCycle, at.Declared[0], at.Name+" has "+base.Name+" as its base type, which derives from it")
				at.Base = ""
				break
			}
			seen[base.Name] = true
		}
	}
	for _, level := range r.levels(list) {
		parallel.Each(len(level), func(i int) { r.inheritFields(level[i]) })
	}
	for _, t := range list {
		for base := t.Base; base != ""; base = r.types.byName[base].Base {
			b := r.types.byName[base]
			b.Derived = append(b.Derived, t.Name)
		}
	}
}

// openDerived opens the types that derive from open ones (OData CSDL 4.01, section 6.3).
// Samples show properties of theirs before: no page says that these are additional.
func (r *resolver) openDerived() {
	for _, t := range r.types.sorted() {
		for base := t.Base; base != "" && !t.Open; base = r.types.byName[base].Base {
			t.Open = r.types.byName[base].Open
		}
	}
}

// redeclared returns the type of a property that a derived type declares again. It
// must be the base's, or derive from it (OData CSDL 4.01, section 6.2): who decodes
// the base reads the property, too.
func (r *resolver) redeclared(t *model.Type, mine, base model.TypeProperty) model.TypeRef {
	switch {
	case mine.Type == base.Type, mine.Type.IsZero():
		return base.Type
	case base.Type.IsZero():
		return mine.Type
	case mine.Type.Collection == base.Type.Collection && r.derives(mine.Type.Name, base.Type.Name):
		return mine.Type
	}
	if !r.bothText(mine.Type, base.Type) && !r.sameNumber(mine, base) {
		r.report(model.RuleTypeConflict, mine.Pos, fmt.Sprintf("%s.%s is %s here and %s in its base type",
			shortName(t.Name), mine.Name, typeText(mine.Type), typeText(base.Type)), base.Pos)
	}
	return base.Type
}

// bothText reports whether two types are a string in JSON: one page's enumeration is
// another's String.
func (r *resolver) bothText(a, b model.TypeRef) bool {
	text := func(ref model.TypeRef) bool {
		t := r.types.byName[ref.Name]
		return ref.Name == "Edm.String" || t != nil && t.Kind == model.EnumType
	}
	return a.Collection == b.Collection && text(a) && text(b)
}

// levels sorts the types that have a base by how many they have above them.
func (r *resolver) levels(types []*model.Type) [][]*model.Type {
	var levels [][]*model.Type
	for _, t := range types {
		above := 0
		for base := t.Base; base != ""; base = r.types.byName[base].Base {
			above++
		}
		for len(levels) < above {
			levels = append(levels, nil)
		}
		if above > 0 {
			levels[above-1] = append(levels[above-1], t)
		}
	}
	return levels
}

// inheritFields puts the fields of the base, which has those of its own bases, before the
// type's own.
func (r *resolver) inheritFields(t *model.Type) {
	base := r.types.byName[t.Base]
	t.Optional = append(slices.Clip(base.Optional), t.Optional...)
	own := make(map[string]int, len(t.Fields))
	for i := range t.Fields {
		own[t.Fields[i].Name] = i
	}
	fields := make([]model.TypeProperty, 0, len(base.Fields)+len(t.Fields))
	fields = append(fields, base.Fields...)
	for i := range fields {
		f := &fields[i]
		if at, ok := own[f.Name]; ok {
			// The derived page repeats the property (Intune); a type that only
			// one of the pages could name is used on both.
			mine := t.Fields[at]
			mine.DeclaredBy = f.DeclaredBy
			mine.Type = r.redeclared(t, mine, *f)
			*f = mine
			delete(own, f.Name)
			t.Fields[at].Name = ""
		}
	}
	for i := range t.Fields {
		if t.Fields[i].Name != "" {
			fields = append(fields, t.Fields[i])
		}
	}
	t.Fields = fields
}
