package workspace

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// permissionTable returns the table of permissions of a page that has one in the usual form.
func (s *site) permissionTable() (*model.Block, bool) {
	b, ok := s.blockOf(func(b *model.Block) bool {
		return b.Kind == model.TableBlock && b.Within == model.SectionPermissions && len(b.Rows) == 4 && len(b.Rows[0].Cells) == 2
	})
	return b, ok && strings.HasPrefix(s.Text[b.Rows[1].Cells[0].Start:], "Delegated")
}

// cell replaces a cell of the permissions table.
func (s *site) cell(row, column int, text string) (change, bool) {
	b, ok := s.permissionTable()
	if !ok || len(b.Rows[row].Cells) <= column {
		return change{}, false
	}
	c := b.Rows[row].Cells[column]
	return change{start: int(c.Start), end: int(c.End), text: text}, c.End > c.Start
}

var tablePlanters = []planter{
	{name: "a blank permission", rule: "table/blank-permission", plant: func(s *site) (change, bool) { return s.cell(1, 1, "") }},
	{name: "TODO for a permission", rule: "table/blank-permission", plant: func(s *site) (change, bool) { return s.cell(1, 1, "TODO") }},
	{name: "permissions from most to least", rule: "table/permission-order", plant: func(s *site) (change, bool) {
		b, ok := s.permissionTable()
		if !ok {
			return change{}, false
		}
		const least = "least to most"
		i := strings.Index(s.Text[b.Rows[0].Start:b.Rows[0].End], least)
		at := int(b.Rows[0].Start) + i
		return change{start: at, end: at + len(least), text: "most to least"}, i >= 0
	}},
	{name: "a permission to write before the one to read", rule: "table/permission-order", plant: func(s *site) (change, bool) {
		b, ok := s.permissionTable()
		if !ok || !strings.Contains(s.Text[b.Rows[0].Start:b.Rows[0].End], "least to most") {
			return change{}, false
		}
		c := b.Rows[1].Cells[1]
		first, second, ok := strings.Cut(s.Text[c.Start:c.End], ", ")
		read, write, _ := strings.Cut(second, "ReadWrite")
		return change{start: int(c.Start), end: int(c.End), text: second + ", " + first}, ok && first == read+"Read"+write
	}},
	{name: "a kind of caller that doesn't exist", rule: "table/permission-rows", plant: func(s *site) (change, bool) { return s.cell(3, 0, "Aplication") }},
	{name: "a kind of caller left out", rule: "table/permission-rows", plant: func(s *site) (change, bool) {
		b, ok := s.permissionTable()
		if !ok {
			return change{}, false
		}
		at := int(b.Rows[0].Start)
		return change{start: int(b.Rows[2].End), end: int(b.Rows[3].End), move: &at}, true
	}},
	{name: "a misspelt column", rule: "table/unknown-column", plant: func(s *site) (change, bool) {
		b, ok := s.blockOf(func(b *model.Block) bool {
			return b.Kind == model.TableBlock && b.Within == model.SectionProperties && len(b.Rows[0].Cells) == 3
		})
		if !ok {
			return change{}, false
		}
		c := b.Rows[0].Cells[2]
		return change{start: int(c.Start), end: int(c.End), text: "Desciption"}, strings.EqualFold(s.Text[c.Start:c.End], "description")
	}},
	{name: "a cell too many", rule: "table/shape", plant: func(s *site) (change, bool) {
		b, ok := s.blockOf(func(b *model.Block) bool {
			return b.Kind == model.TableBlock && b.Within == model.SectionProperties && len(b.Rows) > 1 && len(b.Rows[0].Cells) == 3
		})
		if !ok {
			return change{}, false
		}
		r := b.Rows[1]
		return change{start: int(r.End), end: int(r.End), text: " more |"}, len(r.Cells) == 3 && s.Text[r.End-1] == '|'
	}},
	{name: "a delimiter row that is too short", rule: "table/delimiter", plant: func(s *site) (change, bool) {
		b, ok := s.blockOf(func(b *model.Block) bool {
			return b.Kind == model.TableBlock && b.Within == model.SectionProperties && len(b.Rows) > 1 && len(b.Rows[0].Cells) == 3 && s.Text[b.Rows[0].Start] == '|'
		})
		if !ok {
			return change{}, false
		}
		start := int(b.Rows[0].End) + 1
		at := int(b.Rows[0].Start)
		end := s.lineEnd(start)
		return change{start: start, end: end, text: "|:--|:--|", move: &at}, s.Text[start] == '|'
	}},
}

// field returns the value of a key of the front matter.
func (s *site) field(key string) (model.Field, bool) {
	for _, f := range s.FrontMatter {
		if f.Key == key && f.Value != "" {
			return f, strings.HasPrefix(s.Text, "---")
		}
	}
	return model.Field{}, false
}

// fieldLine returns the line of a key of the front matter.
func (s *site) fieldLine(key string) (start, end int, ok bool) {
	f, ok := s.field(key)
	if !ok {
		return 0, 0, false
	}
	start = s.lineStart(int(f.Pos.Start))
	return start, s.lineEnd(start), true
}

// heading returns a heading of level 2 or 3 with one of the titles.
func (s *site) heading(titles ...string) (*model.Block, bool) {
	return s.blockOf(func(b *model.Block) bool {
		if b.Kind != model.HeadingBlock || b.Level != 2 {
			return false
		}
		for _, t := range titles {
			if strings.EqualFold(s.Text[b.Text.Start:b.Text.End], t) {
				return true
			}
		}
		return false
	})
}

