package templates

import (
	"go/constant"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// TestDocumentation writes what could end a word, a line or the text, or be lost in it.
func TestDocumentation(t *testing.T) {
	for _, s := range []string{"", "a", "a b", " a", "a ", "a\nb", "a\tb", "a\r", "`", "a`b\n", `"a"`, `"`, `\`, "\ufeff", "\xff", "ü", "\u200b"} {
		var d documentation
		d.entry(s, "end")
		d.fact("kind", s, s)
		printed := d.print().GoString()
		text := constant.StringVal(constant.MakeFromLiteral(printed, token.STRING, 0))
		lines := strings.Split(strings.TrimPrefix(text, "\n"), "\n")
		if len(lines) != 3 || lines[2] != "" {
			t.Fatalf("%q is printed as %s", s, printed)
		}
		word, ok := strings.CutSuffix(lines[0], " end")
		if !ok || read(word) != s || strings.Contains(word, " ") && word[0] != '"' {
			t.Errorf("%q is the word %s", s, word)
		}
		if value := strings.TrimPrefix(lines[1], "\tkind "+word+" "); read(value) != s {
			t.Errorf("%q is the value %s", s, value)
		}
	}
}

// read undoes the quotes as the generated tests do.
func read(s string) string {
	if strings.HasPrefix(s, `"`) {
		s, _ = strconv.Unquote(s)
	}
	return s
}
