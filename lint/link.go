package lint

import (
	"html"
	"net/url"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/docbind/docbind/model"
)

// linkRules checks where the links of a page lead. It looks up each of them once, so the
// work grows with the number of links and no faster.
func linkRules(s *set, p *page) {
	sc := linkScanner{text: p.Text}
	sc.visit = func(l link) { s.link(p, l) }
	sc.flaw = func(f flaw) { p.report(f.rule, f.at, f.message, f.fix, f.edits...) }
	definitions := p.definitions()
	if len(definitions) > 0 {
		sc.defined = make(map[string]bool, len(definitions))
	}
	for _, d := range definitions {
		sc.defined[d.label] = true
		s.link(p, link{kind: definitionLink, dest: d.dest})
	}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		switch b.Kind {
		case model.HeadingBlock, model.ParagraphBlock:
			sc.scanIfLinked(b.Text)
		case model.CommentBlock:
			if !strings.HasPrefix(strings.TrimLeft(p.text(b.Span), " "), "<!--") {
				sc.html(b.Span)
			}
		case model.TableBlock, model.HTMLTableBlock:
			if !mayLink(p.text(b.Span)) {
				continue
			}
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					sc.scanIfLinked(c)
				}
			}
		}
	}
	s.tabIncludes(p)
}

// scanIfLinked scans a span, if it can have links at all: most cells and paragraphs can't.
func (s *linkScanner) scanIfLinked(at model.Span) {
	if mayLink(s.text[at.Start:at.End]) {
		s.scan(at)
	}
}

func mayLink(text string) bool {
	return strings.IndexByte(text, '[') >= 0 || strings.IndexByte(text, '<') >= 0
}

// definition is [label]: destination, with the label normalised.
type definition struct {
	label string
	dest  model.Span
}

// definitions returns the link definitions of a page: lines of that form outside of all blocks,
// since Markdown takes them out of the text.
func (p *page) definitions() []definition {
	var out []definition
	for from := 0; ; {
		n := strings.Index(p.Text[from:], "]:")
		if n < 0 {
			return out
		}
		at := from + n
		from = at + 2
		start := strings.LastIndexByte(p.Text[:at], '\n') + 1
		start += len(p.Text[start:at]) - len(strings.TrimLeft(p.Text[start:at], " >"))
		if p.Text[start] != '[' || p.blockAt(int32(start)) != nil {
			continue
		}
		label, end, ok := labelAt(p.Text, start)
		if !ok || end != at+1 {
			continue
		}
		if dest, stop := bareDestination(p.Text, skipSpace(p.Text, from)); stop > 0 && dest.End > dest.Start {
			out = append(out, definition{normalLabel(label), dest})
		}
	}
}

// blockAt returns the block that holds an offset, nil if none does.
func (p *page) blockAt(offset int32) *model.Block {
	i := sort.Search(len(p.Blocks), func(i int) bool { return p.Blocks[i].Start >= offset })
	if i < len(p.Blocks) && p.Blocks[i].Start == offset {
		return &p.Blocks[i]
	}
	if i == 0 || p.Blocks[i-1].End <= offset {
		return nil
	}
	return &p.Blocks[i-1]
}

// link checks where a link leads.
func (s *set) link(p *page, l link) {
	raw := p.text(l.dest)
	switch {
	case l.kind == undefinedLink:
		p.undefined(l.dest, raw)
		return
	case raw == "" && l.kind == inlineLink:
		p.report(model.RuleLinkMissing, l.dest, "the link leads nowhere: its parentheses are empty", "write the path of the page that it is for")
		return
	case l.takesIn == "INCLUDE", l.takesIn == "VIDEO", raw == "":
		return // resolve has looked for what is included
	case s.ofSite(raw):
		raw = "~" + raw
	case isExternal(raw):
		return
	}
	target, anchor := splitDestination(raw)
	if target == "" {
		s.anchor(p, l, p, anchor)
		return
	}
	name := s.targetPath(p, target)
	if to := s.byPath[name]; to != nil {
		to.linked.Store(true)
		if strings.IndexByte(raw, '\\') >= 0 {
			p.backslash(l.dest, relative(path.Dir(p.Path), name))
		}
		if anchor == "" {
			s.linkOfOther(p, l, to)
		}
		s.anchor(p, l, to, anchor)
		return
	}
	s.lost(p, l, name, anchor)
}

// backslash reports a path that only Windows understands, and what to write instead.
func (p *page) backslash(at model.Span, mended string) {
	if n := strings.IndexAny(p.text(at), "?#"); n >= 0 {
		at.End = at.Start + int32(n)
	}
	if strings.IndexByte(p.text(at), '\\') >= 0 {
		p.report(model.RuleBackslash, at, p.text(at)+" has a backslash, which is no separator in links", "write "+mended, model.Edit{Span: at, New: mended})
	}
}

// ofSite reports whether a destination is a path from the docs root: one to a page, where the
// docs' own config says which paths lead to other parts of the site.
func (s *set) ofSite(dest string) bool {
	if dest[0] != '/' || len(s.Docs.IgnoredPaths) == 0 || strings.HasPrefix(dest, "//") {
		return false
	}
	target, _, _ := strings.Cut(dest, "#")
	return strings.HasSuffix(target, ".md") &&
		!slices.ContainsFunc(s.Docs.IgnoredPaths, func(ignored string) bool { return strings.HasPrefix(dest, ignored) })
}

