package parser

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// message adds the HTTP messages of a code block; there is one, but for blocks
// that hold several (user-list-agreementacceptances) and fences that were never
// closed. several says that the block is meant to hold more than one.
func (p *pageParser) message(lines []line, several bool) {
	several = several || onlyRequestLines(lines)
	for {
		for len(lines) > 0 && lines[0].blank() {
			lines = lines[1:]
		}
		if len(lines) == 0 {
			return
		}
		n := nextMessage(lines)
		if n < len(lines) && !several {
			p.report(model.RuleSeveralMessages, p.pos(lines[n].start, lines[n].end()),
				"a second HTTP message starts in the same code block", "give each message a code block of its own")
		}
		if !p.admit(lines[0].start, lines[0].end()) {
			return
		}
		if s, ok := p.oneMessage(lines[:n]); ok {
			if p.page.Samples == nil { // a request and its response, mostly
				p.page.Samples = make([]model.Sample, 0, 2)
			}
			p.page.Samples = append(p.page.Samples, s)
		}
		lines = lines[n:]
	}
}

// onlyRequestLines reports whether a code block lists request lines without hosts: what can
// be called, not what is sent (page-get).
func onlyRequestLines(lines []line) bool {
	for _, l := range lines {
		if kind, _ := classify(l.text); !l.blank() && (kind != requestLine || strings.Contains(l.text, "://")) {
			return false
		}
	}
	return true
}

// nextMessage returns the index of the line on which a second message starts.
func nextMessage(lines []line) int {
	for i, l := range lines {
		if i == 0 || l.text == "" || l.text[0] < 'A' || l.text[0] > 'Z' {
			continue
		}
		switch kind, method := classify(l.text); {
		case kind == statusLine:
			return i
		case kind == requestLine && isTarget(strings.TrimSpace(strings.TrimSpace(l.text)[len(method):])):
			return i
		}
	}
	return len(lines)
}

func (p *pageParser) oneMessage(lines []line) (model.Sample, bool) {
	s := model.Sample{Pos: p.slice(lines[0].start, lines[0].end()).Pos}
	kind, method := classify(lines[0].text)
	rest := lines[1:]
	switch kind {
	case statusLine:
		s.Kind = model.ResponseSample
		p.statusLine(&s, lines[0])
	case requestLine, pathLine, strangeLine:
		s.Kind = model.RequestSample
		if !isMethod(method) && method != "" {
			p.unknownMethod(lines[0], method)
		}
		rest = p.requestLine(&s, method, lines)
	default:
		return s, false
	}
	rest = p.headers(&s, rest)
	p.body(&s, rest)
	return s, true
}

// unknownMethod reports a method that HTTP doesn't have.
func (p *pageParser) unknownMethod(l line, method string) {
	t := p.slice(l.start, l.end())
	start := int(t.Pos.Start)
	p.report(model.RuleUnknownMethod, p.pos(start, start+len(method)), "there is no HTTP method "+clip(method), "write one of GET, POST, PATCH, PUT and DELETE")
}

// statusLine reads HTTP/1.1 200 OK and its many misspellings.
func (p *pageParser) statusLine(s *model.Sample, l line) {
	t := p.slice(l.start, l.end())
	rest := strings.TrimLeft(t.Value[len("HTTP"):], "/ ")
	version, after, _ := strings.Cut(rest, " ")
	good := strings.HasPrefix(t.Value, "HTTP/") && strings.IndexByte(version, '.') > 0 || version == "2" || version == "3"
	if len(version) == 3 && !strings.Contains(version, ".") { // HTTP 201 Created
		after, version, good = rest, "1.1", false
	}
	after = strings.TrimSpace(after)
	code, reason, _ := strings.Cut(after, " ")
	s.Status, _ = strconv.Atoi(strings.Trim(code, ",;:."))
	reason = strings.TrimSpace(reason)
	_, end := p.span(t.Pos)
	if s.StatusPos = t.Pos; len(code) >= 3 {
		s.StatusPos = p.pos(end-len(after), end-len(after)+3)
	}
	s.Reason = model.Text{Value: reason, Pos: p.pos(end-len(reason), end)}
	if s.Status < 100 || s.Status > 599 {
		s.Status = 0
		p.report(model.RuleStatusLine, t.Pos, "the status line has no status code: "+clip(t.Value), "write HTTP/1.1 200 OK")
		return
	}
	want := http.StatusText(s.Status)
	if good && len(code) == 3 && want != "" && model.IsReason(s.Status, reason) { // as nearly all are
		return
	}
	known := want == "" || model.IsReason(s.Status, reason)
	if known && want != "" && !strings.EqualFold(reason, want) {
		want = reason // that of a newer standard
	}
	line := strings.TrimSpace("HTTP/" + version + " " + strconv.Itoa(s.Status) + " " + want)
	if !good {
		p.reportEdit(model.RuleStatusLine, t.Pos, "the status line doesn't begin with HTTP, a slash and a version", line).Unsafe = !known && reason != ""
	} else if len(code) > 3 {
		p.reportEdit(model.RuleStatusLine, t.Pos, "the code is not three digits and nothing else: "+clip(code), line).Unsafe = !known && reason != ""
	} else if reason == "" && want != "" {
		if version[0] > '1' { // it has no reasons (RFC 9113, section 8.3.2)
			return
		}
		p.reportEdit(model.RuleStatusReason, t.Pos, "the status line has no reason: "+clip(t.Value), line)
	} else if !known {
		p.reportEdit(model.RuleStatusReason, t.Pos, "the reason of "+code+" is "+want+", not "+clip(reason), line).Unsafe = true
	}
}

