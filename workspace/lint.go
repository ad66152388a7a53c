package workspace

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// linted is what was found in a docs set.
type linted struct {
	lint.Result
	pages     []*model.Page // read in detail
	fragments []*model.Page // what the pages include
}

// lintPages reads pages of a config and finds what is wrong in them. Paths are relative to root,
// an absolute folder.
func lintPages(c Config, rules lint.Config, root string, sources []Source) (linted, error) {
	roots, err := docsRoots(c.Root, c.Docs)
	if err != nil {
		return linted{}, err
	}
	if rules.Base, err = filepath.Rel(RealPath(c.Lint.Dir), root); err != nil {
		return linted{}, err
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
		return linted{}, err
	}
	return linted{Result: lint.Run(in, rules), pages: in.Pages, fragments: in.Fragments}, nil
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

// distinct returns the files among fragments, sorted by path, each once: as it is read below
// a heading that announces something, if it is taken in below several, for its tables are
// what that says.
func distinct(fragments map[resolve.FragmentKey]resolve.Fragment) []*model.Page {
	keys := slices.SortedFunc(maps.Keys(fragments), func(a, b resolve.FragmentKey) int {
		sample := func(k resolve.FragmentKey) int {
			if k.Sample {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(b.Within, a.Within), cmp.Compare(sample(a), sample(b)))
	})
	var out []*model.Page
	for _, k := range keys {
		if p := fragments[k].Page; p != nil {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b *model.Page) int { return cmp.Compare(a.Path, b.Path) }) // ~/ is the docs root
	return slices.CompactFunc(out, func(a, b *model.Page) bool { return a.Path == b.Path })
}
