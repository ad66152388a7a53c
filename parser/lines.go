package parser

import "strings"

// line is one line of a code block.
type line struct {
	start int // offset into the page
	text  string
}

// end returns the offset after the last byte of the line.
func (l line) end() int { return l.start + len(l.text) }

// blank reports whether the line is white space only.
func (l line) blank() bool { return strings.TrimSpace(l.text) == "" }

// trimLineEnd returns a line without its line end.
func trimLineEnd(text string) string {
	end := len(text)
	for end > 0 && (text[end-1] == '\n' || text[end-1] == '\r') {
		end--
	}
	return text[:end]
}

// masked returns the text of the page from the first line up to the end of the last,
// with blanks for the marks of a quote between them.
func (p *pageParser) masked(lines []line) string {
	start := lines[0].start
	raw := p.text[start:lines[len(lines)-1].end()]
	var out []byte
	for i := range lines[:len(lines)-1] {
		for at := lines[i].end(); at < lines[i+1].start; at++ {
			if p.text[at] > ' ' {
				if out == nil {
					out = []byte(raw)
				}
				out[at-start] = ' '
			}
		}
	}
	if out == nil {
		return raw
	}
	return string(out)
}

// joined returns the text of lines.
func joined(lines []line) string {
	if len(lines) == 1 {
		return lines[0].text
	}
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.text)
	}
	return b.String()
}
