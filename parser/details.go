package parser

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// details keeps the blocks of the page.
func (p *pageParser) details() {
	p.page.Blocks = make([]model.Block, len(p.blocks))
	for i := range p.blocks {
		p.page.Blocks[i] = p.detail(&p.blocks[i])
	}
	// A table at the end of a paragraph comes before it, if the paragraph is a heading.
	for i := 1; i < len(p.page.Blocks); i++ {
		if p.page.Blocks[i].Start < p.page.Blocks[i-1].Start {
			slices.SortStableFunc(p.page.Blocks, func(a, b model.Block) int { return cmp.Compare(a.Start, b.Start) })
			break
		}
	}
}

// kinds are the names of the kinds of blocks.
var kinds = [...]model.BlockKind{
	headingBlock: model.HeadingBlock, tabBlock: model.TabBlock, paragraphBlock: model.ParagraphBlock, commentBlock: model.CommentBlock,
	fenceBlock: model.CodeBlock, tableBlock: model.TableBlock, ruleBlock: model.RuleBlock,
}

// detail returns what is kept of a block.
func (p *pageParser) detail(b *block) model.Block {
	out := model.Block{
		Kind: kinds[b.kind], Span: bytesOf(b.start, b.end), Text: bytesOf(b.start, b.end), Level: uint8(b.level), Info: b.info, Indented: b.indented,
		Section: int32(b.section), Within: b.within, Sample: b.sample, Quoted: b.quoted, Tab: b.tab, Members: b.members,
	}
	switch b.kind {
	case headingBlock, tabBlock, paragraphBlock:
		out.Text = p.textOf(b)
	case fenceBlock:
		out.Text = bytesOf(b.start, b.start)
		if n := len(b.lines); n > 0 {
			out.Text = bytesOf(b.lines[0].start, b.lines[n-1].end())
		}
	case tableBlock:
		if b.terms {
			out.Kind, out.Text = model.CommentBlock, out.Span
			break
		}
		if b.html {
			out.Kind, out.Rows = model.HTMLTableBlock, p.htmlRows(b)
			break
		}
		out.Rows = p.rowsOf(b)
		last := out.Rows[len(out.Rows)-1]
		if len(out.Rows) == 1 {
			last.End = int32(len(trimLineEnd(p.text[:p.lineEnd(p.lineEnd(int(last.Start)))])))
		}
		out.Start, out.End = out.Rows[0].Start, max(out.End, last.End) // goldmark has it begin with the paragraph above
		out.Text = out.Span
	}
	return out
}

// textOf returns where the text of a heading or paragraph is.
func (p *pageParser) textOf(b *block) model.Span {
	switch {
	case b.node == nil:
		return bytesOf(b.text.start, b.text.end)
	case b.node.Lines().Len() == 0: // a heading without words
		return bytesOf(b.end, b.end)
	}
	lines := b.node.Lines()
	first, last := lines.At(0), lines.At(lines.Len()-1)
	return bytesOf(p.base+first.Start, p.base+last.Stop)
}

// rowsOf returns the rows of a table, the header first.
func (p *pageParser) rowsOf(b *block) []model.Row {
	out := make([]model.Row, 0, len(b.rows)+1)
	cells := make([]model.Span, 0, (len(b.rows)+1)*len(b.header))
	add := func(r row, at int) {
		first := len(cells)
		for i := range r {
			if !r[i].missing {
				cells = append(cells, bytesOf(r[i].start, r[i].end))
				at = r[i].start
			}
		}
		start := strings.LastIndexByte(p.text[:at], '\n') + 1
		out = append(out, model.Row{Span: bytesOf(start, len(trimLineEnd(p.text[:p.lineEnd(start)]))), Cells: cells[first:len(cells):len(cells)]})
	}
	add(b.header, b.table.head)
	for _, r := range b.rows {
		add(r, b.start)
	}
	return out
}

// htmlRows returns the rows of a table in HTML, the header first, from their first cells to their
// last.
func (p *pageParser) htmlRows(b *block) []model.Row {
	var out []model.Row
	for i := range len(b.rows) + 1 {
		r := b.header
		if i > 0 {
			r = b.rows[i-1]
		}
		var cells []model.Span
		for j := range r {
			if !r[j].missing && !r[j].repeated {
				cells = append(cells, bytesOf(r[j].start, r[j].end))
			}
		}
		if len(cells) > 0 {
			out = append(out, model.Row{Span: model.Span{Start: cells[0].Start, End: cells[len(cells)-1].End}, Cells: cells})
		}
	}
	return out
}

func bytesOf(start, end int) model.Span { return model.Span{Start: int32(start), End: int32(end)} }

// annotationMembers returns members with their places; from is the offset of the object.
func (p *pageParser) annotationMembers(list []member, from int) []model.AnnotationMember {
	out := make([]model.AnnotationMember, len(list))
	for i, m := range list {
		keyEnd := m.at
		if key := strings.IndexByte(p.text[from+m.at:], ':'); key >= 0 {
			keyEnd = m.at + len(strings.TrimRight(p.text[from+m.at:from+m.at+key], " \t\r\n"))
		}
		out[i] = model.AnnotationMember{
			Key:   model.Text{Value: m.key, Pos: p.pos(from+m.at, from+keyEnd)},
			Value: model.Text{Value: m.value, Pos: p.pos(from+m.start, from+m.end)},
		}
	}
	return out
}
