package lint

import (
	"maps"
	"strconv"
	"strings"

	"github.com/docbind/docbind/model"
)

// anchor checks that a page has the anchor of a link.
func (s *set) anchor(p *page, l link, to *page, anchor string) {
	if anchor == "" || anchor == "top" || strings.HasPrefix(anchor, "tab/") || strings.HasPrefix(anchor, ":~:") || to.Text == "" {
		return
	}
	anchors := s.anchorsOf(to)
	if anchors[anchor] || anchors == nil {
		return
	}
	hash := l.dest.Start + int32(strings.IndexByte(p.text(l.dest), '#'))
	at := model.Span{Start: hash, End: l.dest.End}
	where := "this page"
	if to != p {
		where = to.Path
	}
	if lower := strings.ToLower(anchor); anchors[lower] {
		p.report(model.RuleLinkAnchor, at, where+" has the anchor #"+lower+"; browsers mind the case", "write #"+lower,
			model.Edit{Span: at, New: "#" + lower})
		return
	}
	f := p.report(model.RuleLinkAnchor, at, where+" has no heading or anchor #"+anchor, "write the anchor of one of its headings, or leave #"+anchor+" out")
	if near, ok := misspelt(anchor, maps.Keys(anchors)); ok {
		f.Fix, f.Edits, f.Unsafe = "write #"+near, []model.Edit{{Span: at, New: "#" + near}}, true
	}
}

// anchorsOf returns what links can lead to on a page: the slugs of its headings, and the names
// and ids of its tags. It is nil if the page takes in files that were not read.
func (s *set) anchorsOf(p *page) map[string]bool {
	p.anchorsOnce.Do(func() {
		p.anchors = map[string]bool{}
		s.addAnchors(p, p.anchors, map[string]int{}, 0)
	})
	return p.anchors
}

// addAnchors adds the anchors of a page, and of the files that it takes in; seen counts the
// headings with one slug.
func (s *set) addAnchors(p *page, anchors map[string]bool, seen map[string]int, depth int) {
	for _, h := range p.Sections {
		slug := h.Anchor()
		anchors[slug] = true
		if n := seen[slug]; n > 0 {
			anchors[slug+"-"+strconv.Itoa(n)] = true
		}
		seen[slug]++
		if trimmed := strings.TrimLeft(slug, "0123456789-_"); trimmed != "" { // as Markdig trims it
			anchors[trimmed] = true
		}
		if raw := p.headingText(h.Heading.Pos); strings.HasSuffix(raw, "}") {
			if i := strings.LastIndex(raw, "{#"); i >= 0 {
				anchors[strings.TrimSpace(raw[i+2:len(raw)-1])] = true
			}
		}
	}
	addNames(p.Text, anchors)
	const most = 5
	for _, in := range p.Includes {
		if f := s.fragment(p, in); f != nil && depth < most {
			s.addAnchors(f, anchors, seen, depth+1)
		}
	}
}

// headingText returns the heading at a position as it is written.
func (p *page) headingText(pos model.Position) string {
	if pos.Path() != p.Path {
		return ""
	}
	return strings.TrimRight(p.text(spanOf(pos)), " \t\r\n#")
}

// addNames adds the values of the attributes name and id.
func addNames(text string, anchors map[string]bool) {
	for _, attribute := range []string{"name=", "id="} {
		for rest := text; ; {
			i := strings.Index(rest, attribute)
			if i < 0 {
				break
			}
			before := rest[:i]
			rest = rest[i+len(attribute):]
			if before == "" || strings.IndexByte(" \t\n", before[len(before)-1]) < 0 || rest == "" {
				continue
			}
			value := ""
			if quote := rest[0]; quote == '"' || quote == '\'' {
				value, _, _ = strings.Cut(rest[1:], string(quote))
			} else {
				value = rest[:max(strings.IndexAny(rest, " >\n"), 0)]
			}
			if value != "" && len(value) < maxLabel {
				anchors[value] = true
			}
		}
	}
}
