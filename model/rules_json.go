package model

// The rules about bodies.
const (
	RuleJSONSyntax = "json/syntax"
)

var jsonRules = []Rule{
	{RuleJSONSyntax, Warning, "A JSON body doesn't parse."},
}
