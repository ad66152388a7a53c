package model

// The rules about the JSON in comments that says what a code block is.
const (
	RuleAnnotationJSON     = "annotation/malformed-json"
	RuleAnnotationKey      = "annotation/unknown-key"
	RuleAnnotationValue    = "annotation/unknown-value"
	RuleAnnotationDetached = "annotation/detached"
	RuleAnnotationMissing  = "annotation/missing"
	RuleAnnotationNone     = "annotation/none"
	RuleNameMissing        = "annotation/missing-name"
	RuleNameTwice          = "annotation/duplicate-name"
	RuleNameShared         = "annotation/shared-name"
	RuleUnknownRequest     = "annotation/unknown-request"
	RuleSecondResponse     = "annotation/second-response"
	RuleUnpairedResponse   = "annotation/unpaired-response"
	RuleSampleKeys         = "annotation/sample-keys"
)

var annotationRules = []Rule{
	{RuleAnnotationJSON, Error, "An annotation's JSON is malformed."},
	{RuleAnnotationKey, Warning, "An annotation has a key that the format doesn't know."},
	{RuleAnnotationValue, Error, "An annotation has a value that the format doesn't know."},
	{RuleAnnotationDetached, Warning, "An annotation is not directly before the code block that it describes."},
	{RuleAnnotationMissing, Warning, "An HTTP code block has no annotation, others of the page have one."},
	{RuleAnnotationNone, Info, "No HTTP sample of the page has an annotation."},
	{RuleNameMissing, Warning, "The annotation of a request has no name."},
	{RuleNameTwice, Error, "Two requests of a page have the same name."},
	{RuleNameShared, Info, "Requests of two pages have the same name."},
	{RuleUnknownRequest, Error, "A response names a request that the page doesn't have."},
	{RuleSecondResponse, Info, "A request has a second response."},
	{RuleUnpairedResponse, Warning, "A response has no request."},
	{RuleSampleKeys, Error, "A sample key doesn't occur in the request."},
}
