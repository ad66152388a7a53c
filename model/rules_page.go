package model

// The rules about the file as a whole.
const (
	RulePageEncoding    = "page/encoding"
	RulePageByte        = "page/byte"
	RulePageTooLarge    = "page/too-large"
	RulePageNesting     = "page/nesting"
	RulePageFacts       = "page/too-many-facts"
	RulePageUnreadable  = "page/unreadable"
	RuleFrontMatter     = "page/front-matter"
	RuleUnclosedComment = "page/unclosed-comment"
	RuleUnclosedFence   = "page/unclosed-fence"
)

var pageRules = []Rule{
	{RulePageEncoding, Error, "The page is UTF-16."},
	{RulePageByte, Warning, "A byte of the page is not UTF-8."},
	{RulePageTooLarge, Error, "The page is larger than docbind reads."},
	{RulePageNesting, Error, "Lists or quotes are nested deeper than docbind reads."},
	{RulePageFacts, Error, "The page states more than docbind reads."},
	{RulePageUnreadable, Error, "The page cannot be read from disk."},
	{RuleFrontMatter, Warning, "The front matter is not valid YAML or is never closed."},
	{RuleUnclosedComment, Warning, "An HTML comment is never closed and hides the rest of the page."},
	{RuleUnclosedFence, Warning, "A fenced code block is never closed."},
}
