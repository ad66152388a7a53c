package main

import (
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
