package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// Suppressed is a finding that a comment on the page says not to report.
type Suppressed struct {
	model.Finding
	// Reason is the one that the comment gives, "" if it gives none.
	Reason string
}

// suppress takes away the findings on a page that its directives name, or its annotation,
// and reports what is wrong with the directives.
func (p *page) suppress(findings []model.Finding) (kept []model.Finding, suppressed []Suppressed) {
	list := p.directives()
	var annotations []annotated
	if len(findings) > 0 {
		annotations = p.annotatedSuppressions()
	}
	if len(list) == 0 && len(annotations) == 0 {
		return findings, nil
	}
	for _, f := range findings {
		if d, rule := suppressing(list, f); d != nil {
			rule.used = true
			suppressed = append(suppressed, Suppressed{f, d.reason})
		} else if slices.ContainsFunc(annotations, func(a annotated) bool { return a.means(f) }) {
			suppressed = append(suppressed, Suppressed{f, annotatedReason})
		} else {
			kept = append(kept, f)
		}
	}
	p.findings = nil
	for i := range list {
		p.checkDirective(&list[i], list[:i])
	}
	return append(kept, p.findings...), suppressed
}

// suppressing returns the directive that suppresses a finding, and the rule of it that
// names the finding; nil if none does.
func suppressing(list []directive, f model.Finding) (*directive, *named) {
	var by *directive
	var rule *named
	for i := range list { // the last of the ranges decides
		d := &list[i]
		if d.name != disable && d.name != enable || f.Pos.Start < d.at.End {
			continue
		}
		if n := d.naming(f.Rule); n != nil && d.name == disable {
			by, rule = d, n
		} else if n != nil {
			by = nil
		}
	}
	for i := 0; i < len(list) && by == nil; i++ {
		if d := &list[i]; d.holds.Start <= f.Pos.Start && f.Pos.Start < d.holds.End {
			if n := d.naming(f.Rule); n != nil {
				by, rule = d, n
			}
		}
	}
	return by, rule
}

// checkDirective reports what is wrong with a directive; before are those above it.
func (p *page) checkDirective(d *directive, before []directive) {
	if !slices.Contains(directiveNames, d.name) {
		near := resolve.Nearest(d.name, slices.Values(directiveNames))
		p.report(model.RuleUnknownDirective, d.word, directiveMark+d.name+" is no directive", "write "+directiveMark+near[0])
		return
	}
	if len(d.rules) == 0 {
		p.report(model.RuleUnknownDirective, d.word, directiveMark+d.name+" names no rule", "name those that it is for, http/status-line or a family: http")
		return
	}
	var unused, used []string
	for _, n := range d.rules {
		switch {
		case !Known(n.name) && n.name != everyRule:
			p.report(model.RuleUnknownDirective, n.at, "there is no rule or family "+n.name, "write "+NearestRules(n.name)[0])
			used = append(used, n.name)
		case n.used || d.name == enable && disabled(before, n.name):
			used = append(used, n.name)
		default:
			unused = append(unused, n.name)
		}
	}
	if len(unused) > 0 {
		p.reportUnused(d, unused, used)
	} else if d.reason == "" && d.name != enable {
		p.report(model.RuleSuppressionReason, d.word, "the directive gives no reason", "write it behind the rules: -- why this is not to be reported")
	}
}

// disabled reports whether a directive begins a range for a rule.
func disabled(list []directive, rule string) bool {
	return slices.ContainsFunc(list, func(d directive) bool {
		return d.name == disable && slices.ContainsFunc(d.rules, func(n *named) bool {
			return rule == everyRule || Names(n.name, rule) || Names(rule, n.name)
		})
	})
}

// reportUnused reports the rules of a directive that find nothing. The directive goes if
// none else is left.
func (p *page) reportUnused(d *directive, unused, used []string) {
	message := strings.Join(unused, " and ") + " finds nothing here that could be suppressed"
	if d.name == enable {
		message = "nothing above disables " + strings.Join(unused, " and ")
		if unused[0] == everyRule {
			message = "nothing above is disabled"
		}
	}
	if len(used) > 0 {
		p.report(model.RuleUnusedSuppression, d.at, message, "remove it from the directive",
			model.Edit{Span: d.list, New: strings.Join(used, ", ")})
		return
	}
	edit, safe := p.without(d.at)
	p.report(model.RuleUnusedSuppression, d.at, message, "remove the directive", edit).Unsafe = !safe
}

// without returns the edit that removes a comment, with its line if it has it to itself.
// What stands above and below must not grow together: safe tells that it doesn't.
func (p *page) without(at model.Span) (edit model.Edit, safe bool) {
	first, last := p.lineOf(at.Start), p.lineOf(at.End)
	blank := func(s model.Span) bool { return strings.TrimSpace(p.text(s)) == "" }
	if !blank(model.Span{Start: first.Start, End: at.Start}) || !blank(model.Span{Start: at.End, End: last.End}) {
		for at.Start > first.Start && p.Text[at.Start-1] == ' ' && at.End == last.End {
			at.Start--
		}
		return model.Edit{Span: at}, true
	}
	above := first.Start == 0 || blank(p.lineOf(first.Start-1))
	next := int32(len(p.Text))
	if n := strings.IndexByte(p.Text[last.End:], '\n'); n >= 0 {
		next = last.End + int32(n) + 1
	}
	below := int(next) == len(p.Text) || blank(p.lineOf(next))
	if !above && !below {
		return model.Edit{Span: model.Span{Start: first.Start, End: last.End}}, false
	}
	if above && below && first.Start > 0 { // one blank line is enough
		next = max(next, p.lineOf(next).End)
		if int(next) < len(p.Text) {
			next += int32(strings.IndexByte(p.Text[next:], '\n')) + 1
		}
	}
	return model.Edit{Span: model.Span{Start: first.Start, End: next}}, true
}
