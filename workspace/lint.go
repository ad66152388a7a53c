package workspace

import (
	"cmp"
	"path/filepath"
	"slices"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// Linted is what was found in a docs set.
type Linted struct {
	// Root is the absolute folder that the paths of findings are relative to.
	Root  string
	Pages []*model.Page // read in detail
	lint.Result

	fragments []*model.Page // what the pages include
}

// Lint reads the pages of a config and returns what is wrong in them.
func Lint(c Config, rules lint.Config) (Linted, error) {
	root, sources, err := c.pages()
	if err != nil {
		return Linted{}, err
	}
	return lintPages(c, rules, root, sources)
}

// lintPages is Lint for pages that were found.
func lintPages(c Config, rules lint.Config, root string, sources []Source) (Linted, error) {
	roots, err := docsRoots(c.Root, c.Docs)
	if err != nil {
		return Linted{}, err
	}
	if rules.Base, err = filepath.Rel(RealPath(c.Lint.Dir), root); err != nil {
		return Linted{}, err
	}
	rules.Base = filepath.ToSlash(rules.Base)
	rules.Levels = append(rules.Levels, c.Lint.Levels...)
	rules.Exclude = append(rules.Exclude, c.Lint.Exclude...)
	var progress func()
	if c.Start != nil {
		progress = c.Start(len(sources))
	}
	in, err := c.lintInput(root, roots, parsePages(sources, parser.ParseDetails, progress))
	if err != nil {
		return Linted{}, err
	}
	return Linted{Root: root, Pages: in.Pages, Result: lint.Run(in, rules), fragments: in.Fragments}, nil
}

// lintInput completes pages, of which there is one at least, by what lies beside them, and
// resolves them.
func (c Config) lintInput(root string, roots []string, pages []*model.Page) (lint.Input, error) {
	files := newDocFiles(root, roots...)
	files.guessed = files.guessed && c.Root == ""
	config, err := readDocsConfig(root, files.top(pages[0].Path))
	if err != nil {
		return lint.Input{}, err
	}
	fragments := includer{base: root, roots: roots}.fragments(pages)
	return lint.Input{
		Pages: pages, Fragments: distinct(fragments), Files: files, Docs: config,
		Contents: func() []string { return files.contents(c.Docs) },
		API:      resolve.Resolve(pages, resolve.Options{Fragments: fragments}),
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
