package workspace

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// fragments reads the files that pages include, and those that these include.
// base is the folder that the paths of pages are relative to; nothing outside root
// is read, not even through a symbolic link.
func fragments(pages []*model.Page, base, root string) map[resolve.FragmentKey]resolve.Fragment {
	found := map[resolve.FragmentKey]resolve.Fragment{}
	for len(pages) > 0 {
		var next []*model.Page
		for _, p := range pages {
			for _, in := range p.Includes {
				key := resolve.KeyOf(p, in)
				if _, ok := found[key]; ok {
					continue
				}
				f := fragment(key, in, base, root)
				found[key] = f
				if f.Page != nil {
					next = append(next, f.Page)
				}
			}
		}
		pages = next
	}
	return found
}

func fragment(key resolve.FragmentKey, in model.Include, base, root string) resolve.Fragment {
	name := filepath.Join(base, filepath.FromSlash(key.Path))
	if below, ok := strings.CutPrefix(key.Path, resolve.RootMark); ok {
		name = filepath.Join(root, filepath.FromSlash(below))
	}
	if !inside(root, name) || filepath.IsAbs(filepath.FromSlash(in.Target.Value)) {
		return resolve.Fragment{Rule: model.RuleIncludeOutside}
	}
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return resolve.Fragment{Rule: model.RuleIncludeMissing}
	}
	if !inside(root, real) {
		return resolve.Fragment{Rule: model.RuleIncludeOutside}
	}
	info, err := os.Stat(real)
	if err != nil || !info.Mode().IsRegular() || info.Size() > parser.MaxPageSize {
		return resolve.Fragment{Rule: model.RuleIncludeMissing}
	}
	src, err := os.ReadFile(real)
	if err != nil {
		return resolve.Fragment{Rule: model.RuleIncludeMissing}
	}
	rel, err := filepath.Rel(base, name)
	if err != nil {
		return resolve.Fragment{Rule: model.RuleIncludeMissing}
	}
	return resolve.Fragment{Page: parser.ParseFragment(filepath.ToSlash(rel), src, in)}
}

// inside reports whether a file lies below a folder.
func inside(root, name string) bool {
	rel, err := filepath.Rel(root, name)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// docsRoot returns the folder that includes must not leave: the one given, else
// the one of the nearest docfx.json at or above the docs, else the docs folder.
func docsRoot(given, base string) (string, error) {
	if given != "" {
		return docsFolder(given)
	}
	for dir := base; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, "docfx.json")); err == nil && info.Mode().IsRegular() {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return base, nil
		}
	}
}
