package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// habits are what most pages of a set do, so that what the set has of its own is not taken for
// a mistake.
type habits struct {
	// docTypes are the values of doc_type that many pages have, matter how many have front
	// matter.
	docTypes map[string]bool
	matter   int
	// guides reports that most pages are guides.
	guides bool
	// keys are those that nearly all front matter has, sorted.
	keys []string
	// columns are the names of columns, in lower case, that many tables have.
	columns map[string]bool
	// capitals reports that the set names files so: dynamics_countryRegion.md.
	capitals bool
	// suffixes are what many titles end in, as titleSuffix returns it.
	suffixes map[string]bool
	// tabBefore counts the groups in which one tab stands before another.
	tabBefore map[[2]string]int
	// noCaller tells which kinds of callers no permissions table of the set has a row for,
	// though it has several.
	noCaller [3]bool
	// bare reports that most answers are shown without status line and headers.
	bare bool
	// plainCode reports that most code blocks name no language, deepTitles that most titles are
	// no headings of level 1.
	plainCode, deepTitles bool
	// envelopes reports that most answers which are one object have it in an envelope.
	envelopes bool
}

// often is the part of the pages, one in how many, that makes something a habit.
const often = 100

// several is how many tables tell what none of them has.
const several = 5

// tallies count what pages do.
type tallies struct {
	types, suffixes, keys, columns map[string]int
	pages, guides, matter          int
	tables, capitals               int
	tabBefore                      map[[2]string]int
	permissions                    int // tables
	callers                        [3]int
	answers, bare                  int
	code, plain                    int // fenced blocks, and those without a language
	deep                           int // titles
	objects, enveloped             int // answers
}

// findHabits tells the habits of a set by what its pages do.
func (s *set) findHabits() habits {
	t := tallies{types: map[string]int{}, suffixes: map[string]int{}, keys: map[string]int{}, columns: map[string]int{}, tabBefore: map[[2]string]int{}}
	for i := range s.pages {
		t.page(&s.pages[i])
	}
	return t.habits()
}

// page counts what a page does.
func (t *tallies) page(p *page) {
	t.pages++
	if p.conceptual() {
		t.guides++
	}
	if p.Title.Value != "" && !slices.ContainsFunc(p.Blocks, func(b model.Block) bool { return b.Kind == model.HeadingBlock && b.Level == 1 }) {
		t.deep++
	}
	if lowerName(p.Path) != "" {
		t.capitals++
	}
	if len(p.FrontMatter) > 0 {
		t.matter++
		t.frontMatter(p)
	}
	t.blocks(p)
	t.samples(p)
}

// habits returns what is done often enough to be one.
func (t *tallies) habits() habits {
	h := habits{docTypes: map[string]bool{}, matter: t.matter, guides: 2*t.guides > t.pages, columns: map[string]bool{}, suffixes: map[string]bool{}, tabBefore: t.tabBefore}
	for name, n := range t.types {
		h.docTypes[name] = n*often >= t.matter && n > 1
	}
	for suffix, n := range t.suffixes {
		h.suffixes[suffix] = 10*n >= t.matter && n > 1
	}
	h.plainCode, h.deepTitles = 2*t.plain > t.code && t.plain >= several, 2*t.deep > t.pages && t.deep >= several
	for key, n := range t.keys {
		if 2*t.matter <= t.pages { // the set has no front matter
			break
		}
		if n < t.matter && 20*n >= 19*t.matter || n == t.matter && n > 20 {
			h.keys = append(h.keys, key)
		}
	}
	slices.Sort(h.keys)
	h.capitals = 10*t.capitals >= t.pages && t.capitals > 1 // of most names one can't tell: they are single words
	for kind, n := range t.callers {
		h.noCaller[kind] = n == 0 && t.permissions >= several
	}
	h.envelopes = 2*t.enveloped > t.objects && t.enveloped >= several
	h.bare = t.bare > 2 && 2*t.bare > t.answers
	for name, n := range t.columns {
		if n*often >= t.tables && n > 2 {
			h.columns[strings.ToLower(plain(name))] = true
		}
	}
	return h
}

// frontMatter counts what the front matter of a page has.
func (t *tallies) frontMatter(p *page) {
	t.types[p.FrontMatterValue("doc_type").Value]++
	t.suffixes[titleSuffix(p.FrontMatterValue("title").Value)]++
	for _, f := range p.FrontMatter {
		t.keys[f.Key]++
	}
}

// blocks counts the columns of the tables of a page, and the orders of its tabs.
func (t *tallies) blocks(p *page) {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		t.block(b)
		if b.Kind != model.TableBlock || columnNames[b.Within] == nil {
			continue
		}
		t.tables++
		if b.Within == model.SectionPermissions {
			t.permissionTable(p, b)
		}
		for _, c := range b.Rows[0].Cells {
			t.columns[p.text(c)]++
		}
	}
	for group := range p.tabGroups() {
		for i, tab := range group.tabs {
			for _, later := range group.tabs[i+1:] {
				t.tabBefore[[2]string{tab.name, later.name}]++
			}
		}
	}
}

// block counts code blocks.
func (t *tallies) block(b *model.Block) {
	if b.Kind != model.CodeBlock || b.Indented {
		return
	}
	t.code++
	if b.Info == "" {
		t.plain++
	}
}

// permissionTable counts the callers that a table of permissions has rows for.
func (t *tallies) permissionTable(p *page, b *model.Block) {
	t.permissions++
	var has [3]bool
	for _, r := range b.Rows[1:] {
		if len(r.Cells) == 0 {
			continue
		}
		if kind, ok := callerOf(p.text(r.Cells[0])); ok && !has[kind] {
			has[kind] = true
			t.callers[kind]++
		}
	}
}

// samples counts the answers that a page shows, and those without status line and headers.
func (t *tallies) samples(p *page) {
	for i := range p.Samples {
		if s := &p.Samples[i]; s.Kind == model.ResponseSample && s.Pos.Path() == p.Path {
			t.answers++
			t.envelope(p, s)
			if s.Bare {
				t.bare++
			}
		}
	}
}
