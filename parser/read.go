package parser

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// read goes through the blocks once and fills the page.
func (p *pageParser) read() {
	pending := -1 // index of the annotation that waits for its code block
	between := 0  // blocks since
	detached := false
	p.page.Annotations = slices.Grow(p.page.Annotations, p.countAnnotations()) // samples point to them
	for i := range p.blocks {
		b := &p.blocks[i]
		switch b.kind {
		case commentBlock:
			p.htmlBlock(b)
			if a, ok := p.annotation(b); ok || p.annotatesBelow(&a, i) {
				p.page.Annotations = append(p.page.Annotations, a)
				pending, between, detached = len(p.page.Annotations)-1, 0, false
				if a.Block == model.BlockPermissions { // describes a table or an include
					pending = -1
				}
			}
			continue
		case fenceBlock:
			p.fence(b, p.pair(pending, detached))
			p.lead = nil
			pending = -1
		case paragraphBlock:
			if b.within == model.SectionPermissions {
				p.permissionProse(b, b.start, b.end)
			}
			if !p.inList(i) {
				p.paragraph(b)
			}
			p.lead = b
			between++
			detached = true
		case headingBlock:
			p.headedLine(b)
			p.lead, p.led = nil, model.TypeExpr{}
			if !p.samplesBelow(b) {
				between = 3
			}
			detached = true
		case tableBlock:
			p.table(b)
			p.lead = nil
			between = 3
		}
		if between > 2 {
			pending = -1
		}
	}
	if len(p.page.Annotations) == 0 { // all comments say something else
		p.page.Annotations = nil
	}
	p.spokenPermissions()
	p.looseTemplates()
	p.finishTypes()
}

// annotatesBelow reports whether a comment tells the type of the response in the code block right
// below it, though it doesn't say that it is one, and says so for it.
func (p *pageParser) annotatesBelow(a *model.Annotation, i int) bool {
	if a.Block != "" || a.Type.Value == "" || i+1 == len(p.blocks) || p.blocks[i+1].kind != fenceBlock || firstLine(&p.blocks[i+1]) != statusLine {
		return false
	}
	a.Block = model.BlockResponse
	return true
}

// firstLine returns what kind of line a code block begins with.
func firstLine(b *block) lineKind {
	for _, l := range b.lines {
		if !l.blank() {
			kind, _ := classify(l.text)
			return kind
		}
	}
	return otherLine
}

// samplesBelow reports whether a heading announces a sample; it may stand between the
// annotation and the sample (governanceresource-get: annotation, ##### Request, fence).
func (p *pageParser) samplesBelow(heading *block) bool {
	kind := p.page.Sections[heading.section].Kind
	return kind == model.SectionRequestSample || kind == model.SectionResponseSample
}

// pair returns the annotation that a code block belongs to, nil if it has none.
func (p *pageParser) pair(pending int, detached bool) *model.Annotation {
	if pending < 0 {
		return nil
	}
	a := &p.page.Annotations[pending]
	if detached {
		p.report(model.RuleAnnotationDetached, a.Pos,
			"the annotation is not directly before the code block that it describes", "move it down to the block")
	}
	return a
}

// countAnnotations returns the number of comments that may be annotations.
func (p *pageParser) countAnnotations() int {
	n := 0
	for i := range p.blocks {
		if b := &p.blocks[i]; b.kind == commentBlock && strings.Contains(p.text[b.start:b.end], "{") {
			n++
		}
	}
	return n
}

