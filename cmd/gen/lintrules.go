package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/report"
)

// listedRule is a rule as --list --json prints it.
type listedRule struct {
	Rule     string         `json:"rule"`
	Family   string         `json:"family"`
	Severity model.Severity `json:"severity"` // as the config has it
	Default  model.Severity `json:"default"`
	Enabled  bool           `json:"enabled"`
	Fix      lint.Mending   `json:"fix"`
	Doc      string         `json:"doc"`
}

// printRules lists the rules with what the config makes of them.
func (l *lintFlags) printRules(w io.Writer) error {
	c := lint.Config{Levels: l.file.Lint().Levels}
	var list []listedRule
	for _, r := range lint.Rules() {
		if len(l.rules) > 0 && !slices.ContainsFunc(l.rules, func(name string) bool { return lint.Names(name, r.ID) }) {
			continue
		}
		family, _, _ := strings.Cut(r.ID, "/")
		severity := c.LevelOf(r)
		list = append(list, listedRule{r.ID, family, severity, r.Severity, severity != lint.Off, lint.MendingOf(r.ID), r.Doc})
	}
	if l.asJSON() {
		return report.WriteJSON(w, list)
	}
	width := 0
	for _, r := range list {
		width = max(width, len(r.Rule))
	}
	for _, r := range list {
		fix := ""
		switch r.Fix {
		case lint.Safe:
			fix = "--fix"
		case lint.Unsafe:
			fix = "--fix=unsafe"
		}
		if _, err := fmt.Fprintf(w, "%-*s  %-7s  %-12s  %s\n", width, r.Rule, r.Severity, fix, r.Doc); err != nil {
			return err
		}
	}
	return nil
}

// explainedRule is a rule as --explain --json prints it.
type explainedRule struct {
	Rule    string         `json:"rule"`
	Family  string         `json:"family"`
	Default model.Severity `json:"default"`
	Fix     lint.Mending   `json:"fix"`
	Doc     string         `json:"doc"`
	Page    string         `json:"page"` // Markdown
}

// printRule explains a rule.
func (l *lintFlags) printRule(w io.Writer) error {
	text, ok := lint.Explain(l.explain)
	i := slices.IndexFunc(model.Rules, func(r model.Rule) bool { return r.ID == l.explain })
	switch {
	case i < 0 && lint.Known(l.explain):
		return fmt.Errorf("--explain: %s is a family: gen lint --list --rule %[1]s shows its rules", l.explain)
	case i < 0:
		return fmt.Errorf("--explain: there is no rule %q; near: %s", l.explain, strings.Join(lint.NearestRules(l.explain), ", "))
	case !ok:
		text = "# " + l.explain + "\n\n" + model.Rules[i].Doc + "\n"
	}
	if l.asJSON() {
		r := model.Rules[i]
		family, _, _ := strings.Cut(r.ID, "/")
		return report.WriteJSON(w, explainedRule{r.ID, family, r.Severity, lint.MendingOf(r.ID), r.Doc, text})
	}
	bold := l.style(w).Color
	for line := range strings.Lines(strings.TrimSuffix(text, "\n") + "\n") {
		if bold && strings.HasPrefix(line, "#") {
			line = "\x1b[1m" + strings.TrimSuffix(line, "\n") + "\x1b[0m\n"
		}
		if _, err := io.WriteString(w, line); err != nil {
			return err
		}
	}
	return nil
}

// asJSON reports whether JSON is all that is asked for.
func (l *lintFlags) asJSON() bool { return slices.Equal(l.formats, []string{"json"}) }
