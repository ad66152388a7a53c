package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/config"
	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/report"
	"github.com/docbind/docbind/workspace"
)

// errFindings ends a run of gen lint that found what must not be.
var errFindings = errors.New("there are findings")

// lintFlags are the flags of gen lint.
type lintFlags struct {
	settings
	rules         []string
	severity      string
	failOn        string
	formats       []string
	json          bool
	color         string
	quiet         bool
	stdinName     string
	baseline      string
	writeBaseline bool
	pruneBaseline bool
	since         string
	fix           string
	diff          bool
	list          bool
	explain       string
}

// What gen lint says of itself.
const (
	lintHelp = `Lint reads the docs and reports what is wrong in them: where, what, and what to write
instead. It changes nothing unless it is told to with --fix.

A PATH is a folder of Markdown pages, a page, a pattern such as "api/message-*.md" or "**/api",
or - for a page on stdin. Without one the docs of docbind.yaml are checked, else the working
directory. A page is always checked with its docs set around it, since pages contradict each
other: the set is the nearest folder with a folder api or resources in it. Several such folders
below one PATH, v1.0 and beta, are sets of their own.

Every kind of finding is a rule with a name, http/status-line, whose first part is its family.
--list shows all rules, --explain tells more about one. docbind.yaml turns rules off or
changes their severity:

  lint:
    rules:
      http: error
      http/status-line: off

A comment in a page keeps one finding from being reported:

  <!-- docbind-disable-next-line http/status-line -- why it is meant that way -->

To begin with docs that have many findings, write them to a baseline: then only new ones are
reported.

  gen lint docs --baseline lint-baseline.json --write-baseline

Exit code 0: nothing at or above --fail-on. 1: something. 2: wrong usage or config, or a file
could not be read or written.`

	lintExamples = `  gen lint docs
  gen lint docs/api/message-get.md
  gen lint docs --fix
  gen lint docs --format text,sarif=lint.sarif
  gen lint docs --new-from-rev origin/main --fail-on warning
  gen lint --explain http/status-line`
)

func newLint() *cobra.Command {
	var l lintFlags
	cmd := &cobra.Command{
		Use:     "lint [PATH…]",
		Short:   "Find what is wrong in the docs, and mend it",
		Long:    lintHelp,
		Example: lintExamples,
		RunE:    func(cmd *cobra.Command, args []string) error { return l.locate(l.run(cmd, args)) },
	}
	l.addFlags(cmd)
	l.addLintFlags(cmd)
	return cmd
}

// addLintFlags adds the flags that only this command has.
func (l *lintFlags) addLintFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&l.rules, "rule", nil, "`rules` to check, by id or family (default all)")
	f.StringVar(&l.severity, "severity", "warning", "lowest `severity` to report: error, warning or info")
	f.StringVar(&l.failOn, "fail-on", "error", "lowest `severity` that makes the exit code 1: error, warning, info, or none")
	f.StringSliceVar(&l.formats, "format", []string{"text"}, "`forms` of the report, each with =FILE to write it there: "+strings.Join(report.Formats, ", "))
	f.BoolVar(&l.json, "json", false, "the same as --format json, also with --list and --explain")
	f.StringVar(&l.color, "color", "auto", "`when` to colour text and show the lines of findings: auto (on a terminal), always or never")
	f.BoolVarP(&l.quiet, "quiet", "q", false, "print findings only, no progress and no summary")
	f.StringVar(&l.fix, "fix", "", "mend what is reported; `how` is safe, or unsafe for what has to be looked at afterwards, too")
	f.Lookup("fix").NoOptDefVal = "safe"
	f.BoolVar(&l.diff, "diff", false, "print what --fix would change, and change nothing; exit code 1 if there is something")
	f.StringVar(&l.baseline, "baseline", "", "`file` of known findings, which are not reported")
	f.BoolVar(&l.writeBaseline, "write-baseline", false, "write what is found to the baseline")
	f.BoolVar(&l.pruneBaseline, "prune-baseline", false, "remove from the baseline what is not found any more")
	f.StringVar(&l.since, "new-from-rev", "", "report only what is on lines that changed since this git `revision`")
	f.StringVar(&l.stdinName, "stdin-filename", "", "`path` that the page on stdin has in the docs")
	f.BoolVar(&l.list, "list", false, "list the rules")
	f.StringVar(&l.explain, "explain", "", "explain a `rule`, with examples")
	completeWords(cmd, "rule", lint.RuleNames())
	completeWords(cmd, "explain", lint.RuleNames())
	completeWords(cmd, "severity", config.FindingLevels[1:])
	completeWords(cmd, "fail-on", config.FindingLevels)
	completeWords(cmd, "format", report.Formats)
	completeWords(cmd, "color", []string{"auto", "always", "never"})
	completeWords(cmd, "fix", []string{"safe", "unsafe"})
	exclusive(cmd, []string{"list", "explain", "diff", "write-baseline", "prune-baseline"}, []string{"fix", "write-baseline"}, []string{"format", "json"})
}

// run does what the flags say.
func (l *lintFlags) run(cmd *cobra.Command, args []string) error {
	if l.json {
		l.formats = []string{"json"}
	}
	if l.explain != "" {
		return l.printRule(cmd.OutOrStdout())
	}
	if err := l.merge(cmd); err != nil {
		return err
	}
	for _, name := range l.rules {
		if !lint.Known(name) {
			return fmt.Errorf("--rule: there is no rule or family %q; near: %s", name, strings.Join(lint.NearestRules(name), ", "))
		}
	}
	if l.list {
		return l.printRules(cmd.OutOrStdout())
	}
	outputs, err := l.outputs(cmd.OutOrStdout())
	if err != nil {
		return err
	}
	job, err := l.job(cmd, args)
	if err != nil {
		return err
	}
	return l.work(cmd, job, outputs)
}

