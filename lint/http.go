package lint

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// httpRules looks at the messages of a page, and at its request lines.
func httpRules(_ *set, p *page) {
	unread := map[int32]bool{} // lines among the headers that are none
	for i := range p.Findings {
		if f := &p.Findings[i]; f.Rule == model.RuleHeaderSyntax {
			unread[f.Pos.Start] = true
		}
	}
	for i := range p.Samples {
		s := &p.Samples[i]
		if s.Pos.Path() != p.Path || s.Command {
			continue
		}
		p.method(s.Method, s.Target)
		if s.Path.Value != "" {
			p.pathSlash(s.Method, s.Path)
		}
		p.query(s.Query)
		p.headers(s)
		p.headerNames(s)
		if !s.Bare && !unread[s.Body.Text.Pos.Start] {
			p.contentType(s)
		}
		p.misplacedBody(s)
	}
	for i := range p.Templates {
		p.query(p.Templates[i].Query)
	}
	p.headerTable()
	p.templates()
	p.promisedBodies()
	p.promisedReasons()
}

// method looks for methods in lower case and for those without a space behind them.
func (p *page) method(method, target model.Text) {
	at := spanOf(method.Pos)
	if method.Pos.Path() != p.Path || at.Start == at.End {
		return
	}
	if written := p.text(at); written != method.Value && strings.EqualFold(written, method.Value) { // in a table it may be bold
		p.report(model.RuleUnknownMethod, at, "methods are written in capitals: "+written, "write "+method.Value, model.Edit{Span: at, New: method.Value})
	}
	if target.Value == "" || target.Pos.Path() != p.Path || target.Pos.Start < at.End {
		return
	}
	gap := p.Text[at.End:target.Pos.Start]
	blank := gap[:len(gap)-len(strings.TrimLeft(gap, " \t\r\n"))] // a host may follow
	edit := model.Edit{Span: model.Span{Start: at.End, End: at.End + int32(len(blank))}, New: " "}
	switch {
	case gap == "":
		p.report(model.RuleRequestLine, at, "no space separates "+method.Value+" from the path", "write a space after the method", edit)
	case strings.Contains(blank, "\n"):
		p.report(model.RuleRequestLine, at, "the request line is broken: the path of "+method.Value+" stands on the next line", "write both on one line", edit)
	}
}

// headers looks for headers that are written in a way that not every tool reads, and for
// those that stand there twice.
func (p *page) headers(s *model.Sample) {
	for i := range s.Headers {
		h := &s.Headers[i]
		between := model.Span{Start: h.Name.Pos.End, End: h.Value.Pos.Start}
		switch gap := p.text(between); {
		case strings.HasPrefix(gap, " ") || strings.HasPrefix(gap, "\t"):
			p.report(model.RuleHeaderSyntax, spanOf(h.Name.Pos), "a blank stands between "+h.Name.Value+" and the colon", "remove the blank",
				model.Edit{Span: between, New: ": "})
		case gap == ":" && h.Value.Value != "":
			p.report(model.RuleHeaderSpace, model.Span{Start: between.Start, End: between.End}, "no space follows the colon of "+h.Name.Value, "write a space after the colon",
				model.Edit{Span: model.Span{Start: between.End, End: between.End}, New: " "})
		}
		if comma := h.Value.Pos.End - 1; strings.HasSuffix(h.Value.Value, ",") && p.text(model.Span{Start: comma, End: comma + 1}) == "," {
			p.report(model.RuleHeaderSyntax, model.Span{Start: comma, End: comma + 1}, "the value of "+h.Name.Value+" ends in a comma", "remove the comma",
				model.Edit{Span: model.Span{Start: comma, End: comma + 1}})
		}
		for j := range i {
			if earlier := &s.Headers[j]; strings.EqualFold(earlier.Name.Value, h.Name.Value) {
				p.repeatedHeader(earlier, h)
				break
			}
		}
	}
}

// listHeaders are headers that may stand in a message several times, each with a part of the
// list (RFC 9110, section 5.3).
var listHeaders = map[string]bool{
	"accept": true, "accept-charset": true, "accept-encoding": true, "accept-language": true, "cache-control": true, "connection": true, "cookie": true,
	"forwarded": true, "link": true, "prefer": true, "preference-applied": true, "set-cookie": true, "vary": true, "via": true, "warning": true,
	"www-authenticate": true,
}

func (p *page) repeatedHeader(earlier, h *model.Header) {
	same := strings.EqualFold(earlier.Value.Value, h.Value.Value)
	if !same && listHeaders[strings.ToLower(h.Name.Value)] {
		return
	}
	f := p.report(model.RuleRepeatedHeader, spanOf(h.Name.Pos), "the message has "+h.Name.Value+" already", "write it once")
	f.Related = append(f.Related, earlier.Name.Pos)
	if same {
		f.Edits = []model.Edit{{Span: p.wholeLine(h.Name.Pos.Start)}}
	}
}

