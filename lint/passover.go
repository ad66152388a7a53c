package lint

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/docbind/docbind/model"
)

// Docs of this format list messages of the checker of their house that are to be passed over,
// in the page annotation: "suppressions": ["Error: get_x/type:\r\n Expected type …"].

// suppression is an entry of such a list.
type suppression struct {
	at   model.Span
	text string // white space folded
	used bool
}

// passOver leaves out the findings that the page's own annotation suppresses, and reports
// the entries that suppress nothing.
func (p *page) passOver(findings []model.Finding) (kept []model.Finding, suppressed []Suppressed) {
	list := p.suppressions()
	if len(list) == 0 {
		return findings, nil
	}
	for _, f := range findings {
		by := ""
		for i := range list {
			if list[i].holds(f) {
				list[i].used, by = true, list[i].text
			}
		}
		if by == "" {
			kept = append(kept, f)
		} else {
			suppressed = append(suppressed, Suppressed{f, "suppressions of the page annotation: " + by})
		}
	}
	for _, e := range list {
		if !e.used {
			f := model.NewFinding(model.RulePageSuppression, p.pos(e.at), "no finding is suppressed by this")
			f.Fix = "leave it out, unless another checker needs it"
			kept = append(kept, f)
		}
	}
	return kept, suppressed
}

// suppressions returns the entries of a page's annotation.
func (p *page) suppressions() []suppression {
	var out []suppression
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Kind != model.CommentBlock {
			continue
		}
		for j := range b.Members {
			if m := &b.Members[j]; len(m.Key.Value) == len("suppressions") && strings.EqualFold(m.Key.Value, "suppressions") {
				out = append(out, entries(m.Value)...)
			}
		}
	}
	return out
}

// entries reads a JSON array of strings with the places of its elements.
func entries(list model.Text) []suppression {
	d := json.NewDecoder(strings.NewReader(list.Value))
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil
	}
	var out []suppression
	for d.More() {
		before := int(d.InputOffset())
		var text string
		if err := d.Decode(&text); err != nil {
			return out
		}
		start := before + len(list.Value[before:]) - len(strings.TrimLeft(list.Value[before:], ", \t\r\n"))
		at := model.Span{Start: list.Pos.Start + int32(start), End: list.Pos.Start + int32(d.InputOffset())}
		out = append(out, suppression{at: at, text: strings.Join(strings.Fields(text), " ")})
	}
	return out
}

// holds reports whether an entry is for a finding: it is the id of the rule, a part of the
// message, or a message of the old checker about the same thing.
func (e *suppression) holds(f model.Finding) bool {
	if e.text == f.Rule || e.text == "" {
		return e.text != ""
	}
	const least = 12 // letters, so that a word doesn't suppress everything
	if len(e.text) >= least && strings.Contains(f.Message, e.text) {
		return true
	}
	for _, m := range oldMessages {
		if m.rule != f.Rule {
			continue
		}
		if found := m.form.FindStringSubmatch(e.text); found != nil && namesWord(f.Message, shortName(found[1])) {
			return true
		}
	}
	return false
}

// namesWord reports whether a text has a word that letters and digits don't go on.
func namesWord(text, word string) bool {
	for from := 0; word != ""; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(word)
		if (i == 0 || !isLetter(text[i-1]) && !isDigit(text[i-1])) && (end == len(text) || !isLetter(text[end]) && !isDigit(text[end])) {
			return true
		}
		from = i + 1
	}
	return false
}

// oldMessages are the messages of the old checker that a rule has its own words for. The
// group is the name that the finding must be about.
var oldMessages = []struct {
	rule string
	form *regexp.Regexp
}{
	{model.RuleMemberType, regexp.MustCompile(`Expected type \S+ but actual was \S+\. Property: ([\w.@-]+),`)},
	{model.RuleUnknownType, regexp.MustCompile(`Referenced type ([\w.]+) is not defined in the doc set`)},
	{model.RuleUndeclaredMember, regexp.MustCompile(`Undocumented property '([\w.@-]+)'`)},
	{model.RuleLinkMissing, regexp.MustCompile(`FileNotFound: '([^']+)'`)},
}
