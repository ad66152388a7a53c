package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// importPath returns the path that a folder's package is imported by: that of its
// module, and where it lies in it. The folder need not be there.
func importPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for d := abs; ; d = filepath.Dir(d) {
		file := filepath.Join(d, "go.mod")
		content, err := os.ReadFile(file)
		switch {
		case err == nil:
			module := modulePath(string(content))
			if module == "" {
				return "", fmt.Errorf("%s names no module", file)
			}
			rel, err := filepath.Rel(d, abs)
			return path.Join(module, filepath.ToSlash(rel)), err
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		case d == filepath.Dir(d):
			return "", fmt.Errorf("no go.mod in %s or above, so nothing can import the generated package; go mod init makes one", dir)
		}
	}
}

// modulePath returns the module of a go.mod (go.dev/ref/mod#go-mod-file-module).
func modulePath(text string) string {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "//")
		fields := strings.Fields(line)
		if len(fields) == 2 && fields[0] == "module" {
			if unquoted, err := strconv.Unquote(fields[1]); err == nil {
				return unquoted
			}
			return fields[1]
		}
	}
	return ""
}
