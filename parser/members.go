package parser

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// linkedMembers notes where on the page a row of the body's table says that its member is
// described: BillingProfile, linked to a heading Billing profile (Partner Center).
func (p *pageParser) linkedMembers(r row) {
	for i := range min(2, len(r)) { // name and type
		if strings.IndexByte(p.text[r[i].start:r[i].end], '#') < 0 {
			continue // as most
		}
		for _, l := range p.cellInline(&r[i]).links {
			if anchor, ok := strings.CutPrefix(l.dest, "#"); ok {
				if p.linked == nil {
					p.linked = map[string]bool{}
				}
				p.linked[anchor] = true
			}
		}
	}
}

// ofMember reports whether a table of the body stands below a heading that a row of an earlier
// one links to: it is about what is in that member, and not beside it.
func (p *pageParser) ofMember(b *block) bool {
	return len(p.linked) > 0 && b.section >= 0 && p.linked[p.page.Sections[b.section].Anchor()]
}

// ofOther reports whether a table of the body is about another type than the one above it, which is
// the body: the paragraph right above each links to the type whose properties it lists (Partner
// Center: This table describes the CartLineItem properties).
func (p *pageParser) ofOther() bool {
	if p.lead == nil || !p.lead.speaks {
		return false
	}
	in, about := p.blockInline(p.lead), model.TypeExpr{}
	for _, l := range in.links {
		if resourceLink(l.dest) {
			about = model.TypeExpr{Name: strings.ToLower(in.text[l.start:l.end]), Link: strings.ToLower(l.dest)}
			break
		}
	}
	if p.led.Link == "" {
		p.led = about
	}
	return about.Link != "" && about.Link != p.led.Link && about.Name != p.led.Name
}
