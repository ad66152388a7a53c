package parser

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// describe reads a description cell: the text, the type that the property comes
// from, the values that it lists.
func (p *pageParser) describe(prop *model.Property, c *tableCell) {
	in, pos := p.cellInline(c), p.pos(c.from, c.end)
	prop.Description = model.Text{Value: described(in.text), Pos: pos}
	for _, l := range in.links {
		if before := strings.TrimSpace(in.text[:l.start]); fold.HasSuffix(before, "inherited from") {
			prop.InheritedFrom = model.TypeExpr{Name: in.text[l.start:l.end], Link: l.dest, Pos: pos}
			break
		}
	}
	prop.Values = p.listed(in, pos)
	itemType(&prop.Type, in)
}

// itemType takes the type of a list's items, of which the type cell says no more than that they are
// objects, from the link of a description that speaks of a list of them: An array of [Lid](#lid)
// resources.
func itemType(t *model.TypeExpr, in inline) {
	if !t.Collection || !t.IsZero() || len(in.links) == 0 {
		return
	}
	l := in.links[0]
	name, before := in.text[l.start:l.end], in.text[:l.start]
	before = before[strings.LastIndexByte(before, '.')+1:]
	if (strings.HasPrefix(l.dest, "#") || resourceLink(l.dest)) && typeHeading(name) && collectionBefore(before) && len(strings.Fields(before)) < 4 {
		t.Name, t.Link = name, l.dest
	}
}

// described returns what a text says without what only Markdown makes something of. A
// fragment between sentences is a sentence of its own and left out; one in a sentence is a
// word, and its label the best there is: in [!INCLUDE [product](…)].
func described(text string) string {
	text = oneLine(text)
	if !holdsInclude(text) {
		return text
	}
	var out []byte
	for {
		at := strings.Index(text, "[!")
		if at < 0 {
			return string(append(out, text...))
		}
		out = append(out, text[:at]...)
		text = text[at:]
		if !fold.HasPrefix(text[1:], includeMark) {
			out, text = append(out, text[:2]...), text[2:]
			continue
		}
		label, after, ok := strings.Cut(text[1+len(includeMark):], "]")
		if !ok {
			return string(append(out, text...))
		}
		text = after
		if before := bytes.TrimRight(out, " "); betweenSentences(before, after) {
			out = before
		} else {
			out = append(out, strings.Trim(label, " [")...)
		}
		if len(out) == 0 {
			text = strings.TrimLeft(text, " ")
		}
	}
}

// betweenSentences reports whether a sentence ends before a place, and one begins after it.
func betweenSentences(before []byte, after string) bool {
	after = strings.TrimLeft(after, " ")
	next, _ := utf8.DecodeRuneInString(after)
	return (len(before) == 0 || strings.IndexByte(".!?:", before[len(before)-1]) >= 0) && (after == "" || !unicode.IsLower(next) && unicode.IsLetter(next))
}

// listed returns the values that a description lists, as far as they are still read.
func (p *pageParser) listed(in inline, pos model.Position) []model.Text {
	list := listedValues(in, pos)
	for i := range list {
		if start, end := p.span(pos); !p.admit(start, end) {
			return list[:i]
		}
	}
	return list
}

// valueIntros announce a list of values: the words before value, and what they go on with
// from there.
var valueIntros = []struct{ before, from string }{
	{"possible ", "values are"}, {"possible ", "values:"}, {"possible ", "values include"}, {"possible ", "value is"}, {"possible ", "value are"},
	{"supported ", "values are"}, {"allowed ", "values are"}, {"allowed ", "values:"}, {"supported ", "values:"}, {"valid ", "values are"},
	{"valid ", "values:"}, {"following ", "values:"}, {"", "values are:"},
}

// listedValues returns the values that a description lists: the code spans after an
// announcement or a colon (attendee: The attendee type: `required`, `optional`), or
// the words after an announcement (termstore-group: 'global', 'system').
func listedValues(in inline, pos model.Position) []model.Text {
	at := announced(in.text)
	if at < 0 {
		return colonList(in, pos)
	}
	if out := codesFrom(in, at, pos); len(out) > 0 {
		return furtherMembers(out, in, at, pos)
	}
	return wordsFrom(in.text[at:], pos)
}

// furtherMembers adds to a list the members that are only answered to who asks for them. The docs
// name these behind the others, with the header that asks: use the `Prefer:
// include-unknown-enum-members` request header to get the following values: `excused`.
func furtherMembers(list []model.Text, in inline, at int, pos model.Position) []model.Text {
	const asking = "include-unknown-enum-members"
	header := strings.Index(in.text[at:], asking)
	if header < 0 {
		return list
	}
	from := at + header + len(asking)
	lead, _, _ := strings.Cut(in.text[from:], ". ")
	colon := strings.IndexAny(lead, ":：")
	if colon < 0 {
		return list
	}
	known := make(map[string]bool, len(list))
	for _, v := range list {
		known[v.Value] = true
	}
	for _, v := range codesFrom(in, from+colon, pos) {
		if !known[v.Value] {
			known[v.Value] = true
			list = append(list, v)
		}
	}
	return list
}

