package parser_test

import (
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/parser"
)

// TestLong reads pages with far more in one place than any real one, and soon.
func TestLong(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	const many = 60_000
	for name, src := range map[string]string{
		"code in a line":                  strings.Repeat("<pre>a</pre>", many),
		"tables in a line":                "## Request body\n\n" + strings.Repeat("<table><tr><td>a</td></tr></table>", many),
		"frames around a code":            strings.Repeat("<table>\n\n", many) + "```\nx\n```\n\n" + strings.Repeat("</table>\n\n", many),
		"values and further values":       "## Properties\n\n|Property|Type|Description|\n|-|-|-|\n|a|String|Possible values are: " + strings.Repeat("`a`, ", 2*many) + "include-unknown-enum-members: " + strings.Repeat("`z`, ", many) + "|\n",
		"paragraphs below a long heading": "## " + strings.Repeat("a b", 3*many) + "\n\n" + strings.Repeat("b\n\n", 2*many),
		"paragraphs below a long word":    "## " + strings.Repeat("a", 9*many) + "\n\n" + strings.Repeat("b\n\n", 2*many),
		"tables below a long name":        "## " + strings.Repeat("a", 9*many) + " properties\n\n" + strings.Repeat("|Property|Type|\n|-|-|\n\n", many/3),
	} {
		if d := cputime.Of(func() { parser.Parse("api/x.md", []byte("# x\n\n"+src)) }); d > 2*time.Second {
			t.Errorf("%s took %v", name, d)
		}
	}
	for name, src := range map[string]string{
		"a long title": "# " + strings.Repeat("ab ", 3*many) + "\n\n## a\n\n" + strings.Repeat("b\n\n", 2*many),
		"no title":     strings.Repeat("## a\n\nb\n\n", many),
	} {
		if d := cputime.Of(func() { parser.Parse("api/x.md", []byte(src)) }); d > 2*time.Second {
			t.Errorf("%s took %v", name, d)
		}
	}
}

// TestPreColumns: columns behind markup in code are those of the file.
func TestPreColumns(t *testing.T) {
	src := "# Make thing\n\n## HTTP request\n\n<pre><a title=\"é\">POST /things</a></pre>\n"
	p := parser.Parse("api/thing-post.md", []byte(src))
	pagetest.Check(t, p, []byte(src))
	if len(p.Templates) != 1 || p.Templates[0].Path.Pos.Column != 24 {
		t.Errorf("%+v, want one at column 24", p.Templates)
	}
}
