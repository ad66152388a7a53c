package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/docbind/docbind/config"
	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/report"
	"github.com/docbind/docbind/workspace"
)

// errDrift ends a check that has found drift.
var errDrift = errors.New("the generated files are not up to date")

// checkFlags are the flags of gen generate that belong to --check.
type checkFlags struct {
	check, diff bool
}

func (k *checkFlags) addFlags(f *pflag.FlagSet) {
	f.BoolVar(&k.check, "check", false, "write nothing; report what is not up to date and exit 1 if anything is")
	f.BoolVar(&k.diff, "diff", false, "with --check: show the changes in the unified format")
}

// validate refuses flags that mean nothing together.
func (k *checkFlags) validate(summary string) error {
	switch {
	case k.check && summary != "":
		return errors.New("--summary counts what a run generates, and --check generates nothing")
	case k.diff && !k.check:
		return errors.New("--diff needs --check")
	}
	return nil
}

// driftTexts say what a kind of drift means.
var driftTexts = map[workspace.DriftKind]string{
	workspace.DriftContent:  "generated from other docs or settings, or by another docbind",
	workspace.DriftMissing:  "not there",
	workspace.DriftOrphaned: "generated, but nothing in the docs gives it any more",
	workspace.DriftEdited:   "changed by hand since it was generated",
	workspace.DriftVersion:  "the same files by another version of docbind",
}

// checkDrift reports the drift of every target. mend is the command that ends it.
func (g *generateFlags) checkDrift(w, stderr io.Writer, mend string) error {
	if err := g.check(); err != nil {
		return err
	}
	found := false
	for _, t := range g.targets {
		drifts, err := workspace.FindDrift(g.config(t, nil, stderr), g.checking.diff)
		if err != nil {
			return t.Locate(err)
		}
		found = found || len(drifts) > 0
		if g.asJSON {
			err = driftJSON(w, t.Name, drifts, mend)
		} else {
			err = driftText(w, drifts, mend)
		}
		if err != nil {
			return err
		}
	}
	if found {
		return errDrift
	}
	return nil
}

func driftJSON(w io.Writer, target string, drifts []workspace.Drift, mend string) error {
	found := struct {
		Target  string            `json:"target,omitempty"`
		Drift   []workspace.Drift `json:"drift"`
		Command string            `json:"command,omitempty"`
	}{Target: target, Drift: drifts}
	if mendable(drifts) {
		found.Command = mend
	}
	if len(drifts) == 0 {
		found.Drift = []workspace.Drift{}
	}
	return report.WriteJSON(w, found)
}

// mendable reports whether a run ends any of some drifts.
func mendable(drifts []workspace.Drift) bool {
	return slices.ContainsFunc(drifts, func(d workspace.Drift) bool { return d.Kept == "" })
}

// driftText lists the drifts by kind, and how they are mended.
func driftText(w io.Writer, drifts []workspace.Drift, mend string) error {
	var b strings.Builder
	kept := false
	for i, d := range drifts {
		if i == 0 || drifts[i-1].Kind != d.Kind {
			fmt.Fprintf(&b, "%s: %s\n", d.Kind, driftTexts[d.Kind])
		}
		b.WriteString("  " + visible.Text(d.File))
		if d.Kept != "" {
			kept = true
			b.WriteString(" (" + d.Kept + ")")
		}
		if d.By != "" {
			fmt.Fprintf(&b, ", by docbind %s; this is %s", d.By, workspace.Version())
		}
		b.WriteString("\n")
	}
	for _, d := range drifts {
		b.WriteString(d.Diff)
	}
	if mendable(drifts) {
		fmt.Fprintf(&b, "to mend it: %s\n", mend)
	}
	if kept {
		b.WriteString("files with a remark are for you to move or delete\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// mending returns the command line that generates, as the program is called and with the
// flags that were given.
func mending(cmd *cobra.Command) string {
	line := config.Command(".") + " generate"
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch f.Name {
		case "check", "diff", "json":
			return
		}
		for _, v := range flagValues(f) {
			line += " --" + f.Name
			if f.NoOptDefVal == "" {
				line += " " + shellWord(v)
			}
		}
	})
	return line
}

// shellWord quotes a word where a shell would take it apart.
func shellWord(word string) string {
	if word != "" && strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,:=@%+") == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
