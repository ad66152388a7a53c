package main

import (
	"github.com/spf13/cobra"

	"github.com/docbind/docbind/workspace"
)

func newExplain() *cobra.Command {
	var s settings
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain PAGE",
		Short: "Print what was read from a page, and why",
		Long: `Explain prints every fact that was taken from a page with its line and column: the
operations and types, which statement decided on a type and which others there are,
the samples and whether they became tests, the blocks that nothing was taken from,
and the findings. All pages are read, since links and names lead to others. Of several
targets in the config the one is meant whose docs hold the page.`,
		Example: `  gen explain --docs docs message-get.md`,
		Args:    someArgs(1, 1, "one page"),
		RunE: func(cmd *cobra.Command, args []string) error {
			loaded, err := s.load(cmd, args[0], thrifty(progressBar(cmd.ErrOrStderr())))
			if err != nil {
				return err
			}
			return workspace.Explain(cmd.OutOrStdout(), loaded, args[0], asJSON)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"md"}, cobra.ShellCompDirectiveFilterFileExt
		},
	}
	s.addFlags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON: a list of facts, each with what it is about and its place")
	return cmd
}
