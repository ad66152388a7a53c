package lint

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// marks are what Markdown has that plain text hasn't: strong text, code and links; each with what is
// left of it.
var marks = []struct {
	find *regexp.Regexp
	text string
}{
	{regexp.MustCompile(`\*\*([^*]+)\*\*`), "$1"},
	{regexp.MustCompile("`([^`]+)`"), "$1"},
	{regexp.MustCompile(`\[([^\[\]]+)\]\([^()\s]+\)`), "$1"},
}

// description reports Markdown in the description, which search engines show as it is written.
func (p *page) description() {
	i := slices.IndexFunc(p.FrontMatter, func(f model.Field) bool { return f.Key == "description" })
	if i < 0 || p.Slug != "" {
		return
	}
	at := spanOf(p.FrontMatter[i].Pos)
	text := p.text(at)
	const longest = 1000
	if len(text) > longest || strings.Contains(text, "\n") || strings.Contains(text, "TODO") {
		return
	}
	mended := text
	for _, m := range marks {
		if !strings.ContainsAny(text, "*`[") { // nearly all
			break
		}
		mended = m.find.ReplaceAllString(mended, m.text)
	}
	quote := strings.HasPrefix(strings.Trim(text, `"' `), ">")
	if left := strings.Contains(mended, "**") || strings.Contains(mended, "`") || quote; mended != text && !left {
		p.report(model.RuleDescription, at, "the description holds Markdown, searches show it as it is written", "write plain text", model.Edit{Span: at, New: mended})
	} else if left {
		p.report(model.RuleDescription, at, "the description is cut out of the Markdown of the page", "write a sentence in plain text")
	} else {
		p.borrowed(at, p.FrontMatter[i].Value)
	}
}

// borrowed reports a description that is a sentence of a section which nearly all pages have, and so
// says nothing of this one.
func (p *page) borrowed(at model.Span, description string) {
	const short = 20
	if len(description) < short {
		return
	}
	place, from := int32(-1), at.End
	for { // searching backwards takes many times as long, and few pages have it twice
		n := strings.Index(p.Text[from:], description)
		if n < 0 {
			break
		}
		place = from + int32(n)
		from = place + int32(len(description))
	}
	if place < 0 {
		return
	}
	for i := range p.Sections {
		if i+1 < len(p.Sections) && p.Sections[i+1].Heading.Pos.Start < place {
			continue
		}
		switch sec := &p.Sections[i]; sec.Kind {
		case model.SectionPermissions, model.SectionHTTPRequest, model.SectionHeaders, model.SectionQuery, model.SectionJSON:
			f := p.report(model.RuleDescription, at, "the description is a sentence of the section "+clip(sec.Heading.Value)+" and doesn't describe the page", "say what the page is about")
			f.Related = []model.Position{sec.Heading.Pos}
		}
		return
	}
}
