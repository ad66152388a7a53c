package report

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/lines"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// Report is what a run found.
type Report struct {
	// Findings are sorted; their paths are those that are shown.
	Findings []model.Finding
	// Suppressed are findings that are only told to tools that show what is suppressed.
	Suppressed []Suppressed
	// Texts are the files with findings, by path.
	Texts map[string]string
	// Version is that of docbind, "" if it is not known.
	Version string
	// Style says how text is shown.
	Style Style

	files map[string]*lines.Index
}

// Suppressed is a finding that is not reported, and why.
type Suppressed struct {
	model.Finding
	// InPage reports that a comment on the page suppresses it; else a baseline does.
	InPage bool
	// Reason is what the comment says, "" if it gives no reason.
	Reason string
}

// formats are the forms of a report by name.
var formats = map[string]func(*Report, io.Writer) error{
	"text":       (*Report).text,
	"json":       (*Report).json,
	"sarif":      (*Report).sarif,
	"github":     (*Report).github,
	"checkstyle": (*Report).checkstyle,
	"junit":      (*Report).junit,
	"gitlab":     (*Report).gitlab,
	"markdown":   (*Report).markdown,
}

// Formats are the names of the forms that a report can have.
var Formats = []string{"text", "json", "sarif", "github", "checkstyle", "junit", "gitlab", "markdown"}

// Write prints the report in a form that Formats has.
func (r *Report) Write(w io.Writer, format string) error {
	write, ok := formats[format]
	if !ok {
		return fmt.Errorf("there is no format %q", format)
	}
	return write(r, w)
}

// place is a range of a file. Lines and columns count from 1, columns in code points; the
// end is exclusive.
type place struct {
	line, column, endLine, endColumn int
}

// file returns the lines of a file, those of an empty one if it is not known.
func (r *Report) file(name string) *lines.Index {
	f := r.files[name]
	if f == nil {
		if r.files == nil {
			r.files = map[string]*lines.Index{}
		}
		f = lines.New(r.Texts[name])
		r.files[name] = f
	}
	return f
}

// place returns where a finding is. What its text doesn't tell is the place of its start.
func (r *Report) place(f *model.Finding) place {
	p := place{int(f.Pos.Line), int(f.Pos.Column), int(f.Pos.Line), int(f.Pos.Column)}
	if name := f.Pos.Path(); f.Pos.End > f.Pos.Start && int(f.Pos.End) <= len(r.Texts[name]) {
		p.endLine, p.endColumn = r.file(name).Position(int(f.Pos.End))
	}
	return p
}

// firstLine returns the part of a place that is on its first line.
func (r *Report) firstLine(name string, p place) place {
	if p.endLine > p.line {
		p.endLine, p.endColumn = p.line, max(p.column, utf8.RuneCountInString(r.file(name).Line(p.line))+1)
	}
	return p
}

// byFile gives the findings of one file after the other.
func (r *Report) byFile() iter.Seq2[string, []model.Finding] {
	return func(yield func(string, []model.Finding) bool) {
		for rest := r.Findings; len(rest) > 0; {
			name := rest[0].Pos.Path()
			n := slices.IndexFunc(rest, func(f model.Finding) bool { return f.Pos.Path() != name })
			if n < 0 {
				n = len(rest)
			}
			if !yield(name, rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

// message returns what is wrong and what to write instead, in one sentence.
func message(f *model.Finding) string {
	if f.Fix == "" {
		return f.Message
	}
	return f.Message + "; " + f.Fix
}

// fingerprints returns those of the findings and the suppressed.
func (r *Report) fingerprints() []string {
	all := slices.Clone(r.Findings)
	for _, s := range r.Suppressed {
		all = append(all, s.Finding)
	}
	return lint.Fingerprints(all, func(file string) string { return file }, func(file string) string { return r.Texts[file] })
}
