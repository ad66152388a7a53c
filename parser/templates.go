package parser

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// templates reads the documented request lines of a code block.
func (p *pageParser) templates(b *block) {
	found, text := false, false
	for i := 0; i < len(b.lines); i++ {
		l := b.lines[i]
		if l.blank() {
			continue
		}
		text = true
		kind, method := classify(l.text)
		switch {
		case kind == requestLine || kind == pathLine:
			found = true
			if i+1 < len(b.lines) && goesOn(l.text, b.lines[i+1].text) {
				i++
				l.text = p.text[l.start:b.lines[i].end()]
			}
			p.template(b, l, method)
		case kind == strangeLine:
			p.unknownMethod(l, method)
		case !found && b.within == model.SectionOperation && isHeader(l.text): // see behindHeaders
		case isOr(l.text): // user-list-joinedteams: "or" between two lines
		case found && (isHeader(l.text) || strings.IndexByte("{[<", strings.TrimSpace(l.text)[0]) >= 0):
			return // workbook-closesession, driveitem-invite: headers and a body follow
		default:
			t := p.slice(l.start, l.end())
			p.report(model.RuleRequestLine, t.Pos, "this line of the request block is no METHOD /path", "")
		}
	}
	if !text {
		p.report(model.RuleEmptyRequestBlock, p.pos(b.start, b.end), "the HTTP request block is empty", "write METHOD /path")
	}
}

// goesOn reports whether a request line is broken inside a placeholder, which the next line
// closes: /actions/{action
// id}.
func goesOn(l, next string) bool {
	kind, _ := classify(next)
	closing := strings.IndexByte(next, '}')
	return kind == otherLine && closing >= 0 && strings.LastIndexByte(l, '{') > strings.LastIndexByte(l, '}') &&
		!strings.ContainsAny(next[:closing], `{":`)
}

func isOr(l string) bool {
	return strings.EqualFold(strings.Trim(l, " \t\r.:"), "or")
}

// template reads one METHOD path line.
func (p *pageParser) template(b *block, l line, method string) {
	t := p.slice(l.start, l.end())
	out := model.Template{Section: b.section}
	start, end := p.span(t.Pos)
	if method == "" {
		p.report(model.RuleMethodMissing, t.Pos, "the request line has a path but no method", "write METHOD /path")
	} else {
		out.Method = model.Text{Value: strings.ToUpper(method), Pos: p.pos(start, start+len(method))}
		start += len(method)
	}
	target := p.slice(start, end)
	if strings.Contains(target.Value, "\n") {
		target.Value = oneLine(target.Value)
	}
	if i := strings.LastIndex(target.Value, " HTTP/"); i > 0 {
		at, _ := p.span(target.Pos)
		target = p.slice(at, at+i)
	}
	if strings.Contains(target.Value, "**") || strings.Contains(target.Value, "$(") || strings.Contains(target.Value, "…") {
		p.report(model.RuleGeneratorText, target.Pos, "the path holds text of a docs generator: "+target.Value, "")
		return
	}
	if strings.Contains(target.Value, "](") {
		p.report(model.RuleGeneratorText, target.Pos, "a Markdown link stands in the place of the path: "+clip(target.Value), "write METHOD /path")
		return
	}
	out.Path, out.Query = p.splitTarget(target)
	if out.Path.Value == "/" || out.Path.Value == "" {
		p.report(model.RulePathMissing, target.Pos, "the request line names only the host", "")
		return
	}
	if !p.usablePath(out.Path) {
		return
	}
	p.addTemplate(out)
}

// usablePath reports paths from which no request can be made.
func (p *pageParser) usablePath(path model.Text) bool {
	switch {
	case len(path.Value) > maxPath:
		p.report(model.RulePlaceholder, path.Pos, fmt.Sprintf("the path has %d bytes, at most %d are read", len(path.Value), maxPath), "")
	case strings.Contains(path.Value, "/...") || strings.Contains(path.Value, ".../"):
		p.report(model.RuleEllipsis, path.Pos, "an ellipsis stands for path segments", "write the segments out")
	case strings.Contains(path.Value, "}{"):
		p.report(model.RulePlaceholder, path.Pos, "two placeholders stand side by side, which nothing can tell apart", "")
	case strings.Contains(path.Value, "//"):
		p.report(model.RulePlaceholder, path.Pos, "a segment of the path is empty: "+path.Value, "")
	case !balanced(path.Value):
		p.report(model.RulePlaceholder, path.Pos, "the brackets of the path are unbalanced: "+path.Value, "")
	default:
		return true
	}
	return false
}

