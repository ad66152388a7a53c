package parser

import (
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// typeExpr reads a type cell: String, [x](x.md) collection, Collection(x),
// `string`, string, maximum size 20, String (url), microsoft.graph.x,
// {"@odata.type": "x"}.
func (p *pageParser) typeExpr(c *tableCell) model.TypeExpr {
	in := p.cellInline(c)
	t := model.TypeExpr{Pos: p.pos(c.from, c.end)}
	if raw := strings.TrimSpace(p.text[c.from:c.end]); isGeneric(raw) { // <X> is no HTML
		in = inline{text: raw}
	}
	text := oneLine(in.text)
	if value := strings.Trim(text, "` "); strings.Contains(value, `{"@odata.type"`) && jsonscan.Valid(value) {
		return p.literalType(value, t.Pos) // as in a JSON representation (sharepointgroup-post-members)
	}
	p.typeText(&t, in, text)
	return t
}

// typeText reads the text and the link of a type cell.
func (p *pageParser) typeText(t *model.TypeExpr, in inline, text string) {
	if p.localised() {
		text = englishCollection(text)
	}
	if inner, ok := strings.CutSuffix(text, "][]"); ok && len(in.links) == 0 { // a reference that isn't defined
		text = strings.TrimPrefix(inner, "[")
	}
	outside := text
	if len(in.links) > 0 {
		l := in.links[0]
		t.Link, t.Name = l.dest, strings.TrimSpace(in.text[l.start:l.end])
		if outside = ""; l.start > 0 || l.end < len(in.text) {
			outside = in.text[:l.start] + " " + in.text[l.end:]
		}
		if p.localised() {
			outside = englishCollection(outside)
		}
	}
	outside = p.common.lowerCase(outside)
	_, element := elementType(outside)
	t.Collection = element || strings.HasPrefix(outside, "[]") || hasWord(outside, "collection") || hasWord(outside, "array") || strings.HasSuffix(outside, "[]") ||
		listOf(outside) || strings.HasSuffix(outside, " list")
	if t.Name == "" {
		t.Name = p.typeName(text)
	}
	if inner, ok := unwrapCollection(t.Name); ok {
		t.Name, t.Collection = p.typeName(inner), true
	}
	t.Name = strings.TrimPrefix(strings.TrimRight(strings.Trim(t.Name, "*`'\" ."), "?"), "#")
}

// listOf reports whether a type cell, in lower case, says first that it is a list: list of boxes, list *string*.
// With a remark alone it is the type list: list resource, list (preview).
func listOf(cell string) bool {
	rest, ok := strings.CutPrefix(cell, "list ")
	word, _, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	switch word {
	case "object", "resource", "entity", "type", "or":
		return false
	}
	return ok && !strings.HasPrefix(word, "(")
}

// isGeneric reports whether a type cell holds a generic type of some language, and nothing else:
// List<X>, Nullable<X>.
func isGeneric(cell string) bool {
	outer, inner, ok := strings.Cut(strings.TrimSuffix(cell, ">"), "<")
	return ok && strings.HasSuffix(cell, ">") && typeHeading(outer) && inner != "" && strings.IndexFunc(inner, notTypeChar) < 0
}

// notTypeChar reports whether a character can be in no name of a type.
func notTypeChar(r rune) bool { return r != '.' && (r >= 0x80 || !wordByte(byte(r))) }

// collectionWords are what translations of the reference call a collection, lower case.
var collectionWords = []string{"sammlung", "auflistung", "colección", "coleção", "raccolta", "コレクション", "集合", "컬렉션", "коллекция"}

// englishCollection writes collection for the word of another language: String-Sammlung.
func englishCollection(text string) string {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return text
	}
	for _, word := range collectionWords {
		if at := strings.Index(lower, word); at >= 0 {
			return strings.TrimRight(text[:at], "- ") + " collection " + text[at+len(word):]
		}
	}
	return text
}

// typeName cuts the words around the name of a type that has no link.
func (p *pageParser) typeName(text string) string {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "`", ""), "[]")
	if inner, ok := elementType(text); ok {
		text = inner
	}
	if fold.HasPrefix(text, "nullable<") {
		text = strings.TrimSuffix(text[len("nullable<"):], ">")
	}
	if i := strings.IndexAny(text, ",;"); i > 0 {
		text = text[:i]
	}
	if !fold.HasPrefix(text, "collection(") {
		if i := strings.Index(text, "("); i > 0 {
			text = text[:i]
		}
	}
	if name := sizedInteger(text); name != "" {
		return name
	}
	var room [8]string
	words := room[:0]
	for w := range strings.FieldsSeq(text) {
		words = append(words, w)
	}
	for i, w := range words {
		switch p.common.lowerCase(w) {
		case "collection", "array", "of", "list", "a", "an", "object", "objects", "enum", "the", "nullable":
			continue
		case "or":
			return ""
		}
		if i > 1 && i+1 < len(words) && strings.EqualFold(words[0], "list") && !fold.HasPrefix(words[i+1], "object") {
			return "" // List of Alert comments: what is listed, not its type
		}
		name, _, _ := strings.Cut(strings.TrimSuffix(w, "[]"), "/") // string/number
		name, _, _ = strings.Cut(name, "<")                         // Dictionary<string, string>
		return name
	}
	return ""
}

// elementType takes X out of List<X> and Array[X].
func elementType(text string) (string, bool) {
	at := strings.IndexAny(text, "<[")
	if at <= 0 || !strings.HasSuffix(text, string(text[at]+2)) || at+2 >= len(text) {
		return text, false
	}
	switch strings.ToLower(text[:at]) {
	case "list", "array", "ilist", "ienumerable", "collection":
		return strings.TrimSpace(text[at+1 : len(text)-1]), true
	}
	return text, false
}

// saysEnum reports whether a type cell says that the values are those of an enumeration, and
// nothing else: Enum, Nullable Enum.
func (p *pageParser) saysEnum(c *tableCell) bool {
	switch p.common.lowerCase(p.cellText(c).Value) {
	case "enum", "nullable enum", "enumeration":
		return true
	}
	return false
}

// enumerated makes text of what its cell calls an enumeration of no name, where the
// description lists values that are words.
func (p *pageParser) enumerated(t *model.TypeExpr, c *tableCell, values []model.Text) {
	if t.IsZero() && len(values) > 1 && p.saysEnum(c) {
		t.Name = "String"
	}
}

// hasWord reports whether the lower-case text has the word on its own.
func hasWord(text, word string) bool {
	letter := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= 'a' && text[i] <= 'z' }
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		if i += from; !letter(i-1) && !letter(i+len(word)) {
			return true
		}
		from = i + 1
	}
}
