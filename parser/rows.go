package parser

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Tables are split here and not by goldmark's extension, which makes nodes of all cells:
// a page has hundreds of them, and most are plain text or not read at all.

// tables finds the tables in paragraphs, as GFM does: the delimiter row makes a table of
// the line before it and of the lines after it.
type tables struct{}

func (tables) Transform(n *ast.Paragraph, reader text.Reader, pc gm.Context) {
	lines := n.Lines()
	for i := 1; i < lines.Len(); i++ {
		delimiter, head := lines.At(i), lines.At(i-1)
		columns := delimiters(delimiter.Value(reader.Source()))
		if columns == 0 {
			continue
		}
		if header := head.Value(reader.Source()); cellCount(header) > columns {
			return
		}
		t := &table{columns: columns, head: head, delimiter: delimiter, rest: lines.Sliced(i+1, lines.Len())}
		t.SetPos(n.Pos())
		if p := pc.Get(pageKey).(*pageParser); p.cutsRows(delimiter.Stop) {
			p.tables++
		}
		lines.SetSliced(0, i-1)
		n.Parent().InsertAfter(n.Parent(), n, t)
		if i == 1 {
			n.Parent().RemoveChild(n.Parent(), n)
			return
		}
		last := lines.At(i - 2)
		last.Stop-- // the line feed
		lines.Set(i-2, last)
	}
}

// table stands in the tree for a table that was found.
type table struct {
	ast.BaseBlock
	columns         int
	head, delimiter text.Segment
	// rest are the rows that were not cut.
	rest []text.Segment
}

var kindTable = ast.NewNodeKind("TableRef")

func (*table) Kind() ast.NodeKind { return kindTable }
func (*table) IsRaw() bool        { return true }

func (t *table) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// delimiters returns the number of columns that a delimiter row makes, 0 if the line is
// none: | --- | :--: |
func delimiters(line []byte) int {
	if w, _ := util.IndentWidth(line, 0); w > 3 || len(bytes.TrimLeft(line, "-")) == 0 {
		return 0
	}
	n := 0
	for first, more := true, true; more; first = false {
		var column []byte
		column, line, more = bytes.Cut(line, []byte{'|'})
		switch column = util.TrimLeftSpace(util.TrimRightSpace(column)); {
		case len(column) > 0:
			column = bytes.TrimSuffix(bytes.TrimPrefix(column, []byte{':'}), []byte{':'})
			if len(column) == 0 || len(bytes.TrimLeft(column, "-")) > 0 {
				return 0
			}
			n++
		case !first && more:
			return 0
		}
	}
	return n
}

// tableCell is a cell of a table: where it begins, behind the pipe, and its text.
type tableCell struct {
	from, start, end int
	missing          bool // the row is too short
	repeated         bool // it is a cell of a row above
	said             said
	node             *ast.TextBlock // the text as goldmark has read it, nil if it is simple
}

// row is one row of a table.
type row []tableCell

// inner returns the part of a row between its outer pipes, and where that is.
func inner(line []byte) (text []byte, at int) {
	at = util.TrimLeftSpaceLength(line)
	text = util.TrimRightSpace(line[at:])
	if len(text) > 0 && text[0] == '|' {
		text, at = text[1:], at+1
	}
	if len(text) > 0 && text[len(text)-1] == '|' {
		text = text[:len(text)-1]
	}
	return text, at
}

// cellEnd returns where the cell ends that a text begins with: before a pipe that no
// backslash precedes.
func cellEnd(text []byte) int {
	for i := 0; ; i++ {
		n := bytes.IndexByte(text[i:], '|')
		if n < 0 {
			return len(text)
		}
		if i += n; i == 0 || text[i-1] != '\\' {
			return i
		}
	}
}

// cellCount returns the number of cells of a row.
func cellCount(line []byte) int {
	n := 0
	for text, _ := inner(line); len(text) > 0; n++ {
		text = text[min(cellEnd(text)+1, len(text)):]
	}
	return n
}

// tableLines are the lines of a table.
type tableLines struct {
	columns       int
	head, headEnd int            // offsets of the header
	first, last   int            // the rows that goldmark hasn't read, by their lines
	rest          []text.Segment // the others
}

// tableLines returns the lines of a table that goldmark has read.
func (p *pageParser) tableLines(t *table) tableLines {
	head := p.offset(t.head.Start)
	out := tableLines{columns: t.columns, head: head, headEnd: head + t.head.Stop - t.head.Start, rest: t.rest}
	out.first, out.last = p.cutLines(p.end(t.delimiter.Stop), rowsCut)
	return out
}

// splitTable splits a table into the cells of its header and of its rows; rows without
// any text are left out.
func (p *pageParser) splitTable(b *block) {
	if b.html {
		p.splitHTML(b)
		return
	}
	t, more, from := &b.table, true, len(p.rows)
	b.header, _ = p.splitRow(t.columns, t.head, t.headEnd-t.head)
	for i := t.first; more && i < t.last; i++ {
		more = p.addRow(t.columns, p.lines[i], p.lineStart(i+1)-p.lines[i])
	}
	for i := 0; more && i < len(t.rest); i++ {
		more = p.addRow(t.columns, p.offset(t.rest[i].Start), t.rest[i].Stop-t.rest[i].Start)
	}
	b.rows = slices.Clip(p.rows[from:])
}

// addRow splits a row of a table and reports whether more are read.
func (p *pageParser) addRow(columns, at, length int) bool {
	first := len(p.cells)
	r, empty := p.splitRow(columns, at, length)
	if empty {
		p.cells = p.cells[:first]
		return true
	}
	if !p.admit(r[0].from, r[0].end) {
		return false
	}
	p.rows = append(p.rows, r)
	return true
}

// splitRow splits the row at an offset of the page into as many cells as the table has
// columns.
func (p *pageParser) splitRow(columns, at, length int) (r row, empty bool) {
	text, skip := inner(p.mended[at-p.base:][:length])
	from, first := at+skip, len(p.cells)
	empty = true
	for range columns {
		c := tableCell{from: p.base, start: p.base, end: p.base, missing: len(text) == 0}
		if !c.missing {
			n := cellEnd(text)
			c.from, c.start = from, from+util.TrimLeftSpaceLength(text[:n])
			c.end = max(c.start, from+n-util.TrimRightSpaceLength(text[:n]))
			empty = empty && c.start == c.end
			n = min(n+1, len(text))
			text, from = text[n:], from+n
		}
		p.cells = append(p.cells, c)
	}
	return slices.Clip(p.cells[first:]), empty
}
