package parser

import (
	"net/http"
	"slices"
	"strings"
	"unicode"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// paragraph reads what a paragraph says: the namespace, the summary, the request
// body, what is returned.
func (p *pageParser) paragraph(b *block) {
	if !b.speaks {
		return
	}
	in := p.blockInline(b)
	text := strings.TrimSpace(in.text)
	p.includes(b, in)
	p.deprecationNote(b, text)
	if text == "" || strings.HasPrefix(text, "[!") || fold.HasPrefix(text, includeMark) {
		return
	}
	text, pos := p.afterNamespace(b, text)
	if text == "" {
		return
	}
	if p.baseStatement(in, pos); fold.HasPrefix(text, "inherits from") {
		return
	}
	p.opens = p.opens || b.section <= 0 && mentionsOpen(text)
	p.dictionary = p.dictionary || b.section <= 0 && saysDictionary(text)
	switch p.topic(b) {
	case model.SectionBody:
		p.bodyStatement(b, in)
	case model.SectionResponse:
		p.returnStatement(b, in)
	case model.SectionOther:
		if (b.section == 0 || p.introduces(b.section)) && !b.quoted && p.page.Summary.Value == "" && !labelled(p.text[b.start:b.end]) && !p.listItem(b) {
			p.page.Summary = model.Text{Value: described(text), Pos: pos}
			p.subject(b, in)
		} else if p.namesType(b.section) || p.aboveRequest(b.section) {
			p.summarise(b, text, pos)
		}
	case model.SectionOperation:
		p.summarise(b, text, pos)
	}
}

// summarise takes the first paragraph below a heading for what is said of what the heading names.
func (p *pageParser) summarise(b *block, text string, pos model.Position) {
	if b.section < 0 { // of a fragment, included there
		return
	}
	if s := &p.page.Sections[b.section]; s.Kind == b.within && s.Summary.Value == "" && !b.quoted && !labelled(p.text[b.start:b.end]) && !p.listItem(b) {
		s.Summary = model.Text{Value: described(text), Pos: pos}
	}
}

// introduces reports whether a heading says that what the page is about stands below it: API
// description, as Defender has it.
func (p *pageParser) introduces(section int) bool {
	if section < 1 || p.page.Sections[section].Level > p.page.Sections[0].Level+1 {
		return false
	}
	heading := p.page.Sections[section].Heading.Value
	if len(heading) > len("api description") { // it is asked of each paragraph
		return false
	}
	switch strings.ToLower(heading) {
	case "api description", "description", "overview", "summary", "introduction":
		return true
	}
	return false
}

// aboveRequest reports whether a heading is that of an operation, as the next one is below it and
// announces request lines.
func (p *pageParser) aboveRequest(section int) bool {
	if section < 1 || section+1 >= len(p.page.Sections) || p.page.Sections[section].Level < 2 {
		return false
	}
	next := &p.page.Sections[section+1]
	return next.Kind == model.SectionHTTPRequest && next.Level > p.page.Sections[section].Level
}

// topic returns what a paragraph may be about: what the heading above it announces, or on a page
// of an operation where none announces the body or the answer, what the paragraph itself does.
func (p *pageParser) topic(b *block) model.SectionKind {
	switch b.within {
	case model.SectionOther, model.SectionHTTPRequest, model.SectionFunction, model.SectionBody, model.SectionOperation:
	default:
		return b.within
	}
	if b.sample || b.section <= 0 || !p.announced.has(model.SectionHTTPRequest) {
		return b.within
	}
	text := p.text[b.start:b.end]
	switch {
	case b.within != model.SectionBody && !p.announced.has(model.SectionBody) && strings.Contains(text, "request body"):
		return model.SectionBody
	case !p.announced.has(model.SectionResponse) && strings.Contains(text, "return") && (strings.Contains(text, "succe") || strings.Contains(text, "`2")):
		return model.SectionResponse
	}
	return b.within
}

// listItem reports whether a paragraph is one of a list, as its line begins with a mark.
func (p *pageParser) listItem(b *block) bool {
	line := strings.LastIndexByte(p.text[:b.start], '\n') + 1
	return strings.TrimSpace(p.text[line:b.start]) != ""
}

// labelled reports whether a text begins with a label in bold, which says what follows it is about:
// **Applies to:** a product.
func labelled(text string) bool {
	words, rest, ok := strings.Cut(strings.TrimPrefix(text, "**"), "**")
	return ok && strings.HasPrefix(text, "**") && (strings.HasSuffix(words, ":") || strings.HasPrefix(rest, ":") || strings.TrimSpace(rest) == "")
}

// speaks reports whether a paragraph may say something: most stand in examples and
// only lead over.
func (p *pageParser) speaks(b *block) bool {
	switch p.topic(b) {
	case model.SectionBody, model.SectionResponse, model.SectionOperation:
		return true
	case model.SectionOther:
		if b.section <= 0 || p.introduces(b.section) || p.namesType(b.section) || p.aboveRequest(b.section) {
			return true
		}
	}
	text := p.text[b.start:b.end]
	return p.bilingual || p.readTab(b) && holdsInclude(text) || (b.section <= 0 || b.within == model.SectionProperties) && mentionsBase(text) ||
		fold.HasPrefix(text, "inherits") || strings.HasPrefix(text, "Namespace")
}

// noBody are the ways to say that a request has no body, lower case.
var noBody = []string{
	"not supply a request body", "not provide a request body", "n't supply a request body",
	"n't provide a request body", "no request body", "not include a request body",
	"no request content", "request body is empty", "empty request body", "request body must be empty", "does not require a request body",
}

// nothing are the words that say so alone.
var nothing = []string{"empty", "none"}

// bodyStatement reads the prose under Request body; the first paragraph that says
// something counts.
func (p *pageParser) bodyStatement(b *block, in inline) {
	for _, s := range p.page.Bodies {
		if s.Section == b.section {
			return
		}
	}
	s := model.BodyStatement{Section: b.section, Pos: p.pos(b.start, b.end)}
	lower := strings.ReplaceAll(strings.ToLower(in.text), "’", "'")
	s.None = slices.ContainsFunc(noBody, func(phrase string) bool { return strings.Contains(lower, phrase) }) ||
		slices.Contains(nothing, strings.TrimRight(strings.TrimSpace(lower), "."))
	if !s.None && (speaksOfBody(lower) || onlyLink(in)) {
		s.Type, _ = p.typeInProse(b, in, b.start)
	}
	if s.None && strings.Contains(lower, "however") { // it is not required, but something can be sent
		s.None, s.Optional = false, true
	}
	s.Optional = s.Optional || !s.None && (strings.Contains(lower, "optionally") || strings.Contains(lower, "body is optional"))
	if s.None || s.Optional || !s.Type.IsZero() {
		p.page.Bodies = append(p.page.Bodies, s)
	}
}

// speaksOfBody reports whether a text, in lower case, says what the body is.
func speaksOfBody(lower string) bool {
	return strings.Contains(lower, "supply") || strings.Contains(lower, "provide") ||
		strings.Contains(lower, "representation") || strings.Contains(lower, "properties")
}

// onlyLink reports whether a paragraph is a link and little else: A [teamsTab](…).
func onlyLink(in inline) bool {
	if len(in.links) != 1 {
		return false
	}
	l := in.links[0]
	return len(strings.Fields(in.text[:l.start])) < 3 && len(strings.Fields(in.text[l.end:])) < 3
}

// pointedTo reports whether the type at an offset of a sentence, in lower case, is
// not in the answer but at the URL that a header of it gives (team-post: a link to
// the teamsAsyncOperation), or in what a further request is answered with
// (unbilledusage-export).
func pointedTo(lower string, at int) bool {
	before, after := lower[:min(at, len(lower))], lower[min(at, len(lower)):]
	if strings.Contains(before, "get request") {
		return true
	}
	if strings.Contains(after, "response body") || strings.Contains(before, "response body") {
		return false
	}
	for _, sign := range []string{"link to", "header", "uri to", "url to", "url of", "url for", "url path to"} {
		if strings.Contains(before, sign) {
			return true
		}
	}
	return false
}

// returnStatement reads the prose under Response.
func (p *pageParser) returnStatement(b *block, in inline) {
	from := b.start
	for _, s := range sentences(in.text) {
		text := in.text[s.start:s.end]
		lower := strings.ToLower(text)
		r := model.ReturnStatement{Section: b.section, Pos: p.pos(b.start, b.end)}
		r.Status, r.Others = statusesIn(text)
		r.Nothing = strings.Contains(lower, "not return anything") || strings.Contains(lower, "no response body") ||
			strings.Contains(lower, "n't return anything") || strings.Contains(lower, "no content in the response") ||
			strings.Contains(lower, "empty response body")
		promise := strings.Contains(lower, "return") || strings.Contains(lower, "response body") || r.Status != 0
		if promise && !r.Nothing && (r.Status == 0 || r.Status < 400) {
			var at int
			r.Type, at = p.typeInProse(b, in.cut(s), from)
			if end := int(r.Type.Pos.End); end < b.end {
				from = max(from, end)
			}
			if pointedTo(lower, at) {
				r.Type = model.TypeExpr{}
			}
			r.Body = r.Type.IsZero() && r.Status != 0 && r.Status != http.StatusNoContent && saysBody(lower)
		}
		r.Location = speaksOfLocation(text)
		r.Body = r.Body || !promise && saysJSON(lower)
		if r.Status != 0 || r.Nothing || r.Body || !r.Type.IsZero() {
			p.page.Returns = append(p.page.Returns, r)
		} else if last := len(p.page.Returns) - 1; r.Location && last >= 0 {
			p.page.Returns[last].Location = true
		}
	}
}

// saysBody reports whether a sentence, in lower case, says that something is in the body of the
// answer, and not that nothing is.
func saysBody(lower string) bool {
	at := strings.Index(lower, "in the response body")
	return at > 0 && !denies(lower[:at])
}

// denies reports whether a part of a sentence, in lower case, says that something is not so.
func denies(lower string) bool {
	return strings.Contains(lower, "nothing") || strings.Contains(lower, " no ") || strings.Contains(lower, "n't ") || strings.Contains(lower, " not ")
}

// saysJSON reports whether a sentence, in lower case, says that the answer is JSON
// (driveitem-preview: "The response will be a JSON object").
func saysJSON(lower string) bool {
	_, after, found := strings.Cut(lower, "response ")
	at := strings.Index(after, " json ")
	return found && at > 0 && (strings.HasPrefix(after, "is ") || strings.HasPrefix(after, "will be ")) && !denies(after[:at+1])
}

// speaksOfLocation reports whether a sentence has the name of the header Location, or
// Operation-Location, as a word of its own.
func speaksOfLocation(text string) bool {
	_, after, found := strings.Cut(text, "Location")
	return found && (after == "" || !unicode.IsLetter(rune(after[0])))
}

// cut returns the part of an inline within a span.
func (in inline) cut(s span) inline {
	out := inline{text: in.text[s.start:s.end]}
	for _, l := range in.links {
		if l.start >= s.start && l.end <= s.end {
			out.links = append(out.links, link{span{l.start - s.start, l.end - s.start}, l.dest})
		}
	}
	for _, c := range in.codes {
		if c.start >= s.start && c.end <= s.end {
			out.codes = append(out.codes, span{c.start - s.start, c.end - s.start})
		}
	}
	return out
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || digit(c) || c == '_' || c >= 0x80
}
