// Package jsonscan walks JSON text that is known to be valid, without copying it:
// names and values come as substrings with their offsets, which is what
// positioned findings need and encoding/json doesn't give.
//
// It must not be used to check JSON; on invalid text the walks just end early.
package jsonscan

import (
	"encoding/json"
	"strings"
)

// Object calls yield for each member of a JSON object, in order, until it returns
// false. at is the offset of the member's name and valueAt that of its value.
// Values of other kinds have no members.
func Object(text string, yield func(name string, at int, value string, valueAt int) bool) {
	i := space(text, 0)
	if i >= len(text) || text[i] != '{' {
		return
	}
	for i = space(text, i+1); i < len(text) && text[i] == '"'; {
		at := i
		i = str(text, i)
		name := text[at:i]
		i = space(text, i)
		if i >= len(text) || text[i] != ':' {
			return
		}
		valueAt := space(text, i+1)
		i = value(text, valueAt)
		if i <= valueAt || !yield(String(name), at, text[valueAt:i], valueAt) {
			return
		}
		i = next(text, i)
	}
}

// Array calls yield for each element of a JSON array, in order, until it returns
// false. at is the offset of the element.
func Array(text string, yield func(element string, at int) bool) {
	i := space(text, 0)
	if i >= len(text) || text[i] != '[' {
		return
	}
	for i = space(text, i+1); i < len(text) && text[i] != ']'; {
		at := i
		i = value(text, at)
		if i <= at || !yield(text[at:i], at) {
			return
		}
		i = next(text, i)
	}
}

// Member returns the value of an object's member, "" if it has none. Of members
// with one name the last counts, as in encoding/json.
func Member(text, name string) string {
	found := ""
	Object(text, func(n string, _ int, value string, _ int) bool {
		if n == name {
			found = value
		}
		return true
	})
	return found
}

// String returns what a JSON string says, "" for values of other kinds.
func String(value string) string {
	if len(value) < 2 || value[0] != '"' {
		return ""
	}
	if strings.IndexByte(value, '\\') < 0 {
		return value[1 : len(value)-1]
	}
	var s string
	_ = json.Unmarshal([]byte(value), &s)
	return s
}

// next returns the offset after the comma that follows a value, or of the bracket
// that closes its object or array.
func next(text string, i int) int {
	i = space(text, i)
	if i < len(text) && text[i] == ',' {
		return space(text, i+1)
	}
	return i
}

// space returns the offset of the first byte from i on that is no white space.
func space(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
		i++
	}
	return i
}

// str returns the offset after the string that starts at i.
func str(text string, i int) int {
	for i++; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

// value returns the offset after the value that starts at i.
func value(text string, i int) int {
	depth := 0
	for i < len(text) {
		switch text[i] {
		case '"':
			i = str(text, i)
		case '{', '[':
			depth++
			i++
			continue
		case '}', ']':
			depth--
			i++
		case ',', ':', ' ', '\n', '\r', '\t':
			i++
			continue
		default:
			for i < len(text) && strings.IndexByte(",:}] \n\r\t", text[i]) < 0 {
				i++
			}
		}
		if depth <= 0 {
			return i
		}
	}
	return i
}
