package parser

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/docbind/docbind/model"
)

// mendTables returns the Markdown with delimiter rows that have fewer columns than
// their header rewritten at equal length: GFM takes such a table for a paragraph
// (printercapabilities). The texts of the page come from the original.
func (p *pageParser) mendTables(src []byte) []byte {
	mended := src
	for i := 1; i < len(p.lines); i++ {
		start := p.lines[i]
		if start < p.base || start == len(p.text) || p.text[start] != '|' {
			continue
		}
		end := len(p.text)
		if i+1 < len(p.lines) {
			end = p.lines[i+1]
		}
		row := strings.TrimRight(p.text[start:end], " \t\r\n")
		if !isDelimiterRow(row) {
			continue
		}
		header := strings.TrimSpace(p.text[p.lines[i-1]:start])
		want, have := columns(header), columns(row)
		if header == "" || header[0] != '|' || have >= want || len(row) < 2*want+1 {
			continue
		}
		p.report(model.RuleTableShape, p.pos(start, start+len(row)),
			fmt.Sprintf("the header has %d columns, the row below it %d; Markdown sees no table", want, have), "give both rows the same columns")
		if &mended[0] == &src[0] {
			mended = bytes.Clone(src)
		}
		copy(mended[start-p.base:], "|"+strings.Repeat("-|", want-1)+strings.Repeat("-", len(row)-2*want)+"|")
	}
	return mended
}

// isDelimiterRow reports whether a line is |:--|--:| and the like.
func isDelimiterRow(row string) bool {
	return len(row) > 2 && row[0] == '|' && strings.Contains(row, "-") && strings.Trim(row, "|:- \t") == ""
}

// columns counts the cells of a row that begins with a pipe.
func columns(row string) int {
	row = strings.TrimSuffix(row, "|")
	n := 0
	for i := range len(row) {
		if row[i] == '|' && (i == 0 || row[i-1] != '\\') {
			n++
		}
	}
	return n
}
