package templates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// commentWidth is the column that comments are wrapped at.
const commentWidth = 90

// comment is a doc comment: lines with their slashes. All text goes through
// clean, so no page can end the comment or start a directive.
type comment []string

// para adds a paragraph. Empty text adds nothing.
func (c *comment) para(text string) {
	c.wrapped(text, "// ", "// ")
}

// about adds a paragraph about what has the name. Comments of Go begin with it: a text that
// does so, too, is not put behind it (Update the properties of …). A last sentence that
// leads over to a list is left out, since the list is not there.
func (c *comment) about(name, text string) {
	text = clean(text)
	if at := strings.LastIndex(text, ". "); at > 0 && strings.HasSuffix(text, ":") {
		text = text[:at+1]
	}
	if !strings.HasPrefix(text, name+" ") {
		text = name + ": " + text
	}
	c.para(sentence(text))
}

// inherited begins a sentence that cells of tables add to another.
const inherited = " Inherited from "

// sentence ends text of a page with a full stop, which cells of tables often lack, unless it
// ends with something else that ends a sentence or leads over to what is left out.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if at := strings.Index(text, inherited); at > 0 && endsWord(text[:at]) {
		text = text[:at] + "." + text[at:]
	}
	if endsWord(text) {
		text += "."
	}
	return text
}

// endsWord reports whether text ends with a letter or digit, brackets and quotes aside.
func endsWord(text string) bool {
	text = strings.TrimRight(text, ")\"'`]")
	if text == "" {
		return false
	}
	c := text[len(text)-1]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// described adds what the docs say of something, and that it is deprecated as Go's tools
// understand it: in a paragraph of its own.
func (c *comment) described(doc, deprecated string) {
	before, _ := strings.CutSuffix(doc, deprecated)
	c.para(sentence(before))
	if deprecated != "" {
		c.deprecated(deprecated)
	}
}

// deprecatedBy adds the paragraph for an operation, if its page's title says so.
func (c *comment) deprecatedBy(title model.Text) {
	if !title.Pos.IsZero() {
		c.deprecated(title.Value)
	}
}

// deprecated adds the paragraph that says so, with what the docs say of it.
func (c *comment) deprecated(text string) {
	const word = "deprecated"
	why := strings.TrimLeft(text, "([* ")
	if len(why) >= len(word) && strings.EqualFold(why[:len(word)], word) {
		why = strings.TrimLeft(why[len(word):], ")]*.:,;- ")
	}
	if clean(why) == "" {
		why = "the docs say so."
	}
	c.para("Deprecated: " + sentence(why))
}

// code adds text as preformatted line.
func (c *comment) code(text string) {
	if text = clean(text); text != "" {
		c.gap()
		*c = append(*c, "//\t"+text)
	}
}

// list adds a list below a line that introduces it, nothing if the list is empty.
func (c *comment) list(intro string, items []string) {
	if len(items) == 0 {
		return
	}
	c.para(intro)
	for i, item := range items {
		if i > 0 {
			c.join()
		}
		c.wrapped(item, "//   - ", "//     ")
	}
}

// gap sets the next paragraph off from the one before.
func (c *comment) gap() {
	if len(*c) > 0 && (*c)[len(*c)-1] != "//" {
		*c = append(*c, "//")
	}
}

// join marks that the next text follows without a gap.
func (c *comment) join() { *c = append(*c, "") }

func (c *comment) wrapped(text, first, rest string) {
	words := cleanWords(text)
	if len(words) == 0 {
		return
	}
	if n := len(*c); n > 0 && (*c)[n-1] == "" {
		*c = (*c)[:n-1]
	} else if n > 0 {
		c.gap()
	}
	if strings.HasPrefix(words[0], "+build") { // go/format takes the line for a constraint
		words = append([]string{"Text:"}, words...)
	}
	line := append([]byte(first), words[0]...)
	width := utf8.RuneCount(line)
	for _, word := range words[1:] {
		w := utf8.RuneCountInString(word)
		if width+1+w > commentWidth && startsLine(word) {
			*c = append(*c, string(line))
			line = append(append(line[:0], rest...), word...)
			width = len(rest) + w
			continue
		}
		line = append(append(line, ' '), word...)
		width += 1 + w
	}
	*c = append(*c, string(line))
}

// startsLine reports whether a line may begin with the word. Others mean
// something there: "+build", "# heading", "- item", "1. item", "Deprecated:".
func startsLine(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	number := unicode.IsDigit(r) && strings.Trim(word, "0123456789.)") != ""
	return (unicode.IsLetter(r) || number) && !strings.Contains(word, ":")
}

// clean makes text of a page one line without invisible characters.
func clean(text string) string { return strings.Join(cleanWords(text), " ") }

// cleanWords splits text of a page into words without invisible characters: control
// characters, and those that change the direction of the text around them (Unicode
// TR36, section 2.6; CVE-2021-42574).
func cleanWords(text string) []string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r >= ' ' && r < 0x7f: // nearly all of it
			return r
		case unicode.IsSpace(r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return strings.Fields(text)
}

// print adds the comment to the file or struct.
func (c comment) print(g *jen.Group) {
	for _, line := range c {
		g.Comment(line)
	}
}
