package workspace

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// pageSet are the pages of a config.
type pageSet struct {
	root    string // that their paths are relative to
	sources []Source
	unfit   []*SettingError // the patterns that fit none of the pages there are
}

// pages finds the pages of a config: those in its docs folders, as far as its patterns
// don't leave them out. There is at least one.
func (c Config) pages() (set pageSet, err error) {
	if len(c.Docs) == 0 {
		return set, errNoDocs
	}
	if set.root, set.sources, err = Discover(c.Docs); err != nil {
		return set, err
	}
	found := len(set.sources)
	if found == 0 {
		return set, noPages(c.Docs)
	}
	if err := c.checkPatterns(); err != nil {
		return set, err
	}
	set.unfit = c.unfit(set.sources)
	if set.sources = c.chosen(set.sources); len(set.sources) > 0 {
		return set, nil
	}
	key := "include"
	if len(c.Include) == 0 {
		key = "exclude"
	}
	pages := fmt.Sprintf("none of the %d Markdown pages", found)
	if found == 1 {
		pages = "not even the only Markdown page"
	}
	return set, refuse(key, "", "%s below %s is left by include and exclude", pages, strings.Join(c.Docs, " or "))
}

func noPages(docs []string) error {
	return refuse("docs", "", "there are no Markdown pages below %s%s", strings.Join(docs, " or "), notCheckedOut(docs[0]))
}

// chosen returns the pages that the patterns of a config don't leave out.
func (c Config) chosen(sources []Source) []Source {
	if len(c.Include)+len(c.Exclude) == 0 {
		return sources
	}
	dirs := c.realDocs()
	return slices.DeleteFunc(sources, func(s Source) bool {
		return len(c.Include) > 0 && !fits(c.Include, dirs, s.File) || fits(c.Exclude, dirs, s.File)
	})
}

// unfit returns the patterns that fit no page at all, which were probably meant for some.
func (c Config) unfit(sources []Source) []*SettingError {
	var list []*SettingError
	dirs := c.realDocs()
	look := func(key string, patterns []string) {
		for _, p := range patterns {
			if !slices.ContainsFunc(sources, func(s Source) bool { return fits([]string{p}, dirs, s.File) }) {
				list = append(list, &SettingError{key, p, fmt.Sprintf("--%s %q fits no page", key, p)})
			}
		}
	}
	look("include", c.Include)
	look("exclude", c.Exclude)
	return list
}

// realDocs returns the docs folders, links resolved.
func (c Config) realDocs() []string {
	dirs := make([]string, len(c.Docs))
	for i, d := range c.Docs {
		dirs[i] = RealPath(d)
	}
	return dirs
}

// fits reports whether one of some patterns fits the path of a file below one of some
// folders, or the end of it, or a folder that it lies in.
func fits(patterns, dirs []string, file string) bool {
	return slices.ContainsFunc(dirs, func(dir string) bool {
		rel, err := filepath.Rel(dir, file)
		if err != nil || !inside(dir, file) {
			return false
		}
		path := filepath.ToSlash(rel)
		return slices.ContainsFunc(patterns, func(pattern string) bool {
			pattern = "**/" + strings.Trim(strings.TrimPrefix(pattern, "./"), "/")
			return doublestar.MatchUnvalidated(pattern, path) || doublestar.MatchUnvalidated(pattern+"/**", path)
		})
	})
}

// checkPatterns refuses patterns that are none.
func (c Config) checkPatterns() error {
	for i, p := range slices.Concat(c.Include, c.Exclude) {
		if !doublestar.ValidatePattern(p) {
			key := "include"
			if i >= len(c.Include) {
				key = "exclude"
			}
			return refuse(key, p, "--%s %q is no pattern: a bracket or brace is not closed", key, p)
		}
	}
	return nil
}

// CountPages returns how many pages a config has.
func CountPages(c Config) (int, error) {
	set, err := c.pages()
	return len(set.sources), err
}

// pathsOf returns the paths of pages.
func pathsOf(sources []Source) []string {
	paths := make([]string, len(sources))
	for i := range sources {
		paths[i] = sources[i].Path
	}
	return paths
}