// reportEdit adds a finding that is mended by writing another text in its place.
func (p *pageParser) reportEdit(rule string, pos model.Position, message, text string) *model.Finding {
	f := p.report(rule, pos, message, "write "+text)
	if p.detailed {
		f.Edits = []model.Edit{{Span: bytesOf(int(pos.Start), int(pos.End)), New: text}}
	}
	return f
}

// requestLine reads METHOD target, and lines that continue the target.
func (p *pageParser) requestLine(s *model.Sample, method string, lines []line) []line {
	first := p.slice(lines[0].start, lines[0].end())
	start, _ := p.span(first.Pos)
	if method == "" {
		p.report(model.RuleMethodMissing, first.Pos, "the request has no method", "write METHOD before the path")
	} else if isMethod(method) {
		s.Method = model.Text{Value: strings.ToUpper(method), Pos: p.pos(start, start+len(method))}
	}
	start += len(method)
	target := p.slice(start, lines[0].end())
	n := 1
	for n < min(len(lines), maxTargetLines) && continues(target.Value, lines[n].text) {
		target.Value += strings.TrimSpace(lines[n].text)
		n++
	}
	if i := strings.LastIndex(target.Value, " HTTP/"); i > 0 {
		if n == 1 {
			at, _ := p.span(target.Pos)
			target = p.slice(at, at+i)
		} else {
			target.Value = strings.TrimSpace(target.Value[:i])
		}
	}
	if n > 1 { // function arguments over several lines
		at, _ := p.span(target.Pos)
		_, end := p.span(p.slice(at, lines[n-1].end()).Pos)
		target.Pos = p.pos(at, end)
	}
	s.Target = target
	s.Path, s.Query = p.splitTarget(target)
	s.Base = baseURL(target.Value)
	if s.Path.Value != "/" && !p.usableSample(s.Path) {
		s.Path.Value = ""
	} else if s.Path.Value == "/" {
		s.Path.Value = ""
		if !strings.Contains(s.Base, "{") { // else the placeholder is all of the address: https://{notificationUrl}?…
			p.report(model.RulePathMissing, target.Pos, "the request names only the host, not the path", "write the whole URL")
		}
	}
	return lines[n:]
}

// continues reports whether the next line still belongs to the target.
func continues(target, next string) bool {
	t := strings.TrimSpace(next)
	if t == "" {
		return false
	}
	if strings.HasPrefix(t, "?") || strings.HasPrefix(t, "&") || strings.HasSuffix(target, "?") || strings.HasSuffix(target, "&") {
		return true
	}
	// The argument list of a function goes on until its parenthesis closes.
	return strings.LastIndexByte(target, '(') > strings.LastIndexByte(target, ')') &&
		(strings.IndexByte("[(,=", target[len(target)-1]) >= 0 || strings.IndexByte(`])"`, t[0]) >= 0)
}

// maxTargetLines bounds the lines that a request target may take.
const maxTargetLines = 20

// headers reads headers up to the blank line before the body. A blank line
// before the first header is passed over, a missing one after the last is
// supplied, and both are reported.
func (p *pageParser) headers(s *model.Sample, lines []line) []line {
	i, blank := 0, -1
	for i < len(lines) && lines[i].blank() {
		if blank < 0 {
			blank = i
		}
		i++
	}
	if blank >= 0 {
		if i == len(lines) || !isHeader(lines[i].text) || !messageHeader(lines[i].text) {
			return lines
		}
		p.report(model.RuleBlankBeforeHeaders, p.pos(lines[blank].start, lines[blank].end()),
			"a blank line ends the headers before the first of them", "remove the blank line")
	}
	for ; i < len(lines) && !lines[i].blank(); i++ {
		if !isHeader(lines[i].text) {
			p.headerEnd(lines[i])
			return lines[i:]
		}
		s.Headers = append(s.Headers, p.header(lines[i]))
	}
	return lines[i:]
}

