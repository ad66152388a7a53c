package parser

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/docbind/docbind/model"
)

// describe reads a description cell: the text, the type that the property comes
// from, the values that it lists.
func (p *pageParser) describe(prop *model.Property, n ast.Node) {
	in := p.inline(n)
	start, end := p.extent(n)
	pos := p.pos(start, end)
	prop.Description = model.Text{Value: oneLine(in.text), Pos: pos}
	for _, l := range in.links {
		if before := strings.TrimSpace(in.text[:l.start]); strings.HasSuffix(strings.ToLower(before), "inherited from") {
			prop.InheritedFrom = model.TypeExpr{Name: in.text[l.start:l.end], Link: l.dest, Pos: pos}
			break
		}
	}
	prop.Values = listedValues(in, pos)
}

// valueIntros announce a list of values, lower case.
var valueIntros = []string{
	"possible values are", "possible values:", "possible values include", "possible value is",
	"supported values are", "allowed values are", "allowed values:", "supported values:", "the possible values are",
}

// listedValues returns the code spans after an announcement of values.
func listedValues(in inline, pos model.Position) []model.Text {
	if len(in.codes) == 0 {
		return nil
	}
	lower := strings.ToLower(in.text)
	at := -1
	for _, intro := range valueIntros {
		if i := strings.Index(lower, intro); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	var out []model.Text
	last := at
	for _, c := range in.codes {
		if c.start < at {
			continue
		}
		// The list ends with its sentence.
		if len(out) > 0 && strings.Contains(in.text[last:c.start], ". ") {
			break
		}
		if v := strings.TrimSpace(in.text[c.start:c.end]); v != "" && !strings.ContainsAny(v, " \t") {
			out = append(out, model.Text{Value: v, Pos: pos})
		}
		last = c.end
	}
	return out
}
