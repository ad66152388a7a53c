// Package lines tells which line of a text a place is on, and how many characters stand before
// it there. It knows nothing of what is at these places.
package lines

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Index is an index of a text. A place is found without going through the text, and without
// going through its line, which may be all of it.
type Index struct {
	text   string
	starts []int // of the lines
	// characters are how many stand before each part of the text.
	characters []int
}

// part is how many bytes of the text at least the characters are counted of at a time.
const part = 1 << 10

// New returns the index of a text.
func New(text string) *Index {
	x := &Index{text: text, starts: make([]int, 1, strings.Count(text, "\n")+1), characters: make([]int, 1, len(text)/part+1)}
	for i := range len(text) {
		if text[i] == '\n' {
			x.starts = append(x.starts, i+1)
		}
	}
	for n := 1; n*part <= len(text); n++ {
		x.characters = append(x.characters, x.characters[n-1]+utf8.RuneCountInString(text[x.border(n-1):x.border(n)]))
	}
	return x
}

// border returns where a part begins: not inside of a character.
func (x *Index) border(n int) int {
	at := n * part
	for i := 1; n > 0 && i < utf8.UTFMax && at < len(x.text) && !utf8.RuneStart(x.text[at]); i++ {
		at++
	}
	return at
}

// before counts the characters before an offset.
func (x *Index) before(offset int) int {
	n := offset / part
	if x.border(n) > offset {
		n--
	}
	return x.characters[n] + utf8.RuneCountInString(x.text[x.border(n):offset])
}

// Position returns the line and the column of an offset, which count from 1. What lies outside
// of the text is at the end that is nearer.
func (x *Index) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(x.text))
	line, found := slices.BinarySearch(x.starts, offset)
	if found {
		line++
	}
	start := x.starts[line-1]
	if offset-start <= part {
		return line, utf8.RuneCountInString(x.text[start:offset]) + 1
	}
	return line, x.before(offset) - x.before(start) + 1
}

// Line returns a line without its line end, "" if there is none.
func (x *Index) Line(n int) string {
	if n < 1 || n > len(x.starts) {
		return ""
	}
	end := len(x.text)
	if n < len(x.starts) {
		end = x.starts[n] - 1
	}
	return strings.TrimSuffix(x.text[x.starts[n-1]:end], "\r")
}
