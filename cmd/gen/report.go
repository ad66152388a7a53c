package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path"

	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/report"
	"github.com/docbind/docbind/workspace"
)

// levels orders the severities; none reports nothing.
var levels = map[string]int{"none": 0, string(model.Error): 1, string(model.Warning): 2, string(model.Info): 3}

// reporter prints findings and the closing line.
type reporter struct {
	w     io.Writer
	level int
}

// newReporter makes one for a lowest severity, warning if it is "".
func newReporter(w io.Writer, level string) (reporter, error) {
	n, ok := levels[cmp.Or(level, string(model.Warning))]
	if !ok {
		return reporter{}, fmt.Errorf("--findings %q is unknown: write error, warning, info or none", level)
	}
	return reporter{w, n}, nil
}

// findings prints those of the level or above, with paths that can be opened from
// the working directory.
func (r reporter) findings(docs workspace.Report) {
	root := workspace.FromHere(docs.Root)
	for _, f := range docs.Findings {
		if levels[string(f.Severity)] <= r.level {
			f.Pos.File = model.FileOf(path.Join(root, f.Pos.Path()))
			fmt.Fprintln(r.w, visible.Text(f.String()))
		}
	}
}

// count prints how many there are.
func (r reporter) count(findings []model.Finding) {
	n := 0
	for _, f := range findings {
		if levels[string(f.Severity)] <= r.level {
			n++
		}
	}
	if n > 0 {
		fmt.Fprintf(r.w, "%s, which gen generate lists; from here on those of changed pages are\n", report.Count(n, "finding"))
	}
}

// summary prints what was done of a target, in two lines.
func (r reporter) summary(s workspace.Summary, target, out, stubs string) {
	if target != "" {
		fmt.Fprintf(r.w, "target %s: ", target)
	}
	operations := report.Count(s.Operations, "operation")
	if s.Operations < s.AllOperations {
		operations = fmt.Sprintf("%d of %s", s.Operations, report.Count(s.AllOperations, "operation"))
	}
	are := "are tests"
	if s.Pairs.Documented == 1 {
		are = "is a test"
	}
	fmt.Fprintf(r.w, "%s, %d of them with operations: %s with %s, %s, %s; %d of %s %s\n", report.Count(s.Pages, "page"), s.OperationPages, operations,
		report.Count(s.Routes, "route"), report.Count(s.Types, "type"), report.Count(s.Enums, "enum"), s.Pairs.Tested, report.Count(s.Pairs.Documented, "sample"), are)
	if s.Operations == 0 {
		fmt.Fprintln(r.w, "no page documents an operation: one does by a request line, METHOD /path, in a code block below the heading HTTP request")
	}
	fmt.Fprintf(r.w, "%s: %s written, %d unchanged, %d removed", out, report.Count(s.Files.Written, "file"), s.Files.Unchanged, s.Files.Removed)
	if n := len(s.Skipped); n > 0 {
		fmt.Fprintf(r.w, "; %s could not be generated", report.Count(n, "page"))
	}
	fmt.Fprint(r.w, unused(s))
	fmt.Fprintln(r.w)
	if s.Files.Removed > 0 && os.Getenv("GOFILE") != "" {
		// It lists the files of all packages before it runs the first directive.
		fmt.Fprintln(r.w, "go generate ends with \"no such file\" if it has yet to read a file that was removed: run it again")
	}
	if s.Stubs != nil {
		fmt.Fprintf(r.w, "%s: %s added, %s\n", stubs, report.Count(s.Stubs.Methods, "method"), report.Count(s.Stubs.Files, "new file"))
	}
}

// unused says how many pages nothing is made of, and how many of these may be meant for more.
func unused(s workspace.Summary) string {
	n, text := s.PagesByUse.Unused, " have neither operations nor types"
	if n == 0 {
		return ""
	}
	if n == 1 {
		text = " has neither operations nor types"
	}
	text = "; " + report.Count(n, "page") + text
	if s.OnlyRequests > 0 {
		text += fmt.Sprintf(", requests without the heading HTTP request on %d of them: gen lint --severity info --rule %s", s.OnlyRequests, model.RuleNoHeading)
	}
	return text
}
