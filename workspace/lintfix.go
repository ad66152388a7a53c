package workspace

import (
	"bytes"
	"fmt"
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

// maxRounds is how often the docs are linted to mend what the first edits stood in the way
// of, or brought to light.
const maxRounds = 10

// Fix mends what a job reports and that can be mended, and returns the pages that change,
// sorted. It writes nothing. Edits that may change what a page says are made if unsafe is
// true.
func Fix(job LintJob, unsafe bool) ([]Fixed, error) {
	pages := map[string]*Fixed{}
	job.Unsaved = maps.Clone(job.Unsaved)
	if job.Unsaved == nil {
		job.Unsaved = map[string][]byte{}
	}
	for range maxRounds {
		c, err := Check(job)
		if err != nil {
			return nil, err
		}
		again := false
		fixable := c.fixable()
		for _, file := range slices.Sorted(maps.Keys(fixable)) {
			changed, err := c.fix(pages, job.Unsaved, file, fixable[file], unsafe)
			if err != nil {
				return nil, err
			}
			again = again || changed
		}
		if !again || job.Since != "" { // what git says of lines holds for the files on disk only
			break
		}
	}
	var out []Fixed
	for _, file := range slices.Sorted(maps.Keys(pages)) {
		out = append(out, *pages[file])
	}
	return out, nil
}

// fixable returns the findings that have edits, by page.
func (c *Checked) fixable() map[string][]model.Finding {
	out := map[string][]model.Finding{}
	for _, f := range c.Findings {
		if len(f.Edits) > 0 && c.files[f.Pos.File] {
			out[f.Pos.File] = append(out[f.Pos.File], f)
		}
	}
	return out
}

// fix mends a page, and reports whether it changed.
func (c *Checked) fix(pages map[string]*Fixed, unsaved map[string][]byte, file string, findings []model.Finding, unsafe bool) (bool, error) {
	name := filepath.FromSlash(file)
	content, ok := unsaved[name]
	if !ok {
		var err error
		if content, err = os.ReadFile(name); err != nil {
			return false, err
		}
		if !reads(content, c.Texts[file]) {
			return false, errChanged(file)
		}
	}
	after, mended := lint.Apply(string(content), findings, unsafe)
	if len(mended) == 0 || after == string(content) {
		return false, nil
	}
	p := pages[file]
	if p == nil {
		p = &Fixed{File: file, Before: content}
		pages[file] = p
	}
	p.After = []byte(after)
	p.Findings = append(p.Findings, mended...)
	unsaved[name] = p.After
	return true, nil
}

func errChanged(file string) error {
	return fmt.Errorf("%s has changed while it was checked; it is left as it is", file)
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
func (f Fixed) Write() error {
	name := filepath.FromSlash(f.File)
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	now, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, f.Before) {
		return errChanged(f.File)
	}
	if err = CheckFile(name); err == nil {
		err = replace(name, f.After, info.Mode().Perm())
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", f.File, err)
	}
	return nil
}
