package sdk

import (
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"strconv"
	"strings"
)

// expandPath fills the arguments into the operation's path. No argument can
// leave its place: what has a meaning in a URL is escaped, what can't be escaped
// is refused.
func expandPath(op *operation, args []string) (string, error) {
	b, err := appendPath(nil, op.path, args)
	return string(b), err
}

// appendPath appends the pattern with its arguments to b.
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
		escaped, err := escapeArgument(t, args[0])
		if err != nil {
			return nil, err
		}
		if isDots(args[0]) {
			dots = t.name
		}
		b = append(b, escaped...)
		pattern, args = pattern[end+1:], args[1:]
	}
	if dots != "" && hasDots(string(b[start:])) {
		return nil, fmt.Errorf("argument %s makes a segment of dots, which leads to another path", dots)
	}
	return b, nil
}

// hasDots reports whether a segment of a path leads to another one.
func hasDots(path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if isDots(segment) {
			return true
		}
	}
	return false
}

// escapeArgument escapes an argument.
func escapeArgument(t token, arg string) (string, error) {
	switch {
	case t.quoted:
		// OData URL Conventions 4.01, section 5.1.1.14: a quote is doubled.
		return escapeSegment(strings.ReplaceAll(arg, "'", "''")), nil
	case arg == "":
		return "", fmt.Errorf("argument %s is empty", t.name)
	case t.greedy:
		return escapeRest(t, arg)
	}
	return escapeSegment(arg), nil
}

// escapeRest escapes an argument that may span several segments.
func escapeRest(t token, arg string) (string, error) {
	segments := strings.Split(strings.TrimPrefix(arg, "/"), "/")
	for i, segment := range segments {
		if segment == "" || isDots(segment) {
			return "", fmt.Errorf("argument %s: %q has an empty segment or one of dots", t.name, arg)
		}
		segments[i] = escapeSegment(segment)
	}
	return strings.Join(segments, "/"), nil
}

func isDots(s string) bool { return s == "." || s == ".." }

// escapeSegment also escapes the colon, which ends a path in root:/{path}:.
func escapeSegment(s string) string {
	return strings.ReplaceAll(url.PathEscape(s), ":", "%3A")
}

// escapeLiteral escapes what a documented path must not hold, and keeps what is
// escaped already.
func escapeLiteral(s string) string { return string(appendLiteral(nil, s)) }

func appendLiteral(b []byte, s string) []byte {
	const digits = "0123456789ABCDEF"
	for i := range len(s) {
		if c := s[i]; pathChars[c] || c == '%' && isEscape(s[i:]) {
			b = append(b, c)
		} else {
			b = append(b, '%', digits[c>>4], digits[c&15])
		}
	}
	return b
}

// pathChars are the bytes that a path may hold (RFC 3986, section 3.3).
var pathChars = func() (set [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~!$&'()*+,;=:@") {
		set[c] = true
	}
	return set
}()

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
