package workspace

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// planters are the defects of all kinds.
var planters = func() []planter {
	var all []planter
	for _, list := range [][]planter{annotationPlanters, httpPlanters, jsonPlanters, contractPlanters, resourcePlanters, methodPlanters, tablePlanters, pagePlanters, linkPlanters, apiPlanters, formPlanters, slipPlanters} {
		all = append(all, list...)
	}
	return all
}()

var annotationPlanters = []planter{
	{name: "a trailing comma in an annotation", rule: "annotation/malformed-json", plant: func(s *site) (change, bool) {
		m, ok := s.request(anySample)
		if !ok {
			return change{}, false
		}
		end := strings.LastIndexByte(s.Text[:m.Annotation.Pos.End], '}')
		at := len(strings.TrimRight(s.Text[:end], " \t\r\n"))
		return change{start: at, end: at, text: ","}, s.Text[at-1] != '{'
	}},
	{name: "an unquoted value in an annotation", rule: "annotation/malformed-json", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return len(m.Annotation.Names) == 1 })
		if !ok {
			return change{}, false
		}
		i := strings.Index(s.Text[m.Annotation.Pos.Start:m.Annotation.Pos.End], `"`+m.Annotation.Names[0].Value+`"`)
		at := int(m.Annotation.Pos.Start) + i
		return change{start: at, end: at + len(m.Annotation.Names[0].Value) + 2, text: m.Annotation.Names[0].Value}, i > 0
	}},
	{name: "an unknown key", rule: "annotation/unknown-key", plant: func(s *site) (change, bool) {
		m, ok := s.response(anySample)
		if !ok {
			return change{}, false
		}
		return insert(s.afterBrace(m.Annotation), ` "isColection": true,`)
	}},
	{name: "an unknown block type", rule: "annotation/unknown-value", plant: func(s *site) (change, bool) {
		m, ok := s.response(anySample)
		if !ok {
			return change{}, false
		}
		i := strings.Index(s.Text[m.Annotation.Pos.Start:m.Annotation.Pos.End], `"response"`)
		at := int(m.Annotation.Pos.Start) + i
		return change{start: at, end: at + len(`"response"`), text: `"respons"`}, i > 0
	}},
	{name: "a paragraph between annotation and fence", rule: "annotation/detached", plant: func(s *site) (change, bool) {
		m, ok := s.request(anySample)
		if !ok {
			return change{}, false
		}
		start := int(m.Annotation.Pos.Start)
		end := int(m.Annotation.Pos.End)
		return change{start: end, end: end, text: "\n\nHere is the request.\n", move: &start}, true
	}},
	{name: "no annotation on a request sample", rule: "annotation/missing", plant: func(s *site) (change, bool) {
		m, ok := s.request(anySample)
		if !ok {
			return change{}, false
		}
		f, ok := s.fenceOf(m)
		if !ok {
			return change{}, false
		}
		at := int(f.Start)
		return change{start: int(m.Annotation.Pos.Start), end: int(m.Annotation.Pos.End), move: &at}, true
	}},
	{name: "one name for two requests", rule: "annotation/duplicate-name", plant: func(s *site) (change, bool) {
		var list []*model.Sample
		for i := range s.Samples {
			if m := &s.Samples[i]; m.Kind == model.RequestSample && annotated(m) && len(m.Annotation.Names) == 1 {
				list = append(list, m)
			}
		}
		if len(list) < 2 || list[0].Annotation.Names[0].Value == list[1].Annotation.Names[0].Value {
			return change{}, false
		}
		return swap(list[1].Annotation.Names[0].Pos, `"`+list[0].Annotation.Names[0].Value+`"`)
	}},
	{name: "a request without a name", rule: "annotation/missing-name", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return len(m.Annotation.Names) == 1 })
		if !ok {
			return change{}, false
		}
		start, end, ok := s.member(m.Annotation, "name")
		at := int(m.Annotation.Pos.Start)
		return change{start: start, end: end, move: &at}, ok
	}},
	{name: "a response to a request that isn't there", rule: "annotation/unknown-request", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return len(m.Annotation.Names) == 0 })
		if !ok {
			return change{}, false
		}
		return insert(s.afterBrace(m.Annotation), ` "name": "no_such_request",`)
	}},
	{name: "a request without a response", rule: "contract/unpaired-sample", plant: func(s *site) (change, bool) {
		m, ok := s.response(anySample)
		if !ok || len(s.Samples) != 2 || s.Samples[0].Kind != model.RequestSample {
			return change{}, false
		}
		f, ok := s.fenceOf(m)
		if !ok {
			return change{}, false
		}
		at := int(s.Samples[0].Pos.Start)
		return change{start: int(m.Annotation.Pos.Start), end: int(f.End), move: &at}, true
	}},
	{name: "a sample key that the request lacks", rule: "annotation/sample-keys", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool {
			return !strings.Contains(s.Text[m.Annotation.Pos.Start:m.Annotation.Pos.End], "sampleKeys")
		})
		if !ok {
			return change{}, false
		}
		return insert(s.afterBrace(m.Annotation), ` "sampleKeys": ["zz-not-there-zz"],`)
	}},
}

