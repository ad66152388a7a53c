package lint

import (
	"embed"
	"strings"

	"github.com/docbind/docbind/model"
)

// explanations are the pages about the rules, one a rule: rules/http/status-line.md.
//
//go:embed rules
var explanations embed.FS

// Explain returns the Markdown page about a rule: what it finds and why that is wrong, a
// bad and a good example, and how to mend it. ok is false for a rule that lint doesn't have.
func Explain(rule string) (text string, ok bool) {
	b, err := explanations.ReadFile("rules/" + rule + ".md")
	return string(b), err == nil
}

// Rules are the rules that lint reports, sorted by family.
func Rules() []model.Rule {
	var out []model.Rule
	for _, r := range model.Rules {
		if family, _, _ := strings.Cut(r.ID, "/"); family != "manifest" && family != "stub" {
			out = append(out, r)
		}
	}
	return out
}
