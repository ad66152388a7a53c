package model

import (
	"cmp"
	"strconv"
)

// Position is where a fact stands in the docs. Positions are a third of what is kept of
// a page, so the numbers are no larger than a page can be, and nothing in one has to be
// followed by the garbage collector.
type Position struct {
	File File `json:"file"`
	// Line and Column count from 1; Column counts Unicode code points.
	Line   int32 `json:"line"`
	Column int32 `json:"column"`
	// Start and End are byte offsets into the file; End is exclusive.
	Start int32 `json:"start"`
	End   int32 `json:"end"`
}

// IsZero reports whether the position is unknown.
func (p Position) IsZero() bool { return p.Line == 0 }

// Path is the path of the file, "" if there is none.
func (p Position) Path() string { return p.File.Path() }

// String returns file:line:col, the form that editors and terminals link.
func (p Position) String() string {
	if p.IsZero() {
		return p.Path()
	}
	return p.Path() + ":" + strconv.Itoa(int(p.Line)) + ":" + strconv.Itoa(int(p.Column))
}

// PageLine returns file:line, the form used in the comments of generated code.
func (p Position) PageLine() string {
	return p.Path() + ":" + strconv.Itoa(int(p.Line))
}

// Compare orders positions by file, then by offset.
func (p Position) Compare(q Position) int {
	return cmp.Or(
		p.File.Compare(q.File),
		cmp.Compare(p.Start, q.Start),
		cmp.Compare(p.End, q.End),
	)
}

// Text is a piece of a page together with where it stands.
type Text struct {
	Value string   `json:"value"`
	Pos   Position `json:"pos"`
}
