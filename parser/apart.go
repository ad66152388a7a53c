package parser

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// Some houses give the body of a message a JSON block of its own, and leave status line and
// headers out.

// bareAnswer reads a JSON block as what its place, or its annotation, says: the body of the
// message above, or the answer to the request above (dynamics-account-get). The status of an
// answer is the one that the prose promises, which resolve knows. An annotation, or a heading
// that calls it the response of an example, says what it is without a request, too.
func (p *pageParser) bareAnswer(b *block, a *model.Annotation) bool {
	lines := trimLines(b.lines)
	if len(lines) == 0 || !p.readTab(b) || strings.IndexByte("{[", strings.TrimSpace(lines[0].text)[0]) < 0 {
		return false
	}
	if a == nil {
		if !jsonInfo(b.info) && !p.calledHTTP(b) && !(b.operation && b.info == "") {
			return false
		}
		if body, apart := p.bodyOf(b); apart {
			if body != nil {
				body.Body = p.readBody(lines, "")
			}
			return body != nil
		}
		if !p.answers(b) {
			return false
		}
	}
	s := model.Sample{Kind: model.ResponseSample, Annotation: a, Bare: true, Section: b.section, Pos: p.slice(lines[0].start, lines[0].end()).Pos}
	s.Body = p.readBody(lines, "")
	if a != nil || !b.operation && (b.within == model.SectionResponseSample || b.within == model.SectionResponse || b.within == model.SectionExample) {
		p.report(model.RuleStatusMissing, s.Pos, "the response sample has no status line and no headers", "begin it with HTTP/1.1 200 OK")
	}
	p.page.Samples = append(p.page.Samples, s)
	return true
}

// calledHTTP reports whether a block that holds JSON alone may well be a message although it is
// called HTTP: right below a request, below the heading of a response, and on pages where no
// annotation says what is one.
func (p *pageParser) calledHTTP(b *block) bool {
	return fold.HasPrefix(b.info, "http") && (len(p.page.Annotations) == 0 || b.within == model.SectionResponseSample && p.quotes(b) || p.rightBelow(b))
}

// quotes reports whether a block begins as JSON does, and not as headers in braces
// (user-exportpersonaldata).
func (p *pageParser) quotes(b *block) bool {
	lines := trimLines(b.lines)
	text := strings.TrimSpace(p.text[lines[0].start:lines[len(lines)-1].end()])
	return text[0] == '[' || strings.IndexByte("\"}", strings.TrimSpace(text[1:] + "}")[0]) >= 0
}

// rightBelow reports whether nothing stands between a block and the sample above it.
func (p *pageParser) rightBelow(b *block) bool {
	return p.sampleEnd <= b.start && strings.TrimSpace(p.text[p.sampleEnd:b.start]) == ""
}

// answers reports whether a JSON block is the answer to the request above it, or stands where
// the answer to one does that is shown as something else (a command line of curl).
func (p *pageParser) answers(b *block) bool {
	if b.operation && !b.sample {
		return b.within == model.SectionResponse || b.within == model.SectionOperation && p.asksOnly(b)
	}
	n := len(p.page.Samples)
	if n == 0 || p.page.Samples[n-1].Kind != model.RequestSample {
		return b.sample && b.within == model.SectionResponseSample && n == 0
	}
	return b.sample || b.within == model.SectionResponseSample || b.within == model.SectionResponse
}

// asksOnly reports whether the operation that a block stands right below the heading of sends no
// body, so that what it shows is what comes back.
func (p *pageParser) asksOnly(b *block) bool {
	n := len(p.page.Templates)
	return n > 0 && p.page.Templates[n-1].Section == b.section && p.page.Templates[n-1].Method.Value == http.MethodGet
}

// bodyOf returns the message that a JSON block is the body of, nil if that can have none or
// has one; apart reports that the block is no message of its own. It is the body of a request
// that it follows with nothing between, or that an example calls it, and of a response below
// the same heading that is nothing but status line and headers.
func (p *pageParser) bodyOf(b *block) (body *model.Sample, apart bool) {
	n := len(p.page.Samples)
	if n == 0 {
		return nil, false
	}
	last := &p.page.Samples[n-1]
	empty := last.Body.Text.Value == ""
	switch {
	case last.Kind == model.ResponseSample:
		if empty && last.Section == b.section && (last.Annotation == nil || p.rightBelow(b)) && hasBody(last.Status) {
			return last, true
		}
		return nil, false
	case b.within == model.SectionBody && b.sample:
		if apart = true; empty && last.Method.Value != http.MethodGet {
			body = last
		}
		return body, apart
	}
	sends := last.Method.Value == http.MethodPost || last.Method.Value == http.MethodPut || last.Method.Value == http.MethodPatch
	none := slices.ContainsFunc(p.page.Bodies, func(s model.BodyStatement) bool { return s.None })
	if empty && sends && !none && !last.Command && p.rightBelow(b) {
		return last, true
	}
	return nil, false
}

// shownBody reads a JSON object below Request body, outside of any sample, as what is sent where
// neither prose nor table say more (team-archive). Below the heading of an operation, braces are enough.
func (p *pageParser) shownBody(b *block) bool {
	lines := trimLines(b.lines)
	if len(lines) == 0 || b.within != model.SectionBody || b.sample || !jsonInfo(b.info) && !(b.operation && b.info == "") || !p.readTab(b) {
		return false
	}
	text := p.slice(lines[0].start, lines[len(lines)-1].end())
	valid := jsonscan.Valid(text.Value)
	if !strings.HasPrefix(text.Value, "{") || !valid && !b.operation || !p.admit(lines[0].start, lines[len(lines)-1].end()) {
		return false
	}
	body := &model.Body{Text: text}
	if valid { // else it may be written as a schema: {"key": string}
		body.JSON = text.Value
	}
	for i := range p.page.Bodies {
		if s := &p.page.Bodies[i]; s.Section == b.section {
			if s.None || s.Shown != nil {
				return false
			}
			s.Shown = body
			return true
		}
	}
	p.page.Bodies = append(p.page.Bodies, model.BodyStatement{Shown: body, Section: b.section, Pos: text.Pos})
	return true
}

// hasBody reports whether an answer of that status may have a body.
func hasBody(status int) bool {
	return status != http.StatusNoContent && status != http.StatusNotModified
}
