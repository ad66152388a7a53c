package parser

import (
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// headedType reads a table below a heading that is the name of a type, and reports whether it is
// one: Partner Center describes several on a page, such as Order, OrderLineItem and OrderStatus.
// A page that documents requests has such tables for what is sent, and a title that announces a
// type is for it alone.
func (p *pageParser) headedType(b *block, names []string, rows []row) bool {
	if b.sample || len(names) < 2 || !p.namesType(b.section) {
		return false
	}
	s := &p.page.Sections[b.section]
	switch {
	case names[0] == "property" && names[1] == "type":
		r := p.resourceFor(s.Heading.Value)
		if r.Type.Value == "" {
			r.Type, r.Summary, r.Pos = s.Heading, s.Summary, p.pos(b.start, b.end)
		}
		p.propertyRows(r, b, rows, 0, 1, column(names, len(names), "description"))
		return true
	case (names[0] == "value" || names[0] == "member") && p.speaksOfEnum(b):
		before := len(p.page.Enums)
		if p.members(b, names, rows); len(p.page.Enums) > before {
			p.page.Enums[before].Summary = s.Summary
			return true
		}
	}
	return false
}

// namesType reports whether the heading of a section can be the name of a type, on a page that
// documents no requests and whose title announces no other type.
func (p *pageParser) namesType(section int) bool {
	if section < 0 || p.announced.has(model.SectionHTTPRequest) {
		return false
	}
	s := &p.page.Sections[section]
	if s.Level < 2 || !typeHeading(s.Heading.Value) {
		return false
	}
	_, kind := p.titleType()
	return kind == ""
}

// propertiesOf reads a table of the properties of a type that the page shows as JSON, and reports
// whether it is one: it stands below the type's name and properties (driveitem-createuploadsession in
// the OneDrive docs: DriveItemUploadableProperties Properties).
func (p *pageParser) propertiesOf(b *block, names []string, rows []row) bool {
	name := p.typeOfProperties(b)
	if name == "" || len(names) < 2 || names[0] != "property" || names[1] != "type" {
		return false
	}
	for i := range p.page.Resources {
		r := &p.page.Resources[i]
		if full := r.Type.Value; strings.EqualFold(full[strings.LastIndexByte(full, '.')+1:], name) {
			p.propertyRows(r, b, rows, 0, 1, column(names, len(names), "description"))
			return true
		}
	}
	return false
}

// typeOfProperties returns the name that the heading above a block has before Properties, "" if it has
// none.
func (p *pageParser) typeOfProperties(b *block) string {
	if b.section < 0 {
		return ""
	}
	name, last, _ := strings.Cut(p.page.Sections[b.section].Heading.Value, " ")
	if !strings.EqualFold(last, "properties") || !typeHeading(name) {
		return ""
	}
	return name
}

// mayDeclare reports whether a table below a heading that announces nothing may be one of
// properties or members, as the first column is called.
func (p *pageParser) mayDeclare(b *block) bool {
	if b.within != model.SectionOther || len(b.header) < 2 || p.announced.has(model.SectionHTTPRequest) && p.typeOfProperties(b) == "" {
		return false
	}
	first := strings.TrimSpace(p.text[b.header[0].from:b.header[0].end])
	return fold.HasPrefix(first, "property") || fold.HasPrefix(first, "value") || fold.HasPrefix(first, "member")
}

// typeHeading reports whether a heading can be the name of a type: one word of letters and digits.
func typeHeading(heading string) bool {
	if len(heading) > maxType {
		return false
	}
	for i := range len(heading) {
		if c := heading[i]; !wordByte(c) || c >= 0x80 {
			return false
		}
	}
	return heading != "" && letter(heading[0])
}

// speaksOfEnum reports whether the text between a table and the heading above it says that it is
// about an enumeration.
func (p *pageParser) speaksOfEnum(b *block) bool {
	_, from := p.span(p.page.Sections[b.section].Heading.Pos)
	return from < b.start && strings.Contains(strings.ToLower(p.text[from:b.start]), "enum")
}
