package parser

import (
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// basePhrases stand before the link to a base type, lower case: Derived from
// [place](place.md), a subclass of [educationResource](educationresource.md).
var basePhrases = []string{
	"inherits from", "inherited from", "derived from", "derives from", "derivative of", "subclass of", "subclass from", "subtype of", "extends",
	"derived type of", "inherits the properties from", "inherits the properties of", "inherits all the properties from", "inherits all the properties of",
	"inherits all properties from", "inherits all properties of", "inherits properties from",
}

// mentionsBase reports whether a text may say what a type derives from.
func mentionsBase(text string) bool {
	return strings.Contains(text, "herit") || strings.Contains(text, "eriv") || strings.Contains(text, "ubclass") ||
		strings.Contains(text, "ubtype") || strings.Contains(text, "xtends")
}

// baseStatement takes the base type of a sentence that names it right before a link.
func (p *pageParser) baseStatement(in inline, pos model.Position) {
	if !p.inherits.IsZero() {
		return
	}
	for _, l := range in.links {
		before := strings.TrimRight(in.text[:l.start], " *_")
		if fold.HasSuffix(before, " the") {
			before = strings.TrimRight(before[:len(before)-len(" the")], " *_")
		}
		for _, phrase := range basePhrases {
			if fold.HasSuffix(before, phrase) {
				p.inherits = model.TypeExpr{Name: strings.TrimSpace(in.text[l.start:l.end]), Link: l.dest, Pos: pos}
				return
			}
		}
	}
}

// subject takes the type that the first paragraph links to behind a word for reading.
func (p *pageParser) subject(b *block, in inline) {
	verb, _, _ := strings.Cut(strings.TrimSpace(in.text), " ")
	switch strings.TrimSuffix(p.common.lowerCase(verb), "s") {
	case "get", "list", "retrieve", "return", "read":
		for _, l := range in.links {
			if resourceLink(l.dest) {
				name := strings.TrimSpace(in.text[l.start:l.end])
				p.page.Subject = model.TypeExpr{Name: name, Link: l.dest, Pos: p.wordPos(b, b.start, name, "")}
				return
			}
		}
	}
}
