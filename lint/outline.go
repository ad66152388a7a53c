package lint

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/docbind/docbind/model"
)

// outlinesJSON are the outlines of pages whose docs have none, in the format of
// document-outline.json.
//
//go:embed outlines.json
var outlinesJSON []byte

var outlines = sync.OnceValue(func() map[string][]OutlineHeading {
	var out map[string][]OutlineHeading
	if err := json.Unmarshal(outlinesJSON, &out); err != nil {
		panic("lint: outlines.json: " + err.Error())
	}
	return out
})

// outlineRules compares the headings of a page with the outline that pages of its doc_type
// have. The headings of localised pages are in another language.
func outlineRules(s *set, p *page) {
	docType := p.FrontMatterValue("doc_type").Value
	if means := p.contradicts(docType); means != "" {
		docType = means // see docType
	}
	expected, own := s.Docs.Outlines[docType]
	if !own {
		expected = outlines()[docType]
	}
	if len(expected) == 0 || p.Slug != "" || p.redirects() {
		return
	}
	if docType == "apiPageType" && len(p.Templates)+len(p.Samples) == 0 {
		return // a page about an API, not about an operation
	}
	o := outlining{page: p, strict: own}
	o.found = make([]foundHeading, 0, len(p.Sections))
	for i := range p.Sections {
		o.found = append(o.found, foundHeading{Section: &p.Sections[i], title: plain(p.Sections[i].Heading.Value), matches: -1})
	}
	o.compare(expected, o.found, spanOf(p.Title.Pos))
}

// outlining compares the headings of a page with an outline.
type outlining struct {
	*page
	// strict reports that the docs' own config has the outline, which allows nothing else.
	strict bool
	found  []foundHeading
}

// foundHeading is a heading of the page, with the index of the expected one that it is.
type foundHeading struct {
	*model.Section
	title   string
	matches int
}

// compare matches expected headings with those found in one place of the page, and those below
// them; at is where something that is missing is reported.
func (o *outlining) compare(expected []OutlineHeading, found []foundHeading, at model.Span) {
	flat := flatten(expected)
	counts := make([]int, len(flat))
	for i := range found {
		f := &found[i]
		f.matches = slices.IndexFunc(flat, func(e *OutlineHeading) bool { return f.Level == max(e.Level, 1) && titleMatches(e.Title, f.title) })
		if f.matches >= 0 {
			counts[f.matches]++
		}
	}
	o.misspelt(flat, counts, found)
	o.sunk(flat, counts, found)
	o.missing(expected, flat, counts, at)
	o.order(flat, found)
	if o.strict {
		o.extra(found)
	}
	for i := range found {
		if m := found[i].matches; m >= 0 && len(flat[m].Headings) > 0 {
			end := i + 1
			for end < len(found) && found[end].Level > found[i].Level {
				end++
			}
			o.compare(flat[m].Headings, slices.Clone(found[i+1:end]), spanOf(found[i].Heading.Pos))
		}
	}
}

// flatten returns expected headings without the choices that they stand in.
func flatten(list []OutlineHeading) []*OutlineHeading { return appendFlat(nil, list) }

func appendFlat(flat []*OutlineHeading, list []OutlineHeading) []*OutlineHeading {
	flat = slices.Grow(flat, len(list))
	for i := range list {
		if e := &list[i]; len(e.Arguments) > 0 {
			flat = appendFlat(flat, e.Arguments)
		} else {
			flat = append(flat, e)
		}
	}
	return flat
}

// misspelt reports headings that are nearly expected ones, or those on another level, where
// the expected ones are missing; they count as there.
func (o *outlining) misspelt(flat []*OutlineHeading, counts []int, found []foundHeading) {
	for i := range found {
		f := &found[i]
		if f.matches >= 0 || f.title == "" || !slices.ContainsFunc(flat, func(e *OutlineHeading) bool { return max(e.Level, 1) == f.Level }) {
			continue
		}
		meant, ok := misspelt(f.title, func(yield func(string) bool) {
			for _, e := range flat {
				if !strings.Contains(e.Title, "*") && max(e.Level, 1) == f.Level && !yield(e.Title) {
					return
				}
			}
		})
		if !ok || plural(meant, f.title) {
			continue
		}
		n := slices.IndexFunc(flat, func(e *OutlineHeading) bool { return e.Title == meant })
		if counts[n] > 0 {
			continue
		}
		counts[n]++
		f.matches = n
		heading := spanOf(f.Heading.Pos)
		var edits []model.Edit
		if raw := o.text(heading); strings.HasSuffix(raw, " "+f.title) {
			edits = []model.Edit{{Span: model.Span{Start: heading.End - int32(len(f.title)), End: heading.End}, New: meant}}
		}
		o.report(model.RuleMisspeltSection, heading, "the heading is "+f.title+", on other pages "+meant, "write "+meant, edits...)
	}
}

// plural reports whether two headings differ only in number: Response, Responses.
func plural(a, b string) bool {
	return strings.EqualFold(strings.TrimSuffix(a, "s"), strings.TrimSuffix(b, "s"))
}

