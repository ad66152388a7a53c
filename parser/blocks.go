package parser

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/docbind/docbind/model"
)

// blockKind tells the blocks of a page apart.
type blockKind int

const (
	headingBlock blockKind = iota
	paragraphBlock
	commentBlock
	fenceBlock
	tableBlock
	ruleBlock
)

// block is a leaf block of the page, wherever it is nested, in page order.
type block struct {
	kind       blockKind
	node       ast.Node
	start, end int // bytes of the page, markers included
	// section indexes page.Sections, -1 before the first heading; within is the
	// kind of the nearest heading above that has one.
	section int
	within  model.SectionKind
	// sample reports that the block stands below an example heading.
	sample bool
	quoted bool   // inside a block quote
	tab    string // name of the tab: http, csharp
	info   string
	lines  []line
}

// collect flattens the tree into p.blocks and p.page.Sections. Lists, quotes and
// tabs don't matter for what a page says (event-delta: samples in a list item).
func (p *pageParser) collect(doc ast.Node) {
	p.gather(doc, false)
	p.outline()
}

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
		b.kind = headingBlock
	case *ast.Paragraph, *ast.TextBlock:
		b.kind = paragraphBlock
	case *ast.HTMLBlock:
		b.kind = commentBlock
	case *ast.FencedCodeBlock:
		b.kind = fenceBlock
		if n.Info != nil {
			b.info = strings.TrimSpace(p.text[p.base+n.Info.Segment.Start : p.base+n.Info.Segment.Stop])
		}
	case *east.Table:
		b.kind = tableBlock
	case *ast.ThematicBreak:
		b.kind = ruleBlock
	default:
		return b, false
	}
	b.start, b.end = p.extent(n)
	if b.kind == fenceBlock {
		b.lines = p.codeLines(n)
		p.closeFence(&b)
	}
	return b, true
}

// extent returns the bytes of a node's own lines.
func (p *pageParser) extent(n ast.Node) (start, end int) {
	start = p.base + max(n.Pos(), 0)
	end = start
	if n.Type() == ast.TypeBlock {
		if l := n.Lines(); l != nil && l.Len() > 0 {
			start = min(start, p.base+l.At(0).Start)
			if n.Pos() < 0 {
				start = p.base + l.At(0).Start
			}
			end = p.base + l.At(l.Len()-1).Stop
		}
	}
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		end = max(end, p.base+h.ClosureLine.Stop)
	}
	return start, max(start, end)
}

// codeLines returns the lines of a code block without their line ends.
func (p *pageParser) codeLines(n ast.Node) []line {
	segments := n.Lines()
	out := make([]line, 0, segments.Len())
	for i := range segments.Len() {
		seg := segments.At(i)
		text := p.text[p.base+seg.Start : p.base+seg.Stop]
		out = append(out, line{p.base + seg.Start, strings.TrimRight(text, "\r\n")})
	}
	return out
}

// closeFence moves the end of a fence behind its closing line, and reports a
// fence that has none.
func (p *pageParser) closeFence(b *block) {
	at := b.end
	if len(b.lines) == 0 {
		at = b.start + strings.IndexByte(p.text[b.start:]+"\n", '\n') + 1
	}
	if at < len(p.text) {
		l, _, _ := strings.Cut(p.text[at:], "\n")
		if t := strings.TrimLeft(l, " \t>"); strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			b.end = at + len(strings.TrimRight(l, "\r"))
			return
		}
	}
	b.end = min(max(b.end, at), len(p.text))
	p.report(model.RuleUnclosedFence, p.pos(b.start, b.start+3), "the code block is never closed", "add a line of three backquotes")
}

// outline numbers the sections and tells each block which it stands in.
func (p *pageParser) outline() {
	type open struct {
		level  int
		within model.SectionKind
		sample bool
	}
	var stack []open
	p.reserve()
	section, tab := -1, ""
	requested := false // a request sample has its heading, so that a Response answers it
	for i := range p.blocks {
		b := &p.blocks[i]
		b.within, b.sample = p.at.Within, p.at.Sample
		switch {
		case b.kind == ruleBlock:
			tab = ""
		case b.kind == headingBlock && p.isTab(b.node):
			tab = strings.TrimPrefix(string(b.node.FirstChild().(*ast.Link).Destination), "#tab/")
		}
		b.tab = tab
		if b.kind == headingBlock && !p.isTab(b.node) {
			h := b.node.(*ast.Heading)
			for len(stack) > 0 && stack[len(stack)-1].level >= h.Level {
				stack = stack[:len(stack)-1]
			}
			parent := open{sample: p.at.Sample}
			if len(stack) > 0 {
				parent = stack[len(stack)-1]
			}
			section++
			s := p.section(h, parent.sample || requested)
			switch s.Kind {
			case model.SectionHTTPRequest:
				requested = false
			case model.SectionRequestSample:
				requested = true
			}
			o := open{h.Level, s.Kind, parent.sample || s.Kind == model.SectionExample}
			if s.Kind == model.SectionOther {
				o.within = parent.within
			}
			p.page.Sections = append(p.page.Sections, s)
			p.hasRequestSection = p.hasRequestSection || s.Kind == model.SectionHTTPRequest
			stack = append(stack, o)
		}
		b.section = section
		if len(stack) > 0 {
			b.within, b.sample = stack[len(stack)-1].within, stack[len(stack)-1].sample
		}
	}
}

// reserve makes room for the sections that the blocks will give.
func (p *pageParser) reserve() {
	headings := 0
	for i := range p.blocks {
		if p.blocks[i].kind == headingBlock {
			headings++
		}
	}
	p.page.Sections = slices.Grow(p.page.Sections, headings)
}

// isTab reports whether a heading only opens a tab: # [HTTP](#tab/http).
func (p *pageParser) isTab(n ast.Node) bool {
	link, ok := n.FirstChild().(*ast.Link)
	return ok && strings.HasPrefix(string(link.Destination), "#tab/")
}

// section reads a heading. sample says that it stands below an example heading,
// where Response announces a message and not a promise.
func (p *pageParser) section(h *ast.Heading, sample bool) model.Section {
	in := p.inline(h)
	start, end := p.extent(h)
	s := model.Section{Level: h.Level, Heading: model.Text{Value: in.text, Pos: p.pos(start, end)}}
	name := in.text
	if in.anchor != "" { // localised pages keep the English name there
		name = strings.ReplaceAll(in.anchor, "-", " ")
	}
	s.Kind = sectionKind(name, sample)
	if h.Level == 1 && p.page.Title.Value == "" {
		p.page.Title = s.Heading
		p.page.Slug = in.anchor
		s.Kind = model.SectionOther
	}
	return s
}
