package model

import (
	"strings"
	"sync"
	"sync/atomic"
)

// File is a file of the docs: a number for its slash-separated path, relative to the docs
// root. Equal paths have equal numbers, for as long as the process runs; another one may
// number them otherwise, so paths are what is written and what files are sorted by. The
// zero File has the path "".
type File uint32

// files are the paths that have numbers.
var files struct {
	sync.Mutex
	numbers map[string]File
	paths   atomic.Pointer[[]string] // by number
}

// FileOf returns the file with a path.
func FileOf(path string) File {
	if path == "" {
		return 0
	}
	files.Lock()
	defer files.Unlock()
	if n, ok := files.numbers[path]; ok {
		return n
	}
	if files.numbers == nil {
		files.numbers = map[string]File{}
		files.paths.Store(&[]string{""})
	}
	path = strings.Clone(path) // which may be a part of something large
	paths := append(*files.paths.Load(), path)
	n := File(len(paths) - 1)
	files.numbers[path] = n
	files.paths.Store(&paths)
	return n
}

// Path is the path of the file.
func (f File) Path() string {
	if f == 0 {
		return ""
	}
	return (*files.paths.Load())[f]
}

// Compare orders files by their paths.
func (f File) Compare(g File) int {
	if f == g {
		return 0
	}
	return strings.Compare(f.Path(), g.Path())
}

// MarshalText gives the path.
func (f File) MarshalText() ([]byte, error) { return []byte(f.Path()), nil }

// UnmarshalText takes a path.
func (f *File) UnmarshalText(path []byte) error {
	*f = FileOf(string(path))
	return nil
}
