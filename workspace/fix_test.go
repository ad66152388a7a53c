package workspace_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/workspace"
)

// TestFixAll mends all that can be mended safely in the docs of this repository and, with
// FIXES=1, in the reference where it lies beside the checkout:
//
//	FIXES=1 go test -run FixAll -v ./workspace
//
// Pages render the same but for the mended places, a second run changes nothing, and no
// finding of another rule appears.
func TestFixAll(t *testing.T) {
	dirs := []string{filepath.Join("..", "testdata", "docs"), filepath.Join("..", "lint", "testdata", "base")}
	corpus := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(corpus); err == nil && os.Getenv("FIXES") != "" {
		dirs = append(dirs, filepath.Join(corpus, "api-reference", "beta"), filepath.Join(corpus, "scaffold-2020"))
	}
	for _, dir := range dirs {
		job := workspace.LintJob{Paths: []string{dir}, Severity: model.Info}
		before, err := workspace.Lint(job)
		if err != nil {
			t.Fatal(err)
		}
		fixes, err := workspace.Fix(job, false)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: held back are %v", dir, fixes.Held)
		checkEdits(t, before)
		checkFixed(t, job, before, fixes)
	}
}

// checkEdits makes the edits of each finding alone, and compares how the page renders.
func checkEdits(t *testing.T, c *workspace.Checked) {
	for _, f := range c.Findings {
		text := c.Texts[f.Pos.Path()]
		if after, done := lint.Apply(text, []model.Finding{f}, false); len(done) > 0 {
			if err := pagetest.SameRendering(text, after, f.Edits); err != nil {
				t.Errorf("%s: %v", f, err)
			}
		}
	}
}

// checkFixed lints the pages as they are mended.
func checkFixed(t *testing.T, job workspace.LintJob, before *workspace.Checked, fixes workspace.Fixes) {
	job.Unsaved = map[string][]byte{}
	count := 0
	for _, f := range fixes.Pages {
		job.Unsaved[f.File] = f.After
		count += len(f.Findings)
	}
	t.Logf("%s: %d findings mended on %d pages", job.Paths[0], count, len(fixes.Pages))
	again, err := workspace.Fix(job, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range again.Pages {
		t.Errorf("a second run changes %s: %v", f.File, f.Findings)
	}
	after, err := workspace.Lint(job)
	if err != nil {
		t.Fatal(err)
	}
	left := map[string]int{}
	for _, f := range before.Findings {
		left[f.Pos.Path()+" "+f.Rule]++
	}
	for _, f := range after.Findings {
		if key := f.Pos.Path() + " " + f.Rule; left[key] == 0 {
			t.Errorf("after mending: %s", f)
		} else {
			left[key]--
		}
	}
}

// leftBehind is a page with a directive that suppresses nothing; --fix removes it.
const leftBehind = "# A\n\n<!-- docbind-disable-line json -- left -->\n\nText\n"

// TestFixWrites shows what is kept of a file that is mended: its line ends, its mark of
// UTF-8, its mode and bytes that are not UTF-8.
func TestFixWrites(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.md")
	page := "\ufeff" + strings.ReplaceAll(leftBehind, "\n", "\r\n") + "caf\xe9\rlone\r\n"
	if err := os.WriteFile(name, []byte(page), 0o640); err != nil {
		t.Fatal(err)
	}
	mend(t, dir)
	want := "\ufeff# A\r\n\r\nText\r\ncaf\xe9\rlone\r\n"
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("the file holds %q, want %q (%v)", got, want, err)
	}
	if info, err := os.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v (%v)", info.Mode(), err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v (%v)", left, err)
	}
}

func mend(t *testing.T, path string) {
	t.Helper()
	fixes, err := workspace.Fix(workspace.LintJob{Paths: []string{path}, Severity: model.Warning}, false)
	if err != nil || len(fixes.Pages) != 1 {
		t.Fatal(fixes, err)
	}
	if err := fixes.Pages[0].Write(); err != nil {
		t.Fatal(err)
	}
}

// TestFixChanged leaves a file alone that somebody else has changed since it was read.
func TestFixChanged(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(name, []byte(leftBehind), 0o644); err != nil {
		t.Fatal(err)
	}
	fixes, err := workspace.Fix(workspace.LintJob{Paths: []string{name}, Severity: model.Warning}, false)
	if err != nil || len(fixes.Pages) != 1 {
		t.Fatal(fixes, err)
	}
	others := []byte("# Mine\n")
	if err := os.WriteFile(name, others, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := fixes.Pages[0].Write(); err == nil || !strings.Contains(err.Error(), "has changed since it was read") {
		t.Errorf("writing says %v", err)
	}
	if got, _ := os.ReadFile(name); !bytes.Equal(got, others) {
		t.Errorf("the file holds %q", got)
	}
}

// TestFixLink mends the page that a symbolic link leads to, and keeps the link.
func TestFixLink(t *testing.T) {
	dir := t.TempDir()
	name, link := filepath.Join(dir, "docs", "a.md"), filepath.Join(dir, "link.md")
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(leftBehind), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(name, link); err != nil {
		t.Skip(err)
	}
	mend(t, link)
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v (%v)", info, err)
	}
	if got, _ := os.ReadFile(name); string(got) != "# A\n\nText\n" {
		t.Errorf("the page holds %q", got)
	}
}

// TestSinceWithoutGit says that git is missing.
func TestSinceWithoutGit(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(leftBehind), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	_, err := workspace.Lint(workspace.LintJob{Paths: []string{dir}, Severity: model.Warning, Since: "HEAD"})
	if want := "--new-from-rev needs git, and there is no command git"; fmt.Sprint(err) != want {
		t.Errorf("it says %v, want %s", err, want)
	}
}
