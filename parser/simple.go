package parser

import (
	"slices"
	"strings"
)

// Most texts with markup hold links, code and bold words in their plainest form:
// [user](../resources/user.md) collection. They are read here as Markdown would, without
// nodes; a text with anything else is left to goldmark.

// piece is a part of a simple text: plain text, or a link, code or stressed text.
type piece struct {
	kind       pieceKind
	text, dest span
	end        int
}

type pieceKind int

const (
	plainPiece pieceKind = iota
	linkPiece
	codePiece
	stressPiece
	breakPiece // the end of a line
)

// odd are the bytes that may mean something else than they are.
var odd = oddBytes()

func oddBytes() [256]bool {
	odd := markup
	odd['&'] = true
	for c := 0x80; c < len(odd); c++ {
		odd[c] = true
	}
	return odd
}

// asWritten reports whether a text says just what is written.
func asWritten(text string) bool {
	for i := range len(text) {
		if odd[text[i]] {
			return false
		}
	}
	return true
}

// nextPiece reads the piece of a line at an offset.
func nextPiece(line string, at int) (piece, bool) {
	switch line[at] {
	case '[':
		if strings.HasPrefix(line[at:], "[!") {
			return includeAt(line, at)
		}
		return linkAt(line, at)
	case '`':
		return codeAt(line, at)
	case '*':
		return stressAt(line, at)
	case '\n':
		return piece{kind: breakPiece, end: at + 1}, true
	}
	end := plainEnd(line, at)
	text := span{at, end}
	if end < len(line) && line[end] == '\n' {
		for text.end > at && blankByte(line[text.end-1]) {
			text.end--
		}
	}
	return piece{text: text, end: end}, end > at
}

// markup are the bytes that may be Markdown where they stand in a text.
var markup = [256]bool{'\n': true, '`': true, '[': true, '<': true, '*': true, '_': true, '\\': true}

// plainEnd returns where plain text ends: _ is plain inside a word, and punctuation behind
// a backslash.
func plainEnd(line string, at int) int {
	for at < len(line) {
		switch c := line[at]; {
		case !markup[c]:
			at++
		case c == '_' && at > 0 && at+1 < len(line) && letterOrDigit(line[at-1]) && letterOrDigit(line[at+1]):
			at++
		case c == '\\' && at+1 < len(line) && strings.IndexByte(punctuation, line[at+1]) >= 0:
			at += 2
		default:
			return at
		}
	}
	return at
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func letterOrDigit(c byte) bool { return letter(c) || digit(c) }

// linkAt reads [text](destination).
func linkAt(line string, at int) (piece, bool) {
	if at > 0 && line[at-1] == '!' { // an image
		return piece{}, false
	}
	text := span{at + 1, at + 1 + max(strings.IndexByte(line[at+1:], ']'), 0)}
	if text.start == text.end || plainEnd(line[:text.end], text.start) < text.end || !strings.HasPrefix(line[text.end:], "](") {
		return piece{}, false
	}
	dest := span{text.end + 2, text.end + 2}
	for dest.end < len(line) && (letterOrDigit(line[dest.end]) || strings.IndexByte("-._~/#:?=%+,", line[dest.end]) >= 0) {
		dest.end++
	}
	ok := dest.end > dest.start && dest.end < len(line) && line[dest.end] == ')'
	return piece{linkPiece, text, dest, dest.end + 1}, ok
}

// includeAt reads what stands before the link in [!INCLUDE [text](destination)]: outer
// brackets are text, since no link holds another.
func includeAt(line string, at int) (piece, bool) {
	end := at + 2
	for end < len(line) && (letterOrDigit(line[end]) || line[end] == ' ') {
		end++
	}
	if end == len(line) || line[end] != '[' {
		return piece{}, false
	}
	link, ok := linkAt(line, end)
	ok = ok && strings.HasPrefix(line[link.end:], "]") && (link.end+1 == len(line) || strings.IndexByte("([:", line[link.end+1]) < 0)
	return piece{text: span{at, end}, end: end}, ok
}

// codeAt reads `code`.
func codeAt(line string, at int) (piece, bool) {
	text := span{at + 1, at + 1 + max(strings.IndexByte(line[at+1:], '`'), 0)}
	if text.start == text.end || line[text.start] == ' ' || line[text.end-1] == ' ' || strings.HasPrefix(line[text.end+1:], "`") ||
		strings.IndexByte(line[text.start:text.end], '\n') >= 0 {
		return piece{}, false
	}
	return piece{kind: codePiece, text: text, end: text.end + 1}, true
}

// stressAt reads **words** or *words* between blanks or before punctuation, also with
// a colon or a full stop of its own: **Note:** it.
func stressAt(line string, at int) (piece, bool) {
	mark := "*"
	if strings.HasPrefix(line[at:], "**") {
		mark = "**"
	}
	text := span{start: at + len(mark)}
	text.end = plainEnd(line, text.start)
	if at > 0 && line[at-1] != ' ' && line[at-1] != '\n' || text.end == text.start || !letterOrDigit(line[text.start]) || !strings.HasPrefix(line[text.end:], mark) {
		return piece{}, false
	}
	end, behind := text.end+len(mark), ""
	switch last := line[text.end-1]; {
	case letterOrDigit(last):
		behind = " \n.,:;)"
	case last == ':' || last == '.':
		behind = " \n"
	default:
		return piece{}, false
	}
	return piece{kind: stressPiece, text: text, end: end}, end == len(line) || strings.IndexByte(behind, line[end]) >= 0
}

// simpleInline flattens a text that consists of pieces only.
func (p *pageParser) simpleInline(line string) (in inline, ok bool) {
	if asWritten(line) {
		return inline{text: line}, true
	}
	p.scratch.Reset()
	links, codes := len(p.links), len(p.codes)
	for at := 0; at < len(line); {
		next, ok := nextPiece(line, at)
		if !ok {
			p.links, p.codes = p.links[:links], p.codes[:codes]
			return inline{}, false
		}
		text := p.add(line, next, p.scratch.Len())
		if next.end == len(line) && at == 0 {
			in.text = text
		} else {
			p.scratch.WriteString(text)
		}
		at = next.end
	}
	if p.scratch.Len() > 0 {
		in.text = p.scratch.String()
	}
	in.links, in.codes = slices.Clip(p.links[links:]), slices.Clip(p.codes[codes:])
	return in, true
}

// keep keeps what a line says until something asks for it.
func (p *pageParser) keep(in inline) said {
	p.inlines = append(p.inlines, in)
	return said(len(p.inlines))
}

// add notes a piece that stands at an offset of the text, and returns its text.
func (p *pageParser) add(line string, piece piece, at int) string {
	text := clean(line[piece.text.start:piece.text.end])
	switch piece.kind {
	case linkPiece:
		p.links = append(p.links, link{span{at, at + len(text)}, line[piece.dest.start:piece.dest.end]})
	case breakPiece:
		return " "
	case codePiece:
		p.codes = append(p.codes, span{at, at + len(text)})
	}
	return text
}
