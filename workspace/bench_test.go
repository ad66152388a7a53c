package workspace_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/workspace"
)

// corpus returns the pages to measure with: the real reference where it is
// there, else testdata/docs many times over.
func corpus(b *testing.B) (paths []string, texts [][]byte, size int64) {
	b.Helper()
	dir, times := filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta"), 1
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

// BenchmarkRead measures reading all pages on one core in multiples of what
// goldmark alone takes to parse the same bytes in the same run:
//
//	go test -run '^$' -bench Read ./workspace
func BenchmarkRead(b *testing.B) {
	paths, texts, size := corpus(b)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	ns := map[string]float64{}
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
			ns[name] = float64(b.Elapsed().Nanoseconds()) / float64(b.N)
			if floor := ns["goldmark"]; floor > 0 && name != "goldmark" {
				b.ReportMetric(ns[name]/floor, "x-goldmark")
			}
		})
	}
	var pages []*model.Page
	run("goldmark", func() {
		for _, t := range texts {
			markdown.Parse(text.NewReader(t))
		}
	})
	run("parse", func() {
		pages = nil
		for i, t := range texts {
			pages = append(pages, parser.Parse(paths[i], t))
		}
	})
	run("resolve", func() { resolve.Resolve(pages, resolve.Options{}) })
	run("all", func() {
		pages = nil
		for i, t := range texts {
			pages = append(pages, parser.Parse(paths[i], t))
		}
		resolve.Resolve(pages, resolve.Options{})
	})
}
