package lint

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// found returns the destinations of the links that the scanner finds in a text.
func found(source string, defined ...string) (links, undefined []string) {
	s := linkScanner{text: source, defined: map[string]bool{}}
	for _, d := range defined {
		s.defined[normalLabel(d)] = true
	}
	s.visit = func(l link) {
		dest := source[l.dest.Start:l.dest.End]
		if l.kind == undefinedLink {
			undefined = append(undefined, dest)
		} else {
			links = append(links, dest)
		}
	}
	s.scan(spanAt(0, len(source)))
	return links, undefined
}

func TestScan(t *testing.T) {
	for _, c := range []struct{ source, links, undefined string }{
		{"[a](b.md)", "b.md", ""},
		{"[a](<b c.md> 'title')", "b c.md", ""},
		{"[a]( b.md \"t)\" )", "b.md", ""},
		{"[a](b(c).md)", "b(c).md", ""},
		{"[a](b c.md)", "", ""},
		{"![a](b.png)", "b.png", ""},
		{"[![a](b.png)](c.md)", "b.png c.md", ""},
		{"[a [b](c.md) d](e.md)", "c.md", ""},
		{"`[a](b.md)`", "", ""},
		{"``[a`](b.md)``", "", ""},
		{"`[a](b.md)", "b.md", ""},
		{"[`]`](b.md)", "b.md", ""},
		{`\[a](b.md)`, "", ""},
		{`[a\](b.md)`, "", ""},
		{`[a](b\).md)`, `b\).md`, ""},
		{"[a][ref]", "", ""},
		{"[a][none]", "", "none"},
		{"[ref](b.md", "", ""},
		{"[a][b][ref]", "", "b"},
		{"<a href=\"b.md\">a</a>", "b.md", ""},
		{"<img alt='x' src=b.png>", "b.png", ""},
		{"<a hrefs=\"b.md\">a</a>", "", ""},
		{"<https://a/[b](c.md)>", "", ""},
		{"<!-- [a](b.md) -->", "", ""},
		{"<a title=\"[a](b.md)\">", "", ""},
		{"a < b [a](b.md)", "b.md", ""},
		{"[a]\n(b.md)", "", ""},
		{"[a](\nb.md\n)", "b.md", ""},
		{"[a]()", "", ""},
	} {
		links, undefined := found(c.source, "Ref")
		if got := strings.Join(links, " "); got != c.links || strings.Join(undefined, " ") != c.undefined {
			t.Errorf("%q has the links %q and no definition of %q, want %q and %q", c.source, got, undefined, c.links, c.undefined)
		}
	}
}

// TestScanFast gives the scanner what makes scanners slow.
func TestScanFast(t *testing.T) {
	const many = 200_000
	for name, piece := range map[string]string{
		"brackets": "[", "closed": "]", "pairs": "[]", "images": "![", "parentheses": "[](", "angles": "<", "tags": "<a href='", "comments": "<!--",
		"code": "`a``b```c", "links": "[a](b)", "escapes": `\[`, "labels": "[a][", "titles": "[a](b '", "nested": "[a](((",
	} {
		t.Run(name, func(*testing.T) { found(strings.Repeat(piece, many/len(piece))) })
	}
	rows := strings.Builder{}
	for n := range 600 {
		rows.WriteString(strings.Repeat("`", n) + " ")
	}
	found(rows.String())
}

// lineParser reads the lines of one paragraph as goldmark does.
var lineParser = gm.NewParser(
	gm.WithBlockParsers(util.Prioritized(gm.NewParagraphParser(), 0)),
	gm.WithInlineParsers(gm.DefaultInlineParsers()...),
)

// byGoldmark returns the destinations of the links that goldmark finds in a text, without those
// of HTML.
func byGoldmark(source string, definitions []string) []string {
	pc := gm.NewContext()
	for _, d := range definitions {
		pc.AddReference(gm.NewReference([]byte(d), []byte("defined"), nil))
	}
	var out []string
	doc := lineParser.Parse(text.NewReader([]byte(source)), gm.WithContext(pc))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering { // an image in a link comes first, as in the text
			switch n := n.(type) {
			case *ast.Link:
				out = append(out, string(n.Destination))
			case *ast.Image:
				out = append(out, string(n.Destination))
			}
		}
		return ast.WalkContinue, nil
	})
	return slices.DeleteFunc(out, func(d string) bool { return d == "defined" })
}

// TestScanLikeGoldmark compares the scanner with goldmark on all lines of the pages in testdata,
// and of the reference where it is there.
func TestScanLikeGoldmark(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	compared := 0
	for _, dir := range []string{"../testdata", "testdata", "../parser/testdata", filepath.Join("..", "..", "shared", "corpus")} {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") {
				return nil
			}
			src, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			compared += compare(t, name, parser.ParseDetails(name, src))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if compared < 100 {
		t.Errorf("only %d links were compared", compared)
	}
	t.Logf("%d links are the same", compared)
}

// compare compares the links of a page, and returns how many there are.
func compare(t *testing.T, name string, m *model.Page) int {
	p := &page{Page: m}
	var labels []string
	for _, d := range p.definitions() {
		labels = append(labels, d.label)
	}
	n := 0
	check := func(at model.Span) {
		source := m.Text[at.Start:at.End]
		if !mayLink(source) {
			return
		}
		links, _ := found(source, labels...)
		want := byGoldmark(source, labels)
		n += len(want)
		for i := range want {
			want[i] = string(util.UnescapePunctuations(util.ResolveNumericReferences(util.ResolveEntityNames([]byte(want[i])))))
		}
		if !strings.Contains(source, "href") && !strings.Contains(source, "src=") && strings.Join(unescaped(links), " ") != strings.Join(want, " ") {
			t.Errorf("%s: %q has the links %q, goldmark finds %q", name, source, links, want)
		}
	}
	for _, b := range m.Blocks {
		switch {
		case b.Quoted: // the marks of the quote stand in its lines
		case b.Kind == model.HeadingBlock, b.Kind == model.ParagraphBlock:
			check(b.Text)
		case b.Kind == model.TableBlock:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					check(c)
				}
			}
		}
	}
	return n
}

// unescaped returns destinations as goldmark returns them.
func unescaped(links []string) []string {
	out := []string{}
	for _, l := range links {
		if l != "" {
			out = append(out, string(util.UnescapePunctuations(util.ResolveNumericReferences(util.ResolveEntityNames([]byte(l))))))
		}
	}
	return out
}
