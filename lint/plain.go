package lint

import (
	"html"
	"strings"
)

// plain returns the words of a cell, a heading or a title without their Markdown: links are
// their texts, and every kind of white space is one blank.
func plain(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Join(strings.Fields(withoutMarks(s)), " ")
}

// isPlain reports whether a text is plain already, as most are: ASCII without marks, and with
// single blanks between its words.
func isPlain(s string) bool {
	blank := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && blank || strings.IndexByte("*`[<\\&_", c) >= 0 {
			return false
		}
		blank = c == ' '
	}
	return s == "" || !blank
}

func withoutMarks(s string) string {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	s = invisible.Replace(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '*', '`', '[':
		case '_':
			if i > 0 && i+1 < len(s) && s[i-1] != ' ' && s[i+1] != ' ' {
				b.WriteByte(c)
			}
		case '\\':
			if i+1 < len(s) && isPunctuation(s[i+1]) {
				i++
			}
			b.WriteByte(s[i])
		case ']':
			if i+1 < len(s) && s[i+1] == '(' {
				if _, end := destination(s, i+2); end > 0 {
					i = end - 1
				}
			}
		case '<':
			if end := strings.IndexByte(s[i:], '>'); end > 1 && (isLetter(s[i+1]) || s[i+1] == '/') {
				i += end
				b.WriteByte(' ')
				continue
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

var invisible = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u200b", "", "\ufeff", "")

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}
