package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docbind/docbind/workspace"
)

// Draft is a first config for a docs folder.
type Draft struct {
	Packages []DraftPackage
	// base is the folder of the package, or that of all of them if there are several.
	base    string
	exclude []string
	docfx   string // the docfx.json that the docs are below, "" without
}

// DraftPackage is a package of a draft.
type DraftPackage struct {
	Name  string   // of the package, and of the target if there are several
	Docs  []string // as the file has them
	Out   string   // as the file has it
	Pages int
}

// NewDraft looks at a docs folder and makes a first config of what it finds: a package for
// each version of the API. The config is for the working directory.
func NewDraft(docs string) (*Draft, error) {
	info, err := os.Stat(docs)
	if err != nil {
		return nil, fmt.Errorf("the docs folder %s cannot be read: %w", docs, err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is a file; name the folder of the Markdown pages", docs)
	}
	root := workspace.RealPath(docs)
	sets, err := findSets(root)
	if err != nil {
		return nil, err
	}
	d := &Draft{}
	d.exclude, d.docfx = excludedByDocfx(sets)
	if err := d.addPackages(root, sets); err != nil {
		return nil, err
	}
	d.base = freeFolder(d.Packages)
	for i := range d.Packages {
		p := &d.Packages[i]
		if p.Out = d.base; p.Name != "" {
			p.Out += "/" + p.Name
		} else {
			p.Name = d.base
		}
	}
	return d, nil
}

// addPackages adds a package for each set, or one for all if they are parts of one API.
func (d *Draft) addPackages(root string, sets []docsSet) error {
	var dirs []string
	for _, set := range sets {
		dirs = append(dirs, set.dir)
	}
	parts := workspace.Related(dirs)
	for i, set := range sets {
		docs, err := set.docs()
		if err != nil {
			return err
		}
		p := DraftPackage{Docs: docs, Pages: countPages(set.dir, d.exclude...)}
		switch {
		case parts && i > 0:
			d.Packages[0].Docs = append(d.Packages[0].Docs, p.Docs...)
			d.Packages[0].Pages += p.Pages
			continue
		case !parts && len(sets) > 1:
			p.Name = d.freeName(root, set.dir)
		}
		d.Packages = append(d.Packages, p)
	}
	return nil
}

// docs returns the folders of a set as they are from the working directory. If this is in
// the set, where no package can be, those of the set that hold its pages.
func (s docsSet) docs() ([]string, error) {
	wd := workspace.RealPath(".")
	if rel, err := filepath.Rel(s.dir, wd); err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return []string{fromHere(s.dir)}, nil
	}
	var docs []string
	for _, part := range s.parts {
		docs = append(docs, fromHere(filepath.Join(s.dir, part)))
	}
	if docs == nil {
		return nil, errors.New("the pages lie in this very folder, where no package can be generated: run gen init beside it, or in the repository of the SDK, with the path of this folder")
	}
	return docs, nil
}

// freeName makes a name for a package of a folder below another: of its last part, or of
// more if that is taken.
func (d *Draft) freeName(root, dir string) string {
	rel, _ := filepath.Rel(root, dir) // it is below
	parts := strings.Split(filepath.ToSlash(rel), "/")
	if rel == "." {
		parts = []string{filepath.Base(dir)}
	}
	taken := func(name string) bool {
		return name == "" || slices.ContainsFunc(d.Packages, func(p DraftPackage) bool { return p.Name == name })
	}
	for i := len(parts) - 1; i >= 0; i-- {
		if name := PackageName(strings.Join(parts[i:], "")); !taken(name) {
			return name
		}
	}
	for n := len(d.Packages) + 1; ; n++ {
		if name := fmt.Sprintf("api%d", n); !taken(name) {
			return name
		}
	}
}

// freeFolder returns a folder for packages that isn't there yet, or has nothing but what
// docbind generated.
func freeFolder(packages []DraftPackage) string {
	free := func(name string) bool {
		for _, p := range packages {
			if slices.Contains(p.Docs, name) {
				return false
			}
		}
		_, err := os.Stat(name)
		return errors.Is(err, fs.ErrNotExist)
	}
	names := []string{"api", "client", "sdk"}
	if i := slices.IndexFunc(names, free); i >= 0 {
		return names[i]
	}
	for n := 2; ; n++ {
		if name := fmt.Sprintf("api%d", n); free(name) {
			return name
		}
	}
}
