package workspace

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// methodPlanters plant in the tables of methods.
var methodPlanters = []planter{
	{name: "a method that returns many, said to return one", rule: "resource/method-result", plant: func(s *site) (change, bool) {
		cell, ok := s.methodCell(func(op *model.Operation, cell string) bool {
			one, many := strings.CutSuffix(cell, " collection")
			return many && strings.HasPrefix(one, "["+shortOf(op.Result.Type.Name)+"](") && op.Result.Kind == model.CollectionResult && len(op.Result.Evidence) > 0 &&
				!slices.ContainsFunc(op.Result.Evidence, func(e model.Evidence) bool {
					return e.Type != model.TypeRef{Name: op.Result.Type.Name, Collection: true}
				})
		})
		return change{start: int(cell.End) - len(" collection"), end: int(cell.End)}, ok
	}},
	{name: "a method that returns nothing, said to return something", rule: "resource/method-result", plant: func(s *site) (change, bool) {
		r, ok := s.resource()
		cell, found := s.methodCell(func(op *model.Operation, cell string) bool {
			return cell == "None" && op.Result.Kind == model.NoResult && slices.Equal(op.Result.Statuses, []int{204})
		})
		if !ok || !found || s.types[r.Type.Value] == nil {
			return change{}, false
		}
		name := s.Path[strings.LastIndexByte(s.Path, '/')+1:]
		return change{start: int(cell.Start), end: int(cell.End), text: "[" + shortOf(r.Type.Value) + "](" + name + ")"}, true
	}},
}

func shortOf(full string) string { return full[strings.LastIndexByte(full, '.')+1:] }

var methodLink = regexp.MustCompile(`^\[[^\]]*\]\(\.\./(api/[\w.-]+\.md)\)$`)

// methodCell returns the cell for the return type in a row of the table of methods that leads to
// a page with one operation.
func (s *site) methodCell(take func(op *model.Operation, cell string) bool) (model.Span, bool) {
	var list []model.Span
	for i := range s.Blocks {
		b := &s.Blocks[i]
		if b.Kind != model.TableBlock || b.Within != model.SectionMethods || s.text(b.Rows[0].Cells[min(1, len(b.Rows[0].Cells)-1)]) != "Return type" {
			continue
		}
		for _, row := range b.Rows[1:] {
			if len(row.Cells) < 2 {
				continue
			}
			m := methodLink.FindStringSubmatch(s.text(row.Cells[0]))
			if m != nil && len(s.operations[m[1]]) == 1 && take(s.operations[m[1]][0], s.text(row.Cells[1])) {
				list = append(list, row.Cells[1])
			}
		}
	}
	return pick(s.r, list)
}

func (s *site) text(at model.Span) string { return s.Text[at.Start:at.End] }
