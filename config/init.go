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
	exclude []string // patterns
	docfx   string   // the docfx.json that all docs are below, "" without
}

// DraftPackage is a package of a draft.
type DraftPackage struct {
	Name  string   // of the package, and of the target if there are several
	Docs  []string // as the file has them
	Out   string   // as the file has it
	Pages int

	folders  []string // as Docs, absolute
	withheld []string // patterns of what docfx.json excludes
	exclude  []string // those that count for it, none if they are those of the draft
}

// NewDraft looks at a docs folder and makes a first config of what it finds: a package for
// each version of the API. The config is for the working directory.
func NewDraft(docs string) (*Draft, error) {
	info, err := os.Stat(docs)
	if err != nil {
		return nil, errors.New(workspace.NoFolder(docs, err))
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
	if err := d.addPackages(root, sets); err != nil {
		return nil, err
	}
	d.leaveOut()
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
		name := ""
		if !parts && len(sets) > 1 {
			name = d.freeName(root, set.dir)
		}
		if i == 0 || !parts {
			d.Packages = append(d.Packages, DraftPackage{Name: name})
		}
		docfx, err := d.Packages[len(d.Packages)-1].add(set)
		if err != nil {
			return err
		}
		if i == 0 {
			d.docfx = docfx
		}
		if d.docfx != docfx {
			d.docfx = ""
		}
	}
	return nil
}

// add adds the pages of a set, and returns the docfx.json that they are below.
func (p *DraftPackage) add(set docsSet) (docfx string, err error) {
	folders, err := set.folders()
	if err != nil {
		return "", err
	}
	withheld, docfx := excludedByDocfx(set.dir, folders)
	for _, pattern := range withheld {
		if !slices.Contains(p.withheld, pattern) {
			p.withheld = append(p.withheld, pattern)
		}
	}
	for _, folder := range folders {
		p.Docs = append(p.Docs, workspace.FromHere(folder))
	}
	p.folders = append(p.folders, folders...)
	p.Pages = countPages(p.folders)
	return docfx, nil
}

// folders returns the docs folders of a set: itself or, if the working directory is in it,
// where no package can be, those that hold its pages.
func (s docsSet) folders() ([]string, error) {
	if rel, err := filepath.Rel(s.dir, workspace.RealPath(".")); err != nil || !filepath.IsLocal(rel) {
		return []string{s.dir}, nil
	}
	var folders []string
	for _, part := range s.parts {
		folders = append(folders, filepath.Join(s.dir, part))
	}
	if folders == nil {
		return nil, errors.New("the pages lie in this very folder, where no package can be generated: run gen init beside it, or in the repository of the SDK, with the path of this folder")
	}
	return folders, nil
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
		if name := packageName(strings.Join(parts[i:], "")); !taken(name) {
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
