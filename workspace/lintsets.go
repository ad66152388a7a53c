package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// docsSet is a docs set to lint: pages that belong together. Types of one set are unknown
// in another.
type docsSet struct {
	config Config   // that lists it, or one without docs and patterns
	docs   []string // its folders
	rest   bool     // it is what other sets leave of a folder
	skip   []string // folders below them that are sets of their own
	only   []string // files and folders whose findings are wanted; all if nil
}

// docsSets finds the sets that some folders and pages are of, which expand has made of paths. A
// set is what a config lists; otherwise a folder that holds a folder api or resources with
// pages. Of a page or a folder in a set only its own findings are wanted, but all of the
// set is read. Without paths it is the docs of the config, else the working directory.
func docsSets(configs []Config, paths []string) ([]docsSet, error) {
	var listed []docsSet
	for _, c := range configs {
		sets, err := listedSets(c.Docs)
		if err != nil {
			return nil, err
		}
		for _, s := range sets {
			s.config = c
			listed = append(listed, s)
		}
	}
	if len(paths) == 0 && len(listed) > 0 {
		return listed, nil
	}
	if len(paths) == 0 {
		paths = []string{RealPath(".")}
	}
	var sets setList
	for _, p := range paths {
		sets.add(listed, p)
	}
	for i := range sets {
		if len(sets[i].config.Docs) == 0 {
			sets[i].config = unlisted(configs)
		}
	}
	return sets, nil
}

// unlisted returns the config of a set that none of some configs lists: with their settings
// for lint, and with the root if it is not one of several.
func unlisted(configs []Config) Config {
	if len(configs) == 0 {
		return Config{}
	}
	c := Config{Lint: configs[0].Lint, Start: configs[0].Start}
	if len(configs) == 1 {
		c.Root = configs[0].Root
	}
	return c
}

// listedSets returns the docs of a config: one set, as for generation, unless there are more
// sets in them than folders.
func listedSets(docs []string) ([]docsSet, error) {
	var below []docsSet
	dirs := make([]string, len(docs))
	found := 0
	for i, d := range docs {
		var err error
		if dirs[i], err = docsFolder(d); err != nil {
			return nil, err
		}
		for _, s := range setsBelow(dirs[i]) {
			below = append(below, s)
			if !s.rest {
				found++
			}
		}
	}
	if len(docs) > 0 && found <= len(docs) {
		return []docsSet{{docs: dirs}}, nil
	}
	return below, nil
}

// expand replaces patterns by the files and folders that they match, and makes all absolute.
func expand(paths []string, unsaved map[string][]byte) ([]string, error) {
	var out []string
	for _, p := range paths {
		if unsaved[RealPath(p)] != nil {
			out = append(out, RealPath(p))
			continue
		}
		info, err := os.Stat(p)
		switch {
		case err == nil && !info.IsDir() && !strings.EqualFold(filepath.Ext(p), ".md"):
			return nil, fmt.Errorf("%s is no Markdown page: its name doesn't end in .md", p)
		case err == nil:
			out = append(out, RealPath(p))
			continue
		case !strings.ContainsAny(p, "*?[{"):
			return nil, errors.New("there is no page or folder " + p + nearPage(p))
		}
		found, err := doublestar.FilepathGlob(p)
		if err != nil {
			return nil, fmt.Errorf("%s is no pattern: %w", p, err)
		}
		none := len(out)
		for _, f := range found {
			if info, err := os.Stat(f); err == nil && (info.IsDir() || strings.EqualFold(filepath.Ext(f), ".md")) {
				out = append(out, RealPath(f))
			}
		}
		if len(out) == none {
			return nil, fmt.Errorf("no page or folder matches %s", p)
		}
	}
	return out, nil
}

// nearPage names the page or folder that a path was probably meant for, if one comes near.
func nearPage(path string) string {
	meant := nearPath(path, func(e fs.DirEntry) bool { return PageName(e.Name()) })
	if meant == "" {
		return ""
	}
	return "; near: " + meant
}

// setList are sets, each once.
type setList []docsSet

// add adds the sets of a path.
func (l *setList) add(listed []docsSet, path string) {
	known := false
	for _, s := range listed {
		for _, dir := range s.docs {
			switch {
			case inside(path, dir):
				l.merge(s, dir)
				known = true
			case inside(dir, path) && !s.skips(path):
				l.merge(s, path)
				return
			}
		}
	}
	if known {
		return
	}
	below := []docsSet{setAbove(path)}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		if sets := setsBelow(path); len(sets) > 0 {
			below = sets
		}
	}
	for _, s := range below {
		if s.docs[0] == path && !s.rest {
			s = setAbove(path) // with parts of the same API elsewhere
		}
		l.merge(s, path)
	}
}

