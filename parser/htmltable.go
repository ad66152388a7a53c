package parser

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/docbind/docbind/internal/fold"
)

// Tables in HTML, as GitBook, ReadMe, DITA and pandoc write them, give the same rows as those of
// Markdown. To Markdown they are HTML up to the next blank line, and after that whatever their
// cells hold: the blocks in them are left out.

// htmlTables puts the tables that are written in HTML in place of the blocks that Markdown makes
// of them.
func (p *pageParser) htmlTables() {
	for i := range p.blocks {
		if p.tableIn(&p.blocks[i]) >= 0 {
			p.replaceTables(i)
			return
		}
	}
}

// tableIn returns where the first table begins in a block of HTML, -1 if there is none. In a quote
// the marks of its lines stand between the tags.
func (p *pageParser) tableIn(b *block) int {
	if b.kind != commentBlock || b.quoted {
		return -1
	}
	text := p.text[b.start:b.end]
	if strings.HasPrefix(strings.TrimLeft(text, " "), "<!--") {
		return -1
	}
	for at := 0; ; at++ {
		n := strings.IndexByte(text[at:], '<')
		if n < 0 {
			return -1
		}
		if at += n; isTag(text[at:], "<table") || isTag(text[at:], "<dl") && lists(b) {
			return b.start + at
		}
	}
}

// isTag reports whether a text begins with a tag, of which the beginning is given.
func isTag(text, tag string) bool {
	return fold.HasPrefix(text, tag) && (len(text) == len(tag) || !letterOrDigit(text[len(tag)]))
}

// replaceTables replaces the blocks of tables from the block on that holds the first.
func (p *pageParser) replaceTables(from int) {
	ends, end := tableEnds(p.text), 0
	fence := 0 // the next block of code between fences
	all := append(p.spare[:0], p.blocks[:from]...)
	for i := from; i < len(p.blocks); i++ {
		b := p.blocks[i]
		if b.start < end && b.end <= end {
			continue // in a cell
		}
		if b.kind == commentBlock {
			b.start = max(b.start, end)
		}
		for at := p.tableIn(&b); at >= 0 && ends[at] > 0; at = p.tableIn(&b) {
			for fence = max(fence, i+1); fence < len(p.blocks) && !fenced(&p.blocks[fence]); {
				fence++
			}
			if b.html = (!readable(b.within) || b.sample) && fence < len(p.blocks) && p.blocks[fence].start < ends[at]; b.html { // a frame around code
				break
			}
			end = ends[at]
			t := b
			t.kind, t.html, t.node, t.start, t.end, t.terms = tableBlock, true, nil, at, end, isTag(p.text[at:], "<dl")
			all = append(all, t)
			b.start = min(end, b.end)
		}
		if b.kind != commentBlock || strings.TrimSpace(p.text[b.start:b.end]) != "" {
			all = append(all, b)
		}
	}
	p.blocks, p.spare = all, p.blocks
}

// fenced reports whether a block is code between fences, which tables may frame; <pre> stands in cells.
func fenced(b *block) bool { return b.kind == fenceBlock && !b.indented }

// tableEnds returns where the tables of a text end, by where they begin, and the lists of definitions.
func tableEnds(text string) map[int]int {
	ends := map[int]int{}
	var open, lists []int
	last := strings.LastIndexByte(text, '>')
	for at := 0; ; at++ {
		n := strings.IndexByte(text[at:], '<')
		if n < 0 || at+n > last {
			return ends
		}
		at += n
		switch top := len(open) - 1; {
		case isTag(text[at:], "<table"):
			open = append(open, at)
		case top >= 0 && isTag(text[at:], "</table"):
			ends[open[top]] = at + strings.IndexByte(text[at:], '>') + 1
			open = open[:top]
		case isTag(text[at:], "<dl"):
			lists = append(lists, at)
		case len(lists) > 0 && isTag(text[at:], "</dl"):
			ends[lists[len(lists)-1]] = at + strings.IndexByte(text[at:], '>') + 1
			lists = lists[:len(lists)-1]
		}
	}
}

// htmlTable reads the rows of a table.
type htmlTable struct {
	*pageParser
	columns int  // of the header, 0 before it
	row     row  // the one that is open
	opened  bool // by a tag
	own     bool // the row has a cell of its own
	full    bool // no more rows are read
	in      int  // tables that are open
	// cell is where the cell begins that is open, or -1; over is how many columns it takes.
	cell, over, down int
	// above are cells of rows above that go on, by column.
	above  []spanning
	header row
}

