package parser

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
)

// TestPlainSections checks that the blocks of plain sections are those that goldmark
// finds in them.
func TestPlainSections(t *testing.T) {
	plainly := []string{
		"", "", "", "", "# A", "## HTTP request", "### b `c`", "# [HTTP](#tab/http)", "[!INCLUDE [x](y.md)]",
		"A line.", "Another [link](x.md) here.", "with `code`", "**bold** text", "*it* x", "ends in blanks  ", "12 things", "é", "[x] y",
		"\n|a|b|\n|--|--|", "| 1 | 2 |", "|1|", "::: zone", "> quote", "- item", "- item", "* [x](y.md)", "---", "***", "```\n", "```", "```json\n{ \"a\": 1 }\n```", "`x", "<!-- c -->", "<!--\nb\n-->", "<!-- { \"blockType\": \"request\" } -->",
	}
	oddly := append([]string{
		"#x", "#", "## a ##", "#### *e*  ", "1. one", "- a", "* b", "- - -", "--", "===", ">", ">quote **b**", ">  > x", "> - a", "> ```", ">\tx", "+ x", "-   x", "-      x", "-", "- ", "-\tx", "- # x", "- * x", "1) x", "> [x]: y.md", "> | a |", "    indented", "  two blanks", "\ttab", "[x]: y.md",
		"|a|b|", "|--|--|", "|-|-|", "a | b", "--|--", "~~~", "  ```", "<!--", "-->", "<div>", "<br>", "<pre>", "</pre>", "  <!-- x", "\\# no", "\f",
	}, plainly...)
	random, plain := rand.New(rand.NewPCG(5, 6)), 0
	for range 60000 {
		var b strings.Builder
		lines := plainly
		if random.IntN(2) == 0 {
			lines = oddly
		}
		for range 1 + random.IntN(12) {
			b.WriteString(lines[random.IntN(len(lines))] + "\n")
		}
		src := b.String()
		if random.IntN(4) == 0 {
			src = strings.TrimSuffix(src, "\n")
		}
		if random.IntN(8) == 0 {
			src = strings.ReplaceAll(src, "\n", "\r\n")
		}
		p := pageOf(src)
		p.findBlocks()
		for _, e := range p.edits {
			if e.kind == sectionCut {
				plain++
			}
		}
		all := pageOf(src)
		all.scan(false)
		all.leavePlain()
		if got, want := p.told(), all.told(); !reflect.DeepEqual(got, want) {
			t.Fatalf("the blocks of\n%s\nare\n%s\nwant\n%s", src, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	if plain < 20000 {
		t.Errorf("only %d sections were plain", plain)
	}
}

// pageOf returns a page whose blocks are not found yet.
func pageOf(src string) *pageParser {
	p := &pageParser{page: new(model.Page)}
	p.index("x.md", src)
	p.mended = p.mend([]byte(src))
	return p
}

// leavePlain has goldmark find the blocks of plain sections, too.
func (p *pageParser) leavePlain() {
	var edits []edit
	for _, e := range p.edits {
		if e.kind != sectionCut {
			edits = append(edits, e)
		}
	}
	p.edits, p.blocks = edits, p.blocks[:0]
	if doc := p.markdown(); doc != nil {
		p.gather(doc, false)
	}
}

// told describes the blocks with what is read of them.
func (p *pageParser) told() []string {
	var out []string
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.kind == headingBlock || b.kind == paragraphBlock {
			p.want(b)
		}
	}
	p.readLines()
	for i := range p.blocks {
		b := &p.blocks[i]
		what := fmt.Sprintf("%d: %d-%d level %d info %q quoted %t lines %v", b.kind, b.start, b.end, b.level, b.info, b.quoted, b.lines)
		switch b.kind {
		case headingBlock, paragraphBlock:
			in := p.blockInline(b)
			in.html = htmlState{}
			what += fmt.Sprintf(" %+v", in)
		case tableBlock:
			p.splitTable(b)
			for _, r := range append([]row{b.header}, b.rows...) {
				for _, c := range r {
					what += fmt.Sprintf(" %d,%d,%d", c.from, c.start, c.end)
				}
			}
		}
		out = append(out, what)
	}
	return out
}

// TestRequestOfAnExample: below an example, HTTP request announces what is sent, and no
// request line of the page (todotask-delta).
func TestRequestOfAnExample(t *testing.T) {
	p := Parse("api/box-get.md", []byte("# Get box\n\n## HTTP request\n\n```http\nGET /boxes/{id}\n```\n\n"+
		"## Example\n\n### HTTP Request\n\n<!-- { \"blockType\": \"ignored\" } -->\n```http\nGET https://a.example/v1.0/boxes/1\nPrefer: x=2\n```\n"))
	if len(p.Templates) != 1 || p.Templates[0].Path.Value != "/boxes/{id}" {
		t.Errorf("the request lines are %v", p.Templates)
	}
	if len(p.Samples) != 1 || p.Samples[0].Path.Value != "/boxes/1" || p.Samples[0].Header("Prefer") != "x=2" {
		t.Errorf("the samples are %v", p.Samples)
	}
}

// TestBodyApart: where the parts of an example have a code block each, what is called the
// request body is the body of the request above, by a heading or by a label in bold.
func TestBodyApart(t *testing.T) {
	const sent, got = "```json\n{ \"size\": 1 }\n```\n\n", "```json\n{ \"id\": \"7\", \"size\": 1 }\n```\n"
	for _, c := range []struct{ name, method, body, answer, sent string }{
		{"label", "POST", "**Request body**\n\n", "**Response**\n\n", `{ "size": 1 }`},
		{"label with more below", "POST", "**Request body**  \nThis is what is sent:\n\n", "**Response:**\n\n", `{ "size": 1 }`},
		{"heading", "POST", "### Request body\n\n", "### Response\n\n", `{ "size": 1 }`},
		{"no label", "POST", "This is what comes back:\n\n", "And again:\n\n", ""},
		{"bold words in a sentence", "POST", "**Request body** and more\n\n", "**Response**\n\n", ""},
		{"of a GET", "GET", "**Request body**\n\n", "**Response**\n\n", ""},
		{"a heading between", "POST", "**Request body**\n\n### Response\n\n", "", ""},
	} {
		p := Parse("api/box-create.md", []byte("# Create box\n\n## HTTP request\n\n```http\n"+c.method+" /boxes\n```\n\n## Example\n\n**Request**\n\n```http\n"+c.method+" https://a.example/boxes\n```\n\n"+
			c.body+sent+c.answer+got))
		if p.Samples[0].Body.JSON != c.sent {
			t.Errorf("%s: the request sends %q, want %q", c.name, p.Samples[0].Body.JSON, c.sent)
		}
		if c.sent == "" {
			continue
		}
		if len(p.Samples) != 2 || p.Samples[1].Kind != model.ResponseSample || !strings.Contains(p.Samples[1].Body.JSON, "id") {
			t.Errorf("%s: the samples are %v", c.name, p.Samples)
		}
		if len(p.Findings) != 1 || p.Findings[0].Rule != model.RuleStatusMissing || p.Findings[0].Pos != p.Samples[1].Pos {
			t.Errorf("%s: found %v", c.name, p.Findings)
		}
	}
}

// TestExactPlaces points at the path of each include, and at the code of a status line.
func TestExactPlaces(t *testing.T) {
	p := Parse("api/box-get.md", []byte("# Get box\n\n## Permissions\n\n[!INCLUDE [a](a.md)] [!INCLUDE [b](a.md)]\n[!INCLUDE [c]( <b c.md> )] [!INCLUDE [d](a.md)]\n\n## Example\n\n"+
		"```http\nHTTP/1.1  200 OK\n```\n\n```http\nHTTP 201 Created\n```\n\n```http\nHTTP/1.1 OK\n```\n"))
	var got []string
	for _, in := range p.Includes {
		got = append(got, fmt.Sprintf("%d:%d %s", in.Target.Pos.Line, in.Target.Pos.Column, in.Target.Value))
	}
	for _, s := range p.Samples {
		got = append(got, fmt.Sprintf("%d:%d %d", s.StatusPos.Line, s.StatusPos.Column, s.Status))
	}
	// What is written with marks around the path, and what follows it, has the place of its paragraph.
	want := "5:15 a.md, 5:36 a.md, 5:1 b c.md, 5:1 a.md, 11:11 200, 15:6 201, 19:1 0"
	if list := strings.Join(got, ", "); list != want {
		t.Errorf("the places are %s, want %s", list, want)
	}
}
