package model

import "slices"

// Rule describes one kind of finding.
type Rule struct {
	// ID is family/name. It is stable: configs and suppressions name it.
	ID       string
	Severity Severity
	Doc      string // one sentence: what is wrong
}

// Rules lists every rule that docbind can report, sorted by family: what part of a page a
// rule is about. There is a file a family.
var Rules = slices.Concat(
	pageRules,
	linkRules,
	annotationRules,
	httpRules,
	jsonRules,
	tableRules,
	operationRules,
	contractRules,
	resourceRules,
	manifestRules,
	stubRules,
	outputRules,
	lintRules,
)

// ruleIndex finds rules by their IDs.
var ruleIndex = func() map[string]*Rule {
	index := make(map[string]*Rule, len(Rules))
	for i := range Rules {
		index[Rules[i].ID] = &Rules[i]
	}
	return index
}()

// RuleDoc says in one sentence what is wrong where a rule reports something, "" for an
// ID that is not listed.
func RuleDoc(id string) string {
	if r := ruleIndex[id]; r != nil {
		return r.Doc
	}
	return ""
}

func severityOf(id string) Severity {
	if r := ruleIndex[id]; r != nil {
		return r.Severity
	}
	panic("model: rule " + id + " is not listed in Rules")
}
