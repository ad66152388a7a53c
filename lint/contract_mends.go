package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docbind/docbind/model"
)

// writeInstead puts what the fix says in the place of the word or string that a finding is
// about.
func writeInstead(p *page, f *model.Finding) {
	at := p.token(f.Pos.Start)
	if f.Rule != model.RuleResponseType || f.Fix != "" {
		f.Pos = p.pos(at)
	}
	name, ok := strings.CutPrefix(f.Fix, "write ")
	if !ok || strings.Contains(name, " ") {
		return
	}
	if p.Text[at.Start] == '"' {
		at = model.Span{Start: at.Start + 1, End: at.End - 1}
	}
	if written := p.text(at); f.Rule == model.RuleUndeclaredMember && memberCase(written) && !memberCase(name) && strings.EqualFold(written, name) {
		f.Fix = "write " + written + " where it is declared"
		return
	}
	f.Edits, f.Unsafe = []model.Edit{{Span: at, New: name}}, true
}

// token returns the JSON string or number, or the word, that begins at an offset.
func (p *page) token(start int32) model.Span {
	rest := p.Text[start:]
	end := strings.IndexAny(rest, " \t\r\n,:]}")
	switch {
	case strings.HasPrefix(rest, `"`):
		for end = 1; end < len(rest) && rest[end] != '"' && rest[end] != '\n'; end++ {
			if rest[end] == '\\' {
				end++
			}
		}
		end++
	case strings.HasPrefix(rest, "{"), strings.HasPrefix(rest, "["):
		end = 1
	}
	if end < 0 || end > len(rest) {
		end = len(rest)
	}
	return model.Span{Start: start, End: start + int32(max(end, min(1, len(rest))))}
}

// unquote takes the quotes off a boolean or a number, and says what to do with a member that is there twice.
func unquote(p *page, f *model.Finding) {
	at := p.token(f.Pos.Start)
	f.Pos = p.pos(at)
	value, quoted := strings.CutPrefix(p.text(at), `"`)
	value = strings.TrimSuffix(value, `"`)
	lower := strings.ToLower(value)
	_, err := strconv.ParseFloat(value, 64)
	switch {
	case strings.HasSuffix(f.Message, "differ in case only"):
		f.Fix = "leave one of both out"
		return
	case !quoted:
		return
	case strings.HasSuffix(f.Message, "a Boolean") && (lower == "true" || lower == "false"):
	case number(f.Message) && err == nil && strings.Trim(value, "-0123456789.") == "":
	default:
		return
	}
	f.Fix = "write it without quotes"
	f.Edits = []model.Edit{{Span: at, New: lower}}
}

// number reports whether a message says that a number is wanted.
func number(message string) bool {
	for _, name := range []string{"Int16", "Int32", "Int64", "Double", "Single", "Decimal"} {
		if strings.HasSuffix(message, " "+name) {
			return true
		}
	}
	return false
}

// oneStatus says what mends a status code that isn't that of the prose.
func oneStatus(_ *page, f *model.Finding) { f.Fix = "write one code in both places" }

// respell finds the value that a finding is about in the row that lists it, and puts the right spelling
// there if that is known.
func respell(p *page, f *model.Finding) {
	_, listed, _ := strings.Cut(f.Message, " lists ")
	old, _, found := strings.Cut(listed, ",")
	row := p.lineOf(f.Pos.Start)
	i := strings.Index(p.text(row), "`"+old+"`")
	if !found || i < 0 {
		return
	}
	at := spanAt(int(row.Start)+i+1, int(row.Start)+i+1+len(old))
	f.Pos = p.pos(at)
	if name, ok := strings.CutPrefix(f.Fix, "write "); ok {
		f.Unsafe, f.Edits = true, []model.Edit{{Span: at, New: name}}
	}
}

// nearestSegment writes the segment that a request line has in the place of one of a sample's path, if
// that is it with a slip in it. A plural is no slip.
func nearestSegment(p *page, f *model.Finding) {
	at := spanOf(f.Pos)
	segment := p.text(at)
	const many = 100 // request lines of a page; comparing with more takes long
	if !isWord(segment) || len(p.Templates) > many {
		return
	}
	path, n := p.segmentAt(f.Pos.Start)
	var known []string
	for i := range p.Templates {
		words := strings.Split(p.Templates[i].Path.Value, "/")
		if slices.Contains(words, segment) {
			return
		}
		if len(words) != path {
			continue // another segment is missing, or too many
		}
		if word := words[n]; isWord(word) && !plural(word, segment) && !plural(segment, word) {
			known = append(known, word)
		}
	}
	if meant, ok := misspelt(segment, slices.Values(known)); ok {
		f.Fix, f.Unsafe, f.Edits = "write "+meant, true, []model.Edit{{Span: at, New: meant}}
	}
}

// segmentAt returns how many parts the slashes cut the path of a sample into that an offset is in, and
// which of them is there.
func (p *page) segmentAt(at int32) (parts, n int) {
	for i := range p.Samples {
		if pos := p.Samples[i].Path.Pos; p.Samples[i].Path.Value != "" && pos.Start <= at && at < pos.End {
			return strings.Count(p.text(spanOf(pos)), "/") + 1, strings.Count(p.Text[pos.Start:at], "/")
		}
	}
	return 0, 0
}
