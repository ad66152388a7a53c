package model

// The rules about types.
const (
	RuleUnknownType  = "resource/unknown-type"
	RuleTypeConflict = "resource/conflict"
	RuleEnumMember   = "resource/enum-member"
	RuleBaseCycle    = "resource/base-cycle"
)

var resourceRules = []Rule{
	{RuleUnknownType, Warning, "A type is named that no page declares."},
	{RuleTypeConflict, Warning, "Pages declare one type in different ways."},
	{RuleEnumMember, Warning, "A property lists a value that its enumeration doesn't have."},
	{RuleBaseCycle, Warning, "A type is its own base type."},
}
