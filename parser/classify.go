package parser

import (
	"strings"

	"github.com/docbind/docbind/internal/fold"
)

// methods are the HTTP methods that docs use.
var methods = map[string]bool{
	"GET": true, "POST": true, "PUT": true, "PATCH": true,
	"DELETE": true, "HEAD": true, "OPTIONS": true, "MERGE": true,
}

// lineKind says what the first line of a code block looks like.
type lineKind int

const (
	otherLine lineKind = iota
	requestLine
	pathLine    // a path or URL without a method
	strangeLine // a path or URL after a word in capitals that is no method
	statusLine
)

// classify says what a line looks like, and gives the method of a request line.
func classify(l string) (lineKind, string) {
	t := strings.TrimSpace(l)
	if isTarget(t) {
		return pathLine, ""
	}
	if t == "" || !letter(t[0]) { // as in JSON
		return otherLine, ""
	}
	if isStatusLine(t) {
		return statusLine, ""
	}
	end := 0
	for end < len(t) && letter(t[end]) { // DELETE/identity/… has no space
		end++
	}
	if end == len(t) || strings.IndexByte(" \t/\r\n", t[end]) < 0 {
		return otherLine, ""
	}
	word, target := t[:end], isTarget(strings.TrimSpace(t[end:]))
	switch capitals := strings.ToUpper(word) == word; {
	case isMethod(word) && (capitals || target): // a lower-case word starts a sentence unless a path follows
		return requestLine, word
	case capitals && len(word) > 2 && target:
		return strangeLine, word
	}
	return otherLine, ""
}

// isMethod reports whether a word is an HTTP method, in any case.
func isMethod(word string) bool { return len(word) <= len("OPTIONS") && methods[strings.ToUpper(word)] }

// isStatusLine reports whether a line starts like HTTP/1.1 200 or HTTP 1.1 200, or like
// http/1.1 200 (channel-archive).
func isStatusLine(t string) bool {
	rest, ok := strings.CutPrefix(t, "HTTP")
	if !ok && fold.HasPrefix(t, "http/") {
		rest, ok = t[len("http"):], true
	}
	return ok && rest != "" && (rest[0] == '/' || rest[0] == ' ') && strings.ContainsAny(rest, "0123456789") &&
		strings.IndexByte("0123456789", strings.TrimLeft(rest, "/ ")[0]) >= 0
}

// isTarget reports whether a text starts like a path or an http URL.
func isTarget(t string) bool {
	return strings.HasPrefix(t, "/") && !strings.HasPrefix(t, "//") ||
		fold.HasPrefix(t, "https://") || fold.HasPrefix(t, "http://")
}
