package workspace

import (
	"errors"
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docbind/docbind/resolve"
)

// Config says what to generate from where.
type Config struct {
	Docs    []string // folders of Markdown pages
	Root    string   // folder that includes must not leave; found if empty
	Out     string   // folder of the generated package
	Package string   // its name
	Stubs   string   // folder of a package that implements the handler; none if empty
	Emit    []string // client, handler, tests; all if empty
	Select  []string // patterns of [resolve.Select]; everything if empty
	Names   []resolve.Override
	// Cache is a folder for what makes later runs quick; without, each does everything
	// anew. See [CacheFolder].
	Cache string
	// Waiting, if not nil, is called when another run works on the output folder, which
	// is waited for.
	Waiting func()
	// Start, if not nil, is told the number of pages; what it returns is called
	// after each, from any goroutine.
	Start func(pages int) func()
}

// Emits are the parts of a generated package.
var Emits = []string{"client", "handler", "tests"}

var errNoDocs = errors.New("--docs is missing: the folder of the Markdown pages, here or in " + ConfigName)

// check refuses a config that cannot be meant.
func (c Config) check() error {
	switch {
	case len(c.Docs) == 0:
		return errNoDocs
	case c.Out == "":
		return errors.New("--out is missing: the folder of the generated package")
	case !token.IsIdentifier(c.Package) || c.Package == "_" || c.Package == "main" || c.Package == "documentation" || strings.HasSuffix(c.Package, "_test"):
		return fmt.Errorf("--package %q is no name for a Go package", c.Package)
	}
	for _, e := range c.Emit {
		if !slices.Contains(Emits, e) {
			return fmt.Errorf("--emit %q is unknown: client, handler and tests can be emitted", e)
		}
	}
	if slices.Contains(c.Emit, "tests") && !(slices.Contains(c.Emit, "client") && slices.Contains(c.Emit, "handler")) {
		return errors.New("--emit tests needs client and handler: the tests replay the samples through both")
	}
	if c.Stubs == "" {
		return nil
	}
	if len(c.Emit) > 0 && !slices.Contains(c.Emit, "handler") {
		return errors.New("--stubs needs the handler: the stubs implement it")
	}
	if out, err := filepath.Abs(c.Out); err == nil {
		if stubs, err := filepath.Abs(c.Stubs); err == nil && stubs == out {
			return errors.New("--stubs needs a folder of its own: --out has the generated package")
		}
	}
	return nil
}
