package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// refine makes of what resolve reported what an author has to mend: one finding for a
// member that many samples show and one table lacks, and none for what another rule
// explains.
func (s *set) refine(findings []model.Finding) []model.Finding {
	out := make([]model.Finding, 0, len(findings))
	first := map[string]int{} // undeclared members, indexes into out
	for _, f := range findings {
		switch p := s.byPath[f.Pos.Path()]; {
		case p == nil:
		case len(out) > 0 && mendsBoth(&out[len(out)-1], &f):
			continue
		case f.Rule == model.RuleUndeclaredMember && p.explains(f.Pos):
			continue
		case f.Rule == model.RuleStatusMissing && s.habits.bare:
			continue // so are the answers of these docs
		case f.Rule == model.RuleUnknownType && p.representation(f.Pos):
			continue // shownType says it of the very name
		case f.Rule == model.RuleMemberType && p.showsTypeName(f.Pos):
			continue // what stands for a value is another rule's
		case f.Rule == model.RuleNoBody && p.laterMessage(f.Pos):
			continue // that a block holds several messages, too
		case f.Rule == model.RuleUnexpectedBody && p.ofGet(f.Pos):
			continue // that a GET has none, too
		case f.Rule == model.RuleUnknownType && s.described(p, undeclaredType(f.Message)):
			continue // a section of the page is about it, or a page without properties
		case f.Rule == model.RuleNoBody && p.omissible(f.Pos):
			continue // all that it could send may be left out
		case f.Rule == model.RuleOtherHost && p.reports(model.RuleHost, f.Pos.Line):
			continue // the host is misspelt, not another one
		case f.Rule == model.RuleUnknownType && f.Fix == "":
			s.suggest(&f)
		case f.Rule == model.RuleUndeclaredMember && f.Fix == "" && len(f.Related) > 0 && f.Related[0].File != f.Pos.File:
			key := fmt.Sprint(f.Message, f.Related[0])
			if i, ok := first[key]; ok {
				out[i].Related = append(out[i].Related, f.Pos)
				continue
			}
			first[key] = len(out)
			f.Related = slices.Clone(f.Related)
		}
		out = append(out, f)
	}
	for i := range out {
		f := &out[i]
		if f.Rule != model.RuleUndeclaredMember || len(f.Related) == 0 {
			continue
		}
		if f.Fix == "" {
			s.suggestMember(s.byPath[f.Pos.Path()], f)
		}
		if len(f.Related) > 1 { // the type, and the other samples
			f.Message += fmt.Sprintf(" (%s)", others(len(f.Related)-1))
		}
	}
	return out
}

// mendsBoth reports whether what mends a finding does for the next one, too: a member that neither of two
// types has, arguments for which the request line has other values and no quotes. One that lacks its quotes
// has a finding of its own.
func mendsBoth(f, next *model.Finding) bool {
	if f.Rule != next.Rule || f.Pos != next.Pos {
		return false
	}
	return f.Rule == model.RuleUndeclaredMember || f.Rule == model.RuleFunctionArgs && strings.HasPrefix(f.Message, "the request line gives ")
}

// reports reports whether the page has a finding of a rule on a line.
func (p *page) reports(rule string, line int32) bool {
	return slices.ContainsFunc(p.findings, func(f model.Finding) bool { return f.Rule == rule && f.Pos.Line == line })
}

// others says how many more samples have a member.
func others(n int) string {
	if n == 1 {
		return "1 more sample has it"
	}
	return fmt.Sprintf("%d more samples have it", n)
}

// suggest adds the type that may be meant by one that no page declares.
func (s *set) suggest(f *model.Finding) {
	if meant := s.types.meant(undeclaredType(f.Message)); meant != "" {
		f.Fix = "write " + shortName(meant) + ", if that is meant"
	}
}

// undeclaredType returns the type that a message says no page declares, "" if it says no such thing.
func undeclaredType(message string) string {
	_, rest, _ := strings.Cut(message, "declares the type ")
	name, _, _ := strings.Cut(rest, " ")
	return name
}

// described reports whether a section of the page, or another page, is about a type of that name.
func (s *set) described(p *page, name string) bool {
	if !typeLike(name) {
		return false
	}
	return p.headed(shortName(name)) || s.titled[strings.ToLower(shortName(name))]
}

// omissible reports whether a request may leave out all of its body: the descriptions of all
// parameters say so.
func (p *page) omissible(pos model.Position) bool {
	asks := slices.ContainsFunc(p.Samples, func(m model.Sample) bool { return m.Kind == model.RequestSample && m.Pos.Start == pos.Start })
	some := false
	for i := range p.Parameters {
		if row := &p.Parameters[i]; row.In == model.InBody {
			some = true
			if text := strings.ToLower(row.Description.Value); !strings.HasPrefix(text, "optional") && !strings.Contains(text, "if omitted") && !strings.Contains(text, "can be omitted") {
				return false
			}
		}
	}
	return asks && some
}

// explains reports whether another finding of the page is about all of a body.
func (p *page) explains(pos model.Position) bool {
	return slices.ContainsFunc(p.explained, func(at model.Span) bool { return at.Start <= pos.Start && pos.Start < at.End })
}

// laterMessage reports whether a message is not the first of its code block.
func (p *page) laterMessage(pos model.Position) bool {
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Text.Start <= pos.Start && pos.Start < b.Text.End {
			return strings.TrimSpace(p.Text[b.Text.Start:pos.Start]) != ""
		}
	}
	return false
}

// ofGet reports whether a position is in the body of a GET or HEAD request.
func (p *page) ofGet(pos model.Position) bool {
	return slices.ContainsFunc(p.Samples, func(s model.Sample) bool {
		return s.Body.Text.Pos.Start == pos.Start && (s.Method.Value == "GET" || s.Method.Value == "HEAD")
	})
}

// showsTypeName reports whether a value in a sample is the name of a primitive in quotes.
func (p *page) showsTypeName(pos model.Position) bool {
	rest, quoted := strings.CutPrefix(p.Text[pos.Start:], `"`)
	name, _, _ := strings.Cut(rest, `"`)
	name, _, _ = strings.Cut(name, " ")
	return quoted && isPrimitive(strings.TrimPrefix(name, "Edm."))
}

// representation reports whether a position is in the JSON representation of a type.
func (p *page) representation(pos model.Position) bool {
	return slices.ContainsFunc(p.Resources, func(r model.Resource) bool {
		return r.JSON.JSON != "" && r.JSON.Text.Pos.Start <= pos.Start && pos.Start < r.JSON.Text.Pos.End
	})
}
