package parser

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"

	"github.com/docbind/docbind/internal/nesting"
	"github.com/docbind/docbind/model"
)

// frontMatter reads the YAML block at the top of the page, if there is one, and
// returns the offset of the Markdown after it.
func (p *pageParser) frontMatter() int {
	start := 0
	if strings.HasPrefix(p.text, "\ufeff") {
		start = len("\ufeff")
	}
	first, rest, ok := strings.Cut(p.text[start:], "\n")
	if !ok || strings.TrimRight(first, " \t\r") != "---" {
		return p.unopened(start)
	}
	body := start + len(first) + 1
	for at := body; rest != ""; {
		l, more, _ := strings.Cut(rest, "\n")
		if t := strings.TrimRight(l, " \t\r"); t == "---" || t == "..." {
			p.readYAML(body, at)
			return min(at+len(l)+1, len(p.text))
		}
		at += len(l) + 1
		rest = more
	}
	p.report(model.RuleFrontMatter, p.pos(start, start+3), "the front matter is never closed", "end it with a line of three hyphens")
	return body
}

// unopened reads front matter that lacks the line of hyphens above it, so that Markdown takes it
// for a heading: keys with their values, the title among them, and nothing else.
func (p *pageParser) unopened(start int) int {
	titled := false
	for at := start; at < len(p.text); {
		l, _, _ := strings.Cut(p.text[at:], "\n")
		line := strings.TrimRight(l, " \t\r")
		next := min(at+len(l)+1, len(p.text))
		if line == "---" && titled {
			p.report(model.RuleFrontMatter, p.pos(start, start), "the front matter is never opened", "begin it with a line of three hyphens")
			p.readYAML(start, at)
			return next
		}
		key, _, ok := strings.Cut(line, ":")
		if !ok || !plainKey(key) {
			return start
		}
		titled = titled || key == "title"
		at = next
	}
	return start
}

// readYAML reads the top-level scalars between two offsets. If the YAML is
// invalid (driveitem-createuploadsession: a colon in an unquoted title), it says
// so and falls back on reading key: value lines.
func (p *pageParser) readYAML(start, end int) {
	if p.plainYAML(start, end) {
		return
	}
	if end-start > maxFrontMatter || nesting.TooDeep(p.text[start:end]) {
		p.report(model.RuleFrontMatter, p.pos(start, start), "the front matter is too long or nested too deeply, and only its lines with a key and a value are read",
			"keep to what describes the page")
		p.yamlLines(start, end)
		return
	}
	text := strings.ReplaceAll(p.text[start:end], "\r\n", "\n")
	file, err := yamlparser.ParseBytes([]byte(text), 0)
	if err != nil {
		p.reportYAML(err, start, end)
		p.yamlLines(start, end)
		return
	}
	firstLine := int(p.pos(start, start).Line)
	for _, doc := range file.Docs {
		for _, v := range mappingValues(doc.Body) {
			tok := v.Value.GetToken()
			if tok == nil || tok.Position == nil {
				continue
			}
			line := min(firstLine-1+tok.Position.Line, len(p.lines))
			at := p.lines[line-1] + tok.Position.Column - 1
			if at < end && (p.text[at] == '"' || p.text[at] == '\'') {
				at++
			}
			value := ""
			if s, ok := v.Value.(ast.ScalarNode); ok && v.Value.Type() != ast.NullType {
				value = strings.TrimSpace(s.GetToken().Value)
			}
			p.page.FrontMatter = append(p.page.FrontMatter, model.Field{
				Key: v.Key.String(), Value: value, Pos: p.pos(at, at+len(value)),
			})
		}
	}
}

// plainYAML reads front matter that is nothing but key: value lines with plain or
// simply quoted values, as nearly every page has it. It returns false, having read
// nothing, if there is anything else; on such pages the YAML parser took as long as
// the Markdown parser did for a third of the page.
func (p *pageParser) plainYAML(start, end int) bool {
	fields := make([]model.Field, 0, strings.Count(p.text[start:end], "\n"))
	for at := start; at < end; {
		l, _, _ := strings.Cut(p.text[at:end], "\n")
		key, _, ok := strings.Cut(l, ": ")
		if !ok || !plainKey(key) {
			return false
		}
		v := p.slice(at+len(key)+2, at+len(l))
		raw := v.Value
		switch n := len(raw); {
		case n >= 2 && raw[0] == '"' && raw[n-1] == '"' && !strings.ContainsAny(raw[1:n-1], "\"\\"):
			from, to := p.span(v.Pos)
			v = p.slice(from+1, to-1)
		case n == 0 || !plainScalar(raw):
			return false
		}
		fields = append(fields, model.Field{Key: key, Value: v.Value, Pos: v.Pos})
		at += len(l) + 1
	}
	p.page.FrontMatter = fields
	return true
}

// plainKey reports whether a key needs no YAML rules to be read.
func plainKey(key string) bool {
	for i := range len(key) {
		if !wordByte(key[i]) && key[i] != '.' && key[i] != '-' || key[i] >= 0x80 {
			return false
		}
	}
	return key != "" && key[0] != '-'
}

// plainScalar reports whether a value without quotes means what it shows: it
// begins with a letter or digit, and has no colon and no comment.
func plainScalar(v string) bool {
	c := v[0]
	return (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') &&
		!strings.Contains(v, ": ") && !strings.Contains(v, " #") && !strings.HasSuffix(v, ":")
}

func mappingValues(n ast.Node) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	return nil
}

func (p *pageParser) reportYAML(err error, start, end int) {
	pos := p.pos(start, start)
	message := "the front matter is not valid YAML"
	var syntax *yaml.SyntaxError
	if errors.As(err, &syntax) {
		message += ": " + syntax.Message
		if t := syntax.Token; t != nil && t.Position != nil {
			l := min(int(pos.Line)-1+t.Position.Line, len(p.lines))
			at := min(p.lines[l-1]+t.Position.Column-1, end)
			pos = p.pos(at, at)
		}
	}
	p.report(model.RuleFrontMatter, pos, message, "quote values that hold a colon")
}

// yamlLines takes what can be taken from front matter that is not YAML.
func (p *pageParser) yamlLines(start, end int) {
	for at := start; at < end; {
		l, _, _ := strings.Cut(p.text[at:end], "\n")
		if key, value, ok := strings.Cut(l, ":"); ok && key != "" && !strings.ContainsAny(key, " \t\"'#") {
			v := p.slice(at+len(key)+1, at+len(key)+1+len(value))
			v.Value = strings.Trim(v.Value, `"'`)
			p.page.FrontMatter = append(p.page.FrontMatter, model.Field{Key: key, Value: v.Value, Pos: v.Pos})
		}
		at += len(l) + 1
	}
}
