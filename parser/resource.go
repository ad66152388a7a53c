package parser

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/docbind/docbind/model"
)

// resourceJSON reads the JSON representation below a resource annotation.
func (p *pageParser) resourceJSON(b *block, a *model.Annotation) {
	if !p.admit(p.span(a.Pos)) {
		return
	}
	r := p.resourceFor(a.Type.Value)
	r.Type, r.Pos = a.Type, a.Pos
	r.Open, r.Abstract, r.Key, r.Optional = a.Open, a.Abstract, a.Key, a.Optional
	if a.Base.Value != "" {
		r.Base = model.TypeExpr{Name: strings.TrimPrefix(a.Base.Value, "#"), Pos: a.Base.Pos}
	}
	lines := trimLines(b.lines)
	if len(lines) > 0 {
		r.JSON = p.readBody(lines, "")
	}
}

// resourceFor returns the resource to which what comes next belongs: the first
// annotation takes the one that the tables before it opened.
func (p *pageParser) resourceFor(name string) *model.Resource {
	list := p.page.Resources
	if n := len(list); n > 0 && (list[n-1].Type.Value == "" || list[n-1].Type.Value == name) {
		return &list[n-1]
	}
	p.page.Resources = append(list, model.Resource{})
	return &p.page.Resources[len(p.page.Resources)-1]
}

// ofValues reports whether a table below the properties lists the values of one of
// them (group): no column has a property's name or type. In translation, what tells is
// a heading of its own and no room for a type.
func (p *pageParser) ofValues(b *block, names []string) bool {
	if p.localised() {
		return len(names) < 3 && b.section >= 0 && p.page.Sections[b.section].Kind == model.SectionOther
	}
	return column(names, len(names), "property", "relationship", "name", "attribute", "type") < 0
}

// ofProperty reports whether a table is about what is inside of a property, and none of the page's own
// type: it stands below a heading such as "boxLid properties", where a table above lists a property of
// that name or type.
func (p *pageParser) ofProperty(b *block) bool {
	if b.section < 0 || len(p.page.Resources) == 0 {
		return false
	}
	name, last, ok := strings.Cut(p.page.Sections[b.section].Heading.Value, " ")
	if name = strings.Trim(name, "`*"); !ok || !strings.EqualFold(last, "properties") {
		return false
	}
	if own, _ := p.titleType(); strings.EqualFold(own, name) {
		return false
	}
	return slices.ContainsFunc(p.page.Resources[0].Properties, func(f model.Property) bool {
		return f.Name.Value == name || f.Type.Name[strings.LastIndexByte(f.Type.Name, '.')+1:] == name
	})
}

// properties reads a properties or relationships table. The tables of a page
// describe its first resource.
func (p *pageParser) properties(b *block, names []string, rows []row) {
	name, typ, desc := column(names, 0, "property", "relationship", "name", "attribute"), column(names, 1, "type"), column(names, 2, "description")
	if len(names) < 2 || typ == name {
		return
	}
	if p.ofValues(b, names) || p.ofProperty(b) {
		p.unread(b, "table "+strings.Join(names, " | "))
		return
	}
	if len(p.page.Resources) == 0 {
		p.page.Resources = append(p.page.Resources, model.Resource{Pos: p.pos(b.start, b.end)})
	}
	p.propertyRows(&p.page.Resources[0], b, rows, name, typ, desc)
}

