package parser

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/docbind/docbind/model"
)

// inline is the plain text of a node with its links and code spans.
type inline struct {
	text   string
	links  []link
	codes  []span
	anchor string // name of the first <a name="…">
	breaks []int  // offsets in text of <br>
	html   htmlState
}

// span is a range of bytes of an inline's text.
type span struct{ start, end int }

// link is a link inside an inline.
type link struct {
	span
	dest string
}

// said tells where what a text says is kept: if it isn't zero, the index after that into
// the inlines of the page.
type said int

// verbatim is said of a text that says just what is written.
const verbatim said = -1

// blockInline flattens a heading or paragraph; readLines must have read it.
func (p *pageParser) blockInline(b *block) inline {
	if b.said > 0 {
		return p.inlines[b.said-1]
	}
	return p.inline(b.node)
}

// inline flattens the inline children of a node; readLines must have made them.
func (p *pageParser) inline(n ast.Node) inline {
	var in inline
	switch {
	case n.FirstChild() != nil:
	case n.Lines().Len() == 0:
		return in
	default: // goldmark has made nothing of it: [webPart][]
		return inline{text: clean(p.lineText(n.Lines().At(0)))}
	}
	p.scratch.Reset()
	p.flatten(n, &in, &p.scratch)
	in.text = p.scratch.String()
	return in
}

func (p *pageParser) flatten(n ast.Node, in *inline, b *bytes.Buffer) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		start := b.Len()
		if _, tag := c.(*ast.RawHTML); in.html.hidden() && !tag {
			continue
		}
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(clean(p.lineText(c.Segment)))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.CodeSpan:
			p.flatten(c, in, b)
			in.codes = append(in.codes, span{start, b.Len()})
		case *ast.Link:
			p.flatten(c, in, b)
			in.links = append(in.links, link{span{start, b.Len()}, string(c.Destination)})
		case *ast.AutoLink:
			b.Write(c.Label(p.mended))
		case *ast.RawHTML:
			p.rawHTML(c, in, b)
		default:
			p.flatten(c, in, b)
		}
	}
}

// clean resolves entities and backslash escapes, and makes every kind of space
// a plain one.
func clean(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || c == '&' || c == '\\' {
			return cleanOdd(s)
		}
	}
	return s
}

func cleanOdd(s string) string {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	if strings.IndexByte(s, '\\') >= 0 {
		s = unescape(s)
	}
	return spaces.Replace(s)
}

var spaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\ufeff", "", "\u200b", "")

// punctuation is what a backslash may escape (CommonMark 0.31, section 2.4).
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// unescape drops the backslash before punctuation.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(punctuation, s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// oneLine returns the words of a text with single blanks between them.
func oneLine(s string) string {
	s = strings.TrimSpace(s)
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' && (c == ' ' && s[i+1] == ' ' || c >= '\t' && c <= '\r') { // it doesn't end with a blank
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// cellInline flattens a cell; readLines must have read it.
func (p *pageParser) cellInline(c *tableCell) inline {
	switch {
	case c.said > 0:
		return p.inlines[c.said-1]
	case c.said == verbatim:
		return inline{text: p.text[c.start:c.end]}
	case c.node != nil:
		return p.inline(c.node)
	}
	return inline{text: clean(p.text[c.start:c.end])}
}

// cellText returns the text of a cell on one line, with its position.
func (p *pageParser) cellText(c *tableCell) model.Text {
	text := p.text[c.start:c.end]
	if c.said != verbatim {
		text = p.cellInline(c).text
	}
	return model.Text{Value: oneLine(text), Pos: p.pos(c.from, c.end)}
}

// wordPos returns where a block has a word, with a text behind it and not before an offset, or
// where the block is.
func (p *pageParser) wordPos(b *block, from int, word, behind string) model.Position {
	const far = 1 << 12 // bytes
	at := strings.Index(p.text[from:min(from+far, b.end)], word+behind)
	if at < 0 || word == "" {
		return p.pos(b.start, b.end)
	}
	return p.pos(from+at, from+at+len(word))
}
