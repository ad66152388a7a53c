package workspace

import (
	"errors"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docbind/docbind/resolve"
)

// Config says what to generate from where.
type Config struct {
	Docs    []string // folders of Markdown pages
	Include []string // patterns of the pages to read, by their path below a docs folder; all if empty
	Exclude []string // patterns of pages not to read
	Root    string   // folder that includes must not leave; found if empty
	Out     string   // folder of the generated package
	Package string   // its name
	Stubs   string   // folder of a package that implements the handler; none if empty
	Emit    []string // client, handler, tests; all if empty
	Select  []string // patterns of [resolve.Select]; everything if empty
	Names   []resolve.Override
	Lint    LintConfig
	// Cache is a folder for what makes later runs quick; without, each does everything
	// anew. See [CacheFolder].
	Cache string
	// Known, if not nil, lets runs of one process read only files that were written since
	// the last.
	Known *Known
	// Waiting, if not nil, is called when another run works on the output folder, which
	// is waited for.
	Waiting func()
	// Stop, once it is closed, ends a run that has not begun to write with [ErrStopped].
	Stop <-chan struct{}
	// Start, if not nil, is told the number of pages; what it returns is called
	// after each, from any goroutine.
	Start func(pages int) func()
}

// ConfigName is the name of the files that settings are read from. Reading them is not done
// here.
const ConfigName = "docbind.yaml"

// Emits are the parts of a generated package.
var Emits = []string{"client", "handler", "tests"}

// SettingError says that a setting cannot be meant.
type SettingError struct {
	Key     string // the setting: docs, out
	Value   string // which of several values, "" if it has one or none
	Message string // about the flag of the setting
}

// Error returns the message.
func (e *SettingError) Error() string { return e.Message }

func refuse(key, value, format string, args ...any) error {
	return &SettingError{key, value, fmt.Sprintf(format, args...)}
}

var errNoDocs = refuse("docs", "", "--docs is missing: the folder of the Markdown pages, here or in %s, which gen init writes", ConfigName)

// Check refuses a config that cannot be meant, with a [SettingError].
func (c Config) Check() error {
	switch {
	case len(c.Docs) == 0:
		return errNoDocs
	case c.Out == "":
		return refuse("out", "", "--out is missing: the folder of the generated package")
	case c.Package == "":
		return refuse("package", "", "--package is missing: the name of the generated package")
	case c.Package == "main":
		return refuse("package", "", "--package main is a program, which nobody could import; name the package after the API")
	case !token.IsIdentifier(c.Package) || c.Package == "_" || c.Package == "documentation" || strings.HasSuffix(c.Package, "_test"):
		return refuse("package", "", "--package %q is no name for a Go package", c.Package)
	}
	for _, e := range c.Emit {
		if !slices.Contains(Emits, e) {
			return refuse("emit", e, "--emit %q is unknown: client, handler and tests can be emitted", e)
		}
	}
	if slices.Contains(c.Emit, "tests") && !(slices.Contains(c.Emit, "client") && slices.Contains(c.Emit, "handler")) {
		return refuse("emit", "tests", "--emit tests needs client and handler: the tests replay the samples through both")
	}
	if err := c.checkPatterns(); err != nil {
		return err
	}
	return c.checkFolders()
}

// checkFolders refuses folders for what is generated that have something else.
func (c Config) checkFolders() error {
	out := RealPath(c.Out)
	for _, d := range c.Docs {
		docs := RealPath(d)
		switch {
		case docs == out:
			return refuse("out", "", "--out %s is the docs folder: generated files need a folder outside of it", c.Out)
		case inside(docs, out):
			return refuse("out", "", "--out %s is in the docs folder %s: generated files need a folder outside of it", c.Out, d)
		}
	}
	if c.Stubs == "" {
		return nil
	}
	if len(c.Emit) > 0 && !slices.Contains(c.Emit, "handler") {
		return refuse("stubs", "", "--stubs needs the handler: the stubs implement it")
	}
	stubs := RealPath(c.Stubs)
	for _, d := range c.Docs {
		switch docs := RealPath(d); {
		case docs == stubs:
			return refuse("stubs", "", "--stubs %s is the docs folder: the stubs need a folder of their own", c.Stubs)
		case inside(docs, stubs):
			return refuse("stubs", "", "--stubs %s is in the docs folder %s: the stubs need a folder outside of it", c.Stubs, d)
		}
	}
	if stubs == out {
		return refuse("stubs", "", "--stubs needs a folder of its own: --out has the generated package")
	}
	return nil
}

// ErrStopped ends a run that was stopped before it has changed anything.
var ErrStopped = errors.New("interrupted before anything was changed")

// stopped is ErrStopped if the run is to end.
func (c Config) stopped() error {
	select {
	case <-c.Stop:
		return ErrStopped
	default:
		return nil
	}
}

// Roots returns the folders that includes must not leave.
func (c Config) Roots() ([]string, error) { return docsRoots(c.Root, c.Docs) }

// RealPath returns the absolute path of a file or folder, links resolved as far as it is
// there.
func RealPath(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	if dir := filepath.Dir(abs); dir != abs {
		return filepath.Join(RealPath(dir), filepath.Base(abs))
	}
	return abs
}

// FromHere returns what a file or folder, links resolved, is called from the working directory.
func FromHere(name string) string {
	wd, err := os.Getwd()
	if err != nil {
		return name
	}
	rel, err := filepath.Rel(RealPath(wd), name)
	if err != nil {
		return name
	}
	return filepath.ToSlash(rel)
}
