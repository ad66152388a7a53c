package lint

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// note is the annotation of a code block.
type note struct {
	comment *model.Block
	// fence is the code block that it describes, nil if there is none.
	fence *model.Block
	// kind is the blockType in lower case.
	kind string
}

// annotationRules looks at the annotations of a page by themselves, at what they describe,
// and at each other.
func annotationRules(_ *set, p *page) {
	notes, plain := p.notes()
	for i := range p.Blocks {
		if b := &p.Blocks[i]; len(b.Members) > 0 {
			p.annotationKeys(b)
		}
	}
	for _, n := range notes {
		if n.fence == nil && n.kind != string(model.BlockPermissions) && n.kind != string(model.BlockIgnored) {
			p.report(model.RuleAnnotationDetached, n.span(p), "no code block follows that the annotation could describe", "remove it, or move it to its code block")
		}
		p.sampleKeys(n)
	}
	p.unannotated(notes, plain)
	p.requestNames(notes)
	p.responses()
}

// notes returns the annotations of code blocks in page order, and the code blocks that have
// none. What belongs together is what the parser pairs: two paragraphs or the heading of a
// sample may stand between.
func (p *page) notes() (notes []note, plain []*model.Block) {
	pending, between := -1, 0
	for i := range p.Blocks {
		b := &p.Blocks[i]
		switch b.Kind {
		case model.CommentBlock:
			if m := member(b, "blockType"); m != nil {
				notes = append(notes, note{comment: b, kind: strings.ToLower(jsonscan.String(m.Value.Value))})
				if pending, between = len(notes)-1, 0; notes[pending].kind == string(model.BlockPermissions) {
					pending = -1
				}
			}
		case model.CodeBlock:
			if pending >= 0 {
				notes[pending].fence = b
			} else {
				plain = append(plain, b)
			}
			pending = -1
		case model.ParagraphBlock:
			between++
		case model.HeadingBlock:
			if kind := p.Sections[b.Section].Kind; kind != model.SectionRequestSample && kind != model.SectionResponseSample {
				between = 3
			}
		case model.TableBlock, model.HTMLTableBlock:
			between = 3
		}
		if between > 2 {
			pending = -1
		}
	}
	return notes, plain
}

// member returns the member of an annotation with a key, in whatever case, nil if it has none.
func member(b *model.Block, key string) *model.AnnotationMember {
	for i := range b.Members {
		if k := b.Members[i].Key.Value; len(k) == len(key) && strings.EqualFold(k, key) {
			return &b.Members[i]
		}
	}
	return nil
}

// span returns the comment without the blanks and line ends after it.
func (n note) span(p *page) model.Span {
	text := p.text(n.comment.Span)
	end := strings.Index(text, "-->")
	if end < 0 {
		return n.comment.Span
	}
	return model.Span{Start: n.comment.Start, End: n.comment.Start + int32(end+len("-->"))}
}

// names returns the names that an annotation has.
func (n note) names() []string {
	m := member(n.comment, "name")
	if m == nil {
		return nil
	}
	return stringsOf(m.Value.Value)
}

// stringsOf returns a JSON string, or the strings of an array, but for empty ones.
func stringsOf(value string) []string {
	var out []string
	add := func(element string, _ int) bool {
		if s := strings.TrimSpace(jsonscan.String(element)); s != "" {
			out = append(out, s)
		}
		return true
	}
	if strings.HasPrefix(value, "[") {
		jsonscan.Array(value, add)
	} else {
		add(value, 0)
	}
	return out
}

