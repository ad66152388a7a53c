package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/config"
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
				l.targets = l.targets[:1]
				l.targets[0].Set("docs", args...)
			}
			return l.run(cmd)
		},
	}
	l.addFlags(cmd)
	f := cmd.Flags()
	f.StringSliceVar(&l.only, "rule", nil, "`rules` to check, by id or family (default all)")
	f.StringVar(&l.severity, "severity", "warning", "lowest `severity` to report: error, warning or info")
	f.StringVar(&l.failOn, "fail-on", "error", "lowest `severity` that makes the exit code 1: error, warning, info or none")
	completeWords(cmd, "rule", config.RuleNames())
	completeWords(cmd, "severity", config.FindingLevels[1:])
	completeWords(cmd, "fail-on", config.FindingLevels)
	return cmd
}

// run checks the docs of each target, and reports.
func (l *lintFlags) run(cmd *cobra.Command) error {
	fromFile := l.file.Lint()
	if fromFile.FailOn != "" && !cmd.Flags().Changed("fail-on") {
		l.failOn = string(fromFile.FailOn)
	}
	report, err := newReporter(cmd.OutOrStdout(), l.severity)
	if err != nil {
		return err
	}
	fails, ok := levels[l.failOn]
	if !ok {
		return fmt.Errorf("--fail-on %q is unknown: write error, warning, info or none", l.failOn)
	}
	wd, _ := os.Getwd()
	failed := false
	for _, t := range l.targets {
		c := t.Config()
		c.Start = thrifty(progressBar(cmd.ErrOrStderr()))
		linted, err := workspace.Lint(c, lint.Config{Only: l.only, Levels: fromFile.Levels})
		if err != nil {
			return t.Locate(err)
		}
		for _, f := range linted.Findings {
			failed = failed || levels[string(f.Severity)] <= fails
			report.finding(f, linted.Root, wd)
		}
	}
	if failed {
		return errFindings
	}
	return nil
}