// firstLine returns the request or status line of a sample, without what follows it.
func (s *site) firstLine(m *model.Sample) (start, end int) {
	start = int(m.Pos.Start)
	return start, s.lineEnd(start)
}

var httpPlanters = []planter{
	{name: "an empty request block", rule: "http/empty-request-block", plant: func(s *site) (change, bool) {
		b, ok := s.blockOf(func(b *model.Block) bool {
			return b.Kind == model.CodeBlock && b.Within == model.SectionHTTPRequest && !b.Sample && !b.Indented
		})
		if !ok || len(s.Templates) == 0 {
			return change{}, false
		}
		at := int(b.Start)
		return change{start: int(b.Text.Start), end: int(b.Text.End), move: &at}, true
	}},
	{name: "a request line without a method", rule: "http/method-missing", plant: func(s *site) (change, bool) {
		if len(s.Templates) == 0 || s.Templates[0].Method.Pos.Path() != s.Path {
			return change{}, false
		}
		t := s.Templates[s.r.IntN(len(s.Templates))]
		return change{start: int(t.Method.Pos.Start), end: int(t.Path.Pos.Start)}, t.Path.Pos.Start > t.Method.Pos.End
	}},
	{name: "a method that doesn't exist", rule: "http/unknown-method", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return m.Method.Value == "GET" })
		if !ok {
			return change{}, false
		}
		return swap(m.Method.Pos, "GTE")
	}},
	{name: "a sample without a path", rule: "http/path-missing", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return m.Base != "" && m.Path.Value != "" })
		if !ok {
			return change{}, false
		}
		return change{start: int(m.Path.Pos.Start), end: s.lineEnd(int(m.Path.Pos.Start))}, true
	}},
	{name: "a blank line before the headers", rule: "http/blank-before-headers", plant: func(s *site) (change, bool) {
		m, ok := s.sampleOf(func(m *model.Sample) bool { return len(m.Headers) > 0 })
		if !ok {
			return change{}, false
		}
		_, end := s.firstLine(m)
		return change{start: end, end: end, text: "\n", fault: 1}, true
	}},
	{name: "no blank line before the body", rule: "http/no-blank-before-body", plant: func(s *site) (change, bool) {
		m, ok := s.sampleOf(func(m *model.Sample) bool { return len(m.Headers) > 0 && m.Body.JSON != "" })
		if !ok {
			return change{}, false
		}
		last := int(m.Headers[len(m.Headers)-1].Value.Pos.End)
		end, body := s.lineEnd(last), int(m.Body.Text.Pos.Start)
		return change{start: end + 1, end: s.lineStart(body)}, body > end+1 && s.lineStart(body) > end+1
	}},
	{name: "a header without a colon", rule: "http/header-syntax", plant: func(s *site) (change, bool) {
		m, ok := s.sampleOf(func(m *model.Sample) bool { return len(m.Headers) > 0 && m.Body.JSON != "" })
		if !ok {
			return change{}, false
		}
		h := m.Headers[0]
		i := strings.IndexByte(s.Text[h.Name.Pos.End:h.Value.Pos.Start], ':')
		at := int(h.Name.Pos.End) + max(i, 0)
		return change{start: at, end: at + 1}, i >= 0 && s.Text[at+1] == ' '
	}},
	{name: "HTTP 1.1 in a status line", rule: "http/status-line", plant: func(s *site) (change, bool) { return s.status("HTTP 1.1 ", true) }},
	{name: "a reason of another status", rule: "http/status-reason", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return m.Reason.Value == "OK" })
		if !ok {
			return change{}, false
		}
		return swap(m.Reason.Pos, "Created")
	}},
	{name: "no reason", rule: "http/status-reason", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return m.Reason.Value != "" })
		if !ok {
			return change{}, false
		}
		return change{start: int(m.Reason.Pos.Start) - 1, end: int(m.Reason.Pos.End)}, true
	}},
	{name: "a 204 with a body", rule: "http/body-not-allowed", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return m.Status == 204 && m.Body.Text.Value == "" })
		if !ok {
			return change{}, false
		}
		f, ok := s.fenceOf(m)
		if !ok {
			return change{}, false
		}
		end := len(strings.TrimRight(s.Text[:f.Text.End], "\r\n"))
		text := "\n\n{\n  \"id\": \"1\"\n}"
		return change{start: end, end: end, text: text, fault: 2}, len(m.Headers) == 0
	}},
	{name: "a 204 with a type", rule: "http/typed-no-content", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool {
			return m.Status == 204 && m.Annotation.Type.Value == "" && !strings.Contains(s.Text[m.Annotation.Pos.Start:m.Annotation.Pos.End], "odata.type")
		})
		if !ok {
			return change{}, false
		}
		return insert(s.afterBrace(m.Annotation), ` "@odata.type": "microsoft.graph.user",`)
	}},
	{name: "a body promised with 204", rule: "http/typed-no-content", plant: func(s *site) (change, bool) {
		const sentence = "`204 No Content` response code."
		at := strings.Index(s.Text, sentence) + len(sentence) - 1
		return change{start: at, end: at, text: " and a response body"}, at >= len(sentence)-1
	}},
	{name: "a body without Content-Type", rule: "http/content-type-missing", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool {
			return m.Body.JSON != "" && len(m.Headers) > 0 && m.Header("Content-Type") != ""
		})
		if !ok {
			return change{}, false
		}
		at := int(m.Body.Text.Pos.Start)
		for _, h := range m.Headers {
			if strings.EqualFold(h.Name.Value, "Content-Type") {
				start := s.lineStart(int(h.Name.Pos.Start))
				return change{start: start, end: s.lineEnd(start) + 1, move: &at}, len(m.Headers) > 1
			}
		}
		return change{}, false
	}},
	{name: "a Content-Type without a body", rule: "http/content-type-without-body", plant: func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return m.Status == 204 && m.Body.Text.Value == "" && len(m.Headers) == 0 })
		if !ok {
			return change{}, false
		}
		_, end := s.firstLine(m)
		return change{start: end, end: end, text: "\nContent-Type: application/json", fault: 1}, true
	}},
	{name: "a GET with a body", rule: "http/body-on-get", plant: func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return m.Method.Value == "GET" && m.Body.Text.Value == "" })
		if !ok {
			return change{}, false
		}
		f, ok := s.fenceOf(m)
		if !ok {
			return change{}, false
		}
		end := len(strings.TrimRight(s.Text[:f.Text.End], "\r\n"))
		return change{start: end, end: end, text: "\nContent-Type: application/json\n\n{\n  \"id\": \"1\"\n}", fault: len("\nContent-Type: application/json\n\n")}, true
	}},
	{name: "another version in a sample", rule: "http/version", plant: func(s *site) (change, bool) { return s.base("/beta", "/v1.0") }},
	{name: "another host in a sample", rule: "http/host", plant: func(s *site) (change, bool) { return s.base("graph.microsoft.com", "graph.microsfot.com") }},
	{name: "a request line twice", rule: "http/duplicate-template", plant: func(s *site) (change, bool) {
		if len(s.Templates) == 0 || s.Templates[0].Method.Pos.Path() != s.Path {
			return change{}, false
		}
		t := s.Templates[s.r.IntN(len(s.Templates))]
		start := s.lineStart(int(t.Method.Pos.Start))
		end := s.lineEnd(start)
		return change{start: end, end: end, text: "\n" + s.Text[start:end], fault: 1}, !strings.HasPrefix(s.Text[start:], "|")
	}},
	{name: "a placeholder that isn't closed", rule: "http/placeholder", plant: func(s *site) (change, bool) {
		for _, t := range s.Templates {
			if i := strings.IndexByte(s.Text[t.Path.Pos.Start:t.Path.Pos.End], '}'); i > 0 && t.Path.Pos.Path() == s.Path && t.Query.Value == "" {
				at := int(t.Path.Pos.Start) + i
				return change{start: at, end: at + 1}, true
			}
		}
		return change{}, false
	}},
	{name: "a header twice", rule: "http/repeated-header", plant: func(s *site) (change, bool) {
		m, ok := s.sampleOf(func(m *model.Sample) bool { return m.Header("Content-Type") != "" && annotated(m) })
		if !ok {
			return change{}, false
		}
		h := m.Headers[len(m.Headers)-1]
		start := s.lineStart(int(h.Name.Pos.Start))
		end := s.lineEnd(start)
		return change{start: end, end: end, text: "\n" + s.Text[start:end], fault: 1}, true
	}},
}

