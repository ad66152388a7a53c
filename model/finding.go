package model

import (
	"cmp"
	"slices"
)

// Severity says how bad a finding is.
type Severity string

// The severities, from bad to harmless.
const (
	Error   Severity = "error"   // certainly wrong, or something could not be read or generated
	Warning Severity = "warning" // the docs contradict themselves or the format
	Info    Severity = "info"    // worth knowing, often intended
)

// Finding is something wrong, or at least odd, in the docs. It is a value until
// a reporter prints it.
type Finding struct {
	Rule     string   `json:"rule"` // an ID listed in Rules
	Severity Severity `json:"severity"`
	Pos      Position `json:"pos"`
	// Message says what was found and what was expected.
	Message string `json:"message"`
	// Fix says what to write instead; empty if there is no obvious mend.
	Fix string `json:"fix,omitempty"`
	// Related are the other places that a contradiction is made of.
	Related []Position `json:"related,omitempty"`
	// Edits mend what was found, all or none of them; they don't overlap. Unsafe reports
	// that they may change what the page says, so that somebody has to look at them.
	Edits  []Edit `json:"edits,omitempty"`
	Unsafe bool   `json:"unsafe,omitempty"`
}

// Edit replaces bytes of the page that a finding is on.
type Edit struct {
	Span
	New string `json:"new"`
}

// NewFinding returns a finding of the rule with the rule's own severity. The
// rule must be listed in Rules.
func NewFinding(rule string, pos Position, message string) Finding {
	return Finding{Rule: rule, Severity: severityOf(rule), Pos: pos, Message: message}
}

// String returns the finding as one line: file:line:col: severity rule: message.
func (f Finding) String() string {
	s := f.Pos.String() + ": " + string(f.Severity) + " " + f.Rule + ": " + f.Message
	if f.Fix != "" {
		s += "; " + f.Fix
	}
	return s
}

// SortFindings orders findings by position, rule and message, and drops
// findings that say the same thing twice.
func SortFindings(findings []Finding) []Finding {
	if len(findings) < 2 {
		return findings
	}
	order := make([]int32, len(findings)) // findings are large: their numbers are sorted
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(compareFindings(&findings[a], &findings[b]), cmp.Compare(a, b))
	})
	sorted := make([]Finding, len(findings))
	for i, n := range order {
		sorted[i] = findings[n]
	}
	return slices.CompactFunc(sorted, func(a, b Finding) bool {
		return a.Pos == b.Pos && a.Rule == b.Rule && a.Message == b.Message
	})
}

func compareFindings(a, b *Finding) int {
	if n := a.Pos.Compare(b.Pos); n != 0 {
		return n // as most are
	}
	return cmp.Or(
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
		slices.CompareFunc(a.Related, b.Related, Position.Compare),
	)
}
