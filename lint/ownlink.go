package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// noVersion reports a request without the version that all others name, if its path shows that it
// isn't only another way to write a path: without the version, or without what stands in its
// place, it is one that the page documents.
func (p *page) noVersion(u *usual, at int32) {
	path := p.text(model.Span{Start: at, End: p.lineOf(at).End})
	first, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	second, _, _ := strings.Cut(rest, "/")
	documented := func(segment string) bool {
		return segment != "" && slices.ContainsFunc(p.Templates, func(t model.Template) bool {
			return strings.HasPrefix(t.Path.Value, "/"+segment+"/") || t.Path.Value == "/"+segment
		})
	}
	firstAt := model.Span{Start: at + 1, End: at + 1 + int32(len(first))}
	switch {
	case documented(first):
		p.report(model.RuleVersion, firstAt, "the request names no version, those of the pages around go to "+u.version, "write "+u.version+"/"+clip(first),
			model.Edit{Span: model.Span{Start: at, End: at}, New: "/" + u.version}).Unsafe = true
	case documented(second):
		p.report(model.RuleVersion, firstAt, "the request goes to "+clip(first)+", those of the pages around go to "+u.version, "write "+u.version,
			model.Edit{Span: firstAt, New: u.version}).Unsafe = true
	}
}

// ownLinks holds the links of answers to the service itself against what requests go to. The
// service makes them of the request, so another host or version there is left over from where the
// answer was taken.
func (p *page) ownLinks(u *usual, known map[string]bool) {
	for i := range p.Samples {
		s := &p.Samples[i]
		if s.Kind != model.ResponseSample || s.Body.Text.Pos.Path() != p.Path || int(s.Body.Text.Pos.End) > len(p.Text) {
			continue
		}
		text, at := p.text(spanOf(s.Body.Text.Pos)), int(s.Body.Text.Pos.Start)
		for from := 0; ; {
			const mark = `"@odata.`
			n := strings.Index(text[from:], mark)
			if n < 0 {
				break
			}
			from += n + len(mark)
			if start, end := ownLink(text, from); end > start {
				p.ownLink(u, known, text[start:end], int32(at+start))
			}
		}
	}
}

// ownLink returns where the value of a member is, whose name goes on at an offset, if that is the
// address of a context or of what follows.
func ownLink(text string, at int) (start, end int) {
	name, rest, _ := strings.Cut(text[at:], `"`)
	if name != "context" && name != "nextLink" && name != "deltaLink" {
		return 0, 0
	}
	value := strings.TrimLeft(rest, ": \t")
	if !strings.HasPrefix(value, `"http`) {
		return 0, 0
	}
	start = len(text) - len(value) + 1
	return start, start + max(strings.IndexAny(text[start:], "\"\n"), 0)
}

func (p *page) ownLink(u *usual, known map[string]bool, text string, at int32) {
	_, host, rest := split(text)
	version, _, _ := strings.Cut(rest, "/")
	version, _, _ = strings.Cut(version, "$")
	hostAt := at + int32(strings.Index(text, "://")+len("://"))
	span := model.Span{Start: hostAt, End: hostAt + int32(len(host))}
	switch {
	case host == "" || host != u.host && known[host]:
	case host != u.host && strings.HasSuffix(host, "."+u.host):
		p.report(model.RuleHost, span, "the answer links to the host "+clip(host)+", requests go to "+u.host, "write "+u.host, model.Edit{Span: span, New: u.host}).Unsafe = true
	case host != u.host || u.version == "" || version == u.version || p.conceptual():
	case !strings.EqualFold(version, u.version) && (model.IsVersion(version) || strings.HasPrefix(rest[len(version):], "/$metadata")):
		span = model.Span{Start: span.End + 1, End: span.End + 1 + int32(len(version))}
		p.report(model.RuleVersion, span, "the answer links to "+clip(version)+", requests go to "+u.version, "write "+u.version,
			model.Edit{Span: span, New: u.version}).Unsafe = !model.IsVersion(version)
	}
}
