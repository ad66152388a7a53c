package parser

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	gm "github.com/yuin/goldmark/parser"
)

// TestSimpleLines checks that lines read without nodes say what goldmark reads in them.
func TestSimpleLines(t *testing.T) {
	parts := []string{
		"a", "Z9", " ", " ", "a\nb", " \n", "\n", "word", "user_id", "_", "__", "*", "**", "***", "`", "``", "[", "]", "(", ")", "](", "!", "!", ".", ",", ":", "\\", "\\|", "\\*", "\\[", "&amp;", "&",
		"<", "<br>", "é", "\u00a0", "[x](y.md)", "[a b](../resources/a.md#b)", "**bold**", "**Note:** ", "*it*", "`code`", "`a_b`", "[x](y z)", "[`c`](d)", "[x] (y)", "[!INCLUDE [a](b.md)]", "[!INCLUDE [a](b.md)", "[x](a(b))", "[x](<y>)",
	}
	random, read := rand.New(rand.NewPCG(1, 2)), 0
	for range 100000 {
		var b strings.Builder
		for range 1 + random.IntN(7) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		line := strings.TrimSpace(b.String())
		got, ok := new(pageParser).simpleInline(line)
		if line == "" || !ok || strings.Contains(strings.ReplaceAll(line, " ", ""), "\n\n") {
			continue
		}
		read++
		if want := flattened(line); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q is read as\n%+v\nwant\n%+v", line, got, want)
		}
	}
	if read < 10000 {
		t.Errorf("only %d lines were simple", read)
	}
	for _, line := range []string{"[user](../resources/user.md) collection", "A **box** holds `x`.", "**Note:** [!INCLUDE [a](b.md)]", "The user_id, e.g. [a](b.md)."} {
		if _, ok := new(pageParser).simpleInline(line); !ok {
			t.Errorf("%q is left to goldmark", line)
		}
	}
}

// flattened reads a line as goldmark does.
func flattened(line string) inline {
	p := &pageParser{source: source{text: line}, mended: []byte(line), context: gm.NewContext()}
	n := p.textBlock(span{0, len(line)})
	p.addWanted(n)
	p.readLines()
	in := p.inline(n)
	in.html = htmlState{}
	return in
}
