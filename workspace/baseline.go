package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/lines"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// BaselineEntry is a finding that a baseline has.
type BaselineEntry struct {
	// File is slash-separated and relative to the folder of the baseline.
	File string `json:"file"`
	Rule string `json:"rule"`
	// Fingerprint is that of [lint.Fingerprints].
	Fingerprint string `json:"fingerprint"`
}

// baselineVersion changes when fingerprints are made in another way.
const baselineVersion = 1

// baselineFile is what a baseline holds.
type baselineFile struct {
	Version  int             `json:"docbind_baseline"`
	Findings []BaselineEntry `json:"findings"`
}

// errAnew marks that a baseline may be made anew: nothing is lost. It says nothing itself.
var errAnew = errors.New("")

// readBaseline reads a baseline.
func readBaseline(name string) ([]BaselineEntry, error) {
	raw, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no baseline %s; --write-baseline makes it%w", name, errAnew)
	case err != nil:
		return nil, fmt.Errorf("the baseline cannot be read: %w", err)
	}
	var file baselineFile
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, noBaseline(name, string(raw), err)
	}
	if file.Version != baselineVersion {
		return nil, fmt.Errorf("%s is no baseline that can be read: its docbind_baseline is %d, not %d; --write-baseline makes it anew%w", name, file.Version, baselineVersion, errAnew)
	}
	return file.Findings, nil
}

// noBaseline says why and where a text is no baseline.
func noBaseline(name, text string, err error) error {
	const conflict = "\n<<<<<<< "
	index := lines.New(text)
	if at := strings.Index(text, conflict); at >= 0 {
		line, column := index.Position(at + 1)
		return fmt.Errorf("%s:%d:%d: the baseline has a conflict of a merge; take either side of it (git checkout --ours %s), then --write-baseline",
			name, line, column, filepath.ToSlash(name))
	}
	at := 0
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = int(max(syntax.Offset-1, 0))
	case errors.As(err, &wrong):
		at = int(max(wrong.Offset-1, 0))
	}
	line, column := index.Position(at)
	return fmt.Errorf("%s:%d:%d: this is no baseline: %w", name, line, column, err)
}

// writeBaseline writes a baseline, an entry a line, so that a diff of it can be read.
func writeBaseline(name string, entries []BaselineEntry) error {
	slices.SortFunc(entries, func(a, b BaselineEntry) int {
		return strings.Compare(a.File+"\x00"+a.Rule+"\x00"+a.Fingerprint, b.File+"\x00"+b.Rule+"\x00"+b.Fingerprint)
	})
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"docbind_baseline\": %d,\n  \"findings\": [", baselineVersion)
	for i, e := range entries {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "\n    %s", line)
	}
	b.WriteString("\n  ]\n}\n")
	if err := WriteFile(name, b.Bytes()); err != nil {
		return fmt.Errorf("the baseline cannot be written: %w", err)
	}
	return nil
}

// entries returns what a baseline has of findings.
func (c *Checked) entries(findings []model.Finding, baseline string) []BaselineEntry {
	dir := filepath.Dir(RealPath(baseline))
	path := func(file string) string {
		if rel, err := filepath.Rel(dir, filepath.Join(c.wd, filepath.FromSlash(file))); err == nil {
			return filepath.ToSlash(rel)
		}
		return file
	}
	prints := lint.Fingerprints(findings, path, func(file string) string { return c.Texts[file] })
	out := make([]BaselineEntry, len(findings))
	for i, f := range findings {
		out[i] = BaselineEntry{File: path(f.Pos.Path()), Rule: f.Rule, Fingerprint: prints[i]}
	}
	return out
}

// without takes away the findings that a baseline has, and notes what of it is stale.
func (c *Checked) without(job LintJob, known []BaselineEntry) {
	left := map[BaselineEntry]bool{}
	for _, e := range known {
		left[e] = true
	}
	entries := c.entries(c.Findings, job.Baseline)
	findings := c.Findings[:0:0]
	for i, f := range c.Findings {
		if left[entries[i]] {
			delete(left, entries[i])
			c.Known = append(c.Known, f)
		} else {
			findings = append(findings, f)
		}
	}
	c.Findings = findings
	for _, e := range known {
		if left[e] && c.covers(job, e) {
			c.Stale = append(c.Stale, e)
		}
	}
}

// covers reports whether a job would have found what a baseline has, if it were still there.
func (c *Checked) covers(job LintJob, e BaselineEntry) bool {
	if len(job.Rules) > 0 && !slices.ContainsFunc(job.Rules, func(name string) bool { return lint.Names(name, e.Rule) }) {
		return false
	}
	name := filepath.Join(filepath.Dir(RealPath(job.Baseline)), filepath.FromSlash(e.File))
	if rel, err := filepath.Rel(c.wd, name); err == nil {
		if _, ok := c.files[filepath.ToSlash(rel)]; ok {
			return true
		}
	}
	_, err := os.Stat(name)
	return errors.Is(err, fs.ErrNotExist)
}

// WriteBaseline writes what a job finds to its baseline, and returns how many that are. What
// the baseline has of pages and rules that the job doesn't look at stays.
func WriteBaseline(job LintJob) (int, error) {
	known, err := readBaseline(job.Baseline)
	if err != nil && !errors.Is(err, errAnew) {
		return 0, err
	}
	name := job.Baseline
	job.Baseline = ""
	c, err := Lint(job)
	if err != nil {
		return 0, err
	}
	job.Baseline = name
	known = slices.DeleteFunc(known, func(e BaselineEntry) bool { return c.covers(job, e) })
	return len(c.Findings), writeBaseline(name, append(known, c.entries(c.Findings, name)...))
}

// PruneBaseline removes what is stale from the baseline of a job that ran.
func (c *Checked) PruneBaseline(job LintJob) error {
	known, err := readBaseline(job.Baseline)
	if err != nil || len(c.Stale) == 0 {
		return err
	}
	return writeBaseline(job.Baseline, slices.DeleteFunc(known, func(e BaselineEntry) bool { return slices.Contains(c.Stale, e) }))
}
