package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// unread returns the finding that kept a page from being read at all.
func unread(p *model.Page) *model.Finding {
	for i := range p.Findings {
		switch p.Findings[i].Rule {
		case model.RulePageEncoding, model.RulePageTooLarge, model.RulePageNesting, model.RulePageUnreadable:
			return &p.Findings[i]
		case model.RuleUnclosedComment:
			if len(p.Sections) == 0 { // it hides the page
				return &p.Findings[i]
			}
		}
	}
	return nil
}

// operationPage reports whether a page documents operations: it has request
// lines below a heading that announces them, or it says so. Conceptual and resource
// pages show requests, too, and some pages have the wrong doc_type.
func operationPage(p *model.Page) bool {
	for i := range p.Sections {
		if p.Sections[i].Kind == model.SectionHTTPRequest {
			return true
		}
	}
	docType := p.FrontMatterValue(docTypeKey).Value
	switch {
	case docType != "":
		return fold.HasPrefix(docType, "api") && (len(p.Templates) > 0 || len(p.Resources) == 0 && len(p.Enums) == 0)
	case tells(p):
		return false
	}
	return slices.ContainsFunc(p.Templates, func(t model.Template) bool { return announced(p, t) })
}

// announced reports whether a request line that no heading announces is more than an example,
// as README files and tutorials show them: it stands right below the title, or the page has a
// heading that only those of operations have.
func announced(p *model.Page, t model.Template) bool {
	if t.Section < 0 || p.Sections[t.Section].Level < 2 || p.Sections[t.Section].Kind == model.SectionOperation {
		return true
	}
	return slices.ContainsFunc(p.Sections, func(s model.Section) bool {
		return s.Kind > model.SectionHTTPRequest && s.Kind <= model.SectionResponse || s.Kind == model.SectionPermissions
	})
}

// tells reports whether a page says that it tells how something is done, and is no reference:
// as ms.topic, which has many values for that. A page with headings of several operations is a
// reference although it is called conceptual, which is what ms.topic says of any page.
func tells(p *model.Page) bool {
	topic := p.FrontMatterValue(topicKey).Value
	if fold.HasPrefix(topic, "conceptual") {
		headings := 0
		for i := range p.Sections {
			if p.Sections[i].Kind == model.SectionOperation {
				headings++
			}
		}
		return headings < 2
	}
	return topic != "" && !fold.HasPrefix(topic, "reference") && !fold.HasPrefix(topic, "article")
}

// skip reports a page that generates nothing. The reason is the first finding
// that kept its request lines from being read.
func (r *resolver) skip(p *model.Page) {
	pos := p.Title.Pos
	if pos.IsZero() {
		pos = model.Position{File: model.FileOf(p.Path), Line: 1, Column: 1}
	}
	s := model.Skipped{Pos: pos, Rule: model.RuleNoOperation, Reason: "the page has no request line and no request sample"}
	if cause := unusable(p); cause != nil {
		s.Pos, s.Rule, s.Reason = cause.Pos, cause.Rule, cause.Message
	}
	r.api.Skipped = append(r.api.Skipped, s)
	r.report(model.RuleNoOperation, s.Pos, "no operation can be generated: "+s.Reason)
}

// noHeading reports a page that says of nothing what it is, but annotates requests, or lists
// parameters of one: it may document operations (special_folders in the OneDrive docs of 2015) or
// only speak of some, and these may have values for placeholders.
func (r *resolver) noHeading(p *model.Page) {
	if len(p.Resources)+len(p.Enums) > 0 || p.FrontMatterValue(docTypeKey).Value != "" || tells(p) {
		return
	}
	for i := range p.Samples {
		if s := &p.Samples[i]; s.Annotation != nil && s.Annotation.Block == model.BlockRequest && s.Method.Value != "" && s.Path.Value != "" {
			f := newFinding(model.RuleNoHeading, s.Pos, "the page has no heading HTTP request, so nothing is generated of the requests that it shows", nil)
			f.Fix = "repeat the request line below a heading HTTP request if the page documents an operation"
			r.found(f)
			return
		}
	}
	for i := range p.Parameters {
		if q := &p.Parameters[i]; q.In == model.InPath || q.In == model.InURL || q.In == model.InQuery || q.In == model.InHeader {
			f := newFinding(model.RuleNoHeading, q.Name.Pos, "the page has no request line, so nothing is generated of the parameters that it lists", nil)
			f.Fix = "write the request line below a heading HTTP request if the page documents an operation"
			r.found(f)
			return
		}
	}
}

// unusable returns the finding that says why a page has no request line, nil if none does.
func unusable(p *model.Page) *model.Finding {
	var empty *model.Finding
	for i := range p.Findings {
		switch f := &p.Findings[i]; f.Rule {
		case model.RuleGeneratorText, model.RulePathMissing, model.RulePlaceholder, model.RuleEllipsis, model.RuleMethodMissing,
			model.RuleUnknownMethod, model.RuleRequestLine, model.RuleUnclosedComment:
			return f
		case model.RuleEmptyRequestBlock:
			empty = f
		}
	}
	return empty
}

// templateRefused reports whether a request line of the page has placeholders that
// could not be read.
func templateRefused(p *model.Page) bool {
	return slices.ContainsFunc(p.Findings, func(f model.Finding) bool {
		return (f.Rule == model.RulePlaceholder || f.Rule == model.RuleEllipsis) && !slices.ContainsFunc(p.Samples, func(s model.Sample) bool { return s.Path.Pos == f.Pos })
	})
}

func generatorText(path string) bool {
	return strings.Contains(path, "**") || strings.Contains(path, "$(")
}
