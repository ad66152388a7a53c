package model

// The rules about what is generated of a page.
const (
	RuleNoOperation    = "operation/not-generatable"
	RuleNoHeading      = "operation/no-heading"
	RuleSeveralOnPage  = "operation/several-on-page"
	RuleSharedRoute    = "operation/shared-route"
	RuleSeveralResults = "operation/several-results"
	RuleOtherHost      = "operation/other-host"
	RuleName           = "operation/name"
)

var operationRules = []Rule{
	{RuleNoOperation, Error, "No operation can be generated from the page."},
	{RuleNoHeading, Info, "A page shows annotated requests, or lists parameters of one, but no request line makes it an operation."},
	{RuleSeveralOnPage, Info, "A page documents more than one operation."},
	{RuleSharedRoute, Info, "Several operations share one method and path."},
	{RuleSeveralResults, Info, "An operation documents answers of several kinds; one is generated."},
	{RuleOtherHost, Warning, "All requests of an operation go to another host than those of most others."},
	{RuleName, Info, "A short name is taken, so a longer one was given."},
}
