package parser

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/util"

	"github.com/docbind/docbind/internal/fold"
)

// A heading at the beginning of a line ends whatever stands above it, so the sections of
// a page can be read one by one. Most hold nothing but paragraphs, tables, code blocks,
// comments, rules, and quotes and list items of one line, all of which begin at the margin.
// Their blocks are found here while the lines are gone through; a section with anything
// else is left to goldmark.

// scanner goes through the lines of a page.
type scanner struct {
	*pageParser
	rows bool // the rows of tables are cut
	// first is the first line of the section at hand, before what there was above it.
	first  int
	before struct{ blocks, code, edits, rowCuts int }
	// plain reports that the section has held no other blocks so far.
	plain bool
	// html reports that HTML is open that a blank line ends, lost that some is that
	// headings don't end.
	html, lost bool
	paragraph  int // first line of the one that is open, or -1
}

// scan finds the blocks of plain sections, which are cut from what goldmark reads, as are,
// with rows, the rows of tables in the others: they can't be anything else than further
// lines of a paragraph. It also ends the code blocks and annotations that are never closed,
// where what follows shows that they are over: without, the rest of the page is lost
// (accesspackage-post-incompatiblegroup). Those in lists end with the list.
func (p *pageParser) scan(rows bool) {
	s := scanner{pageParser: p, rows: rows, paragraph: -1}
	i := p.lineAt(p.base) - 1
	if p.lines[i] < p.base {
		i++
	}
	s.begin(i)
	s.plain = s.lineStart(i) == p.base
	for i < len(p.lines) && p.insertions < maxInsertions {
		i = s.line(i)
	}
	s.plain = s.plain && i == len(p.lines)
	s.finish(len(p.lines))
}

// begin begins a section.
func (s *scanner) begin(i int) {
	s.first, s.plain = i, !s.lost
	s.before.blocks, s.before.code, s.before.edits, s.before.rowCuts = len(s.blocks), len(s.code), len(s.edits), s.rowCuts
}

// finish ends the section before a line.
func (s *scanner) finish(end int) {
	s.endParagraph(end)
	if !s.plain || s.first >= end {
		s.blocks, s.code = s.blocks[:s.before.blocks], s.code[:s.before.code]
		return
	}
	s.edits, s.rowCuts = s.edits[:s.before.edits], s.before.rowCuts
	s.cut(s.first, end, sectionCut)
}

// line reads a line, or the block that begins with it, and returns the line after it.
func (s *scanner) line(i int) int {
	at := s.lines[i]
	text := s.mended[at-s.base : s.lineStart(i+1)-s.base]
	if blankLine(text) {
		s.endParagraph(i)
		s.html = false
		return i + 1
	}
	switch text[0] {
	case '#':
		return s.heading(i)
	case '|':
		return s.table(i)
	case '>':
		return s.item(i, text, 1)
	case '-', '*', '+':
		if s.rule(i, text) {
			return i + 1
		}
		if len(text) > 1 && text[1] == ' ' {
			return s.item(i, text, 1)
		}
	case '`', '~', '<', ' ':
		if s.marked(at) {
			return s.mark(i)
		}
	}
	s.plain = s.plain && startsText(text)
	if s.paragraph < 0 {
		s.paragraph = i
	}
	return i + 1
}

// blankLine reports whether a line holds nothing.
func blankLine(line []byte) bool {
	for _, c := range line {
		if !blankByte(c) {
			return false
		}
	}
	return true
}

// startsText reports whether a line that opens none of the other plain blocks can be
// nothing but the line of a paragraph: no list, quote, rule, underline or delimiter row.
func startsText(line []byte) bool {
	c := line[0]
	switch {
	case digit(c):
		rest := bytes.TrimLeft(line, "0123456789")
		return len(rest) > 0 && rest[0] != '.' && rest[0] != ')'
	case c == '*' || c == '_':
		rest := bytes.TrimLeft(line, string(c))
		return len(line)-len(rest) < 3 && len(rest) > 0 && (letterOrDigit(rest[0]) || rest[0] == '[' || rest[0] == '`')
	}
	return c > ' ' && strings.IndexByte("#+-=>:\\|<", c) < 0
}

