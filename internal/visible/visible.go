// Package visible makes text of strangers harmless in a terminal or a log: what would steer it is
// shown by its number. It must not know where text comes from, nor where it goes.
package visible

import (
	"fmt"
	"strings"
	"unicode"
)

// Text returns a text for one line, with blanks for tabs and ends of lines.
func Text(s string) string {
	return show(s, func(r rune) string {
		if r == '\n' || r == '\t' {
			return " "
		}
		return ""
	})
}

// Lines returns a text of several lines, with its tabs and ends of lines.
func Lines(s string) string {
	return show(s, func(r rune) string {
		if r == '\n' || r == '\t' {
			return string(r)
		}
		return ""
	})
}

// show replaces what steers: control characters, and those that turn the direction of a text.
// instead returns what stands for one, "" for its number.
func show(s string, instead func(rune) string) string {
	if strings.IndexFunc(s, steers) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if !steers(r) {
			b.WriteRune(r)
		} else if text := instead(r); text != "" {
			b.WriteString(text)
		} else {
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

func steers(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
