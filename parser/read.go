package parser

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// read goes through the blocks once and fills the page.
func (p *pageParser) read() {
	pending := -1 // index of the annotation that waits for its code block
	between := 0  // blocks since
	detached := false
	for i := range p.blocks {
		b := &p.blocks[i]
		switch b.kind {
		case commentBlock:
			if a, ok := p.annotation(b); ok {
				p.page.Annotations = append(p.page.Annotations, a)
				pending, between, detached = len(p.page.Annotations)-1, 0, false
				if a.Block == model.BlockPermissions { // describes a table or an include
					pending = -1
				}
			}
			continue
		case fenceBlock:
			p.fence(b, p.pair(pending, detached))
			pending = -1
		case paragraphBlock:
			p.paragraph(b)
			between++
			detached = true
		case headingBlock:
			// governanceresource-get: annotation, ##### Request, fence
			if p.isTab(b.node) {
				continue
			}
			if k := p.page.Sections[b.section].Kind; k != model.SectionRequestSample && k != model.SectionResponseSample {
				between = 3
			}
			detached = true
		case tableBlock:
			p.table(b)
			between = 3
		}
		if between > 2 {
			pending = -1
		}
	}
	p.finishTypes()
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
	c := *a
	return &c
}

// fence reads a code block as what its annotation and its place say it is.
func (p *pageParser) fence(b *block, a *model.Annotation) {
	blockType := model.BlockType("")
	if a != nil {
		blockType = a.Block
	}
	kind := otherLine
	p.cutSwallowed(b)
	for _, l := range b.lines {
		if !l.blank() {
			kind, _ = classify(l.text)
			break
		}
	}
	switch {
	case blockType == model.BlockExample, blockType == model.BlockTestParams:
		p.unread(b, "code block, annotated "+string(blockType))
	case blockType == model.BlockResource:
		p.resourceJSON(b, a)
	case p.isTemplate(b, blockType, kind):
		p.templates(b)
		if blockType == model.BlockRequest { // OneDrive style: the template is the sample
			p.samples(b, a)
		}
	case (blockType == model.BlockResponse || blockType == model.BlockSimulated) && kind == otherLine && p.bareAnswer(b, a):
	case blockType == model.BlockRequest, blockType == model.BlockResponse, blockType == model.BlockSimulated:
		p.samples(b, a)
	case (kind == requestLine || kind == statusLine || kind == pathLine && b.sample) && httpInfo(b.info):
		p.samples(b, a)
	case blockType == "" && p.bareAnswer(b, nil):
	default:
		p.unread(b, strings.TrimSpace("code block "+b.info))
	}
}

// bareAnswer reads a JSON block after a request sample as the answer to it: some
// houses leave status line and headers out (dynamics-account-get). Its status is the
// one that the prose promises, which resolve knows. An annotation says what it is
// without a request, too.
func (p *pageParser) bareAnswer(b *block, a *model.Annotation) bool {
	n := len(p.page.Samples)
	lines := trimLines(b.lines)
	if len(lines) == 0 || strings.IndexByte("{[", strings.TrimSpace(lines[0].text)[0]) < 0 {
		return false
	}
	if a == nil && (n == 0 || p.page.Samples[n-1].Kind != model.RequestSample || !b.sample || !strings.HasPrefix(strings.ToLower(b.info), "json")) {
		return false
	}
	s := model.Sample{Kind: model.ResponseSample, Annotation: a, Bare: true, Section: b.section, Pos: p.slice(lines[0].start, lines[0].end()).Pos}
	s.Body = p.readBody(lines[0].start, lines[len(lines)-1].end(), "")
	p.report(model.RuleStatusLine, s.Pos, "the response sample has no status line and no headers", "begin it with HTTP/1.1 200 OK")
	p.page.Samples = append(p.page.Samples, s)
	return true
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

// cutSwallowed ends an HTTP block where an annotation begins: its fence was never
// closed, and what follows is the page going on
// (accesspackage-post-incompatiblegroup).
func (p *pageParser) cutSwallowed(b *block) {
	if !httpInfo(b.info) {
		return
	}
	for i, l := range b.lines {
		if strings.HasPrefix(l.text, "<!-- {") || strings.TrimSpace(l.text) == "<!--" {
			p.report(model.RuleUnclosedFence, p.pos(b.start, b.start+3), "the code block is not closed before the next annotation", "add a line of three backquotes")
			for i > 0 && (b.lines[i-1].blank() || strings.HasPrefix(b.lines[i-1].text, "#")) {
				i--
			}
			b.lines = b.lines[:i]
			return
		}
	}
}

// isTemplate reports whether a code block holds the documented request lines.
func (p *pageParser) isTemplate(b *block, blockType model.BlockType, kind lineKind) bool {
	if kind == statusLine {
		return false
	}
	if b.within == model.SectionHTTPRequest {
		return httpInfo(b.info)
	}
	// chat-post-members: the template stands right after the permissions table.
	return !p.hasRequestSection && !b.sample && blockType != model.BlockRequest &&
		(b.within == model.SectionPermissions || b.within == model.SectionOther) &&
		(kind == requestLine || kind == pathLine) && !strings.Contains(b.lines[0].text, "://")
}

// httpInfo reports whether a fence's info string may announce HTTP.
func httpInfo(info string) bool {
	lang, _, _ := strings.Cut(strings.ToLower(info), " ")
	switch lang {
	case "", "http", "msgraph-interactive", "json", "rest", "text":
		return true
	}
	return false
}

// samples reads the messages of a code block. The first carries the annotation.
func (p *pageParser) samples(b *block, a *model.Annotation) {
	list := p.message(b.lines)
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
	p.page.Samples = append(p.page.Samples, list...)
}
