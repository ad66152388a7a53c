package parser

import (
	"bytes"
	"html"
	"slices"
	"strings"
)

// Code stands in <pre> in some houses, with or without <code> inside. To Markdown it is HTML.

// preBlocks puts code blocks in place of the <pre> in blocks of HTML. What of their markup is not code
// becomes blanks, so that places stay.
func (p *pageParser) preBlocks() {
	for i := range p.blocks {
		if b := &p.blocks[i]; p.preIn(b, b.start) >= 0 {
			p.replacePre(i)
			return
		}
	}
}

// preIn returns where <pre> begins in a block of HTML from an offset on, -1 if it doesn't.
func (p *pageParser) preIn(b *block, from int) int {
	if b.kind != commentBlock || b.quoted {
		return -1
	}
	text := p.text[b.start:b.end]
	if strings.HasPrefix(strings.TrimLeft(text, " "), "<!--") {
		return -1
	}
	for at := from; at < b.end; at++ {
		n := strings.IndexByte(p.text[at:b.end], '<')
		if n < 0 {
			return -1
		}
		if at += n; isTag(p.text[at:], "<pre") {
			return at
		}
	}
	return -1
}

// replacePre replaces the blocks of <pre> from the block on that holds the first.
func (p *pageParser) replacePre(from int) {
	out, end, unclosed := []byte(p.text), 0, false
	all := append(p.spare[:0], p.blocks[:from]...)
	for i := from; i < len(p.blocks); i++ {
		b := p.blocks[i]
		if b.start < end && (b.end <= end || b.kind != commentBlock) {
			continue // in the code
		}
		if b.kind == commentBlock {
			b.start = max(b.start, end)
		}
		for at := p.preIn(&b, b.start); at >= 0 && !unclosed; {
			code, ok := p.preCode(out, at)
			if unclosed = code.end == 0; ok {
				if before := b; strings.TrimSpace(p.text[b.start:at]) != "" {
					before.end = at
					all = append(all, before)
				}
				end = code.end
				all = append(all, code)
				b.start = min(end, b.end)
			}
			at = p.preIn(&b, code.end)
		}
		if b.kind != commentBlock || strings.TrimSpace(p.text[b.start:b.end]) != "" {
			all = append(all, b)
		}
	}
	p.blocks, p.spare = all, p.blocks
	p.text = string(out)
	for i := range p.blocks[from:] {
		if b := &p.blocks[from+i]; b.html && b.kind == fenceBlock {
			p.preLines(b)
		}
	}
}

// preCode makes a code block of the <pre> at an offset, its text without markup. It returns false if
// that has no end, or markup in a line of a message.
func (p *pageParser) preCode(out []byte, at int) (b block, ok bool) {
	rest := p.text[at:]
	open, shut := strings.IndexByte(rest, '>')+1, indexTag(rest, "</pre")
	if open <= 0 || shut < open {
		return b, false
	}
	tail := strings.IndexByte(rest[shut:], '>') + 1
	if tail <= 0 {
		return b, false
	}
	b = block{kind: fenceBlock, html: true, indented: true, start: at, end: at + shut + tail, text: span{at + open, at + shut}}
	b.info = language(rest[:open])
	if inner := strings.TrimLeft(rest[open:shut], " \r\n\t"); isTag(inner, "<code") {
		from := shut - len(inner)
		if n := strings.IndexByte(inner, '>') + 1; n > 0 {
			if info := language(inner[:n]); info != "" {
				b.info = info
			}
			b.text.start = at + from + n
		}
	}
	plain := bytes.Clone(out[b.text.start:b.text.end])
	unmark(plain)
	if !sameTargets(plain, out[b.text.start:]) {
		return b, false
	}
	copy(out[b.text.start:], plain)
	if text := bytes.TrimSpace(plain); b.info == "" && len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		b.info = "json"
	}
	return b, true
}

// sameTargets reports whether the lines of messages in a code are as they were, with its markup.
func sameTargets(plain, marked []byte) bool {
	for at := 0; at < len(plain); {
		end := len(plain)
		if n := bytes.IndexByte(plain[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		l := string(bytes.TrimSpace(plain[at:end]))
		if kind, method := classify(l); kind != otherLine && !bytes.Contains(marked[at:end], []byte(strings.TrimSpace(l[len(method):]))) {
			return false
		}
		at = end
	}
	return true
}

// preLines gives the code block of a <pre> its lines.
func (p *pageParser) preLines(b *block) {
	from := len(p.code)
	for at := b.text.start; at < b.text.end; {
		end := lineEnd(p.text[:b.text.end], at)
		p.code = append(p.code, line{at, trimLineEnd(p.text[at:end])})
		at = end
	}
	b.lines, b.text = slices.Clip(p.code[from:]), span{}
}

// indexTag returns where a tag is in a text, of which the beginning is given, -1 if it isn't there.
func indexTag(text, tag string) int {
	for at := 0; ; at++ {
		n := strings.IndexByte(text[at:], '<')
		if n < 0 {
			return -1
		}
		if at += n; isTag(text[at:], tag) {
			return at
		}
	}
}

// language returns the language that a tag gives for the code in it.
func language(tag string) string {
	for word := range strings.FieldsSeq(attribute(tag, "class") + " " + attribute(tag, "lang")) {
		word = strings.ToLower(word)
		for _, prefix := range [...]string{"language-", "lang-", "highlight-source-"} {
			if name, ok := strings.CutPrefix(word, prefix); ok {
				return name
			}
		}
		switch word {
		case "http", "json", "javascript", "bash", "shell", "xml":
			return word
		}
	}
	return ""
}

// codeTags are those that stand in code.
var codeTags = []string{"a", "b", "br", "code", "em", "font", "i", "kbd", "mark", "samp", "span", "strong", "u", "var"}

// unmark writes blanks in place of the markup of a code. A quotation mark stands where the string is
// that it begins or ends.
func unmark(code []byte) {
	quoted := false
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			quoted = !quoted
		case '\\':
			i++
		case '<':
			if n := tagEnd(code[i:]); n > 0 {
				blank(code[i : i+n])
				i += n - 1
			}
		case '&':
			n := bytes.IndexByte(code[i:min(len(code), i+10)], ';') + 1
			if n == 0 {
				break
			}
			text := html.UnescapeString(string(code[i : i+n]))
			if len(text) >= n {
				break
			}
			blank(code[i : i+n])
			if text == `"` {
				if quoted = !quoted; quoted { // the string begins behind it
					copy(code[i+n-1:], text)
					i += n - 1
					break
				}
			}
			copy(code[i:], text)
			i += n - 1
		}
	}
}

// tagEnd returns the length of the tag that a code begins with, 0 if it is none.
func tagEnd(code []byte) int {
	name := bytes.TrimPrefix(code[1:min(len(code), 200)], []byte("/"))
	end := 0
	for end < len(name) && letterOrDigit(name[end]) {
		end++
	}
	n := bytes.IndexByte(code[:min(len(code), 200)], '>') + 1
	if !slices.Contains(codeTags, strings.ToLower(string(name[:end]))) || bytes.IndexByte(code[:n], '\n') >= 0 {
		return 0
	}
	return n
}

// blank writes blanks.
func blank(text []byte) {
	for i := range text {
		text[i] = ' '
	}
}
