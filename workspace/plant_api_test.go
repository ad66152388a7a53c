package workspace

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// known is what the docs say as a whole, so that planters find places by what is documented.
type known struct {
	types      map[string]*model.Type
	operations map[string][]*model.Operation // by page
	faults     map[string]bool               // the lines that have an error: page:line
}

func newKnown(api *model.API) known {
	k := known{types: map[string]*model.Type{}, operations: map[string][]*model.Operation{}, faults: map[string]bool{}}
	for i := range api.Types {
		k.types[api.Types[i].Name] = &api.Types[i]
	}
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			op := &api.Services[i].Operations[j]
			k.operations[op.Page] = append(k.operations[op.Page], op)
		}
	}
	return k
}

// alone returns the operation of a page that documents just one.
func (s *site) alone() (*model.Operation, bool) {
	if list := s.operations[s.Path]; len(list) == 1 {
		return list[0], true
	}
	return nil, false
}

// answer returns a response that shows one value of a struct that a page declares and that is
// not open: the operation's own type.
func (s *site) answer() (*model.Sample, *model.Type, bool) {
	op, ok := s.alone()
	if !ok || op.Result.Kind != model.ValueResult || op.Result.Wrapped {
		return nil, nil, false
	}
	t := s.types[op.Result.Type.Name]
	m, ok := s.response(func(m *model.Sample) bool {
		return m.Status < 300 && strings.HasPrefix(m.Body.JSON, "{\n") && !m.Body.Repaired && m.Annotation.Type.Value != "" && !m.Annotation.Collection
	})
	if !ok || t == nil || t.Kind != model.StructType || t.Open || t.Inferred || m.Annotation.Type.Value != t.Name {
		return nil, nil, false
	}
	return m, t, true
}

// value is a member of an answer with its property.
type value struct {
	*model.TypeProperty
	name       string
	start, end int // of the member's value, in the page
	key        int // of its name
}

// members returns those of an answer that its type declares, of those that a function takes.
func (s *site) members(m *model.Sample, t *model.Type, take func(f *model.TypeProperty, raw string) bool) []value {
	var list []value
	at := int(m.Body.Text.Pos.Start)
	jsonscan.Object(m.Body.JSON, func(name string, key int, raw string, offset int) bool {
		for i := range t.Fields {
			if f := &t.Fields[i]; f.Name == name && !f.Inferred && take(f, raw) {
				list = append(list, value{f, name, at + offset, at + offset + len(raw), at + key})
			}
		}
		return true
	})
	return list
}

// member of an answer that a function takes.
func (s *site) answerMember(take func(f *model.TypeProperty, raw string) bool) (value, bool) {
	m, t, ok := s.answer()
	if !ok {
		return value{}, false
	}
	return pick(s.r, s.members(m, t, take))
}

// sentFor returns the body of the request that an answer is for, "" if there is none.
func (s *site) sentFor(answer *model.Sample) string {
	for _, op := range s.operations[s.Path] {
		for i := range op.Examples {
			for j := range s.Samples {
				if m := &s.Samples[j]; op.Examples[i].ResponsePos == answer.Pos && op.Examples[i].Pos == m.Pos && op.Examples[i].LeftOut == "" {
					return m.Body.JSON
				}
			}
		}
	}
	return ""
}

// takes reports whether a request takes a path that its page documents: what another one
// would send is not known. A body that says of itself that it is of a type that no page
// declares isn't known, either.
func (s *site) takes(m *model.Sample) bool {
	if name := strings.TrimPrefix(jsonscan.String(jsonscan.Member(m.Body.JSON, "@odata.type")), "#"); name != "" && s.types[name] == nil {
		return false
	}
	for _, op := range s.operations[s.Path] {
		for i := range op.Examples {
			if e := &op.Examples[i]; e.Pos == m.Pos && e.LeftOut != model.RuleSampleRoute && e.LeftOut != model.RuleSampleAlias {
				return true
			}
		}
	}
	return false
}

// faulty reports whether a line of a part of the page has an error.
func (s *site) faulty(start, end int) bool {
	line := strings.Count(s.Text[:start], "\n") + 1
	for n := range strings.Count(s.Text[start:end], "\n") + 1 {
		if s.faults[lineIn(s.Path, line+n)] {
			return true
		}
	}
	return false
}

