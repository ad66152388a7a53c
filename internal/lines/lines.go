// Package lines tells which line of a text a place is on, and how many characters stand before
// it there. It knows nothing of what is at these places.
package lines

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Index is an index of a text. A place is found without going through the text, and without
// going through its line, which may be all of it.
type Index struct {
	text  string
	parts []piece
	// characters are how many stand before each part of the text, once they were asked for.
	characters []int
}

// piece is what is known of a part of the text.
type piece struct {
	before int // the line ends before it
	start  int // of the line that it begins in
}

// part is how many bytes a part of the text has.
const part = 1 << 10

// New returns the index of a text.
func New(text string) *Index {
	x := &Index{text: text, parts: make([]piece, 1, len(text)/part+1)}
	for at := part; at <= len(text); at += part {
		next, passed := x.parts[len(x.parts)-1], text[at-part:at]
		if n := strings.Count(passed, "\n"); n > 0 {
			next = piece{next.before + n, at - part + strings.LastIndexByte(passed, '\n') + 1}
		}
		x.parts = append(x.parts, next)
	}
	return x
}

// Position returns the line and the column of an offset, which count from 1. What lies outside
// of the text is at the end that is nearer.
func (x *Index) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(x.text))
	p, passed := x.parts[offset/part], x.text[offset/part*part:offset]
	line, start := p.before+1, p.start
	if n := strings.Count(passed, "\n"); n > 0 {
		line, start = line+n, offset-len(passed)+strings.LastIndexByte(passed, '\n')+1
	}
	if offset-start <= part {
		return line, utf8.RuneCountInString(x.text[start:offset]) + 1
	}
	return line, x.charactersBefore(offset) - x.charactersBefore(start) + 1
}

// charactersBefore counts the characters before an offset.
func (x *Index) charactersBefore(offset int) int {
	if x.characters == nil {
		x.characters = make([]int, len(x.parts))
		for n := 1; n < len(x.parts); n++ {
			x.characters[n] = x.characters[n-1] + utf8.RuneCountInString(x.text[x.border(n-1):x.border(n)])
		}
	}
	n := offset / part
	if x.border(n) > offset {
		n--
	}
	return x.characters[n] + utf8.RuneCountInString(x.text[x.border(n):offset])
}

// border returns where a part begins: not inside of a character.
func (x *Index) border(n int) int {
	at := n * part
	for i := 1; n > 0 && i < utf8.UTFMax && at < len(x.text) && !utf8.RuneStart(x.text[at]); i++ {
		at++
	}
	return at
}

// Line returns a line without its line end, "" if there is none.
func (x *Index) Line(n int) string {
	if n < 1 {
		return ""
	}
	in := sort.Search(len(x.parts), func(i int) bool { return x.parts[i].before >= n }) - 1
	start := x.parts[in].start
	for line := x.parts[in].before + 1; line < n; line++ {
		end := strings.IndexByte(x.text[start:], '\n')
		if end < 0 {
			return ""
		}
		start += end + 1
	}
	line, _, _ := strings.Cut(x.text[start:], "\n")
	return strings.TrimSuffix(line, "\r")
}
