package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// tableRules checks the form of tables.
func tableRules(s *set, p *page) {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Kind == model.ParagraphBlock && p.Text[b.Text.Start] == '|' {
			if strings.Contains(p.text(b.Text), "\n") {
				p.delimiter(b.Text.Start)
			}
			p.pipes(i)
		}
		if b.Kind != model.TableBlock || len(b.Rows) == 0 {
			continue
		}
		p.delimiter(b.Rows[0].Start)
		wide := p.wideRows(b)
		for n := range b.Rows[1:] {
			p.rowShape(b, n+1, wide)
		}
		if p.Slug == "" {
			s.columns(p, b)
		}
		p.duplicateRows(b)
	}
}

// cellCount returns the number of cells of a row, as GFM splits it: at the pipes that no
// backslash precedes, also in code.
func cellCount(row string) int {
	row = strings.TrimSpace(row)
	row = strings.TrimPrefix(row, "|")
	if strings.HasSuffix(row, "|") && !strings.HasSuffix(row, `\|`) {
		row = row[:len(row)-1]
	}
	if row == "" {
		return 0
	}
	n := 1 + strings.Count(row, "|")
	if strings.Contains(row, `\|`) {
		n -= strings.Count(row, `\|`)
	}
	return n
}

// delimiter reports a delimiter row that is wider or narrower than the header at an offset:
// GitHub takes such a table for a paragraph, and so does Markdown if it is narrower, though the
// parser reads it as it was meant.
func (p *page) delimiter(start int32) {
	header := p.lineOf(start)
	at := p.wholeLine(header.Start)
	if at.End == header.End || at.End == int32(len(p.Text)) {
		return
	}
	at = p.lineOf(at.End)
	row := strings.TrimRight(p.text(at), " \t")
	if !strings.Contains(row, "-") || strings.Trim(row, "|:- \t>") != "" {
		return
	}
	want, have := cellCount(p.Text[start:header.End]), cellCount(strings.TrimLeft(row, "> "))
	if want == have {
		return
	}
	f := p.report(model.RuleTableDelimiter, model.Span{Start: start, End: header.End},
		fmt.Sprintf("the header has %d columns, the row below it %d, so GitHub shows no table", want, have), "give both rows the same columns")
	if !strings.HasPrefix(row, "|") || have == 0 {
		return
	}
	cells := strings.Split(strings.Trim(row, "|"), "|")
	for len(cells) < want {
		cells = append(cells, cells[len(cells)-1])
	}
	f.Edits = []model.Edit{{Span: model.Span{Start: at.Start, End: at.Start + int32(len(row))}, New: "|" + strings.Join(cells[:want], "|") + "|"}}
}

// rowShape reports a row that is wider than the header, so that nobody sees its end, or that
// is none but text without a blank line before it; and rows that are too short.
// Rows of the width wide are reported already.
func (p *page) rowShape(b *model.Block, n, wide int) {
	row, columns := b.Rows[n], len(b.Rows[0].Cells)
	text := p.text(row.Span)
	count := cellCount(text)
	switch {
	case p.Text[b.Rows[0].Start] == '|' && text != "" && text[0] != '|' && count < columns:
		p.strayText(b.Rows[n-1], row)
	case count < columns:
		if !p.isGroupTitle(row) {
			p.report(model.RuleShortRow, row.Span, fmt.Sprintf("the row has %d of %d cells", count, columns), "add the others, or leave them blank: | |")
		}
	case count > columns && count != wide && len(row.Cells) == columns && columns > 0:
		p.longRow(row, columns, count)
	}
}

// wideRows reports once that most rows of a table have the same number of cells, more than the
// header, and returns that number: the header lacks columns. 0 if they don't.
func (p *page) wideRows(b *model.Block) int {
	const few = 3
	columns, widths := len(b.Rows[0].Cells), map[int]int{}
	for _, r := range b.Rows[1:] {
		if count := cellCount(p.text(r.Span)); count > columns && columns > 0 && len(r.Cells) == columns && p.escapePipes(r, count-columns) == nil {
			widths[count]++
		}
	}
	for _, wide := range slices.Sorted(maps.Keys(widths)) {
		if n := widths[wide]; n >= few && 2*n > len(b.Rows)-1 && p.losesCells(b, wide) {
			p.report(model.RuleTableShape, b.Rows[0].Span, fmt.Sprintf("%d rows of the table have %d cells, the header %d; what stands behind is not shown", n, wide, columns),
				"add the columns to the header and the row below it, or take the cells out")
			return wide
		}
	}
	return 0
}

