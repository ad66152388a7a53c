package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// removeBlankLines takes out the blank lines from a finding's on.
func removeBlankLines(p *page, f *model.Finding) {
	at := p.wholeLine(f.Pos.Start)
	for int(at.End) < len(p.Text) && strings.Trim(p.text(p.lineOf(at.End)), " \t>") == "" {
		at.End = p.wholeLine(at.End).End
	}
	f.Edits = []model.Edit{{Span: at}}
}

// addBlankLine puts a blank line before a finding's.
func addBlankLine(p *page, f *model.Finding) {
	start := p.lineOf(f.Pos.Start).Start
	prefix := p.Text[start:f.Pos.Start]
	if !strings.Contains(prefix, ">") {
		prefix = ""
	}
	f.Edits = []model.Edit{{Span: model.Span{Start: start, End: start}, New: strings.TrimRight(prefix, " \t") + "\n"}}
}

// addColon writes the colon that a header lacks.
func addColon(p *page, f *model.Finding) {
	name, _, _ := strings.Cut(p.text(spanOf(f.Pos)), " ")
	switch strings.ToLower(name) {
	case "content-type", "content-length", "authorization", "accept", "prefer", "consistencylevel", "if-match", "if-none-match", "location", "accept-language":
		at := f.Pos.Start + int32(len(name))
		f.Fix, f.Edits = "write a colon after "+name, []model.Edit{{Span: model.Span{Start: at, End: at}, New: ":"}}
	}
}

// addMethod writes the method of the samples before the path, if they have one only.
func addMethod(p *page, f *model.Finding) {
	method := ""
	for i := range p.Samples {
		switch m := p.Samples[i].Method.Value; {
		case m == "":
		case method == "":
			method = m
		case method != m:
			return
		}
	}
	if method != "" {
		f.Fix, f.Unsafe = "write "+method+" before the path", true
		f.Edits = []model.Edit{{Span: model.Span{Start: f.Pos.Start, End: f.Pos.Start}, New: method + " "}}
	}
}

// nearestMethod writes the method that was probably meant.
func nearestMethod(p *page, f *model.Finding) {
	at := spanOf(f.Pos)
	if meant, ok := misspeltMethod(p.text(at)); ok {
		f.Fix, f.Edits, f.Unsafe = "write "+meant, []model.Edit{{Span: at, New: meant}}, true
	}
}

func misspeltMethod(word string) (string, bool) {
	return near.Word(word, slices.Values([]string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"}), 1)
}

// nearestBlockType writes the blockType that was probably meant.
func nearestBlockType(p *page, f *model.Finding) {
	at := spanOf(f.Pos)
	word := jsonscan.String(p.text(at))
	meant, ok := misspelt(word, func(yield func(string) bool) {
		for _, t := range []model.BlockType{model.BlockRequest, model.BlockResponse, model.BlockResource, model.BlockExample, model.BlockIgnored,
			model.BlockSamples, model.BlockPermissions, "simulatedResponse", "testParams"} {
			if !yield(string(t)) {
				return
			}
		}
	})
	if ok {
		f.Fix, f.Edits, f.Unsafe = "write "+meant, []model.Edit{{Span: at, New: `"` + meant + `"`}}, true
	}
}

// moveAnnotation moves an annotation down to its code block, if it has its lines for itself.
func moveAnnotation(p *page, f *model.Finding) {
	notes, _ := p.notes()
	for _, n := range notes {
		at := n.span(p)
		if at.Start != f.Pos.Start || n.fence == nil || n.comment.Quoted {
			continue
		}
		first, last := p.lineOf(at.Start), p.lineOf(at.End)
		fence := p.lineOf(n.fence.Start)
		if first.Start != at.Start || strings.TrimSpace(p.Text[at.End:last.End]) != "" || fence.Start != n.fence.Start {
			return
		}
		cut := model.Span{Start: at.Start, End: p.wholeLine(at.End).End}
		above := p.text(p.lineOf(max(cut.Start-1, 0)))
		before := strings.TrimSpace(above) == "" || strings.HasPrefix(above, "#")
		next := p.wholeLine(cut.End)
		blank := strings.TrimSpace(p.text(next)) == ""
		switch {
		case before && blank:
			cut.End = next.End
		case !before && !blank:
			return // what stands above and below would run together
		}
		f.Edits = []model.Edit{{Span: cut}, {Span: model.Span{Start: fence.Start, End: fence.Start}, New: p.text(at) + "\n"}}
		return
	}
}
