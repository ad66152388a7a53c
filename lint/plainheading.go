package lint

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// plainHeadings looks in a block for headings that are shown as text, or as code: no blank follows
// the number signs, or the line is indented too far.
func (p *page) plainHeadings(b *model.Block) {
	text := p.text(b.Text)
	switch {
	case b.Kind == model.ParagraphBlock && !b.Quoted && strings.IndexByte(text, '#') >= 0 && (text[0] == '#' || strings.IndexByte(text, '\n') >= 0):
		for from := b.Text.Start; from < b.Text.End; from = p.wholeLine(from).End {
			p.plainHeading(p.lineOf(from))
		}
	case b.Kind == model.CodeBlock && b.Indented && strings.HasPrefix(strings.TrimLeft(text, " \t"), "## ") && !strings.Contains(strings.TrimSpace(text), "\n"):
		p.plainHeading(p.lineOf(b.Text.Start))
	}
}

// plainHeading reports a line that is meant to be a heading of level 2 or deeper.
func (p *page) plainHeading(line model.Span) {
	text := p.text(line)
	rest := strings.TrimLeft(text, " \t")
	indent := len(text) - len(rest)
	title := strings.TrimLeft(rest, "#")
	level := len(rest) - len(title)
	if level < 2 || level > 6 || title == "" {
		return
	}
	mark := line.Start + int32(indent)
	switch blank := title[0] == ' ' || title[0] == '\t'; {
	case indent == 0 && !blank && isLetter(title[0]):
		at := mark + int32(level)
		p.report(model.RuleHeadingSyntax, line, "no blank follows the "+rest[:level]+", so this is shown as text, not as a heading", "write a blank behind "+rest[:level],
			model.Edit{Span: model.Span{Start: at, End: at}, New: " "})
	case indent > 3 || strings.Contains(text[:indent], "\t"):
		if blank && strings.TrimSpace(title) != "" {
			p.report(model.RuleHeadingSyntax, model.Span{Start: mark, End: line.End}, "the line is indented too far to be a heading", "begin the line with "+rest[:level],
				model.Edit{Span: model.Span{Start: line.Start, End: mark}})
		}
	}
}

// ours begins a conflict of two edits, as git writes it.
const ours = "<<<<<<< "

// conflicts looks for what git leaves where two edits of a page were not brought together.
func (p *page) conflicts() {
	for from := 0; ; {
		n := strings.Index(p.Text[from:], ours)
		if n < 0 {
			return
		}
		at := from + n
		from = at + len(ours)
		if at > 0 && p.Text[at-1] != '\n' || p.inCode(int32(at)) && p.conceptual() {
			continue
		}
		p.report(model.RuleConflict, p.lineOf(int32(at)), "a conflict of two edits was left here",
			"keep one of both, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>")
	}
}
