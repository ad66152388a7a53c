package lint

import (
	"fmt"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// jsonRules looks at the values of samples, and for what generators of docs left anywhere.
func jsonRules(_ *set, p *page) {
	for i := range p.Samples {
		if s := &p.Samples[i]; s.Pos.Path() == p.Path && s.Body.JSON != "" {
			p.typeNames(&s.Body)
			p.duplicateMembers(&s.Body)
		}
	}
	for i := range p.Resources {
		p.duplicateMembers(&p.Resources[i].JSON)
	}
	p.leftovers()
}

// duplicateMembers looks for members of one name in an object. Readers take the last of them,
// or the first, or none (RFC 8259, section 4).
func (p *page) duplicateMembers(b *model.Body) {
	raw, at := p.bodyOf(b)
	jsonscan.Duplicates(raw, func(name string, again, first int) bool {
		span := func(offset int) model.Span {
			start := at + int32(offset)
			return model.Span{Start: start, End: start + int32(strings.IndexByte(raw[offset+1:], '"')) + 2}
		}
		f := p.report(model.RuleTwoMembers, span(again), "the object has the member "+clip(name)+" already", "leave one of both out")
		f.Related = append(f.Related, p.pos(span(first)))
		return true
	})
}

// typeNames looks for members whose value is the name of a type. There is one finding a body.
func (p *page) typeNames(b *model.Body) {
	count, first, name := 0, 0, ""
	text := b.JSON
	for at := 0; ; {
		n := strings.Index(text[at:], `":`)
		if n < 0 {
			break
		}
		key := at + n
		if at = key + len(`":`); at < len(text) && text[at] == ' ' {
			at++
		}
		if at == len(text) || text[at] != '"' {
			continue
		}
		at++
		end := strings.IndexByte(text[at:], '"')
		if end < 0 {
			break
		}
		value := text[at : at+end]
		if isTypeName(value) && !aboutTypes(text[:key]) {
			if count++; count == 1 {
				first, name = at, value
			}
		}
		at += end
	}
	if count == 0 {
		return
	}
	start := b.Text.Pos.Start + int32(first) - 1
	message := fmt.Sprintf("the value is the name of a type, %q", name)
	if count > 1 {
		message += fmt.Sprintf(", as are %d more of this body", count-1)
	}
	p.report(model.RuleTypeName, model.Span{Start: start, End: start + int32(len(name)) + 2}, message, "write a value that the API could send")
}

// isTypeName reports whether a value is what generators write for a property of a type:
// String, String (identifier).
func isTypeName(value string) bool {
	if len(value) < 4 || len(value) > 40 {
		return false
	}
	name, note, _ := strings.Cut(value, "(")
	switch strings.TrimSpace(name) {
	case "String", "string", "Int32", "Int64", "Boolean", "DateTimeOffset", "Guid", "Double", "Binary", "Stream", "Edm.String", "Edm.Int32", "Edm.Boolean",
		"Edm.DateTimeOffset", "Edm.Guid", "Edm.Int64", "Edm.Double", "Integer", "Timestamp", "Duration", "Date":
		return note == "" || strings.HasSuffix(note, ")")
	}
	return false
}

// aboutTypes reports whether a JSON text ends with the name of a member that may well name a
// type.
func aboutTypes(text string) bool {
	key := strings.ToLower(text[strings.LastIndexByte(text, '"')+1:])
	for _, word := range []string{"type", "format", "kind", "schema"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return key == "name" || key == "value"
}
