package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// key reports a key that the type doesn't have.
func (p *page) key(s *set, r *model.Resource) {
	t := s.types.byName[r.Type.Value]
	if r.Key.Value == "" || t == nil || t.Kind != model.StructType {
		return
	}
	for name := range strings.SplitSeq(r.Key.Value, ",") {
		name = strings.TrimSpace(name)
		if f := t.Field(name); f != nil {
			continue
		}
		message, fix := fmt.Sprintf("the key is %s, %s has no such property", name, shortName(t.Name)), ""
		if f := t.FoldedField(name); f != nil {
			fix = "write " + f.Name
		}
		f := p.report(model.RuleKeyProperty, spanOf(r.Key.Pos), message, fix)
		if fix != "" && name == r.Key.Value {
			f.Edits = []model.Edit{{Span: spanOf(r.Key.Pos), New: `"` + strings.TrimPrefix(fix, "write ") + `"`}}
		}
	}
}

// optional reports properties that the annotation of a type calls optional and the type doesn't have.
func (p *page) optional(s *set, r *model.Resource) {
	t := s.types.byName[r.Type.Value]
	if len(r.Optional) == 0 || t == nil || t.Kind != model.StructType || t.Open || len(p.Resources) > 1 {
		return
	}
	if r.Base.Name != "" && !anyEntity(r.Base.Name) && s.types.named(r.Base.Name, p.OwnNamespace()) == nil {
		return // who knows what is inherited
	}
	list := p.annotationAt(r.Type.Pos.Start)
	i := slices.IndexFunc(list, func(m model.AnnotationMember) bool { return strings.EqualFold(m.Key.Value, "optionalProperties") })
	if i < 0 {
		return
	}
	var names []string
	for j := range t.Fields {
		names = append(names, t.Fields[j].Name)
	}
	at, left := spanOf(list[i].Value.Pos), 20 // names that are compared with all properties
	jsonscan.Array(list[i].Value.Value, func(element string, offset int) bool {
		name := jsonscan.String(element)
		if element[0] != '"' || name == "" || strings.ContainsAny(name, "@.*") || t.Field(name) != nil {
			return true
		}
		span := spanAt(int(at.Start)+offset, int(at.Start)+offset+len(element))
		if p.text(span) != element {
			return true
		}
		f := p.report(model.RuleOptionalProperty, span, fmt.Sprintf("the annotation calls %s optional, %s has no such property", clip(name), shortName(t.Name)), "")
		if left--; left < 0 {
			return true
		}
		if meant, ok := misspelt(name, slices.Values(names)); ok {
			f.Fix, f.Edits, f.Unsafe = "write "+meant, []model.Edit{{Span: span, New: `"` + meant + `"`}}, true
		}
		return true
	})
}
