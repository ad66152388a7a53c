package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/config"
	"github.com/docbind/docbind/report"
	"github.com/docbind/docbind/workspace"
)

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DOCS]",
		Short: "Write a first docbind.yaml for a docs folder",
		Long: `Init looks at a folder of docs, the working directory by default, writes docbind.yaml
into the working directory, and says what to do next. It never writes over a file.

Each version of the API gets a package of its own: a version is a folder with a folder api
or resources in it. Folders that link to each other and have different pages are parts of
one API, as where each product has a folder, and make one package. Init works in the
repository of an SDK and in that of the docs. Where the packages go and what they are
called are yours to change in the file.`,
		Example: `  gen init docs
  gen init ../api-docs/api-reference
  go run github.com/docbind/docbind/cmd/gen@latest init docs`,
		Args: someArgs(0, 1, "one docs folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			docs := "."
			if len(args) > 0 {
				docs = args[0]
			}
			return initialise(cmd.OutOrStdout(), docs)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
}

// initialise writes the config file, and what to do next.
func initialise(w io.Writer, docs string) error {
	if _, err := os.Lstat(workspace.ConfigName); err == nil {
		return fmt.Errorf("%s is there already and stays as it is; gen config show prints what it says", workspace.ConfigName)
	}
	draft, err := config.NewDraft(docs)
	if err != nil {
		return err
	}
	if err := writeNew(workspace.ConfigName, draft.Text()); err != nil {
		return fmt.Errorf("the config cannot be written: %w", err)
	}
	fmt.Fprintf(w, "%s is written:\n", workspace.ConfigName)
	for _, p := range draft.Packages {
		fmt.Fprintf(w, "  package %s in %s, from %s in %s\n", p.Name, p.Out, report.Count(p.Pages, "page"), strings.Join(p.Docs, " and "))
	}
	fmt.Fprintf(w, "\nWhat to do next:\n%s", config.Next("."))
	return nil
}

// writeNew writes a file that isn't there yet, the whole of it or nothing.
func writeNew(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(name)
	}
	return err
}