// wholeLine returns the line that holds an offset with its line end.
func (p *page) wholeLine(offset int32) model.Span {
	at := p.lineOf(offset)
	if n := strings.IndexByte(p.Text[at.End:], '\n'); n >= 0 {
		at.End += int32(n + 1)
	}
	return at
}

// contentType looks for bodies without a Content-Type, and the other way round.
func (p *page) contentType(s *model.Sample) {
	var header *model.Header
	for i := range s.Headers {
		if name := s.Headers[i].Name.Value; strings.EqualFold(name, "Content-Type") || meantHeader(name) == "Content-Type" {
			header = &s.Headers[i]
		}
	}
	body := s.Body.Text
	switch {
	case s.Body.JSON != "" && len(s.Headers) == 0 && !p.sameBlock(s.Pos, body.Pos): // what only has a request line shows no headers
	case s.Body.JSON != "" && header == nil && s.Status != noContent && s.Method.Value != "GET":
		f := p.report(model.RuleNoContentType, p.firstLine(body.Pos), "the "+string(s.Kind)+" has a body, but no Content-Type", "write Content-Type: application/json")
		if line := p.lineOf(s.Pos.Start); line.Start == s.Pos.Start && line.End == s.Pos.End {
			f.Edits = []model.Edit{{Span: model.Span{Start: line.End, End: line.End}, New: "\nContent-Type: application/json"}}
		}
	case body.Value == "" && header != nil && !p.bodyElsewhere(s):
		f := p.report(model.RuleLoneContentType, spanOf(header.Name.Pos), "the "+string(s.Kind)+" has a Content-Type, but no body", "remove the header, or show the body")
		if s.Status == noContent || s.Method.Value == "GET" {
			f.Fix, f.Edits = "remove the header", []model.Edit{{Span: p.wholeLine(header.Name.Pos.Start)}}
		}
	}
}

// sameBlock reports whether two places are in one block of the page.
func (p *page) sameBlock(a, b model.Position) bool { return p.blockAt(a.Start) == p.blockAt(b.Start) }

// bodyElsewhere reports whether a message without a body has reason to say what is in one: a
// server does so where it sends the reader elsewhere, or counts no bytes.
func (p *page) bodyElsewhere(s *model.Sample) bool {
	if s.Status >= 300 && s.Status < 400 || s.Header("Content-Length") == "0" || s.Method.Value == "HEAD" {
		return true
	}
	b := p.blockOf(s.Pos)
	return b != nil && p.bodyBelow(b)
}

// noContent is the status of answers without a body.
const noContent = 204

// firstLine returns the first line of a body.
func (p *page) firstLine(pos model.Position) model.Span {
	return model.Span{Start: pos.Start, End: min(pos.End, p.lineOf(pos.Start).End)}
}

// misplacedBody looks for bodies, or the types of bodies, where HTTP has none.
func (p *page) misplacedBody(s *model.Sample) {
	method := s.Method.Value
	if body := s.Body.Text; body.Value != "" && (method == "GET" || method == "HEAD") {
		p.report(model.RuleBodyOnGet, p.firstLine(body.Pos), "a "+method+" request has no body, the sample sends one", "remove the body")
	}
	a := s.Annotation
	if s.Status != noContent || a == nil || a.Type.Value == "" || s.Body.Text.Value != "" {
		return
	}
	b := p.blockOf(a.Pos)
	if b == nil {
		return
	}
	for _, key := range []string{"@type", "@odata.type"} {
		if m := member(b, key); m != nil {
			p.report(model.RuleTypedNoContent, model.Span{Start: m.Key.Pos.Start, End: m.Value.Pos.End},
				"a 204 response has no body, its annotation names the type "+clip(a.Type.Value), "remove "+m.Key.Value, p.withoutMember(b, m)...)
			return
		}
	}
}

// withoutMember returns the edit that takes a member out of an annotation.
func (p *page) withoutMember(b *model.Block, m *model.AnnotationMember) []model.Edit {
	for i := range b.Members {
		switch {
		case &b.Members[i] != m:
		case i+1 < len(b.Members):
			return []model.Edit{{Span: model.Span{Start: m.Key.Pos.Start, End: b.Members[i+1].Key.Pos.Start}}}
		case i > 0:
			return []model.Edit{{Span: model.Span{Start: b.Members[i-1].Value.Pos.End, End: m.Value.Pos.End}}}
		}
	}
	return nil
}
