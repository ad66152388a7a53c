package workspace_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/docbind/docbind/workspace"
)

// TestSelected runs the tests of what is generated of a part of testdata/docs.
func TestSelected(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the generated package once a selection")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/graph\n\ngo 1.26\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, patterns := range map[string][]string{
		"service": {"TodoTask"},
		"derived": {"DeviceConfiguration"},
		"several": {"api/message-*.md", "AndroidCustomConfiguration", "GET /me/**"},
	} {
		out := filepath.Join(dir, name)
		_, s, err := workspace.Generate(workspace.Config{Docs: []string{docs}, Out: out, Package: "graph", Select: patterns})
		if err != nil {
			t.Fatal(err)
		}
		if s.Pairs.Tested == 0 || s.Operations >= s.AllOperations || s.Types == 0 {
			t.Errorf("%v: %+v is no part with samples", patterns, s)
		}
	}
	if report, err := goTest(dir); err != nil {
		t.Errorf("the tests of a part fail: %v\n%s", err, report)
	}
}
