package model

// The rules about the comments that say what is not to be reported.
const (
	RuleUnknownDirective  = "lint/unknown-directive"
	RuleUnusedDirective   = "lint/unused-suppression"
	RuleSuppressionReason = "lint/suppression-reason"
)

var lintRules = []Rule{
	{RuleUnknownDirective, Warning, "A comment begins with docbind- and is no directive, or names a rule that there is not."},
	{RuleUnusedDirective, Warning, "A directive suppresses a rule that finds nothing there."},
	{RuleSuppressionReason, Info, "A directive gives no reason for what it suppresses."},
}
