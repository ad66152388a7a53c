package model

// Rule describes one kind of finding.
type Rule struct {
	// ID is family/name. It is stable: configs and suppressions name it.
	ID       string
	Severity Severity
	Doc      string // one sentence: what is wrong
}

// The rules. The family says what part of a page a rule is about.
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

	RuleIncludeMissing = "link/include-missing"
	RuleIncludeOutside = "link/include-outside"
	RuleIncludeCycle   = "link/include-cycle"

	RuleAnnotationJSON     = "annotation/malformed-json"
	RuleAnnotationDetached = "annotation/detached"
	RuleAnnotationValue    = "annotation/unknown-value"

	RuleEmptyRequestBlock  = "http/empty-request-block"
	RuleRequestLine        = "http/request-line"
	RuleMethodMissing      = "http/method-missing"
	RulePathMissing        = "http/path-missing"
	RuleGeneratorText      = "http/generator-text"
	RulePlaceholder        = "http/placeholder"
	RuleStatusLine         = "http/status-line"
	RuleBlankBeforeHeaders = "http/blank-before-headers"
	RuleNoBlankBeforeBody  = "http/no-blank-before-body"
	RuleHeaderSyntax       = "http/header-syntax"
	RuleSeveralMessages    = "http/several-messages"
	RuleBodyNotAllowed     = "http/body-not-allowed"

	RuleJSONSyntax = "json/syntax"

	RuleTableShape      = "table/shape"
	RuleBlankPermission = "table/blank-permission"
	RuleHTMLTable       = "table/html"

	RuleNoOperation      = "operation/not-generatable"
	RuleSeveralOnPage    = "operation/several-on-page"
	RuleSharedRoute      = "operation/shared-route"
	RuleSeveralResults   = "operation/several-results"
	RuleName             = "operation/name"
	RuleUnexpectedBody   = "contract/unexpected-body"
	RuleSampleRoute      = "contract/sample-route"
	RuleSampleMethod     = "contract/sample-method"
	RuleFunctionArgs     = "contract/function-arguments"
	RuleSampleStatus     = "contract/sample-status"
	RuleSampleBody       = "contract/sample-body"
	RuleUndeclaredMember = "contract/undeclared-member"
	RuleMemberType       = "contract/member-type"
	RuleNoBody           = "contract/missing-body"
	RuleUnpairedSample   = "contract/unpaired-sample"
	RuleResponseType     = "contract/response-type"
	RuleCollection       = "contract/collection"

	RuleUnknownType  = "resource/unknown-type"
	RuleTypeConflict = "resource/conflict"
	RuleEnumMember   = "resource/enum-member"
	RuleBaseCycle    = "resource/base-cycle"

	RuleGivenName = "manifest/name"

	RuleStubGone = "stub/no-operation"

	RuleOrphan = "output/orphan"
)

