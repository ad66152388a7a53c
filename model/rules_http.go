package model

// The rules about request lines, paths, status lines and headers.
const (
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
)

var httpRules = []Rule{
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
}
