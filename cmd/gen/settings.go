package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/docbind/docbind/config"
	"github.com/docbind/docbind/workspace"
)

// settings are what the config file and the flags of a command say.
type settings struct {
	name   string // of the config file
	target string // the only target to work on, all if empty
	file   *config.File
	// targets are those that were asked for, with the flags in place of what the file says.
	targets []*config.Target
}

// addFlags adds the flags of every command that reads docs. Those that are called like a
// setting of the config file count in place of it.
func (s *settings) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArray("docs", nil, "`folder` of Markdown pages; may be given several times")
	f.String("root", "", "`folder` that includes must not leave (default that of docfx.json, else --docs)")
	f.StringVar(&s.name, "config", "", "config `file`; none if empty (default "+workspace.ConfigName+" here or in a folder above)")
	f.StringVar(&s.target, "target", "", "`name` of the target in the config file to work on")
	complete(cmd, "target", func() []string { return s.known(cmd).TargetNames() })
	folders(cmd, "docs", "root")
}

// ofOneTarget are the settings that no two targets can share.
var ofOneTarget = []string{"docs", "root", "out", "package", "stubs"}

// merge reads the config file and puts the flags in place of its settings.
func (s *settings) merge(cmd *cobra.Command) error {
	if err := s.read(cmd); err != nil {
		return err
	}
	var err error
	if s.targets, err = s.file.Select(s.target); err != nil {
		return err
	}
	for _, key := range config.Keys() {
		f := cmd.Flags().Lookup(key)
		if f == nil || !f.Changed {
			continue
		}
		if len(s.targets) > 1 && slices.Contains(ofOneTarget, key) {
			return fmt.Errorf("--%s is for one package, and %s has the targets %s: choose one with --target, or read no config with --config=",
				key, filepath.ToSlash(s.file.Name), strings.Join(s.file.TargetNames(), ", "))
		}
		values := flagValues(f)
		if key == "select" {
			values = splitPatterns(values)
		}
		for _, t := range s.targets {
			t.Set(key, values...)
		}
	}
	return nil
}

// splitPatterns splits patterns at commas, but for those between the arguments of a function:
// cell(row={row},column={column}).
func splitPatterns(values []string) []string {
	var list []string
	for _, value := range values {
		given := len(list)
		depth, from := 0, 0
		for at, c := range value + "," {
			switch {
			case c == '(' || c == '{':
				depth++
			case (c == ')' || c == '}') && depth > 0:
				depth--
			case c == ',' && (depth == 0 || at == len(value)):
				if part := strings.TrimSpace(value[from:at]); part != "" {
					list = append(list, part)
				}
				from = at + 1
			}
		}
		if len(list) == given {
			list = append(list, value) // which is refused
		}
	}
	return list
}

// read reads the config file, if there is one.
func (s *settings) read(cmd *cobra.Command) (err error) {
	if !cmd.Flags().Changed("config") {
		if s.name, err = config.Find("."); err != nil {
			return err
		}
	}
	if s.name == "" {
		s.file = config.None()
		return nil
	}
	s.file, err = config.Read(s.name)
	return err
}

// flagValues returns what a flag was given.
func flagValues(f *pflag.Flag) []string {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return list.GetSlice()
	}
	return []string{f.Value.String()}
}

// one returns the only target, for a command that reads one docs set.
func (s *settings) one() (*config.Target, error) {
	if len(s.targets) > 1 {
		return nil, fmt.Errorf("%s has the targets %s: choose one with --target",
			filepath.ToSlash(s.file.Name), strings.Join(s.file.TargetNames(), ", "))
	}
	return s.targets[0], nil
}

// locate shows the lines of the settings that an error is about, if there is one target.
func (s *settings) locate(err error) error {
	if len(s.targets) != 1 {
		return err
	}
	return s.targets[0].Locate(err)
}

// ofPage leaves of several targets the one whose docs hold a page, if there is one.
func (s *settings) ofPage(file string) {
	var holding []*config.Target
	for _, t := range s.targets {
		if t.Config().Holds(file) {
			holding = append(holding, t)
		}
	}
	if len(holding) == 1 {
		s.targets = holding
	}
}

// load reads the docs of the only target, all of them: selecting is for generating. A page, if
// not "", says which target is meant.
func (s *settings) load(cmd *cobra.Command, page string, start progress) (workspace.Loaded, error) {
	if err := s.merge(cmd); err != nil {
		return workspace.Loaded{}, err
	}
	if page != "" {
		s.ofPage(page)
	}
	t, err := s.one()
	if err != nil {
		return workspace.Loaded{}, err
	}
	c := t.Config()
	c.Start, c.Select = start, nil
	loaded, err := workspace.Load(c)
	return loaded, t.Locate(err)
}