// heading reads a line that begins with #.
func (s *scanner) heading(i int) int {
	at, row := s.lines[i], s.row(i)
	title := strings.TrimLeft(row, "#")
	level := len(row) - len(title)
	text := strings.TrimLeft(title, " \t")
	if level > 6 || title != "" && text == title || s.html {
		s.plain = false
		s.cutTab(i)
		return i + 1
	}
	s.finish(i)
	s.begin(i)
	s.plain = s.plain && text != "" && text[0] > ' ' && text[len(text)-1] > ' ' && text[len(text)-1] != '#'
	start := at + len(row) - len(text)
	s.blocks = append(s.blocks, block{kind: headingBlock, level: level, start: at, end: at + len(row), text: span{start, at + len(row)}})
	return s.cutTab(i)
}

// table reads a line that begins with a pipe.
func (s *scanner) table(i int) int {
	head := s.mended[s.lines[i]-s.base : s.lineStart(i+1)-s.base]
	delimiter := s.mended[s.lineStart(i+1)-s.base : s.lineStart(i+2)-s.base]
	columns := 0
	if s.paragraph < 0 && s.rows && len(delimiter) > 0 && delimiter[0] == '|' {
		columns = delimiters(delimiter)
	}
	if columns == 0 || cellCount(head) > columns {
		s.plain = false
		if !s.rows {
			return i + 1
		}
		return s.cutRows(i)
	}
	end := s.cutRows(i + 1)
	s.blocks = append(s.blocks, block{kind: tableBlock, start: s.lines[i], end: s.lines[i],
		table: tableLines{columns: columns, head: s.lines[i], headEnd: s.lines[i] + len(head), first: i + 2, last: end}})
	s.plain = s.plain && s.endsText(end) // rows may go on without a pipe
	return end
}

// endsText reports whether a line is one that neither a table nor a paragraph goes on with.
func (s *scanner) endsText(i int) bool {
	next := s.mended[s.lineStart(i)-s.base:]
	return len(next) == 0 || next[0] == '\n' || next[0] == '\r' || next[0] == '#' || bytes.HasPrefix(next, []byte("<!--"))
}

// item reads a line that begins with the mark of a quote or a list item.
func (s *scanner) item(i int, line []byte, mark int) int {
	s.endParagraph(i)
	words := bytes.TrimLeft(line[mark:], " ")
	s.plain = s.plain && len(line)-len(words) <= mark+4 && len(words) > 0 && startsText(words) &&
		!bytes.HasPrefix(words, []byte("```")) && !bytes.HasPrefix(words, []byte("~~~")) && s.endsItem(i+1, line)
	s.addParagraph(s.lines[i]+len(line)-len(words), s.lineStart(i+1), line[0] == '>')
	return i + 1
}

// endsItem reports whether a line ends the item of a list, or the quote, above.
func (s *scanner) endsItem(i int, item []byte) bool {
	next := s.mended[s.lineStart(i)-s.base:]
	return s.endsText(i) || item[0] != '>' && len(next) > 1 && next[0] == item[0] && next[1] == ' '
}

// rule reads a line that is nothing but hyphens or asterisks, and reports whether it is a
// rule; below a paragraph, hyphens make that a heading.
func (s *scanner) rule(i int, line []byte) bool {
	line = util.TrimRightSpace(line)
	if len(line) < 3 || line[0] == '+' || len(bytes.TrimLeft(line, string(line[:1]))) > 0 || line[0] == '-' && s.paragraph >= 0 {
		return false
	}
	s.endParagraph(i)
	s.blocks = append(s.blocks, block{kind: ruleBlock, start: s.lines[i], end: s.lines[i]})
	return true
}

