package resolve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"go/token"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// splitWords splits an identifier of any style into words: displayName, _x_y,
// files/fileName, HTMLBody. The words are substrings.
func splitWords(s string) []string {
	words := make([]string, 0, 4)
	for w := range eachWord(s) {
		words = append(words, w)
	}
	return words
}

// eachWord yields the words that splitWords returns.
func eachWord(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, before := -1, rune(0) // of the word; the rune before
		for i, c := range s {
			letter := unicode.IsLetter(c) || unicode.IsDigit(c)
			if start >= 0 && (!letter || unicode.IsUpper(c) && startsWord(s[i:], c, before)) {
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
			if letter && start < 0 {
				start = i
			}
			before = c
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

// startsWord reports whether a capital inside an identifier starts a word: after a
// small letter, or before one when it ends a run of capitals (HTMLBody), but not in
// the plural of capitals (userIDs).
func startsWord(rest string, c, before rune) bool {
	if !unicode.IsUpper(before) {
		return true
	}
	rest = rest[utf8.RuneLen(c):]
	next, n := utf8.DecodeRuneInString(rest)
	if !unicode.IsLower(next) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest[n:])
	return next != 's' || n != len(rest) && !unicode.IsUpper(after)
}

// lastWord returns the last word of an identifier, and what stands before it.
func lastWord(s string) (before, word string) {
	for w := range eachWord(s) {
		word = w
	}
	if word == "" {
		return s, ""
	}
	return s[:strings.LastIndex(s, word)], word
}

// exported makes an exported Go identifier of a name in any style.
func exported(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for w := range eachWord(s) {
		writeCapitalised(&b, w)
	}
	name := b.String()
	if name == "" {
		return "X"
	}
	if first, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(first) { // a digit, or a script without capitals
		name = "X" + name
	}
	return name
}

// writeCapitalised writes a word as part of an exported identifier.
func writeCapitalised(b *strings.Builder, w string) {
	if len(w) <= maxInitialism && mayBeInitialism(w) {
		b.WriteString(capitalise(w))
		return
	}
	first, n := utf8.DecodeRuneInString(w)
	b.WriteRune(unicode.ToUpper(first))
	b.WriteString(w[n:])
}

// mayBeInitialism reports whether capitalise writes more of a word in capitals than its
// first letter.
func mayBeInitialism(w string) bool {
	var room fold.Room
	lower := fold.Append(room[:0], w)
	if len(lower) == 0 {
		return false
	}
	return string(lower) == "odata" || model.IsInitialism(string(lower)) || model.IsInitialism(string(lower[:len(lower)-1]))
}

// maxInitialism is a length that no initialism has, nor its plural.
const maxInitialism = 8

// capitalise returns a word as part of an exported identifier.
func capitalise(w string) string {
	if len(w) <= maxInitialism && mayBeInitialism(w) {
		var room fold.Room
		lower := fold.Append(room[:0], w)
		if string(lower) == "odata" {
			return "OData"
		}
		if model.IsInitialism(string(lower)) {
			return strings.ToUpper(w)
		}
		if root, ok := bytes.CutSuffix(lower, []byte("s")); ok && model.IsInitialism(string(root)) {
			return strings.ToUpper(string(root)) + "s"
		}
	}
	first, n := utf8.DecodeRuneInString(w)
	if upper := unicode.ToUpper(first); upper != first {
		return string(upper) + w[n:]
	}
	return w
}

// unexported makes an unexported Go identifier that is no keyword and no
// predeclared name.
func unexported(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for w := range eachWord(s) {
		if b.Len() == 0 {
			b.WriteString(strings.ToLower(w))
			continue
		}
		writeCapitalised(&b, w)
	}
	name := b.String()
	if name == "" {
		return "value"
	}
	if first, _ := utf8.DecodeRuneInString(name); !unicode.IsLetter(first) || unicode.IsUpper(first) { // 𝒳 has no small form
		name = "x" + name
	}
	if token.IsKeyword(name) || predeclared[name] {
		name += "Value"
	}
	return name
}

// predeclared are the names that a parameter must not hide: Go's own, and those
// that generated methods use.
var predeclared = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(`any append bool byte cap clear close comparable complex complex64 complex128
		copy delete error false float32 float64 imag int int8 int16 int32 int64 iota len make max min new nil panic
		print println real recover rune string true uint uint8 uint16 uint32 uint64 uintptr
		ctx body opts contentType s c args http json context io iter strconv fmt strings time errors url`) {
		m[n] = true
	}
	return m
}()

// singular returns the singular of an English plural; docs name path segments in
// the plural and the objects in them in the singular.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "series"), strings.HasSuffix(w, "species"):
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "uses") && len(w) > 5 && w[len(w)-5] != 'a' && w[len(w)-5] != 'o': // statuses, not causes or houses
		return w[:len(w)-2]
	case strings.HasSuffix(w, "iases"), strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"), !strings.HasSuffix(w, "s"), len(w) < 3:
		return w
	}
	return w[:len(w)-1]
}

// singularName returns a camel-case name with every word in the singular:
// countriesRegions → countryRegion.
func singularName(name string) string {
	words := splitWords(name)
	for i := range words {
		words[i] = singular(words[i])
	}
	return strings.Join(words, "")
}

// singularLast returns a camel-case name with its last word in the singular: salesInvoices → salesInvoice.
func singularLast(name string) string {
	before, word := lastWord(name)
	return before + singular(word)
}

// fileStem makes a file name of an exported identifier: MessageRule →
// message_rule.
func fileStem(name string) string {
	words := splitWords(name)
	for i := range words {
		words[i] = strings.ToLower(words[i])
	}
	stem := strings.Join(words, "_")
	if len(stem) <= maxStem {
		return stem
	}
	sum := sha256.Sum256([]byte(stem))
	cut := maxStem
	for !utf8.RuneStart(stem[cut]) {
		cut--
	}
	return stem[:cut] + "_" + hex.EncodeToString(sum[:4])
}

// maxStem is the length at which the names of generated files are cut; file systems
// stop at 255 bytes.
const maxStem = 100
