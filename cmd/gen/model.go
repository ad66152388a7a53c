package main

import (
	"bufio"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/workspace"
)

func newModel() *cobra.Command {
	var config workspace.Config
	cmd := &cobra.Command{
		Use:   "model --docs DIR",
		Short: "Print what was read as JSON lines",
		Long: `Model prints the API that the docs describe: one JSON object a line for each
operation, resource type and enumeration, with the page and line that it was read
from.`,
		Example: `  gen model --docs docs > model.jsonl`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config.Start = thrifty(progressBar(cmd.ErrOrStderr()))
			loaded, err := workspace.Load(config)
			if err != nil {
				return err
			}
			w := bufio.NewWriter(cmd.OutOrStdout())
			if err := model.WriteRecords(w, loaded.API); err != nil {
				return err
			}
			return w.Flush()
		},
	}
	cmd.Flags().StringArrayVar(&config.Docs, "docs", nil, "`folder` of Markdown pages; may be given several times")
	cmd.Flags().StringVar(&config.Root, "root", "", "`folder` that includes must not leave (default that of docfx.json, else --docs)")
	_ = cmd.MarkFlagRequired("docs")
	return cmd
}
