package mock

import (
	"encoding/json"
	"strings"

	"github.com/docbind/docbind/model"
)

// maxDepth is how deep the objects of a specimen nest: an answer shows what a type has,
// and need not show the same of all that it refers to.
const maxDepth = 3

// primitives have a value of each primitive type that is no plain text.
var primitives = map[string]string{
	"Edm.Binary":         `""`,
	"Edm.Boolean":        `true`,
	"Edm.Byte":           `1`,
	"Edm.Date":           `"2020-01-01"`,
	"Edm.DateTimeOffset": `"2020-01-01T00:00:00Z"`,
	"Edm.Decimal":        `1`,
	"Edm.Double":         `1`,
	"Edm.Duration":       `"PT1H"`,
	"Edm.Guid":           `"00000000-0000-0000-0000-000000000001"`,
	"Edm.Int16":          `1`,
	"Edm.Int32":          `1`,
	"Edm.Int64":          `1`,
	"Edm.SByte":          `1`,
	"Edm.Single":         `1`,
	"Edm.TimeOfDay":      `"00:00:00"`,
	"Edm.Untyped":        `null`,
}

// specimen returns a body made from what an operation is documented to return: each
// property has a value of its type.
func (h *Handler) specimen(result *model.Result) string {
	var s specimen
	s.types = h.types
	wrapped := result.Wrapped || result.Kind == model.CollectionResult
	if wrapped {
		s.WriteString(`{"value":`)
	}
	ref := result.Type
	ref.Collection = ref.Collection || result.Kind == model.CollectionResult
	s.value(ref, "", 0)
	if wrapped {
		s.WriteString(`}`)
	}
	return s.String()
}

// specimen is JSON that is being made.
type specimen struct {
	strings.Builder
	types map[string]*model.Type
	// above are the types around, none of which is shown inside itself.
	above []*model.Type
}

// value writes a value of a type; listed is one that the docs list for it.
func (s *specimen) value(ref model.TypeRef, listed string, depth int) {
	if ref.Collection {
		s.WriteByte('[')
		ref.Collection = false
		s.value(ref, listed, depth)
		s.WriteByte(']')
		return
	}
	if text, ok := primitives[ref.Name]; ok {
		s.WriteString(text)
		return
	}
	t := s.types[ref.Name]
	switch {
	case strings.HasPrefix(ref.Name, "Edm.Geo"):
		s.WriteString(`{"type":"Point","coordinates":[0,0]}`)
	case ref.IsPrimitive() && listed != "":
		s.text(listed)
	case ref.IsPrimitive():
		s.text("string")
	case t == nil:
		s.WriteString(`{}`)
	case t.Kind == model.EnumType && len(t.Members) > 0:
		s.text(t.Members[0].Name)
	case t.Kind == model.EnumType:
		s.text("string")
	default:
		s.object(t, depth)
	}
}

func (s *specimen) text(text string) { s.WriteString(quote(text)) }

// quote writes a JSON string.
func quote(text string) string {
	quoted, _ := json.Marshal(text) // a string can't fail
	return string(quoted)
}

// object writes an object with all properties; relationships are shown only to who
// expands them.
func (s *specimen) object(t *model.Type, depth int) {
	concrete := s.concrete(t)
	s.above = append(s.above, t, concrete)
	s.WriteByte('{')
	separator := ""
	if concrete != t {
		s.WriteString(`"@odata.type":` + quote("#"+concrete.Name))
		separator = ","
	}
	for i := range concrete.Fields {
		f := &concrete.Fields[i]
		if f.Relationship || f.Type.Name == "Edm.Stream" || !s.shown(f.Type, depth) {
			continue
		}
		listed := ""
		if len(f.Values) > 0 {
			listed = f.Values[0]
		}
		s.WriteString(separator + quote(f.Name) + ":")
		s.value(f.Type, listed, depth+1)
		separator = ","
	}
	s.WriteByte('}')
	s.above = s.above[:len(s.above)-2]
}

// concrete returns a type that values can have.
func (s *specimen) concrete(t *model.Type) *model.Type {
	if !t.Abstract {
		return t
	}
	for _, name := range t.Derived {
		if derived := s.types[name]; derived != nil && !derived.Abstract {
			return derived
		}
	}
	return t
}

// shown reports whether a property of the type is written at the depth.
func (s *specimen) shown(ref model.TypeRef, depth int) bool {
	t := s.types[ref.Name]
	if t == nil || t.Kind == model.EnumType {
		return true
	}
	for _, above := range s.above {
		if above == t {
			return false
		}
	}
	return depth+1 < maxDepth
}
