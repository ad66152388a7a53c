package parser

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// afterNamespace reads the namespace that the text of a paragraph names, and returns what is left of
// the text, and where that stands: the summary may be right below (section-copytosectiongroup).
func (p *pageParser) afterNamespace(b *block, text string) (rest string, pos model.Position) {
	pos = p.pos(b.start, b.end)
	name, ok := p.namespaceLine(text)
	if !ok {
		return text, pos
	}
	if i := strings.IndexAny(name, " \n"); i > 0 {
		name, rest = name[:i], strings.TrimSpace(name[i:])
	}
	if p.page.Namespace.Value == "" {
		p.page.Namespace = model.Text{Value: name, Pos: pos}
	}
	if n := strings.IndexByte(p.text[b.start:b.end], '\n'); n > 0 && rest != "" {
		pos = p.pos(b.start+n+1, b.end)
	}
	return rest, pos
}

// namespaceLine returns what follows "Namespace:", in translation whatever word the
// page has for it: a name with dots, and nothing else, after a colon.
func (p *pageParser) namespaceLine(text string) (string, bool) {
	text, _, _ = strings.Cut(text, " [!") // an include right below (todotasklist-delete)
	if rest, ok := strings.CutPrefix(text, "Namespace:"); ok || !p.localised() {
		return strings.TrimSpace(rest), ok
	}
	at := strings.IndexAny(text, ":：")
	if at < 0 {
		return "", false
	}
	rest := strings.TrimSpace(strings.TrimLeft(text[at:], ":："))
	return rest, strings.Contains(rest, ".") && !strings.HasSuffix(rest, ".") && strings.IndexFunc(rest, notScope) < 0
}
