package parser

import "strings"

// insertion is a line that the Markdown gets and the page doesn't have.
type insertion struct {
	at   int // offset into the page of the line before which it stands
	text string
}

// maxInsertions bounds what is mended of one page.
const maxInsertions = 100

// offset returns the place in the page of an offset into the Markdown.
func (p *pageParser) offset(x int) int {
	shift := 0
	for _, in := range p.inserted {
		at := in.at - p.base + shift
		if x <= at {
			break
		}
		shift += min(len(in.text), x-at)
	}
	return p.base + x - shift
}

// withInsertions returns the Markdown with the inserted lines.
func (p *pageParser) withInsertions(src []byte) []byte {
	if len(p.inserted) == 0 {
		return src
	}
	var out []byte
	from := 0
	for _, in := range p.inserted {
		out = append(append(out, src[from:in.at-p.base]...), in.text...)
		from = in.at - p.base
	}
	return append(out, src[from:]...)
}

// closeBlocks ends the code blocks and annotations that are never closed, where what
// follows shows that they are over: without, the rest of the page is lost
// (accesspackage-post-incompatiblegroup). Those in lists end with the list.
func (p *pageParser) closeBlocks() {
	for i := p.lineAt(p.base) - 1; i < len(p.lines) && len(p.inserted) < maxInsertions; i++ {
		start := p.lines[i]
		if start < p.base || !p.marked(start) {
			continue
		}
		switch mark, info := fenceMark(p.row(i)); {
		case mark != "" && (mark[0] == '~' || !strings.Contains(info, "`")):
			i = p.endFence(i, mark) - 1
		case strings.HasPrefix(p.text[start:], "<!--"):
			i = p.endComment(i) - 1
		}
	}
}

// marked reports whether the line at an offset may be a fence, a comment or a heading.
// Most are not.
func (p *pageParser) marked(at int) bool {
	for i := at; i < min(at+4, len(p.text)); i++ {
		switch p.text[i] {
		case ' ':
		case '`', '~', '<', '#':
			return true
		default:
			return false
		}
	}
	return false
}

// fenceMark returns the backquotes or tildes that open or close a code block on the
// line, "" if it does neither, and what follows them.
func fenceMark(row string) (mark, info string) {
	text := strings.TrimLeft(row, " ")
	if len(row)-len(text) > 3 || len(text) < 3 || text[0] != '`' && text[0] != '~' {
		return "", ""
	}
	info = strings.TrimLeft(text, text[:1])
	if mark = text[:len(text)-len(info)]; len(mark) < 3 {
		return "", ""
	}
	return mark, info
}

// endFence returns the line after the code block that line i opens. A block is over
// before the next heading or comment if another block opens before it is closed, or
// the page ends.
func (p *pageParser) endFence(i int, mark string) int {
	end := 0
	for j := i + 1; j < len(p.lines); j++ {
		if !p.marked(p.lines[j]) {
			continue
		}
		row := p.row(j)
		other, info := fenceMark(row)
		if other != "" && other[0] == mark[0] && len(other) >= len(mark) {
			if info == "" {
				return j + 1
			}
			if end == 0 {
				end = j
			}
			break
		}
		if end == 0 && (strings.HasPrefix(row, "<!--") || strings.HasPrefix(strings.TrimLeft(row, "#"), " ") && row[0] == '#') {
			end = j
		}
	}
	if end == 0 {
		return len(p.lines)
	}
	if p.text[p.lines[i]] == mark[0] {
		p.insert(end, mark)
	}
	return end
}

// endComment returns the line after the comment that line i opens. An annotation is
// over with its object if a code block or a heading comes before the comment's end.
func (p *pageParser) endComment(i int) int {
	start := p.lines[i]
	end := strings.Index(p.text[start:], "-->")
	if object := objectEnd(p.text[start+len("<!--"):]); object > 0 {
		object += start + len("<!--")
		rest := p.text[object:]
		if end >= 0 {
			rest = p.text[object:max(object, start+end)]
		}
		next := p.lineAt(object)
		if (strings.Contains(rest, "\n```") || strings.Contains(rest, "\n#")) && next < len(p.lines) {
			p.insert(next, "-->")
			return next
		}
	}
	if end < 0 {
		return len(p.lines)
	}
	return p.lineAt(start + end)
}

// insert puts a line before line i.
func (p *pageParser) insert(i int, text string) {
	p.inserted = append(p.inserted, insertion{p.lines[i], text + "\n"})
}

// objectEnd returns the offset after the JSON object that a comment begins with, 0 if
// there is none or it doesn't end.
func objectEnd(text string) int {
	const limit = 4096 // of an annotation
	open := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	if open == len(text) || text[open] != '{' {
		return 0
	}
	depth := 0
	for i := open; i < min(len(text), open+limit); i++ {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}
