package workspace

import (
	"cmp"
	"errors"
	"fmt"
	"go/version"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"golang.org/x/mod/modfile"

	"github.com/docbind/docbind/templates"
)

// Module is a Go module.
type Module struct {
	Dir   string // absolute
	Path  string
	Tools []string // the packages that go tool runs (go.dev/ref/mod#go-mod-file-tool)
	Go    string   // the version that its go.mod asks for, such as 1.26.0; "" for none
}

// TooOld says that the module lets a Go compile the generated code that is too old for it,
// and what to do; "" if it doesn't.
func (m Module) TooOld() string {
	asked := cmp.Or(m.Go, "1.16") // go.dev/ref/mod#go-mod-file-go
	if version.Compare("go"+asked, "go"+templates.GoVersion) >= 0 {
		return ""
	}
	return fmt.Sprintf("%s asks for go %s, and the generated code needs %s; go mod edit -go=%s", filepath.Join(m.Dir, "go.mod"), asked, templates.GoVersion, templates.GoVersion)
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
		if parsed.Go != nil {
			m.Go = parsed.Go.Version
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
