package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// callers are the kinds of callers that a permissions table has a row for.
var callers = []string{"Delegated (work or school account)", "Delegated (personal Microsoft account)", "Application"}

// callerForms are other ways to write them, in lower case and with letters and blanks only.
var callerForms = map[string]int{
	"delegated": 0, "delegated work or school account": 0, "delegated work or school accounts": 0, "delegated work or school": 0, "delegated work school account": 0,
	"delegated work account":               0,
	"delegated personal microsoft account": 1, "delegated microsoft account": 1, "delegated personal account": 1, "delegated personal": 1,
	"delegated personal microsoft accounts": 1, "delegated personal msa": 1, "application": 2, "application permissions": 2, "app only": 2,
}

// permissionRules checks the tables that list what callers need.
func permissionRules(s *set, p *page) {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Kind != model.TableBlock || b.Within != model.SectionPermissions || len(b.Rows) == 0 || len(b.Rows[0].Cells) < 2 {
			continue
		}
		if !strings.HasPrefix(strings.ToLower(plain(p.text(b.Rows[0].Cells[0]))), "permission") {
			continue
		}
		p.permissionOrder(b)
		p.leastFirst(b)
		if p.Slug == "" {
			p.permissionRows(b, s.habits.noCaller)
		}
	}
}

// permissionOrder reports a header that promises the most privileged scope first: readers take
// the first one, which must be the one that allows least.
func (p *page) permissionOrder(b *model.Block) {
	const wrong, right = "most to least", "least to most"
	for _, c := range b.Rows[0].Cells[1:] {
		i := strings.Index(strings.ToLower(p.text(c)), wrong)
		if i < 0 {
			continue
		}
		at := spanAt(int(c.Start)+i, int(c.Start)+i+len(wrong))
		edits := []model.Edit{{Span: at, New: right}}
		for _, r := range b.Rows[1:] {
			edits = append(edits, p.swapped(r)...)
		}
		f := p.report(model.RulePermissionOrder, at, "the table begins with the most privileged permission; readers take the first one",
			"list the least privileged one first, and write "+right, edits...)
		f.Unsafe = slices.ContainsFunc(b.Rows[1:], func(r model.Row) bool {
			return slices.ContainsFunc(r.Cells[min(1, len(r.Cells)):], func(c model.Span) bool { return strings.ContainsAny(p.text(c), ",;") })
		})
	}
}

// leastFirst reports a permission to write that stands before the one to read the same, in a table
// that promises the least privileged first.
func (p *page) leastFirst(b *model.Block) {
	if !slices.ContainsFunc(b.Rows[0].Cells[1:], func(c model.Span) bool {
		header := strings.ToLower(p.text(c))
		return strings.Contains(header, "least to most") || strings.HasPrefix(header, "least privileged")
	}) {
		return
	}
	var edits []model.Edit
	for _, r := range b.Rows[1:] {
		edits = append(edits, p.swapped(r)...)
	}
	if len(edits) == 0 {
		return
	}
	message := p.text(edits[0].Span) + " stands before " + edits[0].New + ", which allows less; readers take the first one"
	if more := len(edits)/2 - 1; more > 0 {
		message += fmt.Sprintf(" (other such pairs in the table: %d)", more)
	}
	p.report(model.RulePermissionOrder, edits[0].Span, message, "list the least privileged one first", edits...)
}

// swapped returns what changes the places of the permissions of a row that stand the wrong way round,
// in pairs: Thing.ReadWrite.All and Thing.Read.All.
func (p *page) swapped(r model.Row) []model.Edit {
	const most, least = "ReadWrite", "Read"
	const long = 4096 // bytes: names are looked for in all of the row
	if len(r.Cells) < 2 {
		return nil
	}
	all := model.Span{Start: r.Cells[1].Start, End: r.Cells[len(r.Cells)-1].End}
	text := p.text(all)
	if len(text) > long || !strings.Contains(text, most) || !alternatives(text) {
		return nil
	}
	var edits []model.Edit
	for from := 0; ; {
		n := strings.Index(text[from:], most)
		if n < 0 {
			break
		}
		before := text[:from+n]
		before = before[len(strings.TrimRightFunc(before, scopeLetter)):]
		from += n + len(most)
		after := text[from:]
		after = after[:len(after)-len(strings.TrimLeftFunc(after, scopeLetter))]
		name, less := before+most+after, before+least+after
		first, second := wordIn(text, name), wordIn(text, less)
		if first < 0 || second < first {
			continue
		}
		at := func(i int, name string) model.Span {
			return spanAt(int(all.Start)+i, int(all.Start)+i+len(name))
		}
		if more := []model.Edit{{Span: at(first, name), New: less}, {Span: at(second, less), New: name}}; !slices.Contains(edits, more[0]) {
			edits = append(edits, more...)
		}
	}
	return edits
}