// merge adds a set of which what is below a path is wanted.
func (l *setList) merge(s docsSet, path string) {
	whole := !slices.ContainsFunc(s.docs, func(dir string) bool { return !inside(path, dir) })
	for i := range *l {
		if old := &(*l)[i]; slices.Equal(old.docs, s.docs) {
			if whole {
				old.only = nil
			} else if old.only != nil {
				old.only = append(old.only, path)
			}
			return
		}
	}
	s.only = nil
	if !whole {
		s.only = []string{path}
	}
	*l = append(*l, s)
}

// wants reports whether findings in a file are wanted.
func (s docsSet) wants(file string) bool {
	return s.only == nil || slices.ContainsFunc(s.only, func(dir string) bool { return inside(dir, file) })
}

// skips reports whether a file is of another set.
func (s docsSet) skips(file string) bool {
	return slices.ContainsFunc(s.skip, func(dir string) bool { return inside(dir, file) })
}

// setsBelow returns the sets in a folder and below it, and the pages outside of them as sets
// of their own: those in the folder of a docfx.json, which are published by themselves, and the
// rest. It returns none if no folder is a set.
func setsBelow(dir string) []docsSet {
	var roots []string
	_ = filepath.WalkDir(dir, func(folder string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir():
			return nil
		case enter(dir, folder, d) != nil || folder != dir && isPart(d.Name()):
			return fs.SkipDir
		case holdsParts(folder), folder != dir && hasFile(folder, docfxConfig):
			roots = append(roots, folder)
		}
		return nil
	})
	if len(roots) == 0 {
		return nil
	}
	if roots[0] != dir {
		roots = append([]string{dir}, roots...)
	}
	sets := make([]docsSet, len(roots))
	for i, root := range roots {
		sets[i].docs, sets[i].rest = []string{root}, !holdsParts(root)
		for _, r := range roots {
			if r != root && inside(root, r) {
				sets[i].skip = append(sets[i].skip, r)
			}
		}
	}
	return joined(sets)
}

// joined makes one set of those that are parts of one API.
func joined(sets []docsSet) []docsSet {
	var dirs []string
	var rest []docsSet
	for _, s := range sets {
		if s.rest {
			rest = append(rest, s)
		} else {
			dirs = append(dirs, s.docs...)
		}
	}
	if !Related(dirs) {
		return sets
	}
	one := docsSet{docs: dirs}
	for _, s := range rest {
		if slices.ContainsFunc(dirs, func(dir string) bool { return inside(dir, s.docs[0]) }) {
			one.skip = append(one.skip, s.docs[0])
		}
	}
	return append(rest, one)
}

// enter says whether a folder below dir may hold pages: fs.SkipDir if it may not.
func enter(dir, folder string, d fs.DirEntry) error {
	if folder != dir && !FolderName(d.Name()) {
		return fs.SkipDir
	}
	return nil
}

// isPart reports whether folders of a name make the folder above them a docs set.
func isPart(name string) bool {
	return strings.EqualFold(name, "api") || strings.EqualFold(name, "resources")
}

// holdsParts reports whether a folder is a docs set by the folders in it.
func holdsParts(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return e.IsDir() && isPart(e.Name()) && holdsPages(filepath.Join(dir, e.Name()))
	})
}

// holdsPages reports whether there is a page in a folder or below it.
func holdsPages(dir string) bool {
	found := errors.New("found")
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case d.IsDir():
			return enter(dir, name, d)
		case strings.EqualFold(filepath.Ext(name), ".md"):
			return found
		}
		return nil
	}) == found
}

// setAbove returns the set that a page or folder is in: the nearest folder above it that is
// one, as far up as the repository goes. Outside of a repository only folders count that
// the path leads through by api or resources. Without any it is what other sets leave of the
// folder of docfx.json, else of the page's folder.
func setAbove(path string) docsSet {
	start := path
	for info, err := os.Stat(start); err != nil || !info.IsDir(); info, err = os.Stat(start) {
		start = filepath.Dir(start)
	}
	top, part := repository(start), false
	for dir := start; ; dir = filepath.Dir(dir) {
		if (dir == start || top != "" || part) && holdsParts(dir) || dir == top && hasFile(dir, docfxConfig) {
			return setOf(dir, top)
		}
		if dir == top || dir == filepath.Dir(dir) {
			return setOf(start, "")
		}
		part = isPart(filepath.Base(dir))
	}
}

// setOf returns the set of a folder: the pages in it but for those of sets below, and with the
// parts of the same API that the repository has elsewhere.
func setOf(dir, top string) docsSet {
	if top != "" && holdsParts(dir) {
		for _, s := range setsBelow(top) {
			if slices.Contains(s.docs, dir) {
				return s
			}
		}
	}
	for _, s := range setsBelow(dir) {
		if s.docs[0] == dir {
			return s
		}
	}
	return docsSet{docs: []string{dir}}
}

// repository returns the nearest folder at or above one that a repository or a docs build
// begins in, "" if there is none.
func repository(dir string) string {
	for ; ; dir = filepath.Dir(dir) {
		for _, mark := range []string{".git", docfxConfig, ConfigName} {
			if _, err := os.Stat(filepath.Join(dir, mark)); err == nil {
				return dir
			}
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}
