package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// includer reads the files that pages include.
type includer struct {
	base  string   // the folder that the paths of pages are relative to
	roots []string // nothing outside these is read, not even through a symbolic link
	// read, if not nil, is told of each file that is looked for, with the result.
	// path is what positions call it.
	read func(path, name string, content []byte, rule string)
}

// fragments reads the files that pages include, and those that these include.
func (c includer) fragments(pages []*model.Page) map[resolve.FragmentKey]resolve.Fragment {
	found := map[resolve.FragmentKey]resolve.Fragment{}
	for len(pages) > 0 {
		var next []*model.Page
		for _, p := range pages {
			for _, in := range p.Includes {
				key := resolve.KeyOf(p, in)
				if _, ok := found[key]; ok {
					continue
				}
				f := c.fragment(key, in, p)
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

// gives reports whether a fragment has facts.
func gives(f *model.Page) bool {
	return len(f.Templates)+len(f.Samples)+len(f.Permissions)+len(f.Parameters)+len(f.Returns)+len(f.Bodies)+len(f.Resources)+len(f.Enums) > 0
}

// root returns the innermost root that holds a file, "" if none does.
func (c includer) root(name string) string {
	best := ""
	for _, root := range c.roots {
		if inside(root, name) && len(root) > len(best) {
			best = root
		}
	}
	return best
}

func (c includer) fragment(key resolve.FragmentKey, in model.Include, page *model.Page) resolve.Fragment {
	name := filepath.Join(c.base, filepath.FromSlash(key.Path))
	if below, ok := strings.CutPrefix(key.Path, resolve.RootMark); ok {
		name = filepath.Join(c.root(filepath.Join(c.base, filepath.FromSlash(page.Path))), filepath.FromSlash(below))
	}
	if c.root(name) == "" || filepath.IsAbs(filepath.FromSlash(in.Target.Value)) {
		return resolve.Fragment{Rule: model.RuleIncludeOutside}
	}
	rel, err := filepath.Rel(c.base, name)
	if err != nil {
		return resolve.Fragment{Rule: model.RuleIncludeMissing}
	}
	path := filepath.ToSlash(rel)
	src, rule := c.content(name)
	if c.read != nil {
		c.read(path, name, src, rule)
	}
	if rule != "" {
		return resolve.Fragment{Rule: rule}
	}
	parse := parser.ParseFragment
	if page.Text != "" { // it was read in detail, too
		parse = parser.ParseFragmentDetails
	}
	return resolve.Fragment{Page: parse(path, src, in)}
}

// content returns what is in a file, or the rule that says why it is not included.
func (c includer) content(name string) (content []byte, rule string) {
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, model.RuleIncludeMissing
	}
	if c.root(real) == "" {
		return nil, model.RuleIncludeOutside
	}
	info, err := os.Stat(real)
	if err != nil || !info.Mode().IsRegular() || info.Size() > parser.MaxPageSize {
		return nil, model.RuleIncludeMissing
	}
	if content, err = os.ReadFile(real); err != nil {
		return nil, model.RuleIncludeMissing
	}
	return content, ""
}

// including lists the fragments that give each page something, taken in directly or not,
// by the page's path. A notice that every page includes gives none of them anything.
func including(pages []*model.Page, fragments map[resolve.FragmentKey]resolve.Fragment) map[string][]string {
	found := map[string][]string{}
	for _, p := range pages {
		if len(p.Includes) == 0 {
			continue
		}
		done := map[resolve.FragmentKey]bool{}
		var visit func(from *model.Page)
		visit = func(from *model.Page) {
			for _, in := range from.Includes {
				key := resolve.KeyOf(from, in)
				if f := fragments[key]; f.Page != nil && !done[key] {
					done[key] = true
					if gives(f.Page) {
						found[p.Path] = append(found[p.Path], f.Page.Path)
					}
					visit(f.Page)
				}
			}
		}
		visit(p)
	}
	return found
}

// inside reports whether a file lies below a folder.
func inside(root, name string) bool {
	rel, err := filepath.Rel(root, name)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// docsRoots returns the folders that includes must not leave: the one given, else for
// each docs folder the one of the nearest docfx.json at or above it, else the docs
// folder, and the repository that these are published from: its docs sets share what they
// include (agentidentityblueprint: ../../../concepts/includes/…).
func docsRoots(given string, docs []string) ([]string, error) {
	if given != "" {
		root, err := docsFolder(given)
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			if dir, err := docsFolder(d); err != nil || !inside(root, dir) {
				return nil, refuse("root", "", "--root %s doesn't hold the docs folder %s", given, d)
			}
		}
		return []string{root}, nil
	}
	roots := make([]string, len(docs))
	for i, d := range docs {
		dir, err := docsFolder(d)
		if err != nil {
			return nil, err
		}
		roots[i] = docsRoot(dir)
	}
	for _, root := range roots[:len(docs)] {
		if top := folderWith(publishConfig, root); top != "" && !slices.Contains(roots, top) {
			roots = append(roots, top)
		}
	}
	return roots, nil
}

// docfxConfig is the file of a docs set that is built into a site, publishConfig that of a
// repository whose docs sets are published together.
const (
	docfxConfig   = "docfx.json"
	publishConfig = ".openpublishing.publish.config.json"
)

func docsRoot(docs string) string {
	if dir := folderWith(docfxConfig, docs); dir != "" {
		return dir
	}
	return docs
}

// folderWith returns the nearest folder, at or above one, that has a file, "" if none has.
func folderWith(file, dir string) string {
	for ; !hasFile(dir, file); dir = filepath.Dir(dir) {
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
	return dir
}

// hasFile reports whether a folder has a regular file of that name.
func hasFile(dir, name string) bool {
	info, err := os.Stat(filepath.Join(dir, name))
	return err == nil && info.Mode().IsRegular()
}