// announced returns where a text announces a list of values, in any case, -1 if it
// doesn't.
func announced(text string) int {
	for i := range len(text) {
		if text[i]|0x20 != 'v' || !fold.HasPrefix(text[i:], "value") {
			continue
		}
		for _, intro := range valueIntros {
			if fold.HasPrefix(text[i:], intro.from) && fold.HasSuffix(text[:i], intro.before) {
				return i - len(intro.before)
			}
		}
	}
	return -1
}

// codesFrom returns the code spans from an offset on that are values. The list ends
// with its sentence, unless each value has a line of its own
// (teamsappdefinition: publishingState).
func codesFrom(in inline, at int, pos model.Position) []model.Text {
	var out []model.Text
	last := at
	for _, c := range in.codes {
		if c.start < at {
			continue
		}
		if len(out) > 0 && strings.Contains(in.text[last:c.start], ". ") && !in.breakBefore(c.start) {
			break
		}
		if v := strings.TrimSpace(in.text[c.start:c.end]); v != "" && !strings.ContainsAny(v, " \t") && !conditional(in.text[last:c.start]) {
			out = append(out, model.Text{Value: v, Pos: pos})
		}
		last = c.end
	}
	return out
}

// conditional reports whether the text before a code span makes it the value of something
// else: `user` or `group` when the identitySource is `azureActiveDirectory`.
func conditional(before string) bool {
	return strings.HasSuffix(strings.TrimRight(before, " "), " is") && (strings.Contains(before, " if ") || strings.Contains(before, " when "))
}

// breakBefore reports whether only blanks stand between a <br> and the offset.
func (in *inline) breakBefore(at int) bool {
	for _, b := range in.breaks {
		if b <= at && strings.TrimSpace(in.text[b:at]) == "" {
			return true
		}
	}
	return false
}

// colonList returns the code spans that follow a colon, or words that lead over to a list, with
// nothing between them but commas and conjunctions. One alone is no list.
func colonList(in inline, pos model.Position) []model.Text {
	var out []model.Text
	colon, end := false, 0
	for i, c := range in.codes {
		v := strings.TrimSpace(in.text[c.start:c.end])
		if before := strings.TrimSpace(in.text[:c.start]); len(out) == 0 {
			if colon = strings.HasSuffix(before, ":"); !colon && !leadsOver(before) {
				continue
			}
		}
		if len(out) > 0 && !separates(in.text[in.codes[i-1].end:c.start]) {
			break
		}
		end = c.end
		if v == "" || strings.ContainsAny(v, " \t") || !strings.ContainsFunc(v, alphanumeric) { // characters that a name must not have are no values
			return nil
		}
		out = append(out, model.Text{Value: v, Pos: pos})
	}
	if len(out) < 2 || !colon && !endsSentence(in.text[end:]) {
		return nil
	}
	return out
}

// leadsOver reports whether the words at the end of a text say that what follows are values.
func leadsOver(before string) bool {
	for _, words := range [...]string{"one of", "can be"} {
		if n := len(before) - len(words); fold.HasSuffix(before, words) && (n == 0 || before[n-1] == ' ') {
			return true
		}
	}
	return false
}

// endsSentence reports whether a text goes on with another sentence: one that says more of a list
// speaks of what has these names (one of `userId` or `mail` is required).
func endsSentence(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || strings.IndexByte(".;(", rest[0]) >= 0
}

// separates reports whether a text between two values only separates them.
func separates(s string) bool {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		if w != "or" && w != "and" {
			return false
		}
	}
	return true
}

// wordsFrom returns the words of a list that is written without code spans, nil if
// what follows the announcement is no list of single words.
func wordsFrom(s string, pos model.Position) []model.Text {
	_, list, ok := strings.Cut(s, " are")
	if _, after, colon := strings.Cut(s, ":"); colon {
		list, ok = after, true
	}
	if !ok {
		return nil
	}
	if end := strings.Index(list+" ", ". "); end >= 0 {
		list = list[:end]
	}
	list = strings.NewReplacer(" and ", ",", " or ", ",").Replace(list + " ")
	var out []model.Text
	for item := range strings.SplitSeq(list, ",") {
		v := strings.Trim(item, " '\"*.:;")
		if v == "" {
			continue
		}
		if !propertyName(v) {
			return nil
		}
		out = append(out, model.Text{Value: v, Pos: pos})
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

func alphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
