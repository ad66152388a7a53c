package parser

import (
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// dropPrefixes takes off the paths of samples what stands between host and API where request lines
// leave it out: GET /things is https://host/gateway/api/v2/things in the sample. What is taken off
// ends with a version, or with api.
func (p *pageParser) dropPrefixes() {
	for i := range p.page.Samples {
		s := &p.page.Samples[i]
		if s.Kind != model.RequestSample || s.Path.Value == "" || s.Base == "" {
			continue
		}
		versioned := strings.Count(s.Base, "/") > 2 // https://host/v2.0, of which /api or /{environment}/api is the rest
		if versioned && !strings.HasPrefix(s.Path.Value, "/{") && !fold.HasPrefix(s.Path.Value, "/api/") {
			continue
		}
		n := p.prefixEnd(s.Path.Value, versioned)
		start, end := p.span(s.Path.Pos)
		if n == 0 || p.beginsLine(s.Path.Value[:n]) || !strings.HasPrefix(p.text[start:end], s.Path.Value[:n]) {
			continue
		}
		s.Base += s.Path.Value[:n]
		s.Path = model.Text{Value: s.Path.Value[n:], Pos: p.pos(start+n, end)}
	}
}

// prefixEnd returns where the part of a path ends behind which a request line stands, if its last
// segment is a version or api; else where a version stands that no other precedes. It is 0 if there
// is neither.
func (p *pageParser) prefixEnd(path string, versioned bool) int {
	const far = 4 // segments
	version := 0
	for at, n := 1, 0; at < len(path) && n < far; n++ {
		next := len(path)
		if i := strings.IndexByte(path[at:], '/'); i >= 0 {
			next = at + i
		}
		segment, ends := path[at:next], next < len(path)
		at = next + 1
		isVersion := model.IsVersion(segment)
		if !ends || !isVersion && !strings.EqualFold(segment, "api") {
			continue
		}
		if p.isLine(path[next:]) {
			return next
		}
		if isVersion && version == 0 && !versioned {
			version = next
		}
	}
	return version
}

// beginsLine reports whether a request line of the page begins with a prefix, or there is none.
func (p *pageParser) beginsLine(prefix string) bool {
	for i := range p.page.Templates {
		if rest := p.page.Templates[i].Path.Value; fold.HasPrefix(rest, prefix) && (len(rest) == len(prefix) || rest[len(prefix)] == '/') {
			return true
		}
	}
	return len(p.page.Templates) == 0
}

// isLine reports whether a path is one of the page's request lines, with values in place of
// placeholders.
func (p *pageParser) isLine(path string) bool {
	for i := range p.page.Templates {
		if fills(path, p.page.Templates[i].Path.Value) {
			return true
		}
	}
	return false
}

// fills reports whether a path is a template with values in place of placeholders.
func fills(path, template string) bool {
	for more := true; more; {
		var value, segment string
		var further bool
		value, path, more = strings.Cut(path, "/")
		segment, template, further = strings.Cut(template, "/")
		if more != further {
			return false
		}
		if n := strings.IndexAny(segment, "{("); n >= 0 { // things({id})
			value, segment = value[:min(n, len(value))], segment[:n]
		}
		if !strings.EqualFold(value, segment) {
			return false
		}
	}
	return true
}
