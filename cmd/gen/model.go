package main

import (
	"bufio"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/model"
)

func newModel() *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "model",
		Short: "Print what was read as JSON lines",
		Long: `Model prints the API that the docs describe: one JSON object a line for each
operation, resource type and enumeration, with the page and line that it was read
from.`,
		Example: `  gen model --docs docs > model.jsonl`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			loaded, err := s.load(cmd, "", thrifty(progressBar(cmd.ErrOrStderr())))
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
	s.addFlags(cmd)
	return cmd
}
