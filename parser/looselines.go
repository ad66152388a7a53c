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
	names := p.columns[:0]
	for i := range b.header {
		names = append(names, p.common.lowerCase(p.cellText(&b.header[i]).Value))
	}
	p.columns = names
	method, url := methodColumns(names)
	if method < 0 || url < 0 {
		return false
	}
	for _, r := range b.rows {
		m, target := p.exactly(p.cell(r, method), "*` "), p.exactly(p.uriCell(r, url), " ")
		if m.Value = strings.ToUpper(m.Value); !methods[m.Value] || !isTarget(target.Value) {
			continue
		}
		t := model.Template{Method: m, Section: b.section}
		if t.Path, t.Query = p.splitTarget(target); t.Path.Value != "/" && p.usablePath(t.Path) {
			p.addTemplate(t)
		}
	}
	return true
}

// exactly returns the text of a cell without the marks around it, and its place, as far as the
// cell has it as it is.
func (p *pageParser) exactly(t model.Text, marks string) model.Text {
	t.Value = strings.Trim(t.Value, marks)
	start, end := p.span(t.Pos)
	if i := strings.Index(p.text[start:end], t.Value); i >= 0 {
		t.Pos = p.pos(start+i, start+i+len(t.Value))
	}
	return t
}

// uriCell reads a cell that holds a URI. What stands for scheme and host is left out, as is the
// version of HTTP: {baseURL}/v1/customers HTTP/1.1.
func (p *pageParser) uriCell(r row, i int) model.Text {
	target := p.cell(r, i)
	target.Value, _, _ = strings.Cut(strings.TrimSpace(target.Value), " HTTP/")
	if strings.HasPrefix(target.Value, "{") {
		if end := strings.Index(target.Value, "}/"); end > 0 {
			target.Value = target.Value[end+1:]
		}
	}
	return target
}
