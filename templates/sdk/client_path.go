package sdk

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// appendPath appends the pattern with its arguments to b. No argument can leave its
// place: what has a meaning in a URL is escaped, what can't be escaped is refused.
func appendPath(b []byte, pattern string, args []string) ([]byte, error) {
	start, dots := len(b), ""
	for pattern != "" {
		open, end := nextPlaceholder(pattern)
		if open < 0 {
			b = appendLiteral(b, pattern)
			break
		}
		b = appendLiteral(b, pattern[:open])
		t := placeholder(pattern, open, end)
		if len(args) == 0 {
			return nil, fmt.Errorf("argument %s is missing", t.name)
		}
		var err error
		if b, err = appendArgument(b, t, args[0]); err != nil {
			return nil, err
		}
		if isDots(args[0]) {
			dots = t.name
		}
		pattern, args = pattern[end+1:], args[1:]
	}
	if dots != "" && hasDots(string(b[start:])) {
		return nil, fmt.Errorf("argument %s makes a segment of dots, which leads to another path", dots)
	}
	return b, nil
}

// hasDots reports whether a segment of a path leads to another one.
func hasDots(path string) bool {
	for path != "" {
		var segment string
		if segment, path, _ = strings.Cut(path, "/"); isDots(segment) {
			return true
		}
	}
	return false
}

// appendArgument appends an argument, escaped.
func appendArgument(b []byte, t token, arg string) ([]byte, error) {
	switch {
	case t.quoted:
		// OData URL Conventions 4.01, section 5.1.1.14: a quote is doubled.
		return appendSegment(b, strings.ReplaceAll(arg, "'", "''")), nil
	case arg == "":
		return nil, fmt.Errorf("argument %s is empty", t.name)
	case t.greedy:
		return appendRest(b, t, arg)
	}
	return appendSegment(b, arg), nil
}

// appendRest appends an argument that may span several segments.
func appendRest(b []byte, t token, arg string) ([]byte, error) {
	for i, segment := range strings.Split(strings.TrimPrefix(arg, "/"), "/") {
		if segment == "" || isDots(segment) {
			return nil, fmt.Errorf("argument %s: %q has an empty segment or one of dots", t.name, arg)
		}
		if i > 0 {
			b = append(b, '/')
		}
		b = appendSegment(b, segment)
	}
	return b, nil
}

func isDots(s string) bool { return s == "." || s == ".." }

// appendLiteral appends documented text of a path. What a path must not hold is escaped,
// and what is escaped already stays.
func appendLiteral(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; pathChars[c] || c == '%' && isEscape(s[i:]) {
			b = append(b, c)
		} else {
			b = appendEscape(b, c)
		}
	}
	return b
}

// appendSegment appends one segment of a path. The colon is escaped, too: it ends a path in
// root:/{path}:.
func appendSegment(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; segmentChars[c] {
			b = append(b, c)
		} else {
			b = appendEscape(b, c)
		}
	}
	return b
}

func appendEscape(b []byte, c byte) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, '%', digits[c>>4], digits[c&15])
}

const unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~" // RFC 3986, section 2.3

// The bytes that a path and an argument in it hold as they are (RFC 3986, section 3.3).
var pathChars, segmentChars = setOf(unreserved + "/!$&'()*+,;=:@"), setOf(unreserved + "$&+=@")

func setOf(chars string) (set [256]bool) {
	for _, c := range []byte(chars) {
		set[c] = true
	}
	return set
}

// isEscape reports whether s begins with a percent sign and two hex digits.
func isEscape(s string) bool {
	if len(s) < 3 {
		return false
	}
	_, err := strconv.ParseUint(s[1:3], 16, 8)
	return err == nil
}

// argText is the text of an argument that is no string. A list is a JSON array (OData
// URL Conventions 4.01, section 5.1.1.14.2).
func argText(v any) string {
	list := reflect.ValueOf(v)
	if list.Kind() != reflect.Slice {
		return fmt.Sprint(v)
	}
	if list.Len() == 0 {
		return "[]"
	}
	data, _ := json.Marshal(v) // numbers, texts and times: it can't fail
	return string(data)
}
