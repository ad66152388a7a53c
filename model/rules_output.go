package model

// The rules about what an earlier run has generated.
const (
	RuleStale = "output/orphan"
)

var outputRules = []Rule{
	{RuleStale, Warning, "A generated file that nothing generates any more is not removed, since it may have been changed."},
}
