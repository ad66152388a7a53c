package workspace

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// fact is one thing that a page says, and where.
type fact struct {
	pos  model.Position
	what string
	text string
}

// read prints what the page says, in its order, before anything is made of it.
func (e *explainer) read() {
	p := e.page
	var facts []fact
	add := func(pos model.Position, what, format string, args ...any) {
		facts = append(facts, fact{pos, what, fmt.Sprintf(format, args...)})
	}
	for _, s := range p.Sections {
		if s.Kind != model.SectionOther {
			add(s.Heading.Pos, "heading", "%s", headingText(&s))
		}
	}
	for _, a := range p.Annotations {
		add(a.Pos, "annotation", "%s", annotationText(&a))
	}
	for _, in := range p.Includes {
		add(in.Target.Pos, "include", "%s", in.Target.Value)
	}
	for _, t := range p.Templates {
		add(cmp.Or(t.Method.Pos, t.Path.Pos), "request line", "%s %s", cmp.Or(t.Method.Value, "(no method)"), t.Path.Value)
	}
	for i := range p.Samples {
		add(p.Samples[i].Pos, string(p.Samples[i].Kind), "%s", sampleText(&p.Samples[i]))
	}
	e.statements(add)
	e.rows(add)
	for _, u := range p.Unread {
		add(u.Pos, "not read", "%s%s", u.Value, e.below(u.Pos))
	}
	slices.SortStableFunc(facts, func(a, b fact) int { return cmp.Compare(a.pos.Start, b.pos.Start) })
	if len(facts) > 0 {
		e.section = "read"
	}
	for _, f := range facts {
		e.line(f.what, f.pos, "%s", f.text)
	}
}

// headingText writes a heading and, if its words don't, what it announces.
func headingText(s *model.Section) string {
	word, _, _ := strings.Cut(s.Kind.String(), "-")
	if strings.Contains(strings.ToLower(s.Heading.Value), word) {
		return s.Heading.Value
	}
	return s.Heading.Value + ", read as " + strings.ReplaceAll(s.Kind.String(), "-", " ")
}

// statements adds what prose says.
func (e *explainer) statements(add func(pos model.Position, what, format string, args ...any)) {
	for _, b := range e.page.Bodies {
		switch {
		case b.None:
			add(b.Pos, "sentence", "there is no request body")
		case !b.Type.IsZero():
			add(b.Pos, "sentence", "the request body is %s", writtenType(b.Type))
		}
		if b.Shown != nil {
			add(b.Shown.Text.Pos, "JSON", "of the request body")
		}
	}
	for _, r := range e.page.Returns {
		var says []string
		if r.Status != 0 {
			says = append(says, fmt.Sprint(r.Status))
		}
		switch {
		case r.Nothing:
			says = append(says, "nothing in the body")
		case !r.Type.IsZero():
			says = append(says, writtenType(r.Type))
		}
		add(r.Pos, "sentence", "the answer is %s", strings.Join(says, " with "))
	}
}

// rows adds the rows of tables.
func (e *explainer) rows(add func(pos model.Position, what, format string, args ...any)) {
	for _, r := range e.page.Permissions {
		add(r.Kind.Pos, "row", "permissions for %s", cmp.Or(r.Kind.Value, "any caller"))
	}
	for _, r := range e.page.Parameters {
		add(r.Name.Pos, "row", "%s parameter %s%s", r.In, r.Name.Value, ofType(r.Type))
	}
	for _, res := range e.page.Resources {
		if !res.JSON.Text.Pos.IsZero() {
			add(res.JSON.Text.Pos, "JSON", "representation of %s", res.Type.Value)
		}
		for _, r := range res.Properties {
			if r.Source == model.FromTable {
				add(r.Name.Pos, "row", "property %s%s", r.Name.Value, ofType(r.Type))
			}
		}
	}
	for _, enum := range e.page.Enums {
		for _, m := range enum.Members {
			add(m.Name.Pos, "row", "member %s of %s", m.Name.Value, enum.Type.Value)
		}
	}
}

// below says under which heading something stands.
func (e *explainer) below(pos model.Position) string {
	heading := ""
	for _, s := range e.page.Sections {
		if s.Heading.Pos.Start < pos.Start {
			heading = s.Heading.Value
		}
	}
	if heading == "" {
		return ""
	}
	return fmt.Sprintf(", below %q", heading)
}

// annotationText writes an annotation in short.
func annotationText(a *model.Annotation) string {
	out := string(a.Block)
	for _, n := range a.Names {
		out += " " + n.Value
	}
	if a.Type.Value != "" {
		out += ofType(model.TypeExpr{Name: a.Type.Value, Collection: a.Collection})
	}
	return out
}

// sampleText writes the first line of a sample and what it carries.
func sampleText(s *model.Sample) string {
	out := ""
	switch {
	case s.Kind == model.RequestSample:
		out = strings.TrimSpace(s.Method.Value + " " + s.Target.Value)
	case s.Bare:
		out = "without a status line"
	default:
		out = strings.TrimSpace(fmt.Sprint(s.Status) + " " + s.Reason.Value)
	}
	switch {
	case s.Body.JSON != "":
		out += ", with JSON"
	case s.Body.Text.Value != "":
		out += fmt.Sprintf(", with %d bytes", len(s.Body.Text.Value))
	}
	return out
}

// ofType writes a type after a name.
func ofType(t model.TypeExpr) string {
	if t.IsZero() {
		return ""
	}
	return ": " + writtenType(t)
}

// writtenType writes a type as the page does, and where its link leads.
func writtenType(t model.TypeExpr) string {
	out := t.Name
	if t.Link != "" {
		out = fmt.Sprintf("[%s](%s)", t.Name, t.Link)
	}
	if t.Collection {
		out = "Collection(" + out + ")"
	}
	return out
}
