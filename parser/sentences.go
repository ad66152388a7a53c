package parser

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
)

// sentences splits at full stops that end a sentence.
func sentences(text string) []span {
	var out []span
	start := 0
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '.' && text[i+1] == ' ' && !(i >= 3 && (text[i-3:i] == "e.g" || text[i-3:i] == "i.e")) {
			out = append(out, span{start, i + 1})
			start = i + 2
		}
	}
	return append(out, span{start, len(text)})
}

// statusesIn returns the first number in a sentence that is a status code, and those
// after it that are called so. A class of codes is none: 200-series.
func statusesIn(text string) (first int, others []int) {
	for i := 0; i+3 <= len(text); i++ {
		if text[i] < '1' || text[i] > '5' || !digit(text[i+1]) || !digit(text[i+2]) {
			continue
		}
		after := text[i+3:]
		if i > 0 && (wordByte(text[i-1]) || text[i-1] == '.') || after != "" && wordByte(after[0]) || strings.HasPrefix(after, "-series") {
			continue
		}
		code := int(text[i]-'0')*100 + int(text[i+1]-'0')*10 + int(text[i+2]-'0')
		switch {
		case first == 0:
			first = code
		case calledStatus(code, after) && code != first && !slices.Contains(others, code):
			others = append(others, code)
		}
	}
	return first, others
}

// calledStatus reports whether the text after a number says that it is a status code: by
// its reason, or by a word that codes stand before.
func calledStatus(code int, after string) bool {
	after = strings.TrimLeft(after, " ,`*")
	reason := http.StatusText(code)
	return reason != "" && fold.HasPrefix(after, reason) || fold.HasPrefix(after, "response") || fold.HasPrefix(after, "status")
}
