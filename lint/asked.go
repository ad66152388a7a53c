package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// unasked are words with which a sentence about a body says that there is none, or need not be.
var unasked = []string{" not ", "n't", " no ", "none", "empty", "optional", " if ", " url", "without"}

// askedBody reports a page that asks for the body of a GET or DELETE, where no sample has one.
func (p *page) askedBody() {
	if len(p.operations) != 1 {
		return
	}
	op := p.operations[0]
	if op.Method != "GET" && op.Method != "HEAD" && op.Method != "DELETE" || len(p.examples) == 0 || op.Body.Kind != model.NoBody && op.Body.Kind != "" {
		return
	}
	if slices.ContainsFunc(p.Samples, func(m model.Sample) bool { return m.Kind == model.RequestSample && m.Body.Text.Value != "" }) {
		return
	}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Kind != model.ParagraphBlock || b.Within != model.SectionBody || b.Quoted {
			continue
		}
		text := p.text(b.Text)
		sentence := " " + strings.ToLower(strings.Join(strings.Fields(text[:sentenceEnd(text)]), " "))
		asks := strings.Contains(sentence, "request body") && (strings.Contains(sentence, "supply") || strings.Contains(sentence, "provide"))
		if !asks || slices.ContainsFunc(unasked, func(w string) bool { return strings.Contains(sentence, w) }) {
			continue
		}
		f := p.report(model.RuleNoBody, trimmed(b.Text.Start, text[:sentenceEnd(text)]), "the page asks for the body of a "+op.Method+", no sample sends one",
			"say that there is none, and that parameters go into the URL if there are any")
		f.Related = []model.Position{op.Pos}
		return
	}
}

// pathParameters holds a table of path parameters against the placeholders of the request lines: a name
// that none has, where a placeholder has no row, has another one.
func (p *page) pathParameters() {
	if len(p.operations) != 1 || len(p.Templates) == 0 {
		return
	}
	holes, given := map[string]bool{}, map[string]bool{} // given are arguments of functions, with values
	for i := range p.Templates {
		for _, hole := range placeholders(p.Templates[i].Path.Value) {
			holes[looseName(hole)] = true
		}
		for _, name := range argumentNames(p.Templates[i].Path.Value) {
			given[looseName(name)] = true
		}
	}
	const many = 100 // more than any path has
	if len(holes) > many {
		return
	}
	var strange []*model.Parameter
	for i := range p.Parameters {
		row := &p.Parameters[i]
		if row.In != model.InPath && row.In != model.InURL || row.Name.Pos.Path() != p.Path {
			continue
		}
		if name := looseName(row.Name.Value); holes[name] {
			delete(holes, name)
		} else if !given[name] { // that is said by contract/function-arguments
			strange = append(strange, row)
		}
	}
	for _, row := range strange {
		if name := looseName(row.Name.Value); len(holes) == 0 || row.In == model.InURL && !likeAny(name, holes) {
			continue // it may be one of the query
		}
		p.report(model.RulePathParameter, p.within(row.Name.Pos, row.Name.Value), "the table lists "+clip(row.Name.Value)+", no request line has that placeholder", "")
	}
}

// likeAny reports whether a name is a longer or shorter form of one of others: thingid, id.
func likeAny(name string, others map[string]bool) bool {
	for other := range others {
		if strings.HasSuffix(name, other) || strings.HasSuffix(other, name) {
			return true
		}
	}
	return false
}

// placeholders returns what stands in braces in a path.
func placeholders(path string) []string {
	var out []string
	for {
		_, rest, open := strings.Cut(path, "{")
		hole, after, shut := strings.Cut(rest, "}")
		if !open || !shut {
			return out
		}
		for name := range strings.SplitSeq(hole, "|") {
			out = append(out, strings.TrimSpace(name))
		}
		path = after
	}
}

// looseName returns a name without case and marks: item-id, itemId and {item_id} are one.
func looseName(name string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune("-_ {}*`<>:", c) {
			return -1
		}
		return c
	}, strings.ToLower(name))
}
