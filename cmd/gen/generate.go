package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/config"
	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/report"
	"github.com/docbind/docbind/workspace"
)

// generateFlags are the flags of gen generate.
type generateFlags struct {
	settings
	checking checkFlags
	watching watchFlags
	summary  string
	asJSON   bool
	stop     <-chan struct{} // closed when the run is interrupted
}

// What gen generate says of itself.
const (
	generateHelp = `Generate reads every page below the docs folders and writes the Go package. Files
in the output folder that docbind did not generate are never touched.

Its settings are in docbind.yaml, in the working directory or the nearest folder above
that has one; gen init writes a first one. A flag counts in place of the setting of its
name. A file with several targets gives several packages, or one with --target.

Names that were given once are kept, as docbind.manifest.json in the output folder
lists them, however the docs change around them. Delete it to have all named anew.

With --select only what matches a pattern is generated, and the types that it needs;
all names stay as they are. The form of a pattern tells what it is held against:

  Message                  a service
  Message.Send*            operations of a service
  "GET /me/messages/**"    operations with such a path; without a method, any
  "api/message-*.md"       operations of pages, by path or the end of it

In a pattern * stands for any text without a slash, ** for any text, /** also for
nothing. Case doesn't count, nor do the names of placeholders: /users/{id} is
/users/{user-id}.

With --stubs a package of yours gets a type for each service, with a method for each
operation that answers 501 Not Implemented. Later runs add the methods that are missing
by then at the end of your files, and change nothing else. Methods whose operation is
gone are reported.

Only what changed since the last run is read and printed anew; the bytes are those of a
run that begins from nothing. What is kept for that lies in the user's cache folder, or in
the one that DOCBIND_CACHE names; DOCBIND_CACHE=off keeps nothing. A file whose pages are
gone is removed if the manifest lists it and nobody has changed it.

With --check nothing is written: what is not up to date is listed by its kind, content,
missing, orphaned, edited or version, with the command that mends it; --diff shows the
changes.

Exit code 0: done, or nothing to mend. 1: done, but some pages could not be generated; each
is reported. With --check: something is not up to date. 2: wrong usage, or a file could not
be read or written. 130: interrupted before anything was changed.`

	generateExamples = `  # with docbind.yaml
  gen
  gen --target beta
  gen generate --check --diff
  gen generate --watch

  # without
  gen --docs docs --out graph --package graph
  gen --docs docs/v1.0 --docs docs/shared --out graph --package graph --emit client
  gen --docs docs --out graph --package graph --select Message,User --select "/me/events/**"

  # with stubs to implement the handler, and what was generated as JSON
  gen --stubs server --summary summary.json`
)

