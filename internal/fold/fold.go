// Package fold compares and looks up names whatever their case, without making strings of
// their own. It must not know what the names are of.
package fold

import "strings"

// Room is room for a name in lower case: m[string(fold.Append(room[:0], name))].
type Room [64]byte

// HasPrefix reports whether a text begins with another, whatever the case of either.
func HasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// HasSuffix reports whether a text ends in another, whatever the case of either.
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}

// Append appends a text in lower case.
func Append(to []byte, s string) []byte {
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
