package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"
)

// changedLines are the lines that changed in a work tree of git, by absolute file name.
type changedLines map[string][]lineRange

// lineRange is a range of lines that counts from 1; last is inclusive.
type lineRange struct{ first, last int64 }

// allLines is the range of a file that is new.
var allLines = lineRange{1, 1 << 40}

// changedSince takes away the findings that are on no changed line, nor related to one.
func (c *Checked) changedSince(rev string) error {
	in := since{rev: rev, trees: map[string]changedLines{}, tops: map[string]string{}}
	kept := c.Findings[:0:0]
	for _, f := range c.Findings {
		text := c.Texts[f.Pos.Path()]
		last := int64(f.Pos.Line)
		if int(f.Pos.End) <= len(text) && f.Pos.Start < f.Pos.End {
			last += int64(strings.Count(strings.TrimRight(text[f.Pos.Start:f.Pos.End], "\r\n"), "\n"))
		}
		new, err := in.any(filepath.Join(c.wd, filepath.FromSlash(f.Pos.Path())), lineRange{int64(f.Pos.Line), last})
		for i := 0; i < len(f.Related) && err == nil && !new; i++ {
			at := f.Related[i]
			new, err = in.any(filepath.Join(c.wd, filepath.FromSlash(at.Path())), lineRange{int64(at.Line), int64(at.Line)})
		}
		if err != nil {
			return err
		}
		if new {
			kept = append(kept, f)
		}
	}
	c.Findings = kept
	return nil
}

// since has the changes since a revision.
type since struct {
	rev   string
	trees map[string]changedLines // by the top folder of the work tree
	tops  map[string]string       // by folder
}

// any reports whether any of some lines of a file has changed.
func (s *since) any(file string, lines lineRange) (bool, error) {
	dir := filepath.Dir(file)
	top, ok := s.tops[dir]
	if !ok {
		var err error
		if top, err = workTree(dir); err != nil {
			return false, err
		}
		s.tops[dir] = top
	}
	if s.trees[top] == nil {
		var err error
		if s.trees[top], err = readChanges(top, s.rev); err != nil {
			return false, err
		}
	}
	return slices.ContainsFunc(s.trees[top][file], func(r lineRange) bool {
		return lines.first <= r.last && r.first <= lines.last
	}), nil
}

// workTree returns the top folder of the work tree that a folder is in.
func workTree(dir string) (string, error) {
	out, err := git(dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return "", err
	}
	return RealPath(strings.TrimSuffix(string(out), "\n")), nil
}

// readChanges asks git what changed in a work tree since a revision or, if the revision
// has gone on since the branch was made, since then. Files that git doesn't know yet are
// new.
func readChanges(top, rev string) (changedLines, error) {
	commit, err := git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("--new-from-rev: git knows no revision %q", rev)
	}
	since := strings.TrimSpace(string(commit))
	if base, err := git(top, "merge-base", since, "HEAD"); err == nil {
		since = strings.TrimSpace(string(base))
	}
	patch, err := git(top, "-c", "core.quotePath=false", "diff", "-U0", "-M", "--no-color", "--no-ext-diff", "--no-textconv",
		"--src-prefix=a/", "--dst-prefix=b/", since, "--")
	if err != nil {
		return nil, err
	}
	files, _, err := gitdiff.Parse(bytes.NewReader(patch))
	if err != nil {
		return nil, fmt.Errorf("--new-from-rev: what git diff prints cannot be read: %w", err)
	}
	found := changedLines{}
	for _, f := range files {
		name := filepath.Join(top, filepath.FromSlash(f.NewName))
		for _, t := range f.TextFragments {
			r := lineRange{t.NewPosition, t.NewPosition + t.NewLines - 1}
			if t.NewLines == 0 { // lines are gone: what follows from that is next to the gap
				r.last += 2
			}
			found[name] = append(found[name], r)
		}
	}
	untracked, err := git(top, "ls-files", "--others", "--exclude-standard", "-z")
	for name := range strings.SplitSeq(string(untracked), "\x00") {
		found[filepath.Join(top, filepath.FromSlash(name))] = []lineRange{allLines}
	}
	return found, err
}

// git runs git in a folder and returns what it prints.
func git(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
	out, err := cmd.Output()
	var failed *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("--new-from-rev needs git, and there is no command git")
	case errors.As(err, &failed):
		message, _, _ := strings.Cut(strings.TrimSpace(string(failed.Stderr)), "\n")
		return nil, fmt.Errorf("--new-from-rev: git %s: %s", args[0], strings.TrimPrefix(message, "fatal: "))
	case err != nil:
		return nil, fmt.Errorf("--new-from-rev: %w", err)
	}
	return out, nil
}
