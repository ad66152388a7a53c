package model

// The rules about links and includes.
const (
	RuleLinkMissing        = "link/missing"
	RuleLinkSyntax         = "link/syntax"
	RuleLinkCase           = "link/case"
	RuleBackslash          = "link/backslash"
	RuleLinkAnchor         = "link/anchor"
	RuleUndefinedReference = "link/undefined-reference"
	RuleLinkOutside        = "link/outside"
	RuleOtherType          = "link/other-type"
	RuleOrphan             = "link/orphan"
	RuleIncludeMissing     = "link/include-missing"
	RuleIncludeOutside     = "link/include-outside"
	RuleIncludeCycle       = "link/include-cycle"
)

var linkRules = []Rule{
	{RuleLinkMissing, Error, "A link leads to a file that is not there."},
	{RuleLinkSyntax, Warning, "A link or an include is written in a way that shows it as text."},
	{RuleLinkCase, Info, "A link writes the name of a file in another case."},
	{RuleBackslash, Warning, "A link has backslashes in its path."},
	{RuleLinkAnchor, Warning, "A link leads to an anchor that the page doesn't have."},
	{RuleUndefinedReference, Warning, "A link names a reference that the page doesn't define."},
	{RuleLinkOutside, Warning, "A link leads out of the docs."},
	{RuleOtherType, Warning, "A link is called after a type and leads to the page of another one."},
	{RuleOrphan, Info, "No page and no table of contents leads to a page."},
	{RuleIncludeMissing, Error, "An included file is not there or cannot be read."},
	{RuleIncludeOutside, Warning, "An include leads outside the docs root."},
	{RuleIncludeCycle, Error, "A file includes itself, directly or not."},
}
