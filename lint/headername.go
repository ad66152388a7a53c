package lint

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/model"
)

// knownHeaders are headers of HTTP and OData, as they are written.
var knownHeaders = []string{
	"Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Content-Type", "Content-type", "Content-Length", "Content-length", "Cache-Control", "Client-Request-Id", "Connection", "ConsistencyLevel", "Content-Disposition",
	"Content-Encoding", "Content-Language", "Content-Location", "Content-Range", "Content-Transfer-Encoding", "Cookie", "Date",
	"ETag", "Expires", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Unmodified-Since", "Last-Modified", "Link", "Location", "MIME-Version",
	"OData-MaxVersion", "OData-Version", "Operation-Location", "Origin", "Prefer", "Preference-Applied", "Range", "Request-Id", "Retry-After", "Server", "Set-Cookie",
	"Slug", "Transfer-Encoding", "User-Agent", "Vary", "WWW-Authenticate", "Workbook-Session-Id",
}

// knownMedia are types of media that bodies often have.
var knownMedia = []string{
	"application/json", "application/jsonl", "application/ld+json", "application/octet-stream", "application/pdf", "application/x-www-form-urlencoded", "application/xml",
	"application/zip", "image/gif", "image/jpeg", "image/jpg", "image/png", "image/svg+xml", "multipart/form-data", "multipart/mixed", "multipart/related",
	"text/calendar", "text/css", "text/csv", "text/html", "text/plain", "text/vcard", "text/xml",
}

// otherMedia are types of media that look like one of the known, and are none of them misspelt.
var otherMedia = []string{
	"application/bson", "application/fdf", "application/gzip", "application/json5", "application/jsonp", "image/apng", "image/jp2", "image/jpm", "image/jpx", "text/tsv", "text/xsl",
}

// shortest is how long a name has to be to tell a slip in it from another name.
const shortest = 6

// meantHeader returns the header that a name is when misspelt, "" if it is none of them.
func meantHeader(name string) string { return slip(name, knownHeaders) }

// slip returns the one of the known words that a word is with one letter wrong, or two if it is
// long; "" if it is one of them, or like none.
func slip(word string, known []string) string { return slipIn(word, known, len(word)) }

// slipIn is slip for a word in which so many letters tell it from others.
func slipIn(word string, known []string, letters int) string {
	if slices.Contains(known, word) {
		return "" // as nearly all are
	}
	same := func(k string) bool { return strings.EqualFold(k, word) }
	if len(word) < shortest || len(word) > 2*len("application/x-www-form-urlencoded") || slices.ContainsFunc(known, same) || strings.HasPrefix(strings.ToLower(word), "x-") {
		return ""
	}
	most := 1
	if letters > 2*shortest-2 {
		most = 2
	}
	meant, _ := near.Word(word, slices.Values(known), most)
	return meant
}

// meantMedia returns the type of media that a text is when misspelt, "" if it is none of them. What
// follows the slash is short, and one letter away from that of another: gzip, zip.
func meantMedia(media string) string {
	_, name, _ := strings.Cut(media, "/")
	if slices.Contains(otherMedia, strings.ToLower(media)) {
		return ""
	}
	return slipIn(media, knownMedia, len(name))
}

// headerNames looks for misspelt headers in a message, and for misspelt types of media.
func (p *page) headerNames(s *model.Sample) {
	for i := range s.Headers {
		h := &s.Headers[i]
		p.headerName(spanOf(h.Name.Pos), h.Name.Value)
		if !strings.EqualFold(h.Name.Value, "Content-Type") && !strings.EqualFold(h.Name.Value, "Accept") {
			continue
		}
		media, _, _ := strings.Cut(h.Value.Value, ";")
		media = strings.TrimSpace(media)
		if meant := meantMedia(media); meant != "" {
			at := p.within(h.Value.Pos, media)
			p.report(model.RuleHeaderName, at, "there is no type of media "+clip(media), "write "+meant, model.Edit{Span: at, New: meant})
		}
	}
}

// headerTable looks for misspelt headers in the tables of those that a request takes.
func (p *page) headerTable() {
	for i := range p.Parameters {
		if q := &p.Parameters[i]; q.In == model.InHeader && q.Name.Pos.Path() == p.Path {
			p.headerName(spanOf(q.Name.Pos), q.Name.Value)
			p.translated(q)
		}
	}
}

// translated reports a header whose name is in the language of the page: HTTP has only ASCII there
// (RFC 9110, section 5.6.2).
func (p *page) translated(q *model.Parameter) {
	name := q.Name.Value
	if strings.IndexFunc(name, func(c rune) bool { return c >= utf8.RuneSelf }) < 0 {
		return // as nearly all
	}
	if strings.IndexFunc(name, func(c rune) bool {
		return c != '-' && !unicode.IsLetter(c) && !unicode.IsMark(c) && !unicode.IsDigit(c)
	}) >= 0 {
		return
	}
	at := p.within(q.Name.Pos, name)
	if p.text(at) != name {
		return
	}
	f := p.report(model.RuleHeaderName, at, "no header is called "+clip(name)+": their names are ASCII", "write the name that is sent")
	if strings.HasPrefix(q.Description.Value, "Bearer") {
		f.Fix, f.Edits = "write Authorization", []model.Edit{{Span: at, New: "Authorization"}}
	}
}

func (p *page) headerName(at model.Span, name string) {
	meant := meantHeader(name)
	if meant == "" {
		return
	}
	if at = p.within(p.pos(at), name); p.text(at) != name {
		return
	}
	p.report(model.RuleHeaderName, at, "there is no header "+name, "write "+meant, model.Edit{Span: at, New: meant})
}
