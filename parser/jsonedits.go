package parser

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// jsonEdits are the edits that make JSON of a text, as an author would make them: commas
// and comments go, quotes come. Unlike what [normalise] does to read it, they may change
// the length of the text.
type jsonEdits struct {
	list []model.Edit
	// changes reports that they do more than write the same in the right way, comments
	// how many only leave out a comment.
	changes  bool
	comments int
}

// replace makes the bytes from start up to end another text.
func (e *jsonEdits) replace(start, end int, text string) {
	e.list = append(e.list, model.Edit{Span: bytesOf(start, end), New: text})
}

// quote puts quotes around a word.
func (e *jsonEdits) quote(start, end int) {
	e.replace(start, start, `"`)
	e.replace(end, end, `"`)
}

// straighten makes a quote a double one.
func (e *jsonEdits) straighten(at int, quote byte) {
	if quote != '"' {
		e.replace(at, at+1, `"`)
	}
}

// control writes a control character inside a string as JSON has it. A line break may be
// one that only the width of the page asked for.
func (e *jsonEdits) control(at int, c byte) {
	switch c {
	case '\n':
		e.replace(at, at+1, `\n`)
		e.changes = true
	case '\t':
		e.replace(at, at+1, `\t`)
	default:
		e.replace(at, at+1, "")
	}
}

// comment leaves out a comment, and its line if that has nothing else.
func (e *jsonEdits) comment(text string, start, end int) {
	before := strings.TrimRight(text[:start], " \t")
	after := strings.TrimLeft(text[end:], " \t\r")
	if strings.HasSuffix(before, "\n") && strings.HasPrefix(after, "\n") {
		end = len(text) - len(after) + 1
	}
	e.replace(len(before), end, "")
	e.comments++
	e.changes = true // what it says is lost
}

// mended returns the edits in order and with their offsets from the start of the page, if
// they lead to JSON; at is where the text is.
func (e *jsonEdits) mended(text string, at int) []model.Edit {
	if len(e.list) == 0 || len(e.list) > maxJSONEdits {
		return nil
	}
	slices.SortStableFunc(e.list, func(a, b model.Edit) int { return cmp.Compare(a.Start, b.Start) })
	var out []model.Edit
	var b strings.Builder
	done := int32(0)
	for _, edit := range e.list {
		if edit.Start < done {
			return nil
		}
		b.WriteString(text[done:edit.Start])
		b.WriteString(edit.New)
		done = edit.End
		moved := model.Edit{Span: bytesOf(at+int(edit.Start), at+int(edit.End)), New: edit.New}
		if n := len(out); n > 0 && out[n-1].End == moved.Start { // a quote and a comma after a word
			out[n-1].End, out[n-1].New = moved.End, out[n-1].New+moved.New
		} else {
			out = append(out, moved)
		}
	}
	b.WriteString(text[done:])
	if !jsonscan.Valid(b.String()) {
		return nil
	}
	return out
}

// maxJSONEdits is how many edits a text may need that is still JSON with slips.
const maxJSONEdits = 500

// malformed reports text that is no JSON; at is where the text is in the page.
func (p *pageParser) malformed(rule, message, text string, at int, repair jsonRepair, err *jsonError) {
	offset, what := repair.offset, repair.what
	if what == "" {
		offset, what = err.offset, err.message
	}
	f := p.report(rule, p.pos(at+offset, at+offset+1), message+what, repair.fix)
	if p.detailed && text == p.text[at:min(at+len(text), len(p.text))] {
		f.Edits, f.Unsafe = repair.edits.mended(text, at), repair.edits.changes
		f.Unsafe = f.Unsafe && f.Edits != nil
	}
}