// fence reads a code block as what its annotation and its place say it is.
func (p *pageParser) fence(b *block, a *model.Annotation) {
	blockType := model.BlockType("")
	if a != nil {
		blockType = a.Block
	}
	kind := firstLine(b)
	switch {
	case blockType == model.BlockExample, blockType == model.BlockTestParams:
		p.unread(b, "code block, annotated "+string(blockType))
	case (blockType == "" || blockType == model.BlockRequest) && p.curl(b, a):
	case blockType == model.BlockResource:
		p.resourceJSON(b, a)
	case a == nil && b.within == model.SectionJSON && !b.sample && jsonInfo(b.info) && len(p.page.Resources) < 2:
		p.plainJSON(b)
	case p.isTemplate(b, blockType, kind):
		p.templates(b)
		if blockType == model.BlockRequest || a == nil && isMessage(b.lines) { // OneDrive style: the template is the sample
			p.samples(b, a)
		}
	case (blockType == model.BlockResponse || blockType == model.BlockSimulated) && kind == otherLine && p.bareAnswer(b, a):
	case blockType == model.BlockRequest, blockType == model.BlockResponse, blockType == model.BlockSimulated:
		p.samples(b, a)
	case (kind == requestLine || kind == statusLine || kind == pathLine && b.sample) && httpInfo(b.info):
		p.samples(b, a)
	case b.indented && b.within == model.SectionPermissions && p.permissionLines(b):
	case blockType == "" && (p.bareAnswer(b, nil) || p.shownBody(b)):
	default:
		p.unread(b, strings.TrimSpace("code block "+b.info))
	}
}

// isMessage reports whether lines are a request with headers and a body.
func isMessage(lines []line) bool {
	lines = trimLines(lines)
	if len(lines) < 4 || !isHeader(lines[1].text) || !messageHeader(lines[1].text) {
		return false
	}
	return slices.ContainsFunc(lines, line.blank)
}

// plainJSON reads a JSON representation without an annotation: the heading tells what it
// is, and the title of whom.
func (p *pageParser) plainJSON(b *block) {
	lines, list := trimLines(b.lines), p.page.Resources
	if len(lines) == 0 || len(list) > 0 && (list[0].Type.Value != "" || list[0].JSON.Text.Value != "") {
		p.unread(b, "code block "+b.info)
		return
	}
	r := p.resourceFor("")
	r.Pos = p.slice(lines[0].start, lines[0].end()).Pos
	r.JSON = p.readBody(lines, "")
}

// trimLines returns lines without the blank ones around them.
func trimLines(lines []line) []line {
	for len(lines) > 0 && lines[0].blank() {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1].blank() {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// isTemplate reports whether a code block holds the documented request lines.
func (p *pageParser) isTemplate(b *block, blockType model.BlockType, kind lineKind) bool {
	if kind == statusLine {
		return false
	}
	if b.within == model.SectionHTTPRequest {
		return httpInfo(b.info)
	}
	if b.within == model.SectionOperation { // the heading is none
		return httpInfo(b.info) && asks(b.lines) && p.firstOf(b.section)
	}
	// chat-post-members: the template stands right after the permissions table.
	return !p.announced.has(model.SectionHTTPRequest) && !b.sample && blockType != model.BlockRequest &&
		(b.within == model.SectionPermissions || b.within == model.SectionOther) &&
		(kind == requestLine || kind == pathLine) && !strings.Contains(b.lines[0].text, "://")
}

// jsonInfo reports whether a fence's info string announces JSON; some pages call it
// JavaScript for the colours.
func jsonInfo(info string) bool {
	return fold.HasPrefix(info, "json") || fold.HasPrefix(info, "javascript")
}

// httpInfo reports whether a fence's info string may announce HTTP.
func httpInfo(info string) bool {
	lang, _, _ := strings.Cut(strings.ToLower(info), " ")
	switch lang, _, _ = strings.Cut(lang, "-"); lang { // http-request, json-object
	case "", "http", "https", "msgraph", "json", "jsonc", "rest", "restapi", "text", "txt", "plaintext", "none", "output", "syntax":
		return true
	}
	return false
}

// samples reads the messages of a code block. The first carries the annotation.
func (p *pageParser) samples(b *block, a *model.Annotation) {
	before := len(p.page.Samples)
	p.sampleEnd = b.end
	p.message(b.lines, a != nil && a.Block == model.BlockSamples)
	list := p.page.Samples[before:]
	if len(list) == 0 && a != nil && a.Block != model.BlockIgnored {
		p.report(model.RuleRequestLine, p.pos(b.start, b.start+3), "the code block holds no HTTP message", "")
	}
	for i := range list {
		s := &list[i]
		s.Section = b.section
		if i == 0 && a != nil {
			s.Ignored = a.Block == model.BlockIgnored
			s.Annotation = a
		}
	}
}