// Rules lists every rule that docbind can report, sorted by family.
var Rules = []Rule{
	{RulePageEncoding, Error, "The page is UTF-16."},
	{RulePageByte, Warning, "A byte of the page is not UTF-8."},
	{RulePageTooLarge, Error, "The page is larger than docbind reads."},
	{RulePageNesting, Error, "Lists or quotes are nested deeper than docbind reads."},
	{RulePageFacts, Error, "The page states more than docbind reads."},
	{RulePageUnreadable, Error, "The page cannot be read from disk."},
	{RuleFrontMatter, Warning, "The front matter is not valid YAML or is never closed."},
	{RuleUnclosedComment, Warning, "An HTML comment is never closed and hides the rest of the page."},
	{RuleUnclosedFence, Warning, "A fenced code block is never closed."},

	{RuleIncludeMissing, Warning, "An included file is not there or cannot be read."},
	{RuleIncludeOutside, Warning, "An include leads outside the docs root."},
	{RuleIncludeCycle, Warning, "A file includes itself, directly or not."},

	{RuleAnnotationJSON, Warning, "An annotation's JSON is malformed."},
	{RuleAnnotationDetached, Warning, "An annotation is not directly before the code block that it describes."},
	{RuleAnnotationValue, Warning, "An annotation has a blockType that the format doesn't know."},

	{RuleEmptyRequestBlock, Warning, "The HTTP request block is empty."},
	{RuleRequestLine, Warning, "A line of the HTTP request block is not a request line."},
	{RuleMethodMissing, Warning, "A request line has a path but no method."},
	{RulePathMissing, Warning, "A request names only the host, not the path."},
	{RuleGeneratorText, Warning, "Text of a docs generator was left in a path."},
	{RulePlaceholder, Warning, "A path placeholder is unbalanced or in an odd notation."},
	{RuleStatusLine, Warning, "A status line is not HTTP/version code reason (RFC 9112, section 4)."},
	{RuleBlankBeforeHeaders, Warning, "A blank line separates the first line of a message from its headers."},
	{RuleNoBlankBeforeBody, Warning, "No blank line separates the headers of a message from its body."},
	{RuleHeaderSyntax, Warning, "A header is not Name: value (RFC 9112, section 5)."},
	{RuleSeveralMessages, Warning, "A code block holds more than one HTTP message."},
	{RuleBodyNotAllowed, Warning, "A 204 response shows a body."},

	{RuleJSONSyntax, Warning, "A JSON body doesn't parse."},

	{RuleTableShape, Warning, "A table row doesn't fit the table's header."},
	{RuleBlankPermission, Warning, "A permission cell is blank."},
	{RuleHTMLTable, Warning, "A table is written in HTML, which is not read."},

	{RuleGivenName, Warning, "A name that the manifest lists cannot be kept."},

	{RuleStubGone, Warning, "A method of the stubs is for an operation that is no longer generated."},
	{RuleOrphan, Warning, "A generated file that nothing generates any more is not removed, since it may have been changed."},

	{RuleNoOperation, Error, "No operation can be generated from the page."},
	{RuleSeveralOnPage, Info, "A page documents more than one operation."},
	{RuleSharedRoute, Info, "Several operations share one method and path."},
	{RuleSeveralResults, Info, "An operation documents answers of several kinds; one is generated."},
	{RuleName, Info, "A short name is taken, so a longer one was given."},
	{RuleUnexpectedBody, Warning, "The prose says that there is no request body, the sample sends one."},
	{RuleSampleRoute, Warning, "A sample's path matches none of the documented paths."},
	{RuleSampleMethod, Warning, "A sample's method is not a documented one."},
	{RuleFunctionArgs, Warning, "The request line leaves out the arguments that a sample gives the function."},
	{RuleSampleStatus, Warning, "A sample's status is not one that the operation documents."},
	{RuleSampleBody, Warning, "A sample's body is not what the operation documents."},
	{RuleUndeclaredMember, Warning, "A sample has a member that its type doesn't declare."},
	{RuleMemberType, Warning, "A sample's value doesn't have the declared type."},
	{RuleNoBody, Warning, "The operation documents a body, the sample has none."},
	{RuleUnpairedSample, Info, "A request sample has no response sample, or the other way round."},
	{RuleResponseType, Warning, "Annotation, prose and sample name different response types."},
	{RuleCollection, Warning, "Annotation, prose and sample disagree on collection or single value."},

	{RuleUnknownType, Warning, "A type is named that no page declares."},
	{RuleTypeConflict, Warning, "Pages declare one type in different ways."},
	{RuleEnumMember, Warning, "A property lists a value that its enumeration doesn't have."},
	{RuleBaseCycle, Warning, "A type is its own base type."},
}

// RuleDoc says in one sentence what is wrong where a rule reports something, "" for an
// ID that is not listed.
func RuleDoc(id string) string {
	for _, r := range Rules {
		if r.ID == id {
			return r.Doc
		}
	}
	return ""
}

func severityOf(id string) Severity {
	for _, r := range Rules {
		if r.ID == id {
			return r.Severity
		}
	}
	panic("model: rule " + id + " is not listed in Rules")
}