var pagePlanters = []planter{
	{name: "front matter that is no YAML", rule: "page/front-matter", plant: func(s *site) (change, bool) {
		start, end, ok := s.fieldLine("description")
		return change{start: start, end: end, text: "description: one: two: \"three"}, ok
	}},
	{name: "no description", rule: "page/front-matter-missing", plant: func(s *site) (change, bool) {
		start, end, ok := s.fieldLine("description")
		at := 0
		return change{start: start, end: end + 1, move: &at}, ok
	}},
	{name: "an empty author", rule: "page/front-matter-empty", plant: func(s *site) (change, bool) {
		start, end, ok := s.fieldLine("author")
		return change{start: start, end: end, text: `author: ""`}, ok
	}},
	{name: "an unknown doc_type", rule: "page/doc-type", plant: func(s *site) (change, bool) {
		start, end, ok := s.fieldLine("doc_type")
		return change{start: start, end: end, text: `doc_type: apiPageTypes`}, ok
	}},
	{name: "a misspelt section", rule: "page/misspelt-section", plant: func(s *site) (change, bool) {
		b, ok := s.heading("Request headers", "Request body", "Permissions", "HTTP request")
		if !ok || !s.operation() {
			return change{}, false
		}
		return change{start: int(b.Text.Start) + 3, end: int(b.Text.Start) + 4}, true
	}},
	{name: "a code block without a language", rule: "page/fence-language", plant: func(s *site) (change, bool) {
		b, ok := s.blockOf(func(b *model.Block) bool { return b.Kind == model.CodeBlock && b.Info == "json" && !b.Indented })
		if !ok {
			return change{}, false
		}
		i := strings.Index(s.Text[b.Start:b.End], "json")
		return change{start: int(b.Start) + i, end: int(b.Start) + i + len("json")}, i > 0 && i < 8
	}},
	{name: "a code block that isn't closed", rule: "page/unclosed-fence", plant: func(s *site) (change, bool) {
		b, ok := s.blockOf(func(b *model.Block) bool { return b.Kind == model.CodeBlock && !b.Indented && b.Tab == "" })
		if !ok {
			return change{}, false
		}
		at := int(b.Start)
		start := s.lineStart(int(b.End))
		return change{start: start, end: int(b.End), move: &at}, strings.HasPrefix(s.Text[start:], "```")
	}},
	{name: "a comment that isn't closed", rule: "page/unclosed-comment", plant: func(s *site) (change, bool) {
		m, ok := s.response(anySample)
		if !ok {
			return change{}, false
		}
		at, end := int(m.Annotation.Pos.Start), int(m.Annotation.Pos.End)
		return change{start: end - 3, end: end, move: &at}, true
	}},
	{name: "a title that isn't the heading", rule: "page/title", plant: func(s *site) (change, bool) {
		f, ok := s.field("title")
		if !ok || !strings.EqualFold(f.Value, s.Title.Value) {
			return change{}, false
		}
		return swap(f.Pos, "Another title")
	}},
	{name: "a second title", rule: "page/second-title", plant: func(s *site) (change, bool) {
		b, ok := s.heading("Response")
		if !ok {
			return change{}, false
		}
		return change{start: int(b.Start), end: int(b.Start) + 1}, s.Text[b.Start] == '#'
	}},
}

// link returns a link of prose or a table to a page, [text](../resources/x.md): where its
// destination is.
func (s *site) link(has string) (start, end int, ok bool) {
	b, ok := s.blockOf(func(b *model.Block) bool {
		return (b.Kind == model.ParagraphBlock || b.Kind == model.TableBlock) && strings.Contains(s.Text[b.Start:b.End], has) && !strings.Contains(s.Text[b.Start:b.End], "INCLUDE")
	})
	if !ok {
		return 0, 0, false
	}
	start = int(b.Start) + strings.Index(s.Text[b.Start:b.End], has) + 2
	n := strings.IndexByte(s.Text[start:b.End], ')')
	return start, start + n, n > 0 && !strings.ContainsAny(s.Text[start:start+n], " #\n")
}

var linkPlanters = []planter{
	{name: "a link to a page that isn't there", rule: "link/missing", plant: func(s *site) (change, bool) {
		start, _, ok := s.link("](../resources/")
		return change{start: start + len("../resources/"), end: start + len("../resources/"), text: "zz-"}, ok
	}},
	{name: "a link in another case", rule: "link/case", plant: func(s *site) (change, bool) {
		start, _, ok := s.link("](../resources/")
		at := start + len("../resources/")
		if !ok {
			return change{}, false
		}
		upper := strings.ToUpper(s.Text[at : at+1])
		return change{start: at, end: at + 1, text: upper}, upper != s.Text[at:at+1]
	}},
	{name: "a link to a heading that isn't there", rule: "link/anchor", plant: func(s *site) (change, bool) {
		_, end, ok := s.link("](../resources/")
		return change{start: end, end: end, text: "#zz-no-such-heading"}, ok
	}},
	{name: "a reference that isn't defined", rule: "link/undefined-reference", plant: func(s *site) (change, bool) {
		b, ok := s.blockOf(func(b *model.Block) bool {
			return b.Kind == model.ParagraphBlock && b.Within == model.SectionResponse && !strings.Contains(s.Text[b.Start:b.End], "INCLUDE")
		})
		if !ok {
			return change{}, false
		}
		return insert(int(b.End), " See [the list][zz-list].")
	}},
	{name: "a link out of the docs", rule: "link/outside", plant: func(s *site) (change, bool) {
		start, _, ok := s.link("](../resources/")
		return change{start: start, end: start, text: "../../../../../../"}, ok
	}},
	{name: "an include that isn't there", rule: "link/include-missing", plant: func(s *site) (change, bool) {
		i := strings.Index(s.Text, "[beta-disclaimer](../../includes/")
		at := i + len("[beta-disclaimer](../../includes/")
		return change{start: at, end: at, text: "zz-"}, i >= 0
	}},
}