// blockKeys are the keys of annotations of code blocks, pageKeys those of the annotation of
// the page.
var (
	blockKeys = []string{
		"blockType", "name", "@odata.type", "@type", "@type.aka", "@odata.annotations", "@property.aka", "isCollection", "collectionProperty",
		"isEmpty", "truncated", "optionalProperties", "nullableProperties", "expectError", "openType", "isOpenType", "baseType", "keyProperty",
		"sampleKeys", "scopes", "scope", "apiVersions", "tags", "target", "opaqueUrl", "abstract", "isAbstract", "isMediaEntity", "isComposable",
		"idempotent", "longRunningResponseType", "requestUrls", "mergePermissions", "namespace", "isDependentOnHeader", "id",
	}
	pageKeys = []string{"type", "title", "description", "keywords", "section", "tocPath", "suppressions", "namespace", "apiVersions", "tocBookmarks", "category", "audience"}
	yesOrNo  = []string{
		"isCollection", "isEmpty", "truncated", "expectError", "openType", "isOpenType", "opaqueUrl", "abstract", "isAbstract", "isMediaEntity",
		"isComposable", "idempotent", "mergePermissions",
	}
)

// annotationKeys looks for keys and values that mean nothing.
func (p *page) annotationKeys(b *model.Block) {
	known := blockKeys
	if t := member(b, "type"); t != nil && strings.HasPrefix(jsonscan.String(t.Value.Value), "#page") {
		known = pageKeys
	} else if member(b, "blockType") == nil && member(b, "name") == nil {
		return // JSON of another kind (unifiedrolemanagementpolicyrule-update)
	}
	same := func(key string) func(string) bool {
		return func(k string) bool { return strings.EqualFold(k, key) }
	}
	for i := range b.Members {
		m := &b.Members[i]
		switch key := m.Key.Value; {
		case !slices.Contains(known, key) && !slices.ContainsFunc(known, same(key)):
			p.unknownKey(m, known)
		case !isBool(m.Value.Value) && slices.ContainsFunc(yesOrNo, same(key)):
			f := p.report(model.RuleAnnotationValue, spanOf(m.Value.Pos), key+" is "+clip(m.Value.Value)+", not true or false", "write true or false")
			if word := strings.Trim(jsonscan.String(m.Value.Value), " "); word != "" {
				if meant, ok := misspelt(word, slices.Values([]string{"true", "false"})); ok {
					f.Fix, f.Edits, f.Unsafe = "write "+meant, []model.Edit{{Span: spanOf(m.Value.Pos), New: meant}}, true
				}
			}
		}
	}
}

// isBool reports whether a value says yes or no; docs write it in quotes, too.
func isBool(value string) bool {
	word := strings.Trim(value, `" `)
	return strings.EqualFold(word, "true") || strings.EqualFold(word, "false") || word == "null" || word == ""
}

func (p *page) unknownKey(m *model.AnnotationMember, known []string) {
	if strings.HasPrefix(m.Key.Value, "@") && strings.Count(m.Key.Value, "@") > 1 {
		return // an annotation of a property
	}
	meant, ok := misspelt(m.Key.Value, slices.Values(known))
	if !ok && len(known) == len(pageKeys) {
		return // other tools read the annotation of the page, too
	}
	if !ok {
		p.report(model.RuleAnnotationKey, spanOf(m.Key.Pos), "annotations have no key "+clip(m.Key.Value), "remove it")
		return
	}
	f := p.report(model.RuleAnnotationKey, spanOf(m.Key.Pos), "annotations have no key "+clip(m.Key.Value), "write "+meant,
		model.Edit{Span: spanOf(m.Key.Pos), New: `"` + meant + `"`})
	f.Unsafe = true // from here on it says something
}

// sampleKeys looks for sample keys that the request doesn't have.
func (p *page) sampleKeys(n note) {
	m := member(n.comment, "sampleKeys")
	if m == nil || n.fence == nil || n.kind != string(model.BlockRequest) {
		return
	}
	request := p.text(n.fence.Text)
	missing := slices.DeleteFunc(stringsOf(m.Value.Value), func(key string) bool { return strings.Contains(request, key) })
	if len(missing) == 0 {
		return
	}
	message := "the sample key " + clip(missing[0]) + " doesn't occur in the request"
	if len(missing) > 1 {
		message += fmt.Sprintf(", nor do %d more", len(missing)-1)
	}
	p.report(model.RuleSampleKeys, p.within(m.Value.Pos, missing[0]), message, "write a value of the request, or remove the key")
}

