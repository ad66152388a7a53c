package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// conceptual reports whether a page speaks of an API and documents neither an operation nor a
// type: a guide, a tutorial, a README file. Its requests are examples of all sorts.
func (p *page) conceptual() bool {
	if docType := p.FrontMatterValue("doc_type").Value; docType != "" {
		return docType == "conceptualPageType"
	}
	return len(p.operations) == 0 && !slices.ContainsFunc(p.Sections, func(s model.Section) bool {
		switch s.Kind {
		case model.SectionHTTPRequest, model.SectionProperties, model.SectionRelationships, model.SectionMethods, model.SectionMembers:
			return true
		}
		return false
	})
}

// pageRules checks the file's name, its code blocks and its tags.
func pageRules(s *set, p *page) {
	p.fileName(s)
	p.tags()
	p.conflicts()
	for i := range p.Blocks {
		switch b := &p.Blocks[i]; {
		case b.Kind == model.ParagraphBlock, b.Indented:
			p.plainHeadings(b)
		case b.Kind != model.CodeBlock:
		case b.Info != "":
			p.fenceSpelling(b)
		case !s.habits.plainCode:
			p.fenceLanguage(i)
		}
	}
}

// languages are the names that code blocks of such docs give for their language.
var languages = []string{
	"http", "json", "jsonc", "xml", "html", "javascript", "typescript", "csharp", "java", "objc", "objective-c", "python", "powershell", "msgraph-interactive", "msgraph",
	"bash", "shell", "text", "txt", "yaml", "odata", "console", "ruby", "swift", "kotlin", "azurecli", "markdown", "output", "curl", "php", "perl", "rust", "sql", "css",
	"cmd", "ini", "toml", "diff", "xaml", "http-interactive", "graphql", "jsx", "tsx", "cpp", "html+razor", "jsonl", "json5", "hjson", "dotnetcli", "proto", "protobuf", "scala", "dart",
}

// fenceSpelling reports a language that is the one of samples misspelt. Others are those of no
// samples, and there are too many.
func (p *page) fenceSpelling(b *model.Block) {
	if slices.Contains(languages, b.Info) {
		return // as nearly all are
	}
	word := strings.ToLower(firstWord(b.Info))
	if len(word) < 3 || slices.Contains(languages, word) {
		return
	}
	meant, ok := near.Word(word, slices.Values([]string{"http", "json", "msgraph-interactive"}), 1)
	if !ok || meant != p.languageOf(b) && len(word) < shortest {
		return
	}
	at := p.within(p.pos(p.lineOf(b.Start)), b.Info)
	at.End = at.Start + int32(len(word))
	if strings.EqualFold(p.text(at), word) {
		p.report(model.RuleFenceLanguage, at, "there is no language "+clip(word), "write "+meant, model.Edit{Span: at, New: meant})
	}
}

// fileName reports names that are awkward in links.
func (p *page) fileName(s *set) {
	at := spanAt(0, 0)
	base := path.Base(p.Path)
	if i := strings.IndexAny(base, " %#?&+\"'<>()[]\\|;:"); i >= 0 {
		p.report(model.RuleFileName, at, "the name of the file, "+base+", has "+quoteRune(base[i:]), "use letters, digits, hyphens and dots")
		return
	}
	if lower := lowerName(p.Path); lower != "" && !s.habits.capitals {
		p.report(model.RuleFileNameCase, at, "the name of the file, "+base+", has upper-case letters; on hosts that mind the case, links often miss it", "rename it to "+lower)
	}
}

// lowerName returns the name of a file in lower case, "" if it is, or should not be.
func lowerName(name string) string {
	base := path.Base(name)
	lower := strings.ToLower(base)
	if lower == base || ofRepository(base) {
		return ""
	}
	return lower
}

// ofRepository reports whether a file is one that repositories have for those who work on them,
// by its name, or a table of contents.
func ofRepository(name string) bool {
	switch strings.ToLower(path.Base(name)) {
	case "readme.md", "contributing.md", "license.md", "changelog.md", "security.md", "support.md", "code_of_conduct.md", "toc.md":
		return true
	}
	return false
}

func quoteRune(s string) string {
	if s[0] == ' ' {
		return "a blank"
	}
	return "the character " + s[:1]
}

