package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// flaw is a link, an include or an alert that readers see as text, since it isn't written as one.
type flaw struct {
	rule         string
	at           model.Span
	message, fix string
	edits        []model.Edit
}

// broken looks for a link that was meant where a bracket is closed and none is found: one whose
// parenthesis isn't closed, that has a blank before it, or that has brackets and parentheses
// the wrong way round.
func (s *linkScanner) broken(text string, b bracket, i int) {
	if s.flaw == nil {
		return
	}
	switch rest := text[i+1:]; {
	case strings.HasPrefix(rest, "("):
		s.unclosed(text, b, i)
	case strings.HasPrefix(rest, " ("):
		if dest, end := destination(text, i+3); end > 0 && pathLike(text[dest.Start:dest.End]) {
			s.flaw(flaw{model.RuleLinkSyntax, spanAt(b.at, end), "a blank stands between the text and the destination, so this is no link",
				"remove the blank", []model.Edit{{Span: spanAt(i+1, i+2)}}})
		}
	case text[b.at+1] == '!':
		s.alert(text, b, i)
	case b.at > 0 && text[b.at-1] == ')' && pathLike(text[b.at+1:i]):
		s.reversed(text, b, i)
	}
}

// unclosed reports a destination without the closing parenthesis, or with more behind it.
func (s *linkScanner) unclosed(text string, b bracket, i int) {
	dest, end := bareDestination(text, skipSpace(text, i+2))
	if end == 0 || !pathLike(text[dest.Start:dest.End]) {
		return
	}
	line := text[dest.End:min(len(text), int(dest.End)+maxDestination)]
	if n := strings.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	if n := strings.IndexAny(line, "()["); n >= 0 && line[n] == ')' && !inParentheses(text, b.at) {
		s.trailing(text, b, dest, end+n)
		return
	}
	written := text[dest.Start:dest.End]
	end = int(dest.Start) + len(strings.TrimRight(written, ".,;:"))
	shut := spanAt(end, end)
	if n := strings.IndexByte(written, ']'); n >= 0 { // in place of the parenthesis
		shut = spanAt(int(dest.Start)+n, int(dest.Start)+n+1)
	}
	s.flaw(flaw{model.RuleLinkSyntax, spanAt(b.at, max(end, int(shut.End))), "the parenthesis of the link is never closed, so this is none",
		"write ) behind the destination", []model.Edit{{Span: shut, New: ")"}}})
}

// inParentheses reports whether parentheses are open at an offset, on its line: the next closing one
// is theirs.
func inParentheses(text string, at int) bool {
	line := text[max(0, at-maxLabel):at]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	return strings.LastIndexByte(line, '(') > strings.LastIndexByte(line, ')')
}

// trailing reports a link with a blank between its parentheses, the closing one of which is at an
// offset.
func (s *linkScanner) trailing(text string, b bracket, dest model.Span, shut int) {
	f := flaw{rule: model.RuleLinkSyntax, at: spanAt(b.at, shut+1), message: "the destination has a blank, so this is no link",
		fix: "write %20 for the blank, or the destination in angle brackets"}
	if path.Ext(text[dest.Start:dest.End]) == ".md" {
		f.message, f.fix = "words follow the destination in the parentheses, so this is no link", "write them behind the closing parenthesis"
		f.edits = []model.Edit{{Span: spanAt(int(dest.End), int(dest.End)), New: ")"}, {Span: spanAt(shut, shut+1)}}
	}
	s.flaw(f)
}

// reversed reports (text)[destination].
func (s *linkScanner) reversed(text string, b bracket, i int) {
	line := text[max(0, b.at-maxLabel) : b.at-1]
	n := strings.LastIndexAny(line, "(\n")
	if n < 0 || line[n] == '\n' {
		return
	}
	words := line[n+1:]
	at := spanAt(b.at-len(words)-2, i+1)
	meant := "[" + words + "](" + text[b.at+1:i] + ")"
	s.flaw(flaw{model.RuleLinkSyntax, at, "text and destination are in each other's brackets, so this is no link", "write " + clip(meant),
		[]model.Edit{{Span: at, New: meant}}})
}

// unmarked reports [INCLUDE [text](destination)], which lacks its exclamation mark.
func (s *linkScanner) unmarked(text string, at int) {
	if s.flaw == nil || len(s.open) == 0 {
		return
	}
	start := s.open[len(s.open)-1].at
	if strings.TrimRight(text[start:at], " ") == "[INCLUDE" {
		s.flaw(flaw{model.RuleLinkSyntax, spanAt(start, at), "an include begins with an exclamation mark, so nothing is taken in here", "write [!INCLUDE",
			[]model.Edit{{Span: spanAt(start+1, start+1), New: "!"}}})
	}
}

// glued reports a link that follows a word or a mark without a blank, in text of ASCII: other scripts
// have no blanks between words.
func (s *linkScanner) glued(text string, b bracket, i int) {
	if s.flaw == nil || b.image || len(s.open) > 0 || b.at < 2 || !isLetter(text[b.at+1]) || strings.ContainsFunc(text[b.at:i], func(c rune) bool { return c > '~' }) {
		return
	}
	last, before := text[b.at-1], text[:b.at-1]
	const word = 3 // letters: un[documented] is one word
	end := text[max(0, b.at-word):b.at]
	letters := len(end) - len(strings.TrimRightFunc(end, isASCIILetter))
	mark := strings.IndexByte(",.;:", last) >= 0 && (isLetter(before[len(before)-1]) || before[len(before)-1] == ')')
	if !mark && letters < word {
		return
	}
	s.flaw(flaw{model.RuleLinkSyntax, spanAt(b.at, i+1), "no blank stands before the link", "write a blank before it", []model.Edit{{Span: spanAt(b.at, b.at), New: " "}}})
}

func isASCIILetter(c rune) bool { return c <= 'z' && isLetter(byte(c)) }

// alertKinds are what stands in the first line of a quote that is an alert.
var alertKinds = []string{"NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING"}

// alert reports [!WORD] where the word is a kind of alert misspelt.
func (s *linkScanner) alert(text string, b bracket, i int) {
	word := strings.ToUpper(text[b.at+2 : i])
	if slices.Contains(alertKinds, word) || strings.ContainsAny(word, " []()") {
		return
	}
	if meant, ok := misspelt(word, slices.Values(alertKinds)); ok {
		at := spanAt(b.at+2, i)
		s.flaw(flaw{model.RuleAlert, at, "there is no alert " + clip(text[b.at+2:i]), "write " + meant, []model.Edit{{Span: at, New: meant}}})
	}
}

// pathLike reports whether a text in parentheses or brackets can only be the destination of a
// link.
func pathLike(text string) bool {
	if strings.ContainsAny(text, " \t\n") {
		return false
	}
	for _, begin := range []string{"../", "./", "https://", "http://"} {
		if strings.HasPrefix(text, begin) {
			return true
		}
	}
	text, _, _ = strings.Cut(text, "#")
	return path.Ext(strings.TrimRight(text, ".,;:")) == ".md"
}
