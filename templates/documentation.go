package templates

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"
)

// documentation is what the docs say as text that the generated tests read: entries of one
// line each, and below them facts, which begin with a tab. A string costs the compiler next
// to nothing; as values, the same facts took as long to compile as half of the client.
type documentation struct{ text strings.Builder }

// entry begins an entry with the words of its line.
func (d *documentation) entry(words ...string) {
	for i, word := range words {
		if i > 0 {
			d.text.WriteByte(' ')
		}
		d.text.WriteString(oneWord(word))
	}
	d.text.WriteByte('\n')
}

// fact adds a fact to the entry. Spaces need quotes in its names, but not in its value.
func (d *documentation) fact(kind string, value string, names ...string) {
	d.text.WriteString("\t" + kind)
	for _, name := range names {
		d.text.WriteString(" " + oneWord(name))
	}
	d.text.WriteString(" " + asLine(value) + "\n")
}

// flag adds a fact that has no value.
func (d *documentation) flag(kind string) { d.text.WriteString("\t" + kind + "\n") }

// print prints the text, between backquotes.
func (d *documentation) print() *jen.Statement { return jen.Op("`\n" + d.text.String() + "`") }

// oneWord writes a string so that no space in it ends it.
func oneWord(s string) string {
	if strings.Contains(s, " ") {
		return quoted(s)
	}
	return asLine(s)
}

// asLine writes a string on one line, with quotes if something of it would be lost or
// couldn't be seen.
func asLine(s string) string {
	lost := strings.Contains(s, "`")
	if !plain(s) {
		lost = !strconv.CanBackquote(s) || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
	}
	if lost || s == "" || strings.HasPrefix(s, `"`) || strings.Trim(s, " ") != s {
		return quoted(s)
	}
	return s
}

// quoted writes a string as in Go, without the backquote that would end the text.
func quoted(s string) string { return strings.ReplaceAll(strconv.Quote(s), "`", `\x60`) }
