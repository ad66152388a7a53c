package model

// The rules about request lines, paths, status lines and headers.
const (
	RuleEmptyRequestBlock  = "http/empty-request-block"
	RuleRequestLine        = "http/request-line"
	RuleMethodMissing      = "http/method-missing"
	RuleUnknownMethod      = "http/unknown-method"
	RulePathMissing        = "http/path-missing"
	RulePathSlash          = "http/path-slash"
	RuleGeneratorText      = "http/generator-text"
	RulePlaceholder        = "http/placeholder"
	RuleEllipsis           = "http/ellipsis"
	RuleNotation           = "http/placeholder-notation"
	RuleDuplicateTemplate  = "http/duplicate-template"
	RuleQuery              = "http/query"
	RuleHost               = "http/host"
	RuleVersion            = "http/version"
	RuleStatusLine         = "http/status-line"
	RuleStatusReason       = "http/status-reason"
	RuleStatusMissing      = "http/status-missing"
	RuleBlankBeforeHeaders = "http/blank-before-headers"
	RuleNoBlankBeforeBody  = "http/no-blank-before-body"
	RuleHeaderSyntax       = "http/header-syntax"
	RuleHeaderSpace        = "http/header-space"
	RuleHeaderName         = "http/header-name"
	RuleRepeatedHeader     = "http/repeated-header"
	RuleNoContentType      = "http/content-type-missing"
	RuleLoneContentType    = "http/content-type-without-body"
	RuleSeveralMessages    = "http/several-messages"
	RuleBodyOnGet          = "http/body-on-get"
	RuleBodyNotAllowed     = "http/body-not-allowed"
	RuleTypedNoContent     = "http/typed-no-content"
)

var httpRules = []Rule{
	{RuleEmptyRequestBlock, Error, "The HTTP request block is empty."},
	{RuleRequestLine, Warning, "A line of the HTTP request block is not a request line."},
	{RuleMethodMissing, Error, "A request line has a path but no method."},
	{RuleUnknownMethod, Error, "A request line begins with a word that is no HTTP method."},
	{RulePathMissing, Error, "A request names only the host, not the path."},
	{RulePathSlash, Warning, "A path doesn't begin with a slash."},
	{RuleGeneratorText, Error, "Text of a docs generator was left in a path."},
	{RulePlaceholder, Error, "A path cannot be read: a placeholder is unbalanced, or a segment empty."},
	{RuleEllipsis, Info, "Dots stand for segments of a path."},
	{RuleNotation, Info, "A placeholder is not written in braces, or has blanks around it."},
	{RuleDuplicateTemplate, Error, "A request line stands twice on the page."},
	{RuleQuery, Warning, "The query of a request is misspelt."},
	{RuleHost, Warning, "A sample goes to a host that looks like the usual one misspelt."},
	{RuleVersion, Warning, "A request names another version of the API than the other pages."},
	{RuleStatusLine, Error, "A status line is not HTTP/version code reason (RFC 9112, section 4)."},
	{RuleStatusReason, Warning, "A status has no reason, or that of another one."},
	{RuleStatusMissing, Warning, "A response sample has no status line and no headers."},
	{RuleBlankBeforeHeaders, Error, "A blank line separates the first line of a message from its headers."},
	{RuleNoBlankBeforeBody, Error, "No blank line separates the headers of a message from its body."},
	{RuleHeaderSyntax, Error, "A header is not Name: value (RFC 9112, section 5)."},
	{RuleHeaderSpace, Info, "No space follows the colon of a header."},
	{RuleHeaderName, Warning, "The name of a header, or the type of media in one, is misspelt."},
	{RuleRepeatedHeader, Error, "A message has the same header twice."},
	{RuleNoContentType, Warning, "A message has a body but no Content-Type."},
	{RuleLoneContentType, Warning, "A message has a Content-Type but no body."},
	{RuleSeveralMessages, Warning, "A code block holds more than one HTTP message."},
	{RuleBodyOnGet, Warning, "A GET or HEAD request has a body."},
	{RuleBodyNotAllowed, Error, "A 204 response shows a body."},
	{RuleTypedNoContent, Warning, "A 204 response is said to have a type or a body."},
}
