package parser

import (
	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Markdown is parsed in two steps: outliner finds the blocks of a page, inliner reads
// the lines of those blocks that something asks about. Reading lines is half the
// work of a Markdown parser, and most paragraphs and many tables say nothing that is
// kept. Both hold no state between pages and are safe for concurrent use.
var (
	outliner = gm.NewParser(
		gm.WithBlockParsers(gm.DefaultBlockParsers()...),
		gm.WithInlineParsers(util.Prioritized(passOver{}, 0)),
		gm.WithParagraphTransformers(util.Prioritized(definitions{gm.LinkReferenceParagraphTransformer}, 100)),
		gm.WithParagraphTransformers(util.Prioritized(tables{}, 200)),
	)
	inliner = gm.NewParser(
		gm.WithBlockParsers(util.Prioritized(takeOver{}, 0)),
		gm.WithInlineParsers(gm.DefaultInlineParsers()...),
	)
)

var (
	pageKey   = gm.NewContextKey()
	wantedKey = gm.NewContextKey()
)

// passOver is an inline parser that passes over all lines of a block; goldmark has no
// switch for that. It has to return a node, always the same one, which moves from
// block to block.
type passOver struct{}

// Trigger makes it the parser of every first byte: goldmark asks the parser of the
// space for bytes that are no punctuation.
func (passOver) Trigger() []byte { return []byte(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") }

func (passOver) Parse(_ ast.Node, block text.Reader, pc gm.Context) ast.Node {
	for line, _ := block.PeekLine(); line != nil; line, _ = block.PeekLine() {
		block.AdvanceLine()
	}
	return pc.Get(pageKey).(*pageParser).passed
}

// definitions looks for link definitions in those paragraphs only that begin like one.
type definitions struct{ gm.ParagraphTransformer }

func (d definitions) Transform(n *ast.Paragraph, reader text.Reader, pc gm.Context) {
	if n.Lines().Len() > 0 {
		first := n.Lines().At(0)
		if line := util.TrimLeftSpace(first.Value(reader.Source())); len(line) > 0 && line[0] != '[' {
			return
		}
	}
	d.ParagraphTransformer.Transform(n, reader, pc)
}

// takeOver is a block parser for a page whose blocks are known: it opens the node that
// holds them and ends the page.
type takeOver struct{}

func (takeOver) Trigger() []byte { return nil }

func (takeOver) Open(_ ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	end := len(reader.Source())
	reader.SetPosition(0, text.NewSegment(end, end))
	return pc.Get(wantedKey).(ast.Node), gm.NoChildren
}

func (takeOver) Continue(ast.Node, text.Reader, gm.Context) gm.State { return gm.Close }
func (takeOver) Close(ast.Node, text.Reader, gm.Context)             {}
func (takeOver) CanInterruptParagraph() bool                         { return true }
func (takeOver) CanAcceptIndentedLine() bool                         { return true }

// markdown returns the blocks of what of the page is not plain, their lines unread; nil
// if that is nothing.
func (p *pageParser) markdown() ast.Node {
	p.edit()
	if util.IsBlank(p.src) {
		return nil
	}
	p.context, p.passed, p.tables = gm.NewContext(), ast.NewString(nil), 0
	p.context.Set(pageKey, p)
	doc := outliner.Parse(text.NewReader(p.src), gm.WithContext(p.context))
	if last := p.passed.Parent(); last != nil {
		last.RemoveChild(last, p.passed)
	}
	return doc
}

// want notes a block whose lines are to be read, and takes it out of the tree. What is
// simple is read here.
func (p *pageParser) want(b *block) {
	n := b.node
	if n == nil {
		if in, ok := p.simpleInline(p.text[b.text.start:b.text.end]); ok {
			b.said = p.keep(in)
			return
		}
		b.node = p.textBlock(b.text)
		p.addWanted(b.node)
		return
	}
	n.RemoveChildren(n) // behind a backslash, the outliner has read on
	lines := n.Lines()
	if lines.Len() == 1 {
		if in, ok := p.simpleInline(p.lineText(lines.At(0))); ok {
			b.said = p.keep(in)
			return
		}
	}
	if lines.Len() > 0 {
		p.addWanted(n)
	}
}

// textBlock returns a block of the lines of a text.
func (p *pageParser) textBlock(at span) *ast.TextBlock {
	n := ast.NewTextBlock()
	for start := at.start; start < at.end; {
		end := min(p.lineEnd(start), at.end)
		n.Lines().Append(text.NewSegment(start-p.base, end-p.base))
		start = end
	}
	return n
}

// wantCells notes the cells of a row whose text is to be read.
func (p *pageParser) wantCells(r row) {
	for i := range r {
		c := &r[i]
		text := p.text[c.start:c.end]
		if asWritten(text) {
			c.said = verbatim
		} else if in, ok := p.simpleInline(text); ok {
			c.said = p.keep(in)
		} else {
			c.node = p.textBlock(span{c.start, c.end})
			p.addWanted(c.node)
		}
	}
}

func (p *pageParser) addWanted(n ast.Node) {
	if p.wanted == nil {
		p.wanted = ast.NewTextBlock()
	}
	p.wanted.AppendChild(p.wanted, n)
}

// readLines reads the lines of the blocks that are wanted.
func (p *pageParser) readLines() {
	if p.wanted == nil {
		return
	}
	if p.context == nil {
		p.context = gm.NewContext()
	}
	p.context.Set(wantedKey, p.wanted)
	p.wanted = nil
	inliner.Parse(text.NewReader(p.mended), gm.WithContext(p.context))
}

// lineText returns the text of a line.
func (p *pageParser) lineText(line text.Segment) string {
	return p.text[p.base+line.Start : p.base+line.Stop]
}
