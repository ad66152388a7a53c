package sdk

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// expandPath fills the arguments into the operation's path. No argument can
// leave its place: what has a meaning in a URL is escaped, what can't be escaped
// is refused.
func expandPath(op *operation, args []string) (string, error) {
	var b strings.Builder
	tokens := op.tokens()
	for i, t := range tokens {
		if t.name == "" {
			b.WriteString(escapeLiteral(t.literal))
			continue
		}
		if len(args) == 0 {
			return "", fmt.Errorf("argument %s is missing", t.name)
		}
		escaped, err := escapeArgument(t, args[0], fillsSegment(tokens, i))
		if err != nil {
			return "", err
		}
		b.WriteString(escaped)
		args = args[1:]
	}
	return b.String(), nil
}

// fillsSegment reports whether the parameter has a path segment of its own.
func fillsSegment(tokens []token, i int) bool {
	before := i == 0 || strings.HasSuffix(tokens[i-1].literal, "/")
	after := i+1 == len(tokens) || strings.HasPrefix(tokens[i+1].literal, "/")
	return before && after
}

func escapeArgument(t token, arg string, alone bool) (string, error) {
	switch {
	case t.quoted:
		// OData URL Conventions 4.01, section 5.1.1.14: a quote is doubled.
		return escapeSegment(strings.ReplaceAll(arg, "'", "''")), nil
	case arg == "":
		return "", fmt.Errorf("argument %s is empty", t.name)
	case t.greedy:
		return escapeRest(t, arg)
	case alone && isDots(arg):
		return "", fmt.Errorf("argument %s is %q, which leads to another path", t.name, arg)
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
func escapeLiteral(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case isPathChar(c), c == '%' && isEscape(s[i:]):
			b.WriteByte(c)
		default:
			b.WriteString("%" + strings.ToUpper(strconv.FormatInt(int64(c)|0x100, 16)[1:]))
		}
	}
	return b.String()
}

// isPathChar reports whether a path may hold the byte (RFC 3986, section 3.3).
func isPathChar(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		strings.IndexByte("/-._~!$&'()*+,;=:@", c) >= 0
}

// isEscape reports whether s begins with a percent sign and two hex digits.
func isEscape(s string) bool {
	if len(s) < 3 {
		return false
	}
	_, err := strconv.ParseUint(s[1:3], 16, 8)
	return err == nil
}

// argText is the text of an argument that is no string.
func argText(v any) string { return fmt.Sprint(v) }
