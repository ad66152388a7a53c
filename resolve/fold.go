package resolve

import "strings"

// folding is room for a name in lower case, so that looking one up needs no string of
// its own: m[string(appendLower(room[:0], name))].
type folding [64]byte

// hasFolded reports whether a text begins with another, whatever the case of either.
func hasFolded(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// appendLower appends a text in lower case.
func appendLower(to []byte, s string) []byte {
	start := len(to)
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 0x80:
			return append(to[:start], strings.ToLower(s)...)
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		to = append(to, c)
	}
	return to
}
