package resolve_test

import (
	"bytes"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// FuzzResolve resolves any page together with one that declares a type: every finding
// lies in one of the two, and the order of the pages changes nothing.
func FuzzResolve(f *testing.F) {
	for _, src := range []string{oneDrive, oneDriveItem, localised, thing, "# Get x\n\n## HTTP request\n```http\nGET /x/{id}/x/{id}\n```\n"} {
		f.Add([]byte(src))
	}
	for _, src := range docsSet(f) {
		if len(src) < 4000 {
			f.Add([]byte(src))
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		files := map[string]pagetest.File{"api/thing-get.md": pagetest.NewFile(src), "resources/thing.md": pagetest.NewFile([]byte(thing))}
		pages := []*model.Page{parser.Parse("api/thing-get.md", src), page("resources/thing.md", thing)}
		api := resolve.Resolve(pages, resolve.Options{})
		for _, found := range api.Findings {
			file, ok := files[found.Pos.Path()]
			if !ok {
				t.Errorf("%s is in no page", found)
			}
			file.CheckPosition(t, found.Pos)
			for _, p := range found.Related {
				files[p.Path()].CheckPosition(t, p)
			}
		}
		pages[0], pages[1] = pages[1], pages[0]
		var a, b bytes.Buffer
		if err := model.WriteRecords(&a, api); err != nil {
			t.Fatal(err)
		}
		if err := model.WriteRecords(&b, resolve.Resolve(pages, resolve.Options{})); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("in another order the pages give\n%s\nnot\n%s", b.Bytes(), a.Bytes())
		}
	})
}
