package model

// The rules about the names of an earlier run.
const (
	RuleGivenName = "manifest/name"
)

var manifestRules = []Rule{
	{RuleGivenName, Warning, "A name that the manifest lists cannot be kept."},
}
