package lint_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
)

var update = flag.Bool("update", false, "write the lists of rules anew")

// same compares a file with what it must be, or writes it.
func same(t *testing.T, name, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%s is not up to date: go test ./lint -update; then again ./lint, since it is compiled in", name)
	}
}

// TestMendings keeps the list of what can be mended: by the edits that the findings of the
// bad examples have.
func TestMendings(t *testing.T) {
	var b strings.Builder
	for _, rule := range lint.Rules() {
		text, _ := lint.Explain(rule.ID)
		how := lint.ByHand
		for _, f := range run(with(t, examples(text, "Bad")), lint.Config{Only: []string{rule.ID}}) {
			switch {
			case len(f.Edits) == 0 || how == lint.Safe:
			case f.Unsafe:
				how = lint.Unsafe
			default:
				how = lint.Safe
			}
		}
		if how != lint.ByHand {
			fmt.Fprintln(&b, rule.ID, how)
		}
	}
	same(t, filepath.Join("rules", "mendings.txt"), b.String())
}

// TestIndex keeps docs/rules.md, the list of all rules.
func TestIndex(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Rules\n\nWhat [gen lint](lint.md) finds. `gen lint --explain RULE` shows the page of a rule. This list is made by `go test ./lint -update`.\n")
	last := ""
	for _, rule := range lint.Rules() {
		if family, _, _ := strings.Cut(rule.ID, "/"); family != last {
			fmt.Fprintf(&b, "\n## %s\n\n| rule | severity | `--fix` | what is wrong |\n|:--|:--|:--|:--|\n", family)
			last = family
		}
		severity := string(rule.Severity)
		if lint.OptIn(rule.ID) {
			severity += ", off by default"
		}
		mending := ""
		if how := lint.MendingOf(rule.ID); how != lint.ByHand {
			mending = string(how)
		}
		name := rule.ID
		if _, ok := lint.Explain(rule.ID); ok {
			name = fmt.Sprintf("[%s](../lint/rules/%s.md)", rule.ID, rule.ID)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, severity, mending, strings.ReplaceAll(rule.Doc, "|", "\\|"))
	}
	same(t, filepath.Join("..", "docs", "rules.md"), b.String())
}
