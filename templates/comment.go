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

// about adds a paragraph about what has the name. Comments of Go begin with it, so it is the
// subject of a text that begins with a verb (Deletes a list), and is not put before one that
// begins with it (Update the properties of …). A last sentence that leads over to a list is
// left out, since the list is not there.
func (c *comment) about(name, text string) {
	text = clean(text)
	if at := strings.LastIndex(text, ". "); at > 0 && strings.HasSuffix(text, ":") {
		text = text[:at+1]
	}
	switch {
	case len(text) > len(name) && text[len(name)] == ' ' && strings.EqualFold(text[:len(name)], name):
		text = name + text[len(name):]
	case isPredicate(text):
		text = name + " " + strings.ToLower(text[:1]) + text[1:]
	default:
		text = name + ": " + text
	}
	c.para(sentence(text))
}

// isPredicate reports whether a text says in the third person what something does: a word in
// s goes before one that begins a noun or a clause, and is no noun in the plural then, or it
// never is one.
func isPredicate(text string) bool {
	verb, rest, _ := strings.Cut(text, " ")
	object, _, more := strings.Cut(rest, " ")
	if !more || !objects[object] && !verbs[verb] || notVerbs[verb] || !strings.HasSuffix(verb, "s") || strings.HasSuffix(verb, "ss") {
		return false
	}
	return verb[0] >= 'A' && verb[0] <= 'Z' && strings.IndexFunc(verb[1:], func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// objects are words that an object of a verb begins with; verbs are those that docs like to
// begin with and that are no nouns; notVerbs are those words in s that go before objects at the
// beginning of a sentence and are no verbs, or ask.
var (
	verbs = wordSet("Adds Allows Assigns Contains Creates Defines Deletes Describes Determines Enables Gets Holds " +
		"Indicates Manages Provides Removes Represents Retrieves Sends Specifies Stores Synchronizes Tells")
	objects  = wordSet("a all an any each every how its one the whether")
	notVerbs = wordSet("Always As Besides Does Has Is Its Perhaps Plus Sometimes This Thus Towards Versus Was Whereas")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// told returns text of a page, "" if it only says that there is none yet.
func told(text string) string {
	text = strings.TrimSpace(text)
	if len(text) <= maxUntold && untold[strings.ToLower(strings.Trim(text, " *_.…"))] {
		return ""
	}
	return text
}

// untold is what stands where something is still to be written.
var untold = map[string]bool{
	"not yet documented": true, "not documented": true, "not documented yet": true, "undocumented": true, "to be documented": true,
	"to be added": true, "tbd": true, "tba": true, "todo": true, "todo: add description": true, "add description": true,
	"add description here": true, "description not available": true, "no description available": true, "no description": true,
}

// maxUntold is a length that none of them has with its marks.
const maxUntold = 50

// inherited begins a sentence that cells of tables add to another.
const inherited = " Inherited from "

// sentence ends text of a page with a full stop, which cells of tables often lack, unless it
// ends with something else that ends a sentence or leads over to what is left out.
func sentence(text string) string {
	text = told(text)
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
// something there: "+build", "# heading", "- item", "1. item", "Deprecated:", "[link]: URL".
func startsLine(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	number := unicode.IsDigit(r) && strings.Trim(word, "0123456789.)") != ""
	link := r == '[' && strings.Contains(word, "]")
	return (unicode.IsLetter(r) || number || link) && !strings.Contains(word, ":")
}

// clean makes text of a page one line without invisible characters.
func clean(text string) string { return strings.Join(cleanWords(text), " ") }

// cleanWords splits text of a page into words without invisible characters: control
// characters, and those that change the direction of the text around them (Unicode
// TR36, section 2.6; CVE-2021-42574).
func cleanWords(text string) []string {
	if plain(text) {
		return strings.Fields(text)
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return strings.Fields(text)
}

// plain reports whether text is nothing but visible ASCII and spaces, as nearly all is.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// print adds the comment to the file or struct, all its lines as one statement.
func (c comment) print(g *jen.Group) {
	if len(c) > 0 {
		g.Comment(strings.Join(c, "\n"))
	}
}
