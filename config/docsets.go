package config

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/docbind/docbind/workspace"
)

// docsSet is a folder of pages that belong together.
type docsSet struct {
	dir   string   // absolute, links resolved
	parts []string // the folders in it that hold its pages; none if they lie in it itself
}

// findSets returns the docs sets in a folder: the folders at or below it that hold a
// folder api or resources with pages, which are the versions of the API. Without any the
// folder is one itself, if it has pages.
func findSets(dir string) ([]docsSet, error) {
	var sets []docsSet
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir():
			return err
		case name != dir && (strings.HasPrefix(d.Name(), ".") || d.Name() == "includes"):
			return fs.SkipDir
		}
		set := docsSet{dir: name}
		for _, part := range subfolders(name) {
			lower := strings.ToLower(part)
			if n := countPages([]string{filepath.Join(name, part)}); (lower == "api" || lower == "resources") && n > 0 {
				set.parts = append(set.parts, part)
			}
		}
		if len(set.parts) == 0 {
			return nil
		}
		sets = append(sets, set)
		return fs.SkipDir
	})
	if err != nil {
		return nil, fmt.Errorf("the docs folder cannot be read: %w", err)
	}
	if len(sets) == 0 && countPages([]string{dir}) > 0 {
		sets = []docsSet{{dir: dir}}
	}
	if len(sets) == 0 {
		return nil, fmt.Errorf("there are no Markdown pages below %s", workspace.FromHere(dir))
	}
	return sets, nil
}

// subfolders returns the names of the folders in a folder, sorted.
func subfolders(dir string) []string {
	entries, _ := os.ReadDir(dir) // one that cannot be read has none to tell of
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// countPages returns how many pages gen would read from some folders.
func countPages(folders []string, exclude ...string) int {
	n, err := workspace.CountPages(workspace.Config{Docs: folders, Exclude: exclude})
	if err != nil {
		return 0
	}
	return n
}