// mark reads a line that begins with the marks of a code block, a tag or a comment, up to
// three blanks before.
func (s *scanner) mark(i int) int {
	at := s.lines[i]
	mark, info := fenceMark(s.row(i))
	switch {
	case mark != "" && (mark[0] == '~' || !strings.Contains(info, "`")):
		s.endParagraph(i)
		end, closed := s.endFence(i, mark)
		indented := s.text[at] != mark[0]
		s.lost = s.lost || s.html || indented && (!closed || s.atMargin(i+1, end))
		if s.plain = s.plain && closed && !indented; s.plain {
			s.codeBlock(i, end-1, info)
		}
		return end
	case strings.HasPrefix(s.text[at:], "<!--"):
		s.endParagraph(i)
		end, closed := s.endComment(i)
		s.lost = s.lost || s.html // it may end inside
		s.plain = s.plain && closed
		s.blocks = append(s.blocks, block{kind: commentBlock, start: at, end: s.lineStart(end)})
		return end
	}
	text := strings.TrimLeft(s.row(i), " ")
	if text[0] == '<' || len(text) < len(s.row(i)) {
		s.plain, s.html = false, s.html || text[0] == '<'
		s.lost = s.lost || text[0] == '<' && outlivesHeadings(text[1:])
	}
	if s.paragraph < 0 {
		s.paragraph = i
	}
	return i + 1
}

// atMargin reports whether a line begins without a blank: in a list it ends what is
// indented, and a fence after it opens another code block.
func (s *scanner) atMargin(from, to int) bool {
	for _, at := range s.lines[from:to] {
		if at < len(s.text) && s.text[at] > ' ' {
			return true
		}
	}
	return false
}

// outlivesHeadings reports whether HTML that begins with a tag ends with another tag only
// (CommonMark 0.31, section 4.6).
func outlivesHeadings(tag string) bool {
	for _, name := range []string{"!", "?", "script", "pre", "style", "textarea"} {
		if fold.HasPrefix(tag, name) {
			return true
		}
	}
	return false
}

// codeBlock adds the block between two fences.
func (s *scanner) codeBlock(open, shut int, info string) {
	b := block{kind: fenceBlock, start: s.lines[open], info: strings.TrimSpace(info)}
	b.lines = s.codeBetween(open+1, shut)
	b.end = s.lines[shut] + len(trimLineEnd(s.text[s.lines[shut]:s.lineStart(shut+1)]))
	s.blocks = append(s.blocks, b)
}

// endParagraph ends the paragraph that is open before a line, if there is one.
func (s *scanner) endParagraph(end int) {
	first := s.paragraph
	if s.paragraph = -1; first >= 0 {
		s.addParagraph(s.lines[first], s.lineStart(end), false)
	}
}

// addParagraph adds the paragraph between two offsets.
func (s *scanner) addParagraph(start, end int, quoted bool) {
	if !s.plain {
		return
	}
	text := s.text[start:end]
	text = text[:len(text)-util.TrimRightSpaceLength(util.StringToReadOnlyBytes(text))]
	if text[0] == '[' && strings.Contains(text, "]:") { // a link definition
		s.plain = false
		return
	}
	end = start + len(text)
	s.blocks = append(s.blocks, block{kind: paragraphBlock, start: start, end: end, text: span{start, end}, quoted: quoted})
}

// lineStart returns where a line begins, for the one after the last where the page ends.
func (s *source) lineStart(i int) int {
	if i >= len(s.lines) {
		return len(s.text)
	}
	return s.lines[i]
}

// merge puts the blocks of plain sections and those that goldmark found, which follow
// from an index on, in the order of the page.
func (p *pageParser) merge(from int) {
	plain, others := p.blocks[:from], p.blocks[from:]
	if len(plain) == 0 || len(others) == 0 {
		return
	}
	all := p.spare[:0]
	for len(plain) > 0 && len(others) > 0 {
		if plain[0].start < others[0].start {
			all, plain = append(all, plain[0]), plain[1:]
		} else {
			all, others = append(all, others[0]), others[1:]
		}
	}
	p.blocks, p.spare = append(append(all, plain...), others...), p.blocks
}
