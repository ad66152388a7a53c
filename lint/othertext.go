package lint

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// otherText holds the answer to a request that creates or changes an entity against what the request
// sets: texts that people write come back as they are sent.
func (p *page) otherText(s *set, x example) {
	if x.op.Method == "GET" || x.op.Result.Kind != model.ValueResult || x.response.Status >= 300 {
		return
	}
	sent, at := p.bodyOf(&x.request.Body)
	shown, shownAt := p.bodyOf(&x.response.Body)
	t := s.types.byName[x.op.Result.Type.Name]
	if t != nil && t.Kind == model.StructType {
		p.textsOf(s, t, jsonMember{value: sent, valueAt: at}, jsonMember{value: shown, valueAt: shownAt})
	}
}

// textsOf holds the texts of an object that is sent against those of the one that comes back.
func (p *page) textsOf(s *set, t *model.Type, sent, shown jsonMember) {
	const long = 1 << 16 // bytes: each member of the one is looked for in the other
	if sent.value == "" || shown.value == "" || sent.value[0] != '{' || shown.value[0] != '{' || len(sent.value)+len(shown.value) > long {
		return
	}
	var list []jsonMember // of what is shown, once it is asked for
	for _, m := range membersOf(sent.value, sent.valueAt) {
		text := m.value[0] == '"' && freeText(m.name)
		if !text && m.value[0] != '{' {
			continue
		}
		f := t.Field(m.name)
		if f == nil || f.Type.Collection {
			continue
		}
		if list == nil {
			list = membersOf(shown.value, shown.valueAt)
		}
		switch other := memberNamed(list, m.name); {
		case other == nil:
		case !text:
			if inner := s.types.byName[f.Type.Name]; inner != nil && inner.Kind == model.StructType {
				p.textsOf(s, inner, m, *other)
			}
		case other.value[0] == '"' && f.Type.Name == "Edm.String" && len(f.Values) == 0:
			p.sameText(m, *other)
		}
	}
}

// sameText reports a text that comes back otherwise. A service may write it in another case, or
// add to it.
func (p *page) sameText(sent, shown jsonMember) {
	const slip = 2 // letters, which nobody adds on purpose
	was, is := jsonscan.String(sent.value), jsonscan.String(shown.value)
	if was == is || !words(was, sent.name) || !words(is, sent.name) {
		return
	}
	a, b := strings.ToLower(was), strings.ToLower(is)
	if a == b || max(len(a)-len(b), len(b)-len(a)) > slip && (strings.Contains(a, b) || strings.Contains(b, a)) {
		return
	}
	p.report(model.RuleOtherText, shown.valueSpan(), fmt.Sprintf("the answer has %s for %s, the request sends %s", clip(shown.value), sent.name, clip(sent.value)), "").Related = []model.Position{p.pos(sent.valueSpan())}
}

// texts are the last words of the names of properties that hold what people write.
var texts = map[string]bool{
	"name": true, "title": true, "subject": true, "topic": true, "description": true, "notes": true, "note": true,
	"reason": true, "justification": true, "comment": true, "comments": true,
}

// freeText reports whether a property holds what people write, by its name: displayName, not hostName.
func freeText(name string) bool {
	if strings.HasPrefix(name, "description") {
		return true
	}
	last := name[strings.LastIndexFunc(name, unicode.IsUpper)+1:]
	if last != name {
		last = name[len(name)-len(last)-1:]
	}
	var room fold.Room
	return texts[string(fold.Append(room[:0], last))] && (!strings.EqualFold(last, "name") || name == "name" || name == "displayName")
}

// words reports whether a value of a property is a text, nothing that stands for one, and no key: a date,
// an address or markup, which services write their own way.
func words(text, property string) bool {
	const least = 4 // letters
	lower := strings.ToLower(text)
	if strings.HasSuffix(lower, "value") || lower == "string" || strings.EqualFold(text, property) {
		return false
	}
	letters := 0
	for word := range strings.FieldsSeq(text) {
		word = strings.Trim(word, `.,;:!?()"'`)
		if strings.Trim(word, "0123456789") == "" {
			continue
		}
		if strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' }) {
			return false
		}
		letters += utf8.RuneCountInString(word)
	}
	return letters >= least
}