// spanning is a cell that goes on in rows below its own.
type spanning struct {
	tableCell
	rows int
}

// splitHTML splits a table in HTML into the cells of its header, which is its first row, and of
// its other rows.
func (p *pageParser) splitHTML(b *block) {
	t := htmlTable{pageParser: p, cell: -1}
	from, at := len(p.rows), b.start
	for z := html.NewTokenizer(strings.NewReader(p.text[b.start:b.end])); !t.full; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		z.NextIsNotRawText() // <title> is a placeholder here
		start := at
		if at += len(z.Raw()); kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		opens := kind != html.EndTagToken // to HTML <td/> is <td>
		if t.tag(string(name), opens, start, at); more && t.cell == at {
			t.spans(z)
		}
	}
	t.endRow()
	b.header, b.rows = t.header, slices.Clip(p.rows[from:])
}

// tag reads a tag between two offsets.
func (t *htmlTable) tag(name string, opens bool, start, end int) {
	if name == "table" {
		if opens {
			t.in++
		} else {
			t.in--
		}
	}
	if t.in > 1 { // a table in a cell is part of its text
		return
	}
	switch name {
	case "td", "th":
		t.endCell(start)
		if opens {
			t.cell, t.over, t.down = end, 1, 1
		}
	case "tr", "table":
		t.endCell(start)
		t.endRow()
		t.opened = opens && name == "tr"
	case "thead", "tbody", "tfoot": // no cell goes on in the next group
		t.endCell(start)
		t.endRow()
		t.above = t.above[:0]
	}
}

// spans reads over how many columns and rows the cell goes that has begun.
func (t *htmlTable) spans(z *html.Tokenizer) {
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		n, err := strconv.Atoi(string(value))
		switch name := string(key); {
		case err != nil || n < 0:
		case name == "colspan" && n > 0:
			t.over = min(n, maxColumns)
		case name == "rowspan" && n == 0: // to the end of the group
			t.down = maxFacts
		case name == "rowspan":
			t.down = min(n, maxFacts)
		}
	}
}

// endCell ends the cell that is open before an offset.
func (t *htmlTable) endCell(end int) {
	if t.cell < 0 {
		return
	}
	text := t.text[t.cell:end]
	start := t.cell + len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	c := tableCell{from: start, start: start, end: max(start, t.cell+len(strings.TrimRight(text, " \t\r\n")))}
	t.cell = -1
	t.goOn()
	for i := range t.over {
		if len(t.row) == maxColumns {
			break
		}
		if i > 0 {
			c = tableCell{from: t.base, start: t.base, end: t.base, missing: true}
		}
		t.row = append(t.row, c)
		if column := len(t.row) - 1; t.down > 1 {
			for len(t.above) <= column {
				t.above = append(t.above, spanning{})
			}
			t.above[column] = spanning{c, t.down}
		}
	}
	t.own = true
}

// goOn adds to a row the cells of rows above that go on from the column at hand.
func (t *htmlTable) goOn() {
	for i := len(t.row); i < len(t.above) && t.above[i].rows > 0; i++ {
		c := t.above[i].tableCell
		c.repeated = true
		t.row = append(t.row, c)
	}
}

// endRow ends the row that is open, if it has cells.
func (t *htmlTable) endRow() {
	if t.own {
		t.goOn()
	}
	for i := range t.above {
		if t.own || t.opened {
			t.above[i].rows--
		}
	}
	if t.own {
		t.addRow()
	}
	t.row, t.own, t.opened = t.row[:0], false, false
}

// addRow keeps the row that is open, in as many columns as the header has.
func (t *htmlTable) addRow() {
	if t.columns == 0 {
		t.columns = len(t.row)
	} else if !slices.ContainsFunc(t.row, func(c tableCell) bool { return c.start < c.end && !c.repeated }) {
		return
	}
	first := len(t.cells)
	t.cells = append(t.cells, t.row[:min(len(t.row), t.columns)]...)
	for range t.columns - len(t.row) {
		t.cells = append(t.cells, tableCell{from: t.base, start: t.base, end: t.base, missing: true})
	}
	r := slices.Clip(t.cells[first:])
	if t.header == nil {
		t.header = r
	} else if t.full = !t.admit(r[0].from, r[0].end); !t.full {
		t.rows = append(t.rows, r)
	}
}
