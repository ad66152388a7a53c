package parser

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// table reads a table as what the heading above it says it is.
func (p *pageParser) table(b *block) {
	if b.terms {
		if len(b.rows) > 0 {
			p.declaredList(b, b.rows)
		} else {
			p.unread(b, "list of definitions")
		}
		return
	}
	header, rows := b.header, b.rows
	if len(header) == 0 {
		return
	}
	names := p.columns[:0]
	for i := range header {
		names = append(names, p.common.lowerCase(p.cellText(&header[i]).Value))
	}
	p.columns = names
	if p.declared(b, names, rows) {
		return
	}
	switch b.within {
	case model.SectionPermissions:
		p.permissions(b, names, header, rows)
	case model.SectionHTTPRequest: // see looseTemplates
	default:
		// complianceInformation: the properties stand right below the title.
		if _, kind := titleType(p.page.Title.Value); kind == "resource" && len(names) > 1 && strings.HasPrefix(names[0], "property") && names[1] == "type" {
			p.properties(b, names, rows)
			return
		}
		if b.within == model.SectionOther && (p.headedType(b, names, rows) || p.propertiesOf(b, names, rows)) {
			return
		}
		if p.mayDeclareAnswer(b) && p.declaredAnswer(b, names, rows) {
			return
		}
		if p.mayAnswer(b) {
			p.responses(b, names, rows)
			return
		}
		p.unread(b, "table "+strings.Join(names, " | "))
	}
}

// declared reads rows of parameters, properties or members, and reports whether the heading above
// says that they are such.
func (p *pageParser) declared(b *block, names []string, rows []row) bool {
	switch b.within {
	case model.SectionProperties, model.SectionRelationships:
		p.properties(b, names, rows)
		return true
	case model.SectionMembers:
		p.members(b, names, rows)
		return true
	}
	in := parameterPlace(b.within)
	if in != "" {
		p.parameters(b, in, names, rows)
	}
	return in != ""
}

// parameterPlace returns where the parameters go that a heading announces, "" if it announces none.
func parameterPlace(kind model.SectionKind) model.ParameterIn {
	switch kind {
	case model.SectionHeaders:
		return model.InHeader
	case model.SectionBody:
		return model.InBody
	case model.SectionFunction:
		return model.InFunction
	case model.SectionQuery:
		return model.InQuery
	case model.SectionPath:
		return model.InPath
	case model.SectionURL:
		return model.InURL
	}
	return ""
}

// readable reports whether something is taken from the rows of a table below a heading
// of that kind.
func readable(within model.SectionKind) bool {
	switch within {
	case model.SectionPermissions, model.SectionHeaders, model.SectionBody, model.SectionFunction, model.SectionQuery,
		model.SectionPath, model.SectionURL, model.SectionHTTPRequest, model.SectionProperties, model.SectionRelationships, model.SectionMembers:
		return true
	}
	return false
}

// unread notes a block that nothing is taken from.
func (p *pageParser) unread(b *block, what string) {
	p.page.Unread = append(p.page.Unread, model.Text{Value: clip(what), Pos: p.pos(b.start, b.end)})
}

// column returns the index of the first column whose name contains one of the
// words, else the default if the table is wide enough, else -1.
func column(names []string, otherwise int, words ...string) int {
	for _, w := range words {
		for i, n := range names {
			if strings.Contains(n, w) {
				return i
			}
		}
	}
	if otherwise < len(names) {
		return otherwise
	}
	return -1
}

// cell returns a row's text in a column, zero if there is none.
func (p *pageParser) cell(r row, i int) model.Text {
	if i < 0 || i >= len(r) {
		return model.Text{}
	}
	return p.cellText(&r[i])
}

// cellPos returns where a cell stands, even if it is empty.
func (p *pageParser) cellPos(r row, i int, otherwise model.Position) model.Position {
	if i < len(r) && !r[i].missing {
		return p.pos(r[i].from, r[i].end)
	}
	return otherwise
}

