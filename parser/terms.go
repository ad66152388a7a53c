package parser

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Lists of definitions take the place of tables, too: terms with : text below, or <dl> in HTML.

// wantTerms splits a paragraph of terms, each with its definition below, into the cells of rows: all
// of its terms have to be names. A definition may be a paragraph of its own.
func (p *pageParser) wantTerms(i int) {
	b := &p.blocks[i]
	text := p.text[b.start:b.end]
	if at := strings.Index(text, "\n"); at < 0 {
		if i+1 < len(p.blocks) && p.blocks[i+1].kind == paragraphBlock && defines(p.text[p.blocks[i+1].start:p.blocks[i+1].end]) {
			if it, ok := parseTerm(text); ok {
				next := &p.blocks[i+1]
				it.define(p.text[b.start:next.end], span{next.start - b.start + 1, next.end - b.start})
				p.addTerms(b, []listItem{it})
			}
		}
		return
	} else if !defines(text[at+1:]) {
		return
	}
	var items []listItem
	for at := 0; at < len(text); {
		it, ok := parseTerm(text[at:lineEnd(text, at)])
		if !ok {
			return
		}
		it.name, it.typ, it.required = moved(it.name, at), moved(it.typ, at), moved(it.required, at)
		from := lineEnd(text, at)
		end := lineEnd(text, from)
		for end < len(text) && (blankByte(text[end]) || defines(text[end:]) || !defines(text[lineEnd(text, end):])) {
			end = lineEnd(text, end)
		}
		it.define(text, span{from + strings.IndexByte(text[from:], ':') + 1, end})
		items, at = append(items, it), end
	}
	p.addTerms(b, items)
}

// addTerms gives a block the rows of terms.
func (p *pageParser) addTerms(b *block, items []listItem) {
	from := len(p.rows)
	for _, it := range items {
		p.wantRow(it, b.start)
	}
	b.rows, b.terms = slices.Clone(p.rows[from:]), true
}

// termList reads the list of definitions that begins with the block of an index, and returns the
// index of the block after it.
func (p *pageParser) termList(first int) (end int) {
	b := &p.blocks[first]
	var rows []row
	for end = first; end < len(p.blocks); end++ {
		c := &p.blocks[end]
		if c.kind != paragraphBlock || c.section != b.section || c.within != b.within || !c.terms && !defines(p.text[c.start:c.end]) {
			break
		}
		rows = append(rows, c.rows...)
	}
	p.declaredList(b, rows)
	return end
}

// defines reports whether a line begins with the mark of a definition.
func defines(text string) bool {
	text = strings.TrimLeft(text, " ")
	return len(text) > 1 && text[0] == ':' && blankByte(text[1])
}

// lineEnd returns where the line after the one at an offset begins.
func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(text)
}

// moved returns a span that stands further on, unless it is none.
func moved(s span, by int) span {
	if s.end == 0 {
		return s
	}
	return span{s.start + by, s.end + by}
}

// parseTerm reads a name alone on a line, with or without its type: name, **name** (string, required).
func parseTerm(text string) (it listItem, ok bool) {
	text = strings.TrimRight(text, " \t\r\n:")
	at := strings.IndexAny(text, " \t([")
	if at < 0 {
		at = len(text)
	}
	if bareWord(text) {
		it.name, ok = span{0, at}, propertyName(text[:at])
	} else {
		at, ok = it.named(text)
	}
	if !ok {
		return it, false
	}
	if at, _ = separator(text, at, ""); at == len(text) {
		return it, true
	}
	if n := groupEnd(text[at:]); n > 0 && at+n == len(text) {
		it.attributes(text, span{at + 1, at + n - 1})
		return it, true
	}
	typ := trimSpan(text, span{at, len(text)}, " `*_")
	if word := text[typ.start:typ.end]; leadingType.MatchString(word) || typ.start > at && typeAlone(word) {
		it.typ = typ
		return it, true
	}
	return it, false
}

// splitTerms splits a list of definitions in HTML into the cells of rows, and reports whether all of its
// terms are names, with a definition each. A list in a definition is part of its text.
func (p *pageParser) splitTerms(b *block) bool {
	at, in, from := b.start, 0, len(p.rows)
	it, cell, term, ok := listItem{}, -1, false, true
	end := func(to int) {
		text := span{cell, to}
		switch cell = -1; {
		case text.start < 0:
		case term != (it.name.end == 0): // a term that shares its definition, or has two
			ok = false
		case term:
			ok = ok && p.htmlTerm(&it, text)
		default:
			it.define(p.text, text)
			p.wantRow(it, 0)
			it = listItem{}
		}
	}
	for z := html.NewTokenizer(strings.NewReader(p.text[b.start:b.end])); ok; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		z.NextIsNotRawText()
		start := at
		if at += len(z.Raw()); kind != html.StartTagToken && kind != html.EndTagToken {
			continue
		}
		switch name, _ := z.TagName(); string(name) {
		case "dl":
			if kind == html.StartTagToken {
				in++
			} else if in--; in == 0 {
				end(start)
			}
		case "dt", "dd":
			if in == 1 {
				end(start)
			}
			if in == 1 && kind == html.StartTagToken {
				cell, term = at, len(name) == 2 && name[1] == 't'
			}
		}
	}
	b.rows = slices.Clip(p.rows[from:])
	return ok && len(b.rows) > 0
}

// htmlTerm reads the name that the term between two offsets is, with or without its type.
func (p *pageParser) htmlTerm(it *listItem, at span) bool {
	text := []byte(p.text[at.start:at.end])
	for i, tag := 0, false; i < len(text); i++ { // tags say nothing
		tag = tag || text[i] == '<'
		done := text[i] == '>'
		if tag {
			text[i] = ' '
		}
		tag = tag && !done
	}
	words := string(text)
	blank := len(words) - len(strings.TrimLeft(words, " \t\r\n"))
	term, ok := parseTerm(words[blank:])
	by := at.start + blank
	it.name, it.typ, it.required = moved(term.name, by), p.withTags(moved(term.typ, by), at), moved(term.required, by)
	return ok
}

// withTags returns a span of a text with the tags around it: those of links lead to types.
func (p *pageParser) withTags(s, in span) span {
	if s.end == 0 {
		return s
	}
	for s.start > in.start && p.text[s.start-1] == '>' {
		n := strings.LastIndexByte(p.text[in.start:s.start], '<')
		if n < 0 {
			break
		}
		s.start = in.start + n
	}
	for s.end < in.end && p.text[s.end] == '<' {
		n := strings.IndexByte(p.text[s.end:in.end], '>')
		if n < 0 {
			break
		}
		s.end += n + 1
	}
	return s
}
