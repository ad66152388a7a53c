package parser

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/docbind/docbind/model"
)

// TestTables checks that tables are found and split as goldmark's extension does.
func TestTables(t *testing.T) {
	parts := []string{"|", "|", "|", "-", "--", ":", "a", "b c", " ", "\\|", "\\", "`x|y`", "\t", "\n", "\n", "|--|--|\n", "|-|\n", "| a | b |\n", "|\n", "- ", "> ", "#", "\n\n", "<!--", "-->", "```\n", "    "}
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	random, found := rand.New(rand.NewPCG(3, 4)), 0
	for range 100000 {
		var b strings.Builder
		for range 2 + random.IntN(14) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		src := b.String() + "\n"
		got, want := splitTables(src), goldmarkTables(markdown, src)
		if found += len(want); !reflect.DeepEqual(got, want) {
			t.Fatalf("the tables of\n%q\nare\n%q\nwant\n%q", src, got, want)
		}
	}
	if found < 5000 {
		t.Errorf("only %d tables were found", found)
	}
}

// splitTables returns the cells of each table of a page.
func splitTables(src string) (out [][]string) {
	p := indexed(src)
	p.findBlocks()
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.kind != tableBlock {
			continue
		}
		p.splitTable(b)
		var cells []string
		for _, r := range append([]row{b.header}, b.rows...) {
			for _, c := range r {
				cells = append(cells, src[c.start:c.end])
			}
		}
		out = append(out, cells)
	}
	return out
}

func indexed(src string) *pageParser {
	p := &pageParser{page: new(model.Page), mended: []byte(src)}
	p.index("x.md", src)
	return p
}

// goldmarkTables returns the cells of each table of a page, without those of rows that
// have no text.
func goldmarkTables(markdown gm.Parser, page string) (out [][]string) {
	p := indexed(page)
	p.scan(false)
	p.edits = slices.DeleteFunc(p.edits, func(e edit) bool { return e.kind == sectionCut })
	p.edit()
	src := p.src
	doc := markdown.Parse(text.NewReader(src))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() != east.KindTable || !entering {
			return ast.WalkContinue, nil
		}
		var cells []string
		for r := n.FirstChild(); r != nil; r = r.NextSibling() {
			var line []string
			for c := r.FirstChild(); c != nil; c = c.NextSibling() {
				line = append(line, string(c.Lines().Value(src)))
			}
			if r == n.FirstChild() || strings.Join(line, "") != "" {
				cells = append(cells, line...)
			}
		}
		out = append(out, cells)
		return ast.WalkSkipChildren, nil
	})
	return out
}
