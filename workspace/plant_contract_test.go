package workspace

import (
	"regexp"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

var contractPlanters = []planter{
	{name: "another method in the sample", rule: "contract/sample-method", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return m.Method.Value == "PATCH" })
		if !ok || len(s.Templates) != 1 || s.Templates[0].Method.Value != "PATCH" {
			return change{}, false
		}
		return swap(m.Method.Pos, "PUT")
	}},
	{name: "another path in the sample", rule: "contract/sample-route", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return strings.Count(m.Path.Value, "/") > 1 })
		if !ok || !s.operation() {
			return change{}, false
		}
		start := int(m.Path.Pos.Start) + 1
		return change{start: start, end: start, text: "zz"}, s.Text[start-1] == '/'
	}},
	{name: "another status in the prose", rule: "contract/sample-status", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return m.Status == 200 || m.Status == 201 })
		if !ok || len(s.Returns) != 1 || s.Returns[0].Status != m.Status || len(s.Samples) != 2 {
			return change{}, false
		}
		at := int(m.Pos.Start)
		from := int(s.Returns[0].Pos.Start)
		code := map[int][2]string{200: {"200 OK", "202 Accepted"}, 201: {"201 Created", "202 Accepted"}}[m.Status]
		i := strings.Index(s.Text[from:s.Returns[0].Pos.End], code[0])
		return change{start: from + i, end: from + i + len(code[0]), text: code[1], move: &at}, i >= 0
	}},
	{name: "a body where the prose says none", rule: "contract/unexpected-body", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return m.Method.Value == "POST" && m.Body.JSON != "" })
		if !ok || len(s.Bodies) != 1 || len(s.Samples) != 2 {
			return change{}, false
		}
		at := int(m.Body.Text.Pos.Start)
		var b *model.Block
		var last int32
		for i := range s.Blocks {
			if c := &s.Blocks[i]; c.Within == model.SectionBody {
				if c.Kind == model.HeadingBlock {
					b = c
				}
				last = c.End
			}
		}
		if b == nil || int(last) > at {
			return change{}, false
		}
		return change{start: int(b.End), end: int(last), text: "\n\nDo not supply a request body for this method.", move: &at}, true
	}},
	{name: "a member that no table has in a request", rule: "contract/undeclared-member", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool {
			return strings.HasPrefix(m.Body.JSON, "{\n") && strings.Contains(m.Body.JSON, `"`) && !m.Body.Repaired && m.Method.Value != "GET"
		})
		if op, one := s.alone(); !ok || !s.takes(m) || !s.tables(model.InBody) || one && s.admits(op.Body.Type.Name) {
			return change{}, false
		}
		return change{start: int(m.Body.Text.Pos.Start) + 1, end: int(m.Body.Text.Pos.Start) + 1, text: "\n  \"" + s.fresh() + "\": \"x\",", fault: 1}, true
	}},
	{name: "a member that no type has in a response", rule: "contract/undeclared-member", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool {
			return m.Annotation.Type.Value != "" && strings.HasPrefix(m.Body.JSON, "{\n  \"id\"") && !m.Annotation.Collection && !m.Body.Repaired
		})
		if !ok || s.admits(m.Annotation.Type.Value) {
			return change{}, false
		}
		return change{start: int(m.Body.Text.Pos.Start) + 1, end: int(m.Body.Text.Pos.Start) + 1, text: "\n  \"" + s.fresh() + "\": \"x\",", fault: 1}, true
	}},
	{name: "a number for a string", rule: "contract/member-type", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool {
			v := jsonscan.Member(m.Body.JSON, "displayName")
			return m.Annotation.Type.Value != "" && v != "" && v[0] == '"' && !m.Annotation.Collection && !m.Body.Repaired
		})
		if !ok {
			return change{}, false
		}
		v := jsonscan.Member(m.Body.JSON, "displayName")
		i := strings.Index(m.Body.JSON, `"displayName"`)
		i += strings.Index(m.Body.JSON[i:], v)
		at := int(m.Body.Text.Pos.Start) + i
		return change{start: at, end: at + len(v), text: "17"}, true
	}},
	{name: "a collection that isn't marked", rule: "contract/collection", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool {
			return m.Annotation.Collection && strings.Contains(s.Text[m.Annotation.Pos.Start:m.Annotation.Pos.End], `"isCollection": true`) && jsonscan.Member(m.Body.JSON, "value") != ""
		})
		if !ok || len(s.Samples) != 2 {
			return change{}, false
		}
		start, end, ok := s.member(m.Annotation, "isCollection")
		at := int(m.Annotation.Pos.Start)
		if m.Annotation.Type.Value != "" {
			at = int(m.Annotation.Type.Pos.Start)
		}
		return change{start: start, end: end, move: &at}, ok && m.Annotation.Type.Value != ""
	}},
	{name: "another type in the annotation", rule: "contract/response-type", either: true, plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool {
			return strings.HasPrefix(m.Annotation.Type.Value, "microsoft.graph.") && m.Status == 200
		})
		if !ok || len(s.Returns) != 1 || s.Returns[0].Type.Link == "" || m.Annotation.Type.Value == "microsoft.graph.message" || len(s.Samples) != 2 {
			return change{}, false
		}
		i := strings.Index(s.Text[m.Annotation.Type.Pos.Start:m.Annotation.Type.Pos.End], m.Annotation.Type.Value)
		at := int(m.Annotation.Type.Pos.Start) + i
		return change{start: at, end: at + len(m.Annotation.Type.Value), text: "microsoft.graph.message"}, i >= 0
	}},
	{name: "an object in an envelope", rule: "contract/envelope", plant: func(s *site) (change, bool) {
		m, t, ok := s.answer()
		if !ok || !t.Entity || t.Field("value") != nil {
			return change{}, false
		}
		at := m.Body.Text.Pos
		return change{start: int(at.Start), end: int(at.End), text: "{\n  \"value\": " + m.Body.Text.Value + "\n}", fault: len("{\n  ")}, true
	}},
	{name: "a required member left out", rule: "contract/required-member", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool {
			return strings.HasPrefix(m.Body.JSON, "{\n") && !m.Body.Repaired && m.Method.Value != "PATCH" // an update sends what changes
		})
		if !ok || len(s.Samples) != 2 {
			return change{}, false
		}
		for _, q := range s.Parameters {
			if q.In != model.InBody || !requiredText.MatchString(q.Description.Value) {
				continue
			}
			v := jsonscan.Member(m.Body.JSON, q.Name.Value)
			i := strings.Index(m.Body.JSON, `"`+q.Name.Value+`"`)
			if v == "" || i < 0 || v[0] == '{' || v[0] == '[' {
				continue
			}
			end := i + strings.Index(m.Body.JSON[i:], v) + len(v)
			if end >= len(m.Body.JSON) || m.Body.JSON[end] != ',' {
				continue
			}
			at := int(m.Body.Text.Pos.Start)
			return change{start: at + i, end: at + end + 1, move: &at}, true
		}
		return change{}, false
	}},
}

