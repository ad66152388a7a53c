package parser

import (
	"regexp"
	"strings"
)

// listItem is what a list item says of what it names: its type, whether it is required, and a
// text.
type listItem struct{ name, typ, required, description span }

// maxItemHead bounds where the parts of a list item before its text end.
const maxItemHead = 200

// parseItem reads the text of a list item: `name` (string, required): text, **name** string - text,
// `name: optional string`. A name alone is none, nor is one with which a sentence begins.
func parseItem(text string) (it listItem, ok bool) {
	at, ok := it.named(text)
	if !ok {
		return it, false
	}
	told, others := it.typ.end > 0, ""
	at, colon := separator(text, at, "")
	if n := groupEnd(text[at:]); n > 0 {
		it.attributes(text, span{at + 1, at + n - 1})
		at, told, others = at+n, true, ".,;"
	} else if end := it.typed(text, at); end > 0 {
		at, told, others = end, true, ".,;"
	}
	at, dash := separator(text, at, others)
	it.description = span{at, max(at, len(strings.TrimRight(text, " \t\r\n")))}
	return it, told || (colon || dash) && it.description.start < it.description.end
}

// typed reads the type that a text has from an offset on, and what stands in parentheses behind it,
// and returns where that ends; 0 if there is none, or one is known.
func (it *listItem) typed(text string, at int) int {
	if it.typ.end > 0 {
		return 0
	}
	m := leadingType.FindStringSubmatchIndex(text[at:])
	if m == nil {
		return 0
	}
	it.typ = span{at + m[2], at + m[3]}
	at = len(text) - len(strings.TrimLeft(text[at+m[3]:], "`"))
	next := len(text) - len(strings.TrimLeft(text[at:], " *_"))
	if n := groupEnd(text[next:]); n > 0 {
		it.attributes(text, span{next + 1, next + n - 1})
		at = next + n
	}
	return at
}

// define takes what a span of a text says of the name, which may begin with its type.
func (it *listItem) define(text string, s span) {
	it.description = trimSpan(text, s, " \t\r\n")
	text = text[:it.description.end]
	if end := it.typed(text, it.description.start); end > 0 {
		it.description.start, _ = separator(text, end, ".,;")
	}
}

// bareWord reports whether a text begins with a word that is neither in bold nor code.
func bareWord(text string) bool {
	return text != "" && (letter(text[0]) || strings.IndexByte("@$_", text[0]) >= 0)
}

// bare reads a name without marks that an item begins with: a word, and behind it a colon, a dash, or
// parentheses.
func (it *listItem) bare(text string) (end int, ok bool) {
	for end < min(len(text), maxItemHead) && strings.IndexByte(" \t\r\n:([", text[end]) < 0 {
		end++
	}
	it.name = span{0, end}
	rest := text[end:]
	if next := strings.TrimLeft(rest, " \t"); !strings.HasPrefix(rest, ": ") && (len(next) == len(rest) || groupEnd(next) == 0 && !dashed(next)) {
		return 0, false
	}
	return end, propertyName(text[:end]) && (end == 1 || strings.IndexByte(".;,!?", text[end-1]) < 0)
}

// dashed reports whether a text begins with a dash.
func dashed(text string) bool {
	return strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "– ") || strings.HasPrefix(text, "— ")
}

// named reads the name that an item begins with, in bold or as code, and returns where it ends.
func (it *listItem) named(text string) (end int, ok bool) {
	if bareWord(text) {
		return it.bare(text)
	}
	at, closing := 0, "**"
	if strings.HasPrefix(text, "**") {
		at = 2
	}
	if strings.HasPrefix(text[at:], "`") {
		at, closing = at+1, "`"
	}
	head := text[at:min(len(text), at+maxItemHead)]
	n := strings.Index(head, closing)
	if at == 0 || n <= 0 || strings.IndexByte(head[:n], '\n') >= 0 {
		return 0, false
	}
	it.name = trimSpan(text, span{at, at + n}, " :\"'")
	if i := strings.Index(head[:n], ": "); i > 0 && closing == "`" { // `name: type`
		it.name = trimSpan(text, span{at, at + i}, " :\"'")
		it.typ = trimSpan(text, span{at + i + 1, at + n}, " \"'")
		if first, rest, _ := strings.Cut(text[it.typ.start:it.typ.end], " "); requiredWord(first) && rest != "" {
			it.required = span{it.typ.start, it.typ.start + len(first)}
			it.typ.start = it.required.end + 1
		}
	}
	return at + n + len(closing), propertyName(text[it.name.start:it.name.end])
}

