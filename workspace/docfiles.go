package workspace

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// docFiles tells what is there besides pages. It reads each folder once.
type docFiles struct {
	root string
	// tops are the folders that the docs don't leave. Where guessed, neither docfx.json nor
	// the user says so, and the docs may be a part of larger ones.
	tops    []string
	guessed bool
	mu      sync.Mutex
	folders map[string]listing
	// found are the folders that were looked up, by the path asked for.
	found map[string]foundFolder
}

// foundFolder is what is there for the path of a folder: its own path, "" if there is none, and
// whether it is the one that was asked for.
type foundFolder struct {
	actual string
	same   bool
}

// listing is what a folder holds: the names as written, by their lower case.
type listing map[string][]string

// newDocFiles returns the files around a docs root. tops are the folders that links must not
// leave; without, it is the one that docfx.json makes.
func newDocFiles(root string, tops ...string) *docFiles {
	if len(tops) == 0 {
		tops = []string{docsRoot(root)}
	}
	d := &docFiles{root: root, tops: tops, folders: map[string]listing{}, found: map[string]foundFolder{}}
	for _, top := range tops {
		d.guessed = d.guessed || !hasFile(top, docfxConfig) && !hasFile(top, publishConfig)
	}
	return d
}

// Exists implements [lint.Files].
func (d *docFiles) Exists(name string) (actual string, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.exists(path.Clean(name))
}

// exists looks a clean path up, in the folder that is there for its folder.
func (d *docFiles) exists(name string) (actual string, ok bool) {
	dir, base := path.Split(name)
	dir = path.Clean(dir)
	if base == "." || base == ".." {
		return name, d.isFolder(name)
	}
	same := true
	if dir != "." {
		f, ok := d.found[dir]
		if !ok {
			f.actual, f.same = d.exists(dir)
			d.found[dir] = f
		}
		if dir, same = f.actual, f.same; dir == "" {
			return "", false
		}
	}
	names := d.folder(dir)[strings.ToLower(base)]
	for _, n := range names {
		if n == base {
			return path.Join(dir, n), same
		}
	}
	if len(names) == 1 {
		return path.Join(dir, names[0]), false
	}
	return "", false
}

func (d *docFiles) isFolder(name string) bool {
	info, err := os.Stat(filepath.Join(d.root, filepath.FromSlash(name)))
	return err == nil && info.IsDir()
}

// folder lists a folder; one that cannot be read is empty.
func (d *docFiles) folder(dir string) listing {
	f, ok := d.folders[dir]
	if ok {
		return f
	}
	f = listing{}
	entries, err := os.ReadDir(filepath.Join(d.root, filepath.FromSlash(dir)))
	if err == nil {
		for _, e := range entries {
			key := strings.ToLower(e.Name())
			f[key] = append(f[key], e.Name())
		}
	}
	d.folders[dir] = f
	return f
}

// Outside implements [lint.Files]. Where the top folder is a guess, what is there in the folder
// above is not outside: somebody may check a folder of the docs alone.
func (d *docFiles) Outside(name string) bool {
	if d.top(name) != "" {
		return false
	}
	if d.guessed && strings.HasPrefix(name, "../") && !strings.HasPrefix(name, "../../") {
		actual, ok := d.Exists(name)
		return !ok && actual == ""
	}
	return true
}

// Top implements [lint.Files].
func (d *docFiles) Top(page string) string {
	rel, err := filepath.Rel(d.root, d.top(page))
	if err != nil {
		return "."
	}
	return filepath.ToSlash(rel)
}

// top returns the innermost of the folders that hold a file, "" if none does.
func (d *docFiles) top(name string) string {
	file, best := filepath.Join(d.root, filepath.FromSlash(name)), ""
	for _, top := range d.tops {
		if inside(top, file) && len(top) > len(best) {
			best = top
		}
	}
	return best
}

// contents returns the paths that the tables of contents of the docs name, relative to the
// docs root: the values of href in toc.yml. It goes through the lines, since that is all they
// have in common, and some are large.
func (d *docFiles) contents(docs []string) []string {
	var out []string
	for _, dir := range docs {
		for _, name := range tocFiles(dir) {
			text, err := ReadBeside(name)
			if err != nil {
				continue
			}
			folder, err := filepath.Rel(d.root, filepath.Dir(name))
			if err != nil {
				continue
			}
			for line := range strings.Lines(string(text)) {
				if target := hrefOf(line); target != "" {
					out = append(out, path.Join(filepath.ToSlash(folder), target))
				}
			}
		}
	}
	return out
}

// hrefOf returns the path in a line like - href: ../api/user-get.md?view=x, "" if it has none.
func hrefOf(line string) string {
	line = strings.TrimLeft(line, " -\t")
	key, value, ok := strings.Cut(line, ":")
	switch strings.ToLower(key) {
	case "href", "topichref", "homepage":
	default:
		return ""
	}
	value = strings.Trim(strings.TrimSpace(value), `"'`)
	value, _, _ = strings.Cut(value, "?")
	value, _, _ = strings.Cut(value, "#")
	if !ok || value == "" || value[0] == '/' || strings.Contains(value, "://") {
		return ""
	}
	return value
}

// tocFiles returns the tables of contents below a docs folder, at most two folders down, and
// in the folder above it.
func tocFiles(dir string) []string {
	var out []string
	for _, pattern := range []string{"../toc.yml", "toc.yml", "*/toc.yml", "*/*/toc.yml"} {
		found, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		out = append(out, found...)
	}
	return out
}
