package lint

import (
	"html"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// wordRules looks at the words of a page: for characters that HTML doesn't have, and for a heading or a
// first sentence that is left over from another page.
func wordRules(s *set, p *page) {
	for i := range p.Blocks {
		switch b := &p.Blocks[i]; b.Kind {
		case model.HeadingBlock, model.ParagraphBlock:
			p.entities(b.Text)
		case model.TableBlock:
			for _, r := range b.Rows {
				p.entities(r.Span)
			}
		}
	}
	p.otherVerb()
	p.otherHeading(s)
}

// longestEntity is how many letters a named character has at most (HTML, section 13.5).
const longestEntity = 31

// entities reports named characters that there are not, such as &rt;: they are shown as they are
// written.
func (p *page) entities(at model.Span) {
	text := p.text(at)
	for from, code := 0, 0; ; {
		n := strings.IndexByte(text[from:], '&')
		if n < 0 {
			return
		}
		code += codeMarks(text[from : from+n])
		from += n + 1
		end := from
		for end < len(text) && end-from < longestEntity && (isLetter(text[end]) || isDigit(text[end])) {
			end++
		}
		if end == from || end == len(text) || text[end] != ';' || !isLetter(text[from]) || code%2 > 0 {
			continue
		}
		before := text[max(0, from-1-maxDestination) : from-1]
		if name := text[from-1 : end+1]; html.UnescapeString(name) == name && !inAddress(before) {
			p.unknownEntity(spanAt(int(at.Start)+from-1, int(at.Start)+end+1), name, before)
		}
	}
}

// codeMarks counts the rows of backquotes of a text.
func codeMarks(text string) int {
	n := 0
	for i := range len(text) {
		if text[i] == '`' && (i == 0 || text[i-1] != '`') {
			n++
		}
	}
	return n
}

// inAddress reports whether a text ends within a URL, whose parameters may look like characters.
func inAddress(before string) bool {
	return strings.IndexByte(before[strings.LastIndexAny(before, " \t\n|(<")+1:], '?') >= 0
}

// unknownEntity reports a named character that there is not.
func (p *page) unknownEntity(at model.Span, name, before string) {
	message := name + " is no character of HTML, so readers see it as it is written"
	if strings.EqualFold(name, "&rt;") && strings.Count(before, "&lt;") > strings.Count(before, "&gt;") {
		p.report(model.RuleEntity, at, message, "write &gt;", model.Edit{Span: at, New: "&gt;"})
		return
	}
	if lower := strings.ToLower(name); html.UnescapeString(lower) != lower {
		p.report(model.RuleEntity, at, message, "write "+lower, model.Edit{Span: at, New: lower})
		return
	}
	p.report(model.RuleEntity, at, message, "write the character itself, or &amp; for an ampersand")
}

// deeds are what verbs say that an operation does.
var deeds = map[string]string{
	"delete": "remove", "remove": "remove", "create": "make", "add": "make", "update": "make",
	"get": "read", "list": "read", "retrieve": "read", "read": "read",
}

// ledIn are the words that a description of an operation may begin with.
var ledIn = []string{"this api ", "this method ", "this operation ", "this topic ", "this article ", "explains how to ", "describes how to ",
	"can be used to ", "is used to ", "how to ", "use this api to ", "use this method to ", "use this operation to "}

// deed returns the verb that a text begins with, and what it says.
func deed(text string) (verb, what string) {
	text = strings.ToLower(text[:min(len(text), 120)])
	for _, words := range ledIn {
		text = strings.TrimPrefix(text, words)
	}
	verb, _, _ = strings.Cut(text, " ")
	for _, v := range []string{verb, strings.TrimSuffix(verb, "s")} {
		if what = deeds[v]; what != "" {
			return verb, what
		}
	}
	return "", ""
}

// otherVerb reports a page about an operation that begins with a sentence about another one: its
// heading says delete, the sentence create.
func (p *page) otherVerb() {
	if len(p.operations) != 1 || p.Summary.Pos.Path() != p.Path {
		return
	}
	verb, does := deed(p.Title.Value)
	if does == "" {
		return
	}
	said, other := deed(p.Summary.Value)
	if other == "" || does == other {
		return
	}
	at := spanOf(p.Summary.Pos)
	if n := strings.Index(strings.ToLower(p.text(at)), said); n >= 0 {
		at = spanAt(int(at.Start)+n, int(at.Start)+n+len(said))
	}
	f := p.report(model.RuleOtherVerb, at, "the heading says "+verb+", the page begins with "+said, "say what this operation does")
	f.Related = []model.Position{p.Title.Pos}
}

// otherHeading reports a heading that is left over from another page: of a type that another page
// declares, or of an action that no request line calls (managedTenantAlert: addUserInputLog).
func (p *page) otherHeading(s *set) {
	if p.Title.Pos.Path() != p.Path || p.Slug != "" {
		return
	}
	if len(p.Resources) == 1 {
		p.otherType(s, &p.Resources[0])
		return
	}
	_, action, ok := strings.Cut(p.Title.Value, ":")
	action, _, _ = strings.Cut(strings.TrimSpace(action), " (")
	if verb := strings.ToLower(action); !ok || !isWord(action) || deeds[verb] != "" || len(p.Templates) == 0 {
		return
	}
	for i := range p.Templates {
		if strings.Contains(strings.ToLower(p.Templates[i].Path.Value), strings.ToLower(action)) {
			return
		}
	}
	f := p.report(model.RuleOtherHeading, spanOf(p.Title.Pos), "the heading names "+action+", no request line calls it", "write what the page is about")
	f.Related = []model.Position{p.Templates[0].Path.Pos}
}

// otherType reports the heading of a page about a type that names another type.
func (p *page) otherType(s *set, r *model.Resource) {
	title := strings.ToLower(p.Title.Value)
	name, _, _ := strings.Cut(title, " ")
	if name = strings.Trim(name, "`*"); !strings.HasSuffix(title, " type") || name == strings.ToLower(shortName(r.Type.Value)) {
		return
	}
	list := s.types.byShort[name]
	if len(list) == 0 || slices.ContainsFunc(list, func(t *model.Type) bool {
		return slices.ContainsFunc(t.Declared, func(at model.Position) bool { return at.Path() == p.Path })
	}) {
		return
	}
	f := p.report(model.RuleOtherHeading, spanOf(p.Title.Pos), "the heading names "+shortName(list[0].Name)+", the page declares "+shortName(r.Type.Value), "write "+shortName(r.Type.Value))
	f.Related = []model.Position{r.Type.Pos}
}

// isWord reports whether a text is one word of letters and digits.
func isWord(text string) bool {
	return text != "" && strings.IndexFunc(text, func(c rune) bool { return c > 'z' || !isLetter(byte(c)) && !isDigit(byte(c)) }) < 0
}
