package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// Module is a Go module.
type Module struct {
	Dir   string // absolute
	Path  string
	Tools []string // the packages that go tool runs (go.dev/ref/mod#go-mod-file-tool)
}

// FindModule returns the module that a folder is in. The folder need not be there. The
// error is [fs.ErrNotExist] if it is in none.
func FindModule(dir string) (Module, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Module{}, err
	}
	for d := abs; ; d = filepath.Dir(d) {
		file := filepath.Join(d, "go.mod")
		content, err := os.ReadFile(file)
		switch {
		case err == nil:
			return readModule(file, content)
		case !errors.Is(err, fs.ErrNotExist):
			return Module{}, err
		case d == filepath.Dir(d):
			return Module{}, fmt.Errorf("no go.mod in %s or above: %w", dir, fs.ErrNotExist)
		}
	}
}

func readModule(file string, content []byte) (Module, error) {
	m := Module{Dir: filepath.Dir(file), Path: modfile.ModulePath(content)}
	if m.Path == "" {
		return m, fmt.Errorf("%s names no module", file)
	}
	if parsed, err := modfile.Parse(file, content, nil); err == nil { // the go command says what is wrong with it
		for _, t := range parsed.Tool {
			m.Tools = append(m.Tools, t.Path)
		}
	}
	return m, nil
}

// importPath returns the path that a folder's package is imported by: that of its
// module, and where it lies in it. The folder need not be there.
func importPath(dir string) (string, error) {
	m, err := FindModule(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("no go.mod in %s or above, so nothing can import the generated package; go mod init makes one", dir)
	}
	if err != nil {
		return "", err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(m.Dir, abs)
	return path.Join(m.Path, filepath.ToSlash(rel)), err
}
