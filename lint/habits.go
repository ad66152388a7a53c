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
}

// often is the part of the pages, one in how many, that makes something a habit.
const often = 100

func (s *set) findHabits() habits {
	h := habits{docTypes: map[string]bool{}, columns: map[string]bool{}, suffixes: map[string]bool{}, tabBefore: map[[2]string]int{}}
	types, keys, columns, tables, capitals := map[string]int{}, map[string]int{}, map[string]int{}, 0, 0
	suffixes := map[string]int{}
	for i := range s.pages {
		p := &s.pages[i]
		if lowerName(p.Path) != "" {
			capitals++
		}
		if len(p.FrontMatter) > 0 {
			h.matter++
			types[p.FrontMatterValue("doc_type").Value]++
			suffixes[titleSuffix(p.FrontMatterValue("title").Value)]++
			for _, f := range p.FrontMatter {
				keys[f.Key]++
			}
		}
		for j := range p.Blocks {
			b := &p.Blocks[j]
			if b.Kind != model.TableBlock || columnNames[b.Within] == nil {
				continue
			}
			tables++
			for _, c := range b.Rows[0].Cells {
				columns[p.text(c)]++
			}
		}
		for group := range p.tabGroups() {
			for j, tab := range group.tabs {
				for _, later := range group.tabs[j+1:] {
					h.tabBefore[[2]string{tab.name, later.name}]++
				}
			}
		}
	}
	for name, n := range types {
		h.docTypes[name] = n*often >= h.matter && n > 1
	}
	for suffix, n := range suffixes {
		h.suffixes[suffix] = 10*n >= h.matter && n > 1
	}
	for key, n := range keys {
		if n < h.matter && 20*n >= 19*h.matter || n == h.matter && n > 20 {
			h.keys = append(h.keys, key)
		}
	}
	slices.Sort(h.keys)
	h.capitals = 10*capitals >= len(s.pages) && capitals > 1 // of most names one can't tell: they are single words
	for name, n := range columns {
		if n*often >= tables && n > 2 {
			h.columns[strings.ToLower(plain(name))] = true
		}
	}
	return h
}
