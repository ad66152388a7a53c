package model

// BlockKind tells the leaf blocks of a page apart.
type BlockKind string

// The block kinds.
const (
	HeadingBlock   BlockKind = "heading"
	TabBlock       BlockKind = "tab" // a heading that only opens a tab: # [HTTP](#tab/http)
	ParagraphBlock BlockKind = "paragraph"
	CommentBlock   BlockKind = "comment" // any HTML
	CodeBlock      BlockKind = "code"
	TableBlock     BlockKind = "table"
	RuleBlock      BlockKind = "rule"
)

// Span is a range of bytes of a page; End is exclusive.
type Span struct {
	Start int32 `json:"start"`
	End   int32 `json:"end"`
}

// Block is a leaf block of a page, wherever it is nested. Only pages that are read in
// detail have blocks; they are spans into Page.Text, since there are many and few are
// asked for their line.
type Block struct {
	Kind BlockKind `json:"kind"`
	// Span has the marks of the block, too: those of a heading, the lines of a fence.
	Span
	// Text is a heading or paragraph without its marks, and what stands between the
	// fences of a code block.
	Text Span `json:"text"`
	// Level is that of a heading.
	Level int `json:"level,omitempty"`
	// Info is the info string of a code block; Indented reports that it has no fences.
	Info     string `json:"info,omitempty"`
	Indented bool   `json:"indented,omitempty"`
	// Section indexes Page.Sections, -1 before the first heading; of a heading, its own.
	Section int `json:"section"`
	// Within is what the nearest heading announces that announces something, and Sample
	// whether an example heading stands above.
	Within SectionKind `json:"within,omitempty"`
	Sample bool        `json:"sample,omitempty"`
	Quoted bool        `json:"quoted,omitempty"` // inside a block quote
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
