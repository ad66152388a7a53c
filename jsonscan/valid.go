package jsonscan

// maxDepth is the depth of nesting that encoding/json accepts.
const maxDepth = 10000

// Valid reports whether a text is JSON (RFC 8259), as encoding/json does, in a fraction of
// its time.
func Valid(text string) bool {
	i := validValue(text, space(text, 0), 0)
	return i >= 0 && space(text, i) == len(text)
}

// validValue returns the offset after the value at i, -1 if there is none.
func validValue(text string, i, depth int) int {
	if i >= len(text) || depth > maxDepth {
		return -1
	}
	switch c := text[i]; {
	case c == '"':
		return validString(text, i+1)
	case c == '{':
		return validList(text, i+1, depth+1, '}')
	case c == '[':
		return validList(text, i+1, depth+1, ']')
	case c == '-' || digit(c):
		return validNumber(text, i)
	}
	for _, word := range [...]string{"true", "false", "null"} {
		if len(text)-i >= len(word) && text[i:i+len(word)] == word {
			return i + len(word)
		}
	}
	return -1
}

// validList returns the offset after the object or array whose first token is at i.
func validList(text string, i, depth int, shut byte) int {
	if depth > maxDepth {
		return -1
	}
	if i = space(text, i); i < len(text) && text[i] == shut {
		return i + 1
	}
	for {
		if shut == '}' {
			if i >= len(text) || text[i] != '"' {
				return -1
			}
			if i = validString(text, i+1); i < 0 {
				return -1
			}
			if i = space(text, i); i >= len(text) || text[i] != ':' {
				return -1
			}
			i = space(text, i+1)
		}
		if i = validValue(text, i, depth); i < 0 {
			return -1
		}
		if i = space(text, i); i >= len(text) {
			return -1
		}
		switch text[i] {
		case shut:
			return i + 1
		case ',':
			i = space(text, i+1)
		default:
			return -1
		}
	}
}

// validString returns the offset after the string whose first character is at i.
func validString(text string, i int) int {
	for i < len(text) {
		switch c := text[i]; {
		case c == '"':
			return i + 1
		case c < ' ':
			return -1
		case c != '\\':
			i++
		case i+1 >= len(text):
			return -1
		case text[i+1] == 'u':
			if i+6 > len(text) || !hex(text[i+2:i+6]) {
				return -1
			}
			i += 6
		default:
			switch text[i+1] {
			case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
				i += 2
			default:
				return -1
			}
		}
	}
	return -1
}

// validNumber returns the offset after the number at i.
func validNumber(text string, i int) int {
	if text[i] == '-' {
		i++
	}
	switch {
	case i >= len(text) || !digit(text[i]):
		return -1
	case text[i] == '0':
		i++
	default:
		i = digits(text, i)
	}
	if i < len(text) && text[i] == '.' {
		if j := digits(text, i+1); j > i+1 {
			i = j
		} else {
			return -1
		}
	}
	if i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		i++
		if i < len(text) && (text[i] == '+' || text[i] == '-') {
			i++
		}
		if j := digits(text, i); j > i {
			i = j
		} else {
			return -1
		}
	}
	return i
}

// digits returns the offset of the first byte from i on that is no digit.
func digits(text string, i int) int {
	for i < len(text) && digit(text[i]) {
		i++
	}
	return i
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

func hex(s string) bool {
	for i := range len(s) {
		if c := s[i]; !digit(c) && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F') {
			return false
		}
	}
	return true
}
