package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// linkOfOther reports a link that is called after a type and leads to the page of another one. What is one
// word only may be just that word: [message](chatmessage.md).
func (s *set) linkOfOther(p *page, l link, to *page) {
	if l.kind != inlineLink || strings.IndexByte(p.text(l.text), ' ') >= 0 {
		return // as most are
	}
	name := strings.Trim(p.text(l.text), "*`_")
	if file := to.Path[strings.LastIndexByte(to.Path, '/')+1:]; strings.EqualFold(name, strings.TrimSuffix(file, ".md")) || !camelCase(name) || !typeLike(name) {
		return
	}
	there := s.types.on[to.Path]
	if there == nil && len(to.Resources) == 1 { // beside its enumerations
		there = s.types.byName[to.Resources[0].Type.Value]
	}
	if there == nil || strings.EqualFold(shortName(name), shortName(there.Name)) {
		return
	}
	meant := s.types.named(name, p.OwnNamespace())
	if meant == nil || meant.Kind != model.StructType || shortName(meant.Name) != shortName(name) || p.propertyType(l.dest.Start) {
		return
	}
	at := declaredAt(meant)
	if s.byPath[at.Path()] == nil || at.Path() == to.Path {
		return
	}
	dest := l.dest
	if n := strings.IndexAny(p.text(dest), "?#"); n >= 0 {
		dest.End = dest.Start + int32(n)
	}
	mended := relative(path.Dir(p.Path), at.Path())
	f := p.report(model.RuleOtherType, dest, "the link is called "+shortName(name)+" and leads to the page of "+shortName(there.Name),
		"write "+mended+", or call the link "+shortName(there.Name), model.Edit{Span: dest, New: mended})
	f.Unsafe = true
}

// propertyType reports whether an offset is in the type of a property, where resolve holds the text of
// a link against where it leads.
func (p *page) propertyType(at int32) bool {
	return slices.ContainsFunc(p.Resources, func(r model.Resource) bool {
		return slices.ContainsFunc(r.Properties, func(f model.Property) bool { return f.Type.Pos.Start <= at && at < f.Type.Pos.End })
	})
}
