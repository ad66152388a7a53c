package parser

import (
	"bytes"
	"strings"

	"github.com/docbind/docbind/model"
)

// mend returns the Markdown with the lines rewritten at equal length that would make
// it something else than its author meant. The texts of the page come from the original.
func (p *pageParser) mend(src []byte) []byte {
	m := mender{pageParser: p, src: src, out: src, last: -2, tabs: strings.Contains(p.text, "(#tab/")}
	for i, start := range p.lines {
		if start < p.base || start == len(p.text) {
			continue
		}
		switch p.text[start] {
		case '|':
			m.table(i)
			m.last = i
		case ':', ' ', '[':
			m.mark(i)
		case '-':
			m.rule(i)
		}
	}
	return m.out
}

// mender rewrites lines.
type mender struct {
	*pageParser
	src, out []byte // out is src until the first line is rewritten
	tabs     bool   // the page has tabs, which end with ---
	last     int    // the last line that is the row of a table
}

// row returns the text of a line without the blanks at its end.
func (s *source) row(i int) string {
	end := s.lineStart(i + 1)
	for end > s.lines[i] && blankByte(s.text[end-1]) {
		end--
	}
	return s.text[s.lines[i]:end]
}

// blankByte reports whether a byte is a blank, a tab or part of a line end.
func blankByte(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// write puts a text in place of the beginning of a line.
func (m *mender) write(i int, text string) {
	if &m.out[0] == &m.src[0] {
		m.out = bytes.Clone(m.src)
	}
	copy(m.out[m.lines[i]-m.base:], text)
}

// table mends a delimiter row that has fewer columns than its header: GFM takes such
// a table for a paragraph (printercapabilities), and lint reports it.
func (m *mender) table(i int) {
	row := m.row(i)
	if i == 0 || !isDelimiterRow(row) {
		return
	}
	header := strings.TrimSpace(m.row(i - 1))
	want, have := columns(header), columns(row)
	if header == "" || header[0] != '|' || have >= want || len(row) < 2*want+1 {
		return
	}
	m.write(i, "|"+strings.Repeat("-|", want-1)+strings.Repeat("-", len(row)-2*want)+"|")
}

// mark blanks lines that only say for whom what follows is meant: ::: zone, ::: moniker,
// [TAGS=…] and [END]. As text they would become part of the next paragraph or of a
// table.
func (m *mender) mark(i int) {
	at := m.lines[i]
	for at < len(m.text) && m.text[at] == ' ' {
		at++
	}
	if at == len(m.text) || m.text[at] != ':' && m.text[at] != '[' { // as most lines of code
		return
	}
	row := m.row(i)
	text := strings.TrimLeft(row, " ")
	switch {
	case strings.HasPrefix(text, ":::"):
		if strings.HasPrefix(strings.TrimLeft(text, ": "), "code") {
			m.page.Unread = append(m.page.Unread, model.Text{Value: clip("code of another file, " + text), Pos: m.slice(m.lines[i], m.lines[i]+len(row)).Pos})
		}
	case strings.HasPrefix(text, "[TAGS=") && strings.HasSuffix(text, "]"), text == "[END]":
	default:
		return
	}
	blank := strings.Repeat(" ", len(row))
	if m.last == i-1 { // the table goes on
		blank, m.last = "|"+blank[1:], i
	}
	m.write(i, blank)
}

// rule mends the end of a group of tabs that follows a paragraph without a blank
// line: Markdown takes it for the underline of a heading.
func (m *mender) rule(i int) {
	if m.tabs && i > 0 && m.row(i) == "---" && m.row(i-1) != "" {
		m.write(i, "***")
	}
}

// isDelimiterRow reports whether a line is |:--|--:| and the like.
func isDelimiterRow(row string) bool {
	if len(row) < 3 || row[0] != '|' {
		return false
	}
	hyphen := false
	for i := range len(row) {
		switch row[i] {
		case '-':
			hyphen = true
		case '|', ':', ' ', '\t':
		default:
			return false
		}
	}
	return hyphen
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
