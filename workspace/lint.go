package workspace

import (
	"os"
	"path/filepath"
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
	root, sources, err := c.pages()
	if err != nil {
		return Linted{}, err
	}
	roots, err := docsRoots(c.Root, c.Docs)
	if err != nil {
		return Linted{}, err
	}
	var progress func()
	if c.Start != nil {
		progress = c.Start(len(sources))
	}
	linted := Linted{Root: root, Pages: parsePages(sources, parser.ParseDetails, progress)}
	api := resolve.Resolve(linted.Pages, resolve.Options{Fragments: includer{root, roots}.fragments(linted.Pages)})
	linted.Findings = lint.Run(lint.Input{Pages: linted.Pages, API: api, Files: newDocFiles(root)}, rules)
	return linted, nil
}

// docFiles tells what is there besides pages. It reads each folder once.
type docFiles struct {
	root    string
	folders map[string]folder
}

// folder is what a folder holds: the names as written, by their lower case.
type folder map[string][]string

func newDocFiles(root string) *docFiles {
	return &docFiles{root: root, folders: map[string]folder{}}
}

// Exists implements [lint.Files].
func (d *docFiles) Exists(path string) (actual string, ok bool) {
	dir, name := filepath.Split(filepath.FromSlash(path))
	dir = filepath.Clean(dir)
	if dir != "." && dir != ".." && !strings.HasSuffix(dir, string(filepath.Separator)+"..") {
		parent, ok := d.Exists(filepath.ToSlash(dir))
		if !ok && parent == "" {
			return "", false
		}
		if !ok {
			dir = parent
		}
	}
	names := d.folder(dir)[strings.ToLower(name)]
	for _, n := range names {
		if n == name {
			return path, dir == filepath.Clean(filepath.Dir(filepath.FromSlash(path)))
		}
	}
	if len(names) == 1 {
		return filepath.ToSlash(filepath.Join(dir, names[0])), false
	}
	return "", false
}

// folder lists a folder; one that cannot be read is empty.
func (d *docFiles) folder(dir string) folder {
	f, ok := d.folders[dir]
	if ok {
		return f
	}
	f = folder{}
	entries, err := os.ReadDir(filepath.Join(d.root, dir))
	if err == nil {
		for _, e := range entries {
			key := strings.ToLower(e.Name())
			f[key] = append(f[key], e.Name())
		}
	}
	d.folders[dir] = f
	return f
}
