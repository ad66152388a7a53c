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
		for _, dir := range s.Folders { // one that is nearer may come
			for inside(root, dir) {
				s.Files = append(s.Files, filepath.Join(dir, docfxConfig))
				if dir == filepath.Dir(dir) {
					break
				}
				dir = filepath.Dir(dir)
			}
		}
	}
	s.Files = append(s.Files, included...)
	return s
}
