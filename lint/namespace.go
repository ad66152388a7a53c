package lint

import (
	"fmt"
	"maps"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/model"
)

// namespaceLine holds the namespace in the annotation of a type against the line that
// names the page's.
func (p *page) namespaceLine(r *model.Resource) {
	ns := p.Namespace.Value
	written := p.text(spanOf(r.Type.Pos))
	if ns == "" || strings.ContainsAny(ns, " /") || !strings.Contains(written, ".") || r.Pos.Start > r.Type.Pos.Start {
		return
	}
	if own := namespaceOf(r.Type.Value); !strings.EqualFold(own, ns) {
		p.report(model.RuleNamespace, spanOf(r.Type.Pos), fmt.Sprintf("the annotation has the namespace %s, the page says %s", own, ns), "write one of them in both places").Related = []model.Position{p.Namespace.Pos}
	}
}

// knownNamespace reports a page whose namespace no type is in, and that of types is with a slip in it.
func (p *page) knownNamespace(s *set) {
	if s.types.spaces[p.Namespace.Value] != "" || p.Namespace.Value == "" { // as nearly all
		return
	}
	ns := strings.ToLower(p.Namespace.Value)
	if s.types.spaces[ns] != "" || p.Namespace.Pos.Path() != p.Path || strings.ContainsAny(ns, " /") {
		return
	}
	const slips = 2 // letters
	meant, ok := near.Word(ns, maps.Keys(s.types.spaces), slips)
	if at := p.within(p.Namespace.Pos, p.Namespace.Value); ok && p.text(at) == p.Namespace.Value {
		meant = s.types.spaces[meant]
		p.report(model.RuleNamespace, at, "no page declares a type in the namespace "+clip(p.Namespace.Value), "write "+meant, model.Edit{Span: at, New: meant})
	}
}