// width is how many headings flatten makes of one.
func (e *OutlineHeading) width() int {
	if len(e.Arguments) == 0 {
		return 1
	}
	n := 0
	for i := range e.Arguments {
		n += e.Arguments[i].width()
	}
	return n
}

// missing reports required headings that are not there; of a choice with OR one is enough.
// flat are the headings without the choices, counts how often each is there.
func (o *outlining) missing(expected []OutlineHeading, flat []*OutlineHeading, counts []int, at model.Span) {
	for i := range expected {
		e := &expected[i]
		n := e.width()
		args, here := flat[:n], counts[:n]
		flat, counts = flat[n:], counts[n:]
		there := slices.ContainsFunc(here, func(c int) bool { return c > 0 })
		switch {
		case strings.EqualFold(e.Condition, "OR"):
			there = there || slices.ContainsFunc(args, o.elsewhere)
			if !there && slices.ContainsFunc(args, func(a *OutlineHeading) bool { return a.Required }) {
				o.report(model.RuleMissingSection, at, "the page has no section "+orList(args), "add it")
			}
		case len(e.Arguments) > 0:
			o.missing(e.Arguments, args, here, at)
		case e.Required && !there && !o.elsewhere(e):
			o.report(model.RuleMissingSection, at, "the page has no section "+e.Title, "add "+strings.Repeat("#", max(e.Level, 1)+o.deeper())+" "+e.Title)
		}
	}
}

// deeper is how many levels the headings of the page stand below those of one whose title is
// on the first.
func (o *outlining) deeper() int {
	if b := o.blockOf(o.Title.Pos); b != nil && b.Kind == model.HeadingBlock {
		return int(b.Level) - 1
	}
	return 0
}

// sectionKinds are what the sections of the outlines that docbind knows announce.
var sectionKinds = map[string][]model.SectionKind{
	"Permissions":     {model.SectionPermissions},
	"HTTP request":    {model.SectionHTTPRequest},
	"Response":        {model.SectionResponse, model.SectionResponseSample},
	"Request headers": {model.SectionHeaders},
}

// elsewhere reports whether the page has a section under another name or on another level,
// which only the docs' own outline forbids.
func (o *outlining) elsewhere(e *OutlineHeading) bool {
	kinds := sectionKinds[e.Title]
	if strings.HasPrefix(e.Title, "Example") && !o.strict {
		return len(o.Samples) > 0
	}
	if e.Title == "Members" && !o.strict {
		return len(o.Enums) > 0 // under the name of the type: boxState values
	}
	return !o.strict && slices.ContainsFunc(o.Sections, func(s model.Section) bool { return slices.Contains(kinds, s.Kind) })
}

func orList(list []*OutlineHeading) string {
	var titles []string
	for _, e := range list {
		titles = append(titles, e.Title)
	}
	return strings.Join(titles, " or ")
}

// order reports a heading that the outline has before one that stands above it.
func (o *outlining) order(flat []*OutlineHeading, found []foundHeading) {
	last := -1
	for i := range found {
		f := &found[i]
		if f.matches < 0 {
			continue
		}
		if last >= 0 && f.matches < found[last].matches && !flat[f.matches].Anywhere {
			message, fix := f.title+" stands behind "+found[last].title+", on other pages before it", "move the section up"
			if strings.HasPrefix(found[last].title, "Example") && o.answers(f.Section) {
				message = f.title + " stands behind " + found[last].title + " and holds an answer, so it seems to be a part of it"
				fix = "write " + strings.Repeat("#", f.Level+1) + " " + f.title + ", or move what is said of all answers up"
			}
			r := o.report(model.RuleSectionOrder, spanOf(f.Heading.Pos), message, fix)
			r.Related = []model.Position{found[last].Heading.Pos}
			continue
		}
		if last >= 0 && f.matches == found[last].matches && !flat[f.matches].Multiple && !flat[f.matches].AllowMultiple {
			o.report(model.RuleExtraSection, spanOf(f.Heading.Pos), "the page has a section "+f.title+" already", "make one of both")
		}
		if !flat[f.matches].Anywhere {
			last = i
		}
	}
}

// answers reports whether a section shows an answer.
func (o *outlining) answers(section *model.Section) bool {
	return slices.ContainsFunc(o.Samples, func(m model.Sample) bool {
		return m.Kind == model.ResponseSample && m.Section >= 0 && m.Section < len(o.Sections) && &o.Sections[m.Section] == section
	})
}

// extra reports headings that the outline doesn't have, on a level on which the page has some
// of it.
func (o *outlining) extra(found []foundHeading) {
	for i := range found {
		f := &found[i]
		if f.matches >= 0 || !slices.ContainsFunc(found, func(g foundHeading) bool { return g.matches >= 0 && g.Level == f.Level }) {
			continue
		}
		o.report(model.RuleExtraSection, spanOf(f.Heading.Pos), "the outline of these pages has no section "+f.title, "leave it out, or make it part of another section")
	}
}
