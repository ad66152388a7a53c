package lint

import (
	"fmt"
	"slices"
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

// maxDirectives is how many directives of a page count: more than any author writes.
const maxDirectives = 250

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

// isRange reports whether the directive holds up to another one.
func (d *directive) isRange() bool { return d.name == disable || d.name == enable }

// from returns where the directive begins to hold.
func (d *directive) from() int32 {
	if d.isRange() {
		return d.at.End
	}
	return d.holds.Start
}

// directives finds those of a page. What is shown in code is none.
func (p *page) directives() []directive {
	var list []directive
	code := codeSpans{page: p}
	for at := 0; ; {
		n := strings.Index(p.Text[at:], "<!--")
		if n < 0 {
			return list
		}
		start := at + n
		at = skipSpace(p.Text, start+len("<!--"))
		if strings.HasPrefix(p.Text[at:], directiveMark) && !code.has(int32(start)) {
			length := strings.Index(p.Text[at:], "-->")
			if length < 0 {
				return list // the page ends in a comment
			}
			if length < len(directiveMark) { // <!--docbind-->
				at += length
				continue
			}
			d := p.directive(at, at+length)
			d.at = model.Span{Start: int32(start), End: int32(at + length + len("-->"))}
			if len(list) == maxDirectives {
				p.report(model.RuleUnknownDirective, d.at, fmt.Sprintf("the page has more than %d directives; this one and those below count for nothing", maxDirectives), "use a baseline, or change the levels of rules in the config")
				return list
			}
			d.holds = p.heldBy(d)
			list = append(list, d)
			at += length
		}
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
		text := int32(len(p.Text) - len(strings.TrimLeft(rest, " \t\r\n")))
		next := p.lineOf(text)
		if b := p.blockAt(text); b != nil && b.Start >= next.Start && b.Kind != model.ParagraphBlock && b.Kind != model.HeadingBlock {
			next.End = b.Start + int32(len(strings.TrimRight(p.text(b.Span), "\r\n"))) // the whole of a code block, a table or a comment
		}
		return model.Span{Start: next.Start, End: next.End + 1}
	}
	return model.Span{}
}

// codeSpans finds the code in the blocks of a page, one block after the other.
type codeSpans struct {
	*page
	block *model.Block
	spans []model.Span // of the block, in order
}

// has reports whether what stands at an offset is code, a block or a span.
func (c *codeSpans) has(offset int32) bool {
	b := c.blockAt(offset)
	if b == nil || b.Kind == model.CodeBlock {
		return b != nil
	}
	if b != c.block {
		c.block, c.spans = b, spansOfCode(c.text(b.Span), b.Start)
	}
	i, found := slices.BinarySearchFunc(c.spans, offset, func(s model.Span, offset int32) int { return int(s.Start - offset) })
	return found || i > 0 && offset < c.spans[i-1].End
}

// spansOfCode returns the code spans of a text that stands at an offset: what backquotes
// open that as many close (CommonMark, section 6.1).
func spansOfCode(text string, offset int32) []model.Span {
	var runs []model.Span
	next := map[int][]int{} // the runs of backquotes by their lengths
	for i := 0; i < len(text); i++ {
		if start := i; text[i] == '`' {
			for i < len(text) && text[i] == '`' {
				i++
			}
			next[i-start] = append(next[i-start], len(runs))
			runs = append(runs, model.Span{Start: offset + int32(start), End: offset + int32(i)})
		}
	}
	var spans []model.Span
	for i := 0; i < len(runs); i++ {
		length := int(runs[i].End - runs[i].Start)
		same := next[length]
		for len(same) > 0 && same[0] <= i {
			same = same[1:]
		}
		if next[length] = same; len(same) > 0 {
			spans = append(spans, model.Span{Start: runs[i].Start, End: runs[same[0]].End})
			i = same[0]
		}
	}
	return spans
}
