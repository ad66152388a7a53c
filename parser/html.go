package parser

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/docbind/docbind/model"
)

// htmlState holds what the HTML tags of an inline have opened.
type htmlState struct {
	// translated counts the <span>s since one that holds a translation of what
	// follows it.
	translated int
	note       bool // in <sup>, which holds the mark of a footnote
	link, code int  // where <a href> and <code> begin, plus 1
	dest       string
}

// hidden reports whether the text that comes next says nothing.
func (h *htmlState) hidden() bool { return h.translated > 0 || h.note }

// rawHTML keeps what inline HTML means: anchors name headings, breaks separate, links
// and code are as good as those of Markdown.
func (p *pageParser) rawHTML(c *ast.RawHTML, in *inline, b *bytes.Buffer) {
	if c.Segments.Len() == 0 {
		return
	}
	seg := c.Segments.At(0)
	tag := p.text[p.base+seg.Start : p.base+seg.Stop]
	lower := strings.ToLower(tag)
	if p.bilingual && in.html.translation(lower) {
		return
	}
	switch name := strings.TrimLeft(strings.TrimRight(lower, "/> "), "<"); {
	case breaksLine(name):
		in.breaks = append(in.breaks, b.Len())
		b.WriteByte(' ')
	case strings.HasPrefix(name, "a "):
		if in.anchor == "" {
			in.anchor = cmp.Or(attribute(tag, "name"), attribute(tag, "id"))
		}
		if in.html.dest = attribute(tag, "href"); in.html.dest != "" {
			in.html.link = b.Len() + 1
		}
	case name == "/a" && in.html.link > 0:
		in.links = append(in.links, link{span{in.html.link - 1, b.Len()}, in.html.dest})
		in.html.link = 0
	case name == "code":
		in.html.code = b.Len() + 1
	case name == "/code" && in.html.code > 0:
		in.codes = append(in.codes, span{in.html.code - 1, b.Len()})
		in.html.code = 0
	case name == "sup", name == "/sup":
		in.html.note = name == "sup"
	}
}

// breaksLine reports whether the inside of a tag, in lower case, is that of one that begins or ends
// a line.
func breaksLine(tag string) bool {
	name, _, _ := strings.Cut(tag, " ")
	switch strings.TrimPrefix(name, "/") {
	case "br", "p", "li", "div", "tr", "td", "th", "dl", "dt", "dd":
		return true
	}
	return false
}

// translationSpan begins a translation on pages that have each text twice; the English
// source follows in <span class="sxs-lookup">.
const translationSpan = "<span data-ttu-id="

// translation passes a tag of a translation, and reports whether it did.
func (h *htmlState) translation(tag string) bool {
	switch {
	case h.translated > 0 && tag == "</span>":
		h.translated--
	case strings.HasPrefix(tag, translationSpan), h.translated > 0 && strings.HasPrefix(tag, "<span"):
		h.translated++
	default:
		return h.translated > 0
	}
	return true
}

// attribute returns the value of a quoted HTML attribute.
func attribute(tag, name string) string {
	for _, quote := range []string{`"`, "'"} {
		if _, rest, ok := strings.Cut(tag, name+"="+quote); ok {
			value, _, _ := strings.Cut(rest, quote)
			return value
		}
	}
	return ""
}

// htmlBlock notes what HTML holds that is not read: tables without an end, and code that
// Markdown takes for HTML, too, since no blank line stands before it.
func (p *pageParser) htmlBlock(b *block) {
	raw := p.text[b.start:b.end]
	if strings.HasPrefix(strings.TrimLeft(raw, " "), "<!--") {
		return
	}
	if b.html {
		p.unread(b, "table around code blocks")
		return
	}
	if at := strings.Index(strings.ToLower(raw), "<table"); at >= 0 {
		message, fix := "the table is never closed and is not read", "end it with </table>"
		if b.quoted {
			message, fix = "a table in HTML is not read in a quote", "write it as a Markdown table"
		}
		p.report(model.RuleHTMLTable, p.pos(b.start+at, b.start+at+len("<table")), message, fix)
		p.unread(b, "table in HTML")
		return
	}
	if strings.Contains(raw, "\n```") {
		p.unread(b, "code block inside HTML")
	}
}