// tags reports marks that don't come in pairs: what stands between [TAGS=…] and [END] is for
// some readers only.
func (p *page) tags() {
	open := model.Span{}
	for from := 0; ; {
		n := strings.IndexByte(p.Text[from:], '[')
		if n < 0 {
			break
		}
		at := from + n
		from = at + 1
		rest := p.Text[at:]
		begins, ends := strings.HasPrefix(rest, "[TAGS="), strings.HasPrefix(rest, "[END]")
		if !begins && !ends {
			continue
		}
		line := p.lineOf(int32(at))
		text := strings.TrimSpace(p.text(line))
		if begins && !strings.HasSuffix(text, "]") || ends && text != "[END]" || strings.TrimSpace(p.Text[line.Start:at]) != "" || p.inCode(int32(at)) {
			continue
		}
		switch {
		case begins && open.End > 0:
			p.report(model.RuleTags, open, "the tags are not closed before others begin", "add a line [END] before the next [TAGS=…]")
			open = line
		case begins:
			open = line
		case open.End == 0:
			p.report(model.RuleTags, line, "[END] closes nothing", "leave it out, or begin with a line [TAGS=…]")
		default:
			open = model.Span{}
		}
	}
	if open.End > 0 {
		p.report(model.RuleTags, open, "the tags are never closed", "add a line [END] where they end")
	}
}

// inCode reports whether an offset is in a code block or a comment.
func (p *page) inCode(offset int32) bool {
	b := p.blockAt(offset)
	return b != nil && (b.Kind == model.CodeBlock || b.Kind == model.CommentBlock)
}

// fenceLanguage reports a code block that no language is given for.
func (p *page) fenceLanguage(i int) {
	b := &p.Blocks[i]
	line := p.lineOf(b.Start)
	mark := model.Span{Start: b.Start, End: line.End}
	fix := "write it behind the opening fence: ```http, ```json, ```text"
	var edits []model.Edit
	if language := p.languageOf(b); language != "" {
		fix = "write ```" + language
		if i > 0 && p.Blocks[i-1].Members != nil || language == "json" && !b.Sample {
			end := b.Start + int32(len(strings.TrimRight(p.text(mark), " \t")))
			edits = []model.Edit{{Span: model.Span{Start: end, End: mark.End}, New: language}}
		}
	}
	p.report(model.RuleFenceLanguage, mark, "the code block doesn't say what language it is in", fix, edits...)
}

// languageOf returns the language of a code block, if it shows.
func (p *page) languageOf(b *model.Block) string {
	text := strings.TrimSpace(p.text(b.Text))
	first := firstWord(text)
	switch {
	case strings.HasPrefix(text, "HTTP/"), first == "GET", first == "POST", first == "PATCH", first == "PUT", first == "DELETE":
		return "http"
	case strings.HasPrefix(text, "{") && jsonscan.Valid(text), strings.HasPrefix(text, "[") && jsonscan.Valid(text):
		return "json"
	}
	return ""
}

// closeFence closes a code block where the parser took it to end. Somebody has to look whether
// that is right.
func closeFence(p *page, f *model.Finding) {
	b := p.blockAt(f.Pos.Start)
	if b == nil || b.Kind != model.CodeBlock {
		return
	}
	mark := p.text(b.Span)
	mark = mark[:len(mark)-len(strings.TrimLeft(mark, mark[:1]))]
	end := b.Start + int32(len(strings.TrimRight(p.text(model.Span{Start: b.Start, End: max(b.End, b.Text.End)}), " \t\r\n")))
	f.Edits, f.Unsafe = []model.Edit{{Span: model.Span{Start: end, End: end}, New: p.lineEnd() + mark}}, true
}

// closeComment closes an annotation behind its object.
func closeComment(p *page, f *model.Finding) {
	b := p.blockAt(f.Pos.Start)
	if b == nil || b.Kind != model.CommentBlock || b.Members == nil || b.End == int32(len(p.Text)) {
		return
	}
	text := strings.TrimRight(p.text(b.Span), " \t\r\n")
	if strings.HasSuffix(text, "}") {
		end := b.Start + int32(len(text))
		f.Edits = []model.Edit{{Span: model.Span{Start: end, End: end}, New: " -->"}}
	}
}

// lineEnd returns how the lines of the page end.
func (p *page) lineEnd() string {
	if strings.Contains(p.Text, "\r\n") {
		return "\r\n"
	}
	return "\n"
}