// isExternal reports whether a destination is not a file of the docs: it has a scheme, names
// a host, or is the path of the site (/graph/overview), which other docs sets are part of.
func isExternal(dest string) bool {
	if dest[0] == '/' || dest[0] == '\\' && !strings.HasPrefix(dest, `\#`) {
		return true
	}
	i := strings.IndexAny(dest, ":/?#")
	return i > 0 && dest[i] == ':'
}

// splitDestination returns the path and the anchor of a destination, both as they are
// looked up.
func splitDestination(dest string) (target, anchor string) {
	if strings.IndexByte(dest, '&') >= 0 {
		dest = html.UnescapeString(dest)
	}
	target, anchor, _ = strings.Cut(dest, "#")
	target, _, _ = strings.Cut(target, "?")
	if strings.IndexByte(target, '\\') >= 0 {
		target = unescapePath(target)
	}
	return unescapeURL(target), unescapeURL(anchor)
}

// unescapePath drops the backslashes before punctuation, as Markdown does; the others
// separate folders, as Windows has it.
func unescapePath(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' {
			if i+1 < len(s) && isPunctuation(s[i+1]) {
				continue
			}
			c = '/'
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unescapeURL(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	if out, err := url.PathUnescape(s); err == nil {
		return out
	}
	return s
}

// lost reports a link to something that is no page of the set, unless the file is there.
func (s *set) lost(p *page, l link, name, anchor string) {
	if s.Files == nil {
		return
	}
	at := spanAt(int(l.dest.Start), int(l.dest.End))
	written := p.text(at)
	if s.Files.Outside(name) {
		p.report(model.RuleLinkOutside, at, written+" leads out of the docs", "link to the published page: https://… or /…")
		return
	}
	actual := s.byLower[strings.ToLower(name)]
	if actual == "" {
		var ok bool
		if actual, ok = s.Files.Exists(name); ok {
			return
		}
	}
	if actual == "" {
		s.missing(p, at, name)
		return
	}
	mended := p.inCase(at, actual)
	f := p.report(model.RuleLinkCase, mended.Span, written+" is there as "+path.Base(actual)+"; hosts that mind the case don't find it",
		"write "+mended.New, mended)
	if to := s.byPath[actual]; to != nil {
		if lower := lowerName(actual); lower != "" && !s.habits.capitals { // page/file-name-case asks for another name
			f.Fix, f.Edits = "rename the file to "+lower+", and write that here", nil
		}
		to.linked.Store(true)
		if anchor == "" {
			s.linkOfOther(p, l, to)
		}
		s.anchor(p, l, to, anchor)
	}
}

// inCase returns the edit that gives a destination the case of the file that is there.
func (p *page) inCase(at model.Span, actual string) model.Edit {
	written := p.text(at)
	n := len(written)
	if i := strings.IndexAny(written, "?#"); i >= 0 {
		n = i
	}
	at.End = at.Start + int32(n)
	written = written[:n]
	parts, there := strings.Split(written, "/"), strings.Split(actual, "/")
	for i := 1; i <= min(len(parts), len(there)); i++ {
		if a := &parts[len(parts)-i]; strings.EqualFold(*a, there[len(there)-i]) {
			*a = there[len(there)-i]
		}
	}
	return model.Edit{Span: at, New: strings.Join(parts, "/")}
}

// missing reports a path that isn't there, with the only page of that name, if there is one.
func (s *set) missing(p *page, at model.Span, name string) {
	message := p.text(at) + " is not there"
	base := strings.ToLower(path.Base(name))
	if path.Ext(base) == "" {
		base += ".md" // as other tools let authors write it
	}
	only := s.byBase[base]
	if only == "" {
		p.report(model.RuleLinkMissing, at, message, "correct the path, or leave the link out")
		return
	}
	if n := strings.IndexAny(p.text(at), "?#"); n >= 0 {
		at.End = at.Start + int32(n)
	}
	mended := relative(path.Dir(p.Path), only)
	p.report(model.RuleLinkMissing, at, message, "write "+mended, model.Edit{Span: at, New: mended}).Unsafe = true
}

// relative returns the path of a page from a folder.
func relative(from, to string) string {
	a, b := strings.Split(path.Clean(from), "/"), strings.Split(to, "/")
	if a[0] == "." {
		a = nil
	}
	n := 0
	for n < len(a) && n < len(b)-1 && a[n] == b[n] {
		n++
	}
	return strings.Repeat("../", len(a)-n) + strings.Join(b[n:], "/")
}

// undefined reports [text][label] without a definition, if it looks like a link and not like
// the indexes of an array.
func (p *page) undefined(at model.Span, label string) {
	if label == "" || label[0] == '^' || label[0] == '?' || label[0] == '$' || isDigit(label[0]) && len(label) < 3 {
		return
	}
	p.report(model.RuleUndefinedReference, at, "nothing defines ["+label+"], so readers see the brackets",
		"add the line ["+label+"]: and its destination, or write the destination in parentheses")
}

// orphans reports the pages that nothing leads to: no link and no table of contents.
func orphans(s *set) {
	contents := map[string]bool{}
	if s.Contents != nil {
		for _, name := range s.Contents() {
			contents[name] = true
		}
	}
	for i := range s.pages {
		p := &s.pages[i]
		if base := strings.ToLower(path.Base(p.Path)); p.linked.Load() || base == "index.md" || base == "readme.md" || base == "toc.md" {
			continue
		}
		if !contents[p.Path] && !s.Docs.Skips(p.Path) {
			p.report(model.RuleOrphan, spanOf(p.Title.Pos), "no page and no table of contents leads to this page", "link to it, or delete it")
		}
	}
}
