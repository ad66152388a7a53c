package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// contractRules hold the samples of a page against what it says besides.
func contractRules(s *set, p *page) {
	for i := range p.Samples {
		if sample := &p.Samples[i]; sample.Kind == model.ResponseSample {
			p.marks(s, sample)
			p.errorBody(s, sample)
		}
	}
	for _, x := range p.examples {
		if x.request != nil {
			p.requestBody(s, x)
		}
		if x.response != nil {
			p.responseBody(s, x)
		}
		if x.request != nil && x.response != nil {
			p.otherText(s, x)
		}
	}
	p.arguments()
	p.askedBody()
	p.pathParameters()
	p.requiredHeaders()
}

// marks holds what an annotation says of a collection against the body below it.
func (p *page) marks(s *set, sample *model.Sample) {
	a := sample.Annotation
	raw, at := p.bodyOf(&sample.Body)
	if a == nil || a.Type.Value == "" || raw == "" || sample.Status >= 400 || a.ExpectError || isStream(a.Type.Value) {
		return
	}
	if !a.Collection {
		p.envelope(s, sample, raw, at)
	}
	several, sure := holdsSeveral(raw)
	if t := s.types.named(a.Type.Value, p.OwnNamespace()); t != nil && t.Field("value") != nil || !sure {
		return // its own property
	}
	one := "value"
	if typeLike(a.Type.Value) || isPrimitive(a.Type.Value) {
		one = shortName(a.Type.Value)
	}
	switch {
	case several && !a.Collection && p.leadsToOne():
		p.report(model.RuleCollection, model.Span{Start: at, End: at + 1}, "annotation, prose and path speak of one "+one+", the body holds a collection",
			"show one "+one+", without the envelope").Related = []model.Position{a.Type.Pos}
	case several && !a.Collection:
		p.report(model.RuleCollection, spanOf(a.Type.Pos), "the annotation speaks of one "+one+", the body holds a collection",
			`add "isCollection": true`, p.setTrue(a, "isCollection")...)
	case !several && a.Collection:
		p.report(model.RuleCollection, spanOf(a.Type.Pos), "the annotation speaks of a collection of "+one+", the body holds one value",
			p.unmarkCollection(a)+`, or show {"value": [ … ]}`)
	}
}

// leadsToOne reports whether the page documents one operation alone, whose path ends with the key of an
// entity and whose prose promises one (signin-get: the answer was copied from the list).
func (p *page) leadsToOne() bool {
	if len(p.operations) != 1 || p.Slug != "" || p.operations[0].Method != "GET" {
		return false
	}
	some := false
	for i := range p.Returns {
		r := &p.Returns[i]
		if r.Type.Collection {
			return false
		}
		some = some || !r.Type.IsZero()
	}
	return some && !slices.ContainsFunc(p.operations[0].Routes, func(rt model.Route) bool { return !strings.HasSuffix(rt.Pattern, "}") })
}

// isStream reports whether an annotation says that the body is bytes, which may be those of
// anything: reports are named so even where JSON is asked for.
func isStream(name string) bool {
	return strings.EqualFold(name, "stream") || strings.EqualFold(name, "Edm.Stream")
}

// holdsSeveral reports whether a body is a collection: an array, or one in the envelope
// that OData has for it (OData JSON Format 4.01, section 13). sure is false for what can be either.
func holdsSeveral(raw string) (several, sure bool) {
	if raw[0] != '{' {
		return raw[0] == '[', true
	}
	value := jsonscan.Member(raw, "value")
	if value == "" || value[0] != '[' {
		return false, value == ""
	}
	plain := 0
	jsonscan.Object(raw, func(name string, _ int, _ string, _ int) bool {
		if !strings.Contains(name, "@") {
			plain++
		}
		return true
	})
	return true, plain == 1
}

// setTrue returns what makes a member of an annotation true, be it there or not.
func (p *page) setTrue(a *model.Annotation, name string) []model.Edit {
	list := p.annotationAt(a.Pos.Start)
	for _, m := range list {
		if strings.EqualFold(m.Key.Value, name) {
			return []model.Edit{{Span: spanOf(m.Value.Pos), New: "true"}}
		}
	}
	return p.addMember(list, `"`+name+`": true`)
}

// unmarkCollection says what makes an annotation one about a single value: it has isCollection, or
// says it in the type.
func (p *page) unmarkCollection(a *model.Annotation) string {
	for _, m := range p.annotationAt(a.Pos.Start) {
		if strings.EqualFold(m.Key.Value, "isCollection") && !a.Single {
			return "take isCollection out"
		}
	}
	return "write " + a.Type.Value + " for the type"
}

