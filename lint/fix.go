package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// Apply makes the edits of findings on one page, in their order, and returns the findings
// that were mended. Of edits that overlap or touch the first win: the others are left for
// another run over what comes of it. Edits that may change what a page says are made if
// unsafe is true. A page whose lines end in CRLF gets no other line ends.
func Apply(text string, findings []model.Finding, unsafe bool) (string, []model.Finding) {
	var edits []model.Edit
	var mended []model.Finding
	for _, f := range findings {
		if len(f.Edits) == 0 || f.Unsafe && !unsafe || !fits(text, edits, f.Edits) {
			continue
		}
		for _, e := range f.Edits {
			edits = slices.Insert(edits, after(edits, e), e)
		}
		mended = append(mended, f)
	}
	crlf := strings.Contains(text, "\r\n")
	var b strings.Builder
	at := int32(0)
	for _, e := range edits {
		b.WriteString(text[at:e.Start])
		if crlf {
			e.New = strings.ReplaceAll(strings.ReplaceAll(e.New, "\r\n", "\n"), "\n", "\r\n")
		}
		b.WriteString(e.New)
		at = e.End
	}
	b.WriteString(text[at:])
	return b.String(), mended
}

// fits reports whether edits can be made beside those that are chosen already, which are in the
// order of their places.
func fits(text string, chosen, edits []model.Edit) bool {
	for i, e := range edits {
		if e.Start < 0 || e.End < e.Start || int(e.End) > len(text) {
			return false
		}
		overlaps := func(o model.Edit) bool { return e.Start < o.End && o.Start < e.End }
		if at := after(chosen, e); at > 0 && chosen[at-1].End >= e.Start || at < len(chosen) && chosen[at].Start <= e.End || slices.ContainsFunc(edits[:i], overlaps) {
			return false
		}
	}
	return true
}

// after returns which of the chosen edits is the first behind another one.
func after(chosen []model.Edit, e model.Edit) int {
	at, _ := slices.BinarySearchFunc(chosen, e, func(o, e model.Edit) int {
		if o.Start <= e.Start {
			return -1
		}
		return 1
	})
	return at
}