// messageHeader reports whether a header is likely one of an HTTP message and not of what it
// carries: a vCard begins with BEGIN:VCARD (attachment-get).
func messageHeader(l string) bool {
	name, _, _ := strings.Cut(strings.TrimSpace(l), ":")
	switch name = strings.TrimRight(name, " "); strings.ToLower(name) {
	case "accept", "age", "allow", "authorization", "connection", "consistencylevel", "cookie", "date", "etag", "expires", "forwarded",
		"host", "link", "location", "origin", "prefer", "range", "referer", "server", "vary":
		return true
	}
	return strings.IndexByte(name, '-') > 0
}

// headerEnd reports a line among the headers that is none.
func (p *pageParser) headerEnd(l line) {
	pos := p.slice(l.start, l.end()).Pos
	if t := strings.TrimSpace(l.text); strings.HasPrefix(t, "{") || strings.HasPrefix(t, "[") || strings.HasPrefix(t, "<") || strings.HasPrefix(t, `"`) {
		p.report(model.RuleNoBlankBeforeBody, pos, "the body follows the headers without a blank line", "put a blank line before the body")
		return
	}
	p.report(model.RuleHeaderSyntax, pos, "this line among the headers is not Name: value", "")
}

func (p *pageParser) header(l line) model.Header {
	colon := strings.IndexByte(l.text, ':')
	return model.Header{
		Name:  p.slice(l.start, l.start+colon),
		Value: p.slice(l.start+colon+1, l.end()),
	}
}

// isHeader reports whether a line is Name: value with a name of token characters
// (RFC 9110, section 5.6.2).
func isHeader(l string) bool {
	name, value, ok := strings.Cut(strings.TrimSpace(l), ":")
	name = strings.TrimRight(name, " ")
	if !ok || name == "" || strings.HasPrefix(value, "//") {
		return false
	}
	for i := range len(name) {
		c := name[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}

// body takes what is left of the message.
func (p *pageParser) body(s *model.Sample, lines []line) {
	if lines = trimLines(lines); len(lines) == 0 {
		return
	}
	s.Body = p.readBody(lines, s.Header("Content-Type"))
	if s.Kind == model.ResponseSample && s.Status == http.StatusNoContent {
		p.report(model.RuleBodyNotAllowed, s.Body.Text.Pos, "a 204 response has no body, the sample shows one", "")
	}
}

// readBody reads a body that may be JSON, of lines that are not blank at either end.
// JSON, also what is called something else, stays as long as it is in the page, so that its
// offsets lead back there; other text loses the marks and the indentation of the quote or list item around it.
func (p *pageParser) readBody(lines []line, contentType string) model.Body {
	start, end := lines[0].start, lines[len(lines)-1].end()
	b := model.Body{Text: p.slice(start, end)}
	b.Text.Value = strings.TrimSpace(p.masked(lines))
	if looksJSON(b.Text.Value, contentType) {
		p.readJSON(&b)
	}
	if b.JSON == "" && !jsonscan.Valid(b.Text.Value) {
		b.Text.Value = strings.TrimSpace(joined(lines))
	}
	return b
}

// readJSON reads the text of a body as JSON.
func (p *pageParser) readJSON(b *model.Body) {
	std, repair, err := repairJSON(b.Text.Value)
	if err == nil {
		b.JSON, b.Repaired = std, repair.what != ""
	}
	if repair.what == "" && err == nil {
		return
	}
	rule, message := model.RuleJSONSyntax, "the body is not JSON: "
	if n := repair.edits.comments; n > 0 && n == len(repair.edits.list) {
		rule = model.RuleJSONComment
	}
	p.malformed(rule, message, b.Text.Value, int(b.Text.Pos.Start), repair, err)
}

// looksJSON reports whether a body is meant to be JSON.
func looksJSON(body, contentType string) bool {
	if contentType != "" && !strings.Contains(strings.ToLower(contentType), "json") {
		return false
	}
	switch body[0] {
	case '{', '[':
		// A note in brackets is none: [Zip file containing …], {Raw bytes of the file}
		if inner := strings.TrimSpace(body[1:]); body[0] == '{' && len(inner) > 1 && inner[len(inner)-1] == '}' && !strings.ContainsAny(inner, "\":'.") && inner != "}" {
			return false
		}
		return len(body) == 1 || body[0] == '{' || strings.IndexByte("[]{}\"'-0123456789tfn/ \t\r\n", body[1]) >= 0
	case '"':
		return true
	}
	switch body {
	case "true", "false", "null":
		return true
	}
	_, err := strconv.ParseFloat(body, 64)
	return err == nil
}
