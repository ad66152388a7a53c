package lint

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// resourceRules hold what a page says of a type against itself, and the types that it
// names against those that the docs declare.
func resourceRules(s *set, p *page) {
	for i := range p.Resources {
		r := &p.Resources[i]
		var shown []jsonMember
		if raw, at := p.bodyOf(&r.JSON); raw != "" && raw[0] == '{' {
			shown = membersOf(raw, at)
		}
		p.tables(s, r, shown)
		p.inheritedValues(s, r)
		p.base(s, r)
		p.key(s, r)
		p.optional(s, r)
		p.namespaceLine(r)
		for _, m := range shown {
			p.shownType(s, m)
		}
	}
	for i := range p.Samples {
		if a := p.Samples[i].Annotation; a != nil {
			p.annotatedType(s, a)
		}
	}
	p.parameterTypes(s)
	p.knownNamespace(s)
}

// tables holds the JSON representation of a type against its tables, both ways.
func (p *page) tables(s *set, r *model.Resource, shown []jsonMember) {
	t := s.types.byName[r.Type.Value]
	if t == nil {
		t = s.types.on[p.Path] // the title names it, in the plural
	}
	if len(shown) == 0 || t == nil || len(p.Resources) > 1 {
		return
	}
	rows := 0
	for i := range r.Properties {
		if prop := &r.Properties[i]; prop.Source == model.FromTable && !prop.Relationship {
			rows++
		}
	}
	if rows == 0 {
		return
	}
	cutOff := p.cutOff()
	for _, m := range shown {
		if !cutOff[strings.TrimSpace(m.name)] {
			p.untabled(s, r, t, m)
		}
	}
	section := p.propertiesSection()
	for i := range r.Properties {
		if prop := &r.Properties[i]; p.sectionAt(prop.Name.Pos.Start) == section {
			p.unshown(s, r, t, prop, shown)
		}
	}
}

// inheritedValues reports a value that the row of an inherited property lists and its
// enumeration doesn't have. Rows of a type's own properties are held against it by resolve.
func (p *page) inheritedValues(s *set, r *model.Resource) {
	t := s.types.byName[r.Type.Value]
	for i := range r.Properties {
		prop := &r.Properties[i]
		if t == nil || prop.InheritedFrom.IsZero() || len(prop.Values) == 0 {
			continue
		}
		f := t.Field(prop.Name.Value)
		if f == nil || s.types.byName[f.Type.Name] == nil {
			continue
		}
		e := s.types.byName[f.Type.Name]
		known := func(v model.Text) bool { return hasValue(e, v.Value) }
		if e.Kind != model.EnumType || e.Inferred || !slices.ContainsFunc(prop.Values, known) {
			continue
		}
		for _, v := range prop.Values {
			if !known(v) && v.Value != "null" && !strings.EqualFold(v.Value, "unknownFutureValue") {
				p.report(model.RuleEnumMember, spanOf(prop.Name.Pos), fmt.Sprintf("%s.%s lists %s, the page of %s doesn't", shortName(t.Name), f.Name, v.Value, shortName(e.Name)), "").Related = []model.Position{declaredAt(e)}
			}
		}
	}
}

// propertiesSection is the section of the first properties table. Later ones can be about
// what is inside of a property.
func (p *page) propertiesSection() int32 {
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Kind == model.TableBlock && b.Within == model.SectionProperties {
			return b.Section
		}
	}
	return -1
}

// sectionAt is the section of the block that holds an offset.
func (p *page) sectionAt(offset int32) int32 {
	i := sort.Search(len(p.Blocks), func(i int) bool { return p.Blocks[i].End > offset })
	if i < len(p.Blocks) && p.Blocks[i].Start <= offset {
		return p.Blocks[i].Section
	}
	return -2
}

// untabled reports a member of the JSON representation that no table lists. Those of a
// base type are listed on its page.
func (p *page) untabled(s *set, r *model.Resource, t *model.Type, m jsonMember) {
	if m.name == "" || strings.ContainsAny(m.name, "@#.") {
		return
	}
	for i := range r.Properties {
		prop := &r.Properties[i]
		if prop.Source != model.FromTable || !strings.EqualFold(prop.Name.Value, m.name) {
			continue
		}
		if prop.Name.Value != m.name {
			p.otherCase(m, prop.Name)
		}
		if i < len(t.Fields) && t.Fields[i].Name == prop.Name.Value { // as most are
			p.shownKind(s, prop, &t.Fields[i], m)
		} else if f := t.Field(prop.Name.Value); f != nil {
			p.shownKind(s, prop, f, m)
		}
		return
	}
	if t.Open || inherited(s, t, m.name) || m.name == "id" && anyEntity(r.Base.Name) {
		return
	}
	p.report(model.RuleNotInTable, m.span(), fmt.Sprintf("the JSON representation has %s, no table of the page lists it", strings.TrimSpace(m.name)), "add a row for it").Related = []model.Position{r.Pos}
}

// inherited reports whether a base of a type declares a property.
func inherited(s *set, t *model.Type, name string) bool {
	base := s.types.byName[t.Base]
	return base != nil && base.FoldedField(name) != nil && !base.FoldedField(name).Inferred
}

