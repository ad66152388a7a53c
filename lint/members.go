package lint

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// requestBody holds the body that a sample sends against the documented one.
func (p *page) requestBody(s *set, x example) {
	raw, at := p.bodyOf(&x.request.Body)
	if raw == "" || x.op.Body.Kind != model.JSONBody || p.actionBody(s, x, raw, at) {
		return
	}
	p.required(x, raw, at)
	w := p.walker(s)
	w.body(raw, at, "", x.op.Body.Type)
}

// responseBody holds the body of an answer against its type.
func (p *page) responseBody(s *set, x example) {
	raw, at := p.bodyOf(&x.response.Body)
	res := &x.op.Result
	if raw == "" || x.response.Status >= 400 || res.Kind != model.ValueResult && res.Kind != model.CollectionResult {
		return
	}
	t := p.answerType(s, x, raw)
	if t == nil {
		return
	}
	w := p.walker(s)
	p.missing(w, x, t)
	w.answer(raw, at, res, t)
}

// answerType returns the type of an answer: the operation's, or the one that its own
// annotation names if that fits better.
func (p *page) answerType(s *set, x example, raw string) *model.Type {
	t := s.types.byName[x.op.Result.Type.Name]
	a := x.response.Annotation
	if a == nil || a.Type.Value == "" {
		return t
	}
	own := s.types.named(a.Type.Value, p.OwnNamespace())
	if own == nil || own == t || own.Kind != model.StructType {
		return t
	}
	if t == nil || fit(own, raw) > fit(t, raw) {
		return own
	}
	return t
}

// fit says how many members of an answer a type declares.
func fit(t *model.Type, raw string) int {
	if value := jsonscan.Member(raw, "value"); value != "" {
		raw = value
	}
	if raw != "" && raw[0] == '[' {
		first := ""
		jsonscan.Array(raw, func(element string, _ int) bool {
			first = element
			return false
		})
		raw = first
	}
	return declares(t, membersOf(raw, 0))
}

// walker returns the walk that checks single members and values.
func (p *page) walker(s *set) *bodyWalk {
	w := &bodyWalk{types: s.types, ns: p.OwnNamespace()}
	w.object = func(t *model.Type, list []jsonMember) { p.ownType(s, t, list) }
	w.value = func(t *model.Type, f *model.TypeProperty, m jsonMember) {
		switch {
		case m.value == "null":
			p.null(f, m)
		case m.value[0] == '"':
			p.textForm(f, m)
			p.enumValue(t, f, m)
		}
	}
	return w
}

// actionBody reports the body of an action that has none of its parameters but looks like
// what the action returns: metadata scaffolders write that. It returns true then.
func (p *page) actionBody(s *set, x example, raw string, at int32) bool {
	params := s.types.byName[x.op.Body.Type.Name]
	result := s.types.byName[x.op.Result.Type.Name]
	if x.op.Method != "POST" || params == nil || params.Kind != model.BodyType || x.op.Body.Source != model.FromTable || result == nil || raw[0] != '{' {
		return false
	}
	body := membersOf(raw, at)
	if len(body) == 1 && body[0].name == "value" && body[0].value[0] == '{' {
		body = membersOf(body[0].value, body[0].valueAt)
	}
	plain, returned := 0, 0
	for _, m := range body {
		switch {
		case strings.Contains(m.name, "@"):
			continue
		case params.FoldedField(m.name) != nil:
			return false
		case result.FoldedField(m.name) != nil:
			returned++
		}
		plain++
	}
	if plain == 0 || 2*returned < plain {
		return false
	}
	var names []string
	for i := range params.Fields {
		names = append(names, params.Fields[i].Name)
	}
	end := at + int32(len(raw))
	p.report(model.RuleActionBody, model.Span{Start: at, End: at + 1}, "the sample sends "+withArticle(shortName(result.Name))+", which is what the action returns, and none of its parameters",
		"send "+listed(names)).Related = append([]model.Position{}, x.op.Body.Pos)
	p.explained = append(p.explained, model.Span{Start: at, End: end})
	return true
}

// withArticle puts the article before a name that it has when it is read.
func withArticle(name string) string {
	if name != "" && strings.IndexByte("aeiouAEIO", name[0]) >= 0 {
		return "an " + name
	}
	return "a " + name
}

