package parser_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/parser"
)

// FuzzPage parses any bytes as a page.
func FuzzPage(f *testing.F) {
	pages, _ := filepath.Glob(filepath.Join("..", "testdata", "docs", "*", "*.md"))
	for _, name := range pages {
		if src, err := os.ReadFile(name); err == nil {
			f.Add(src)
		}
	}
	for _, s := range []string{"<!--", "---\na: b", "```http", "# \x00*/`\n", "\ufeff# x\r\n", "|a|\n|-|\n|"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		pagetest.Check(t, parser.Parse("api/fuzz.md", src), src)
	})
}

// FuzzAnnotation parses any text as an annotation before a sample.
func FuzzAnnotation(f *testing.F) {
	for _, s := range []string{
		`{"blockType": "request", "name": "x"}`, `{"blockType": "response", "@odata.type": "Collection(x)", "isCollection": "true",}`,
		`{ blockType: 'resource', openType: True }`, `{"name": ["a", "b"]}`, `{“blockType”: “ignored”}`, `{"a" "b"}`, `{`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, comment string) {
		src := []byte("# x\n\n<!-- " + comment + " -->\n```http\nGET /x\n```\n")
		pagetest.Check(t, parser.Parse("api/fuzz.md", src), src)
	})
}

// FuzzMessage parses any text as an HTTP message.
func FuzzMessage(f *testing.F) {
	for _, s := range []string{
		"POST https://h/v1.0/a?b=c\nContent-Type: application/json\n\n{\"a\": [1,]}", "HTTP 1.1 200 Ok\n\nA: b\n{}", "HTTP/1.1 204",
		"GET /f(ids=[\n\"x\"\n])", "GET /a\nHTTP/1.1 200 OK\n", "HTTP", "HTTP/", "DELETE/x", "/x", "GET https://h", "{“a”: 'b'}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, message string) {
		src := []byte("# x\n\n## HTTP request\n```http\n" + message + "\n```\n## Example\n### Request\n```http\n" + message + "\n```\n")
		pagetest.Check(t, parser.Parse("api/fuzz.md", src), src)
	})
}
