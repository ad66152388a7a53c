package sdk

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// eachMember visits the members of an object as long as do returns true, without
// decoding their values. The data must be valid JSON; what is no object has no members.
func eachMember(data []byte, do func(name, value []byte) bool) {
	rest := bytes.TrimLeft(data, " \t\r\n")
	if len(rest) == 0 || rest[0] != '{' {
		return
	}
	for rest = rest[1:]; ; {
		start := bytes.IndexAny(rest, `"}`)
		if start < 0 || rest[start] == '}' {
			return
		}
		rest = rest[start:]
		end := skipValue(rest)
		name := rest[:end]
		rest = rest[end:]
		rest = bytes.TrimLeft(rest, " \t\r\n:")
		end = skipValue(rest)
		if !do(memberName(name), rest[:end]) {
			return
		}
		rest = rest[end:]
	}
}

// memberName reads a name, which seldom has escapes.
func memberName(quoted []byte) []byte {
	if len(quoted) >= 2 && bytes.IndexByte(quoted, '\\') < 0 && utf8.Valid(quoted) {
		return quoted[1 : len(quoted)-1]
	}
	name := ""
	_ = json.Unmarshal(quoted, &name) // it is valid
	return []byte(name)
}

// skipValue returns the length of the value that data begins with.
func skipValue(data []byte) int {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			i = skipString(data, i)
			if depth == 0 {
				return min(i+1, len(data))
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return i
			} else if depth == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
		}
	}
	return len(data)
}

// skipString returns where the string that begins at an offset ends.
func skipString(data []byte, at int) int {
	for i := at + 1; i < len(data); i++ {
		switch data[i] {
		case '"':
			return i
		case '\\':
			i++
		}
	}
	return len(data)
}

// depth returns how deep objects and arrays are nested.
func depth(data []byte) int {
	deepest, now := 0, 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			i = skipString(data, i)
		case '{', '[':
			now++
			deepest = max(deepest, now)
		case '}', ']':
			now--
		}
	}
	return deepest
}
