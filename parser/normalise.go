package parser

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docbind/docbind/jsonscan"
)

// normalise rewrites what hujson refuses but docs contain, byte for byte: single
// and typographic quotes, bare keys and words, True and False, non-breaking
// spaces, line breaks inside strings, missing commas. The result has the length
// of the text; what cannot be mended at equal length is left for hujson to
// refuse. It also returns the edits that an author would make.
func normalise(text string) ([]byte, jsonEdits) {
	n := normaliser{in: text, out: []byte(text), comma: -1}
	for n.at < len(n.in) {
		n.step()
	}
	n.finish()
	return n.out, n.edits
}

type normaliser struct {
	in  string
	out []byte
	at  int
	// valueEnd is the offset after the last complete value, -1 if a comma or an
	// opening bracket came later.
	valueEnd int
	// comma is the offset of the comma that nothing has followed yet, or -1.
	comma int
	// open are the brackets to be closed.
	open  []byte
	edits jsonEdits
}

func (n *normaliser) step() {
	c := n.in[n.at]
	switch {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		n.at++
	case c == '/' && n.at+1 < len(n.in) && (n.in[n.at+1] == '/' || n.in[n.at+1] == '*'):
		n.comment()
	case c == '"' || c == '\'':
		n.beforeValue()
		n.str(c)
	case c == ',' || c == ':':
		n.separator(c)
	case c == '{' || c == '[':
		n.beforeValue()
		n.valueEnd = -1
		n.open = append(n.open, c+2) // the bracket that closes it
		n.at++
	case c == '}' || c == ']':
		n.shut(c)
	case c >= utf8.RuneSelf:
		n.wide()
	default:
		n.beforeValue()
		n.word()
	}
}

// beforeValue puts a comma into the white space between two values that have
// none (teamsappinstallation: no comma between two keys of an annotation).
func (n *normaliser) beforeValue() {
	n.comma = -1
	if n.valueEnd > 0 && n.valueEnd < n.at {
		n.out[n.valueEnd] = ','
	}
	if n.valueEnd > 0 {
		n.edits.replace(n.valueEnd, n.valueEnd, ",")
	}
}

// separator passes a comma or a colon.
func (n *normaliser) separator(c byte) {
	if c == ',' {
		if n.valueEnd < 0 && n.comma >= 0 { // one too many
			n.edits.replace(n.at, n.at+1, "")
		} else {
			n.comma = n.at
		}
	}
	n.valueEnd = -1
	n.at++
}

// shut passes a bracket that closes an object or array.
func (n *normaliser) shut(c byte) {
	if n.comma >= 0 {
		n.edits.replace(n.comma, n.comma+1, "")
	}
	if last := len(n.open) - 1; last >= 0 && n.open[last] == c {
		n.open = n.open[:last]
	} else if last < 0 {
		n.edits.replace(n.at, n.at+1, "")
		n.edits.changes = true
	}
	n.at++
	n.valueEnd, n.comma = n.at, -1
}

// finish closes the brackets that are open at the end.
func (n *normaliser) finish() {
	if len(n.open) == 0 {
		return
	}
	slices.Reverse(n.open)
	end := len(strings.TrimRight(n.in, " \t\r\n"))
	n.edits.replace(end, end, string(n.open))
	n.edits.changes = true
}

// comment passes a comment.
func (n *normaliser) comment() {
	end := "\n"
	if n.in[n.at+1] == '*' {
		end = "*/"
	}
	start := n.at
	i := strings.Index(n.in[n.at+2:], end)
	if i < 0 {
		n.at = len(n.in)
		return
	}
	n.at += 2 + i + len(end)
	n.edits.comment(n.in, start, len(strings.TrimRight(n.in[:n.at], "\r\n")))
}

// str passes a string and makes its quotes straight and its line breaks spaces.
func (n *normaliser) str(quote byte) {
	n.out[n.at] = '"'
	n.edits.straighten(n.at, quote)
	for i := n.at + 1; i < len(n.in); i++ {
		switch c := n.in[i]; {
		case c == '\\':
			i++
		case c == quote:
			n.out[i] = '"'
			n.edits.straighten(i, quote)
			n.at, n.valueEnd = i+1, i+1
			return
		case c == '"':
			n.out[i] = '\'' // inside single quotes
			n.edits.replace(i, i+1, `\"`)
		case c < ' ':
			n.out[i] = ' '
			n.edits.control(i, c)
		}
	}
	n.at = len(n.in)
}

