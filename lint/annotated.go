package lint

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// annotatedReason is the reason of what a page annotation suppresses.
const annotatedReason = "the page annotation suppresses it"

// annotated is what an entry of suppressions in a page annotation is about. The entries are
// messages of the checker that the annotations were made for, which compares them whole:
//
//	Error: update_item/underline:\r\n Expected type String but actual was Single. Property: underline, …
//	Error: microsoft.graph.item/properties:\r\n Referenced type microsoft.graph.object is not defined …
//
// docbind words its own in other ways, so it takes the names from them: a finding is meant
// if it is about the same property, or the same type.
type annotated struct {
	types bool   // it is about a type that is not declared
	name  string // of the property or the type
}

var (
	annotatedType     = regexp.MustCompile(`Referenced type (\S+) is not defined`)
	annotatedProperty = regexp.MustCompile(`Property: ([^\s,]+)`)
	annotatedPath     = regexp.MustCompile(`^\s*\w+: (?:[^\s:]*/)?([^\s:/]+):`)
)

// annotatedSuppressions reads the suppressions of the page annotation.
func (p *page) annotatedSuppressions() []annotated {
	var list []annotated
	for i := range p.Blocks {
		for _, m := range p.Blocks[i].Members {
			var entries []string
			if !strings.EqualFold(m.Key.Value, "suppressions") || json.Unmarshal([]byte(m.Value.Value), &entries) != nil {
				continue
			}
			for _, e := range entries {
				if m := annotatedType.FindStringSubmatch(e); m != nil {
					list = append(list, annotated{true, m[1][strings.LastIndexByte(m[1], '.')+1:]})
				} else if m := firstMatch(e, annotatedProperty, annotatedPath); m != "" {
					list = append(list, annotated{false, m})
				}
			}
		}
	}
	return list
}

// firstMatch returns what the first of some expressions finds in a text, "" if none does.
func firstMatch(text string, expressions ...*regexp.Regexp) string {
	for _, r := range expressions {
		if m := r.FindStringSubmatch(text); m != nil {
			return m[1]
		}
	}
	return ""
}

// means reports whether an entry is about the same as a finding: a type that is unknown, or
// the type that a property or its value has.
func (a annotated) means(f model.Finding) bool {
	if a.types && f.Rule != model.RuleUnknownType || !strings.HasSuffix(f.Rule, "-type") {
		return false
	}
	return hasWord(f.Message, a.name)
}

// hasWord reports whether a text has a word of letters, digits and underscores.
func hasWord(text, word string) bool {
	return slices.Contains(strings.FieldsFunc(text, func(r rune) bool {
		return r != '_' && r != '@' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}), word)
}
