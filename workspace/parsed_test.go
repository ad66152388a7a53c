package workspace_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/store"
)

// TestPagesAreKept keeps what is read of every page and reads it back: nothing may be lost,
// or resolving would see another page than the one that is there.
func TestPagesAreKept(t *testing.T) {
	pages := parsed(docs)
	if _, err := os.Stat(corpusDir); err == nil && !testing.Short() {
		pages = append(pages, docsSets()["corpus"].pages...)
	}
	for _, p := range pages {
		data, _ := store.Encode(p)
		var back model.Page
		want := *p
		if len(want.Resources) == 0 {
			want.Resources = nil // one that had some which were taken out again
		}
		if err := store.Decode(data, &back); err != nil || !reflect.DeepEqual(want, back) {
			t.Fatalf("%s is read back as another page (%v)", p.Path, err)
		}
	}
}

// TestCacheGrows changes a page over and over: each run parses this page only, and what the
// cache takes is bounded.
func TestCacheGrows(t *testing.T) {
	e := newEditor(t, rand.New(rand.NewPCG(1, 1)), docs)
	e.generate(e.config)
	size := func() (bytes int64) {
		for _, name := range e.files(e.config.Cache, "") {
			if info, err := os.Stat(name); err == nil {
				bytes += info.Size()
			}
		}
		return bytes
	}
	first, resolved := size(), 0
	page := filepath.Join(e.config.Docs[0], "api", "todotask-get.md")
	text := e.read(page)
	for i := range 60 {
		e.write(page, strings.Replace(text, "\n## ", fmt.Sprintf("\nThe sentence %d.\n\n## ", i), 1))
		o := e.generate(e.config)
		if o.err != "" || o.report.Parsed != 1 {
			t.Fatalf("change %d: %d pages are parsed, want 1 (%s)", i, o.report.Parsed, o.err)
		}
		if o.report.Resolved {
			resolved++
		}
		if now := size(); now > 2*first {
			t.Fatalf("change %d: the cache has %d bytes, %d at first", i, now, first)
		}
	}
	if resolved == 0 || resolved > 30 {
		t.Errorf("%d of 60 runs begin the cache anew, want a few", resolved)
	}
}
