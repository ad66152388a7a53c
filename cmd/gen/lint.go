package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/workspace"
)

// errFindings ends a run of gen lint that found what must not be.
var errFindings = errors.New("there are findings")

// lintFlags are the flags of gen lint.
type lintFlags struct {
	settings
	only     []string
	severity string
	failOn   string
}

func newLint() *cobra.Command {
	var l lintFlags
	cmd := &cobra.Command{
		Use:   "lint [PATH…]",
		Short: "Find what is wrong in the docs",
		Long: `Lint reads the docs and reports what is wrong in them, as file:line:column: severity
rule: message.

Exit code 0: nothing at or above --fail-on. 1: something. 2: wrong usage, or a file
could not be read.`,
		Example: `  gen lint docs`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := l.merge(cmd); err != nil {
				return err
			}
			if len(args) > 0 {
				l.config.Docs = args
			}
			return l.run(cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	l.addFlags(cmd)
	f := cmd.Flags()
	f.StringSliceVar(&l.only, "rule", nil, "`rules` to check, by id or family (default all)")
	f.StringVar(&l.severity, "severity", "warning", "lowest `severity` to report: error, warning or info")
	f.StringVar(&l.failOn, "fail-on", "error", "lowest `severity` that makes the exit code 1: error, warning or info")
	return cmd
}

// run checks, and reports to w.
func (l *lintFlags) run(w, progress io.Writer) error {
	report, err := newReporter(w, l.severity)
	if err != nil {
		return err
	}
	fails, ok := levels[l.failOn]
	if !ok {
		return fmt.Errorf("--fail-on %q is unknown: write error, warning or info", l.failOn)
	}
	l.config.Start = thrifty(progressBar(progress))
	linted, err := workspace.Lint(l.config, lint.Config{Only: l.only})
	if err != nil {
		return err
	}
	wd, _ := os.Getwd()
	failed := false
	for _, f := range linted.Findings {
		failed = failed || levels[string(f.Severity)] <= fails
		report.finding(f, linted.Root, wd)
	}
	if failed {
		return errFindings
	}
	return nil
}
