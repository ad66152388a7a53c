package lint

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// pipes looks at a paragraph whose lines are written as rows of a table: those that a blank line
// cuts off the table above, and a table without the row of hyphens.
func (p *page) pipes(i int) {
	b := &p.Blocks[i]
	text := strings.TrimRight(p.text(b.Text), " \t\r\n")
	if p.Text[b.Text.Start] != '|' || b.Quoted {
		return
	}
	columns := 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		n := cellCount(line)
		if !strings.HasPrefix(line, "|") || !strings.HasSuffix(line, "|") || n < 2 || columns > 0 && n != columns || strings.Trim(line, "|:- \t") == "" {
			return
		}
		columns = n
	}
	first := p.lineOf(b.Text.Start)
	if above := p.tableAbove(i); above != nil {
		if len(above.Rows[0].Cells) == columns {
			end := p.lineOf(above.Rows[len(above.Rows)-1].Start).End
			p.report(model.RuleTableShape, first, "a blank line ends the table above this row, so the row is shown as text", "remove the blank line",
				model.Edit{Span: model.Span{Start: end, End: first.Start}, New: p.lineEnd()})
		}
		return
	}
	if strings.Contains(text, "\n") {
		row := "|" + strings.Repeat(":---|", columns)
		p.report(model.RuleTableDelimiter, first, "no row of hyphens follows the header, so this is shown as text, not as a table", "write "+row+" below the header",
			model.Edit{Span: model.Span{Start: first.End, End: first.End}, New: p.lineEnd() + row})
	}
}

// cutOff returns the names in the rows that were cut off from the properties table.
func (p *page) cutOff() map[string]bool {
	names := map[string]bool{}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Kind != model.ParagraphBlock || b.Within != model.SectionProperties || p.Text[b.Text.Start] != '|' {
			continue
		}
		for line := range strings.SplitSeq(p.text(b.Text), "\n") {
			name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
			names[plain(name)] = true
		}
	}
	return names
}

// tableAbove returns the table that only blank lines separate from a block, nil if there is none.
func (p *page) tableAbove(i int) *model.Block {
	if i == 0 || p.Blocks[i-1].Kind != model.TableBlock || len(p.Blocks[i-1].Rows) == 0 {
		return nil
	}
	above := &p.Blocks[i-1]
	end := p.lineOf(above.Rows[len(above.Rows)-1].Start).End
	if strings.TrimSpace(p.Text[end:p.Blocks[i].Start]) != "" {
		return nil
	}
	return above
}