// losesCells reports whether a row of that width has more than blanks in the cells that the header lacks.
func (p *page) losesCells(b *model.Block, wide int) bool {
	columns := len(b.Rows[0].Cells)
	return slices.ContainsFunc(b.Rows[1:], func(r model.Row) bool {
		return cellCount(p.text(r.Span)) == wide && strings.Trim(p.Text[r.Cells[columns-1].End:r.End], "| \t") != ""
	})
}

// isGroupTitle reports whether a row is the title of the rows below it: only its first cell says
// something.
func (p *page) isGroupTitle(row model.Row) bool {
	return len(row.Cells) < 2 || !slices.ContainsFunc(row.Cells[1:], func(c model.Span) bool { return c.End > c.Start })
}

// longRow reports the cells of a row that are too many, unless they are blank.
func (p *page) longRow(row model.Row, columns, count int) {
	last := row.Cells[columns-1]
	surplus := model.Span{Start: last.End, End: row.End}
	surplus.Start += int32(max(strings.IndexByte(p.text(surplus), '|'), 0))
	if strings.Trim(p.text(surplus), "| \t") == "" {
		return // nothing is lost
	}
	p.report(model.RuleTableShape, surplus, fmt.Sprintf("the row has %d cells, the header %d; what stands behind is not shown", count, columns),
		"write \\| for a pipe that is text, or add a column to the header", p.escapePipes(row, count-columns)...)
}

// strayText reports a line that became a row of the table above it: one that goes on from the
// row before, or text of its own.
func (p *page) strayText(above, row model.Row) {
	if !strings.HasSuffix(strings.TrimRight(p.text(above.Span), " \t"), "|") || strings.IndexByte(p.text(row.Span), '|') >= 0 {
		p.report(model.RuleTableShape, row.Span, "this line becomes a row of its own, but goes on from the row above", "write the row on one line",
			model.Edit{Span: model.Span{Start: above.End, End: row.Start}, New: " "})
		return
	}
	p.report(model.RuleTableShape, row.Span, "this line becomes a row of the table above", "put a blank line before it",
		model.Edit{Span: model.Span{Start: row.Start, End: row.Start}, New: p.lineEnd()})
}

