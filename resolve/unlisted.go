package resolve

import (
	"fmt"
	"strings"

	"github.com/docbind/docbind/model"
)

// noteUndeclared notes a member that the type of its object does not declare: the type
// that the object itself names, if it names one, even if none such is expected there.
func (c *conformance) noteUndeclared(name string, at int, t *model.Type) {
	if t.Kind == model.StructType && t.Inferred || extensionName(name) {
		return
	}
	if t.Kind == model.StructType && c.said != "" && c.said != t.Name {
		own := c.r.types.byName[c.said]
		if own == nil || own.Kind != model.StructType || own.Open || own.Inferred {
			return
		}
		if f := own.Field(name); f != nil && !f.Inferred {
			return
		}
		t = own
	}
	pos := model.Position{}
	if len(t.Declared) > 0 {
		pos = t.Declared[0]
	}
	p := problem{rule: model.RuleUndeclaredMember, offset: at, message: undeclared(name, t, c.ns), related: pos}
	if f := t.FoldedField(name); f != nil && f.Name != name {
		p.fix = "write " + f.Name
	}
	c.problems = append(c.problems, p)
}

// extensionName reports whether a member is a directory extension, which belongs to an
// application and to no type: extension_fe2174665583431c953114ff7268b7b3_rank.
func extensionName(name string) bool {
	const digits = 32 // of the application's GUID
	rest, ok := strings.CutPrefix(name, "extension_")
	id, _, found := strings.Cut(rest, "_")
	return ok && found && len(id) == digits && strings.Trim(strings.ToLower(id), "0123456789abcdef") == ""
}

// undeclared says that a type has no such member, and which one it has instead.
func undeclared(name string, t *model.Type, ns string) string {
	what := shortName(t.Name)
	switch {
	case t.Kind == model.BodyType:
		what = "the parameter table"
	case !strings.EqualFold(namespace(t.Name), ns):
		what = t.Name
	}
	if f := t.FoldedField(name); f != nil && f.Name != name {
		return fmt.Sprintf("the sample writes %s, %s has %s", name, what, f.Name)
	}
	return fmt.Sprintf("the sample has %s, %s hasn't", name, what)
}
