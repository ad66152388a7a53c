package lint

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// The directives: what a comment says that is not to be reported, as in
// <!-- docbind-disable-line RULE -- reason -->.
const (
	directiveMark = "docbind-"
	disableNext   = "disable-next-line"
	disableLine   = "disable-line"
	disableFile   = "disable-file"
	disable       = "disable" // up to what enables the rule again
	enable        = "enable"
)

var directiveNames = []string{disableNext, disableLine, disableFile, disable, enable}

// everyRule is what an enable names that names nothing.
const everyRule = "*"

// directive is a comment that says what is not to be reported.
type directive struct {
	name   string     // without the mark
	at     model.Span // the comment
	word   model.Span // the mark and the name
	list   model.Span // the rules as they are written
	rules  []*named
	reason string
	// Findings that begin within holds are suppressed; it is empty for ranges.
	holds model.Span
}

// named is a rule or family that a directive names.
type named struct {
	name string
	at   model.Span
	used bool
}

// naming returns what of the directive names a rule, nil if nothing does.
func (d *directive) naming(rule string) *named {
	for _, n := range d.rules {
		if n.name == everyRule || Names(n.name, rule) {
			return n
		}
	}
	return nil
}

// directives finds those of a page. What is shown in code is none.
func (p *page) directives() []directive {
	var list []directive
	for at := 0; ; {
		n := strings.Index(p.Text[at:], directiveMark)
		if n < 0 {
			return list
		}
		at += n
		open := strings.TrimRight(p.Text[:at], " \t\r\n")
		start := len(open) - len("<!--")
		length := strings.Index(p.Text[at:], "-->")
		if strings.HasSuffix(open, "<!--") && length >= 0 && !p.shown(int32(start)) {
			d := p.directive(at, at+length)
			d.at = model.Span{Start: int32(start), End: int32(at + length + len("-->"))}
			d.holds = p.heldBy(d)
			list = append(list, d)
		}
		at += len(directiveMark)
	}
}

// directive reads what stands in a comment.
func (p *page) directive(start, end int) directive {
	body := p.Text[start:end]
	word := len(body)
	if n := strings.IndexAny(body, " \t\r\n"); n >= 0 {
		word = n
	}
	d := directive{name: body[len(directiveMark):word], word: model.Span{Start: int32(start), End: int32(start + word)}}
	blanks := strings.NewReplacer("\n", " ", "\r", " ", "\t", " ")
	rules, reason, _ := strings.Cut(blanks.Replace(body[word:])+" ", " -- ")
	d.reason = strings.Join(strings.Fields(reason), " ")
	at := start + word
	for _, name := range strings.FieldsFunc(rules, func(r rune) bool { return r == ' ' || r == ',' }) {
		at += strings.Index(p.Text[at:], name)
		span := model.Span{Start: int32(at), End: int32(at + len(name))}
		d.rules = append(d.rules, &named{name: name, at: span})
		if d.list.End == 0 {
			d.list.Start = span.Start
		}
		d.list.End = span.End
		at += len(name)
	}
	if d.name == enable && len(d.rules) == 0 {
		d.rules = []*named{{name: everyRule, at: d.word}}
	}
	return d
}

// heldBy returns where findings must begin to be suppressed by a directive, unless that
// is a range.
func (p *page) heldBy(d directive) model.Span {
	end := int32(len(p.Text)) + 1 // findings on what is missing may be at the end
	line := p.lineOf(d.at.End)
	switch d.name {
	case disableFile:
		return model.Span{End: end}
	case disableLine:
		return model.Span{Start: p.lineOf(d.at.Start).Start, End: line.End + 1}
	case disableNext:
		rest := p.Text[min(int(line.End)+1, len(p.Text)):]
		next := p.lineOf(int32(len(p.Text) - len(strings.TrimLeft(rest, " \t\r\n"))))
		if b := p.blockAt(max(next.Start, next.End-1)); b != nil && b.Start >= next.Start && b.Kind != model.ParagraphBlock && b.Kind != model.HeadingBlock {
			next.End = b.Start + int32(len(strings.TrimRight(p.text(b.Span), "\r\n"))) // the whole of a code block, a table or a comment
		}
		return model.Span{Start: next.Start, End: next.End + 1}
	}
	return model.Span{}
}

// shown reports whether what stands at an offset is code, a block or a span.
func (p *page) shown(offset int32) bool {
	b := p.blockAt(offset)
	if b == nil || b.Kind == model.CodeBlock {
		return b != nil
	}
	text := p.Text[b.Start:offset]
	for {
		n := strings.IndexByte(text, '`')
		if n < 0 {
			return false
		}
		rest := strings.TrimLeft(text[n:], "`")
		ticks := text[n : len(text)-len(rest)]
		if !closes(rest+p.Text[offset:b.End], ticks) {
			text = rest
			continue
		}
		end := closing(rest, ticks)
		if end < 0 {
			return true
		}
		text = rest[end+len(ticks):]
	}
}

// closes reports whether a code span that backquotes open is closed in a text.
func closes(text, ticks string) bool { return closing(text, ticks) >= 0 }

// closing returns where as many backquotes stand as opened a code span, and no more.
func closing(text, ticks string) int {
	for at := 0; ; {
		n := strings.IndexByte(text[at:], '`')
		if n < 0 {
			return -1
		}
		at += n
		length := len(text[at:]) - len(strings.TrimLeft(text[at:], "`"))
		if length == len(ticks) {
			return at
		}
		at += length
	}
}
