package lint

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/docbind/docbind/model"
)

// promisedBodies looks for sentences that promise a body with 204, which has none.
func (p *page) promisedBodies() {
	last := int32(-1)
	for i := range p.Returns {
		r := &p.Returns[i]
		if r.Status != noContent || len(r.Others) > 0 || r.Nothing || r.Pos.Path() != p.Path || r.Pos.Start == last {
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

// promisedReasons looks for sentences that give a status the reason of another one, or one that
// there is not: `204 OK`.
func (p *page) promisedReasons() {
	last := int32(-1)
	for i := range p.Returns {
		r := &p.Returns[i]
		if r.Pos.Path() != p.Path || r.Pos.Start <= last || r.Status == 0 {
			continue
		}
		last = r.Pos.Start
		text, from := p.text(spanOf(r.Pos)), 0
		for {
			n := strings.IndexByte(text[from:], '`')
			if n < 0 {
				break
			}
			code, _, shut := strings.Cut(text[from+n+1:], "`")
			if !shut {
				break
			}
			start := from + n + 1
			from = start + len(code) + 1
			p.promisedReason(spanAt(int(r.Pos.Start)+start, int(r.Pos.Start)+start+len(code)), code)
		}
	}
}

// promisedReason checks a piece of code if it is a status code with words behind it.
func (p *page) promisedReason(at model.Span, code string) {
	const digits = 3
	if len(code) <= digits || !isDigit(code[0]) || !isDigit(code[1]) || !isDigit(code[2]) || isDigit(code[digits]) {
		return
	}
	status, _ := strconv.Atoi(code[:digits])
	wants := model.Reasons(status)
	if len(wants) == 0 {
		return
	}
	words := reasonWords(code[digits:])
	reason, want := strings.Join(words, " "), wants[0]
	begins := func(want string) bool {
		return strings.HasPrefix(strings.ToLower(reason), strings.ToLower(strings.Join(reasonWords(want), " ")))
	}
	if slices.ContainsFunc(wants, begins) {
		return
	}
	for len(words) > 0 && slices.Contains(statusWords, strings.ToLower(words[len(words)-1])) {
		words = words[:len(words)-1]
	}
	reason = strings.Join(words, " ")
	if reason == "" || strings.Trim(strings.ToLower(reason), "abcdefghijklmnopqrstuvwxyz ") != "" {
		return
	}
	meant := p.statusOf(status, reason)
	mended := strconv.Itoa(meant) + " " + http.StatusText(meant)
	f := p.report(model.RuleStatusReason, at, "the reason of "+code[:digits]+" is "+want+", not "+clip(reason), "write "+mended, model.Edit{Span: at, New: mended})
	f.Unsafe = !strings.EqualFold(strings.ReplaceAll(reason, " ", ""), strings.ReplaceAll(want, " ", ""))
}

// statusWords are what a status is called, which is no reason.
var statusWords = []string{"code", "codes", "error", "errors", "response", "status"}

// reasonWords returns the words of a reason: Multi-Status has two.
func reasonWords(reason string) []string {
	return strings.FieldsFunc(reason, func(c rune) bool { return c == ' ' || c == ',' || c == '-' || c == ':' })
}

// statusOf returns which of a status and that of a reason is meant: the one that an answer of the
// page has, if only one has.
func (p *page) statusOf(status int, reason string) int {
	shown := func(code int) bool {
		return slices.ContainsFunc(p.Samples, func(s model.Sample) bool { return s.Kind == model.ResponseSample && s.Status == code })
	}
	for i := range p.Samples {
		if other := p.Samples[i].Status; strings.EqualFold(http.StatusText(other), reason) && !shown(status) {
			return other
		}
	}
	return status
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