// parameters reads a table of headers or parameters.
func (p *pageParser) parameters(b *block, in model.ParameterIn, names []string, rows []row) {
	name, typ, desc := p.parameterColumns(in, names)
	if name < 0 || len(names) < 2 || in == model.InBody && !namesMember(names[name]) && !p.localised() {
		return // a table that explains the values of a parameter
	}
	if (in == model.InQuery || in == model.InHeader) && listsSomethingElse(names) {
		return
	}
	if in == model.InBody && (p.ofMember(b) || p.ofOther()) {
		p.unread(b, "table "+strings.Join(names, " | "))
		return
	}
	required := slices.IndexFunc(names, func(name string) bool { return strings.TrimRight(name, " ?") == "required" })
	p.page.Parameters = slices.Grow(p.page.Parameters, len(rows))
	var odd []model.Text
	for _, r := range rows {
		if place := p.groupRow(r); place != "" {
			in = place
			continue
		}
		param := model.Parameter{Name: p.name(r, name), In: in, Description: p.cell(r, desc), Action: strings.Contains(names[name], "parameter"), Section: b.section}
		if holdsInclude(param.Description.Value) {
			param.Description.Value = described(param.Description.Value)
		}
		param.Optional = p.optional(param.Description.Value, p.cell(r, required))
		param.Deprecated = p.deprecation(r, name, param.Description)
		if typ >= 0 && typ < len(r) {
			p.parameterType(&param, r, typ, desc)
		} else if _, below, ok := p.belowName(r, name); ok && typ < 0 && in != model.InHeader && leadingType.MatchString(below) {
			param.Type.Pos = param.Name.Pos
			p.typeText(&param.Type, inline{text: below}, below)
		}
		p.parameterName(&param, r)
		if in == model.InHeader && fold.HasPrefix(p.cell(r, 1).Value, "not supported") {
			continue // a row of the permissions that slipped in (educationsynchronizationprofile-delete)
		}
		if param.Name.Value == "" || !propertyName(param.Name.Value) && in != model.InHeader {
			if namesMember(names[name]) && p.cell(r, 1).Value != "" {
				odd = append(odd, param.Name)
			}
			continue
		}
		p.page.Parameters = append(p.page.Parameters, param)
		if in == model.InBody {
			p.linkedMembers(r)
		}
	}
	p.oddNames(odd, len(rows))
}

// groupRow returns where the parameters in the rows below one go that says nothing but that: Body
// parameters. It is "" for other rows.
func (p *pageParser) groupRow(r row) model.ParameterIn {
	if !r.alone() {
		return ""
	}
	place := parameterPlace(namedSection(normaliseHeading(p.cell(r, 0).Value)))
	if place == model.InFunction { // Parameters alone says nothing
		return ""
	}
	return place
}

// alone reports whether a row says nothing behind its first cell.
func (r row) alone() bool {
	return !slices.ContainsFunc(r[1:], func(c tableCell) bool { return c.start < c.end })
}

// optional reports whether a description, or the cell of a column of what is required, says that
// something isn't.
func (p *pageParser) optional(description string, required model.Text) bool {
	switch p.common.lowerCase(strings.TrimRight(required.Value, ".")) {
	case "optional", "no", "false":
		return true
	}
	return fold.HasPrefix(description, "optional")
}

// parameterColumns returns the columns of a table of parameters that hold names, types and
// descriptions, -1 for those that it doesn't have.
func (p *pageParser) parameterColumns(in model.ParameterIn, names []string) (name, typ, desc int) {
	name = column(names, 0, "parameter", "property", "header", "name")
	typ = column(names, len(names), "type")
	if typ < 0 && p.localised() && len(names) > 2 {
		typ = 1
	}
	if typ < 0 { // od: Value is the type
		typ = column(names, len(names), "value")
	}
	if typ == name || in == model.InHeader { // a header is text, and Value is an example
		typ = -1
	}
	return name, typ, column(names, len(names)-1, "description", "value")
}

// parameterName mends the name of a parameter as the place has it that it goes to.
func (p *pageParser) parameterName(param *model.Parameter, r row) {
	switch param.In {
	case model.InBody:
		p.controlName(&param.Name)
	case model.InQuery:
		p.queryOption(&param.Name, r)
	case model.InHeader:
		if name, value, ok := strings.Cut(param.Name.Value, ":"); ok { // Prefer: outlook.timezone
			param.Name.Value = strings.TrimSpace(name)
			param.Description.Value = strings.TrimSpace(strings.TrimSpace(value) + ". " + param.Description.Value)
		}
		if strings.EqualFold(param.Name.Value, "Content-Type") {
			param.Values = mediaTypes(param.Description)
		}
	}
}

// mediaTypes returns the media types that a text names (RFC 9110, section 8.3.1).
func mediaTypes(text model.Text) []model.Text {
	var out []model.Text
	for word := range strings.FieldsFuncSeq(text.Value, func(c rune) bool { return c <= ' ' || strings.ContainsRune("`'\"(),;*", c) }) {
		word = strings.ToLower(strings.TrimRight(word, ".:"))
		if kind, sub, ok := strings.Cut(word, "/"); ok && token(kind) && token(sub) {
			out = append(out, model.Text{Value: word, Pos: text.Pos})
		}
	}
	return out
}

// token reports whether a text in lower case can be a part of a media type's name.
func token(s string) bool {
	return s != "" && strings.IndexFunc(s, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9') && !strings.ContainsRune("+-.", c)
	}) < 0
}

