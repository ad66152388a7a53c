package model

// The rules about the file as a whole.
const (
	RulePageEncoding       = "page/encoding"
	RulePageByte           = "page/byte"
	RulePageTooLarge       = "page/too-large"
	RulePageNesting        = "page/nesting"
	RulePageFacts          = "page/too-many-facts"
	RulePageUnreadable     = "page/unreadable"
	RuleFrontMatter        = "page/front-matter"
	RuleFrontMatterMissing = "page/front-matter-missing"
	RuleFrontMatterEmpty   = "page/front-matter-empty"
	RuleFrontMatterTwice   = "page/front-matter-duplicate"
	RuleDocType            = "page/doc-type"
	RuleTitle              = "page/title"
	RuleNoTitle            = "page/no-title"
	RuleSecondTitle        = "page/second-title"
	RuleHeadingSyntax      = "page/heading-syntax"
	RuleMisspeltSection    = "page/misspelt-section"
	RuleMissingSection     = "page/missing-section"
	RuleSectionOrder       = "page/section-order"
	RuleExtraSection       = "page/extra-section"
	RuleTabUnclosed        = "page/tab-unclosed"
	RuleTabDuplicate       = "page/tab-duplicate"
	RuleTabOrder           = "page/tab-order"
	RuleFenceLanguage      = "page/fence-language"
	RuleFileName           = "page/file-name"
	RuleFileNameCase       = "page/file-name-case"
	RuleAlert              = "page/alert"
	RuleConflict           = "page/merge-conflict"
	RuleTags               = "page/tags"
	RulePageSuppression    = "page/unused-suppression"
	RuleUnclosedComment    = "page/unclosed-comment"
	RuleUnclosedFence      = "page/unclosed-fence"
	RuleDescription        = "page/description"
	RuleEntity             = "page/entity"
	RuleOtherVerb          = "page/other-verb"
	RuleOtherHeading       = "page/other-heading"
)

var pageRules = []Rule{
	{RulePageEncoding, Error, "The page is UTF-16."},
	{RulePageByte, Warning, "A byte of the page is not UTF-8."},
	{RulePageTooLarge, Error, "The page is larger than docbind reads."},
	{RulePageNesting, Error, "Lists or quotes are nested deeper than docbind reads."},
	{RulePageFacts, Error, "The page states more than docbind reads."},
	{RulePageUnreadable, Error, "The page cannot be read from disk."},
	{RuleFrontMatter, Error, "The front matter is not valid YAML, never opened or never closed."},
	{RuleFrontMatterMissing, Warning, "The front matter, or a key that it needs, is missing."},
	{RuleFrontMatterEmpty, Warning, "A key of the front matter has no value."},
	{RuleFrontMatterTwice, Error, "A key stands twice in the front matter."},
	{RuleDocType, Warning, "The doc_type is none that the docs have."},
	{RuleTitle, Info, "The title in the front matter is not the heading of the page."},
	{RuleNoTitle, Warning, "The page has no heading of level 1."},
	{RuleSecondTitle, Warning, "The page has more than one heading of level 1."},
	{RuleHeadingSyntax, Warning, "A heading is written in a way that shows it as text."},
	{RuleMisspeltSection, Warning, "The heading of a section is misspelt, or has the wrong level."},
	{RuleMissingSection, Warning, "A section that every page of the kind has is missing."},
	{RuleSectionOrder, Info, "A section stands before one that comes first on other pages."},
	{RuleExtraSection, Info, "A section is none of those that the outline allows."},
	{RuleTabUnclosed, Warning, "A group of tabs is not closed by a line of three hyphens."},
	{RuleTabDuplicate, Warning, "A group of tabs has the same tab twice."},
	{RuleTabOrder, Info, "A group of tabs has another order than the others."},
	{RuleFenceLanguage, Warning, "A code block doesn't say what language it is in, or misspells it."},
	{RuleFileName, Warning, "The name of the file has characters that links must escape."},
	{RuleFileNameCase, Info, "The name of the file has upper-case letters."},
	{RuleAlert, Warning, "An alert is of a kind that there is not."},
	{RuleConflict, Error, "A conflict of two edits was left in the page."},
	{RuleTags, Warning, "[TAGS=…] is not closed by [END], or [END] closes nothing."},
	{RulePageSuppression, Info, "A suppression of the page annotation suppresses nothing."},
	{RuleUnclosedComment, Warning, "An HTML comment is never closed and hides the rest of the page."},
	{RuleUnclosedFence, Error, "A fenced code block is never closed."},
	{RuleDescription, Warning, "The description in the front matter holds Markdown, or a sentence that describes something else."},
	{RuleEntity, Warning, "A named character is none of HTML, so readers see it as it is written."},
	{RuleOtherVerb, Warning, "A page about an operation begins with a sentence about another one."},
	{RuleOtherHeading, Warning, "The heading names another type or action than the page documents."},
}