func newGenerate() *cobra.Command {
	var g generateFlags
	cmd := &cobra.Command{
		Use:     "generate",
		Short:   "Generate the Go package",
		Long:    generateHelp,
		Example: generateExamples,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := g.merge(cmd); err != nil {
				return err
			}
			if err := g.checking.validate(g.summary); err != nil {
				return err
			}
			if err := g.watching.validate(&g); err != nil {
				return err
			}
			if g.watching.watch {
				return g.watchDocs(cmd)
			}
			ctx, done := interruptible(cmd.Context())
			defer done()
			g.stop = ctx.Done()
			if g.checking.check {
				return g.checkDrift(cmd.OutOrStdout(), cmd.ErrOrStderr(), mending(cmd))
			}
			return g.run(cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	g.addFlags(cmd)
	f := cmd.Flags()
	addOutputFlags(cmd, &g.settings)
	f.StringVar(&g.summary, "summary", "", "write what was generated as JSON to this `file`")
	g.checking.addFlags(f)
	g.watching.addFlags(f)
	f.BoolVar(&g.asJSON, "json", false, "print JSON: what was generated, or with --check what is not up to date, one object for each target")
	return cmd
}

// interruptible returns a context that ends with Ctrl-C. A second one doesn't wait for what is
// at work.
func interruptible(parent context.Context) (context.Context, func()) {
	ctx, stop := signal.NotifyContext(parent, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// addOutputFlags adds the flags that say what to generate, and where.
func addOutputFlags(cmd *cobra.Command, s *settings) {
	f := cmd.Flags()
	f.String("out", "", "`folder` of the generated package")
	f.String("package", "", "`name` of the generated package")
	f.String("stubs", "", "`folder` of a package of yours that implements the handler: methods that it lacks are added (default none)")
	f.StringSlice("emit", nil, "`parts` to emit: client, handler, tests (default all)")
	f.StringArray("select", nil, "`pattern` of what to generate, a service, operation, path or page; several with commas, or several times (default all)")
	f.String(config.KeyFindings, "warning", "lowest `severity` to report: error, warning, info, or none")
	f.Bool(config.KeyAllowSkipped, false, "exit 0 even if some pages could not be generated")
	folders(cmd, "out", "stubs")
	completeWords(cmd, "emit", workspace.Emits)
	completeWords(cmd, config.KeyFindings, config.FindingLevels)
	complete(cmd, "select", func() []string { return s.services(cmd) })
}

// run generates every target, and reports to stderr. All settings are checked before the
// first page is read.
func (g *generateFlags) run(stdout, stderr io.Writer) error {
	if err := g.check(); err != nil {
		return err
	}
	start := spacious(progressBar(stderr))
	var summaries bytes.Buffer
	skipped := false
	for _, t := range g.targets {
		s, err := g.generate(t, start, stderr)
		if err != nil {
			return t.Locate(err)
		}
		skipped = skipped || len(s.Skipped) > 0 && t.Text(config.KeyAllowSkipped) != "true"
		if err := writeSummary(&summaries, t.Name, s); err != nil {
			return err
		}
	}
	if g.asJSON {
		if _, err := stdout.Write(summaries.Bytes()); err != nil {
			return err
		}
	}
	if g.summary != "" {
		if err := workspace.WriteFile(g.summary, summaries.Bytes()); err != nil {
			return fmt.Errorf("the summary cannot be written: %w", err)
		}
	}
	if skipped {
		return errSkipped
	}
	return nil
}

// check refuses settings that cannot be meant.
func (g *generateFlags) check() error {
	if err := g.file.Check(); err != nil {
		return err
	}
	for _, t := range g.targets {
		if err := t.Config().Check(); err != nil {
			return t.Locate(err)
		}
		if _, err := newReporter(nil, t.Text(config.KeyFindings)); err != nil {
			return err
		}
	}
	if g.summary == "" {
		return nil
	}
	if err := workspace.CheckFile(g.summary); err != nil {
		return fmt.Errorf("--summary: the file cannot be written: %w", err)
	}
	return nil
}

// generate generates one target.
func (g *generateFlags) generate(t *config.Target, start progress, stderr io.Writer) (workspace.Summary, error) {
	printer, err := newReporter(stderr, t.Text(config.KeyFindings))
	if err != nil {
		return workspace.Summary{}, err
	}
	c := g.config(t, start, stderr)
	docs, s, err := workspace.Generate(c)
	printer.findings(docs)
	sayUnfit(stderr, t, docs)
	if docs.Later != "" {
		fmt.Fprintf(stderr, "%s was generated by docbind %s, which is later than this one, %s\n", c.Out, docs.Later, workspace.Version())
	}
	if m, err := workspace.FindModule(c.Out); err == nil && m.TooOld() != "" {
		fmt.Fprintln(stderr, m.TooOld())
	}
	if err == nil {
		printer.summary(s, t.Name, c.Out, c.Stubs)
	}
	return s, err
}

// sayUnfit tells of patterns of pages that fit none, unless other targets have them, too.
func sayUnfit(w io.Writer, t *config.Target, docs workspace.Report) {
	for _, e := range docs.Unfit {
		if !t.Shares(e.Key) {
			fmt.Fprintln(w, visible.Lines(t.Locate(e).Error()))
		}
	}
}

// config returns the settings of a run.
func (g *generateFlags) config(t *config.Target, start progress, stderr io.Writer) workspace.Config {
	c := t.Config()
	c.Start, c.Cache, c.Stop = start, workspace.CacheFolder(), g.stop
	c.Waiting = func() { fmt.Fprintln(stderr, "another run works on "+c.Out+": waiting for its end") }
	return c
}

// writeSummary prints what was generated of a target as JSON.
func writeSummary(w io.Writer, target string, s workspace.Summary) error {
	return report.WriteJSON(w, struct {
		Target string `json:"target,omitempty"`
		workspace.Summary
	}{target, s})
}
