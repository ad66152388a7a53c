package workspace

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// Linted is what was found in a docs set.
type Linted struct {
	// Root is the absolute folder that the paths of findings are relative to.
	Root     string
	Pages    []*model.Page // read in detail
	Findings []model.Finding
}

// Lint reads the pages of a config and returns what is wrong in them.
func Lint(c Config, rules lint.Config) (Linted, error) {
	if len(c.Docs) == 0 {
		return Linted{}, errNoDocs
	}
	root, sources, err := Discover(c.Docs)
	if err != nil {
		return Linted{}, err
	}
	if len(sources) == 0 {
		return Linted{}, fmt.Errorf("there are no Markdown pages below %s", strings.Join(c.Docs, " or "))
	}
	roots, err := docsRoots(c.Root, c.Docs)
	if err != nil {
		return Linted{}, err
	}
	var progress func()
	if c.Start != nil {
		progress = c.Start(len(sources))
	}
	in, err := lintInput(root, roots, c.Docs, parsePages(sources, parser.ParseDetails, progress))
	if err != nil {
		return Linted{}, err
	}
	return Linted{Root: root, Pages: in.Pages, Findings: lint.Run(in, rules)}, nil
}

// lintInput completes pages, of which there is one at least, by what lies beside them, and
// resolves them.
func lintInput(root string, roots, docs []string, pages []*model.Page) (lint.Input, error) {
	files := newDocFiles(root, roots...)
	config, err := readDocsConfig(root, files.top(pages[0].Path))
	if err != nil {
		return lint.Input{}, err
	}
	fragments := includer{root, roots}.fragments(pages)
	return lint.Input{
		Pages: pages, Fragments: distinct(fragments), Files: files, Contents: files.contents(docs), Docs: config,
		API: resolve.Resolve(pages, resolve.Options{Fragments: fragments}),
	}, nil
}

// distinct returns the files among fragments, sorted by path, each once.
func distinct(fragments map[resolve.FragmentKey]resolve.Fragment) []*model.Page {
	var out []*model.Page
	for _, f := range fragments {
		if f.Page != nil {
			out = append(out, f.Page)
		}
	}
	slices.SortFunc(out, func(a, b *model.Page) int { return cmp.Compare(a.Path, b.Path) })
	return slices.CompactFunc(out, func(a, b *model.Page) bool { return a.Path == b.Path })
}
