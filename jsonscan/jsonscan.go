// Package jsonscan walks JSON text that is known to be valid, without copying it:
// names and values come as substrings with their offsets, which is what
// positioned findings need and encoding/json doesn't give.
//
// On invalid text the walks just end early; Valid tells.
package jsonscan

import (
	"encoding/json"
	"strings"
	"sync"
)

// Object calls yield for each member of a JSON object, in order, until it returns
// false. at is the offset of the member's name and valueAt that of its value.
// Values of other kinds have no members.
func Object(text string, yield func(name string, at int, value string, valueAt int) bool) {
	w := Walker{text: text}
	w.Object(0, yield)
}

// Object calls yield for each member of the object at an offset.
func (w *Walker) Object(from int, yield func(name string, at int, value string, valueAt int) bool) {
	text := w.text
	i := space(text, from)
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
		i = w.value(valueAt)
		if i <= valueAt || !yield(String(name), at, text[valueAt:i], valueAt) {
			return
		}
		i = next(text, i)
	}
}

// Array calls yield for each element of a JSON array, in order, until it returns
// false. at is the offset of the element.
func Array(text string, yield func(element string, at int) bool) {
	w := Walker{text: text}
	w.Array(0, yield)
}

// Array calls yield for each element of the array at an offset.
func (w *Walker) Array(from int, yield func(element string, at int) bool) {
	text := w.text
	i := space(text, from)
	if i >= len(text) || text[i] != '[' {
		return
	}
	for i = space(text, i+1); i < len(text) && text[i] != ']'; {
		at := i
		i = w.value(at)
		if i <= at || !yield(text[at:i], at) {
			return
		}
		i = next(text, i)
	}
}

// Member returns the value of an object's member, "" if it has none. Of members
// with one name the last counts, as in encoding/json.
func Member(text, name string) string {
	if !strings.Contains(text, name) && strings.IndexByte(text, '\\') < 0 {
		return ""
	}
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

// str returns the offset after the string that starts at i.
func str(text string, i int) int {
	for i++; i <= len(text); {
		n := strings.IndexByte(text[i:], '"')
		if n < 0 {
			break
		}
		end := i + n
		escape := end
		for escape > i && text[escape-1] == '\\' {
			escape--
		}
		if (end-escape)%2 == 0 {
			return end + 1
		}
		i = end + 1
	}
	return len(text)
}

// value returns the offset after the value that starts at i.
func (w *Walker) value(i int) int {
	text := w.text
	if i >= len(text) {
		return i
	}
	switch text[i] {
	case '"':
		return str(text, i)
	case '{', '[':
		return w.nested(i)
	}
	for i < len(text) && class[text[i]]&ends == 0 {
		i++
	}
	return i
}

// The classes of bytes that structure JSON.
const (
	quote  = 1 << iota
	opens  // an object or array
	closes // one
	blank  // white space
	ends   // a number or a literal
)

var class = [256]uint8{
	'"': quote, '{': opens, '[': opens, '}': closes | ends, ']': closes | ends, ',': ends, ':': ends,
	' ': blank | ends, '\n': blank | ends, '\r': blank | ends, '\t': blank | ends,
}

// Compact returns JSON text without the white space between its tokens.
func Compact(text string) string {
	room := compacted.Get().(*[]byte)
	defer compacted.Put(room)
	out := (*room)[:0]
	for i := space(text, 0); i < len(text); {
		end := token(text, i)
		out = append(out, text[i:end]...)
		i = space(text, end)
	}
	*room = out
	if len(out) == len(text) {
		return text
	}
	return string(out)
}

// compacted is room for texts that are made compact.
var compacted = sync.Pool{New: func() any { return new([]byte) }}

// token returns the offset of the next white space outside strings.
func token(text string, i int) int {
	for i < len(text) {
		switch class[text[i]] & (quote | blank) {
		case quote:
			i = str(text, i)
		case blank:
			return i
		default:
			i++
		}
	}
	return i
}

// space returns the offset of the first byte from i on that is no white space.
func space(text string, i int) int {
	for i < len(text) && class[text[i]]&blank != 0 {
		i++
	}
	return i
}
