package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/term"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/report"
	"github.com/docbind/docbind/workspace"
)

// output is a form of a report and where it goes.
type output struct {
	format string
	file   string // "" for stdout
	stdout io.Writer
}

// outputs reads --format, and checks that the files can be written before the work is done.
func (l *lintFlags) outputs(stdout io.Writer) ([]output, error) {
	var list []output
	toStdout := ""
	for _, value := range l.formats {
		format, file, _ := strings.Cut(value, "=")
		if !slices.Contains(report.Formats, format) {
			return nil, fmt.Errorf("--format %q is unknown; near: %s", format, strings.Join(near.Names(format, slices.Values(report.Formats)), ", "))
		}
		if file == "" && toStdout != "" {
			return nil, fmt.Errorf("--format: %s and %s cannot both go to stdout; give one a file: %s=FILE", toStdout, format, format)
		}
		if file == "" {
			toStdout = format
		} else if err := workspace.CheckFile(file); err != nil {
			return nil, fmt.Errorf("--format: the file of %s cannot be written: %w", format, err)
		}
		list = append(list, output{format, file, stdout})
	}
	switch l.color {
	case "auto", "always", "never":
		return list, nil
	}
	return nil, fmt.Errorf("--color %q is unknown: write auto, always or never", l.color)
}

// write prints a report.
func (o output) write(r *report.Report, style report.Style) error {
	if o.file == "" {
		r.Style = style
		return r.Write(o.stdout, o.format)
	}
	r.Style = report.Style{}
	var b bytes.Buffer
	if err := r.Write(&b, o.format); err != nil {
		return err
	}
	if err := workspace.WriteFile(o.file, b.Bytes()); err != nil {
		return fmt.Errorf("the file of %s cannot be written: %w", o.format, err)
	}
	return nil
}

// report prints what was found, and fails if that is what must not be.
func (l *lintFlags) report(notes io.Writer, job workspace.LintJob, c *workspace.Checked, outputs []output) error {
	r := &report.Report{Findings: c.Findings, Texts: c.Texts, Version: workspace.Version()}
	for _, s := range c.Suppressed {
		r.Suppressed = append(r.Suppressed, report.Suppressed{Finding: s.Finding, InPage: true, Reason: s.Reason})
	}
	for _, f := range c.Known {
		r.Suppressed = append(r.Suppressed, report.Suppressed{Finding: f})
	}
	runtime.GC() // large reports would else be made beside what is left of the pages
	for _, o := range outputs {
		if err := o.write(r, l.style(o.stdout)); err != nil {
			return err
		}
	}
	if !l.quiet {
		r.Style = l.style(notes)
		if err := r.Summary(notes, c.Pages); err != nil {
			return err
		}
	}
	if err := l.stale(notes, job, c); err != nil {
		return err
	}
	for _, f := range c.Findings {
		if levels[string(f.Severity)] <= levels[l.failOn] {
			return errFindings
		}
	}
	return nil
}

// stale tells which entries of the baseline are, and removes them if that is wanted.
func (l *lintFlags) stale(notes io.Writer, job workspace.LintJob, c *workspace.Checked) error {
	const most = 10
	switch {
	case len(c.Stale) == 0:
		return nil
	case l.pruneBaseline:
		l.note(notes, "%s: %s removed, for which nothing is found any more", job.Baseline, report.Count(len(c.Stale), "entry"))
		return c.PruneBaseline(job)
	}
	l.note(notes, "%s: nothing is found for %s any more; --prune-baseline removes that:", job.Baseline, report.Count(len(c.Stale), "entry"))
	for _, e := range c.Stale[:min(most, len(c.Stale))] {
		l.note(notes, "  %s: %s", e.File, e.Rule)
	}
	if n := len(c.Stale) - most; n > 0 {
		l.note(notes, "  and %d more", n)
	}
	return nil
}

// style returns how text is shown on a writer.
func (l *lintFlags) style(w io.Writer) report.Style {
	var style report.Style
	f, terminal := w.(*os.File)
	if terminal = terminal && term.IsTerminal(int(f.Fd())); terminal {
		style.Width, _, _ = term.GetSize(int(f.Fd()))
	}
	style.Frames = terminal || l.color == "always"
	style.Color = l.color == "always" ||
		l.color == "auto" && terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return style
}
