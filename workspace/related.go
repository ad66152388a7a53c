package workspace

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/docbind/docbind/parser"
)

// Related reports whether docs sets are parts of one API, as where each product has a folder:
// every set has links to pages of another or is linked from there, and no two have the same
// pages, as the versions of an API do.
func Related(dirs []string) bool {
	if len(dirs) < 2 {
		return false
	}
	pages := make([][]Source, len(dirs))
	for i, dir := range dirs {
		var err error
		if _, pages[i], err = Discover([]string{dir}); err != nil {
			return false
		}
		for _, before := range pages[:i] {
			if samePages(before, pages[i]) {
				return false
			}
		}
	}
	linked := make([]bool, len(dirs))
	for i, list := range pages {
		for _, page := range list {
			if slices.Index(linked, false) < 0 {
				return true
			}
			if to := linkedFrom(page, dirs, i); to >= 0 {
				linked[i], linked[to] = true, true
			}
		}
	}
	return !slices.Contains(linked, false)
}

// samePages reports whether half of the smaller of two sets has the names of pages of the other.
func samePages(a, b []Source) bool {
	names, shared := map[string]bool{}, 0
	for _, page := range a {
		names[page.Path] = true
	}
	for _, page := range b {
		if names[page.Path] {
			shared++
		}
	}
	return 2*shared >= min(len(a), len(b))
}

// pageLink finds the paths of pages in links.
var pageLink = regexp.MustCompile(`\]\(([^()\s#?:]+\.md)`)

// linkedFrom returns the set that a page of another one links to, -1 if there is none.
func linkedFrom(page Source, dirs []string, own int) int {
	info, err := os.Stat(page.File)
	if err != nil || page.Refused != "" || info.Size() > parser.MaxPageSize {
		return -1
	}
	text, err := os.ReadFile(page.File)
	if err != nil {
		return -1
	}
	for _, link := range pageLink.FindAllSubmatch(text, -1) {
		target := filepath.Join(filepath.Dir(page.File), filepath.FromSlash(string(link[1])))
		if inside(dirs[own], target) {
			continue
		}
		if i := slices.IndexFunc(dirs, func(dir string) bool { return inside(dir, target) }); i >= 0 {
			return i
		}
	}
	return -1
}
