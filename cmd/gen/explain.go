package main

import (
	"github.com/spf13/cobra"

	"github.com/docbind/docbind/workspace"
)

func newExplain() *cobra.Command {
	var config workspace.Config
	cmd := &cobra.Command{
		Use:   "explain --docs DIR PAGE",
		Short: "Print what was read from a page, and why",
		Long: `Explain prints every fact that was taken from a page with its line and column: the
operations and types, which statement decided on a type and which others there are,
the samples and whether they became tests, the blocks that nothing was taken from,
and the findings. All pages are read, since links and names lead to others.`,
		Example: `  gen explain --docs docs message-get.md`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			config.Start = thrifty(progressBar(cmd.ErrOrStderr()))
			loaded, err := workspace.Load(config)
			if err != nil {
				return err
			}
			return workspace.Explain(cmd.OutOrStdout(), loaded, args[0])
		},
	}
	cmd.Flags().StringArrayVar(&config.Docs, "docs", nil, "`folder` of Markdown pages; may be given several times")
	cmd.Flags().StringVar(&config.Root, "root", "", "`folder` that includes must not leave (default that of docfx.json, else --docs)")
	_ = cmd.MarkFlagRequired("docs")
	return cmd
}
