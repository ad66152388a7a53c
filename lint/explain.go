package lint

import (
	"embed"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
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

// Mending says how the findings of a rule can be mended.
type Mending string

// The ways of mending.
const (
	ByHand Mending = "by hand"
	Safe   Mending = "safe"   // the page says the same afterwards
	Unsafe Mending = "unsafe" // somebody has to look at the page afterwards
)

// mendings has a line for each rule that can be mended, with how. It is made of the bad
// examples of the rules.
//
//go:embed rules/mendings.txt
var mendings string

// MendingOf says how the findings of a rule can be mended, at least some of them.
func MendingOf(rule string) Mending {
	for line := range strings.Lines(mendings) {
		if id, how, _ := strings.Cut(strings.TrimSpace(line), " "); id == rule {
			return Mending(how)
		}
	}
	return ByHand
}

// Rules are the rules that lint reports, sorted by family.
func Rules() []model.Rule {
	var out []model.Rule
	for _, r := range model.Rules {
		if family, _, _ := strings.Cut(r.ID, "/"); family != "manifest" && family != "stub" && family != "output" {
			out = append(out, r)
		}
	}
	return out
}

// Known reports whether a name is that of a rule or a family.
func Known(name string) bool {
	return slices.ContainsFunc(Rules(), func(r model.Rule) bool { return Names(name, r.ID) })
}

// RuleNames are the ids and families of rules that lint reports, sorted.
func RuleNames() []string {
	var names []string
	for _, r := range Rules() {
		family, _, _ := strings.Cut(r.ID, "/")
		names = append(names, r.ID, family)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// NearestRules returns the rules and families whose names come nearest to one that there
// is not.
func NearestRules(name string) []string {
	return near.Names(name, slices.Values(RuleNames()))
}
