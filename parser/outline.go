package parser

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// outlining holds the headings that are open where outline stands.
type outlining struct {
	*pageParser
	stack []openHeading
	top   openHeading // what stands above the first heading
	// labelled is what the last label of an example announced, until its code block comes.
	labelled model.SectionKind
	// part is what the last label announced that stands in for a heading.
	part model.SectionKind
	// aside reports that the last label below the heading of an operation announced nothing that is
	// known.
	aside bool
	// described reports that a heading announces request lines, once they were looked at.
	described, lookedAt bool
	// lines is what the headings of each level are that are request lines.
	lines [7]lineHeadings
	// parted is one more than how many headings of each level have request lines and parts of a
	// request below them; 0 where that is not known.
	parted [7]int
}

// openHeading is a heading with what stands below it.
type openHeading struct {
	level  int
	within model.SectionKind
	sample bool // an example heading, or below one
	asked  bool // a heading below announces a request sample
	// operation reports that the heading is that of an operation, or below one.
	operation bool
}

// innermost returns the heading that stands nearest above.
func (o *outlining) innermost() *openHeading {
	if len(o.stack) == 0 {
		return &o.top
	}
	return &o.stack[len(o.stack)-1]
}

// outline numbers the sections and tells each block which it stands in.
func (p *pageParser) outline() {
	o := outlining{pageParser: p, stack: p.open, top: openHeading{within: p.at.Within, sample: p.at.Sample}}
	p.reserve()
	p.readHeadings()
	tab := ""
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.kind == ruleBlock:
			tab = ""
		case b.kind == headingBlock:
			var opens bool
			if tab, opens = p.tabName(b); opens {
				b.kind = tabBlock
			} else { // ends a group that was left open
				o.enter(i)
			}
		}
		b.tab, b.section = tab, len(p.page.Sections)-1
		b.within, b.sample, b.operation = o.innermost().within, o.innermost().sample, o.innermost().operation
		o.label(b)
	}
	p.open = o.stack
}

// enter opens a section.
func (o *outlining) enter(at int) {
	b := &o.blocks[at]
	for len(o.stack) > 0 && o.innermost().level >= b.level {
		o.stack = o.stack[:len(o.stack)-1]
	}
	parent := o.innermost()
	s := o.section(b, parent.sample || parent.asked)
	if s.Kind == model.SectionRequestSample && !parent.sample && o.aboveParts(at) {
		s.Kind = model.SectionHTTPRequest
	}
	switch {
	case s.Kind == model.SectionOther && !parent.sample:
		o.operation(at, &s)
	case s.Kind == model.SectionRequestSample && parent.operation && !parent.sample:
		s.Kind = model.SectionBody
	}
	parent.asked = parent.asked || s.Kind == model.SectionRequestSample
	open := openHeading{level: b.level, within: s.Kind, sample: parent.sample || s.Kind == model.SectionExample}
	if s.Kind == model.SectionOther && len(o.stack) > 0 {
		open.within = parent.within
	}
	if open.operation = parent.operation || s.Kind == model.SectionOperation; len(b.lines) > 0 {
		o.announced.add(model.SectionHTTPRequest)
	}
	o.page.Sections = append(o.page.Sections, s)
	o.announced.add(s.Kind)
	o.stack = append(o.stack, open)
}

// reserve makes room for the sections that the blocks will give.
func (p *pageParser) reserve() {
	headings := 0
	for i := range p.blocks {
		if p.blocks[i].kind == headingBlock {
			headings++
		}
	}
	p.page.Sections = slices.Grow(p.page.Sections, headings)
}

// readHeadings reads the lines of all headings, and finds out on which level the title is: the
// first, or that of a page's first heading which has all others below it and isn't one of a
// section: a page without a title may begin with its properties.
func (p *pageParser) readHeadings() {
	const none = 7
	first, others := none, none
	var title *block
	for i := range p.blocks {
		if b := &p.blocks[i]; b.kind == headingBlock {
			p.want(b)
			switch {
			case strings.Contains(p.text[b.start:b.end], tabTarget):
			case first == none:
				first, title = b.level, b
			default:
				others = min(others, b.level)
			}
		}
	}
	p.readLines()
	p.titleLevel = 1
	if 1 < first && first < others && others < none && !p.fragment { // a fragment has no title
		in := p.blockInline(title)
		if _, kind := p.headingKind(oneLine(in.text), in.anchor, false); kind == model.SectionOther {
			p.titleLevel = first
		}
	}
}

// listen reads the lines of the paragraphs and cells that may say something.
func (p *pageParser) listen() {
	for i := range p.blocks {
		switch b := &p.blocks[i]; b.kind {
		case paragraphBlock:
			if b.speaks = p.speaks(b); b.speaks {
				p.want(b)
			}
			if p.mayList(b) {
				p.wantItem(i)
			} else if lists(b) {
				p.wantTerms(i)
			}
		case tableBlock:
			if b.terms {
				if !p.splitTerms(b) {
					b.rows = nil
				}
				continue
			}
			p.splitTable(b)
			p.wantCells(b.header)
			if readable(b.within) || p.mayDeclare(b) || p.mayDeclareAnswer(b) || p.mayAnswer(b) {
				for _, r := range b.rows {
					p.wantCells(r)
				}
			}
		}
	}
	p.readLines()
}

// tabTarget is what the links in headings lead to that open tabs.
const tabTarget = "#tab/"

// tabName returns the name of the tab that a heading opens, if it opens one:
// # [HTTP](#tab/http). A condition may follow the name: #tab/http/v1.
func (p *pageParser) tabName(b *block) (name string, ok bool) {
	if !strings.Contains(p.text[b.start:b.end], tabTarget) {
		return "", false
	}
	links := p.blockInline(b).links
	if len(links) == 0 || links[0].start > 0 {
		return "", false
	}
	if name, ok = strings.CutPrefix(links[0].dest, tabTarget); !ok {
		return "", false
	}
	name, _, _ = strings.Cut(name, "/")
	return strings.ToLower(name), true
}

// readTab reports whether a block stands outside tabs or in the HTTP one; the others
// hold snippets in programming languages.
func (p *pageParser) readTab(b *block) bool { return b.tab == "" || b.tab == "http" }

// section reads a heading. sample says that a message is expected, so that Response
// announces one and no promise.
func (p *pageParser) section(b *block, sample bool) model.Section {
	in := p.blockInline(b)
	s := model.Section{Level: max(1, b.level-p.titleLevel+1), Heading: model.Text{Value: oneLine(in.text), Pos: p.pos(b.start, b.end)}}
	if i := strings.LastIndex(s.Heading.Value, " {#"); i > 0 && strings.HasSuffix(s.Heading.Value, "}") { // an anchor as other tools write it
		s.Heading.Value = s.Heading.Value[:i]
	}
	english, kind := p.headingKind(s.Heading.Value, in.anchor, sample)
	s.Kind = kind
	p.english = append(p.english, english)
	if s.Level == 1 && p.page.Title.Value == "" && (b.level == 1 || s.Kind == model.SectionOther) {
		p.page.Title = s.Heading
		p.page.Slug = in.anchor
		s.Kind = model.SectionOther
	}
	return s
}

// headingKind returns a heading in English, as far as its anchor tells, and what it announces.
func (p *pageParser) headingKind(written, anchor string, sample bool) (english string, kind model.SectionKind) {
	english = written
	if anchor != "" {
		english = englishHeading(anchor, written)
		kind = p.common.sectionKind(english, sample)
	}
	if kind == model.SectionOther {
		kind = p.common.sectionKind(written, sample)
	}
	return english, kind
}
