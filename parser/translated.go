package parser

import (
	"strings"
	"unicode"

	"github.com/docbind/docbind/model"
)

// translatedName takes the name of a property from the JSON representation where a
// translation has translated it (accessreviewqueryscope in Portuguese: consulta, query).
// own is where the properties begin that only the JSON representation has. It must be the
// one of them, and the row the one that it doesn't show, with the same type; a name of
// several words is nobody's translation.
func (p *pageParser) translatedName(r *model.Resource, own int) {
	if !p.localised() || len(r.Properties) != own+1 {
		return
	}
	var row *model.Property
	for i := range r.Properties[:own] {
		prop := &r.Properties[i]
		if prop.Relationship || !prop.Shown.Pos.IsZero() {
			continue
		}
		if row != nil {
			return
		}
		row = prop
	}
	shown := &r.Properties[own]
	if row == nil || !oneWord(row.Name.Value) || !strings.EqualFold(row.Type.Name, shown.Type.Name) || row.Type.Collection != shown.Type.Collection {
		return
	}
	written, name := row.Name, shown.Name
	f := p.report(model.RuleNotInTable, written.Pos, "the table calls "+clip(written.Value)+" what the JSON representation calls "+name.Value, "write "+name.Value)
	f.Related = []model.Position{name.Pos}
	if start, end := p.span(written.Pos); p.text[start:end] == written.Value {
		f.Edits = []model.Edit{{Span: bytesOf(int(written.Pos.Start), int(written.Pos.End)), New: name.Value}}
		f.Unsafe = true
	}
	row.Name.Value, row.Shown = name.Value, shown.Type
	r.Properties = r.Properties[:own]
}

// oneWord reports whether a name isn't made of several words.
func oneWord(name string) bool {
	return strings.IndexFunc(strings.TrimLeftFunc(name, unicode.IsUpper), unicode.IsUpper) < 0
}
