// Package nesting tells YAML that is nested too deeply to be read: the time of the library that
// reads it grows with the square of the depth. It must not know what the YAML is for.
package nesting

import "strings"

// most is how deep YAML may be nested, far deeper than people write it.
const most = 64

// TooDeep reports whether a YAML text may be nested too deeply, by its brackets, by the list items
// and keys that begin in a line, and by its indentation.
func TooDeep(text string) bool {
	open, indents := 0, []int{}
	for line := range strings.Lines(text) {
		bare := strings.TrimLeft(line, " ")
		starts := 0
		for strings.HasPrefix(bare, "- ") || strings.HasPrefix(bare, "? ") {
			bare = strings.TrimLeft(bare[2:], " ")
			starts++
		}
		for _, c := range []byte(bare) {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(open-1, 0)
			}
			if open > most {
				return true
			}
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		indent := len(line) - len(strings.TrimLeft(line, " "))
		for len(indents) > 0 && indents[len(indents)-1] >= indent {
			indents = indents[:len(indents)-1]
		}
		indents = append(indents, indent)
		if starts > most || len(indents) > most {
			return true
		}
	}
	return false
}