// required reports the parameters that a table calls required and a sample leaves out.
func (p *page) required(x example, raw string, at int32) {
	if x.op.Method == "PATCH" || x.op.Page != p.Path || raw[0] != '{' {
		return
	}
	body := membersOf(raw, at)
	has := func(name string) bool {
		return slices.ContainsFunc(body, func(m jsonMember) bool { return strings.EqualFold(m.name, name) })
	}
	var lacks []string
	var first model.Position
	known := false
	for i := range p.Parameters {
		row := &p.Parameters[i]
		if row.In != model.InBody || !slices.ContainsFunc(x.op.Documented, func(d model.DocumentedParam) bool { return d.Pos == row.Name.Pos }) {
			continue
		}
		if has(row.Name.Value) {
			known = true
		} else if saysRequired(row.Description.Value) {
			if lacks = append(lacks, row.Name.Value); len(lacks) == 1 {
				first = row.Name.Pos
			}
		}
	}
	if known && len(lacks) > 0 {
		p.report(model.RuleRequiredMember, model.Span{Start: at, End: at + 1}, "the sample leaves out "+listed(lacks)+", which the table calls required", "").Related = []model.Position{first}
	}
}

// saysRequired reports whether a description says, in a sentence of its own, that a value
// is required.
func saysRequired(text string) bool {
	for sentence := range strings.SplitSeq(text, ".") {
		if sentence = strings.Trim(sentence, " *_()"); strings.EqualFold(sentence, "required") {
			return true
		}
	}
	return false
}

// missing reports the properties that an answer leaves out though its annotation doesn't
// call it truncated.
func (p *page) missing(w *bodyWalk, x example, t *model.Type) {
	a := x.response.Annotation
	if a == nil || a.Truncated || a.Type.Value == "" || a.ExpectError || strings.Contains(strings.ToLower(x.request.Query.Value), "select") {
		return
	}
	check, done := w.object, false
	w.object = func(at *model.Type, list []jsonMember) {
		if check(at, list); done || at != t || len(list) == 0 {
			return
		}
		done = true
		lacks := lacking(t, list, slices.Concat(a.Optional, t.Optional))
		if len(lacks) == 0 {
			return
		}
		start := list[0].at
		p.report(model.RuleMissingMember, model.Span{Start: start, End: start + 1}, "the answer leaves out "+listed(lacks)+" of "+shortName(t.Name)+" and its annotation doesn't say so",
			`mark it with "truncated": true, or show them`, p.setTrue(a, "truncated")...)
	}
}

// lacking returns the properties of a type that an object must have and hasn't.
func lacking(t *model.Type, list []jsonMember, optional []string) []string {
	var out []string
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.Relationship || f.Inferred || f.Source != model.FromTable || memberNamed(list, f.Name) != nil || slices.Contains(optional, f.Name) {
			continue
		}
		doc := strings.ToLower(f.Doc.Value)
		if strings.Contains(doc, "$select") || strings.Contains(doc, "default") || strings.Contains(doc, "optional") || strings.Contains(doc, "write-only") || strings.Contains(doc, "only ") {
			continue
		}
		out = append(out, f.Name)
	}
	return out
}

// null reports a null where the docs say that there is none.
func (p *page) null(f *model.TypeProperty, m jsonMember) {
	if f == nil {
		return
	}
	doc := strings.ToLower(f.Doc.Value)
	for _, phrase := range []string{"not nullable", "non-nullable", "can't be null", "cannot be null", "must not be null"} {
		if strings.Contains(doc, phrase) {
			p.report(model.RuleNullMember, m.valueSpan(), m.name+" is null, its description says that it never is", "show a value").Related = []model.Position{f.Pos}
			return
		}
	}
}

// ownType holds the type that an object names against the expected one.
func (p *page) ownType(s *set, t *model.Type, list []jsonMember) {
	m := memberNamed(list, "@odata.type")
	if m == nil || m.value[0] != '"' || t.Kind != model.StructType {
		return
	}
	name := strings.TrimPrefix(jsonscan.String(m.value), "#")
	if !strings.Contains(name, ".") || strings.HasPrefix(name, "Edm.") || strings.ContainsAny(name, " ($*{<|") {
		return
	}
	p.typeName(s, m.valueSpan(), name, "the body names", model.RuleUnknownType)
	said := s.types.named(name, p.OwnNamespace())
	if said == nil {
		return
	}
	if said.Kind == model.StructType && !t.Inferred && !s.types.related(said, t) && declares(said, list) < declares(t, list) {
		p.report(model.RuleBodyType, m.valueSpan(), fmt.Sprintf("the body says that it is %s, %s is documented", withArticle(shortName(said.Name)), withArticle(shortName(t.Name))), "").Related = []model.Position{declaredAt(said)}
	}
}

