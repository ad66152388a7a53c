package lint

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/docbind/docbind/model"
)

// docTypes are the values of doc_type that the format has.
var docTypes = []string{"apiPageType", "resourcePageType", "enumPageType", "conceptualPageType", "apiSubNamespacePageType"}

// redirects reports whether a page only leads to another one.
func (p *page) redirects() bool { return p.FrontMatterValue("redirect_url").Value != "" }

// frontMatterRules checks the YAML at the top of a page.
func frontMatterRules(s *set, p *page) {
	if p.redirects() {
		return
	}
	start := spanAt(0, 0)
	required := s.requiredKeys()
	if len(s.Docs.RequiredKeys) == 0 && !s.habits.guides && p.conceptual() {
		required = nil // a guide beside a reference
	}
	if len(p.FrontMatter) == 0 && !strings.HasPrefix(strings.TrimPrefix(p.Text, "\ufeff"), "---") {
		if len(required) > 0 && !ofRepository(p.Path) {
			p.report(model.RuleFrontMatterMissing, start, "the page has no front matter", "begin it with a line of three hyphens, the keys "+strings.Join(required, ", ")+", and another such line")
		}
		return
	}
	for _, key := range required {
		if !slices.ContainsFunc(p.FrontMatter, func(f model.Field) bool { return f.Key == key }) {
			p.missingKey(key)
		}
	}
	for i, f := range p.FrontMatter {
		if f.Value == "" {
			if at := p.keyAt(f.Key, i); p.isEmpty(at) {
				p.report(model.RuleFrontMatterEmpty, at, f.Key+" has no value", "write one, or leave the key out")
			}
		}
		if slices.ContainsFunc(p.FrontMatter[:i], func(g model.Field) bool { return g.Key == f.Key }) {
			p.report(model.RuleFrontMatterTwice, p.keyAt(f.Key, i), f.Key+" stands in the front matter already; only one of them counts", "leave one out")
		}
	}
	s.docType(p)
	p.title(s)
	p.description()
}

// missingKey reports a key that the front matter lacks, or one that is it misspelt.
func (p *page) missingKey(key string) {
	for i, f := range p.FrontMatter {
		if slip(f.Key, []string{key}) == "" {
			continue
		}
		at := p.keyAt(f.Key, i)
		at.End = at.Start + int32(len(f.Key))
		if p.text(at) == f.Key {
			p.report(model.RuleFrontMatterMissing, at, "the front matter has no "+key+", but "+f.Key, "write "+key, model.Edit{Span: at, New: key})
			return
		}
	}
	p.report(model.RuleFrontMatterMissing, spanAt(0, 0), "the front matter has no "+key, "add "+key+": and its value")
}

// requiredKeys are those that the docs' config names, or, where it names none, that nearly all
// pages of a set have.
func (s *set) requiredKeys() []string {
	if len(s.Docs.RequiredKeys) > 0 {
		return s.Docs.RequiredKeys
	}
	return s.habits.keys
}

// keyAt returns the line of the front matter with a key: the one for the field of that index,
// if the key stands there more than once.
func (p *page) keyAt(key string, field int) model.Span {
	again := 0
	for _, f := range p.FrontMatter[:field] {
		if f.Key == key {
			again++
		}
	}
	at := p.lineOf(0)
	for at.End < int32(len(p.Text)) {
		at = p.lineOf(at.End + int32(strings.IndexByte(p.Text[at.End:], '\n')) + 1)
		line := p.text(at)
		if line == "---" || line == "..." || p.wholeLine(at.Start).End == at.End {
			break
		}
		if rest, ok := strings.CutPrefix(line, key); ok && strings.HasPrefix(strings.TrimLeft(rest, " "), ":") {
			if again == 0 {
				return at
			}
			again--
		}
	}
	return spanAt(0, 0)
}

// isEmpty reports whether the line of a key has no value, nor the lines below it.
func (p *page) isEmpty(at model.Span) bool {
	_, value, ok := strings.Cut(p.text(at), ":")
	if value = strings.Trim(strings.TrimSpace(value), `"'`); !ok || strings.TrimSpace(value) != "" {
		return false
	}
	next := p.wholeLine(at.Start).End
	return next >= int32(len(p.Text)) || strings.IndexByte(" \t-", p.Text[next]) < 0 || strings.HasPrefix(p.Text[next:], "---")
}

// docType checks doc_type: that it is one that the docs have, and the one of what the page is.
func (s *set) docType(p *page) {
	i := slices.IndexFunc(p.FrontMatter, func(f model.Field) bool { return f.Key == "doc_type" })
	if i < 0 || p.FrontMatter[i].Value == "" {
		return
	}
	f := &p.FrontMatter[i]
	at := spanOf(f.Pos)
	if _, own := s.Docs.Outlines[f.Value]; own || slices.Contains(docTypes, f.Value) {
		if means := p.contradicts(f.Value); means != "" {
			p.report(model.RuleDocType, at, "the doc_type is "+f.Value+", but the page is one of "+means, "write "+means, model.Edit{Span: at, New: means})
		}
		return
	}
	known := slices.Concat(docTypes, slices.Collect(maps.Keys(s.Docs.Outlines)))
	slices.Sort(known)
	known = slices.Compact(known)
	meant, near := misspelt(f.Value, slices.Values(known))
	switch {
	case near:
		p.report(model.RuleDocType, at, "there is no doc_type "+f.Value, "write "+meant, model.Edit{Span: at, New: meant})
	case !s.habits.docTypes[f.Value]:
		p.report(model.RuleDocType, at, "there is no doc_type "+f.Value, "write one of "+strings.Join(known, ", "))
	}
}