// separator returns where what comes after the marks between two parts of an item begins, and
// whether a colon, a dash or one of some other marks is among them.
func separator(text string, at int, others string) (end int, found bool) {
	for at < len(text) {
		switch c := text[at]; {
		case c == '*' || c == '_':
			rest := strings.TrimLeft(text[at:], "*_")
			if at > 0 && blankByte(text[at-1]) && rest != "" && rest[0] > ' ' && rest[0] != '(' && rest[0] != '[' { // of what follows
				return at, found
			}
			at = len(text) - len(rest)
		case blankByte(c):
			at++
		case c == ':', strings.IndexByte(others, c) >= 0, c == '-' && at+1 < len(text) && text[at+1] == ' ':
			at, found = at+1, true
		case strings.HasPrefix(text[at:], "–"), strings.HasPrefix(text[at:], "—"):
			at, found = at+len("–"), true
		default:
			return at, found
		}
	}
	return at, found
}

// groupEnd returns the length of the parentheses or brackets that a text begins with, 0 if it
// doesn't, or if they are those of a link.
func groupEnd(text string) int {
	if text == "" || text[0] != '(' && text[0] != '[' {
		return 0
	}
	depth := 0
	for i := range min(len(text), maxItemHead) {
		switch text[i] {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				if text[0] == '[' && strings.HasPrefix(text[i+1:], "(") {
					return 0
				}
				return i + 1
			}
		}
	}
	return 0
}

// attributes reads what stands in parentheses behind a name: string, required.
func (it *listItem) attributes(text string, at span) {
	for start := at.start; start <= at.end; {
		end := start
		for end < at.end && strings.IndexByte(",;|", text[end]) < 0 {
			end++
		}
		part := trimSpan(text, span{start, end}, " `*_.")
		word := text[part.start:part.end]
		switch {
		case requiredWord(word):
			it.required = part
		case it.typ.end == 0 && word != "" && (leadingType.MatchString(word) || typeAlone(word)):
			it.typ = part
		}
		start = end + 1
	}
}

// requiredWord reports whether a word says that something has to be there, or may be missing.
func requiredWord(word string) bool {
	switch strings.ToLower(word) {
	case "required", "optional", "mandatory", "conditional":
		return true
	}
	return false
}

// typeAlone reports whether a word among the attributes of a name can be its type, and is none of
// those that say something else.
func typeAlone(word string) bool {
	switch strings.ToLower(word) {
	case "path", "query", "header", "body", "in", "read-only", "readonly", "read only", "write-only", "nullable", "deprecated", "default", "unique", "beta", "new", "key":
		return false
	}
	name := strings.TrimSuffix(strings.TrimSuffix(oneLine(word), "[]"), " collection")
	return typeHeading(name) || fullName(name) || strings.HasPrefix(word, "[") && strings.Contains(word, "](")
}

// fullName reports whether a word can be the name of a type with its namespace: shop.lamp.
func fullName(word string) bool {
	parts := strings.Split(word, ".")
	for _, part := range parts {
		if len(part) < 2 || !typeHeading(part) {
			return false
		}
	}
	return len(parts) > 1
}

// leadingType matches the type that a text begins with, and which it doesn't go on with as a
// sentence.
var leadingType = regexp.MustCompile("(?i)^[`*_]*(" +
	`(?:(?:an? )?(?:array|list|collection) of |collection\()?` +
	`(?:edm\.)?(?:string|bool(?:ean)?|int(?:eger|16|32|64)?|long|number|float|double|single|decimal|date(?:-?time(?:offset)?)?|timestamp|guid|uuid|object|array|binary|\[[\w.]+\]\([^()\s:]+\))` +
	`(?:\)|\[\]|s\b)?(?: collection| array| list)?` +
	")[`*_]*(?:[.,;:]|\\s*$|\\s*\\n|\\s+(?:[(–—]|- ))")

// trimSpan returns a span of a text without some characters at its ends.
func trimSpan(text string, s span, marks string) span {
	for s.start < s.end && strings.IndexByte(marks, text[s.start]) >= 0 {
		s.start++
	}
	for s.end > s.start && strings.IndexByte(marks, text[s.end-1]) >= 0 {
		s.end--
	}
	return s
}
