package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/workspace"
)

// The exit codes.
const (
	exitDone    = 0
	exitSkipped = 1   // done, but some pages could not be generated, or something was found
	exitDrift   = 1   // a check has found something
	exitFailed  = 2   // wrong usage, config or I/O
	exitStopped = 130 // interrupted, as shells say it
)

// errSkipped ends a run that is done, but not for every page.
var errSkipped = errors.New("some pages could not be generated")

// run executes the command line and returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	switch err := root.Execute(); {
	case err == nil:
		return exitDone
	case errors.Is(err, errSkipped), errors.Is(err, errFindings):
		return exitSkipped
	case errors.Is(err, errDrift):
		return exitDrift
	default:
		fmt.Fprintln(stderr, "gen: "+visible.Lines(err.Error()))
		if errors.Is(err, workspace.ErrStopped) {
			return exitStopped
		}
		return exitFailed
	}
}

// What gen says of itself.
const (
	rootHelp = `Gen reads API reference docs in Markdown and makes a Go package of them: a typed
client, a handler to serve or fake the API, and tests that replay the documented
samples. What contradicts itself in the docs comes out as findings on stderr.

Begin with gen init DOCS: it looks at a docs folder and writes docbind.yaml, which holds
the settings. From then on gen alone, in the folder of the file or below, generates.
Without a subcommand, gen is gen generate.`

	rootExamples = `  gen init docs         # write docbind.yaml for the pages in docs
  gen                   # generate the package that they describe
  gen lint              # report what is wrong in the pages
  gen lint --fix        # mend what can be mended safely
  gen generate --check  # in CI: fail if the package is not up to date`
)

// newRoot returns the command; without a subcommand it is gen generate.
func newRoot() *cobra.Command {
	generate := newGenerate()
	root := &cobra.Command{
		Use:           "gen",
		Short:         "Make a Go client, handler and tests of API reference docs",
		Long:          rootHelp,
		Example:       rootExamples,
		Args:          noArgs,
		RunE:          generate.RunE,
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       workspace.Version(),
	}
	root.SetFlagErrorFunc(nearFlags)
	root.SetVersionTemplate("docbind {{.Version}}\n")
	root.Flags().AddFlagSet(generate.Flags())
	root.Flags().Bool("version", false, "print the version of docbind")
	for _, g := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Generate:", []*cobra.Command{newInit(), generate, newConfig()}},
		{"Look into the docs:", []*cobra.Command{newLint(), newExplain(), newModel(), newMock()}},
	} {
		root.AddGroup(&cobra.Group{ID: g.title, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.title
			root.AddCommand(c)
		}
	}
	addDefaults(root)
	return root
}

// addDefaults adds the commands that cobra makes, and has them refuse what they don't know.
func addDefaults(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		switch {
		case c.Name() == "help":
			c.Args = knownTopics
		case c.GroupID == "" && c.HasSubCommands():
			onlyHelp(c)
		}
	}
}