// status changes the beginning of a status line.
func (s *site) status(text string, keep bool) (change, bool) {
	m, ok := s.response(func(m *model.Sample) bool {
		return strings.HasPrefix(s.Text[m.Pos.Start:], "HTTP/1.1 ") && m.Reason.Value != ""
	})
	if !ok || !keep {
		return change{}, false
	}
	start := int(m.Pos.Start)
	return change{start: start, end: start + len("HTTP/1.1 "), text: text}, true
}

// base changes a part of the URL of a sample before its path.
func (s *site) base(from, to string) (change, bool) {
	m, ok := s.request(func(m *model.Sample) bool { return strings.Contains(m.Base, from) && m.Path.Value != "" })
	if !ok {
		return change{}, false
	}
	i := strings.Index(s.Text[m.Target.Pos.Start:m.Path.Pos.Start], from)
	at := int(m.Target.Pos.Start) + i
	return change{start: at, end: at + len(from), text: to}, i >= 0
}

var jsonPlanters = []planter{
	{name: "a body with a member that isn't closed", rule: "json/syntax", plant: func(s *site) (change, bool) {
		m, i, ok := s.bodyPart(`": "`)
		return change{start: i + 3, end: i + 4}, ok && m != nil
	}},
	{name: "a body without a comma", rule: "json/syntax", plant: func(s *site) (change, bool) {
		_, i, ok := s.bodyPart("\",\n")
		end := i + 2 + len(s.Text[i+2:]) - len(strings.TrimLeft(s.Text[i+2:], " \t\r\n"))
		return change{start: i + 1, end: i + 2, move: &end}, ok
	}},
	{name: "a body with a comma too many", rule: "json/syntax", plant: func(s *site) (change, bool) {
		m, ok := s.sampleOf(func(m *model.Sample) bool {
			return strings.HasSuffix(m.Body.JSON, "\"\n}") && !m.Body.Repaired && annotated(m)
		})
		if !ok {
			return change{}, false
		}
		at := int(m.Body.Text.Pos.End) - 2
		return change{start: at, end: at, text: ","}, true
	}},
	{name: "a member twice", rule: "json/duplicate-member", plant: func(s *site) (change, bool) {
		_, i, ok := s.bodyPart("\",\n")
		if !ok {
			return change{}, false
		}
		next := i + len("\",\n")
		line := s.Text[s.lineStart(i):next]
		name, _, member := strings.Cut(strings.TrimSpace(line), `":`)
		return change{start: next, end: next, text: line}, member && strings.Count(name, `"`) == 1 && name[0] == '"'
	}},
	{name: "text of a generator", rule: "json/generator-text", plant: func(s *site) (change, bool) {
		_, i, ok := s.bodyPart(`": "`)
		if !ok {
			return change{}, false
		}
		return insert(i+4, "** Unknown Type ** ")
	}},
}

// bodyPart finds a text in the JSON body of a sample.
func (s *site) bodyPart(text string) (*model.Sample, int, bool) {
	m, ok := s.sampleOf(func(m *model.Sample) bool {
		return annotated(m) && m.Body.JSON != "" && !m.Body.Repaired && strings.Contains(m.Body.JSON, text)
	})
	if !ok {
		return nil, 0, false
	}
	return m, int(m.Body.Text.Pos.Start) + strings.Index(m.Body.JSON, text), true
}
