package lint_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// FuzzPage lints any text: whatever it is, findings and edits lie on the page, and edits of one
// finding don't overlap.
func FuzzPage(f *testing.F) {
	for _, pattern := range []string{"testdata/base/*/*.md", "../testdata/docs/*/*.md"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	for _, text := range []string{"| a |\n|--|--", "# [x](#tab/a", "[a]: <b", "---\nx:\n---", "<a href='", "[TAGS=", "|a|b|\n|-|-|\n|`|{|", "```\n```json", "[!INCLUDE [a](x.md)]", "a\nb\n| a |\n|---|\n\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, found := range run(map[string]string{"x.md": text}, lint.Config{}) {
			size := int32(len(text))
			if found.Pos.File != "x.md" || found.Pos.Start < 0 || found.Pos.Start > found.Pos.End || found.Pos.End > size {
				t.Fatalf("the finding is at %+v of %d bytes: %v", found.Pos, size, found)
			}
			edits := slices.Clone(found.Edits)
			slices.SortFunc(edits, func(a, b model.Edit) int { return cmp.Compare(a.Start, b.Start) })
			for i, e := range edits {
				if e.Start < 0 || e.Start > e.End || e.End > size || i > 0 && e.Start < edits[i-1].End {
					t.Fatalf("the edits of %v are %+v", found, edits)
				}
			}
		}
	})
}
