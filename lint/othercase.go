package lint

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

// otherCase reports a member that the table of properties writes in another case. The name that is
// written as names of members are is right, if the other isn't.
func (p *page) otherCase(m jsonMember, row model.Text) {
	at, message, fix := m.span(), fmt.Sprintf("the JSON representation writes %s, the table %s", m.name, row.Value), "write the same name in both"
	var edits []model.Edit
	switch shown, listed := memberCase(m.name), memberCase(row.Value); {
	case shown && !listed:
		at, fix = p.within(row.Pos, row.Value), "write "+m.name+" in the table"
		edits = []model.Edit{{Span: at, New: m.name}}
	case listed && !shown:
		fix = "write " + row.Value
		edits = []model.Edit{{Span: at, New: `"` + row.Value + `"`}}
	}
	f := p.report(model.RuleNotInTable, at, message, fix, edits...)
	f.Unsafe = len(edits) > 0
	if f.Related = []model.Position{row.Pos}; at != m.span() {
		f.Related[0] = p.pos(m.span())
	}
}

// memberCase reports whether a name begins with a small letter and has no capitals at its end:
// printerId, not PrinterId or printerID.
func memberCase(name string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	last, size := utf8.DecodeLastRuneInString(name)
	before, _ := utf8.DecodeLastRuneInString(name[:len(name)-size])
	return unicode.IsLower(first) && !(unicode.IsUpper(last) && unicode.IsUpper(before))
}
