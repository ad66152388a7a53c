package lint

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// templates looks at the request lines that a page documents.
func (p *page) templates() {
	type key struct {
		line    string
		whole   bool // with the host
		section int
	}
	var seen map[key]model.Position
	for i := range p.Templates {
		t := &p.Templates[i]
		if t.Path.Pos.Path() != p.Path {
			continue
		}
		p.method(t.Method, t.Path)
		p.pathSlash(t.Method, t.Path)
		p.notation(t.Path)
		if len(p.Templates) == 1 {
			return
		}
		if seen == nil {
			seen = make(map[key]model.Position, len(p.Templates))
		}
		line := p.lineOf(t.Path.Pos.Start)
		k := key{t.Method.Value + " " + t.Path.Value + "?" + t.Query.Value, strings.Contains(p.text(line), "://"), t.Section}
		first, twice := seen[k]
		if !twice {
			seen[k] = t.Path.Pos
			continue
		}
		if strings.Contains(p.text(line), " HTTP/") {
			continue // of a message, an example of what the other one documents
		}
		f := p.report(model.RuleDuplicateTemplate, line, "the request line stands on the page already", "write the other path that is meant, or remove it")
		f.Related = append(f.Related, first)
		if p.blockOf(first) == p.blockOf(t.Path.Pos) {
			f.Fix, f.Edits = "remove it", []model.Edit{{Span: p.wholeLine(line.Start)}}
		}
	}
}

// pathSlash looks for paths that don't begin with a slash.
func (p *page) pathSlash(method, path model.Text) {
	at := spanOf(path.Pos)
	text := p.text(at)
	if text == "" || strings.IndexByte("/~.", text[0]) >= 0 || strings.Contains(text, "://") || at.Start == method.Pos.End {
		return
	}
	if before := p.Text[:at.Start]; strings.HasSuffix(before, "/") || !strings.HasSuffix(before, " ") {
		return // behind a host
	}
	first, _, _ := strings.Cut(text, "/")
	p.report(model.RulePathSlash, model.Span{Start: at.Start, End: at.Start + int32(len(first))}, "the path doesn't begin with a slash", "write a slash before "+clip(first),
		model.Edit{Span: model.Span{Start: at.Start, End: at.Start}, New: "/"})
}

// notation looks for placeholders of a path that are not in braces, and for braces with
// something beside them that belongs into them.
func (p *page) notation(path model.Text) {
	text := p.text(spanOf(path.Pos))
	depth, inside := 0, false // of braces, of an argument list
	for i := 0; i < len(text); i++ {
		if depth == 0 {
			if n := p.instead(path, text, i); n > 0 {
				i += n - 1
				continue
			}
		}
		switch c := text[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case depth > 0 || inside && (c == ' ' || c == '|'):
		case c == '\'': // the value of an argument
			if end := strings.IndexByte(text[i+1:], '\''); end >= 0 {
				i += end + 1
			}
		case c == '(' || c == ')':
			inside = c == '('
		case c == ' ' || c == '|':
			segment := p.segment(text, i)
			at := model.Span{Start: path.Pos.Start + int32(segment.Start), End: path.Pos.Start + int32(segment.End)}
			p.report(model.RuleNotation, at, "a blank or a bar stands in the path outside of braces: "+clip(p.text(at)), "put the whole placeholder into braces")
			i = int(segment.End)
		}
	}
}

// segment returns the segment of a path around an offset.
func (p *page) segment(path string, at int) model.Span {
	start, end := strings.LastIndexByte(path[:at], '/')+1, len(path)
	if n := strings.IndexByte(path[at:], '/'); n >= 0 {
		end = at + n
	}
	return model.Span{Start: int32(start), End: int32(end)}
}

// otherMarks are what placeholders have in place of braces, by what they begin with.
var otherMarks = map[byte]string{'{': "is in double braces", '<': "is in angle brackets", '(': "is in parentheses", ':': "begins with a colon"}

// instead reports a placeholder that begins at an offset, with other marks than braces, and
// returns its length; 0 if there is none.
func (p *page) instead(path model.Text, text string, at int) int {
	name, n := model.OddPlaceholder(text, at)
	if n == 0 || strings.ContainsAny(name, "/=") {
		return 0
	}
	span := model.Span{Start: path.Pos.Start + int32(at), End: path.Pos.Start + int32(at+n)}
	p.report(model.RuleNotation, span, "the placeholder "+otherMarks[text[at]]+": "+clip(p.text(span)), "write {"+clip(name)+"}", model.Edit{Span: span, New: "{" + name + "}"})
	return n
}
