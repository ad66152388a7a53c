package lint

import (
	"fmt"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// shownKind reports a member of a JSON representation whose value, or the name of a type in its
// place, is of another kind than the table says: true for a String, one value for a collection.
func (p *page) shownKind(s *set, prop *model.Property, f *model.TypeProperty, m jsonMember) {
	if p.Slug != "" || prop.Type.IsZero() || f.Type.Name == "" || f.Type.Collection != prop.Type.Collection || m.value == "null" {
		return // or another page says something else
	}
	want, have := s.kindOf(f.Type), shownAs(m.value)
	if want == "" || have == "" || want == have {
		return
	}
	if t := s.types.byName[f.Type.Name]; t != nil && t.Kind == model.EnumType && !f.Type.Collection {
		want = "an enumeration, which is text in JSON"
	}
	r := p.report(model.RuleShownType, m.valueSpan(), fmt.Sprintf("the JSON representation shows %s for %s, the table says %s", have, prop.Name.Value, want), "")
	r.Related = []model.Position{prop.Type.Pos}
	if value := s.literal(f.Type); value != "" {
		r.Fix, r.Edits, r.Unsafe = "write "+value, []model.Edit{{Span: m.valueSpan(), New: value}}, true
	}
}

// kindOf is what kind of JSON values a type has, "" if nothing is known of it.
func (s *set) kindOf(t model.TypeRef) string {
	if t.Collection {
		return "a collection"
	}
	switch t.Name {
	case "Edm.Boolean":
		return "true or false"
	case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Double", "Edm.Single", "Edm.Decimal", "Edm.Byte":
		return "a number"
	case "Edm.String", "Edm.Guid", "Edm.DateTimeOffset", "Edm.Date", "Edm.Duration", "Edm.TimeOfDay":
		return "text"
	}
	if one := s.types.byName[t.Name]; one != nil && !one.Inferred {
		if one.Kind == model.EnumType {
			return "text"
		}
		if one.Kind == model.StructType {
			return "an object"
		}
	}
	return ""
}

// shownAs is what kind of value a JSON representation shows, "" if that can't be told.
func shownAs(value string) string {
	switch c := value[0]; {
	case c == '[':
		return "a collection"
	case c == '{' && strings.IndexByte(value, '(') > 0 && strings.Contains(strings.ToLower(value), `"collection(`):
		return "" // {"@odata.type": "collection(microsoft.graph.x)"}
	case c == '{':
		return "an object"
	case c == 't' || c == 'f':
		return "true or false"
	case c == '-' || isDigit(c):
		return "a number"
	}
	var room fold.Room
	switch string(fold.Append(room[:0], jsonscan.String(value))) {
	case "string", "string (identifier)", "string (timestamp)", "datetimeoffset", "guid", "string (etag)":
		return "text"
	case "boolean", "bool", "true", "false":
		return "true or false"
	case "int16", "int32", "int64", "integer", "int", "double", "number", "float":
		return "a number"
	}
	return ""
}
