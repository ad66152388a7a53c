package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/workspace"
)

// generateFlags are the flags of gen generate.
type generateFlags struct {
	settings
	checking     checkFlags
	summary      string
	findings     string
	allowSkipped bool
}

func newGenerate() *cobra.Command {
	var g generateFlags
	cmd := &cobra.Command{
		Use:   "generate [--docs DIR --out DIR --package NAME]",
		Short: "Generate the Go package",
		Long: `Generate reads every page below the docs folders and writes the Go package. Files
in the output folder that docbind did not generate are never touched.

What the flags leave open is taken from docbind.yaml, in the working directory or the
nearest folder above that has one: docs, root, out, package, stubs, emit, select, and
names, which are those to use in place of docbind's own. Its folders are relative to it.

Names that were given once are kept, as docbind.manifest.json in the output folder
lists them, however the docs change around them. Delete it to have all named anew.

With --select only what matches a pattern is generated, and the types that it needs;
all names stay as they are. The form of a pattern tells what it is held against:

  Message                  a service
  Message.Send*            operations of a service
  "GET /me/messages/**"    operations with such a path; without a method, any
  "api/message-*.md"       operations of pages, by path or the end of it

* stands for any text without a slash, ** for any text, /** also for nothing. Case
doesn't count, nor do the names of placeholders: /users/{id} is /users/{user-id}.

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
be read or written.`,
		Example: `  gen --docs docs --out graph --package graph
  gen generate --docs docs/v1.0 --docs docs/shared --out graph --package graph --emit client
  gen generate --docs docs --out graph --package graph --summary summary.json
  gen --docs docs --out graph --package graph --select Message --select "/me/events/**"
  gen --docs docs --out graph --package graph --stubs server
  gen --config sdk/docbind.yaml
  gen generate --check --diff`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := g.merge(cmd); err != nil {
				return err
			}
			if err := g.checking.validate(g.summary); err != nil {
				return err
			}
			g.config.Cache = workspace.CacheFolder()
			if g.checking.check {
				return g.checking.run(g.config, cmd.OutOrStdout(), mending(cmd))
			}
			return g.run(cmd.ErrOrStderr())
		},
	}
	g.addFlags(cmd)
	f := cmd.Flags()
	f.StringVar(&g.config.Out, "out", "", "`folder` of the generated package")
	f.StringVar(&g.config.Package, "package", "", "`name` of the generated package")
	f.StringVar(&g.config.Stubs, "stubs", "", "`folder` of a package of yours that implements the handler: methods that it lacks are added (default none)")
	f.StringSliceVar(&g.config.Emit, "emit", nil, "`parts` to emit: client, handler, tests (default all)")
	f.StringArrayVar(&g.config.Select, "select", nil, "`pattern` of what to generate, a service, operation, path or page; may be given several times (default all)")
	f.StringVar(&g.summary, "summary", "", "write what was generated as JSON to this `file`")
	f.StringVar(&g.findings, "findings", "warning", "lowest `severity` to report: error, warning, info, or none")
	g.checking.addFlags(f)
	f.BoolVar(&g.allowSkipped, "allow-skipped", false, "exit 0 even if some pages could not be generated")
	return cmd
}

// run generates, and reports to w.
func (g *generateFlags) run(w io.Writer) error {
	g.config.Start = spacious(progressBar(w))
	report, err := newReporter(w, g.findings)
	if err != nil {
		return err
	}
	if g.summary != "" {
		if err := workspace.CheckFile(g.summary); err != nil {
			return fmt.Errorf("--summary: the file cannot be written: %w", err)
		}
	}
	g.config.Waiting = func() { fmt.Fprintln(w, "another run works on "+g.config.Out+": waiting for its end") }
	docs, s, err := workspace.Generate(g.config)
	report.findings(docs)
	if err != nil {
		return err
	}
	report.summary(s, g.config.Out, g.config.Stubs)
	if g.summary != "" {
		if err := writeSummary(g.summary, s); err != nil {
			return err
		}
	}
	if len(s.Skipped) > 0 && !g.allowSkipped {
		return errSkipped
	}
	return nil
}

func writeSummary(name string, s workspace.Summary) error {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Clean(name), append(text, '\n'), 0o644); err != nil {
		return fmt.Errorf("the summary cannot be written: %w", err)
	}
	return nil
}
