package model

// The rules about the stubs that somebody completes.
const (
	RuleStubGone = "stub/no-operation"
)

var stubRules = []Rule{
	{RuleStubGone, Warning, "A method of the stubs is for an operation that is no longer generated."},
}
