package parser

import (
	"slices"
	"sort"
	"strings"

	"github.com/docbind/docbind/internal/fold"
)

// edit is a place where the Markdown that is parsed differs from the page: it has a
// line more, or lines less.
type edit struct {
	at   int    // offset into the page
	text string // what stands there in the Markdown only
	cut  int    // how many bytes of the page the Markdown lacks
	kind cutKind
	// from is where the edit is in the Markdown, ahead how much longer the Markdown is
	// up to there than the page.
	from, ahead int
}

// cutKind says what is cut.
type cutKind int

const (
	noCut      cutKind = iota
	codeCut            // the lines of a code block
	rowsCut            // the rows of a table
	tabCut             // a tab that nothing is read from
	sectionCut         // sections whose blocks are known
)

// maxInsertions bounds what is mended of one page.
const maxInsertions = 100

// offset returns the place in the page of an offset into the Markdown at which something
// begins.
func (p *pageParser) offset(x int) int { return p.place(x, x) }

// end returns the place in the page of an offset into the Markdown at which something
// ends: before what is cut there.
func (p *pageParser) end(x int) int { return p.place(x, x-1) }

// place returns the place in the page of an offset, with the edits up to another made.
func (p *pageParser) place(x, upTo int) int {
	i := sort.Search(len(p.edits), func(i int) bool { return p.edits[i].from > upTo })
	if i == 0 {
		return p.base + x
	}
	e := &p.edits[i-1]
	return p.base + x - e.ahead - min(len(e.text), x-e.from) + e.cut
}

// edit makes src of the Markdown.
func (p *pageParser) edit() {
	src, out, from := p.mended, p.src[:0], 0
	for i := range p.edits {
		e := &p.edits[i]
		out = append(out, src[from:e.at-p.base]...)
		e.from, e.ahead = len(out), len(out)-(e.at-p.base)
		out = append(out, e.text...)
		from = e.at - p.base + e.cut
	}
	p.src = append(out, src[from:]...)
}

// cutLines returns the first of the lines of the page that the Markdown lacks from an
// offset on, and the one after the last, if they are of that kind.
func (p *pageParser) cutLines(at int, kind cutKind) (first, last int) {
	i := sort.Search(len(p.edits), func(i int) bool { return p.edits[i].at >= at })
	if i == len(p.edits) || p.edits[i].at != at || p.edits[i].kind != kind {
		return 0, 0
	}
	return p.lineAt(at) - 1, p.lineAt(at+p.edits[i].cut) - 1
}

// cutAt returns the lines of a code block that the Markdown lacks from an offset on.
func (p *pageParser) cutAt(at int) (lines []line, end int) {
	first, last := p.cutLines(at, codeCut)
	if first == last {
		return nil, at
	}
	return p.codeBetween(first, last), p.lines[last]
}

// codeBetween returns the lines from one up to another.
func (p *pageParser) codeBetween(first, last int) []line {
	from := len(p.code)
	for ; first < last; first++ {
		p.codeLine(from, line{p.lines[first], trimLineEnd(p.text[p.lines[first]:p.lines[first+1]])})
	}
	return slices.Clip(p.code[from:])
}

// findBlocks finds the blocks of the page. What goldmark reads is without the rows of
// tables, unless what looks like a table turns out to be none. Lists, quotes and tabs
// don't matter for what a page says (event-delta: samples in a list item).
func (p *pageParser) findBlocks() {
	p.scan(true)
	doc := p.markdown()
	if p.tables < p.rowCuts {
		p.edits, p.blocks, p.insertions, p.rowCuts = p.edits[:0], p.blocks[:0], 0, 0
		p.scan(false)
		doc = p.markdown()
	}
	if plain := len(p.blocks); doc != nil {
		p.gather(doc, false)
		p.merge(plain)
	}
}

// cutRows cuts the rows of a table below line i, if that is the delimiter row, and
// returns the line after them.
func (p *pageParser) cutRows(i int) int {
	end := i + 1
	if end == len(p.lines) || delimiters(p.mended[p.lines[i]-p.base:p.lines[end]-p.base]) == 0 {
		return end
	}
	for end+1 < len(p.lines) && p.text[p.lines[end]] == '|' {
		end++
	}
	if end > i+1 {
		p.cut(i+1, end, rowsCut)
		p.rowCuts++
	}
	return end
}

// cutsRows reports whether the lines that follow an offset into the Markdown were cut.
func (p *pageParser) cutsRows(x int) bool {
	i := sort.Search(len(p.edits), func(i int) bool { return p.edits[i].from >= x })
	return i < len(p.edits) && p.edits[i].from == x && p.edits[i].kind == rowsCut
}

