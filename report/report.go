package report

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

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

	files map[string]*file
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

// file is the text of a file with the offsets of its lines.
type file struct {
	text  string
	lines []int
}

// file returns the text of a file, an empty one if it is not known.
func (r *Report) file(name string) *file {
	f := r.files[name]
	if f == nil {
		f = &file{text: r.Texts[name], lines: []int{0}}
		for i := range len(f.text) {
			if f.text[i] == '\n' {
				f.lines = append(f.lines, i+1)
			}
		}
		if r.files == nil {
			r.files = map[string]*file{}
		}
		r.files[name] = f
	}
	return f
}

// position returns the line and column of an offset.
func (f *file) position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(f.text))
	line, found := slices.BinarySearch(f.lines, offset)
	if found {
		line++
	}
	return line, utf8.RuneCountInString(f.text[f.lines[line-1]:offset]) + 1
}

// line returns a line without its line end, "" if there is none.
func (f *file) line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	line, _, _ := strings.Cut(f.text[f.lines[n-1]:], "\n")
	return strings.TrimSuffix(line, "\r")
}

// place returns where a finding is. What its text doesn't tell is the place of its start.
func (r *Report) place(f *model.Finding) place {
	p := place{int(f.Pos.Line), int(f.Pos.Column), int(f.Pos.Line), int(f.Pos.Column)}
	if text := r.file(f.Pos.Path()); f.Pos.End > f.Pos.Start && int(f.Pos.End) <= len(text.text) {
		p.endLine, p.endColumn = text.position(int(f.Pos.End))
	}
	return p
}

// firstLine returns the part of a place that is on its first line.
func (r *Report) firstLine(name string, p place) place {
	if p.endLine > p.line {
		p.endLine, p.endColumn = p.line, max(p.column, utf8.RuneCountInString(r.file(name).line(p.line))+1)
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