// wide handles a non-ASCII rune outside strings: white space becomes spaces, a
// typographic quote opens a string that ends at the next one.
func (n *normaliser) wide() {
	r, size := utf8.DecodeRuneInString(n.in[n.at:])
	switch r {
	case '“', '”', '‘', '’':
		n.beforeValue()
		end := strings.IndexAny(n.in[n.at+size:], "“”‘’\n")
		if end < 0 {
			n.at = len(n.in)
			return
		}
		end += n.at + size
		_, closing := utf8.DecodeRuneInString(n.in[end:])
		pad(n.out[n.at:n.at+size], "  \"")
		pad(n.out[end:end+closing], "\"  ")
		n.edits.replace(n.at, n.at+size, `"`)
		n.edits.replace(end, end+closing, `"`)
		n.at = end + closing
		n.valueEnd = end + 1
		return
	case '\u00a0', '\u202f', '\ufeff', '\u200b', '\u2028', '\u2029':
		pad(n.out[n.at:n.at+size], "   ")
		n.edits.replace(n.at, n.at+size, map[rune]string{'\u00a0': " ", '\u202f': " "}[r])
	}
	n.at += size
}

// pad writes with into dst; both are up to three bytes long.
func pad(dst []byte, with string) {
	if strings.HasSuffix(with, "\"") {
		copy(dst, with[len(with)-len(dst):])
		return
	}
	copy(dst, with)
}

// word passes a number or a literal. True becomes true; a bare key or word gets
// quotes if there is room for them.
func (n *normaliser) word() {
	start := n.at
	for n.at < len(n.in) && strings.IndexByte(" \t\r\n,:{}[]\"'", n.in[n.at]) < 0 && n.in[n.at] < utf8.RuneSelf {
		n.at++
	}
	if n.at == start {
		n.at++
		return
	}
	n.valueEnd = n.at
	word := n.in[start:n.at]
	switch lower := strings.ToLower(word); lower {
	case "true", "false", "null":
		copy(n.out[start:], lower)
		if word != lower {
			n.edits.replace(start, n.at, lower)
		}
		return
	}
	if c := word[0]; c == '-' || c >= '0' && c <= '9' {
		n.number(start)
		return
	}
	if strings.Trim(word, ".…") == "" { // for what is left out
		n.edits.hopeless = true
		if last := len(n.open) - 1; last >= 0 && n.open[last] == ']' {
			n.leaveOut(start)
			return
		}
	}
	n.edits.quote(start, n.at)
	n.quoteWord(start)
}

// leaveOut blanks dots that stand for further elements, and the comma behind them. One before
// them may stay.
func (n *normaliser) leaveOut(start int) {
	end := n.at
	for end < len(n.in) && strings.IndexByte(" \t\r\n", n.in[end]) >= 0 {
		end++
	}
	if end < len(n.in) && n.in[end] == ',' {
		n.at = end + 1
	}
	for i := start; i < n.at; i++ {
		if n.out[i] > ' ' {
			n.out[i] = ' '
		}
	}
	n.valueEnd = -1
}

// number mends what begins like a number and is none: dates, times, codes with zeros in
// front (cloudpcauditevent-get: 2021-02-14T13:29:36Z without quotes).
func (n *normaliser) number(start int) {
	end := start
	for end < len(n.in) && strings.IndexByte(" \t\r\n,{}[]\"'", n.in[end]) < 0 && n.in[end] < utf8.RuneSelf {
		end++
	}
	if !jsonscan.Valid(n.in[start:end]) && n.in[end-1] != ':' {
		n.edits.quote(start, end)
		n.at, n.valueEnd = end, end
	}
}

// quoteWord puts quotes around a bare word where blanks leave room for them: one
// on each side, or two before it.
func (n *normaliser) quoteWord(start int) {
	blank := func(i int) bool { return i >= 0 && i < len(n.in) && strings.IndexByte(" \t\r\n", n.in[i]) >= 0 }
	switch {
	case blank(start-1) && blank(n.at):
		n.out[start-1], n.out[n.at] = '"', '"'
		n.at++
		n.valueEnd = n.at
	case blank(start-1) && blank(start-2):
		copy(n.out[start-1:], n.in[start:n.at])
		n.out[start-2], n.out[n.at-1] = '"', '"'
	}
}
