package workspace

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// planters are the defects of all kinds.
var planters = func() []planter {
	var all []planter
	for _, list := range [][]planter{annotationPlanters, httpPlanters, jsonPlanters, contractPlanters, resourcePlanters, tablePlanters, pagePlanters, linkPlanters} {
		all = append(all, list...)
	}
	return all
}()

var annotationPlanters = []planter{
	{"a trailing comma in an annotation", "annotation/malformed-json", func(s *site) (change, bool) {
		m, ok := s.request(anySample)
		if !ok {
			return change{}, false
		}
		end := strings.LastIndexByte(s.Text[:m.Annotation.Pos.End], '}')
		at := len(strings.TrimRight(s.Text[:end], " \t\r\n"))
		return change{start: at, end: at, text: ","}, s.Text[at-1] != '{'
	}},
	{"an unquoted value in an annotation", "annotation/malformed-json", func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return len(m.Annotation.Names) == 1 })
		if !ok {
			return change{}, false
		}
		i := strings.Index(s.Text[m.Annotation.Pos.Start:m.Annotation.Pos.End], `"`+m.Annotation.Names[0].Value+`"`)
		at := int(m.Annotation.Pos.Start) + i
		return change{start: at, end: at + len(m.Annotation.Names[0].Value) + 2, text: m.Annotation.Names[0].Value}, i > 0
	}},
	{"an unknown key", "annotation/unknown-key", func(s *site) (change, bool) {
		m, ok := s.response(anySample)
		if !ok {
			return change{}, false
		}
		return insert(s.afterBrace(m.Annotation), ` "isColection": true,`)
	}},
	{"an unknown block type", "annotation/unknown-value", func(s *site) (change, bool) {
		m, ok := s.response(anySample)
		if !ok {
			return change{}, false
		}
		i := strings.Index(s.Text[m.Annotation.Pos.Start:m.Annotation.Pos.End], `"response"`)
		at := int(m.Annotation.Pos.Start) + i
		return change{start: at, end: at + len(`"response"`), text: `"respons"`}, i > 0
	}},
	{"a paragraph between annotation and fence", "annotation/detached", func(s *site) (change, bool) {
		m, ok := s.request(anySample)
		if !ok {
			return change{}, false
		}
		start := int(m.Annotation.Pos.Start)
		end := int(m.Annotation.Pos.End)
		return change{start: end, end: end, text: "\n\nHere is the request.\n", move: &start}, true
	}},
	{"no annotation on a request sample", "annotation/missing", func(s *site) (change, bool) {
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
	{"one name for two requests", "annotation/duplicate-name", func(s *site) (change, bool) {
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
	{"a request without a name", "annotation/missing-name", func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return len(m.Annotation.Names) == 1 })
		if !ok {
			return change{}, false
		}
		start, end, ok := s.member(m.Annotation, "name")
		at := int(m.Annotation.Pos.Start)
		return change{start: start, end: end, move: &at}, ok
	}},
	{"a response to a request that isn't there", "annotation/unknown-request", func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return len(m.Annotation.Names) == 0 })
		if !ok {
			return change{}, false
		}
		return insert(s.afterBrace(m.Annotation), ` "name": "no_such_request",`)
	}},
	{"a request without a response", "contract/unpaired-sample", func(s *site) (change, bool) {
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
	{"a sample key that the request lacks", "annotation/sample-keys", func(s *site) (change, bool) {
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
	{"an empty request block", "http/empty-request-block", func(s *site) (change, bool) {
		b, ok := s.blockOf(func(b *model.Block) bool {
			return b.Kind == model.CodeBlock && b.Within == model.SectionHTTPRequest && !b.Sample && !b.Indented
		})
		if !ok || len(s.Templates) == 0 {
			return change{}, false
		}
		at := int(b.Start)
		return change{start: int(b.Text.Start), end: int(b.Text.End), move: &at}, true
	}},
	{"a request line without a method", "http/method-missing", func(s *site) (change, bool) {
		if len(s.Templates) == 0 || s.Templates[0].Method.Pos.File != s.Path {
			return change{}, false
		}
		t := s.Templates[s.r.IntN(len(s.Templates))]
		return change{start: int(t.Method.Pos.Start), end: int(t.Path.Pos.Start)}, t.Path.Pos.Start > t.Method.Pos.End
	}},
	{"a method that doesn't exist", "http/unknown-method", func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return m.Method.Value == "GET" })
		if !ok {
			return change{}, false
		}
		return swap(m.Method.Pos, "GTE")
	}},
	{"a sample without a path", "http/path-missing", func(s *site) (change, bool) {
		m, ok := s.request(func(m *model.Sample) bool { return m.Base != "" && m.Path.Value != "" })
		if !ok {
			return change{}, false
		}
		return change{start: int(m.Path.Pos.Start), end: s.lineEnd(int(m.Path.Pos.Start))}, true
	}},
	{"a blank line before the headers", "http/blank-before-headers", func(s *site) (change, bool) {
		m, ok := s.sampleOf(func(m *model.Sample) bool { return len(m.Headers) > 0 })
		if !ok {
			return change{}, false
		}
		_, end := s.firstLine(m)
		return change{start: end, end: end, text: "\n", fault: 1}, true
	}},
	{"no blank line before the body", "http/no-blank-before-body", func(s *site) (change, bool) {
		m, ok := s.sampleOf(func(m *model.Sample) bool { return len(m.Headers) > 0 && m.Body.JSON != "" })
		if !ok {
			return change{}, false
		}
		last := int(m.Headers[len(m.Headers)-1].Value.Pos.End)
		end, body := s.lineEnd(last), int(m.Body.Text.Pos.Start)
		return change{start: end + 1, end: s.lineStart(body)}, body > end+1 && s.lineStart(body) > end+1
	}},
	{"a header without a colon", "http/header-syntax", func(s *site) (change, bool) {
		m, ok := s.sampleOf(func(m *model.Sample) bool { return len(m.Headers) > 0 && m.Body.JSON != "" })
		if !ok {
			return change{}, false
		}
		h := m.Headers[0]
		i := strings.IndexByte(s.Text[h.Name.Pos.End:h.Value.Pos.Start], ':')
		at := int(h.Name.Pos.End) + max(i, 0)
		return change{start: at, end: at + 1}, i >= 0 && s.Text[at+1] == ' '
	}},
	{"HTTP 1.1 in a status line", "http/status-line", func(s *site) (change, bool) { return s.status("HTTP 1.1 ", true) }},
	{"a reason of another status", "http/status-reason", func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return m.Reason.Value == "OK" })
		if !ok {
			return change{}, false
		}
		return swap(m.Reason.Pos, "Created")
	}},
	{"no reason", "http/status-reason", func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return m.Reason.Value != "" })
		if !ok {
			return change{}, false
		}
		return change{start: int(m.Reason.Pos.Start) - 1, end: int(m.Reason.Pos.End)}, true
	}},
	{"a 204 with a body", "http/body-not-allowed", func(s *site) (change, bool) {
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
	{"a 204 with a type", "http/typed-no-content", func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool {
			return m.Status == 204 && m.Annotation.Type.Value == "" && !strings.Contains(s.Text[m.Annotation.Pos.Start:m.Annotation.Pos.End], "odata.type")
		})
		if !ok {
			return change{}, false
		}
		return insert(s.afterBrace(m.Annotation), ` "@odata.type": "microsoft.graph.user",`)
	}},
	{"a body without Content-Type", "http/content-type-missing", func(s *site) (change, bool) {
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
	{"a Content-Type without a body", "http/content-type-without-body", func(s *site) (change, bool) {
		m, ok := s.response(func(m *model.Sample) bool { return m.Status == 204 && m.Body.Text.Value == "" && len(m.Headers) == 0 })
		if !ok {
			return change{}, false
		}
		_, end := s.firstLine(m)
		return change{start: end, end: end, text: "\nContent-Type: application/json", fault: 1}, true
	}},
	{"a GET with a body", "http/body-on-get", func(s *site) (change, bool) {
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
	{"another version in a sample", "http/version", func(s *site) (change, bool) { return s.base("/beta", "/v1.0") }},
	{"another host in a sample", "http/host", func(s *site) (change, bool) { return s.base("graph.microsoft.com", "graph.microsfot.com") }},
	{"a request line twice", "http/duplicate-template", func(s *site) (change, bool) {
		if len(s.Templates) == 0 || s.Templates[0].Method.Pos.File != s.Path {
			return change{}, false
		}
		t := s.Templates[s.r.IntN(len(s.Templates))]
		start := s.lineStart(int(t.Method.Pos.Start))
		end := s.lineEnd(start)
		return change{start: end, end: end, text: "\n" + s.Text[start:end], fault: 1}, !strings.HasPrefix(s.Text[start:], "|")
	}},
	{"a placeholder that isn't closed", "http/placeholder", func(s *site) (change, bool) {
		for _, t := range s.Templates {
			if i := strings.IndexByte(s.Text[t.Path.Pos.Start:t.Path.Pos.End], '}'); i > 0 && t.Path.Pos.File == s.Path && t.Query.Value == "" {
				at := int(t.Path.Pos.Start) + i
				return change{start: at, end: at + 1}, true
			}
		}
		return change{}, false
	}},
	{"a header twice", "http/repeated-header", func(s *site) (change, bool) {
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
	{"a body with a member that isn't closed", "json/syntax", func(s *site) (change, bool) {
		m, i, ok := s.bodyPart(`": "`)
		return change{start: i + 3, end: i + 4}, ok && m != nil
	}},
	{"a body without a comma", "json/syntax", func(s *site) (change, bool) {
		_, i, ok := s.bodyPart("\",\n")
		end := i + 2 + len(s.Text[i+2:]) - len(strings.TrimLeft(s.Text[i+2:], " \t\r\n"))
		return change{start: i + 1, end: i + 2, move: &end}, ok
	}},
	{"a body with a comma too many", "json/syntax", func(s *site) (change, bool) {
		m, ok := s.sampleOf(func(m *model.Sample) bool {
			return strings.HasSuffix(m.Body.JSON, "\"\n}") && !m.Body.Repaired && annotated(m)
		})
		if !ok {
			return change{}, false
		}
		at := int(m.Body.Text.Pos.End) - 2
		return change{start: at, end: at, text: ","}, true
	}},
	{"text of a generator", "json/generator-text", func(s *site) (change, bool) {
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