// escapePipes returns the edits that make text of the pipes of a row that stand in code or in
// braces, if these are as many as there are too many cells.
func (p *page) escapePipes(row model.Row, many int) []model.Edit {
	var edits []model.Edit
	code, depth := false, 0
	text := p.text(row.Span)
	for i := range len(text) {
		switch text[i] {
		case '`':
			code = !code
		case '{':
			depth++
		case '}':
			depth = max(depth-1, 0)
		case '|':
			if (code || depth > 0) && text[i-min(i, 1)] != '\\' {
				at := row.Start + int32(i)
				edits = append(edits, model.Edit{Span: model.Span{Start: at, End: at}, New: `\`})
			}
		}
	}
	if len(edits) != many || code || depth > 0 {
		return nil
	}
	return edits
}

// columnNames are the columns that tables of the format have, by what the heading above
// announces.
var columnNames = map[model.SectionKind][]string{
	model.SectionPermissions:   {"Permission type", "Permissions (from least to most privileged)", "Least privileged permissions", "Higher privileged permissions", "Permissions"},
	model.SectionHeaders:       {"Name", "Header", "Type", "Value", "Description", "Required"},
	model.SectionBody:          {"Property", "Parameter", "Name", "Type", "Value", "Description", "Required"},
	model.SectionFunction:      {"Parameter", "Property", "Name", "Type", "Value", "Description", "Required"},
	model.SectionQuery:         {"Parameter", "Property", "Name", "Type", "Value", "Description", "Example", "Required"},
	model.SectionPath:          {"Parameter", "Property", "Name", "Type", "Value", "Description", "Example", "Required"},
	model.SectionURL:           {"Parameter", "Property", "Name", "Type", "Value", "Description", "Example", "Required"},
	model.SectionProperties:    {"Property", "Name", "Type", "Description", "Required", "Relationship"},
	model.SectionRelationships: {"Relationship", "Name", "Type", "Description", "Property", "Required"},
	model.SectionMethods:       {"Method", "Return type", "Description"},
	model.SectionMembers:       {"Member", "Name", "Value", "Description"},
	model.SectionErrors:        {"Error code", "Error message", "HTTP code", "Description", "Details"},
}

// commonColumns are those of tables below any other heading.
var commonColumns = []string{"Description", "Parameter", "Property", "Permissions", "Relationship", "Error message"}

// columns reports misspelt columns.
func (s *set) columns(p *page, b *model.Block) {
	known := columnNames[b.Within]
	if known == nil {
		known = commonColumns
	}
	for _, c := range b.Rows[0].Cells {
		raw := strings.Trim(p.text(c), "* \t")
		if len(raw) < 4 || slices.Contains(known, raw) {
			continue
		}
		text := strings.TrimRight(plain(raw), "?:")
		if slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, text) }) {
			continue
		}
		if s.habits.columns[strings.ToLower(text)] || strings.Contains(text, " to ") && b.Within == model.SectionPermissions {
			continue // see permissionOrder
		}
		meant, ok := misspelt(text, slices.Values(known))
		if !ok || plural(meant, text) || s.configured(p, b, text) {
			continue
		}
		i := int(c.Start) + strings.Index(p.text(c), raw)
		p.report(model.RuleUnknownColumn, c, "there is no column "+text, "write "+meant, model.Edit{Span: spanAt(i, i+len(raw)), New: meant})
	}
}

// configured reports whether the docs' own config has a column for the table.
func (s *set) configured(p *page, b *model.Block, column string) bool {
	if b.Section < 0 || int(b.Section) >= len(p.Sections) {
		return false
	}
	heading := strings.ToLower(p.Sections[b.Section].Heading.Value)
	return slices.ContainsFunc(s.Docs.Tables, func(t TableKind) bool {
		return slices.ContainsFunc(t.Columns, func(c string) bool { return strings.EqualFold(c, column) }) &&
			slices.ContainsFunc(t.Titles, func(title string) bool { return titleMatches(title, heading) })
	})
}

// duplicateRows reports a name that a table of properties, parameters or members lists twice.
func (p *page) duplicateRows(b *model.Block) {
	switch b.Within {
	case model.SectionBody, model.SectionFunction, model.SectionPath, model.SectionURL, model.SectionProperties, model.SectionRelationships, model.SectionMembers,
		model.SectionMethods:
	default:
		if b.Within == model.SectionHeaders || b.Within == model.SectionQuery || len(b.Rows[0].Cells) < 2 || !strings.EqualFold(plain(p.text(b.Rows[0].Cells[1])), "type") {
			return // below a heading of its own: Domain settings
		}
	}
	if len(b.Rows) < 3 || len(b.Rows[0].Cells) < 2 || !namesSomething(strings.ToLower(plain(p.text(b.Rows[0].Cells[0])))) {
		return
	}
	seen := make(map[string]model.Span, len(b.Rows))
	for _, r := range b.Rows[1:] {
		if len(r.Cells) == 0 || p.isGroupTitle(r) {
			clear(seen)
			continue
		}
		name := p.text(r.Cells[0])
		if b.Within != model.SectionMethods && strings.ContainsAny(name, " *`_\\[") { // methods of one name may be different ones
			if name = plain(name); strings.Contains(name, " ") {
				continue
			}
		}
		if name == "" {
			continue
		}
		first, twice := seen[name]
		if !twice {
			seen[name] = r.Span
			continue
		}
		f := p.report(model.RuleDuplicateRow, r.Cells[0], "the table lists "+clip(plain(name))+" twice", "leave one of the rows out")
		f.Related = []model.Position{p.pos(first)}
		if p.text(first) == p.text(r.Span) {
			f.Edits = []model.Edit{{Span: p.wholeLine(r.Start)}}
		}
	}
}

// namesSomething reports whether a column, in lower case, holds the names of what the rows are
// about.
func namesSomething(column string) bool {
	return strings.Contains(column, "propert") || strings.Contains(column, "parameter") || strings.Contains(column, "member") ||
		strings.Contains(column, "relationship") || column == "name" || column == "method"
}
