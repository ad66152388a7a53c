package parser

import (
	"fmt"

	"github.com/docbind/docbind/model"
)

// The limits on what a page states, far above real pages. Facts are compared with each
// other, so that without them an untrusted page would make the work quadratic.
const (
	maxFacts = 5000 // table rows, JSON representations and their members, listed values, samples
	maxLines = 1000 // request lines
	maxPath  = 2000 // bytes of a path
	maxType  = 500  // bytes of a heading that is the name of a type

	maxFrontMatter = 16 << 10 // bytes, unless it is plain
)

// admit counts a fact and reports whether it is still read; the first one that isn't
// is a finding.
func (p *pageParser) admit(start, end int) bool {
	p.facts++
	if p.facts == maxFacts+1 {
		p.report(model.RulePageFacts, p.pos(start, end),
			fmt.Sprintf("the page has more than %d table rows, values and samples; those from here on are not read", maxFacts), "split the page")
	}
	return p.facts <= maxFacts
}

// addTemplate adds a request line to the page, unless it has too many.
func (p *pageParser) addTemplate(t model.Template) {
	t.Path.Value = model.BracedPath(t.Path.Value)
	switch n := len(p.page.Templates); {
	case n < maxLines:
		p.page.Templates = append(p.page.Templates, t)
	case !p.manyLines:
		p.manyLines = true
		p.report(model.RulePageFacts, t.Path.Pos,
			fmt.Sprintf("the page has more than %d request lines; those from here on are not read", maxLines), "split the page")
	}
}
