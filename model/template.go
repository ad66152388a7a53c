package model

import "strings"

// BracedPath returns a path template with all its placeholders in braces, as most docs write
// them: <x> and {{x}} stand for {x}, and so do (x) and :x as whole segments.
func BracedPath(path string) string {
	if !strings.ContainsAny(path, "<(:") && !strings.Contains(path, "{{") {
		return path
	}
	var b strings.Builder
	for i := 0; i < len(path); {
		name, n := OddPlaceholder(path, i)
		switch {
		case n > 0:
			b.WriteString("{" + name + "}")
		case path[i] == '{' && strings.IndexByte(path[i:], '}') > 0:
			n = strings.IndexByte(path[i:], '}') + 1
			b.WriteString(path[i : i+n])
		default:
			n = 1
			b.WriteByte(path[i])
		}
		i += n
	}
	return b.String()
}

// OddPlaceholder returns the name of a placeholder without braces of its own that begins at i,
// and its length; 0 if none does.
func OddPlaceholder(path string, i int) (name string, length int) {
	rest, begins := path[i:], i > 0 && path[i-1] == '/'
	switch {
	case rest[0] == '<':
		name, length = enclosed(rest, "<", ">")
	case strings.HasPrefix(rest, "{{"):
		name, length = enclosed(rest, "{{", "}}")
	case rest[0] == '(' && begins: // chatmessage-update: /teams/(team-id)
		name, length = enclosed(rest, "(", ")")
		if length < len(rest) && rest[length] != '/' || strings.IndexByte(name, '=') > 0 {
			return "", 0
		}
	case rest[0] == ':' && begins && !endsAddress(path[:i]):
		name, _, _ = strings.Cut(rest[1:], "/")
		if name == "" || !letter(name[0]) || strings.ContainsAny(name, ":{}()<>'=$") {
			return "", 0
		}
		length = 1 + len(name)
	}
	if name = strings.Trim(name, "{}<> "); name == "" || strings.ContainsAny(name, "{}<>") {
		return "", 0
	}
	return name, length
}

// endsAddress reports whether a colon behind the beginning of a path ends what the one before it
// began: root:/{path}/:children.
func endsAddress(before string) bool {
	return strings.Count(before, ":/")%2 == 1 && !strings.HasSuffix(before, ":/")
}

// enclosed returns what stands between the marks that s begins with, and the length of all
// that; 0 if there is nothing, or no end.
func enclosed(s, open, shut string) (inner string, length int) {
	n := strings.Index(s, shut)
	if n <= len(open) {
		return "", 0
	}
	return s[len(open):n], n + len(shut)
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// IsVersion reports whether a path segment is an API version: beta, v1, v1.0.
func IsVersion(segment string) bool {
	if strings.EqualFold(segment, "beta") {
		return true
	}
	return len(segment) > 1 && segment[0]|0x20 == 'v' && strings.Trim(segment[1:], "0123456789.") == ""
}
