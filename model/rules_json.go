package model

// The rules about bodies.
const (
	RuleJSONSyntax  = "json/syntax"
	RuleJSONComment = "json/comment"
	RuleTwoMembers  = "json/duplicate-member"
	RuleTypeName    = "json/type-name"
	RuleLeftover    = "json/generator-text"
)

var jsonRules = []Rule{
	{RuleJSONSyntax, Error, "A JSON body doesn't parse."},
	{RuleJSONComment, Info, "A JSON body has comments."},
	{RuleTwoMembers, Warning, "Two members of an object have one name."},
	{RuleTypeName, Info, "A sample has the name of a type in the place of a value."},
	{RuleLeftover, Error, "Text of a docs generator was left where a value or a name belongs."},
}
