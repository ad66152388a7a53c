package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// sunk reports headings that are expected ones on a deeper level, where they make a section a part
// of the one above it, to which it doesn't belong: what goes with a request may stand below its
// request line or in its example. They count as there.
func (o *outlining) sunk(flat []*OutlineHeading, counts []int, found []foundHeading) {
	if len(flat) == 0 || !slices.ContainsFunc(counts, func(n int) bool { return n > 0 }) {
		return // all of the page is on other levels
	}
	level := max(flat[0].Level, 1)
	above, example := "the title", 0 // the level of the example that a heading is in
	tried := make([]bool, len(flat))
	for i := range found {
		f := &found[i]
		if example > 0 && f.Level <= example {
			example = 0
		}
		if example == 0 && isExample(f.title) {
			example = f.Level
		}
		if f.Level <= level {
			if above = f.title; f.matches < 0 {
				above = "" // a section of another kind may have anything in it
			}
			continue
		}
		if example > 0 || above == "" {
			continue
		}
		n := slices.IndexFunc(flat, func(e *OutlineHeading) bool {
			return max(e.Level, 1) == level && !e.Anywhere && strings.EqualFold(e.Title, f.title)
		})
		if n < 0 || tried[n] {
			continue
		}
		tried[n] = true
		if counts[n] == 0 && !strings.EqualFold(above, "HTTP request") && !again(f, found[i+1:]) {
			counts[n]++
			o.raise(f, above, strings.Repeat("#", level+o.deeper()))
		}
	}
}

func isExample(title string) bool {
	const word = "example"
	return len(title) >= len(word) && strings.EqualFold(title[:len(word)], word)
}

// again reports whether a page has several sections of one name, as where it is about several
// requests.
func again(f *foundHeading, after []foundHeading) bool {
	for i := range after {
		g := &after[i]
		if isExample(g.title) {
			return false
		}
		if g.Level <= f.Level && strings.EqualFold(g.title, f.title) {
			return true
		}
	}
	return false
}

func (o *outlining) raise(f *foundHeading, above, want string) {
	at := spanOf(f.Heading.Pos)
	text := o.text(at)
	marks := len(text) - len(strings.TrimLeft(text, "#"))
	var edits []model.Edit
	if marks > len(want) {
		edits = []model.Edit{{Span: model.Span{Start: at.Start, End: at.Start + int32(marks)}, New: want}}
	}
	message := "the heading stands too deep, so the section is a part of " + clip(above)
	o.report(model.RuleMisspeltSection, at, message, "write "+want+" "+f.title, edits...)
}
