package main

import (
	"github.com/spf13/cobra"

	"github.com/docbind/docbind/workspace"
)

// settings are what the flags of a command say, and the config file.
type settings struct {
	config workspace.Config
	file   string
}

// addFlags adds the flags of every command that reads docs.
func (s *settings) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&s.config.Docs, "docs", nil, "`folder` of Markdown pages; may be given several times")
	f.StringVar(&s.config.Root, "root", "", "`folder` that includes must not leave (default that of docfx.json, else --docs)")
	f.StringVar(&s.file, "config", "", "config `file`; none if empty (default "+workspace.ConfigName+" here or in a folder above)")
}

// merge completes the settings by the config file. A flag that is given counts in place
// of the same setting in the file.
func (s *settings) merge(cmd *cobra.Command) error {
	given := cmd.Flags().Changed
	if !given("config") {
		var err error
		if s.file, err = workspace.FindConfig("."); err != nil {
			return err
		}
	}
	if s.file == "" {
		return nil
	}
	c, err := workspace.ReadConfig(s.file)
	if err != nil {
		return err
	}
	if !given("docs") {
		s.config.Docs = c.Docs
	}
	if !given("root") {
		s.config.Root = c.Root
	}
	if !given("out") {
		s.config.Out = c.Out
	}
	if !given("package") {
		s.config.Package = c.Package
	}
	if !given("stubs") {
		s.config.Stubs = c.Stubs
	}
	if !given("emit") {
		s.config.Emit = c.Emit
	}
	if !given("select") {
		s.config.Select = c.Select
	}
	s.config.Names, s.config.Lint = c.Names, c.Lint
	return nil
}
