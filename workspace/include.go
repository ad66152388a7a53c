package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// includer reads the files that pages include.
type includer struct {
	base  string   // the folder that the paths of pages are relative to
	roots []string // nothing outside these is read, not even through a symbolic link
	// read, if not nil, is told of each file that is looked for, with the result.
	read func(w *inclusion)
}

// fragments reads the files that pages include, and those that these include.
func (c includer) fragments(pages []*model.Page) map[resolve.FragmentKey]resolve.Fragment {
	found := map[resolve.FragmentKey]resolve.Fragment{}
	for len(pages) > 0 {
		wanted := included(pages, found)
		parallel.Each(len(wanted), func(i int) { c.fragment(&wanted[i]) })
		pages = nil
		for i := range wanted {
			w := &wanted[i]
			found[w.key] = w.Fragment
			if c.read != nil && w.name != "" {
				c.read(w)
			}
			if w.Page != nil {
				pages = append(pages, w.Page)
			}
		}
	}
	return found
}

// inclusion is a file that a page includes, and what becomes of it.
type inclusion struct {
	key  resolve.FragmentKey
	in   model.Include
	page *model.Page
	// path is what positions call the file; name is "" for one that is not looked for.
	path, name string
	content    []byte
	resolve.Fragment
}

// included lists the files that pages include and that are not found yet.
func included(pages []*model.Page, found map[resolve.FragmentKey]resolve.Fragment) []inclusion {
	keys := make([][]resolve.FragmentKey, len(pages))
	parallel.Each(len(pages), func(i int) {
		for _, in := range pages[i].Includes {
			keys[i] = append(keys[i], resolve.KeyOf(pages[i], in))
		}
	})
	var wanted []inclusion
	for i, p := range pages {
		for j, key := range keys[i] {
			if _, ok := found[key]; !ok {
				found[key] = resolve.Fragment{} // once
				wanted = append(wanted, inclusion{key: key, in: p.Includes[j], page: p})
			}
		}
	}
	return wanted
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

// fragment reads and parses the file of an inclusion, or finds the rule that says why not.
func (c includer) fragment(w *inclusion) {
	name := filepath.Join(c.base, filepath.FromSlash(w.key.Path))
	if below, ok := strings.CutPrefix(w.key.Path, resolve.RootMark); ok {
		name = filepath.Join(c.root(filepath.Join(c.base, filepath.FromSlash(w.page.Path))), filepath.FromSlash(below))
	}
	if c.root(name) == "" || filepath.IsAbs(filepath.FromSlash(w.in.Target.Value)) {
		w.Rule = model.RuleIncludeOutside
		return
	}
	rel, err := filepath.Rel(c.base, name)
	if err != nil {
		w.Rule = model.RuleIncludeMissing
		return
	}
	w.path, w.name = filepath.ToSlash(rel), name
	if w.content, w.Rule = c.content(name); w.Rule != "" {
		return
	}
	parse := parser.ParseFragment
	if w.page.Text != "" { // it was read in detail, too
		parse = parser.ParseFragmentDetails
	}
	w.Page = parse(w.path, w.content, w.in)
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
