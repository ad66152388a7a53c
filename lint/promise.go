package lint

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// promisedBodies looks for sentences that promise a body with 204, which has none.
func (p *page) promisedBodies() {
	last := int32(-1)
	for i := range p.Returns {
		r := &p.Returns[i]
		if r.Status != noContent || len(r.Others) > 0 || r.Nothing || r.Pos.File != p.Path || r.Pos.Start == last {
			continue
		}
		last = r.Pos.Start
		text, at := p.text(spanOf(r.Pos)), r.Pos.Start
		for more := true; more; {
			end := sentenceEnd(text)
			sentence := text[:end]
			if promisesBody(sentence, !r.Type.IsZero()) {
				p.report(model.RuleTypedNoContent, trimmed(at, sentence), "the sentence promises a body with 204, which has none", "leave the body out, or write the status that the operation answers with")
			}
			text, more = text[end:], end < len(text)
			at += int32(end)
		}
	}
}

// sentenceEnd returns where the first sentence of a text ends: behind a full stop and a blank.
func sentenceEnd(text string) int {
	for i := 1; i < len(text); i++ {
		if text[i-1] == '.' && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r') {
			return i
		}
	}
	return len(text)
}

// trimmed returns the bytes of a text that stands at an offset, without the blanks around it.
func trimmed(at int32, text string) model.Span {
	begin := len(text) - len(strings.TrimLeft(text, " \r\n"))
	return model.Span{Start: at + int32(begin), End: at + int32(len(strings.TrimRight(text, " \r\n")))}
}

// otherwise are words after which a sentence speaks of another answer than that without a body,
// or of no body.
var otherwise = []string{" or ", " if ", " when ", " unless ", " but ", "otherwise", " not ", "n't", " no ", "without", "empty", "blank"}

// promisesBody reports whether a sentence says that there is a body with 204: one that holds the type
// that it names, or any.
func promisesBody(sentence string, typed bool) bool {
	_, after, found := strings.Cut(strings.Join(strings.Fields(strings.ToLower(sentence)), " "), "204")
	after, _, body := strings.Cut(strings.Replace(after, "no content", "", 1), "response body")
	if !found || !body {
		return false
	}
	for _, word := range otherwise {
		if strings.Contains(after, word) {
			return false
		}
	}
	return typed && strings.HasSuffix(after, "in the ") || strings.HasSuffix(after, "and a ") || strings.HasSuffix(after, "with a ")
}
