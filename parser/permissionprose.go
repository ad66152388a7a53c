package parser

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// Pages from before the tables of permissions name scopes in a sentence, or below one that ends in
// a colon: One of the following scopes is required: *Mail.Read*; *Mail.Send*.

// permissionProse keeps the scopes that a text below the heading of the permissions is a list of.
func (p *pageParser) permissionProse(b *block, start, end int) {
	if b.sample || b.quoted {
		return
	}
	text := p.text[start:end]
	intro, list := "", text
	if i := strings.LastIndexByte(text, ':'); i >= 0 {
		intro, list = text[:i], text[i+1:]
	}
	if strings.Contains(intro, "scope") || strings.Contains(intro, "permission") {
		p.asks, p.askedIn = true, b.section
	} else if intro != "" || !p.asks || p.askedIn != b.section {
		return
	}
	at := end - len(list)
	for line := range strings.Lines(list) {
		if found, ok := p.scopeList(line, at); ok {
			p.spoken = append(p.spoken, found...)
			p.spokenAt = b.section
		} else if strings.TrimSpace(line) != "" { // it goes on with something else (invitation-post)
			break
		}
		at += len(line)
	}
}

// permissionLines reads a list that is indented so far that it is code, and reports whether it names
// permissions.
func (p *pageParser) permissionLines(b *block) bool {
	before := len(p.spoken)
	for _, l := range b.lines {
		text := strings.TrimLeft(l.text, " \t*+-")
		p.permissionProse(b, l.end()-len(text), l.end())
	}
	return len(p.spoken) > before
}

// scopeList reads a text at an offset that is nothing but names of permissions and what stands
// between them.
func (p *pageParser) scopeList(text string, at int) (out []model.Text, ok bool) {
	for i := 0; i < len(text); {
		n := strings.IndexAny(text[i:], " \t\r\n,;")
		if n < 0 {
			n = len(text) - i
		}
		s := trimSpan(text, span{i, i + n}, ".*_`'\"()")
		switch w := text[s.start:s.end]; {
		case w == "", w == "or", w == "and":
		case !isScope(w) || !p.admit(at+s.start, at+s.end):
			return nil, false
		default:
			out = append(out, model.Text{Value: w, Pos: p.pos(at+s.start, at+s.end)})
		}
		i += n + 1
	}
	return out, len(out) > 0
}

// isScope reports whether a word can be the name of a permission.
func isScope(w string) bool {
	return strings.IndexByte(w, '.') > 0 && letter(w[0]) && strings.IndexFunc(w, notScope) < 0
}

// spokenPermissions are those of the prose, unless a table, also one of a file that is included,
// tells more.
func (p *pageParser) spokenPermissions() {
	included := slices.ContainsFunc(p.page.Includes, func(in model.Include) bool { return in.Within == model.SectionPermissions })
	if len(p.spoken) == 0 || len(p.page.Permissions) > 0 || included {
		return
	}
	kind := model.Text{Pos: p.spoken[0].Pos}
	p.page.Permissions = []model.Permission{{Kind: kind, Scopes: p.spoken, Section: p.spokenAt}}
}
