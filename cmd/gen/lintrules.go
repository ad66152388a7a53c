package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
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
	if slices.Equal(l.formats, []string{"json"}) {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(list)
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

// printRule explains a rule.
func (l *lintFlags) printRule(w io.Writer) error {
	text, ok := lint.Explain(l.explain)
	if !ok {
		text = model.RuleDoc(l.explain)
		if text == "" && lint.Known(l.explain) {
			return fmt.Errorf("--explain: %s is a family: gen lint --list --rule %[1]s shows its rules", l.explain)
		}
		if text == "" {
			return fmt.Errorf("--explain: there is no rule %q; near: %s", l.explain, strings.Join(lint.NearestRules(l.explain), ", "))
		}
		text = "# " + l.explain + "\n\n" + text + "\n"
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
