package workspace

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// pages finds the pages of a config: those in its docs folders, as far as its patterns
// don't leave them out. There is at least one.
func (c Config) pages() (root string, sources []Source, err error) {
	if len(c.Docs) == 0 {
		return "", nil, errNoDocs
	}
	if root, sources, err = Discover(c.Docs); err != nil {
		return "", nil, err
	}
	found := len(sources)
	if found == 0 {
		return "", nil, noPages(c.Docs)
	}
	if sources, err = c.chosen(sources); err != nil || len(sources) > 0 {
		return root, sources, err
	}
	key := "include"
	if len(c.Include) == 0 {
		key = "exclude"
	}
	pages := fmt.Sprintf("none of the %d Markdown pages", found)
	if found == 1 {
		pages = "not even the only Markdown page"
	}
	return "", nil, refuse(key, "", "%s below %s is left by include and exclude", pages, strings.Join(c.Docs, " or "))
}

func noPages(docs []string) error {
	return refuse("docs", "", "there are no Markdown pages below %s", strings.Join(docs, " or "))
}

// chosen returns the pages that the patterns of a config don't leave out.
func (c Config) chosen(sources []Source) ([]Source, error) {
	if len(c.Include)+len(c.Exclude) == 0 {
		return sources, nil
	}
	if err := c.checkPatterns(); err != nil {
		return nil, err
	}
	dirs := make([]string, len(c.Docs))
	for i, d := range c.Docs {
		dirs[i] = RealPath(d)
	}
	return slices.DeleteFunc(sources, func(s Source) bool {
		return len(c.Include) > 0 && !fits(c.Include, dirs, s.File) || fits(c.Exclude, dirs, s.File)
	}), nil
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
	_, sources, err := c.pages()
	return len(sources), err
}

// pathsOf returns the paths of pages.
func pathsOf(sources []Source) []string {
	paths := make([]string, len(sources))
	for i := range sources {
		paths[i] = sources[i].Path
	}
	return paths
}
