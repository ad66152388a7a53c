package parser

import "github.com/docbind/docbind/model"

// Some houses put the request line of an operation into a code block right below the heading that
// names the operation, and no heading of its own above it; the parts of the request stand below that
// heading, too (Business Central's admin center: Get update settings).

// partsBelow reports whether a heading is such a one: request lines are the first code below it, as
// below others of its level, of which two or more have parts of a request below them. One alone may
// be a step of a guide.
func (o *outlining) partsBelow(at int) bool {
	level := o.blocks[at].level
	if o.parted[level] == 0 {
		o.parted[level] = 1 + o.countParted(level)
	}
	return o.parted[level] > 2 && o.asksFirst(at)
}

// countParted counts the headings of a level with request lines and parts of a request below them.
func (o *outlining) countParted(level int) int {
	n, asks := 0, false
	for i := range o.blocks {
		b := &o.blocks[i]
		switch {
		case b.kind != headingBlock:
		case b.level <= level:
			asks = b.level == level && o.asksFirst(i)
		case asks:
			in := o.blockInline(b)
			if _, kind := o.headingKind(oneLine(in.text), in.anchor, false); announcesPart(kind) {
				n++
				asks = false
			}
		}
	}
	return n
}

// asksFirst reports whether request lines alone are the first code below a heading.
func (o *outlining) asksFirst(at int) bool {
	for i := at + 1; i < len(o.blocks) && o.blocks[i].kind != headingBlock; i++ {
		if b := &o.blocks[i]; b.kind == fenceBlock {
			return !b.indented && httpInfo(b.info) && asks(b.lines)
		}
	}
	return false
}

// asks reports whether lines are request lines and nothing else, but for headers above them.
func asks(lines []line) bool {
	lines = behindHeaders(lines)
	if len(lines) == 0 {
		return false
	}
	kind, _ := classify(lines[0].text)
	return kind == requestLine && onlyRequestLines(lines)
}

// behindHeaders returns the lines of a code block behind the headers that it begins with.
func behindHeaders(lines []line) []line {
	lines = trimLines(lines)
	for len(lines) > 0 && isHeader(lines[0].text) && messageHeader(lines[0].text) {
		lines = trimLines(lines[1:])
	}
	return lines
}

// firstOf reports whether a section has no request line yet.
func (p *pageParser) firstOf(section int) bool {
	n := len(p.page.Templates)
	return section >= 0 && p.page.Sections[section].Kind == model.SectionOperation && (n == 0 || p.page.Templates[n-1].Section != section)
}
