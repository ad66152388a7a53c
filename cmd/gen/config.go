package main

import (
	"github.com/spf13/cobra"

	"github.com/docbind/docbind/config"
)

func newConfig() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the settings, or the schema of the config file",
		Long: `Config shows what gen generate would use, and where it comes from, or the JSON Schema of
the file docbind.yaml. docs/config.md explains every setting.`,
	}
	cmd.AddCommand(newConfigShow(), newConfigSchema())
	return onlyHelp(cmd)
}

func newConfigShow() *cobra.Command {
	var s settings
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Print every setting with where it comes from",
		Long: `Show prints the settings that gen generate would use, those of each target of the
config file, and where each value comes from: a line of the file, a flag, or default.
Paths are those from the working directory. Nothing is generated.`,
		Example: `  gen config show
  gen config show --target beta
  gen config show --out elsewhere --json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := s.merge(cmd); err != nil {
				return err
			}
			return s.file.Show(cmd.OutOrStdout(), s.targets, asJSON)
		},
	}
	s.addFlags(cmd)
	addOutputFlags(cmd, &s)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON: an object with the file, its settings for lint, and its targets")
	return cmd
}

func newConfigSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the config file",
		Long: `Schema prints the JSON Schema of docbind.yaml, by which editors complete and check it.
Editors that know the YAML language server find it by the first line of the file:

  # yaml-language-server: $schema=` + config.SchemaURL,
		Example: `  gen config schema > docbind.schema.json`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			schema, err := config.Schema()
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(schema)
			return err
		},
	}
}
