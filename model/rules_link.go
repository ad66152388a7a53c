package model

// The rules about links and includes.
const (
	RuleIncludeMissing = "link/include-missing"
	RuleIncludeOutside = "link/include-outside"
	RuleIncludeCycle   = "link/include-cycle"
)

var linkRules = []Rule{
	{RuleIncludeMissing, Warning, "An included file is not there or cannot be read."},
	{RuleIncludeOutside, Warning, "An include leads outside the docs root."},
	{RuleIncludeCycle, Warning, "A file includes itself, directly or not."},
}
