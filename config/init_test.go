package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDraft makes configs for docs in odd places; each is one that can be read, and that
// the schema allows.
func TestDraft(t *testing.T) {
	s := schema(t)
	for _, c := range []struct {
		docs  string
		pages []string
		want  string // packages and their docs
	}{
		{"docs", []string{"docs/v1.0/api/a.md", "docs/v2.1/resources/a.md"}, "v1: docs/v1.0, v2_1: docs/v2.1"},
		{"docs", []string{"docs/a/beta/api/a.md", "docs/b/beta/api/a.md"}, "beta: docs/a/beta, bbeta: docs/b/beta"},
		{"docs", []string{"docs/日本/api/a.md", "docs/…/api/a.md", "docs/+/api/a.md"}, "api1: docs/+, api2: docs/…, 日本: docs/日本"},
		{"docs", []string{"docs/API/a.md", "docs/Resources/b.md", "docs/concepts/c.md"}, "api: docs"},
		{"docs", []string{"docs/a.md", "docs/sub/b.md"}, "api: docs"},
		{"my docs: #1", []string{"my docs: #1/a.md"}, "api: my docs: #1"},
		{"true", []string{"true/a.md", "api/x.txt", "client/x.txt", "sdk/x.txt"}, "api2: true"},
		{".", []string{"api/a.md", "resources/b.md"}, "client: api resources"},
		{"docs", []string{"docs/.git/api/a.md", "docs/includes/api/a.md", "docs/x/api/a.md", "docs/y/api/none.txt"}, "api: docs/x"},
	} {
		dir := t.TempDir()
		for _, p := range c.pages {
			name := filepath.Join(dir, filepath.FromSlash(p))
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte("# x\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		t.Chdir(dir)
		d, err := NewDraft(c.docs)
		if err != nil {
			t.Errorf("%s: %v", c.docs, err)
			continue
		}
		f, err := parse("docbind.yaml", d.Text())
		if err != nil {
			t.Errorf("the config of %s cannot be read: %v\n%s", c.docs, err, d.Text())
			continue
		}
		if !allows(t, s, d.Text()) {
			t.Errorf("the schema doesn't allow\n%s", d.Text())
		}
		var got []string
		for _, target := range f.Targets {
			run := target.Config()
			if err := run.Check(); err != nil {
				t.Errorf("%s: %v", c.docs, err)
			}
			got = append(got, run.Package+": "+filepath.ToSlash(strings.Join(run.Docs, " ")))
		}
		if err := f.Check(); err != nil {
			t.Error(err)
		}
		if list := strings.Join(got, ", "); list != c.want {
			t.Errorf("%s has %s, want %s", c.docs, list, c.want)
		}
	}
}
