package config

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docbind/docbind/workspace"
)

// tool is the package of the command; toolCommand runs it, directive in go generate.
const (
	tool        = "github.com/docbind/docbind/cmd/gen"
	toolCommand = "go tool gen"
	directive   = "//go:generate " + toolCommand
)

// Command returns how the program that is running is called in a folder: by the go command
// where it is not the gen on the PATH and the module lists it as a tool, else by its name.
func Command(dir string) string {
	const name = "gen"
	if onPath, err := exec.LookPath(name); err == nil && isRunning(onPath) {
		return name
	}
	if module, err := workspace.FindModule(dir); err == nil && slices.Contains(module.Tools, tool) {
		return toolCommand
	}
	return name
}

// isRunning reports whether a file is the program that is running.
func isRunning(file string) bool {
	running, err := os.Executable()
	if err != nil {
		return false
	}
	a, errA := os.Stat(file)
	b, errB := os.Stat(running)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// Next says what to do in a folder that got its first config.
func Next(dir string) string {
	var b strings.Builder
	module, err := workspace.FindModule(dir)
	if err != nil {
		b.WriteString("  gen lint      finds what is wrong in the docs\n")
		b.WriteString("  gen           generates; to build what it writes, make a Go module: go mod init example.com/sdk\n")
		return b.String()
	}
	step := 0
	say := func(format string, args ...any) {
		step++
		fmt.Fprintf(&b, "  %d. %s\n", step, fmt.Sprintf(format, args...))
	}
	if !slices.Contains(module.Tools, tool) {
		say("go get -tool %s@latest", tool)
	}
	file, name, done := directiveFile(dir, module.Path)
	switch {
	case done:
	case name != "":
		say("write %s:\n\n       package %s\n\n       %s\n", file, name, directive)
	default:
		say("add this line to %s, below its imports:\n\n       %s\n", file, directive)
	}
	say("go generate ./...")
	say("go test ./...")
	return b.String()
}

// directiveFile returns the file of a folder that should have the directive, and the name
// of its package if there is no such file yet. done reports that one has it.
func directiveFile(dir, module string) (file, name string, done bool) {
	matches, _ := filepath.Glob(filepath.Join(dir, "*.go")) // the pattern is one
	best := -1
	ranks := []string{"", "doc.go", "generate.go"}
	for _, m := range matches {
		content, err := os.ReadFile(m)
		parsed, parseErr := parser.ParseFile(token.NewFileSet(), m, content, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil || parseErr != nil || strings.HasSuffix(m, "_test.go") || ast.IsGenerated(parsed) {
			continue
		}
		if strings.Contains(string(content), directive) {
			return filepath.Base(m), "", true
		}
		if rank := max(slices.Index(ranks, filepath.Base(m)), 0); rank > best {
			file, best = filepath.Base(m), rank
		}
	}
	if file == "" {
		file, name = "generate.go", packageName(path.Base(module))
		if name == "" {
			name = "sdk"
		}
	}
	return file, name, false
}
