package parser

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// looseTemplates reads request lines that stand in no code block, on pages that have
// none in one: as text or inline code below the heading, or as a table of methods and
// URLs.
func (p *pageParser) looseTemplates() {
	none := len(p.page.Templates) == 0
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.within != model.SectionHTTPRequest || b.sample {
			continue
		}
		switch {
		case b.kind == paragraphBlock && none:
			p.looseLines(b)
		case b.kind == tableBlock && !(none && p.methodTable(b)):
			p.unread(b, "table")
		}
	}
}

// looseLines reads the lines of a paragraph that are a request line and nothing else.
func (p *pageParser) looseLines(b *block) {
	for at := b.start; at < b.end; {
		l, _, _ := strings.Cut(p.text[at:b.end], "\n")
		t := p.slice(at, at+len(l))
		text := strings.Trim(t.Value, "`* ")
		if kind, method := classify(text); kind == requestLine && onlyTarget(text[len(method):]) {
			p.template(b, line{int(t.Pos.Start) + strings.Index(t.Value, text), text}, method)
		}
		at += len(l) + 1
	}
}

// onlyTarget reports whether a text is a path or URL and nothing else. Blanks may
// stand in placeholders only.
func onlyTarget(text string) bool {
	text = strings.TrimSpace(text)
	if !isTarget(text) {
		return false
	}
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ' ', '\t', '`':
			if depth <= 0 {
				return false
			}
		}
	}
	return true
}

// methodTable reads a table that has a column for the method and one for the URL, and
// reports whether it is one.
func (p *pageParser) methodTable(b *block) bool {
	header, rows := b.header, b.rows
	method, url := -1, -1
	for i := range header {
		switch name := p.common.lowerCase(p.cellText(&header[i]).Value); {
		case strings.Contains(name, "method"), strings.Contains(name, "verb"):
			method = i
		case strings.Contains(name, "uri"), strings.Contains(name, "url"), strings.Contains(name, "path"), strings.Contains(name, "endpoint"):
			url = i
		}
	}
	if method < 0 || url < 0 {
		return false
	}
	for _, r := range rows {
		m, target := p.cell(r, method), p.cell(r, url)
		if target.Value = strings.TrimSpace(target.Value); !methods[strings.ToUpper(m.Value)] || !isTarget(target.Value) {
			continue
		}
		t := model.Template{Method: model.Text{Value: strings.ToUpper(m.Value), Pos: m.Pos}, Section: b.section}
		if t.Path, t.Query = p.splitTarget(target); t.Path.Value != "/" && p.usablePath(t.Path) {
			p.addTemplate(t)
		}
	}
	return true
}