// declares counts the members of an object that a type declares.
func declares(t *model.Type, list []jsonMember) int {
	n := 0
	for _, m := range list {
		if f := t.Field(m.name); f != nil && !f.Inferred {
			n++
		}
	}
	return n
}

// enumValue reports a string that is none of the values that its enumeration has, and that
// the description of its property doesn't list.
func (p *page) enumValue(t *model.Type, f *model.TypeProperty, m jsonMember) {
	if t == nil && (f == nil || len(f.Values) == 0) || t != nil && hasValue(t, jsonscan.String(m.value)) {
		return // as most are
	}
	names, who, at := allowed(t, f)
	if len(names) < 2 {
		return
	}
	for value := range strings.SplitSeq(jsonscan.String(m.value), ",") {
		value = strings.TrimSpace(value)
		if !enumLike(value) || strings.EqualFold(value, m.name) || strings.EqualFold(value, who) {
			return
		}
		if slices.ContainsFunc(names, func(v string) bool { return strings.EqualFold(v, value) }) || f != nil && strings.Contains(strings.ToLower(f.Doc.Value), strings.ToLower(value)) {
			continue
		}
		f := p.report(model.RuleEnumValue, m.valueSpan(), fmt.Sprintf("%s is %q, which %s doesn't have", m.name, value, who), "write one of "+listed(names))
		f.Related = []model.Position{at}
		if meant, ok := near.Word(value, slices.Values(names), len(value)/letters); ok {
			f.Fix, f.Unsafe, f.Edits = "write "+meant, true, p.rename(m.valueSpan(), value, meant)
		}
		return
	}
}

// hasValue reports whether an enumeration has a value.
func hasValue(t *model.Type, value string) bool {
	for i := range t.Members {
		if strings.EqualFold(t.Members[i].Name, value) {
			return true
		}
	}
	return false
}

// allowed returns the values that a property can have, and who says so: the enumeration
// that is its type, or its description; none if every string is allowed.
func allowed(t *model.Type, f *model.TypeProperty) (names []string, who string, at model.Position) {
	if f != nil {
		names, who, at = f.Values, "the list of "+f.Name, f.Pos
	}
	if t == nil {
		if f == nil || f.Type.Name != "Edm.String" || !listsAll(f.Doc.Value) {
			names = nil
		}
		return names, who, at
	}
	if t.Kind != model.EnumType || len(t.Members) < 2 {
		return nil, "", at
	}
	names = slices.Clone(names)
	for _, e := range t.Members {
		if !slices.Contains(names, e.Name) {
			names = append(names, e.Name)
		}
	}
	return names, shortName(t.Name), declaredAt(t)
}

// listsAll reports whether a description says that it lists all values.
func listsAll(doc string) bool {
	doc = strings.ToLower(doc)
	for _, phrase := range []string{"possible values are", "possible values:", "allowed values are", "allowed values:", "supported values are", "supported values:", "valid values are", "valid values:"} {
		if strings.Contains(doc, phrase) {
			return true
		}
	}
	return false
}

// enumLike reports whether a string can be meant as a value of an enumeration. Docs also
// write a placeholder there: status-value, String.
func enumLike(value string) bool {
	lower := strings.ToLower(value)
	for i := range len(value) {
		if c := value[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-') {
			return false
		}
	}
	return value != "" && lower != "string" && !strings.HasSuffix(lower, "value")
}

// textForm reports a string that hasn't the form of its primitive: no time where a time is
// declared. Placeholders in words, datetime-value, stand for any value.
func (p *page) textForm(f *model.TypeProperty, m jsonMember) {
	if f == nil || f.Type.Collection {
		return
	}
	value := jsonscan.String(m.value)
	form, ok := forms[f.Type.Name]
	if !ok || value == "" || value[0] < '0' || value[0] > '9' || form.matches(value) {
		return
	}
	p.report(model.RuleMemberType, m.valueSpan(), fmt.Sprintf("%s is %s, not %s", m.name, clip(m.value), withArticle(shortName(f.Type.Name))), "write it like "+form.like).Related = []model.Position{f.Pos}
}

// form is how values of a primitive are written (OData ABNF 4.01).
type form struct {
	like    string
	matches func(string) bool
}

var forms = map[string]form{
	"Edm.DateTimeOffset": {"2026-01-31T12:00:00Z", isTime},
	"Edm.Date":           {"2026-01-31", func(s string) bool { _, err := time.Parse(time.DateOnly, s); return err == nil }},
}

func isTime(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}
