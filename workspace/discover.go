package workspace

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/internal/parallel"
)

// Source is a page on disk.
type Source struct {
	// Path is slash-separated and relative to the docs root; with several docs
	// folders, to their nearest common parent.
	Path string
	// File is the name to open.
	File string
	// Refused says why it is not opened, "" if it is.
	Refused string
	// Content is read in place of the file, if it is not nil.
	Content []byte
}

// Discover finds the Markdown files below the folders, sorted by path. Folders
// named includes hold fragments; folders and files with a leading dot are not docs, but
// what tools and editors keep beside them. Symbolic links
// are not followed: they lead to a page that is found anyway, or out of the docs, and
// then the page is refused.
func Discover(dirs []string) (root string, sources []Source, err error) {
	if len(dirs) == 0 {
		return "", nil, errors.New("no docs folder is given")
	}
	abs := make([]string, len(dirs))
	for i, d := range dirs {
		if abs[i], err = docsFolder(d); err != nil {
			return "", nil, err
		}
	}
	root = commonParent(abs)
	for folders := abs; len(folders) > 0; {
		found := make([]listed, len(folders))
		parallel.Each(len(folders), func(i int) { found[i] = list(abs, folders[i], len(root)) })
		folders = nil
		for _, l := range found {
			if l.err != nil {
				return "", nil, fmt.Errorf("reading the docs folder: %w", l.err)
			}
			folders, sources = append(folders, l.folders...), append(sources, l.pages...)
		}
	}
	slices.SortFunc(sources, func(a, b Source) int { return cmp.Compare(a.Path, b.Path) })
	sources = slices.CompactFunc(sources, func(a, b Source) bool { return a.File == b.File }) // folders may hold each other
	return root, sources, nil
}

// listed is what a folder holds.
type listed struct {
	pages   []Source
	folders []string
	err     error
}

// list lists the pages of a folder and the folders in it that may hold more. dirs are the
// docs folders, root is the length of what the paths of pages leave out.
func list(dirs []string, folder string, root int) (l listed) {
	var entries []fs.DirEntry
	entries, l.err = os.ReadDir(folder)
	for _, e := range entries {
		file := filepath.Join(folder, e.Name())
		if e.IsDir() && FolderName(e.Name()) {
			l.folders = append(l.folders, file)
		} else if refused, ok := pageFile(dirs, file, e); ok && !e.IsDir() {
			rel := strings.TrimPrefix(file[root:], string(filepath.Separator))
			l.pages = append(l.pages, Source{Path: filepath.ToSlash(rel), File: file, Refused: refused})
		}
	}
	return l
}

// FolderName reports whether a folder in the docs may hold pages, by its name.
func FolderName(name string) bool {
	return name != "includes" && !strings.HasPrefix(name, ".")
}

// PageName reports whether a file in the docs is a page, by its name.
func PageName(name string) bool {
	return strings.EqualFold(filepath.Ext(name), ".md") && !strings.HasPrefix(name, ".")
}

// pageFile reports whether a file is a page, and why it is not opened, if it is a link
// that leads out of the docs.
func pageFile(dirs []string, file string, d fs.DirEntry) (refused string, ok bool) {
	if !PageName(d.Name()) {
		return "", false
	}
	if d.Type()&fs.ModeSymlink != 0 {
		refused = leadsOut(dirs, file)
	}
	return refused, d.Type().IsRegular() || refused != ""
}

// leadsOut says why a symbolic link is no page, "" if it leads to one.
func leadsOut(dirs []string, link string) string {
	file, err := filepath.EvalSymlinks(link)
	if err != nil {
		return "the page is a symbolic link that leads nowhere"
	}
	for _, dir := range dirs {
		if inside(dir, file) {
			return ""
		}
	}
	return "the page is a symbolic link that leads out of the docs folder"
}

// docsFolder returns the absolute path of a docs folder, links resolved.
func docsFolder(dir string) (string, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return "", refuse("docs", dir, "%s", NoFolder(dir, err))
	}
	if !info.IsDir() {
		return "", refuse("docs", dir, "%s is a file; --docs takes a folder of Markdown pages", dir)
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// NoFolder says that a docs folder cannot be read, and which one beside it may be meant.
func NoFolder(dir string, err error) string {
	var path *fs.PathError
	if errors.As(err, &path) { // it names the folder once more
		err = path.Err
	}
	text := fmt.Sprintf("the docs folder %s cannot be read: %v", dir, err)
	if dir == "" {
		return `the docs folder "" cannot be read: it has no name`
	}
	if hint := notCheckedOut(dir); hint != "" {
		return text + hint
	}
	if meant := nearPath(dir, fs.DirEntry.IsDir); meant != "" {
		text += "; near: " + meant
	}
	return text
}

// notCheckedOut says what to do about a docs folder of a git submodule that is not checked out, ""
// if it is in none.
func notCheckedOut(dir string) string {
	dir = RealPath(dir)
	for top := dir; ; top = filepath.Dir(top) {
		modules, _ := ReadBeside(filepath.Join(top, ".gitmodules")) // mostly there is none
		for line := range strings.Lines(string(modules)) {
			key, path, _ := strings.Cut(strings.TrimSpace(line), "=")
			module := filepath.Join(top, filepath.FromSlash(strings.TrimSpace(path)))
			if strings.TrimSpace(key) != "path" || !inside(module, dir) {
				continue
			}
			if _, err := os.Lstat(filepath.Join(module, ".git")); err != nil {
				return "; the git submodule is not checked out: git submodule update --init"
			}
		}
		if top == filepath.Dir(top) {
			return ""
		}
	}
}

// nearPath returns the path that was probably meant by one that isn't there, of folders and what
// else fits, "" if none comes near.
func nearPath(path string, fits func(fs.DirEntry) bool) string {
	missing, rest := filepath.Clean(path), ""
	for dir := filepath.Dir(missing); dir != missing; dir = filepath.Dir(missing) {
		if _, err := os.Stat(dir); err == nil {
			break
		}
		missing, rest = dir, filepath.Join(filepath.Base(missing), rest)
	}
	dir, name := filepath.Dir(missing), filepath.Base(missing)
	entries, _ := os.ReadDir(dir) // of one that cannot be read nothing is near
	names := func(yield func(string) bool) {
		for _, e := range entries {
			if (e.IsDir() || rest == "" && fits(e)) && !yield(e.Name()) {
				return
			}
		}
	}
	const slips = 2
	meant, ok := near.Word(name, names, slips)
	if !ok || meant == name {
		return ""
	}
	found := filepath.Join(dir, meant)
	if _, err := os.Stat(filepath.Join(found, rest)); err == nil {
		found = filepath.Join(found, rest)
	}
	return filepath.ToSlash(found)
}

// Holds reports whether a file lies in one of the docs folders.
func (c Config) Holds(file string) bool {
	real := RealPath(file)
	return slices.ContainsFunc(c.Docs, func(dir string) bool { return inside(RealPath(dir), real) })
}

// commonParent returns the nearest folder that holds all others.
func commonParent(dirs []string) string {
	root := dirs[0]
	for _, d := range dirs[1:] {
		for d != root && !strings.HasPrefix(d, strings.TrimSuffix(root, string(filepath.Separator))+string(filepath.Separator)) {
			root = filepath.Dir(root)
		}
	}
	return root
}