// propertyRows reads the rows of a table of properties, by their columns.
func (p *pageParser) propertyRows(r *model.Resource, b *block, rows []row, name, typ, desc int) {
	r.Properties = slices.Grow(r.Properties, len(rows))
	var odd []model.Text
	for _, cells := range rows {
		prop := model.Property{
			Name: p.name(cells, name), Source: model.FromTable,
			Relationship: b.within == model.SectionRelationships,
		}
		if p.groups(cells, name) {
			continue
		}
		p.controlName(&prop.Name)
		if !propertyName(prop.Name.Value) {
			if !strings.EqualFold(strings.Trim(prop.Name.Value, "."), "none") && p.cell(cells, 1).Value != "" {
				odd = append(odd, prop.Name)
			}
			continue
		}
		if typ >= 0 && typ < len(cells) {
			prop.Type = p.typeExpr(&cells[typ])
		}
		if desc >= 0 && desc < len(cells) {
			p.describe(&prop, &cells[desc])
			if typ >= 0 && typ < len(cells) {
				p.enumerated(&prop.Type, &cells[typ], prop.Values)
			}
		}
		prop.Deprecated = p.deprecation(cells, name, prop.Description)
		if prop.Relationship && callable(prop.Type) {
			p.page.Unread = append(p.page.Unread, model.Text{Value: clip(prop.Type.Name + " " + prop.Name.Value), Pos: prop.Name.Pos})
			continue
		}
		r.Properties = append(r.Properties, prop)
	}
	p.oddNames(odd, len(rows))
}

// groups reports whether a row is a heading for those below it, bold and alone: **Apps** among the
// relationships in the docs of Intune.
func (p *pageParser) groups(cells row, name int) bool {
	if name != 0 || len(cells) == 0 || !cells.alone() {
		return false
	}
	text := p.text[cells[0].start:cells[0].end]
	return len(text) > 4 && strings.HasPrefix(text, "**") && strings.HasSuffix(text, "**")
}

// callable reports whether a relationship is none but something to call, as its type says
// (OneDrive's item: copy is an action).
func callable(t model.TypeExpr) bool {
	return t.Link == "" && !t.Collection && (strings.EqualFold(t.Name, "action") || strings.EqualFold(t.Name, "function"))
}

// members reads the table of an enumeration.
func (p *pageParser) members(b *block, names []string, rows []row) {
	e := model.Enum{Type: p.enumName(b), Pos: p.pos(b.start, b.end)}
	if b.within == model.SectionOther { // see headedType
		e.Type = p.page.Sections[b.section].Heading
	}
	if e.Type.Value == "" {
		p.unread(b, "table "+strings.Join(names, " | "))
		return
	}
	if !p.localised() && !strings.Contains(names[0], "member") && !strings.Contains(names[0], "value") && !strings.Contains(names[0], "name") {
		return
	}
	if slices.Contains(names, "type") || slices.Contains(names, "data type") { // members have none: Acquisition values are properties
		p.unread(b, "table "+strings.Join(names, " | "))
		return
	}
	desc := column(names, len(names), "description")
	if desc < 0 && p.localised() && len(names) > 1 {
		desc = len(names) - 1
	}
	var odd []model.Text
	for _, r := range rows {
		name := p.name(r, 0)
		if !propertyName(name.Value) {
			odd = append(odd, name)
			continue
		}
		e.Members = append(e.Members, model.Member{Name: name, Description: p.cell(r, desc)})
	}
	p.oddNames(odd, len(rows))
	if len(e.Members) > 0 {
		p.page.Enums = append(p.page.Enums, e)
	}
}

// enumName takes the name from the heading "x values", else from the title; "" if the values are
// of no enumeration.
func (p *pageParser) enumName(b *block) model.Text {
	if b.section >= 0 {
		h := p.page.Sections[b.section].Heading
		for _, heading := range [...]string{p.english[b.section], h.Value} { // an anchor may say nothing
			words := slices.DeleteFunc(strings.Fields(strings.TrimRight(heading, ": ")), inParentheses) // destination (flags) values
			if len(words) < 2 || !strings.EqualFold(words[len(words)-1], "values") {
				continue
			}
			name := strings.Trim(words[len(words)-2], "`*")
			if len(words) > 2 && strings.EqualFold(name, "property") {
				return model.Text{} // "Roles property values" explains those of a string (permission)
			}
			return model.Text{Value: name, Pos: h.Pos}
		}
	}
	name, kind := p.titleType()
	if kind == "" && !p.announced.has(model.SectionProperties) {
		name, kind = p.plainTitle(), "enum"
	}
	if kind == "enum" && name != "" {
		return model.Text{Value: name, Pos: p.page.Title.Pos}
	}
	return model.Text{}
}