// cutTab cuts the lines below line i of a tab for a programming language that only take
// in files, and returns the line after them.
func (p *pageParser) cutTab(i int) int {
	_, name, ok := strings.Cut(p.row(i), "(#tab/")
	if !ok || fold.HasPrefix(name, "http") {
		return i + 1
	}
	end := i + 1
	for end < len(p.lines) {
		if row := p.row(end); row != "" && !strings.HasPrefix(row, "["+includeMark) {
			break
		}
		end++
	}
	if end < len(p.lines) && (p.text[p.lines[end]] == '#' || p.row(end) == "---") {
		p.cut(i+1, end, tabCut)
		return end
	}
	return i + 1
}

// cut leaves out the lines from one up to another.
func (p *pageParser) cut(from, to int, kind cutKind) {
	if from < to {
		p.edits = append(p.edits, edit{at: p.lines[from], cut: p.lineStart(to) - p.lines[from], kind: kind})
	}
}

// marked reports whether the line at an offset may be a fence, a comment, a heading or
// the row of a table.
// Most are not.
func (p *pageParser) marked(at int) bool {
	for i := at; i < min(at+4, len(p.text)); i++ {
		switch p.text[i] {
		case ' ':
		case '`', '~', '<', '#', '|':
			return true
		default:
			return false
		}
	}
	return false
}

// fenceMark returns the backquotes or tildes that open or close a code block on the
// line, "" if it does neither, and what follows them.
func fenceMark(row string) (mark, info string) {
	text := strings.TrimLeft(row, " ")
	if len(row)-len(text) > 3 || len(text) < 3 || text[0] != '`' && text[0] != '~' {
		return "", ""
	}
	info = strings.TrimLeft(text, text[:1])
	if mark = text[:len(text)-len(info)]; len(mark) < 3 {
		return "", ""
	}
	return mark, info
}

// endFence returns the line after the code block that line i opens, and whether it is
// closed. A block is over before the next heading or comment if another block opens
// before it is closed, or the page ends.
func (p *pageParser) endFence(i int, mark string) (end int, closed bool) {
	for j := i + 1; j < len(p.lines); j++ {
		if !p.marked(p.lines[j]) {
			continue
		}
		row := p.row(j)
		other, info := fenceMark(row)
		if other != "" && other[0] == mark[0] && len(other) >= len(mark) {
			if info == "" {
				if p.text[p.lines[i]] == mark[0] { // in no list or quote
					p.cut(i+1, j, codeCut)
				}
				return j + 1, true
			}
			if end == 0 {
				end = j
			}
			break
		}
		if end == 0 && (strings.HasPrefix(row, "<!--") || strings.HasPrefix(strings.TrimLeft(row, "#"), " ") && row[0] == '#') {
			end = j
		}
	}
	if end == 0 {
		return len(p.lines), false
	}
	if p.text[p.lines[i]] == mark[0] {
		p.insert(end, mark)
	}
	return end, false
}

// endComment returns the line after the comment that line i opens, and whether it is
// closed. An annotation is over with its object if a code block or a heading comes before
// the comment's end.
func (p *pageParser) endComment(i int) (next int, closed bool) {
	start := p.lines[i]
	end := strings.Index(p.text[start:], "-->")
	if object := objectEnd(p.text[start+len("<!--"):]); object > 0 {
		object += start + len("<!--")
		rest := p.text[object:]
		if end >= 0 {
			rest = p.text[object:max(object, start+end)]
		}
		next = p.lineAt(object)
		if (opensFence(rest) || strings.Contains(rest, "\n#")) && next < len(p.lines) {
			p.insert(next, "-->")
			return next, false
		}
	}
	if end < 0 {
		return len(p.lines), false
	}
	return p.lineAt(start + end), true
}

// opensFence reports whether a text has a line that opens a code block. One mark alone without
// an info string is part of the comment (unifiedrolemanagementpolicyrule-update).
func opensFence(text string) bool {
	_, rest, ok := strings.Cut(text, "\n```")
	return ok && (strings.Contains(rest, "\n```") || len(rest) > 0 && rest[0] > ' ')
}

// insert puts a line before line i.
func (p *pageParser) insert(i int, text string) {
	p.insertions++
	p.edits = append(p.edits, edit{at: p.lines[i], text: text + "\n"})
}

// objectEnd returns the offset after the JSON object that a comment begins with, 0 if
// there is none or it doesn't end.
func objectEnd(text string) int {
	const limit = 4096 // of an annotation
	open := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	if open == len(text) || text[open] != '{' {
		return 0
	}
	depth := 0
	for i := open; i < min(len(text), open+limit); i++ {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}
