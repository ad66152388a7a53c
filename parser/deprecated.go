package parser

import (
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// deprecatedWord is what docs call that is going to vanish: behind a name or a title in
// parentheses, or as the beginning of a sentence.
const deprecatedWord = "deprecated"

// markedDeprecated reports whether a name or a title has the mark: owner (deprecated).
func markedDeprecated(text string) bool {
	at := strings.LastIndexAny(text, "([")
	return at >= 0 && fold.HasPrefix(text[at+1:], deprecatedWord)
}

// deprecatedSentence returns a description from the sentence on that begins with the word:
// Deprecated. Don't use. [deprecated] Use x instead. Deprecated since 2.0. The word alone is
// the value of something else, and deprecated devices are devices.
func deprecatedSentence(text string) string {
	if !saysDeprecated(text) {
		return ""
	}
	for _, s := range sentences(text) {
		word := strings.TrimLeft(text[s.start:], "([* ")
		if !fold.HasPrefix(word, deprecatedWord) {
			continue
		}
		after := word[len(deprecatedWord):]
		next, _, _ := strings.Cut(strings.TrimLeft(after, " "), " ")
		switch strings.ToLower(next) {
		case "":
			continue
		case "-", "–", "—", "since", "as", "from", "in", "by":
			return text[s.start:]
		}
		if strings.IndexByte(".:;,)]*", after[0]) >= 0 {
			return text[s.start:]
		}
	}
	return ""
}

// saysDeprecated reports whether a text has the word.
func saysDeprecated(text string) bool {
	const rest = len("De")
	return strings.Contains(text, deprecatedWord[rest:]) || strings.Contains(text, strings.ToUpper(deprecatedWord[rest:]))
}

// deprecation returns what a row says of its own end, in its description or by the mark
// behind its name; "" if nothing does.
func (p *pageParser) deprecation(r row, name int, description model.Text) string {
	if value := deprecatedSentence(description.Value); value != "" {
		return value
	}
	if name >= 0 && name < len(r) && markedDeprecated(p.text[r[name].start:r[name].end]) {
		return "(" + deprecatedWord + ")"
	}
	return ""
}

// deprecationNote reads a note above the first section of a page, or in a fragment: why
// something is deprecated, and since when.
func (p *pageParser) deprecationNote(b *block, text string) {
	if !b.quoted || b.section > 0 || p.note.Value != "" {
		return
	}
	if rest, ok := strings.CutPrefix(text, "[!"); ok {
		_, text, _ = strings.Cut(rest, "]")
	}
	if !saysDeprecated(text) {
		return
	}
	for _, s := range sentences(text) {
		if saysDeprecated(text[s.start:s.end]) { // what follows says what to use
			p.note = model.Text{Value: oneLine(text[s.start:]), Pos: p.pos(b.start, b.end)}
			return
		}
	}
}

// deprecate says whether the page is about something deprecated. A note alone may mean
// one of several paths (call-mute: the /app path is deprecated), so the title has to say
// it. What a fragment says is for the page that includes it.
func (p *pageParser) deprecate() {
	switch {
	case p.at.Section >= 0:
		p.page.Deprecated = p.note
	case markedDeprecated(p.page.Title.Value):
		p.page.Deprecated = model.Text{Value: p.note.Value, Pos: p.page.Title.Pos}
	}
}
