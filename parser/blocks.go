package parser

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/docbind/docbind/model"
)

// blockKind tells the blocks of a page apart.
type blockKind int

const (
	headingBlock blockKind = iota
	tabBlock               // a heading that only opens a tab
	paragraphBlock
	commentBlock
	fenceBlock
	tableBlock
	ruleBlock
)

// block is a leaf block of the page, wherever it is nested, in page order.
type block struct {
	kind       blockKind
	start, end int // bytes of the page, markers included
	// text is that of a heading or paragraph, unless goldmark has read it into node; said is
	// what it says, if it is simple.
	text  span
	node  ast.Node
	said  said
	level int // of a heading
	table tableLines
	// section indexes page.Sections, -1 before the first heading; within is the
	// kind of the nearest heading above that has one.
	section int
	within  model.SectionKind
	// sample reports that the block stands below an example heading.
	sample bool
	// operation reports that the block stands below a heading that is a request line.
	operation bool
	quoted    bool   // inside a block quote
	html      bool   // a table that is written in HTML, or HTML with one around code blocks
	tab       string // name of the tab: http, csharp
	info      string
	lines     []line // of code, or the request line that a heading is
	// header and rows are the cells of a table.
	header row
	rows   []row
	// terms reports that the rows are those of a list of definitions.
	terms bool
	// speaks reports that a paragraph may say something.
	speaks bool
	// members are those of an annotation, of pages that are read in detail.
	members  []model.AnnotationMember
	indented bool // a code block without fences
}

// gather flattens the tree into p.blocks.
func (p *pageParser) gather(n ast.Node, quoted bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if b, ok := p.leaf(c); ok {
			b.quoted = quoted
			p.blocks = append(p.blocks, b)
		} else if c.Type() == ast.TypeBlock {
			p.gather(c, quoted || c.Kind() == ast.KindBlockquote)
		}
	}
}

// leaf makes a block of a node, if it is one of those that carry facts.
func (p *pageParser) leaf(n ast.Node) (block, bool) {
	b := block{node: n}
	switch n := n.(type) {
	case *ast.Heading:
		b.kind, b.level = headingBlock, n.Level
	case *ast.Paragraph, *ast.TextBlock:
		b.kind = paragraphBlock
	case *ast.HTMLBlock:
		b.kind = commentBlock
	case *ast.FencedCodeBlock:
		b.kind = fenceBlock
		if n.Info != nil {
			b.info = strings.TrimSpace(p.text[p.offset(n.Info.Segment.Start):p.end(n.Info.Segment.Stop)])
		}
	case *table:
		b.kind, b.table = tableBlock, p.tableLines(n)
	case *ast.CodeBlock: // indented, there is no fence to close
		b.kind, b.indented = fenceBlock, true
		b.start, b.end = p.extent(n)
		b.lines = p.codeLines(n)
		return b, true
	case *ast.ThematicBreak:
		b.kind = ruleBlock
	default:
		return b, false
	}
	b.start, b.end = p.extent(b.node)
	if b.kind == headingBlock || b.kind == paragraphBlock {
		p.toMended(n.Lines())
	}
	if b.kind == fenceBlock {
		if b.lines = p.codeLines(n); len(b.lines) == 0 {
			b.lines, b.end = p.cutAt(p.lineEnd(b.start))
		}
		p.closeFence(&b)
	}
	return b, true
}

// toMended turns lines of what goldmark read into those of the whole Markdown.
func (p *pageParser) toMended(lines *text.Segments) {
	for i := range lines.Len() {
		l := lines.At(i)
		ahead := p.offset(l.Start) - p.base - l.Start
		l.Start, l.Stop = l.Start+ahead, l.Stop+ahead
		lines.Set(i, l)
	}
}

// extent returns the bytes of a node's own lines.
func (p *pageParser) extent(n ast.Node) (start, end int) {
	start = p.offset(max(n.Pos(), 0))
	end = start
	if n.Type() == ast.TypeBlock {
		if l := n.Lines(); l != nil && l.Len() > 0 {
			start = min(start, p.offset(l.At(0).Start))
			if n.Pos() < 0 {
				start = p.offset(l.At(0).Start)
			}
			end = p.end(l.At(l.Len() - 1).Stop)
		}
	}
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		end = max(end, p.end(h.ClosureLine.Stop))
	}
	return start, max(start, end)
}

// codeLines returns the lines of a code block without their line ends.
func (p *pageParser) codeLines(n ast.Node) []line {
	segments := n.Lines()
	from := len(p.code)
	for i := range segments.Len() {
		seg := segments.At(i)
		start := p.offset(seg.Start)
		p.codeLine(from, line{start, trimLineEnd(p.text[start:p.end(seg.Stop)])})
	}
	return slices.Clip(p.code[from:])
}

// codeLine adds a line to those of a code block, which begin at an index. A request line that is broken
// behind its method is one (cancel-machine-action of Defender, in all languages).
func (p *pageParser) codeLine(from int, l line) {
	if last := len(p.code) - 1; last >= from && p.broken(p.code[last], l) {
		p.code[last].text = p.text[p.code[last].start:l.end()]
		return
	}
	p.code = append(p.code, l)
}

// broken reports whether a line is a method alone, and the next what it is sent to.
func (p *pageParser) broken(method, target line) bool {
	return len(method.text) <= len("OPTIONS ") && method.text != "" && method.text[0] >= 'A' && method.text[0] <= 'Z' && methods[strings.TrimRight(method.text, " ")] && isTarget(strings.TrimLeft(target.text, " ")) &&
		strings.TrimSpace(p.text[method.end():target.start]) == ""
}

// closeFence moves the end of a fence behind its closing line, and reports a
// fence that has none.
func (p *pageParser) closeFence(b *block) {
	at := b.end
	if at < len(p.text) {
		l, _, _ := strings.Cut(p.text[at:], "\n")
		if t := strings.Trim(l, " \t\r>"); len(t) > 2 && (strings.Trim(t, "`") == "" || strings.Trim(t, "~") == "") {
			b.end = at + len(strings.TrimRight(l, "\r"))
			return
		}
	}
	b.end = min(max(b.end, at), len(p.text))
	p.report(model.RuleUnclosedFence, p.pos(b.start, b.start+3), "the code block is never closed", "add a line of three backquotes")
}
