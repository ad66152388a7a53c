// Package nesting tells YAML that is nested too deeply to be read: the time of the library that
// reads it grows with the square of the depth. It must not know what the YAML is for.
package nesting

import "strings"

// most is how deep YAML may be nested, far deeper than people write it.
const most = 64

// TooDeep reports whether a YAML text may be nested too deeply, by its brackets, by what begins
// in a line, and by its indentation.
func TooDeep(text string) bool {
	open, indents := 0, []int{}
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		starts := 0
		for i := range len(line) {
			switch c := line[i]; {
			case c == '[' || c == '{':
				open++
			case c == ']' || c == '}':
				open = max(open-1, 0)
			case open == 0 && begins(line[i:]):
				starts++
			}
			if open > most || starts > most {
				return true
			}
		}
		indent := len(line) - len(strings.TrimLeft(line, " "))
		for len(indents) > 0 && indents[len(indents)-1] >= indent {
			indents = indents[:len(indents)-1]
		}
		if indents = append(indents, indent); len(indents) > most {
			return true
		}
	}
	return false
}

// begins reports whether a text goes on with what a list item, a key, a value or an anchor begins with.
func begins(text string) bool {
	blank := len(text) < 2 || strings.IndexByte(" \t\n", text[1]) >= 0
	return blank && strings.IndexByte("-?:", text[0]) >= 0 || !blank && text[0] == '&'
}
