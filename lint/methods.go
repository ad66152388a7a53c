package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/docbind/docbind/model"
)

// methodRules hold the tables of methods against the pages that they lead to. What stands in
// translations for None and for a collection isn't understood.
func methodRules(s *set, p *page) {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Kind != model.TableBlock || b.Within != model.SectionMethods || len(b.Rows) == 0 || p.Slug != "" {
			continue
		}
		column := slices.IndexFunc(b.Rows[0].Cells, func(c model.Span) bool { return strings.EqualFold(plain(p.text(c)), "return type") })
		for _, row := range b.Rows[1:] {
			if column > 0 && column < len(row.Cells) {
				p.methodRow(s, row.Cells[0], row.Cells[column])
			}
		}
	}
}

// tableResult is what a table says that a method answers with.
type tableResult struct {
	typ  *model.Type // nil for nothing
	many bool
	at   model.Span
}

// String says it in words.
func (r tableResult) String() string {
	switch {
	case r.typ == nil:
		return "nothing"
	case r.many:
		return "a collection of " + shortName(r.typ.Name)
	}
	return "one " + shortName(r.typ.Name)
}

// cell is what a table has for it.
func (r tableResult) cell() string {
	switch {
	case r.typ == nil:
		return "None"
	case r.many:
		return shortName(r.typ.Name) + " collection"
	}
	return shortName(r.typ.Name)
}

// methodRow holds a row against the page of its method.
func (p *page) methodRow(s *set, method, result model.Span) {
	links := p.linksIn(method)
	if len(links) != 1 {
		return
	}
	to := s.linkedPage(p, links[0])
	if to == nil || len(to.operations) != 1 || to.Slug != "" {
		return
	}
	op := to.operations[0]
	documented := tableResult{typ: s.types.byName[op.Result.Type.Name], many: op.Result.Kind == model.CollectionResult}
	if documented.typ == nil && op.Result.Kind != model.NoResult || op.Result.Kind == model.StreamResult {
		return
	}
	said, ok := p.tableResult(s, result)
	if !ok || !s.otherResult(op, said, documented) {
		return
	}
	f := p.report(model.RuleMethodResult, said.at, fmt.Sprintf("the table says that the method returns %s, its page that it returns %s", said, documented),
		"write "+documented.cell(), mendResult(said, documented)...)
	f.Unsafe, f.Related = len(f.Edits) > 0, []model.Position{op.Pos}
}

// otherResult reports whether a page surely documents another result than a table says.
func (s *set) otherResult(op *model.Operation, said, documented tableResult) bool {
	switch {
	case op.Result.Kind == model.NoResult:
		return said.typ != nil && slices.Equal(op.Result.Statuses, []int{noContent})
	case said.typ == nil:
		return !slices.Contains(op.Result.Statuses, noContent) && agree(op, documented) > 1
	case documented.typ == said.typ:
		return documented.many != said.many && agree(op, documented) > 0
	}
	return !s.types.related(documented.typ, said.typ) && agree(op, documented) > 1 && lastWord(documented.typ) != lastWord(said.typ)
}

// lastWord is the last word of a type's name: a commsOperation may well be the base of an
// inviteParticipantsOperation, whatever the pages say of it.
func lastWord(t *model.Type) string {
	return t.Name[max(strings.LastIndexFunc(t.Name, unicode.IsUpper), strings.LastIndexByte(t.Name, '.')+1):]
}

// agree counts the kinds of sources that say that an operation has a result, 0 if one says
// something else. An annotation that names no collection says nothing of it.
func agree(op *model.Operation, result tableResult) int {
	var sources []model.Source
	for _, e := range op.Result.Evidence {
		source := e.Source
		if source == model.FromLink {
			source = model.FromProse
		}
		if e.Type.Name != result.typ.Name || e.Type.Collection != result.many && source != model.FromAnnotation {
			return 0
		}
		if !slices.Contains(sources, source) {
			sources = append(sources, source)
		}
	}
	return len(sources)
}

// mendResult makes a table say what the page of a method does, where that is a matter of a word.
func mendResult(said, documented tableResult) []model.Edit {
	switch {
	case documented.typ == nil:
		return []model.Edit{{Span: said.at, New: documented.cell()}}
	case documented.typ == said.typ && documented.many:
		return []model.Edit{{Span: model.Span{Start: said.at.End, End: said.at.End}, New: " collection"}}
	}
	return nil
}

// linksIn returns the links of a cell.
func (p *page) linksIn(cell model.Span) (list []link) {
	scanner := linkScanner{text: p.Text, visit: func(l link) {
		if l.kind == inlineLink && l.takesIn == "" {
			list = append(list, l)
		}
	}}
	scanner.scanIfLinked(cell)
	return list
}

// linkedPage returns the page that a link leads to, nil if that is none of the set.
func (s *set) linkedPage(p *page, l link) *page {
	target, _ := splitDestination(p.text(l.dest))
	return s.byPath[s.byLower[strings.ToLower(s.targetPath(p, target))]]
}

// saysSeveral reports whether the text beside a link says that there are several of what it leads to.
func saysSeveral(text string) bool {
	if strings.Contains(text, "[]") {
		return true
	}
	for word := range strings.FieldsFuncSeq(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '_' }) {
		switch strings.ToLower(word) {
		case "collection", "list", "array", "set":
			return true
		}
	}
	return false
}

// tableResult reads the cell for the return type of a method.
func (p *page) tableResult(s *set, cell model.Span) (r tableResult, ok bool) {
	r.at = cell
	if text := p.text(cell); strings.IndexByte(text, '[') < 0 {
		text = strings.Trim(plain(text), ". ")
		return r, strings.EqualFold(text, "none") || strings.EqualFold(text, "no content")
	}
	links := p.linksIn(cell)
	if len(links) != 1 {
		return r, false
	}
	to := s.linkedPage(p, links[0])
	if to == nil {
		return r, false
	}
	if r.typ = s.types.on[to.Path]; r.typ == nil && len(to.Resources) == 1 { // beside its enumerations
		r.typ = s.types.byName[to.Resources[0].Type.Value]
	}
	if r.typ == nil {
		return r, false
	}
	before, name := p.Text[cell.Start:links[0].dest.Start], ""
	if i := strings.LastIndexByte(before, '['); i >= 0 {
		before, name = before[:i], strings.TrimSuffix(before[i+1:], "](")
	}
	if one := s.types.named(name, p.OwnNamespace()); one != nil && one != r.typ {
		return r, false // which of them is meant?
	}
	r.many = saysSeveral(before) || saysSeveral(p.Text[links[0].dest.End:cell.End]) || strings.EqualFold(name, shortName(r.typ.Name)+"s")
	return r, true
}
