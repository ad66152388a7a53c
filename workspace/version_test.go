package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLater generates with releases of docbind, one after the other, into the same folder.
func TestLater(t *testing.T) {
	defer func(before func() (string, bool)) { released = before }(released)
	dir := t.TempDir()
	c := Config{Docs: []string{filepath.Join(dir, "docs")}, Out: filepath.Join(dir, "out"), Package: "p"}
	if err := os.Mkdir(c.Docs[0], 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(c.Docs[0], "a.md"), []byte("# Get a\n\n## HTTP request\n```http\nGET /a\n```\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, run := range []struct{ version, later, drift string }{
		{"v1.2.0", "", ""}, {"v1.10.0", "", "v1.2.0"}, {"v1.9.0", "v1.10.0", "v1.10.0"}, {"v1.9.0", "", ""}, {"", "", "v1.9.0"}, {"v1.0.0", "", "devel"},
	} {
		released = func() (string, bool) { return run.version, run.version != "" }
		drifts, err := FindDrift(c, false)
		if err != nil {
			t.Fatal(err)
		}
		by := ""
		for _, d := range drifts {
			by += d.By
		}
		report, _, err := Generate(c)
		if err != nil || report.Later != run.later || by != run.drift {
			t.Errorf("docbind %q: later is %q, want %q; the check says %q, want %q (%v)", run.version, report.Later, run.later, by, run.drift, err)
		}
		manifest, err := os.ReadFile(filepath.Join(c.Out, manifestName))
		if want := `"generator": "` + Version() + `"`; err != nil || !strings.Contains(string(manifest), want) {
			t.Errorf("the manifest lacks %s (%v)", want, err)
		}
	}
}
