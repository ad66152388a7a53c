package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

// wordMarks are what stands around a word in prose.
const wordMarks = ".,;:()*`'\""

// typeInProse finds the type that a sentence names, and where: by a link to a
// resource page, by the words before object, resource or collection, else by a word
// in camel case behind an article. The sentence doesn't begin before an offset.
func (p *pageParser) typeInProse(b *block, in inline, from int) (model.TypeExpr, int) {
	for _, l := range in.links {
		if !resourceLink(l.dest) {
			continue
		}
		name, before, after := in.text[l.start:l.end], in.text[:l.start], in.text[l.end:]
		return model.TypeExpr{
			Name: strings.TrimSpace(name), Link: l.dest, Pos: p.wordPos(b, from, name, "]("+l.dest),
			Collection: collectionBefore(before) || collectionAfter(after) || pluralOf(name, l.dest) && !endsInArticle(before),
		}, l.start
	}
	words := strings.Fields(in.text)
	name, many := typeBeforeNoun(words)
	if name == "" {
		name, many = typeBehindArticle(words)
	}
	if name == "" {
		name = bytesInBody(words)
	}
	if name == "" {
		return model.TypeExpr{}, 0
	}
	return model.TypeExpr{Name: name, Pos: p.wordPos(b, from, name, ""), Collection: many}, max(strings.Index(in.text, name), 0)
}

// endsInArticle reports whether the words before a type say that it is one of its kind.
func endsInArticle(before string) bool {
	words := strings.Fields(strings.ToLower(before))
	return len(words) > 0 && (words[len(words)-1] == "a" || words[len(words)-1] == "an")
}

// pluralOf reports whether a link's text is the plural of the name of the linked page:
// [identityProviders](../resources/identityprovider.md).
func pluralOf(text, dest string) bool {
	file, _, _ := strings.Cut(dest[strings.LastIndexByte(dest, '/')+1:], ".md")
	return strings.EqualFold(strings.TrimSpace(text), file+"s")
}

// typeBeforeNoun finds X object, X resource, X collection, collection of X objects.
func typeBeforeNoun(words []string) (name string, many bool) {
	for i, w := range words {
		w = strings.ToLower(strings.Trim(w, wordMarks))
		switch w {
		case "object", "objects", "resource", "entity", "collection":
		default:
			continue
		}
		if i == 0 {
			continue
		}
		name = strings.Trim(words[i-1], wordMarks)
		if w == "collection" && i+2 < len(words) && (name == "a" || name == "A" || name == "and" || name == "the") && words[i+1] == "of" {
			continue // a collection of X objects: X is found at objects
		}
		if !typeWord(name) {
			continue
		}
		if i > 2 && titled(name) && titled(words[i-2]) && typeWord(words[i-2]) && !titled(words[i-3]) { // a Machine Action entity
			name = words[i-2] + name
		}
		return name, w == "collection" || collectionBefore(strings.Join(words[:i-1], " ")) ||
			collectionAfter(strings.Join(words[i+1:], " "))
	}
	return "", false
}

// titled reports whether a word begins with a capital and goes on without.
func titled(w string) bool {
	first, size := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first) && size < len(w) && strings.IndexFunc(w[size:], unicode.IsUpper) < 0
}

// typeBehindArticle finds a stringKeyStringValuePair, collection of recentNotebooks.
func typeBehindArticle(words []string) (name string, many bool) {
	for i := 1; i < len(words); i++ {
		switch strings.ToLower(words[i-1]) {
		case "a", "an", "the", "of", "new", "updated", "created", "requested":
		default:
			continue
		}
		w := strings.Trim(words[i], wordMarks)
		if typeWord(w) && strings.IndexFunc(w, unicode.IsLower) == 0 && strings.IndexFunc(w, unicode.IsUpper) > 0 {
			return w, collectionBefore(strings.Join(words[:i], " "))
		}
	}
	return "", false
}

// bytesInBody finds a Stream in the response body, as the scaffolder of Intune writes it. What else it
// writes so, a String, a sample shows as well.
func bytesInBody(words []string) string {
	for i := 1; i+3 < len(words); i++ {
		if strings.EqualFold(words[i-1], "a") && words[i] == "Stream" && strings.EqualFold(strings.Join(words[i+1:i+4], " "), "in the response") {
			return words[i]
		}
	}
	return ""
}

// resourceLink reports whether a destination is a page that may declare a type.
func resourceLink(dest string) bool {
	path, _, _ := strings.Cut(dest, "#")
	path = strings.ToLower(path)
	return strings.HasSuffix(path, ".md") && !strings.Contains(path, "://") && !strings.HasPrefix(path, "/") &&
		!strings.Contains(path, "/api/") && !strings.Contains(path, "concepts/") && !strings.HasSuffix(path, "permissions-reference.md")
}

// collectionBefore reports whether the words before a type make it many.
func collectionBefore(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	for i := len(words) - 1; i >= max(0, len(words)-4); i-- {
		switch strings.Trim(words[i], ".,;:*`'\"") {
		case "collection", "list", "array", "collections", "set":
			// "For the list of properties, see" is about something else.
			return i+1 < len(words) && strings.HasPrefix(words[i+1], "of") && !strings.Contains(strings.Join(words[i+1:], " "), ",")
		}
	}
	return false
}

// collectionAfter reports whether the words after a type make it many.
func collectionAfter(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	for _, w := range words[:min(2, len(words))] {
		switch strings.Trim(w, ".,;:*`'\"") {
		case "collection", "collections", "array", "list", "objects":
			return true
		case "object":
		default:
			return false
		}
	}
	return false
}

// typeWord reports whether a word can be the name of a type: docs also write
// "the object", "a new resource", "JSON object".
func typeWord(w string) bool {
	if w == "" || strings.ContainsAny(w, "/{}<>=&|") {
		return false
	}
	switch strings.ToLower(w) {
	case "a", "an", "the", "this", "that", "json", "new", "updated", "created", "requested", "and", "or",
		"of", "response", "request", "returned", "in", "error", "each", "these", "those", "its", "your",
		"another", "any", "resulting", "target", "following", "same", "representation", "corresponding", "one",
		"with", "for", "to", "by", "from", "as", "more", "multiple", "page", "empty", "single", "parent", "existing":
		return false
	}
	for i := range len(w) {
		if !wordByte(w[i]) && w[i] != '.' {
			return false
		}
	}
	return true
}