// parameterType reads the type cell of a parameter, and the values that the description
// lists where the parameter is generated.
func (p *pageParser) parameterType(param *model.Parameter, r row, typ, desc int) {
	param.Type = p.typeExpr(&r[typ])
	if (param.In == model.InBody || param.In == model.InFunction) && desc >= 0 && desc < len(r) && (!param.Type.IsZero() || param.Type.Collection || p.saysEnum(&r[typ])) {
		in := p.cellInline(&r[desc])
		param.Values = p.listed(in, param.Description.Pos)
		p.enumerated(&param.Type, &r[typ], param.Values)
		itemType(&param.Type, in)
	}
}

// listsSomethingElse reports whether the first column of a table below the parameters is
// that of their values (driveitem-get-content-format), or of properties that a filter
// takes (provisioningobjectsummary-list; security-threatintelligence-list-whoisrecords). One
// property with a type can be a parameter (teamsapp-publish).
func listsSomethingElse(columns []string) bool {
	switch strings.TrimSpace(columns[0]) {
	case "value", "values", "properties", "attribute", "attributes", "attribute name":
		return true
	case "property":
		return !slices.Contains(columns, "type")
	}
	return false
}

// localised reports whether the page is in another language only; its anchors keep
// the English headings, but the columns of its tables are known by their order only.
func (p *pageParser) localised() bool { return p.page.Slug != "" && !p.bilingual }

// namesMember reports whether a column holds the names of parameters.
func namesMember(column string) bool {
	switch column {
	case "member", "field", "argument", "attribute":
		return true
	}
	return strings.Contains(column, "parameter") || strings.Contains(column, "propert") || strings.HasSuffix(column, "name")
}

// oddNames reports cells that hold something else than a name, unless half of the rows do: then
// the table is one of values, or of sentences (alert-list, opentypeextension-get).
func (p *pageParser) oddNames(odd []model.Text, rows int) {
	if 2*len(odd) >= rows {
		return
	}
	for _, name := range odd {
		if name.Value != "" {
			p.report(model.RuleNameCell, name.Pos, "this cell holds no name, so the row is not read: "+clip(name.Value), "write the name alone")
		}
	}
}

// clip shortens a text for a message.
func clip(s string) string {
	const limit = 60
	if len(s) <= limit {
		return s
	}
	for i := range s {
		if i >= limit {
			return s[:i] + "…"
		}
	}
	return s
}

// name reads a name cell: **x**, `x`, x (deprecated), x (optional).
func (p *pageParser) name(r row, i int) model.Text {
	if i >= 0 && i < len(r) && r[i].repeated { // the row says more of what one above names
		return model.Text{}
	}
	t := p.cell(r, i)
	v := t.Value
	if first, _, ok := p.belowName(r, i); ok {
		v = first
	}
	if j := strings.Index(v, " ("); j > 0 {
		v = v[:j]
	}
	v = withoutRemark(v)
	t.Value = strings.Trim(v, "*`'\" :{}")
	if len(t.Value) > 2 && t.Value[0] == '_' && strings.HasSuffix(t.Value, "_") {
		t.Value = strings.Trim(t.Value, "_")
	}
	return t
}

// belowName splits a cell that holds a name as code and further lines below it: `name`<br>string.
func (p *pageParser) belowName(r row, i int) (name, below string, ok bool) {
	if i < 0 || i >= len(r) || r[i].said == verbatim {
		return "", "", false
	}
	in := p.cellInline(&r[i])
	if len(in.codes) == 0 || strings.TrimSpace(in.text[:in.codes[0].start]) != "" {
		return "", "", false
	}
	code := in.codes[0]
	for j, at := range in.breaks {
		if at == code.end {
			end := len(in.text)
			if j+1 < len(in.breaks) {
				end = in.breaks[j+1]
			}
			return in.text[code.start:code.end], strings.TrimSpace(in.text[at:end]), true
		}
	}
	return "", "", false
}

// withoutRemark takes off a name what some houses put below it or behind it: id Required.
func withoutRemark(name string) string {
	first, rest, more := strings.Cut(name, " ")
	if !more {
		return name
	}
	switch strings.ToLower(strings.Trim(rest, " *_.,[]")) {
	case "required", "mandatory", "optional", "read-only", "readonly", "nullable", "key":
		return first
	}
	return name
}

// propertyName reports whether a text can be the name of a property or
// parameter.
func propertyName(s string) bool {
	return s != "" && len(s) <= 120 && !strings.ContainsAny(s, " \t<>|{}()\\") && strings.IndexByte("-.,/", s[0]) < 0
}
