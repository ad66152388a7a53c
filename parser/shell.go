package parser

import "strings"

// shellWord is a word of a shell command, and where it stands inside its quotes.
type shellWord struct {
	value      string
	start, end int
	parts      int  // of which it consists, some in quotes
	last       int  // where the last of them begins
	length     int  // of the value of the last
	plain      bool // it stands there as it is
}

// tail returns the end of a word that is a value.
func (w shellWord) tail(value string) shellWord {
	switch {
	case len(value) == w.length: // -d'…'
		w.start, w.parts, w.plain = w.last, 1, w.length == w.end-w.last
	case w.plain:
		w.start = w.end - len(value)
	}
	w.value = value
	return w
}

// command reads the words of the command that begins at an offset, and returns where the next one
// begins (POSIX.1-2017, shell command language, section 2.2).
func command(text string, at int) (words []shellWord, next int) {
	for at < len(text) {
		switch c := text[at]; {
		case c == '\n' || c == ';' || c == '|' || c == '&':
			return words, at + 1
		case lineGoesOn(text, at) > 0:
			at += lineGoesOn(text, at)
		case blankByte(c):
			at++
		case c == '#':
			n := strings.IndexByte(text[at:], '\n')
			if n < 0 {
				return words, len(text)
			}
			at += n
		default:
			var w shellWord
			w, at = word(text, at)
			words = append(words, w)
		}
	}
	return words, at
}

// lineGoesOn returns the length of a backslash, or the caret of another shell, at the end of a
// line, with the line end; 0 if there is none.
func lineGoesOn(text string, at int) int {
	if text[at] != '\\' && text[at] != '^' {
		return 0
	}
	end := at + 1
	for end < len(text) && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r') {
		end++
	}
	if end < len(text) && text[end] == '\n' {
		return end + 1 - at
	}
	return 0
}

// word reads a word, parts of which may be in quotes. Marks that end a command belong to it where
// they stand inside: who writes docs forgets the quotes around a URL.
func word(text string, at int) (shellWord, int) {
	w := shellWord{start: at, end: at, plain: true}
	var value strings.Builder
	for at < len(text) && !blankByte(text[at]) && lineGoesOn(text, at) == 0 && !endsCommand(text, at) {
		start, end, next := at, at+1, 0
		switch c := text[at]; c {
		case '\'', '"':
			start = at + 1
			end, next = quoteEnd(text, start, c)
		case '\\':
			start, end, next = min(at+1, len(text)), min(at+2, len(text)), min(at+2, len(text))
		default:
			for end < len(text) && strings.IndexByte(" \t\r\n'\"\\", text[end]) < 0 && !endsCommand(text, end) {
				end++
			}
			next = end
		}
		part := text[start:end]
		if text[at] == '"' && strings.IndexByte(part, '\\') >= 0 {
			part, w.plain = withoutEscapes(part), false
		}
		if w.parts == 0 {
			w.start = start
		}
		w.plain = w.plain && (w.parts == 0 || start == w.end)
		value.WriteString(part)
		w.parts++
		w.last, w.length, w.end, at = start, len(part), end, next
	}
	w.value = value.String()
	return w, at
}

// endsCommand reports whether a mark that ends a command stands at the end of a word.
func endsCommand(text string, at int) bool {
	return strings.IndexByte(";|&", text[at]) >= 0 && (at+1 == len(text) || blankByte(text[at+1]))
}

// quoteEnd returns where a quoted part ends, and what comes after its quote begins.
func quoteEnd(text string, at int, quote byte) (end, next int) {
	for i := at; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote:
			return i, i + 1
		}
	}
	return len(text), len(text)
}

// withoutEscapes returns what stands in double quotes without the backslashes that mean something there.
func withoutEscapes(part string) string {
	var out strings.Builder
	for i := 0; i < len(part); i++ {
		if part[i] == '\\' && i+1 < len(part) && strings.IndexByte("\"\\$`\n", part[i+1]) >= 0 {
			if i++; part[i] == '\n' {
				continue
			}
		}
		out.WriteByte(part[i])
	}
	return out.String()
}
