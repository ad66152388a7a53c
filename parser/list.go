package parser

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// Lists take the place of tables in some houses: - `name` (string, required): text. Their items
// give the rows that a table would have.

// listColumns are the columns of the rows that lists give.
var listColumns = []string{"name", "description", "type", "required"}

// mayList reports whether a paragraph may be an item of a list that stands in place of a table.
func (p *pageParser) mayList(b *block) bool {
	return lists(b) && b.start < b.end && (p.text[b.start] == '`' || p.text[b.start] == '*' || bareWord(p.text[b.start:b.end])) && p.listItem(b)
}

// lists reports whether a block stands where parameters, properties or members are listed.
func lists(b *block) bool {
	switch b.within {
	case model.SectionHeaders, model.SectionBody, model.SectionFunction, model.SectionQuery, model.SectionPath, model.SectionURL,
		model.SectionProperties, model.SectionRelationships, model.SectionMembers:
		return !b.sample && !b.quoted
	}
	return false
}

// wantItem splits a list item that begins with a name into the cells of a row, whose text is to be
// read. The description may be a paragraph of its own.
func (p *pageParser) wantItem(i int) {
	b := &p.blocks[i]
	it, ok := parseItem(p.text[b.start:b.end])
	if !ok {
		return
	}
	if d := &it.description; d.start == d.end && i+1 < len(p.blocks) {
		if next := &p.blocks[i+1]; next.kind == paragraphBlock && !p.listItem(next) && p.indent(next) > p.indent(b) {
			*d = span{next.start - b.start, next.end - b.start}
		}
	}
	p.wantRow(it, b.start)
	b.rows = slices.Clip(p.rows[len(p.rows)-1:])
}

// wantRow makes a row of what a text at an offset says of a name, and wants its text read.
func (p *pageParser) wantRow(it listItem, at int) {
	first := len(p.cells)
	for _, s := range [...]span{it.name, it.description, it.typ, it.required} {
		p.cells = append(p.cells, tableCell{from: at + s.start, start: at + s.start, end: at + s.end, missing: s.start == s.end})
	}
	p.wantCells(p.cells[first:])
	p.rows = append(p.rows, slices.Clip(p.cells[first:]))
}

// inList reports whether a paragraph is part of a list that stands in place of a table, which is read
// with its first item.
func (p *pageParser) inList(i int) bool {
	if i >= p.listEnd && len(p.blocks[i].rows) > 0 {
		if p.blocks[i].terms {
			p.listEnd, p.inNames = p.termList(i), true
		} else {
			p.listEnd, p.inNames = p.list(i)
		}
	}
	return i < p.listEnd && p.inNames
}

// list reads the list whose first item is the block of an index, and returns the index of the
// block after it. It is none of names if most of its items are something else than a name and what
// is said of it; one alone has to have a type.
func (p *pageParser) list(first int) (end int, ok bool) {
	b := &p.blocks[first]
	var rows []row
	items, words, indent, bare := 0, 0, p.indent(b), bareWord(p.text[b.start:b.end])
	for end = first; end < len(p.blocks); end++ {
		c := &p.blocks[end]
		item, at := c.kind == paragraphBlock && c.quoted == b.quoted && p.listItem(c), p.indent(c)
		if c.section != b.section || c.within != b.within || at < indent || at == indent && !item {
			break
		}
		if at > indent { // it says more of the item above
			continue
		}
		if items++; len(c.rows) > 0 && bareWord(p.text[c.start:c.end]) == bare {
			rows = append(rows, c.rows[0])
			words += p.speaksOf(c)
		}
	}
	if bare && (len(rows) < items || 2*words >= items) {
		return end, false
	}
	if 2*len(rows) <= items || len(rows) == 1 && rows[0][2].missing {
		return end, false
	}
	p.declaredList(b, rows)
	return end, true
}

// declaredList reads the rows that a list gives.
func (p *pageParser) declaredList(b *block, rows []row) {
	for i, r := range rows {
		if !p.admit(r[0].from, r[0].end) {
			rows = rows[:i]
			break
		}
	}
	columns := listColumns
	if b.within == model.SectionMembers {
		columns = listColumns[:2]
	}
	p.declared(b, columns, rows)
}

// speaksOf returns 1 for an item that begins with a word which is rather one of a sentence than a
// name, as nothing says what it is of: Note: it is slow. Names of headers are such words, too.
func (p *pageParser) speaksOf(b *block) int {
	name, r := p.text[b.rows[0][0].start:b.rows[0][0].end], b.rows[0]
	if b.within == model.SectionHeaders || !r[2].missing || !r[3].missing || !hasUpper(name[:1]) || hasUpper(name[1:]) || strings.ContainsAny(name, "_-$@0123456789") {
		return 0
	}
	return 1
}

// indent returns the column at which a block begins, or the mark of its list item.
func (p *pageParser) indent(b *block) int {
	line := p.text[strings.LastIndexByte(p.text[:b.start], '\n')+1:]
	columns := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			columns++
		case '\t': // to the next tab stop (CommonMark, section 2.2)
			columns += 4 - columns%4
		default:
			return columns
		}
	}
	return columns
}