// alternatives reports whether the permissions of a row can change their places: none go together, none
// are for something that stands before them, and none is a link, which would lead where it did under another name.
func alternatives(text string) bool {
	for _, mark := range [...]string{" and ", " plus ", " + ", " & ", ":", "]("} {
		if strings.Contains(text, mark) {
			return false
		}
	}
	return true
}

// wordIn returns where the name of a permission stands in a text, not as a part of another; -1 if it doesn't.
func wordIn(text, name string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(name)
		if (i == 0 || !scopeLetter(rune(text[i-1]))) && (end == len(text) || !scopeLetter(rune(text[end])) || text[end] == '.' && (end+1 == len(text) || !scopeLetter(rune(text[end+1])))) {
			return i
		}
		from = end
	}
}

// scopeLetter reports whether the name of a permission can have a character.
func scopeLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_'
}

// permissionRows reports rows for callers that don't exist, and callers without a row, but for
// those that the house has none for.
func (p *page) permissionRows(b *model.Block, noCaller [3]bool) {
	var has [3]bool
	var odd []model.Span
	for _, r := range b.Rows[1:] {
		if len(r.Cells) == 0 || p.isSubRow(r.Cells[0]) {
			continue
		}
		cell := r.Cells[0]
		kind, ok := callerOf(p.text(cell))
		if !ok {
			odd = append(odd, cell)
			continue
		}
		has[kind] = true
		if text := strings.TrimRight(p.text(cell), " *"); strings.Count(text, "(") > strings.Count(text, ")") {
			at := spanAt(int(cell.Start)+len(text), int(cell.Start)+len(text))
			p.report(model.RulePermissionRows, cell, "the parenthesis is never closed", "write "+callers[kind], model.Edit{Span: at, New: ")"})
		}
	}
	if !slices.Contains(has[:], true) {
		return // a table of something else
	}
	strange := false
	for _, cell := range odd {
		strange = p.oddCaller(b, cell, &has) || strange
	}
	var lacks []string
	for kind, there := range has {
		if !there && !strange && !noCaller[kind] {
			lacks = append(lacks, callers[kind])
		}
	}
	if len(lacks) > 0 {
		p.report(model.RulePermissionRows, b.Rows[0].Span, "the table has no row for "+strings.Join(lacks, " and "), "add it, with Not supported. if there is nothing to grant")
	}
}

// oddCaller reports a caller that is none of those that exist. It returns true if it can't
// tell which of them is meant.
func (p *page) oddCaller(b *model.Block, cell model.Span, has *[3]bool) bool {
	text := plain(p.text(cell))
	if meant, ok := misspelt(text, slices.Values(callers)); ok {
		has[slices.Index(callers, meant)] = true
		p.report(model.RulePermissionRows, cell, "there is no kind of caller "+text, "write "+meant, model.Edit{Span: cell, New: meant})
		return false
	}
	header := strings.ToLower(plain(p.text(b.Rows[0].Cells[0])))
	if text == "" || strings.HasPrefix(p.text(cell), "*") || header != "permission type" {
		return false
	}
	p.report(model.RulePermissionRows, cell, "there is no kind of caller "+text, "write one of "+strings.Join(callers, ", "))
	return true
}

// callerOf returns the index of the caller that a cell names.
func callerOf(cell string) (int, bool) {
	if kind := slices.Index(callers, cell); kind >= 0 {
		return kind, true
	}
	if i := strings.Index(cell, "<br"); i > 0 { // a note
		cell = cell[:i]
	}
	text := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r
		case r >= 'A' && r <= 'Z':
			return r | 0x20
		}
		return ' '
	}, plain(cell))
	kind, ok := callerForms[strings.Join(strings.Fields(text), " ")]
	return kind, ok
}

// isSubRow reports whether a cell begins a row that goes on from the one above: Intune pages
// indent them.
func (p *page) isSubRow(cell model.Span) bool {
	text := p.text(cell)
	return strings.HasPrefix(text, "&nbsp;") || strings.HasPrefix(text, "\u00a0") || strings.HasPrefix(text, "&emsp;")
}