// unshown reports a row of the properties table that the JSON representation leaves out.
// Relationships and what a base type brings can be left out. What translations say of a
// property isn't understood.
func (p *page) unshown(s *set, r *model.Resource, t *model.Type, prop *model.Property, shown []jsonMember) {
	if p.Slug != "" || prop.Source != model.FromTable || prop.Relationship || !prop.InheritedFrom.IsZero() || prop.Type.IsZero() || strings.ContainsAny(prop.Name.Value, "@/.") {
		return
	}
	if slices.ContainsFunc(shown, func(m jsonMember) bool { return strings.EqualFold(m.name, prop.Name.Value) }) {
		return // as most are
	}
	if row := p.text(p.lineOf(prop.Name.Pos.Start)); strings.Contains(strings.ToLower(row), "deprecated") {
		return
	}
	f := p.report(model.RuleNotInJSON, spanOf(prop.Name.Pos), "the table lists "+prop.Name.Value+", the JSON representation doesn't show it", "add it to the JSON representation")
	f.Related = []model.Position{r.JSON.Text.Pos}
	field := t.Field(prop.Name.Value)
	if field == nil {
		return
	}
	if value := s.literal(field.Type); value != "" {
		f.Edits, f.Unsafe = p.addToObject(shown, fmt.Sprintf("%q: %s", prop.Name.Value, value)), true
	}
}

// literal is what stands for a type in a JSON representation, "" if nothing is known of it.
func (s *set) literal(t model.TypeRef) string {
	value := ""
	switch t.Name {
	case "Edm.String":
		value = `"String"`
	case "Edm.Boolean":
		value = "true"
	case "Edm.Int16", "Edm.Int32", "Edm.Int64":
		value = "1024"
	case "Edm.Double", "Edm.Single", "Edm.Decimal":
		value = "1.1"
	case "Edm.DateTimeOffset":
		value = `"String (timestamp)"`
	case "Edm.Guid":
		value = `"Guid"`
	case "Edm.Date":
		value = `"Date"`
	case "Edm.Duration":
		value = `"String (duration)"`
	default:
		switch one := s.types.byName[t.Name]; {
		case one == nil:
			return ""
		case one.Kind == model.EnumType:
			value = `"String"`
		default:
			value = fmt.Sprintf(`{"@odata.type": %q}`, t.Name)
		}
	}
	if t.Collection {
		return "[" + value + "]"
	}
	return value
}

// addToObject returns the edit that adds a member behind the last one of an object.
func (p *page) addToObject(list []jsonMember, text string) []model.Edit {
	last := list[len(list)-1]
	line := p.lineOf(last.at)
	between := p.Text[line.Start:last.at]
	if strings.TrimSpace(between) == "" {
		between = p.lineEnd() + between
	} else {
		between = " "
	}
	end := last.valueSpan().End
	return []model.Edit{{Span: model.Span{Start: end, End: end}, New: "," + between + text}}
}

// base reports a base type that no page declares.
func (p *page) base(s *set, r *model.Resource) {
	if name := r.Base.Name; name != "" && r.Base.Link == "" && !strings.EqualFold(name, "null") && !anyEntity(name) {
		p.typeName(s, spanOf(r.Base.Pos), name, "the base type", model.RuleUnknownBase)
	}
}

// anyEntity reports whether a name is that of the type that all entities derive from; many
// docs have no page about it.
func anyEntity(name string) bool { return strings.EqualFold(shortName(name), "entity") }

// shownType reports types that a member of a JSON representation names, or what is in it, and
// that no page declares.
func (p *page) shownType(s *set, m jsonMember) {
	switch m.value[0] {
	case '"':
		if name := jsonscan.String(m.value); m.name == "@odata.type" {
			p.typeName(s, m.valueSpan(), name, "the JSON representation names", model.RuleUnknownType)
		}
	case '{':
		if !strings.Contains(m.value, "odata.type") {
			return // nothing in it says its type
		}
		for _, inner := range membersOf(m.value, m.valueAt) {
			p.shownType(s, inner)
		}
	case '[':
		jsonscan.Array(m.value, func(element string, at int) bool {
			if element[0] == '{' {
				p.shownType(s, jsonMember{m.name, element, m.at, m.valueAt + int32(at)})
			}
			return true
		})
	}
}

// annotatedType reports the type of an annotation that no page declares.
func (p *page) annotatedType(s *set, a *model.Annotation) {
	if slices.ContainsFunc(a.Names, func(n model.Text) bool { return n.Value == shortName(a.Type.Value) }) {
		return // made for this request: requestBodyResourceFor.table_itemat
	}
	if strings.Contains(a.Type.Value, ".") {
		p.typeName(s, spanOf(a.Type.Pos), a.Type.Value, "the annotation names", model.RuleUnknownType)
	}
}