// work does what is asked for with the pages of a job.
func (l *lintFlags) work(cmd *cobra.Command, job workspace.LintJob, outputs []output) error {
	notes := cmd.ErrOrStderr()
	switch {
	case l.diff:
		return l.printDiff(cmd.OutOrStdout(), notes, job)
	case l.writeBaseline:
		n, err := workspace.WriteBaseline(job)
		if err == nil {
			l.note(notes, "%s: %s written", job.Baseline, report.Count(n, "finding"))
		}
		return err
	case l.fix != "":
		if err := l.mend(notes, job); err != nil {
			return err
		}
	}
	checked, err := workspace.Lint(job)
	if err != nil {
		return err
	}
	return l.report(notes, job, checked, outputs)
}

// job makes a job of the flags and the config.
func (l *lintFlags) job(cmd *cobra.Command, args []string) (workspace.LintJob, error) {
	fromFile := l.file.Lint()
	job := workspace.LintJob{Paths: args, Rules: l.rules, Since: l.since, Baseline: cmp.Or(l.baseline, fromFile.Baseline)}
	for _, t := range l.targets {
		c := t.Config()
		if !l.quiet {
			c.Start = progressBar(cmd.ErrOrStderr())
		}
		job.Configs = append(job.Configs, c)
	}
	if !cmd.Flags().Changed("fail-on") {
		l.failOn = cmp.Or(string(fromFile.FailOn), l.failOn)
	}
	lowest, ok := levels[l.severity]
	if !ok || lowest == 0 {
		return job, fmt.Errorf("--severity %q is unknown: write error, warning or info", l.severity)
	}
	fails, ok := levels[l.failOn]
	if !ok {
		return job, fmt.Errorf("--fail-on %q is unknown: write error, warning, info or none", l.failOn)
	}
	job.Severity = model.Severity(l.severity)
	if fails > lowest { // what fails a run must be seen
		job.Severity = model.Severity(l.failOn)
	}
	if l.fix != "" && l.fix != "safe" && l.fix != "unsafe" {
		return job, fmt.Errorf("--fix=%s is unknown: write --fix or --fix=unsafe", l.fix)
	}
	if l.fix != "" && slices.Contains(args, "unsafe") {
		return job, errors.New("unsafe is a path here: write --fix=unsafe, or ./unsafe for a folder of that name")
	}
	if (l.writeBaseline || l.pruneBaseline) && job.Baseline == "" {
		return job, errors.New("--baseline is missing: the file of known findings, here or as lint.baseline in " + workspace.ConfigName)
	}
	return job, l.readStdin(cmd.InOrStdin(), &job)
}

// readStdin puts the page on stdin in the place of the path -.
func (l *lintFlags) readStdin(stdin io.Reader, job *workspace.LintJob) error {
	switch {
	case !slices.Contains(job.Paths, "-"):
		if l.stdinName != "" {
			return errors.New("--stdin-filename needs the path -, which stands for stdin")
		}
		return nil
	case len(job.Paths) > 1:
		return errors.New("- stands for stdin, and for that alone: leave out the other paths")
	case l.stdinName == "":
		return errors.New("--stdin-filename is missing: the path that the page on stdin has in the docs, so that it is checked among them")
	case l.fix != "" && !l.diff:
		return errors.New("--fix cannot change stdin; add --diff to see what it would change")
	}
	content, err := io.ReadAll(stdin)
	if err != nil {
		return fmt.Errorf("stdin cannot be read: %w", err)
	}
	job.Paths = []string{l.stdinName}
	job.Unsaved = map[string][]byte{l.stdinName: content}
	return nil
}

// note tells what was done, unless the run is quiet.
func (l *lintFlags) note(w io.Writer, format string, args ...any) {
	if !l.quiet {
		fmt.Fprintln(w, visible.Text(fmt.Sprintf(format, args...)))
	}
}

// mend mends what can be mended in the files.
func (l *lintFlags) mend(notes io.Writer, job workspace.LintJob) error {
	fixes, err := workspace.Fix(job, l.fix == "unsafe")
	if err != nil {
		return err
	}
	var errs []error
	count, files := 0, 0
	for _, f := range fixes.Pages {
		if err := f.Write(); err != nil {
			errs = append(errs, err)
			continue
		}
		count += len(f.Findings)
		files++
	}
	l.note(notes, "%s mended in %s", report.Count(count, "finding"), report.Count(files, "file"))
	l.noteHeld(notes, fixes)
	return errors.Join(errs...)
}

// noteHeld tells which pages were not mended although they could be.
func (l *lintFlags) noteHeld(w io.Writer, fixes workspace.Fixes) {
	for _, file := range fixes.Held {
		l.note(w, "%s is not mended, since other findings would appear; --fix=unsafe mends it, too", file)
	}
}

// printDiff prints what mending would change.
func (l *lintFlags) printDiff(w, notes io.Writer, job workspace.LintJob) error {
	fixes, err := workspace.Fix(job, l.fix == "unsafe")
	if err != nil {
		return err
	}
	l.noteHeld(notes, fixes)
	for _, f := range fixes.Pages {
		if _, err := io.WriteString(w, f.Diff()); err != nil {
			return err
		}
	}
	if len(fixes.Pages) > 0 {
		return errFindings
	}
	return nil
}
