package parser

import (
	"strings"
	"unicode/utf8"
)

// normalise rewrites what hujson refuses but docs contain, byte for byte: single
// and typographic quotes, bare keys and words, True and False, non-breaking
// spaces, line breaks inside strings, missing commas. The result has the length
// of the text; what cannot be mended at equal length is left for hujson to
// refuse.
func normalise(text string) []byte {
	n := normaliser{in: text, out: []byte(text)}
	for n.at < len(n.in) {
		n.step()
	}
	return n.out
}

type normaliser struct {
	in  string
	out []byte
	at  int
	// valueEnd is the offset after the last complete value, -1 if a comma or an
	// opening bracket came later.
	valueEnd int
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
		n.valueEnd = -1
		n.at++
	case c == '{' || c == '[':
		n.beforeValue()
		n.valueEnd = -1
		n.at++
	case c == '}' || c == ']':
		n.at++
		n.valueEnd = n.at
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
	if n.valueEnd > 0 && n.valueEnd < n.at {
		n.out[n.valueEnd] = ','
	}
}

func (n *normaliser) comment() {
	end := "\n"
	if n.in[n.at+1] == '*' {
		end = "*/"
	}
	i := strings.Index(n.in[n.at+2:], end)
	if i < 0 {
		n.at = len(n.in)
		return
	}
	n.at += 2 + i + len(end)
}

// str passes a string and makes its quotes straight and its line breaks spaces.
func (n *normaliser) str(quote byte) {
	n.out[n.at] = '"'
	for i := n.at + 1; i < len(n.in); i++ {
		switch c := n.in[i]; {
		case c == '\\':
			i++
		case c == quote:
			n.out[i] = '"'
			n.at, n.valueEnd = i+1, i+1
			return
		case c == '"':
			n.out[i] = '\'' // inside single quotes
		case c < ' ':
			n.out[i] = ' '
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
		n.at = end + closing
		n.valueEnd = end + 1
		return
	case '\u00a0', '\u202f', '\ufeff', '\u200b', '\u2028', '\u2029':
		pad(n.out[n.at:n.at+size], "   ")
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
		return
	}
	if c := word[0]; c == '-' || c >= '0' && c <= '9' {
		return
	}
	n.quoteWord(start)
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
