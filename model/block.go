package model

import (
	"fmt"
	"slices"
)

// BlockKind tells the leaf blocks of a page apart.
type BlockKind uint8

// The block kinds.
const (
	HeadingBlock BlockKind = iota + 1
	TabBlock               // a heading that only opens a tab: # [HTTP](#tab/http)
	ParagraphBlock
	CommentBlock // any HTML
	CodeBlock
	TableBlock
	RuleBlock
	HTMLTableBlock // a table that is written in HTML
)

var blockKinds = [...]string{
	HeadingBlock: "heading", TabBlock: "tab", ParagraphBlock: "paragraph", CommentBlock: "comment", CodeBlock: "code", TableBlock: "table", RuleBlock: "rule",
	HTMLTableBlock: "html-table",
}

// String returns the name of the kind, "" for none.
func (k BlockKind) String() string { return blockKinds[k] }

// MarshalText returns the name of the kind.
func (k BlockKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the name of a kind.
func (k *BlockKind) UnmarshalText(name []byte) error {
	i, err := indexOfKind(blockKinds[:], name)
	*k = BlockKind(i)
	return err
}

// indexOfKind finds the name of a kind.
func indexOfKind(names []string, name []byte) (int, error) {
	i := slices.Index(names, string(name))
	if i < 0 {
		return 0, fmt.Errorf("there is no kind %q", name)
	}
	return i, nil
}

// Span is a range of bytes of a page; End is exclusive.
type Span struct {
	Start int32 `json:"start"`
	End   int32 `json:"end"`
}

// Block is a leaf block of a page, wherever it is nested. Only pages that are read in
// detail have blocks; they are spans into Page.Text, since there are many and few are
// asked for their line. What all of them have is kept small.
type Block struct {
	Kind BlockKind `json:"kind"`
	// Level is that of a heading.
	Level uint8 `json:"level,omitempty"`
	// Within is what the nearest heading announces that announces something, and Sample
	// whether an example heading stands above.
	Within   SectionKind `json:"within,omitempty"`
	Sample   bool        `json:"sample,omitempty"`
	Quoted   bool        `json:"quoted,omitempty"`   // inside a block quote
	Indented bool        `json:"indented,omitempty"` // a code block without fences
	// Section indexes Page.Sections, -1 before the first heading; of a heading, its own.
	Section int32 `json:"section"`
	// Span has the marks of the block, too: those of a heading, the lines of a fence.
	Span
	// Text is a heading or paragraph without its marks, and what stands between the
	// fences of a code block.
	Text Span `json:"text"`
	// Info is the info string of a code block.
	Info string `json:"info,omitempty"`
	// Tab is the name of the tab that the block stands in, in lower case.
	Tab string `json:"tab,omitempty"`
	// Rows are those of a table, the header first, without the delimiter row.
	Rows []Row `json:"rows,omitempty"`
	// Members are those of the JSON object of a comment, in order, if it is an annotation
	// of a block or of the page.
	Members []AnnotationMember `json:"members,omitempty"`
}

// Row is a row of a table.
type Row struct {
	// Span is the line without its line end.
	Span
	// Cells are the texts of the cells, as many as the table has columns or, in a row that
	// is too short, fewer. What a row has beyond is in Span only.
	Cells []Span `json:"cells,omitempty"`
}

// AnnotationMember is a member of an annotation's object, as it is written but with its
// JSON made standard.
type AnnotationMember struct {
	Key   Text `json:"key"`
	Value Text `json:"value"`
}
