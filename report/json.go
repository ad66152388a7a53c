package report

import (
	"encoding/json"
	"io"

	"github.com/docbind/docbind/model"
)

// jsonFinding is a finding as JSON.
type jsonFinding struct {
	Rule      string         `json:"rule"`
	Severity  model.Severity `json:"severity"`
	File      string         `json:"file"`
	Line      int            `json:"line"`
	Column    int            `json:"column"`
	EndLine   int            `json:"end_line"`
	EndColumn int            `json:"end_column"`
	Message   string         `json:"message"`
	Fix       *jsonFix       `json:"fix"`
	// Related are the places that the finding contradicts or belongs to.
	Related []jsonPlace `json:"related"`
}

// jsonPlace is where something begins.
type jsonPlace struct {
	File   string `json:"file"`
	Line   int32  `json:"line"`
	Column int32  `json:"column"`
}

// jsonFix says how to mend a finding.
type jsonFix struct {
	Description string `json:"description"`
	// Safe reports that the edits change nothing but what was found.
	Safe  bool       `json:"safe"`
	Edits []jsonEdit `json:"edits"`
}

// jsonEdit replaces a range of the file.
type jsonEdit struct {
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Text      string `json:"text"`
}

// json prints an array with an object for each finding.
func (r *Report) json(w io.Writer) error {
	list := make([]jsonFinding, len(r.Findings))
	for i := range r.Findings {
		f := &r.Findings[i]
		p := r.place(f)
		list[i] = jsonFinding{f.Rule, f.Severity, f.Pos.Path(), p.line, p.column, p.endLine, p.endColumn, f.Message, r.fix(f), []jsonPlace{}}
		for _, at := range f.Related {
			list[i].Related = append(list[i].Related, jsonPlace{at.Path(), at.Line, at.Column})
		}
	}
	return WriteJSON(w, list)
}

// fix returns how to mend a finding, nil if that is not known.
func (r *Report) fix(f *model.Finding) *jsonFix {
	if f.Fix == "" && len(f.Edits) == 0 {
		return nil
	}
	fix := &jsonFix{Description: f.Fix, Safe: len(f.Edits) > 0 && !f.Unsafe, Edits: []jsonEdit{}}
	lines := r.file(f.Pos.Path())
	for _, e := range f.Edits {
		var edit jsonEdit
		edit.Line, edit.Column = lines.Position(int(e.Start))
		edit.EndLine, edit.EndColumn = lines.Position(int(e.End))
		edit.Text = e.New
		fix.Edits = append(fix.Edits, edit)
	}
	return fix
}

// WriteJSON prints a value so that people can read it, too.
func WriteJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
