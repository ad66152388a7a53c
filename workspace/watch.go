package workspace

import (
	"path/filepath"

	"github.com/docbind/docbind/watch"
)

// Watched returns the files that decide on what a config gives, besides those that it was
// read from: the pages, docfx.json, and what pages include, as a [Report] lists it.
func (c Config) Watched(included []string) watch.Set {
	var s watch.Set
	for _, d := range c.Docs {
		s.Folders = append(s.Folders, RealPath(d))
	}
	roots, err := c.Roots()
	if err != nil { // the docs are not there; they will be told of when they are
		roots = nil
	}
	for _, root := range roots {
		s.Files = append(s.Files, filepath.Join(root, docfxConfig))
	}
	s.Files = append(s.Files, included...)
	return s
}
