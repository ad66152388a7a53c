package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docbind/docbind/workspace"
)

// File is a config file that was read, or what stands for one where there is none.
type File struct {
	// Name is the file as it was opened, "" if there is none.
	Name string
	// Targets are what the file says to generate, in its order. There is at least one: a
	// file without targets has one without a name.
	Targets []*Target

	lint  tree
	dir   string
	lines []string
}

// Find returns the config file for a folder: the one in it or in the nearest folder above.
// It is "" if there is none.
func Find(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for d := abs; ; d = filepath.Dir(d) {
		file := filepath.Join(d, workspace.ConfigName)
		info, err := os.Stat(file)
		switch {
		case err == nil && info.Mode().IsRegular():
			if rel, err := filepath.Rel(abs, file); err == nil {
				file = filepath.Join(dir, rel)
			}
			return file, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission):
			return "", err
		case exists(filepath.Join(d, shortName)):
			return "", fmt.Errorf("%s is not read: call it %s, or name it with --config", filepath.Join(d, shortName), workspace.ConfigName)
		case d == filepath.Dir(d):
			return "", nil
		}
	}
}

// shortName is what some call the file by habit.
const shortName = "docbind.yml"

func exists(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular()
}

// None is what stands for a config file where there is none: everything is left to flags.
func None() *File {
	f := &File{}
	f.Targets = []*Target{newTarget(f, tree{}, entry{})}
	return f
}

// Read reads a config file. What is wrong in it is returned as errors of the type [Error],
// joined.
func Read(name string) (*File, error) {
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("the config cannot be read: %w", err)
	}
	return parse(name, string(content))
}

func parse(name, text string) (*File, error) {
	r := &reader{file: filepath.ToSlash(name), dir: filepath.Dir(name)}
	top := r.parse(text)
	f := &File{Name: name, dir: r.dir, lines: r.lines}
	f.lint, _ = top.find("lint")
	targets, several := top.find("targets")
	if !several {
		f.Targets = []*Target{newTarget(f, top, entry{})}
	}
	for _, e := range targets.keys {
		f.Targets = append(f.Targets, newTarget(f, top, e))
	}
	if len(r.errs) > 0 {
		return nil, collected(r.errs)
	}
	return f, nil
}

// TargetNames are the names of the targets, none if they have none.
func (f *File) TargetNames() []string {
	var names []string
	for _, t := range f.Targets {
		if t.Name != "" {
			names = append(names, t.Name)
		}
	}
	return names
}

// Select returns the target of a name, or all targets if it is "".
func (f *File) Select(name string) ([]*Target, error) {
	if name == "" {
		return f.Targets, nil
	}
	for _, t := range f.Targets {
		if t.Name == name {
			return []*Target{t}, nil
		}
	}
	known := f.TargetNames()
	switch {
	case f.Name == "":
		return nil, fmt.Errorf("--target %q: there is no %s that has targets", name, workspace.ConfigName)
	case len(known) == 0:
		return nil, fmt.Errorf("--target %q: %s has no targets", name, filepath.ToSlash(f.Name))
	}
	return nil, fmt.Errorf("--target %q: %s has no such target; near: %s", name, filepath.ToSlash(f.Name), nearest(name, known))
}

// Check refuses targets that would write over each other: no two may have one folder for
// their packages.
func (f *File) Check() error {
	type folder struct {
		of  *Target
		key string
	}
	taken := map[string]folder{}
	var errs []error
	for _, t := range f.Targets {
		for _, key := range []string{"out", "stubs"} {
			dir := t.Text(key)
			if dir == "" {
				continue
			}
			real := workspace.RealPath(dir)
			if first, ok := taken[real]; ok && first.of != t {
				errs = append(errs, t.fail(key, "", fmt.Sprintf("--%s %s is the %s of target %s, too; each needs a folder of its own",
					key, filepath.ToSlash(dir), first.key, first.of.Name)))
				continue
			}
			taken[real] = folder{t, key}
		}
	}
	return collected(errs)
}

// joined returns the errors that an error is made of.
func joined(err error) []error {
	if list, ok := err.(interface{ Unwrap() []error }); ok {
		return slices.Clone(list.Unwrap())
	}
	return []error{err}
}

// inFile is a message about a flag as it is about the setting in a file.
func inFile(message string) string { return strings.TrimPrefix(message, "--") }
