package parser

import (
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// blockTypes are the values of blockType that the format knows.
var blockTypes = map[model.BlockType]bool{
	model.BlockRequest: true, model.BlockResponse: true, model.BlockResource: true,
	model.BlockExample: true, model.BlockIgnored: true, model.BlockSamples: true,
	model.BlockPermissions: true, model.BlockSimulated: true, model.BlockTestParams: true,
}

// annotation reads the comment of a block. ok is false for comments that say
// nothing about the page's code blocks.
func (p *pageParser) annotation(b *block) (a model.Annotation, ok bool) {
	raw := p.text[b.start:b.end]
	open := strings.Index(raw, "<!--")
	if open < 0 {
		return a, false
	}
	if strings.HasPrefix(raw[open:], "<!-->") || strings.HasPrefix(raw[open:], "<!--->") {
		return a, false // empty, as HTML has it
	}
	end := strings.Index(raw[open:], "-->") + open
	if end < open {
		message := "the comment is never closed"
		if b.end == len(p.text) {
			message += " and hides the rest of the page"
		}
		p.report(model.RuleUnclosedComment, p.pos(b.start+open, b.start+open+4), message, "close it with -->")
		end = len(raw)
	}
	if b.quoted {
		raw = unquoted(raw)
	}
	a.Pos = p.pos(b.start+open, b.start+min(end+len("-->"), len(raw)))
	object, from, ok := annotationJSON(raw[open+len("<!--") : end])
	if !ok {
		return a, false
	}
	from += b.start + open + len("<!--")
	members, repaired, err := parseObject(p.object[:0], object)
	if err != nil || repaired.what != "" && !pageAnnotation(members) {
		p.malformed(model.RuleAnnotationJSON, "the annotation is not JSON: ", object, from, repaired, err)
	}
	if err != nil {
		return a, false
	}
	p.object = members
	if p.detailed {
		b.members = p.annotationMembers(members, from)
	}
	p.fill(&a, members, from)
	return a, a.Block != "" && a.Block != model.BlockPage
}

// unquoted returns a text with blanks for the quote marks at the start of its lines.
func unquoted(text string) string {
	out := []byte(text)
	start := false
	for i, c := range out {
		switch {
		case c == '\n':
			start = true
		case start && c == '>':
			out[i] = ' '
		case c != ' ' && c != '\t':
			start = false
		}
	}
	return string(out)
}

// pageAnnotation reports whether the object describes the page as a whole; old
// tools wrote line breaks into its strings, which no author will mend.
func pageAnnotation(members []member) bool {
	for _, m := range members {
		if strings.EqualFold(m.key, "type") && strings.HasPrefix(m.str(), "#page") {
			return true
		}
	}
	return false
}

// annotationJSON finds the object in a comment, and its offset: the comment as a whole,
// or what stands between braces if the comment mentions blockType (event-delta: a
// comment inside a comment).
func annotationJSON(comment string) (object string, at int, ok bool) {
	if !strings.HasPrefix(strings.TrimSpace(comment), "{") && !strings.Contains(strings.ToLower(comment), `"blocktype"`) {
		return "", 0, false
	}
	open := strings.IndexByte(comment, '{')
	shut := strings.LastIndexByte(comment, '}')
	if open < 0 {
		return "", 0, false
	}
	if shut < open {
		return comment[open:], open, true
	}
	return comment[open : shut+1], open, true
}

// fill copies the members that mean something; from is the offset of the object.
func (p *pageParser) fill(a *model.Annotation, members []member, from int) {
	for _, m := range members {
		text := model.Text{Value: m.str(), Pos: p.pos(from+m.start, from+m.end)}
		switch p.common.lowerCase(m.key) {
		case "blocktype":
			a.Block = model.BlockType(p.common.lowerCase(text.Value))
			if !blockTypes[a.Block] {
				p.report(model.RuleAnnotationValue, text.Pos, "unknown blockType "+m.value, "")
			}
		case "type":
			if strings.HasPrefix(text.Value, "#page") {
				a.Block = model.BlockPage
			}
		case "name":
			a.Names = p.names(m, from)
		case "@type":
			a.Type = text
		case "@odata.type":
			if a.Type.Value == "" { // @type wins
				a.Type = text
			}
		case "basetype":
			a.Base = text
		case "keyproperty":
			a.Key = text
		case "namespace":
			a.Namespace = text.Value
		default:
			p.fillFlag(a, m)
		}
	}
	if inner, ok := unwrapCollection(a.Type.Value); ok {
		a.Type.Value, a.Collection = inner, true
	}
	a.Type.Value = strings.TrimPrefix(a.Type.Value, "#")
}

// fillFlag copies a member that says yes or no, or lists properties.
func (p *pageParser) fillFlag(a *model.Annotation, m member) {
	switch p.common.lowerCase(m.key) {
	case "iscollection":
		a.Collection = a.Collection || m.bool()
		a.Single = strings.EqualFold(m.str(), "false")
	case "truncated":
		a.Truncated = m.bool()
	case "expecterror":
		a.ExpectError = m.bool()
	case "opaqueurl":
		a.OpaqueURL = m.bool()
	case "opentype":
		a.Open = m.bool()
	case "abstract", "isabstract":
		a.Abstract = m.bool()
	case "optionalproperties":
		a.Optional = stringList(m.value)
	}
}

// names reads a name, or the list of names that a response may carry (drive-get).
func (p *pageParser) names(m member, from int) []model.Text {
	pos := p.pos(from+m.start, from+m.end)
	list := []string{m.str()}
	if m.value[0] == '[' {
		list = stringList(m.value)
	}
	var out []model.Text
	for _, n := range list {
		if n != "" {
			out = append(out, model.Text{Value: n, Pos: pos})
		}
	}
	return out
}

// unwrapCollection takes X out of Collection(X), whatever its case.
func unwrapCollection(t string) (string, bool) {
	const word = "collection("
	if len(t) > len(word) && strings.EqualFold(t[:len(word)], word) {
		return strings.TrimSpace(strings.TrimSuffix(t[len(word):], ")")), true
	}
	return t, false
}

// stringList returns the strings of a JSON array.
func stringList(value string) []string {
	var out []string
	jsonscan.Array(value, func(element string, _ int) bool {
		if s := jsonscan.String(element); s != "" {
			out = append(out, s)
		}
		return true
	})
	return out
}
