package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/workspace"
)

// TestOne counts one of everything, and two.
func TestOne(t *testing.T) {
	for n, want := range map[int]string{
		1: "1 page, 1 of them with operations: 1 of 2 operations with 1 route, 1 type, 1 enum; 1 of 1 sample is a test\n" +
			"out: 1 file written, 1 unchanged, 1 removed; 1 page could not be generated; 1 page has neither operations nor types\nstubs: 1 method added, 1 new file\n",
		2: "2 pages, 2 of them with operations: 2 operations with 2 routes, 2 types, 2 enums; 2 of 2 samples are tests\n" +
			"out: 2 files written, 2 unchanged, 2 removed; 2 pages could not be generated; 2 pages have neither operations nor types, requests without the heading HTTP request on 1 of them: gen lint --severity info --rule operation/no-heading\nstubs: 2 methods added, 2 new files\n",
	} {
		var out strings.Builder
		reporter{w: &out}.summary(workspace.Summary{
			Pages: n, OperationPages: n, Operations: n, AllOperations: 2, Routes: n, Types: n, Enums: n, Pairs: workspace.PairCounts{Documented: n, Tested: n},
			Files: workspace.FileCounts{Written: n, Unchanged: n, Removed: n}, Skipped: make([]workspace.SkippedPage, n),
			PagesByUse: workspace.PageUses{Unused: n}, OnlyRequests: n - 1, Stubs: &workspace.StubCounts{Methods: n, Files: n},
		}, "", "out", "stubs")
		if out.String() != want {
			t.Errorf("of %d:\n%swant\n%s", n, out.String(), want)
		}
	}
}

// TestRemovedInGoGenerate is about what go generate makes of files that are gone.
func TestRemovedInGoGenerate(t *testing.T) {
	const hint = "run it again\n"
	for _, test := range []struct {
		file    string
		removed int
		want    bool
	}{{"", 1, false}, {"generate.go", 0, false}, {"generate.go", 1, true}} {
		t.Setenv("GOFILE", test.file)
		var out strings.Builder
		reporter{w: &out}.summary(workspace.Summary{Files: workspace.FileCounts{Removed: test.removed}}, "", "out", "")
		if strings.HasSuffix(out.String(), hint) != test.want {
			t.Errorf("with %+v:\n%s", test, out.String())
		}
	}
}

// TestFromLink works in a folder that a link leads to, as temporary folders of some systems are:
// paths are those from there all the same.
func TestFromLink(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "real", "docs"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "real", "docs", "a-get.md"), []byte("# Get a\n\n## HTTP request\n```http\nGETT /a\n```\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", filepath.Join(dir, "link")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	t.Chdir(filepath.Join(dir, "link"))
	for _, args := range [][]string{{"--docs", "docs", "--out", "out", "--package", "p"}, {"lint", "docs"}} {
		var out strings.Builder
		if run(args, &out, &out); !strings.HasPrefix(out.String(), "docs/a-get.md:") {
			t.Errorf("gen %q says\n%s", args, out.String())
		}
	}
}

// TestNothingSteers has pages whose names and texts would colour a terminal, or look like a line
// of gen's own.
func TestNothingSteers(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.Mkdir("docs", 0o777); err != nil {
		t.Fatal(err)
	}
	for name, request := range map[string]string{"a\x1b[31m-get.md": "GETT /a\x1b[31m", "b\ngen: done-get.md": "GETT /b", "c-get.md": "GET /c\x1b[31m/{id}"} {
		text := "# Get \x1b]0;title\a\n\nGets it \x1b[31m.\n\n## HTTP request\n```http\n" + request + "\n```\n"
		if err := os.WriteFile(filepath.Join("docs", name), []byte(text), 0o666); err != nil {
			t.Skip("no such file names here:", err)
		}
	}
	for _, args := range [][]string{
		{"--docs", "docs", "--out", "out", "--package", "p", "--findings", "info"},
		{"lint", "docs", "--severity", "info"},
		{"lint", "docs", "--severity", "info", "--format", "github"},
		{"explain", "--docs", "docs", "c-get.md"},
		{"explain", "--docs", "docs", "c-get\x1b[31m.md"},
	} {
		var out strings.Builder
		if code := run(args, &out, &out); out.Len() == 0 {
			t.Errorf("gen %q prints nothing and ends with %d", args, code)
		}
		if text := out.String(); strings.ContainsAny(text, "\x1b\a") || strings.Contains(text, "\ngen: done") {
			t.Errorf("gen %q prints what steers a terminal:\n%q", args, text)
		}
	}
}
