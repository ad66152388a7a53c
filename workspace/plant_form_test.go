package workspace

import (
	"path"
	"strings"

	"github.com/docbind/docbind/model"
)

// section returns a section of level 2 with all that is in it.
func (s *site) section(title string) (model.Span, bool) {
	b, ok := s.heading(title)
	if !ok {
		return model.Span{}, false
	}
	end := len(s.Text)
	for i := range s.Blocks {
		if c := &s.Blocks[i]; c.Kind == model.HeadingBlock && c.Start > b.Start && c.Level <= 2 {
			end = int(c.Start)
			break
		}
	}
	return model.Span{Start: b.Start, End: int32(end)}, true
}

// tabs returns the first tab of a group, the last one and the line that closes the group.
func (s *site) tabs() (first, last, close *model.Block, ok bool) {
	for i := range s.Blocks {
		b := &s.Blocks[i]
		switch {
		case b.Kind == model.TabBlock:
			if first == nil {
				first = b
			}
			last = b
		case b.Kind == model.RuleBlock && first != nil:
			return first, last, b, first != last
		case b.Kind == model.HeadingBlock && first != nil:
			return nil, nil, nil, false
		}
	}
	return nil, nil, nil, false
}

// plainRow returns a row of the properties table with three cells, not the last one.
func (s *site) plainRow() (model.Row, bool) {
	b, ok := s.blockOf(func(b *model.Block) bool {
		return b.Kind == model.TableBlock && b.Within == model.SectionProperties && len(b.Rows) > 3 && len(b.Rows[0].Cells) == 3
	})
	if !ok {
		return model.Row{}, false
	}
	r := b.Rows[1+s.r.IntN(len(b.Rows)-2)]
	return r, len(r.Cells) == 3 && s.Text[r.Start] == '|' && s.Text[r.End-1] == '|' && r.Cells[0].Start < r.Cells[0].End
}

var formPlanters = []planter{
	{name: "a second response", rule: "annotation/second-response", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return len(m.Annotation.Names) == 0 && m.Status < 300 })
		if !ok {
			return change{}, false
		}
		f, ok := s.fenceOf(m)
		if !ok || s.faulty(int(m.Annotation.Pos.Start), int(f.End)) {
			return change{}, false // its copy would have the faults, too
		}
		return change{start: int(f.End), end: int(f.End), text: "\n\n" + s.Text[m.Annotation.Pos.Start:f.End] + "\n", fault: 2}, true
	}},
	{name: "two requests in a block", rule: "http/several-messages", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool {
			return m.Method.Value == "GET" && m.Base != "" && len(m.Headers) == 0 && m.Body.Text.Value == ""
		})
		if !ok {
			return change{}, false
		}
		start, end := s.firstLine(m)
		return change{start: end, end: end, text: "\n" + s.Text[start:end], fault: 1}, true
	}},
	{name: "tabs that are never closed", rule: "page/tab-unclosed", plant: func(s *site) (change, bool) {
		first, _, shut, ok := s.tabs()
		if !ok {
			return change{}, false
		}
		at := int(first.Start)
		return change{start: int(shut.Start), end: s.lineEnd(int(shut.Start)), move: &at}, true
	}},
	{name: "a tab twice", rule: "page/tab-duplicate", plant: func(s *site) (change, bool) {
		_, last, shut, ok := s.tabs()
		if !ok {
			return change{}, false
		}
		return insert(int(shut.Start), s.Text[last.Start:last.End]+"\n\nAgain.\n\n")
	}},
	{name: "sections in another order", rule: "page/section-order", plant: func(s *site) (change, bool) {
		a, ok := s.section("Permissions")
		b, after := s.section("HTTP request")
		if !ok || !after || a.End != b.Start {
			return change{}, false
		}
		return change{start: int(a.Start), end: int(b.End), text: s.Text[b.Start:b.End] + s.Text[a.Start:a.End], fault: int(b.End - b.Start)}, true
	}},
	{name: "a section left out", rule: "page/missing-section", plant: func(s *site) (change, bool) {
		title := "Response"
		for _, c := range s.Sections {
			if c.Kind == model.SectionResponseSample {
				title = "Permissions" // the answer still has a section
			}
		}
		a, ok := s.section(title)
		at := int(s.Title.Pos.Start) // where a required section is missed
		return change{start: int(a.Start), end: int(a.End), move: &at}, ok && s.operation() && s.FrontMatterValue("doc_type").Value == "apiPageType"
	}},
	{name: "a row twice", rule: "table/duplicate-row", plant: func(s *site) (change, bool) {
		r, ok := s.plainRow()
		return change{start: int(r.End), end: int(r.End), text: "\n" + s.Text[r.Start:r.End], fault: 1}, ok
	}},
	{name: "a cell left out", rule: "table/short-row", plant: func(s *site) (change, bool) {
		r, ok := s.plainRow()
		if !ok {
			return change{}, false
		}
		start := int(r.Cells[1].End)
		bar := start + strings.IndexByte(s.Text[start:r.End], '|') + 1
		return change{start: bar, end: int(r.End)}, bar > start && bar < int(r.End)
	}},
	{name: "a page that includes itself", rule: "link/include-cycle", plant: func(s *site) (change, bool) {
		b, ok := s.heading("Response")
		if !ok {
			return change{}, false
		}
		return change{start: int(b.Start), end: int(b.Start), text: "[!INCLUDE [again](" + path.Base(s.Path) + ")]\n\n"}, true
	}},
	{name: "a backslash in a link", rule: "link/backslash", plant: func(s *site) (change, bool) {
		start, _, ok := s.link("](../resources/")
		return change{start: start, end: start + len("../resources/"), text: `..\resources\`}, ok
	}},
}
