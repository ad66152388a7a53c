package lint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/model"
)

// Suppressed is a finding that a comment on the page says not to report.
type Suppressed struct {
	model.Finding
	// Reason is the one that the comment gives, "" if it gives none.
	Reason string
}

// suppress takes away the findings on a page that its directives name, and reports what is
// wrong with these.
func (p *page) suppress(findings []model.Finding) (kept []model.Finding, suppressed []Suppressed) {
	p.findings = nil
	list := p.directives()
	if len(list) == 0 {
		return findings, nil
	}
	byStart(findings)
	w := newWalk(list)
	for _, f := range findings {
		if d := w.suppressing(f); d != nil {
			suppressed = append(suppressed, Suppressed{f, d.reason})
		} else {
			kept = append(kept, f)
		}
	}
	above := disabled{}
	for i := range list {
		p.checkDirective(&list[i], above)
		above.add(&list[i])
	}
	return append(kept, p.findings...), suppressed
}

func byStart(findings []model.Finding) {
	slices.SortStableFunc(findings, func(a, b model.Finding) int { return cmp.Compare(a.Pos.Start, b.Pos.Start) })
}

// walk goes through a page, from directive to directive and finding to finding.
type walk struct {
	left   []*directive // those that lie ahead, by where they begin to hold
	passed int
	ranges map[string]holder // the last disable or enable, by the name of rules
	others map[string]holder // what holds furthest, by the name of rules
}

// holder is a directive that holds for some rules.
type holder struct {
	*directive
	rule  *named
	order int
}

func newWalk(list []directive) *walk {
	w := &walk{ranges: map[string]holder{}, others: map[string]holder{}}
	for i := range list {
		w.left = append(w.left, &list[i])
	}
	slices.SortStableFunc(w.left, func(a, b *directive) int { return cmp.Compare(a.from(), b.from()) })
	return w
}

// suppressing returns the directive that suppresses a finding, nil if none does. Findings
// must be asked for in their order.
func (w *walk) suppressing(f model.Finding) *directive {
	for ; w.passed < len(w.left) && w.left[w.passed].from() <= f.Pos.Start; w.passed++ {
		w.pass(w.left[w.passed])
	}
	family, _, _ := strings.Cut(f.Rule, "/")
	var last holder
	for _, name := range []string{f.Rule, family, everyRule} {
		if h, ok := w.ranges[name]; ok && (last.directive == nil || h.order > last.order) {
			last = h
		}
	}
	if last.directive != nil && last.name == disable {
		last.rule.used = true
		return last.directive
	}
	for _, name := range []string{f.Rule, family} {
		if h, ok := w.others[name]; ok && f.Pos.Start < h.holds.End {
			h.rule.used = true
			return h.directive
		}
	}
	return nil
}

// pass takes in a directive that begins to hold.
func (w *walk) pass(d *directive) {
	for _, n := range d.rules {
		h := holder{d, n, w.passed}
		if d.isRange() {
			w.ranges[n.name] = h
		} else if old, ok := w.others[n.name]; !ok || d.holds.End > old.holds.End {
			w.others[n.name] = h
		}
	}
}

// checkDirective reports what is wrong with a directive; above is what is disabled above it.
func (p *page) checkDirective(d *directive, above disabled) {
	if !slices.Contains(directiveNames, d.name) {
		names := near.Names(short(d.name), slices.Values(directiveNames))
		p.report(model.RuleUnknownDirective, d.word, directiveMark+short(d.name)+" is no directive", "write "+directiveMark+names[0])
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
			p.report(model.RuleUnknownDirective, n.at, "there is no rule or family "+short(n.name), "write "+NearestRules(short(n.name))[0])
			used = append(used, n.name)
		case n.used || d.name == enable && above.has(n.name):
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

// short returns a name no longer than one that could be meant.
func short(name string) string {
	const most = 60
	if len(name) <= most {
		return name
	}
	return strings.ToValidUTF8(name[:most], "") + "…"
}

// disabled are names of rules and families for which a range has begun: true as they are
// written, false for the families of what is written.
type disabled map[string]bool

func (a disabled) add(d *directive) {
	for _, n := range d.rules {
		if d.name == disable {
			family, _, _ := strings.Cut(n.name, "/")
			if !a[family] {
				a[family] = false
			}
			a[n.name] = true
		}
	}
}

// has reports whether there is something to enable.
func (a disabled) has(name string) bool {
	family, rule, _ := strings.Cut(name, "/")
	_, part := a[family]
	return name == everyRule && len(a) > 0 || a[name] || a[family] || part && rule == ""
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
		p.report(model.RuleUnusedDirective, d.at, message, "remove it from the directive",
			model.Edit{Span: d.list, New: strings.Join(used, ", ")})
		return
	}
	edit, safe := p.without(d.at)
	p.report(model.RuleUnusedDirective, d.at, message, "remove the directive", edit).Unsafe = !safe
}

// without returns the edit that removes a comment, with its line if it has it to itself.
// What stands above and below must not grow together: safe tells that it doesn't.
func (p *page) without(at model.Span) (edit model.Edit, safe bool) {
	first, last := p.lineOf(at.Start), p.lineOf(at.End)
	blank := func(s model.Span) bool { return strings.TrimSpace(p.text(s)) == "" }
	if b := p.blockAt(at.Start); b != nil && b.Kind == model.CommentBlock && strings.TrimSpace(p.text(b.Span)) != p.text(at) {
		return model.Edit{Span: at}, false // the rest of the HTML might be read as something else
	}
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
