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
	files := newDocFiles(root, roots...)
	files.guessed = files.guessed && c.Root == ""
	in := lint.Input{Pages: parsePages(sources, parser.ParseDetails, progress), Files: files, Contents: func() []string { return files.contents(c.Docs) }}
	if in.Docs, err = readDocsConfig(root, files.top(sources[0].Path)); err != nil {
		return Linted{}, err
	}
	fragments := includer{root, roots}.fragments(in.Pages)
	in.Fragments = distinct(fragments)
	in.API = resolve.Resolve(in.Pages, resolve.Options{Fragments: fragments})
	return Linted{Root: root, Pages: in.Pages, Findings: lint.Run(in, rules)}, nil
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
