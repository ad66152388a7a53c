package parser

import (
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// Headings are request lines in some houses: ### GET /things/{id}, ## List things: `GET /things`.
// Where the parts of the page follow such a heading on its own level, it stands in place of the
// heading HTTP request. Else all that is said of the operation stands below it, and a page has as
// many operations as such headings.

// lineHeadings remembers what was found out about headings of a level that are request lines.
type lineHeadings struct {
	until int // the block up to which it holds
	kind  model.SectionKind
}

// operation makes a heading that is a request line announce what it does.
func (o *outlining) operation(at int, s *model.Section) {
	b := &o.blocks[at]
	raw := o.text[b.start:b.end]
	method, target := requestHeading(raw)
	if target.end == 0 {
		if s.Level > 1 && (o.linesBelow(at) || o.partsBelow(at)) && !o.describes() {
			s.Kind, s.Name = model.SectionOperation, s.Heading
			o.announced.add(model.SectionHTTPRequest)
		}
		return
	}
	b.lines = []line{{b.start + method.start, raw[method.start:method.end]}, {b.start + target.start, raw[target.start:target.end]}}
	if s.Level == 1 { // the page is about it
		return
	}
	known := &o.lines[b.level]
	if at >= known.until {
		*known = o.besideParts(at)
	}
	s.Kind = known.kind
	s.Name = o.lineName(b, method.start, target.end)
}

// linesBelow reports whether request lines alone are the first code below a heading, and the next is a
// curl command (GitLab: ## List boxes). Guides show request lines with other things below.
func (o *outlining) linesBelow(at int) bool {
	lines := false
	for i := at + 1; i < len(o.blocks) && o.blocks[i].kind != headingBlock; i++ {
		b := &o.blocks[i]
		switch {
		case b.kind == fenceBlock && !lines:
			if lines = firstLine(b) == requestLine && !b.indented && httpInfo(b.info) && onlyRequestLines(b.lines); !lines {
				return false
			}
		case b.kind == fenceBlock:
			return strings.HasPrefix(o.text[b.lineStart():], "curl ")
		}
	}
	return false
}

// lineStart returns where the text of a code block begins.
func (b *block) lineStart() int {
	if len(b.lines) == 0 {
		return b.end
	}
	return b.lines[0].start
}

// describes reports whether a heading of the page announces request lines. It is found out once.
func (o *outlining) describes() bool {
	if o.lookedAt {
		return o.described
	}
	o.lookedAt = true
	for i := range o.blocks {
		if b := &o.blocks[i]; b.kind == headingBlock && !o.described {
			in := o.blockInline(b)
			_, kind := o.headingKind(oneLine(in.text), in.anchor, false)
			o.described = kind == model.SectionHTTPRequest
		}
	}
	return o.described
}

// listsAttributes reports whether a table that a text begins with lists what is sent, as its columns are
// called.
func listsAttributes(text string) bool {
	head, _, _ := strings.Cut(text, "\n")
	columns := strings.Split(strings.ToLower(strings.Trim(clip(head), "| ")), "|")
	if len(columns) < 2 {
		return false
	}
	switch strings.Trim(columns[0], " *") {
	case "attribute", "parameter", "name", "field", "argument", "property":
		return strings.Contains(strings.Join(columns[1:], "|"), "type")
	}
	return false
}

// lineName returns what a heading says beside its request line: a name in front of it, else what
// follows behind it and a mark.
func (o *outlining) lineName(b *block, start, end int) model.Text {
	const marks = " \t#`*_:.,;|%[]()\"'>=-–—→"
	raw := o.text[b.start:b.end]
	before := strings.TrimLeft(raw[:start], marks+"0123456789")
	after := strings.TrimLeft(raw[end:], " `*_")
	if after != "" && strings.IndexByte("([<])", after[0]) >= 0 {
		after = ""
	}
	for _, part := range [...]string{before, strings.TrimLeft(after, marks)} {
		words := strings.TrimRight(part, marks)
		if first, _ := utf8.DecodeRuneInString(words); unicode.IsLetter(first) && !strings.ContainsAny(words, "<>[]{}/") {
			at := b.start + start - len(before)
			if part != before {
				at = b.end - len(part)
			}
			return model.Text{Value: clean(words), Pos: o.pos(at, at+len(words))}
		}
	}
	return model.Text{}
}

// besideParts finds out whether the first heading after a request line, on its level, that is none
// itself announces a part of a page that describes a request. Where no more than words stand below the
// request lines, a later one may, up to the next request line, or one of examples.
func (o *outlining) besideParts(at int) lineHeadings {
	level := o.blocks[at].level
	found := lineHeadings{until: len(o.blocks), kind: model.SectionOperation}
	bare, seen := true, false
	for i := at + 1; i < len(o.blocks); i++ {
		b := &o.blocks[i]
		if b.kind != headingBlock || b.level > level {
			bare = bare && (seen || b.kind != headingBlock && b.kind != fenceBlock && b.kind != tableBlock)
			continue
		}
		isLine := false
		if b.level == level {
			_, target := requestHeading(o.text[b.start:b.end])
			isLine = target.end > 0
		}
		if isLine && !seen {
			continue
		}
		if !seen {
			found.until, seen = i, true
		}
		if isLine || b.level < level {
			break
		}
		in := o.blockInline(b)
		if _, kind := o.headingKind(oneLine(in.text), in.anchor, false); announcesPart(kind) || bare && kind == model.SectionExample {
			found.kind = model.SectionHTTPRequest
			break
		}
		if !bare {
			break
		}
	}
	return found
}

// announcesPart reports whether a section tells what else there is to a request.
func announcesPart(kind model.SectionKind) bool {
	return describesRequest(kind) && kind != model.SectionHTTPRequest || kind == model.SectionResponse
}

// operationLabel lets a line below the heading of an operation do what a heading does if it begins
// with a label: **Response** `201`, Query parameters:. It may go on with what it announces.
func (o *outlining) operationLabel(b *block) {
	if b.kind == paragraphBlock && !b.quoted && !o.listItem(b) {
		words, code := labelWords(o.text[b.start:b.end])
		kind := o.messagePart(words, code)
		bold := boldLine(o.text[b.start:b.end]) != ""
		if kind != model.SectionOther || bold {
			o.part, o.aside = kind, kind == model.SectionOther
		}
	}
	switch {
	case b.kind == tableBlock && o.part == model.SectionOther && b.within == model.SectionOperation && listsAttributes(o.text[b.start:]):
		b.within = model.SectionFunction
	case o.part != model.SectionOther:
		o.asLabelled(b)
	case o.aside:
		b.within = model.SectionOther
	}
}

// messagePart returns what a label announces below the heading of an operation, which may promise a
// status. A request is what is sent.
func (o *outlining) messagePart(words string, code int) model.SectionKind {
	name := strings.ToLower(words)
	response := strings.Contains(name, "response") || strings.HasPrefix(name, "returns")
	switch {
	case words == "":
		return model.SectionOther
	case !response && code > 0 && code < http.StatusBadRequest: // Success (200 OK)
		return model.SectionResponse
	case code >= http.StatusBadRequest, response && (strings.Contains(name, "error") || strings.Contains(name, "fail")):
		return model.SectionErrors
	case name == "request", name == "request example", name == "example request", name == "json body", name == "request json":
		return model.SectionBody
	case response:
		return model.SectionResponse
	case name == "query", name == "query params":
		return model.SectionQuery
	case name == "path params":
		return model.SectionPath
	case name == "params":
		return model.SectionFunction
	}
	return o.partKind(words)
}

// labelWords returns the words of the label that a text begins with, in bold or before the colon that
// its first line ends with, and the status that stands behind it: **Response** (200 OK):. They are
// none if it begins with no label.
func labelWords(text string) (words string, code int) {
	line, _, _ := strings.Cut(text, "\n")
	line = strings.TrimSpace(line)
	rest := ""
	if bold, ok := strings.CutPrefix(line, "**"); ok {
		if words, rest, ok = strings.Cut(bold, "**"); !ok {
			return "", 0
		}
	} else if words, rest, _ = strings.Cut(line, ":"); len(words) == len(line) || len(words) > maxLabel || rest != "" && !beginsStatus(rest) {
		return "", 0
	}
	code, _ = statusesIn(words + " " + rest[:min(len(rest), maxLabel)])
	if at := strings.IndexAny(words, "(`0123456789"); at > 0 && code > 0 {
		words = words[:at]
	}
	return strings.Trim(words, " :.*_`—–-"), code
}

// maxLabel bounds the label that a text begins with.
const maxLabel = 40

// beginsStatus reports whether a text begins with a status code.
func beginsStatus(text string) bool {
	text = strings.TrimLeft(text, " `*(")
	return len(text) > 2 && digit(text[0]) && digit(text[1]) && digit(text[2]) && (len(text) == 3 || !letterOrDigit(text[3]))
}

// headedLine reads the request line that a heading is.
func (p *pageParser) headedLine(b *block) {
	if len(b.lines) == 0 {
		return
	}
	method, target := b.lines[0], b.lines[1]
	t := model.Template{Method: model.Text{Value: method.text, Pos: p.pos(method.start, method.end())}, Section: b.section}
	t.Path, t.Query = p.splitTarget(p.slice(target.start, target.end()))
	if t.Path.Value = unescape(t.Path.Value); t.Path.Value != "/" && p.usablePath(t.Path) {
		p.addTemplate(t)
	}
	if rest := strings.TrimLeft(p.text[target.end():b.end], " `*_-=>:(–—→"); beginsStatus(rest) { // GET /things → 200 OK
		at := b.end - len(rest)
		code, _ := statusesIn(rest[:3])
		p.page.Returns = append(p.page.Returns, model.ReturnStatement{Status: code, Section: b.section, Pos: p.pos(at, at+3)})
	}
}

// The limits on headings that are taken for request lines.
const (
	maxHeading = 500 // bytes
	maxSlashes = 20
)

// requestHeading finds the method and the target of the request line that a heading is, with or
// without a name in front of it and a remark behind it. Both are empty in a heading that speaks of
// one only, with words on either side: Send GET /things again.
func requestHeading(raw string) (method, target span) {
	if len(raw) > maxHeading {
		return method, target
	}
	for at, n := 0, 0; n < maxSlashes; n++ {
		slash := strings.IndexByte(raw[at:], '/')
		if slash < 0 {
			break
		}
		slash += at
		if method, target = requestAt(raw, slash); target.end > 0 {
			return method, target
		}
		at = slash + 1
	}
	return span{}, span{}
}

// requestAt finds the request line whose first slash stands at an offset.
func requestAt(raw string, slash int) (method, target span) {
	if strings.HasSuffix(raw[:slash], ":") { // https://
		slash = strings.LastIndexAny(raw[:slash], " `") + 1
	}
	head := strings.TrimRight(raw[:slash], " `*_:")
	word := len(head)
	for word > 0 && letter(head[word-1]) {
		word--
	}
	if len(head) == slash || !methods[head[word:]] || !endsName(head[:word]) {
		return method, target
	}
	end := targetEnd(raw, slash)
	if !isTarget(raw[slash:end]) || !beginsRemark(raw[end:]) {
		return method, target
	}
	return span{word, len(head)}, span{slash, end}
}

// endsName reports whether what stands in a heading before a request line is no sentence that goes
// on with it: nothing, a number, or a name and a mark.
func endsName(before string) bool {
	name := strings.TrimRight(before, " `*_[\"'")
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(name)
	return strings.ContainsRune(":-–—%|>(=→", last)
}

// beginsRemark reports whether what stands in a heading behind a request line doesn't go on with
// it as a sentence.
func beginsRemark(after string) bool {
	rest := strings.TrimLeft(after, " \t`*_]\"'#.,;)")
	if rest == "" || fold.HasPrefix(rest, "HTTP/") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune(":-–—|([<=→{", first)
}

// targetEnd returns where the target ends that begins at an offset. Blanks may stand in
// placeholders.
func targetEnd(raw string, start int) int {
	depth := 0
	for i := start; i < len(raw); i++ {
		switch raw[i] {
		case '{', '<', '(':
			depth++
		case '}', '>', ')':
			if depth--; depth < 0 {
				return i
			}
		case ' ', '\t', '`', '*', ']', '"':
			if depth == 0 || strings.IndexByte("`\"", raw[i]) >= 0 {
				return start + len(strings.TrimRight(raw[start:i], ".,:;"))
			}
		}
	}
	return start + len(strings.TrimRight(raw[start:], ".,:;"))
}