// contradicts returns the doc_type that the page shows itself to be of, "" if that is the one
// it has.
func (p *page) contradicts(docType string) string {
	operation := len(p.Templates) > 0 && len(p.Samples) > 0
	described := slices.ContainsFunc(p.Annotations, func(a model.Annotation) bool { return a.Block == model.BlockResource })
	switch {
	case docType == "apiPageType" && !operation && described && strings.HasSuffix(strings.ToLower(p.Title.Value), " resource type"):
		return "resourcePageType"
	case (docType == "resourcePageType" || docType == "enumPageType") && operation && !described:
		return "apiPageType"
	}
	return ""
}

// title compares the title with the heading of the page.
func (p *page) title(s *set) {
	i := slices.IndexFunc(p.FrontMatter, func(f model.Field) bool { return f.Key == "title" })
	if i < 0 || p.FrontMatter[i].Value == "" || p.Title.Value == "" || p.Slug != "" {
		return
	}
	f := &p.FrontMatter[i]
	if strings.EqualFold(f.Value, p.Title.Value) {
		return
	}
	own := f.Value
	if suffix := titleSuffix(own); s.habits.suffixes[suffix] {
		own = strings.TrimSuffix(own, suffix)
	}
	title, heading := titleWords(own), titleWords(p.Title.Value)
	if strings.HasPrefix(title, heading) || strings.HasPrefix(heading, title) {
		return // Get item - OneDrive API, List tasks (deprecated), video resource type
	}
	if sameWords(own, p.Title.Value) {
		return // (v1.0) Create item, Create a CartItem
	}
	r := p.report(model.RuleTitle, spanOf(f.Pos), "the title is "+f.Value+", the heading "+p.Title.Value, "give both the same words")
	r.Related = []model.Position{p.Title.Pos}
}

// titleSuffix returns what names the docs behind a title, with the mark before it: - OneDrive API.
func titleSuffix(title string) string {
	if i := max(strings.LastIndex(title, " - "), strings.LastIndex(title, " | ")); i >= 0 {
		return title[i:]
	}
	return ""
}

// sameWords reports whether two titles have the same words, whatever their order, with articles or
// without, and as one word or as several.
func sameWords(a, b string) bool {
	words := func(s string) []string {
		var apart strings.Builder
		before := ' '
		for _, c := range plain(s) {
			if unicode.IsUpper(c) && unicode.IsLower(before) {
				apart.WriteByte(' ')
			}
			apart.WriteRune(unicode.ToLower(c))
			before = c
		}
		list := strings.FieldsFunc(apart.String(), func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("()[],:", c) })
		list = slices.DeleteFunc(list, func(w string) bool { return w == "a" || w == "an" || w == "the" })
		slices.Sort(list)
		return list
	}
	return slices.Equal(words(a), words(b))
}

// titleWords returns a title as titles are compared: without regard to case, marks and blanks
// around colons.
func titleWords(s string) string {
	s = strings.ToLower(plain(s))
	s = strings.ReplaceAll(strings.ReplaceAll(s, " :", ":"), "’", "'")
	return strings.TrimRight(strings.Join(strings.Fields(titleMarks.Replace(s)), " "), ". ")
}

var titleMarks = strings.NewReplacer(`"`, "", `\`, "")

// headingRules checks the headings of level 1.
func headingRules(s *set, p *page) {
	if p.redirects() {
		return
	}
	first := -1
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Kind != model.HeadingBlock || b.Level != 1 || b.Quoted || strings.HasPrefix(p.text(b.Text), ours) {
			continue
		}
		if first < 0 {
			first = i
			continue
		}
		f := p.report(model.RuleSecondTitle, b.Span, "the page has a heading of level 1 already", "write ## for the headings of its sections")
		f.Related = []model.Position{p.pos(p.Blocks[first].Span)}
	}
	if first < 0 && !(s.habits.deepTitles && p.Title.Value != "") {
		p.report(model.RuleNoTitle, spanAt(0, 0), "the page has no heading of level 1", "begin it with # and the title")
	}
}

// mendFrontMatter begins front matter with its line of hyphens, or puts the value of a key in quotes,
// if it is a plain one that holds a colon.
func mendFrontMatter(p *page, f *model.Finding) {
	if at := f.Pos.Start; !strings.HasPrefix(strings.TrimPrefix(p.Text, "\ufeff"), "---") {
		f.Edits = []model.Edit{{Span: model.Span{Start: at, End: at}, New: "---" + p.lineEnd()}}
		return
	}
	line := p.lineOf(f.Pos.Start)
	key, value, ok := strings.Cut(p.text(line), ": ")
	if !ok || strings.ContainsAny(key, " \"'") || !strings.Contains(value, ":") || strings.ContainsAny(value, "\"\\#") || strings.ContainsAny(value[:1], "'[{&*!|>%@`") {
		return
	}
	from := line.Start + int32(len(key)+2)
	end := from + int32(len(strings.TrimRight(value, " \t")))
	f.Edits = []model.Edit{{Span: model.Span{Start: from, End: from}, New: `"`}, {Span: model.Span{Start: end, End: end}, New: `"`}}
}
