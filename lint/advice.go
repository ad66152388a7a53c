package lint

import "github.com/docbind/docbind/model"

// advice is what an author can do about a finding that doesn't say so itself: which of two places
// is wrong, docbind can't tell.
var advice = map[string]string{
	model.RuleUndeclaredMember: "add a row for it, or take it out of the sample",
	model.RuleMemberType:       "write such a value, or mend the type in the table",
	model.RuleCollection:       "say the same in both places",
	model.RuleResponseType:     "name the same type in both places",
	model.RuleSampleRoute:      "send the sample to a documented path, or add its path to the request lines",
	model.RuleSampleAlias:      "add it to the request lines, if callers should know of it",
	model.RuleSampleBody:       "make the two alike",
	model.RuleSampleMedia:      "document that kind of body, or send JSON",
	model.RulePathParameter:    "give the placeholder and the row one name",
	model.RuleUnpairedSample:   "show it",
	model.RuleNoBody:           "show the body, or say that there is none",
	model.RuleUnexpectedBody:   "take the body out, or document it",
	model.RuleRequiredMember:   "add it to the sample, or don't call it required",
	model.RuleRequiredHeader:   "add it to the sample, or don't call it required",
	model.RuleOtherText:        "show what was sent",
	model.RuleBodyType:         "name the documented type, or document this one",
	model.RuleKeyProperty:      "name one of its properties, or add a row for it",
	model.RuleOptionalProperty: "take it out, or add a row for it",
	model.RuleTypeConflict:     "say the same in both places",
	model.RuleUnknownType:      "write the name of a type that has a page, or add the page",
	model.RuleEnumMember:       "list it there, too, or take it out here",
	model.RuleGeneratorText:    "write what belongs here",
	model.RulePlaceholder:      "write a placeholder, a name in braces",
	model.RuleBodyNotAllowed:   "take the body out, or write the status that the operation answers with",
	model.RulePageNesting:      "nest them less deeply",
	model.RuleIncludeMissing:   "write the path of a file that is there",
	model.RuleIncludeOutside:   "correct the path, or move the file into the docs",
	model.RuleIncludeCycle:     "take one of the includes out",
	model.RuleRequestLine:      "write METHOD /path, or take the line out",
	model.RuleNoOperation:      "show the request below a heading HTTP request",
	model.RuleBaseCycle:        "name another base type, or none",
	model.RuleUnknownBase:      "name a type that has a page, or add the page",
}

// advise adds the advice to findings that have none.
func advise(findings []model.Finding) {
	for i := range findings {
		if f := &findings[i]; f.Fix == "" {
			f.Fix = advice[f.Rule]
		}
	}
}