// typeName reports the name of a type that no page declares, or declares so.
func (p *page) typeName(s *set, at model.Span, name, who, rule string) {
	name = strings.TrimPrefix(name, "#")
	if inner, ok := strings.CutPrefix(strings.ToLower(name), "collection("); ok {
		name = strings.TrimSuffix(name[len(name)-len(inner):], ")")
	}
	if !typeLike(name) || s.types.byName[name] != nil {
		return
	}
	said := s.types.named(name, p.OwnNamespace())
	switch {
	case said == nil:
		p.unknownType(s, at, name, who, rule)
	case !strings.Contains(name, "."): // it is short for that one
	case strings.EqualFold(said.Name, name):
		p.report(rule, at, fmt.Sprintf("%s %s, the docs declare %s", who, name, said.Name), "write "+said.Name, p.rename(at, name, said.Name)...)
	default:
		p.report(rule, at, fmt.Sprintf("%s %s, the docs declare %s", who, name, said.Name), "write "+said.Name, p.rename(at, name, said.Name)...).Unsafe = true
	}
}

// unknownType reports the name of a type that no page declares, with the one that may be
// meant.
func (p *page) unknownType(s *set, at model.Span, name, who, rule string) {
	if len(s.types.shorts) == 0 {
		return // the pages at hand are not about types
	}
	if p.headed(shortName(name)) {
		return // a section of the page is about it
	}
	meant := s.types.meant(name)
	if meant == "" && s.types.spaces[strings.ToLower(namespaceOf(name))] == "" && p.conceptual() {
		return // guides lie beside the reference, in a set of their own
	}
	f := p.report(rule, at, fmt.Sprintf("%s %s, no page declares it", who, name), "")
	if meant != "" {
		f.Fix = "write " + meant + ", if that is meant"
		f.Edits, f.Unsafe = p.rename(at, name, meant), true
	}
}

// headed reports whether a heading below the title begins with a name: alertData properties.
func (p *page) headed(name string) bool {
	if p.topics == nil {
		p.topics = make(map[string]bool, len(p.Sections))
		for i := range p.Sections {
			if sec := &p.Sections[i]; sec.Level > 1 {
				word, _, _ := strings.Cut(strings.TrimLeft(sec.Heading.Value, "`*"), " ")
				p.topics[strings.ToLower(strings.TrimRight(word, "`*:"))] = true
			}
		}
	}
	return p.topics[strings.ToLower(name)]
}

// rename returns the edit that writes another name within a span.
func (p *page) rename(at model.Span, old, name string) []model.Edit {
	i := strings.Index(p.text(at), old)
	if i < 0 {
		return nil
	}
	start := at.Start + int32(i)
	return []model.Edit{{Span: model.Span{Start: start, End: start + int32(len(old))}, New: name}}
}

// typeLike reports whether a name can be that of a type that docs declare: no primitive,
// no placeholder.
func typeLike(name string) bool {
	if fold.HasPrefix(name, "edm.") || fold.HasPrefix(name, "odata.") || anyEntity(name) || isPrimitive(name) {
		return false
	}
	for i := range len(name) {
		if c := name[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.') {
			return false
		}
	}
	return name != "" && name[len(name)-1] != '.'
}

// isPrimitive reports whether a name is that of a type that no page declares.
func isPrimitive(name string) bool {
	var room fold.Room
	return len(name) <= len(room) && primitive[string(fold.Append(room[:0], name))]
}

// primitive are the names of types that no page declares, in lower case.
var primitive = map[string]bool{
	"string": true, "boolean": true, "bool": true, "int": true, "integer": true, "int16": true, "int32": true, "int64": true, "long": true,
	"byte": true, "sbyte": true, "double": true, "single": true, "float": true, "decimal": true, "number": true, "numeric": true,
	"datetimeoffset": true, "datetime": true, "timestamp": true, "date": true, "timeofday": true, "time": true, "duration": true,
	"guid": true, "binary": true, "stream": true, "url": true, "uri": true, "json": true, "object": true, "microsoft.graph.json": true,
	"null": true, "none": true, "any": true, "identifier": true, "etag": true, "untyped": true,
}

// parameterTypes reports types in tables of parameters that no page declares.
func (p *page) parameterTypes(s *set) {
	for _, op := range p.operations {
		for i := range op.Documented {
			d := &op.Documented[i]
			if !d.Type.IsZero() || d.Pos.Path() != p.Path || d.In == model.InBody && op.Body.Source == model.FromTable {
				continue // resolve tells of these
			}
			n := slices.IndexFunc(p.Parameters, func(row model.Parameter) bool { return row.Name.Pos == d.Pos })
			if n < 0 || d.In == model.InHeader {
				continue
			}
			row := &p.Parameters[n]
			if name := row.Type.Name; name != "" && typeLike(name) && path.Ext(name) != ".md" && camelCase(name) {
				p.unknownType(s, spanOf(row.Type.Pos), name, "the table names", model.RuleUnknownType)
			}
		}
	}
}

// camelCase reports whether a name is written as the names of types are.
func camelCase(name string) bool {
	short := shortName(name)
	return strings.Contains(name, ".") || short != "" && short[0] >= 'a' && short[0] <= 'z' && strings.ContainsFunc(short, unicode.IsUpper)
}
