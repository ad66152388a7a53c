package workspace

import (
	"os"
	"path/filepath"
	"strings"
)

// docFiles tells what is there besides pages. It reads each folder once.
type docFiles struct {
	root    string
	folders map[string]folder
}

// folder is what a folder holds: the names as written, by their lower case.
type folder map[string][]string

func newDocFiles(root string) *docFiles {
	return &docFiles{root: root, folders: map[string]folder{}}
}

// Exists implements [lint.Files].
func (d *docFiles) Exists(path string) (actual string, ok bool) {
	dir, name := filepath.Split(filepath.FromSlash(path))
	dir = filepath.Clean(dir)
	if dir != "." && dir != ".." && !strings.HasSuffix(dir, string(filepath.Separator)+"..") {
		parent, ok := d.Exists(filepath.ToSlash(dir))
		if !ok && parent == "" {
			return "", false
		}
		if !ok {
			dir = parent
		}
	}
	names := d.folder(dir)[strings.ToLower(name)]
	for _, n := range names {
		if n == name {
			return path, dir == filepath.Clean(filepath.Dir(filepath.FromSlash(path)))
		}
	}
	if len(names) == 1 {
		return filepath.ToSlash(filepath.Join(dir, names[0])), false
	}
	return "", false
}

// folder lists a folder; one that cannot be read is empty.
func (d *docFiles) folder(dir string) folder {
	f, ok := d.folders[dir]
	if ok {
		return f
	}
	f = folder{}
	entries, err := os.ReadDir(filepath.Join(d.root, dir))
	if err == nil {
		for _, e := range entries {
			key := strings.ToLower(e.Name())
			f[key] = append(f[key], e.Name())
		}
	}
	d.folders[dir] = f
	return f
}