var requiredText = regexp.MustCompile(`(?:^|\. )Required\.`)

// admits reports whether values of a type have any members: it is open, or no page declares it.
func (s *site) admits(name string) bool {
	t := s.types[name]
	return t == nil || t.Kind == model.StructType && (t.Open || t.Inferred)
}

// tables reports whether a table lists parameters of a kind.
func (s *site) tables(in model.ParameterIn) bool {
	for _, p := range s.Parameters {
		if p.In == in {
			return true
		}
	}
	return false
}

// resource returns the one resource of a page with a JSON representation that is valid.
func (s *site) resource() (*model.Resource, bool) {
	if len(s.Resources) != 1 || s.Resources[0].JSON.JSON == "" || s.Resources[0].JSON.Repaired || s.Resources[0].JSON.Text.Pos.Path() != s.Path {
		return nil, false
	}
	return &s.Resources[0], true
}

// resourceAnnotation returns the annotation of the only resource.
func (s *site) resourceAnnotation() (*model.Annotation, bool) {
	var list []*model.Annotation
	for i := range s.Annotations {
		if s.Annotations[i].Block == model.BlockResource {
			list = append(list, &s.Annotations[i])
		}
	}
	if len(list) != 1 {
		return nil, false
	}
	return list[0], true
}

var resourcePlanters = []planter{
	{name: "a property that the JSON lacks", rule: "resource/not-in-json", plant: func(s *site) (change, bool) {
		r, ok := s.resource()
		if !ok {
			return change{}, false
		}
		row, ok := s.propertyRow()
		if !ok || r == nil {
			return change{}, false
		}
		end := int(row.End)
		return change{start: end, end: end, text: "\n|zzUnlisted|String|Something.|", fault: 1}, true
	}},
	{name: "a member that the table lacks", rule: "resource/not-in-table", plant: func(s *site) (change, bool) {
		r, ok := s.resource()
		if _, rows := s.propertyRow(); !ok || !rows || !strings.HasPrefix(r.JSON.JSON, "{\n") {
			return change{}, false
		}
		at := int(r.JSON.Text.Pos.Start) + 1
		return change{start: at, end: at, text: "\n  \"zzUnlisted\": \"String\",", fault: 1}, true
	}},
	{name: "a type that doesn't exist", rule: "resource/unknown-type", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return strings.HasPrefix(m.Annotation.Type.Value, "microsoft.graph.") })
		if !ok {
			return change{}, false
		}
		i := strings.Index(s.Text[m.Annotation.Type.Pos.Start:m.Annotation.Type.Pos.End], m.Annotation.Type.Value)
		at := int(m.Annotation.Type.Pos.Start) + i + len(m.Annotation.Type.Value)
		return change{start: at, end: at, text: "zz"}, i >= 0
	}},
	{name: "a base type that doesn't exist", rule: "resource/unknown-base", plant: func(s *site) (change, bool) {
		a, ok := s.resourceAnnotation()
		if !ok || a.Base.Value != "" || strings.Contains(s.Text[a.Pos.Start:a.Pos.End], "baseType") {
			return change{}, false
		}
		return insert(s.afterBrace(a), ` "baseType": "microsoft.graph.zzNothing",`)
	}},
	{name: "a type that is its own base", rule: "resource/base-cycle", plant: func(s *site) (change, bool) {
		a, ok := s.resourceAnnotation()
		if !ok || a.Base.Value != "" || strings.Contains(s.Text[a.Pos.Start:a.Pos.End], "baseType") || a.Type.Value == "" {
			return change{}, false
		}
		return insert(s.afterBrace(a), ` "baseType": "`+a.Type.Value+`",`)
	}},
	{name: "a key that isn't a property", rule: "resource/key-property", plant: func(s *site) (change, bool) {
		a, ok := s.resourceAnnotation()
		if !ok || a.Key.Value == "" {
			return change{}, false
		}
		i := strings.Index(s.Text[a.Key.Pos.Start:a.Key.Pos.End], a.Key.Value)
		at := int(a.Key.Pos.Start) + i
		return change{start: at, end: at + len(a.Key.Value), text: "zzKey"}, i >= 0
	}},
	{name: "another namespace", rule: "resource/namespace", plant: func(s *site) (change, bool) {
		a, ok := s.resourceAnnotation()
		if _, res := s.resource(); !ok || !res || s.Namespace.Value != "microsoft.graph" || !strings.HasPrefix(a.Type.Value, "microsoft.graph.") {
			return change{}, false
		}
		at := int(a.Type.Pos.Start) + strings.Index(s.Text[a.Type.Pos.Start:], "microsoft.graph.") + len("microsoft.graph")
		i := strings.Index(s.Text, "Namespace: microsoft.graph")
		if i < 0 {
			return change{}, false
		}
		end := i + len("Namespace: microsoft.graph")
		return change{start: end, end: end, text: ".zz", move: &at}, true
	}},
}

// propertyRow returns the last row of the table of properties.
func (s *site) propertyRow() (model.Row, bool) {
	for i := range s.Blocks {
		if b := &s.Blocks[i]; b.Kind == model.TableBlock && b.Within == model.SectionProperties && len(b.Rows) > 2 && len(b.Rows[0].Cells) == 3 {
			last := b.Rows[len(b.Rows)-1]
			return last, len(last.Cells) == 3 && s.Text[last.Start] == '|'
		}
	}
	return model.Row{}, false
}
