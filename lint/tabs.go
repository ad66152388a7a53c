package lint

import (
	"iter"
	"strings"

	"github.com/docbind/docbind/model"
)

// tabGroup is a group of tabs: headings that link to #tab/name, up to a line of three hyphens.
type tabGroup struct {
	tabs   []tab
	closed bool
}

// tab is the heading of a tab.
type tab struct {
	name string // in lower case; with its condition, if it has one
	at   model.Span
}

// tabGroups returns the groups of tabs of a page.
func (p *page) tabGroups() iter.Seq[tabGroup] {
	return func(yield func(tabGroup) bool) {
		var g tabGroup
		for i := range p.Blocks {
			b := &p.Blocks[i]
			switch {
			case b.Kind == model.TabBlock:
				g.tabs = append(g.tabs, tab{p.tabName(b), b.Span})
				continue
			case len(g.tabs) == 0:
				continue
			case b.Kind == model.RuleBlock:
				g.closed = true
			case b.Kind != model.HeadingBlock:
				continue
			}
			if !yield(g) {
				return
			}
			g = tabGroup{}
		}
		if len(g.tabs) > 0 {
			yield(g)
		}
	}
}

// tabName returns what follows #tab/ in the heading of a tab.
func (p *page) tabName(b *model.Block) string {
	_, name, _ := strings.Cut(p.text(b.Span), "#tab/")
	name, _, _ = strings.Cut(name, ")")
	return strings.ToLower(name)
}

// tabRules checks groups of tabs.
func tabRules(s *set, p *page) {
	for g := range p.tabGroups() {
		last := g.tabs[len(g.tabs)-1]
		if !g.closed {
			p.report(model.RuleTabUnclosed, g.tabs[0].at, "the group of tabs is never closed, so the text below belongs to the tab "+last.name,
				"add a blank line and --- after the last tab")
		}
		s.tabOrder(p, g)
	}
}

// tabOrder reports tabs that a group has twice, and the first tab that stands where it does on
// no more than a few pages.
func (s *set) tabOrder(p *page, g tabGroup) {
	seen := map[string]bool{}
	for _, t := range g.tabs {
		if seen[t.name] {
			p.report(model.RuleTabDuplicate, t.at, "the group has a tab "+t.name+" already", "leave one out, or give it another name")
			return
		}
		seen[t.name] = true
	}
	for i, t := range g.tabs {
		for _, later := range g.tabs[i+1:] {
			usual := s.habits.tabBefore[[2]string{later.name, t.name}]
			if odd := s.habits.tabBefore[[2]string{t.name, later.name}]; usual >= 10*odd && usual > 2 {
				p.report(model.RuleTabOrder, t.at, "the tab "+t.name+" stands before "+later.name+", in other groups behind it", "move it behind the tab "+later.name)
				return
			}
		}
	}
}