// fresh is a name that nothing else has.
func (s *site) fresh() string { return fmt.Sprintf("zz%dthing", s.r.IntN(1_000_000)) }

// propertyOf returns a property of the page's only resource, with its type, and the row that
// lists it.
func (s *site) propertyOf(take func(p *model.Property) bool) (*model.Property, bool) {
	r, ok := s.resource()
	if !ok {
		return nil, false
	}
	var list []*model.Property
	for i := range r.Properties {
		if p := &r.Properties[i]; p.Source == model.FromTable && p.Name.Pos.Path() == s.Path && take(p) {
			list = append(list, p)
		}
	}
	return pick(s.r, list)
}

var apiPlanters = []planter{
	{name: "a value that the enumeration hasn't", rule: "contract/enum-value", plant: func(s *site) (change, bool) {
		v, ok := s.answerMember(func(f *model.TypeProperty, raw string) bool {
			e := s.types[f.Type.Name]
			return raw[0] == '"' && !f.Type.Collection && e != nil && e.Kind == model.EnumType && len(e.Members) > 1
		})
		return change{start: v.start, end: v.end, text: `"zzOther"`}, ok
	}},
	{name: "another text in the answer", rule: "contract/other-text", plant: func(s *site) (change, bool) {
		m, t, ok := s.answer()
		if !ok || s.operations[s.Path][0].Method == "GET" {
			return change{}, false
		}
		sent := s.sentFor(m)
		v, ok := pick(s.r, s.members(m, t, func(f *model.TypeProperty, raw string) bool {
			return (f.Name == "displayName" || f.Name == "description") && f.Type.Name == "Edm.String" && strings.Contains(raw, " ") && !strings.Contains(raw, "value") &&
				jsonscan.Member(sent, f.Name) == raw && !strings.ContainsAny(raw, `\<_@/#$0123456789`)
		}))
		return change{start: v.start, end: v.end, text: `"Zz quite another"`}, ok
	}},
	{name: "null for what is never null", rule: "contract/null-member", plant: func(s *site) (change, bool) {
		v, ok := s.answerMember(func(f *model.TypeProperty, raw string) bool {
			return raw != "null" && strings.Contains(strings.ToLower(f.Doc.Value), "not nullable")
		})
		return change{start: v.start, end: v.end, text: "null"}, ok
	}},
	{name: "an answer that leaves a property out", rule: "contract/missing-member", plant: func(s *site) (change, bool) {
		m, t, ok := s.answer()
		if !ok || m.Annotation.Truncated {
			return change{}, false
		}
		list := s.members(m, t, func(f *model.TypeProperty, raw string) bool {
			return !f.Relationship && f.Source == model.FromTable && len(f.Doc.Value) > 0 && !strings.ContainsAny(raw, "{[\n") &&
				!slices.Contains(t.Optional, f.Name)
		})
		v, ok := pick(s.r, list)
		if !ok || s.Text[v.end] != ',' {
			return change{}, false
		}
		first := strings.IndexByte(m.Body.JSON, '"') + int(m.Body.Text.Pos.Start)
		return change{start: v.key, end: v.end + 1, move: &first}, v.key != first
	}},
	{name: "the answer of an action as its body", rule: "contract/action-body", plant: func(s *site) (change, bool) {
		op, ok := s.alone()
		m, sample := s.request(func(m *model.Sample) bool { return strings.HasPrefix(m.Body.JSON, "{") && m.Method.Value == "POST" })
		if !ok || !sample || op.Method != "POST" || op.Body.Source != model.FromTable || !s.takes(m) || s.sends(op.Result.Type.Name) {
			return change{}, false
		}
		params, result := s.types[op.Body.Type.Name], s.types[op.Result.Type.Name]
		if params == nil || params.Kind != model.BodyType || result == nil || result.Kind != model.StructType || result.Inferred {
			return change{}, false
		}
		var shown []string
		for _, f := range result.Fields {
			if f.Type.Name == "Edm.String" && !f.Type.Collection && !f.Inferred && params.FoldedField(f.Name) == nil && !s.listed(f.Name) {
				shown = append(shown, fmt.Sprintf("  %q: \"x\"", f.Name))
			}
		}
		at := int(m.Body.Text.Pos.Start)
		return change{start: at, end: at + len(m.Body.JSON), text: "{\n" + strings.Join(shown[:min(len(shown), 3)], ",\n") + "\n}"}, len(shown) > 1
	}},
	{name: "an argument that no table has", rule: "contract/function-arguments", plant: func(s *site) (change, bool) {
		if _, ok := s.alone(); !ok || len(s.Templates) != 1 || s.Templates[0].Path.Pos.Path() != s.Path {
			return change{}, false
		}
		path := s.Templates[0].Path
		for _, q := range s.Parameters {
			i := strings.Index(s.Text[path.Pos.Start:path.Pos.End], "("+q.Name.Value+"=")
			if q.In == model.InFunction && i >= 0 {
				at := int(path.Pos.Start) + i + 1
				return change{start: at, end: at, text: "zz"}, true
			}
		}
		return change{}, false
	}},
	{name: "a value in a list that its enumeration hasn't", rule: "resource/enum-member", plant: func(s *site) (change, bool) {
		p, ok := s.propertyOf(func(p *model.Property) bool {
			t := s.types["microsoft.graph."+p.Type.Name]
			return len(p.Values) > 1 && t != nil && t.Kind == model.EnumType && !t.Inferred && strings.Contains(s.Text[p.Description.Pos.Start:p.Description.Pos.End], "`"+p.Values[0].Value+"`")
		})
		if !ok {
			return change{}, false
		}
		code := "`" + p.Values[0].Value + "`"
		at := int(p.Description.Pos.Start) + strings.Index(s.Text[p.Description.Pos.Start:], code) + len(code)
		return insert(at, ", `zzOther`")
	}},
	{name: "a link that leads to another type", rule: "resource/conflict", plant: func(s *site) (change, bool) {
		p, ok := s.propertyOf(func(p *model.Property) bool {
			return p.Type.Link != "" && s.types["microsoft.graph."+p.Type.Name] != nil && p.Type.Name != "itemBody" &&
				strings.Contains(s.Text[p.Type.Pos.Start:p.Type.Pos.End], "["+p.Type.Name+"]")
		})
		if !ok {
			return change{}, false
		}
		at := int(p.Type.Pos.Start) + strings.Index(s.Text[p.Type.Pos.Start:], "["+p.Type.Name+"]") + 1
		return change{start: at, end: at + len(p.Type.Name), text: "itemBody"}, true
	}},
	{name: "an error that isn't written as one", rule: "contract/error-body", plant: func(s *site) (change, bool) {
		m, ok := s.response(anySample)
		if !ok {
			return change{}, false
		}
		f, ok := s.fenceOf(m)
		if !ok {
			return change{}, false
		}
		text := "\n\n<!-- { \"blockType\": \"response\", \"expectError\": true } -->\n```http\nHTTP/1.1 404 Not Found\nContent-Type: application/json\n\n"
		return change{start: int(f.End), end: int(f.End), text: text + "{\n  \"message\": \"Nothing is there.\"\n}\n```\n", fault: len(text)}, true
	}},
	{name: "the name of a type for a value", rule: "json/type-name", plant: func(s *site) (change, bool) {
		v, ok := s.answerMember(func(f *model.TypeProperty, raw string) bool {
			name := strings.ToLower(f.Name)
			return raw[0] == '"' && f.Type.Name == "Edm.String" && !strings.Contains(name, "type") && !strings.Contains(name, "format") && !strings.Contains(name, "kind") && name != "name" && name != "value"
		})
		return change{start: v.start, end: v.end, text: `"String"`}, ok
	}},
}

// sends reports whether the page says that the request is a value of a type.
func (s *site) sends(name string) bool {
	for _, b := range s.Bodies {
		if b.Type.Name != "" && strings.HasSuffix(strings.ToLower(name), strings.ToLower("."+b.Type.Name)) {
			return true
		}
	}
	return false
}

// listed reports whether a table of the page lists a parameter of that name.
func (s *site) listed(name string) bool {
	for _, q := range s.Parameters {
		if strings.EqualFold(q.Name.Value, name) {
			return true
		}
	}
	return false
}
