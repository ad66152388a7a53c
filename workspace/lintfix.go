package workspace

import (
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// Fixed is a page whose findings were mended, as far as they can be.
type Fixed struct {
	// File is relative to the working directory, and slash-separated.
	File          string
	Before, After []byte
	Findings      []model.Finding // those that were mended
}

// Diff returns what leads from the page as it was to the mended one, in the unified format.
func (f *Fixed) Diff() string { return unified("a/"+f.File, f.Before, "b/"+f.File, f.After) }

// Fixes is what mending comes to.
type Fixes struct {
	Pages []Fixed // those that change, sorted
	// Held are pages that could be mended but are not, sorted: findings of other rules would
	// appear on them, as when JSON becomes readable in which something is wrong.
	Held []string
}

// maxRounds is how often the docs are linted to mend what the first edits stood in the way
// of.
const maxRounds = 10

// Fix mends what a job reports and that can be mended. It writes nothing. Edits that may
// change what a page says are made if unsafe is true, and then no page is held back.
func Fix(job LintJob, unsafe bool) (Fixes, error) {
	x := fixer{job: job, unsafe: unsafe, given: job.Unsaved, pages: map[string]*Fixed{}, held: map[string]bool{}}
	x.job.Unsaved = maps.Clone(job.Unsaved)
	if x.job.Unsaved == nil {
		x.job.Unsaved = map[string][]byte{}
	}
	before, after, err := x.rounds()
	if err == nil && !unsafe && len(x.pages) > 0 {
		err = x.hold(before, after)
	}
	if err != nil {
		return Fixes{}, err
	}
	f := Fixes{Held: slices.Sorted(maps.Keys(x.held))}
	for _, file := range slices.Sorted(maps.Keys(x.pages)) {
		f.Pages = append(f.Pages, *x.pages[file])
	}
	return f, nil
}

// fixer mends the pages of a job in memory.
type fixer struct {
	job    LintJob // what is mended is unsaved in it
	unsafe bool
	given  map[string][]byte // the unsaved pages at the beginning
	pages  map[string]*Fixed
	held   map[string]bool
}

// rounds mends until nothing is left to mend, and returns what the first round and the last
// found.
func (x *fixer) rounds() (first, last *Checked, err error) {
	for range maxRounds {
		if last, err = Lint(x.job); err != nil {
			return nil, nil, err
		}
		if first == nil {
			first = last
		}
		again := false
		fixable := last.fixable()
		for _, file := range slices.Sorted(maps.Keys(fixable)) {
			changed, err := x.fix(last, file, fixable[file])
			if err != nil {
				return nil, nil, err
			}
			again = again || changed
		}
		if !again || x.job.Since != "" { // what git says of lines holds for the files on disk only
			break
		}
	}
	return first, last, nil
}

// hold takes back what was mended on pages on which findings of other rules appear. What a
// baseline has and git says of lines doesn't hold for lines that are mended, so all findings
// are compared.
func (x *fixer) hold(before, after *Checked) error {
	now, then := x.job, x.job
	then.Unsaved = x.given
	for _, job := range []*LintJob{&now, &then} {
		job.Since, job.Baseline = "", ""
	}
	var err error
	if x.job.Since != "" || x.job.Baseline != "" {
		if before, err = Lint(then); err != nil {
			return err
		}
		after = nil
	}
	for range maxRounds {
		if after == nil {
			if after, err = Lint(now); err != nil {
				return err
			}
		}
		if !x.takeBack(appeared(before.Findings, after.Findings)) {
			return nil
		}
		after = nil
	}
	return nil
}

// appeared returns the findings of which there were fewer of the rule on the page before.
func appeared(before, after []model.Finding) []model.Finding {
	left := map[[2]string]int{}
	for _, f := range before {
		left[[2]string{f.Pos.Path(), f.Rule}]++
	}
	var out []model.Finding
	for _, f := range after {
		if key := [2]string{f.Pos.Path(), f.Rule}; left[key] > 0 {
			left[key]--
		} else {
			out = append(out, f)
		}
	}
	return out
}

// takeBack holds the pages back that findings are on or related to, and reports whether one
// of them had been mended.
func (x *fixer) takeBack(findings []model.Finding) bool {
	any := false
	for _, f := range findings {
		for _, at := range append([]model.Position{f.Pos}, f.Related...) {
			if x.pages[at.Path()] == nil {
				continue
			}
			any, x.held[at.Path()] = true, true
			delete(x.pages, at.Path())
			name := filepath.FromSlash(at.Path())
			if content, ok := x.given[name]; ok {
				x.job.Unsaved[name] = content
			} else {
				delete(x.job.Unsaved, name)
			}
		}
	}
	return any
}

// fixable returns the findings that have edits, by page.
func (c *Checked) fixable() map[string][]model.Finding {
	out := map[string][]model.Finding{}
	for _, f := range c.Findings {
		if len(f.Edits) > 0 && c.files[f.Pos.Path()] {
			out[f.Pos.Path()] = append(out[f.Pos.Path()], f)
		}
	}
	return out
}

// fix mends a page, and reports whether it changed.
func (x *fixer) fix(c *Checked, file string, findings []model.Finding) (bool, error) {
	name := filepath.FromSlash(file)
	content, ok := x.job.Unsaved[name]
	if !ok {
		var err error
		if content, err = os.ReadFile(name); err != nil {
			return false, err
		}
		if !reads(content, c.Texts[file]) {
			return false, errChanged(file)
		}
	}
	after, mended := lint.Apply(string(content), findings, x.unsafe)
	if len(mended) == 0 || after == string(content) {
		return false, nil
	}
	p := x.pages[file]
	if p == nil {
		p = &Fixed{File: file, Before: content}
		x.pages[file] = p
	}
	p.After = []byte(after)
	p.Findings = append(p.Findings, mended...)
	x.job.Unsaved[name] = p.After
	return true, nil
}

// reads reports whether a text is what the parser makes of a content: it keeps all offsets,
// but has other bytes for lone carriage returns and for what is not UTF-8.
func reads(content []byte, text string) bool {
	if len(content) != len(text) {
		return false
	}
	for i, c := range content {
		if c != text[i] && !(c == '\r' && text[i] == '\n') && !(c >= 0x80 && text[i] == '?') {
			return false
		}
	}
	return true
}

// Write writes the page. A file that is no longer what was read stays as it is.
func (f Fixed) Write() error { return rewrite(filepath.FromSlash(f.File), f.Before, f.After) }