// usableSample reports sample paths from which no request can be made. Values may
// hold odd brackets, but an opening brace must close.
func (p *pageParser) usableSample(path model.Text) bool {
	depth := 0
	for i := 0; i < len(path.Value) && depth >= 0; i++ {
		switch path.Value[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
	}
	switch {
	case depth != 0:
		p.report(model.RulePlaceholder, path.Pos, "the braces of the path are unbalanced: "+path.Value, "")
	case len(path.Value) > maxPath, strings.Contains(path.Value, "}{"), strings.Contains(path.Value, "//") && !strings.Contains(path.Value, "'"):
		return p.usablePath(path)
	default:
		return true
	}
	return false
}

// balanced reports whether braces and parentheses close in order.
func balanced(path string) bool {
	var stack []byte
	for i := range len(path) {
		switch c := path[i]; c {
		case '{', '(':
			stack = append(stack, c)
		case '}', ')':
			if open := strings.IndexByte("{}()", c) - 1; len(stack) == 0 || stack[len(stack)-1] != "{}()"[open] {
				return false
			}
			stack = stack[:len(stack)-1]
		}
	}
	return len(stack) == 0
}

// splitTarget cuts a target into path and query. The path loses host, version
// and trailing slash and has a leading one.
func (p *pageParser) splitTarget(target model.Text) (path, query model.Text) {
	start, end := p.span(target.Pos)
	text := p.text[start:end]
	i := queryStart(text)
	asks := start + i
	if text != target.Value { // a target of several lines
		text = target.Value
		i = queryStart(text)
	}
	raw := text[:i]
	rest := strings.TrimRight(strings.TrimLeft(text[i:], "[?"), "]")
	if rest != "" {
		query = model.Text{Value: rest, Pos: p.pos(asks, end)}
	}
	cut := len(raw) - len(stripHost(raw))
	value := strings.TrimSpace(raw[cut:])
	at := p.pos(min(start+cut, asks), asks)
	if len(value) > 1 {
		value = strings.TrimRight(value, "/")
	}
	if !strings.HasPrefix(value, "/") {
		value = "/" + value
	}
	return model.Text{Value: value, Pos: at}, query
}

// queryStart returns where the query begins: at a question mark outside braces,
// or at the bracket of an optional query (page-get: content[?includeIDs=true]).
func queryStart(target string) int {
	depth := 0
	for i := range len(target) {
		switch target[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '?':
			if depth <= 0 {
				if i > 0 && target[i-1] == '[' {
					return i - 1
				}
				return i
			}
		}
	}
	return len(target)
}

// stripHost removes scheme, host and version from a path. What is left of a URL
// that names only host and version is empty.
func stripHost(path string) string {
	absolute := false
	if i := strings.Index(path, "://"); i >= 0 && fold.HasPrefix(path, "http") {
		absolute = true
		path = path[i+3:]
		slash := strings.IndexByte(path, '/')
		if slash < 0 {
			return ""
		}
		path = path[slash:]
	}
	if strings.HasPrefix(path, "~/") { // the service root (onpremisesagentgroup-list)
		path = path[1:]
	}
	if end := strings.Index(path, "}/"); end > 0 && path[0] == '{' && strings.IndexByte(path, '/') > end { // so is {root}/
		path = path[end+1:]
	}
	first, rest, more := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if strings.EqualFold(first, "api") || strings.EqualFold(first, "_api") { // /api/v2.0/companies
		first, rest, more = strings.Cut(rest, "/")
	}
	if !model.IsVersion(first) && !(absolute && standsForVersion(first)) {
		return path
	}
	if !more {
		return ""
	}
	return path[len(path)-len(rest)-1:]
}

// dropHosts takes names of hosts off paths without a leading slash, where the page's
// samples have them in place of a host: POST prefix/things is https://{prefix}/things in
// the sample (Business Central).
func (p *pageParser) dropHosts() {
	for i := range p.page.Templates {
		path := &p.page.Templates[i].Path
		start, end := p.span(path.Pos)
		if p.text[start:end] != path.Value[1:] { // it has its slash
			continue
		}
		first, rest, more := strings.Cut(path.Value[1:], "/")
		if more && p.placeholderHost(strings.Trim(first, "{}")) {
			*path = model.Text{Value: "/" + rest, Pos: p.pos(end-len(rest)-1, end)}
		}
	}
}

// placeholderHost reports whether a sample of the page has {name} for a host.
func (p *pageParser) placeholderHost(name string) bool {
	return slices.ContainsFunc(p.page.Samples, func(s model.Sample) bool {
		_, host, _ := strings.Cut(s.Base, "://")
		host, _, _ = strings.Cut(host, "/")
		return len(host) > 2 && host[0] == '{' && strings.EqualFold(host[1:len(host)-1], name) && host[len(host)-1] == '}'
	})
}

// baseURL returns scheme, host and version of an absolute URL, "" for a path.
func baseURL(target string) string {
	if !fold.HasPrefix(target, "http://") && !fold.HasPrefix(target, "https://") {
		return ""
	}
	path := target[:queryStart(target)]
	return strings.TrimRight(path[:len(path)-len(stripHost(path))], "/")
}

// standsForVersion reports whether a path segment is a placeholder for the API version
// (connectorgroup_update: https://host/{ver}/connectorGroups).
func standsForVersion(segment string) bool {
	name := strings.ToLower(strings.Trim(segment, "{}<>"))
	return len(name)+2 == len(segment) && (name == "ver" || name == "version" || name == "api-version" || name == "apiversion")
}
