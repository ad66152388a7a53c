package model

// The rules about the JSON in comments that says what a code block is.
const (
	RuleAnnotationJSON     = "annotation/malformed-json"
	RuleAnnotationDetached = "annotation/detached"
	RuleAnnotationValue    = "annotation/unknown-value"
)

var annotationRules = []Rule{
	{RuleAnnotationJSON, Warning, "An annotation's JSON is malformed."},
	{RuleAnnotationDetached, Warning, "An annotation is not directly before the code block that it describes."},
	{RuleAnnotationValue, Warning, "An annotation has a blockType that the format doesn't know."},
}