// within returns where a text is in the value of a member; all of the value if it is written
// in another way there.
func (p *page) within(value model.Position, text string) model.Span {
	at := spanOf(value)
	if i := strings.Index(p.text(at), text); i >= 0 {
		return model.Span{Start: at.Start + int32(i), End: at.Start + int32(i+len(text))}
	}
	return at
}

// unannotated looks for code blocks with HTTP that have no annotation.
func (p *page) unannotated(notes []note, plain []*model.Block) {
	if len(plain) == 0 || p.conceptual() && p.mostlyPlain() {
		return
	}
	annotated := slices.ContainsFunc(notes, func(n note) bool {
		return n.kind == string(model.BlockRequest) || n.kind == string(model.BlockResponse)
	})
	first, elsewhere := true, false
	write := func(kind string) string { return `write <!-- { "blockType": "` + kind + `" } --> before ` }
	for i := range p.Samples {
		sample := &p.Samples[i]
		if sample.Kind == model.RequestSample {
			elsewhere = sample.Annotation == nil && annotated && (p.goesElsewhere(sample) || p.Within(sample.Section, model.SectionQuery))
		}
		b := p.blockOf(sample.Pos)
		if sample.Annotation != nil || sample.Bare || sample.Command || elsewhere || b == nil || p.bodyBelow(b) || !slices.Contains(plain, b) ||
			i > 0 && p.blockOf(p.Samples[i-1].Pos) == b {
			continue
		}
		at, what := model.Span{Start: b.Start, End: b.Start + 3}, string(sample.Kind)
		switch {
		case annotated:
			p.report(model.RuleAnnotationMissing, at, "the "+what+" has no annotation, as others of the page have",
				write(what)+"it")
		case first && len(notes) > 0:
			first = false
			p.report(model.RuleAnnotationNone, at, "no sample of the page has an annotation",
				write(what)+"this one")
		}
	}
}

// mostlyPlain reports whether most samples of the page have no annotation, and some have.
func (p *page) mostlyPlain() bool {
	annotated := 0
	for i := range p.Samples {
		if p.Samples[i].Annotation != nil {
			annotated++
		}
	}
	return annotated > 0 && 2*annotated < len(p.Samples)
}

// goesElsewhere reports whether a request goes to another host than the annotated ones of the
// page: what a server is sent by the API, or another service (workforceintegration-post).
func (p *page) goesElsewhere(s *model.Sample) bool {
	_, host, _ := split(s.Base)
	if host == "" {
		return false
	}
	known := false
	for i := range p.Samples {
		other := &p.Samples[i]
		if other.Annotation == nil || other.Base == "" {
			continue
		}
		if _, h, _ := split(other.Base); h == host {
			return false
		}
		known = true
	}
	return known
}

// bodyBelow reports whether the body of a message is a code block of its own, below the one
// with the headers (call-answer: notifications).
func (p *page) bodyBelow(headers *model.Block) bool {
	i := sort.Search(len(p.Blocks), func(i int) bool { return p.Blocks[i].Start >= headers.Start })
	for i++; i < len(p.Blocks); i++ {
		switch b := &p.Blocks[i]; b.Kind {
		case model.CommentBlock:
		case model.CodeBlock:
			return strings.HasPrefix(strings.ToLower(b.Info), "json")
		default:
			return false
		}
	}
	return false
}

// blockOf returns the block that holds a position, nil if that is on another page or in no
// block.
func (p *page) blockOf(pos model.Position) *model.Block {
	if pos.Path() != p.Path {
		return nil
	}
	return p.blockAt(pos.Start)
}

// clip shortens what is quoted in a message.
func clip(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