// inParentheses reports whether a word stands in parentheses.
func inParentheses(word string) bool {
	return strings.HasPrefix(word, "(") && strings.HasSuffix(word, ")")
}

// plainTitle returns the name of the type that a title is without saying that it is a type's:
// user, The user object. The page must describe no request.
func (p *pageParser) plainTitle() string {
	if p.announced.has(model.SectionHTTPRequest) || len(p.page.Templates) > 0 || len(p.english) == 0 {
		return ""
	}
	name := strings.TrimPrefix(strings.TrimPrefix(strings.Trim(p.english[0], " `*"), "The "), "the ")
	if first, last, ok := strings.Cut(name, " "); ok {
		switch strings.ToLower(last) {
		case "object", "type", "model", "object type":
			name = strings.Trim(first, "`*")
		}
	}
	if p.page.Sections[0].Level != 1 || !typeHeading(name) {
		return ""
	}
	return name
}

// titleType returns the name and kind of the type that the title announces.
func (p *pageParser) titleType() (name, kind string) {
	if p.titleSays == nil {
		p.titleSays = &announcement{}
		if i := slices.IndexFunc(p.page.Sections, func(s model.Section) bool { return s.Level == 1 }); i >= 0 {
			p.titleSays.name, p.titleSays.kind = titleType(p.english[i])
		}
	}
	return p.titleSays.name, p.titleSays.kind
}

// announcement is the type that a title announces: its name, and resource or enum; both are "" if it announces
// none.
type announcement struct{ name, kind string }

// titleType splits "x resource type", "x complex type", "x enum type".
func titleType(title string) (name, kind string) {
	words := strings.Fields(title)
	if len(words) < 2 {
		return "", ""
	}
	switch k := strings.ToLower(strings.Trim(words[1], ".")); k {
	case "resource", "complex", "entity", "facet", "resouce": // misspelt on pages of the reference
		return words[0], "resource"
	case "enum", "enumeration":
		return words[0], "enum"
	}
	return "", ""
}

// finishTypes names what has no annotation, qualifies names with the namespace
// and adds what only the JSON representations declare.
func (p *pageParser) finishTypes() {
	ns := p.page.OwnNamespace()
	kept := p.page.Resources[:0]
	for _, r := range p.page.Resources {
		if r.Type.Value == "" {
			name, kind := p.titleType()
			if kind == "" {
				name, kind = p.plainTitle(), "resource"
			}
			if kind != "resource" || name == "" {
				continue
			}
			r.Type = model.Text{Value: name, Pos: p.page.Title.Pos}
		}
		r.Type.Value = qualify(ns, strings.TrimPrefix(r.Type.Value, "#"))
		if len(kept) == 0 {
			r.Open = r.Open || p.opens || openTitle(p.page.Title.Value)
		}
		p.jsonProperties(&r)
		r.Open = r.Open || p.dictionary && len(kept) == 0 && len(r.Properties) == 0
		if r.Base.IsZero() && len(kept) == 0 {
			r.Base = p.inherits
		}
		kept = append(kept, r)
	}
	p.page.Resources = kept
	for i := range p.page.Enums {
		p.page.Enums[i].Type.Value = qualify(ns, p.page.Enums[i].Type.Value)
	}
}

func qualify(ns, name string) string {
	if strings.Contains(name, ".") {
		return name
	}
	return ns + "." + name
}

