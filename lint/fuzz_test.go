package lint_test

import (
	"os"
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// FuzzLint lints any page: findings lie inside it, and their edits can be made. With FIXES=1
// each edit by itself leaves the rest of the page as it renders.
func FuzzLint(f *testing.F) {
	for _, rule := range lint.Rules() {
		text, _ := lint.Explain(rule.ID)
		for _, example := range examples(text, "Bad") {
			f.Add(example)
		}
	}
	f.Add(directed + "\n<!-- docbind-disable-file http, x -- so --> ` <!-- docbind-enable -->\n<!-- docbind-disable-line")
	f.Fuzz(func(t *testing.T, text string) {
		file := pagetest.NewFile([]byte(text))
		for _, found := range run(map[string]string{"api/a.md": text}, lint.Config{}) {
			if found.Pos.Path() == "api/a.md" {
				file.CheckPosition(t, found.Pos)
			}
			after, done := lint.Apply(text, []model.Finding{found}, false)
			if len(done) == 0 && len(found.Edits) > 0 && !found.Unsafe {
				t.Errorf("%s: the edits %v cannot be made", found, found.Edits)
			}
			if os.Getenv("FIXES") == "" || len(done) == 0 || strings.Contains(text, "\r") {
				continue
			}
			if err := pagetest.SameRendering(text, after, found.Edits); err != nil {
				t.Errorf("%s: %v", found, err)
			}
		}
	})
}

// TestManyDirectives shows that a page of nothing but directives takes no longer than it
// should.
func TestManyDirectives(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for name, text := range map[string]string{
		"on lines":    strings.Repeat("<!-- docbind-disable-line x -- y -->\n", 50_000),
		"on one line": strings.Repeat("a `<!-- docbind-disable x -- y --> ", 50_000),
		"never ended": strings.Repeat("<!-- docbind-disable x ", 50_000),
		"in code":     strings.Repeat("`<!-- docbind-disable x -->` ", 50_000),
	} {
		all := run(map[string]string{"api/a.md": text}, lint.Config{Only: []string{"lint"}})
		if most := 251; len(all) > most {
			t.Errorf("%s: %d findings", name, len(all))
		}
	}
}
