package model

// The rules about types.
const (
	RuleUnknownType      = "resource/unknown-type"
	RuleTypeConflict     = "resource/conflict"
	RuleEnumMember       = "resource/enum-member"
	RuleBaseCycle        = "resource/base-cycle"
	RuleUnknownBase      = "resource/unknown-base"
	RuleShownType        = "resource/json-type"
	RuleNotInJSON        = "resource/not-in-json"
	RuleNotInTable       = "resource/not-in-table"
	RuleOptionalProperty = "resource/optional-property"
	RuleKeyProperty      = "resource/key-property"
	RuleNamespace        = "resource/namespace"
	RuleMethodResult     = "resource/method-result"
)

var resourceRules = []Rule{
	{RuleUnknownType, Warning, "A type is named that no page declares."},
	{RuleTypeConflict, Warning, "Pages declare one type in different ways."},
	{RuleEnumMember, Warning, "A property lists a value that its enumeration doesn't have."},
	{RuleBaseCycle, Error, "A type is its own base type."},
	{RuleUnknownBase, Warning, "The base type is one that no page declares."},
	{RuleShownType, Warning, "The JSON representation shows another kind of value than the table says."},
	{RuleNotInJSON, Warning, "The properties table lists a property that the JSON representation doesn't show."},
	{RuleNotInTable, Warning, "The JSON representation shows a property that no table lists."},
	{RuleKeyProperty, Warning, "The key is a property that the type doesn't have."},
	{RuleOptionalProperty, Warning, "An annotation calls a property optional that the type doesn't have."},
	{RuleNamespace, Warning, "The annotation has another namespace than the page, or the page one that is misspelt."},
	{RuleMethodResult, Warning, "The table of methods says that a method answers with something else than its page does."},
}