// jsonProperties adds the members of the JSON representation that no table lists,
// and notes what it shows of the others. Those of an open type that no table
// describes are examples (plannerfavoriteplanreferencecollection: an id).
func (p *pageParser) jsonProperties(r *model.Resource) {
	if r.JSON.JSON == "" || r.Open && len(r.Properties) == 0 {
		return
	}
	own := len(r.Properties)
	listed, folded := make(map[string]int, own), map[string]int(nil)
	for i := range r.Properties {
		listed[r.Properties[i].Name.Value] = i + 1
	}
	at := int(r.JSON.Text.Pos.Start)
	for m := range members(r.JSON.JSON) {
		if strings.HasPrefix(m.key, "@") || !propertyName(m.key) {
			continue
		}
		if !p.admit(at+m.start, at+m.end) {
			return
		}
		pos := p.pos(at+m.start, at+m.end)
		shown := p.literalType(m.value, pos)
		i := listed[m.key]
		if i == 0 {
			if folded == nil {
				folded = foldedNames(r.Properties[:own])
			}
			i = folded[strings.ToLower(m.key)]
		}
		if i == 0 {
			r.Properties = append(r.Properties, model.Property{
				Name: model.Text{Value: m.key, Pos: pos}, Type: shown, Source: model.FromJSON,
			})
			continue
		}
		r.Properties[i-1].Shown = shown
		r.Properties[i-1].ShownText = strings.Contains(shown.Name, ".") && strings.HasPrefix(strings.TrimLeft(m.value, "[ \t\r\n"), `"`)
	}
	p.translatedName(r, own)
}

// foldedNames returns the places of properties, from 1, by their names in lower case.
func foldedNames(list []model.Property) map[string]int {
	places := make(map[string]int, len(list))
	for i := range list {
		places[strings.ToLower(list[i].Name.Value)] = i + 1
	}
	return places
}

// literalType reads the type that a JSON representation shows as a value:
// "String (timestamp)", {"@odata.type": "x"}, ["String"], 1, true.
func (p *pageParser) literalType(value string, pos model.Position) model.TypeExpr {
	t := model.TypeExpr{Pos: pos}
	switch value[0] {
	case '[':
		inner := strings.TrimSpace(strings.TrimSuffix(value[1:], "]"))
		if inner != "" {
			t = p.literalType(inner, pos)
		}
		t.Collection = true
	case '{':
		for m := range members(value) {
			if m.key == "@odata.type" {
				t.Name = strings.TrimPrefix(m.str(), "#")
			}
		}
		if inner, ok := unwrapCollection(t.Name); ok {
			t.Name, t.Collection = inner, true
		}
	case '"':
		name := strings.TrimPrefix(member{value: value}.str(), "#")
		if inner, ok := unwrapCollection(name); ok { // securescores: "Collection(string)"
			name, t.Collection = inner, true
		}
		t.Name = literalName(name)
		// teamsappdefinition: "#microsoft.graph.teamsAppPublishingState"
		if strings.HasPrefix(name, p.page.OwnNamespace()+".") && propertyName(name) {
			t.Name = name
		}
	case 't', 'f':
		t.Name = "Boolean"
	case 'n':
	default:
		t.Name = "Int32"
		if _, err := strconv.Atoi(value); err != nil {
			t.Name = "Double"
		}
	}
	return t
}

// literalName reads the words that stand for a primitive in a JSON
// representation; any other string is an example value of a String.
func literalName(s string) string {
	lower := strings.ToLower(s)
	for _, hint := range []struct{ word, name string }{
		{"timestamp", "DateTimeOffset"}, {"duration", "Duration"}, {"binary", "Binary"},
	} {
		if strings.Contains(lower, "("+hint.word) || strings.Contains(lower, " "+hint.word+")") {
			return hint.name
		}
	}
	switch lower {
	case "boolean", "int32", "int64", "int16", "double", "single", "decimal", "date", "duration", "guid",
		"stream", "binary", "byte", "datetime", "datetimeoffset", "timeofday", "integer", "int", "number":
		return lower
	}
	if s == "" || !digit(s[0]) { // no time, as time.Parse finds out at a price
		return "String"
	}
	if _, err := time.Parse(time.RFC3339, s); err == nil {
		return "DateTimeOffset"
	}
	return "String"
}
