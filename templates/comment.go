package templates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
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

// code adds text as preformatted line.
func (c *comment) code(text string) {
	if text = clean(text); text != "" {
		c.gap()
		*c = append(*c, "//\t"+text)
	}
}

// list adds a list below a line that introduces it.
func (c *comment) list(intro string, items []string) {
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
	words := strings.Fields(clean(text))
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
	line := first + words[0]
	for _, word := range words[1:] {
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > commentWidth && startsLine(word) {
			*c = append(*c, line)
			line = rest + word
			continue
		}
		line += " " + word
	}
	*c = append(*c, line)
}

// startsLine reports whether a line may begin with the word. Others mean
// something there: "+build", "# heading", "- item", "1. item", "Deprecated:".
func startsLine(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r) && !strings.Contains(word, ":")
}

// clean makes text of a page one line without invisible characters: control
// characters, and those that change the direction of the text around them
// (Unicode TR36, section 2.6; CVE-2021-42574).
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return strings.Join(strings.Fields(text), " ")
}

// print adds the comment to the file or struct.
func (c comment) print(g *jen.Group) {
	for _, line := range c {
		g.Comment(line)
	}
}