// annotationAt returns the members of the annotation that begins at an offset.
func (p *page) annotationAt(start int32) []model.AnnotationMember {
	for i := range p.Blocks {
		if b := &p.Blocks[i]; len(b.Members) > 0 && b.Start <= start && start < b.End {
			return b.Members
		}
	}
	return nil
}

// addMember returns the edit that adds a member to an annotation, behind its last one and
// laid out like that.
func (p *page) addMember(list []model.AnnotationMember, text string) []model.Edit {
	if len(list) == 0 {
		return nil
	}
	last := list[len(list)-1]
	line := p.lineOf(last.Key.Pos.Start)
	between := p.Text[line.Start:last.Key.Pos.Start]
	if strings.TrimSpace(between) != "" {
		between = " "
	} else {
		between = p.lineEnd() + between
	}
	at := last.Value.Pos.End
	return []model.Edit{{Span: model.Span{Start: at, End: at}, New: "," + between + text}}
}

// errorBody holds the body of an error against what OData errors look like (OData JSON
// Format 4.01, section 21.1).
func (p *page) errorBody(s *set, sample *model.Sample) {
	a := sample.Annotation
	raw, at := p.bodyOf(&sample.Body)
	if a == nil || sample.Status < 400 && !a.ExpectError || raw == "" || strings.Contains(sample.Header("Content-Type"), "problem+") {
		return // docs without annotations need not be of an OData service; problem+json is RFC 9457
	}
	if a.Type.Value != "" {
		if t := s.types.named(a.Type.Value, p.OwnNamespace()); t != nil && t.Kind == model.StructType && t.Field("error") != nil {
			return // a value that tells of an error
		}
	}
	detail := jsonMember{}
	if raw[0] == '{' {
		if m := memberNamed(membersOf(raw, at), "error"); m != nil {
			detail = *m
		}
	}
	if detail.value == "" || detail.value[0] != '{' {
		p.report(model.RuleErrorBody, model.Span{Start: at, End: at + 1}, "an error travels as {\"error\": { … }}, the sample shows something else",
			`write {"error": {"code": "…", "message": "…"}}`)
		return
	}
	list := membersOf(detail.value, detail.valueAt)
	for _, name := range []string{"code", "message"} {
		m := memberNamed(list, name)
		switch {
		case m == nil:
			p.report(model.RuleErrorBody, detail.span(), "the error has no "+name, "add it: code and message are required")
		case m.value[0] != '"':
			p.report(model.RuleErrorBody, m.valueSpan(), fmt.Sprintf("the error's %s is %s, not a string", name, clip(m.value)), "write it in quotes")
		}
	}
}

// arguments holds the arguments of a function in the request lines against the table of
// its parameters.
func (p *page) arguments() {
	for _, op := range p.operations {
		taken := map[string]bool{}
		for _, rt := range op.Routes {
			for _, name := range argumentNames(rt.Pattern) {
				taken[strings.ToLower(name)] = true
			}
		}
		rows := map[string]bool{}
		for _, d := range op.Documented {
			if d.In == model.InFunction || d.In == model.InPath {
				rows[strings.ToLower(d.Name)] = true
			}
		}
		if len(taken) == 0 || len(rows) == 0 {
			continue
		}
		for _, d := range op.Documented {
			if d.In == model.InFunction && !taken[strings.ToLower(d.Name)] && !strings.HasPrefix(d.Name, "$") {
				p.report(model.RuleFunctionArgs, spanOf(d.Pos), "the table lists the parameter "+d.Name+", the request line doesn't pass it", "write "+d.Name+"={"+d.Name+"} in the request line, or take the row out")
			}
		}
		for _, rt := range op.Routes {
			for _, name := range argumentNames(rt.Pattern) {
				if !rows[strings.ToLower(name)] && !rt.Shown {
					p.report(model.RuleFunctionArgs, spanOf(rt.Pos), "the request line passes "+name+", the table of parameters doesn't list it", "add a row for it, or take it out of the request line")
				}
			}
		}
	}
}

// argumentNames returns the names of the arguments in the last segment of a path.
func argumentNames(pattern string) []string {
	last := pattern[strings.LastIndexByte(pattern, '/')+1:]
	_, args, ok := strings.Cut(last, "(")
	if !ok {
		return nil
	}
	var out []string
	for arg := range strings.SplitSeq(strings.TrimSuffix(args, ")"), ",") {
		if name, _, ok := strings.Cut(arg, "="); ok {
			out = append(out, strings.TrimSpace(name))
		}
	}
	return out
}
