package workspace_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/workspace"
)

// corpusDir is where the real reference lies beside the checkout.
var corpusDir = filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta")

// corpus returns the pages to measure with: the real reference where it is
// there, else testdata/docs many times over.
func corpus(b *testing.B) (paths []string, texts [][]byte, size int64) {
	b.Helper()
	dir, times := corpusDir, 1
	if _, err := os.Stat(dir); err != nil {
		dir, times = docs, 100
	}
	_, sources, err := workspace.Discover([]string{dir})
	if err != nil {
		b.Fatal(err)
	}
	for i := range times {
		for _, s := range sources {
			src, err := os.ReadFile(s.File)
			if err != nil {
				b.Fatal(err)
			}
			path := s.Path
			if i > 0 {
				path = fmt.Sprintf("%s/copy%d-%s", filepath.Dir(s.Path), i, filepath.Base(s.Path))
			}
			paths, texts, size = append(paths, path), append(texts, src), size+int64(len(src))
		}
	}
	return paths, texts, size
}

// BenchmarkRead measures reading all pages on one core in multiples of the CPU time
// that goldmark alone takes to parse the same bytes. Each round runs all of them in
// turn, and the best round of each counts, so that a slow spell of the machine
// doesn't fall on one of them alone. It also reports what each allocates:
//
//	go test -run '^$' -bench Read ./workspace
func BenchmarkRead(b *testing.B) {
	paths, texts, size := corpus(b)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	var pages []*model.Page
	parse := func() {
		pages = nil
		for i, t := range texts {
			pages = append(pages, parser.Parse(paths[i], t))
		}
	}
	steps := []struct {
		name           string
		run            func()
		best           time.Duration
		bytes, objects uint64 // that it allocates
	}{
		{name: "goldmark", run: func() {
			for _, t := range texts {
				markdown.Parse(text.NewReader(t))
			}
		}},
		{name: "parse", run: parse},
		{name: "resolve", run: func() { resolve.Resolve(pages, resolve.Options{}) }},
		{name: "all", run: func() { parse(); resolve.Resolve(pages, resolve.Options{}) }},
		{name: "lint", run: func() {
			pages = nil
			for i, t := range texts {
				pages = append(pages, parser.ParseDetails(paths[i], t))
			}
			lint.Run(lint.Input{Pages: pages, API: resolve.Resolve(pages, resolve.Options{}), Files: everything{}}, lint.Config{})
		}},
	}
	b.SetBytes(size)
	for b.Loop() {
		for i := range steps {
			s := &steps[i]
			runtime.GC()  // what the step before left behind is not this one's
			for range 3 { // once the heap has grown to what the step needs
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				if d := cputime.Of(s.run); s.best == 0 || d < s.best {
					s.best = d
				}
				runtime.ReadMemStats(&after)
				s.bytes, s.objects = after.TotalAlloc-before.TotalAlloc, after.Mallocs-before.Mallocs
			}
		}
		pages = nil
	}
	for _, s := range steps[1:] {
		b.ReportMetric(float64(s.best)/float64(steps[0].best), s.name+"/goldmark")
		b.ReportMetric(float64(s.bytes)/1e6, s.name+"-MB")
		b.ReportMetric(float64(s.objects)/1e6, s.name+"-Mobjects")
	}
	b.ReportMetric(steps[0].best.Seconds()*1000, "goldmark-ms")
}

// everything is there.
type everything struct{}

func (everything) Exists(string) (string, bool) { return "", true }
func (everything) Outside(string) bool          { return false }
func (everything) Top(string) string            { return "." }
