package parser

import (
	"net/http"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// mayAnswer reports whether a table below the heading of the response may be one of status codes:
// the first row begins with one.
func (p *pageParser) mayAnswer(b *block) bool {
	if b.within != model.SectionResponse || b.sample || len(b.header) < 2 || len(b.rows) == 0 {
		return false
	}
	c := &b.rows[0][0]
	text := p.text[c.start:min(c.end, c.start+maxItemHead)]
	if i := strings.LastIndexByte(text, '>'); i > 0 && text[0] == '<' && i+1 < len(text) { // <code>200
		text = text[i+1:]
	}
	code, _ := statusesIn(text)
	return code > 0
}

// responses reads a table of status codes and what is answered with them: 201 | Created | [x](x.md).
// Those of errors are no promise.
func (p *pageParser) responses(b *block, names []string, rows []row) {
	typ := column(names, len(names), "schema", "type", "model", "body", "content", "return")
	desc := column(names, len(names), "description", "meaning", "reason", "message", "detail")
	for _, r := range rows {
		first := p.cell(r, 0)
		code, _ := statusesIn(first.Value)
		if code == 0 || code >= http.StatusBadRequest {
			continue
		}
		s := model.ReturnStatement{Status: code, Section: b.section, Pos: first.Pos}
		switch {
		case typ > 0 && !r[typ].missing:
			s.Type, s.Nothing = p.answerType(&r[typ])
		case desc > 0 && !r[desc].missing:
			in := p.cellInline(&r[desc])
			s.Type, _ = p.typeInProse(b, in, b.start)
			lower := strings.ToLower(in.text)
			s.Body = s.Type.IsZero() && code != http.StatusNoContent && saysBody(lower)
		}
		p.page.Returns = append(p.page.Returns, s)
	}
}

// mayDeclareAnswer reports whether a table below the heading of the response may be one of the
// properties of what is answered, as its columns are called.
func (p *pageParser) mayDeclareAnswer(b *block) bool {
	if b.within != model.SectionResponse || b.sample || len(b.header) < 2 {
		return false
	}
	heads := [...]tableCell{b.header[0], b.header[1]}
	return fold.HasPrefix(strings.TrimLeft(p.text[heads[0].start:heads[0].end], "*"), "property") &&
		strings.EqualFold(strings.Trim(p.text[heads[1].start:heads[1].end], "*"), "type")
}

// declaredAnswer reads a table of the properties of the type that the response is said to be, if no
// page of its own is linked for it (reportroot-office365groupsactivitycounts), and reports whether it
// is one.
func (p *pageParser) declaredAnswer(b *block, names []string, rows []row) bool {
	for i := range p.page.Returns {
		s := &p.page.Returns[i]
		if s.Section != b.section || s.Type.Link != "" || !typeHeading(s.Type.Name) {
			continue
		}
		r := p.resourceFor(s.Type.Name)
		if r.Type.Value == "" {
			r.Type, r.Pos = model.Text{Value: s.Type.Name, Pos: s.Type.Pos}, p.pos(b.start, b.end)
		}
		p.propertyRows(r, b, rows, 0, 1, column(names, len(names), "description"))
		return true
	}
	return false
}

// answerType reads the type of an answer, or that there is none.
func (p *pageParser) answerType(c *tableCell) (t model.TypeExpr, nothing bool) {
	switch said := p.common.lowerCase(strings.Trim(p.cellText(c).Value, "*`. ")); said {
	case "none", "no content", "no body", "empty", "void", "null", "n/a", "-", "–", "—":
		return t, true
	case "object", "json", "":
		return t, false
	}
	return p.typeExpr(c), false
}
