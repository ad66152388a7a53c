package parser

import (
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// includeMark stands before the link of a fragment, in any case.
const includeMark = "!INCLUDE"

// holdsInclude reports whether a text may take in a fragment.
func holdsInclude(text string) bool {
	for {
		_, rest, ok := strings.Cut(text, "[!")
		if !ok {
			return false
		}
		if fold.HasPrefix(rest, includeMark[1:]) {
			return true
		}
		text = rest
	}
}

// includes notes the fragments that a paragraph takes in.
func (p *pageParser) includes(b *block, in inline) {
	if !p.readTab(b) || !holdsInclude(in.text) {
		return
	}
	from := b.start
	for _, l := range in.links {
		before := strings.TrimSpace(in.text[:l.start])
		if n := len(before) - len(includeMark); n > 0 && strings.EqualFold(before[n:], includeMark) && l.dest != "" {
			pos := p.pos(b.start, b.end)
			if n := strings.Index(p.text[from:b.end], "("+l.dest); n >= 0 {
				from += n + len("(")
				pos = p.pos(from, from+len(l.dest))
			} else { // it is written with escapes
				from = b.end
			}
			p.page.Includes = append(p.page.Includes, model.Include{
				Target: model.Text{Value: l.dest, Pos: pos},
				Within: b.within, Section: b.section, Sample: b.sample,
			})
		}
	}
}
