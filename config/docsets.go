package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tailscale/hujson"

	"github.com/docbind/docbind/workspace"
)

// docsSet is a folder of pages that belong together.
type docsSet struct {
	dir   string   // absolute, links resolved
	parts []string // the folders in it that hold its pages; none if they lie in it itself
	pages int
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
			if n := countPages(filepath.Join(name, part)); (lower == "api" || lower == "resources") && n > 0 {
				set.parts, set.pages = append(set.parts, part), set.pages+n
			}
		}
		if len(set.parts) == 0 {
			return nil
		}
		set.pages = countPages(name)
		sets = append(sets, set)
		return fs.SkipDir
	})
	if err != nil {
		return nil, fmt.Errorf("the docs folder cannot be read: %w", err)
	}
	if n := countPages(dir); len(sets) == 0 && n > 0 {
		sets = []docsSet{{dir: dir, pages: n}}
	}
	if len(sets) == 0 {
		return nil, fmt.Errorf("there are no Markdown pages below %s", fromHere(dir))
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

// countPages returns how many pages gen would read from a folder.
func countPages(dir string, exclude ...string) int {
	n, err := workspace.CountPages(workspace.Config{Docs: []string{dir}, Exclude: exclude})
	if err != nil {
		return 0
	}
	return n
}

// docfx is what a docfx.json says about pages that are not published.
type docfx struct {
	Build struct {
		Content []struct {
			Exclude []string `json:"exclude"`
		} `json:"content"`
	} `json:"build"`
}

// excludedByDocfx returns the patterns of the nearest docfx.json at or above some sets that
// leave out any of their pages, and the file.
func excludedByDocfx(sets []docsSet) (patterns []string, file string) {
	for dir := sets[0].dir; file == ""; dir = filepath.Dir(dir) {
		name := filepath.Join(dir, "docfx.json")
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			file = name
		} else if dir == filepath.Dir(dir) {
			return nil, ""
		}
	}
	var settings docfx
	content, err := os.ReadFile(file)
	if err == nil {
		content, err = hujson.Standardize(content)
	}
	if errors.Join(err, json.Unmarshal(content, &settings)) != nil {
		return nil, file // what it holds doesn't matter for where includes may lead
	}
	for _, c := range settings.Build.Content {
		for _, p := range c.Exclude {
			if !slices.Contains(patterns, p) && slices.ContainsFunc(sets, func(s docsSet) bool {
				n := countPages(s.dir, p)
				return n > 0 && n < s.pages
			}) {
				patterns = append(patterns, p)
			}
		}
	}
	return patterns, file
}
