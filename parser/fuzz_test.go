package parser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// addPages seeds a target with the pages of testdata.
func addPages(f *testing.F, add func(src []byte)) {
	f.Helper()
	pages, _ := filepath.Glob(filepath.Join("..", "testdata", "docs", "*", "*.md"))
	for _, name := range pages {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		add(src)
	}
}

// FuzzPage parses any bytes as a page.
func FuzzPage(f *testing.F) {
	addPages(f, func(src []byte) { f.Add(src) })
	for _, s := range []string{
		"<!--", "---\na: b", "```http", "# \x00*/`\n", "\ufeff# x\r\n", "|a|\n|-|\n|", "# x\r\r## HTTP request\r```http\rGET /x\r```\r",
		"```http\n# a\n```json\n<!-- {\n}\n```", "# <a name=\"x\"></a><span data-ttu-id=\"1\">y</span><span class=\"sxs-lookup\">x</span>",
		"::: zone\n|a|b|\n|-|\n[TAGS=a]\n|1|2|\n[END]\n", "# [HTTP](#tab/http)\nx\n---\n# \xe9\n",
		"## Properties\n<table><thead><tr><th>Name<th>Type</thead>\n<tr><td rowspan=2>a<td colspan='2'>\n\n`x`\n\n<table></table></table>\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		pagetest.Check(t, parser.ParseDetails("api/fuzz.md", src), src)
	})
}

// kinds are the sections in which a fragment can be included.
var kinds = []model.SectionKind{
	model.SectionOther, model.SectionPermissions, model.SectionHTTPRequest, model.SectionHeaders, model.SectionBody,
	model.SectionFunction, model.SectionQuery, model.SectionPath, model.SectionResponse, model.SectionExample,
	model.SectionRequestSample, model.SectionResponseSample, model.SectionProperties, model.SectionRelationships,
	model.SectionMethods, model.SectionMembers, model.SectionJSON, model.SectionErrors,
	model.SectionOperation,
}

// FuzzFragment parses any bytes as a file that is included below any heading.
func FuzzFragment(f *testing.F) {
	addPages(f, func(src []byte) { f.Add(src, uint8(2), true) })
	for i := range kinds {
		f.Add([]byte("|a|b|\n|-|-|\n|x|y|\n\nReturns `200 OK` and [x](x.md).\n\n```http\nGET /x\n```\n[!INCLUDE [a](b.md)]\n"), uint8(i), i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, src []byte, kind uint8, sample bool) {
		at := model.Include{Within: kinds[int(kind)%len(kinds)], Section: 3, Sample: sample}
		pagetest.Check(t, parser.ParseFragment("includes/fuzz.md", src, at), src)
	})
}

// FuzzFrontMatter parses any text as front matter.
func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{
		"title: x", "title: \"a: b\"\r\nms.date: 01/02/2023", "title: a: b", "a: [1, 2]\nb: {c: d}", "a: |\n  text\nb: 'it''s'", "\"a\": \"\\x\"", "a: &x 1\nb: *x",
		"- 1", "a:\n  b: c", "\t", "a: \"", "? a\n: b", "%YAML 1.2\n---\na: b\n...",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, yaml string) {
		src := []byte("---\n" + yaml + "\n---\n# Get thing\n")
		page := parser.Parse("api/fuzz.md", src)
		pagetest.Check(t, page, src)
		for _, field := range page.FrontMatter {
			if field.Key == "" {
				t.Errorf("%s: the field %q has no key", field.Pos, field.Value)
			}
		}
	})
}

// FuzzAnnotation parses any text as an annotation before a sample.
func FuzzAnnotation(f *testing.F) {
	for _, s := range []string{
		`{"blockType": "request", "name": "x"}`, `{"blockType": "response", "@odata.type": "Collection(x)", "isCollection": "true",}`,
		`{ blockType: 'resource', openType: True }`, `{"name": ["a", "b"]}`, `{“blockType”: “ignored”}`, `{"a" "b"}`, `{`,
		"{\"blockType\": \"request\"}\n```http\n", `later !-- { "blockType": "request" } --`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, comment string) {
		for _, quote := range []string{"", "> ", "  "} {
			page := "<!-- " + comment + " -->\n```http\nGET /x\n```\n"
			src := []byte("# x\n\n" + quote + strings.ReplaceAll(page, "\n", "\n"+quote) + "\n")
			pagetest.Check(t, parser.ParseDetails("api/fuzz.md", src), src)
		}
	})
}

// FuzzMessage parses any text as an HTTP message, plain and in a quote, and as request
// lines.
func FuzzMessage(f *testing.F) {
	for _, s := range []string{
		"POST https://h/v1.0/a?b=c\nContent-Type: application/json\n\n{\"a\": [1,]}", "HTTP 1.1 200 Ok\n\nA: b\n{}", "HTTP/1.1 204",
		"GET /f(ids=[\n\"x\"\n])", "GET /a\nHTTP/1.1 200 OK\n", "HTTP", "HTTP/", "DELETE/x", "/x", "GET https://h", "{“a”: 'b'}",
		"GET /{a | b}/[?c=d]", "GET ** Entity URI", "GET beta/{x}/{x}/", "PUT /a:/{b}:/content\nor\nPUT /c",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, message string) {
		quoted := "> ```http\n> " + strings.ReplaceAll(message, "\n", "\n> ") + "\n> ```\n"
		src := []byte("# x\n\n## HTTP request\n```http\n" + message + "\n```\n## Example\n### Request\n```http\n" + message + "\n```\n" + quoted)
		page := parser.Parse("api/fuzz.md", src)
		pagetest.Check(t, page, src)
		for _, tpl := range page.Templates {
			if !strings.HasPrefix(tpl.Path.Value, "/") || strings.Count(tpl.Path.Value, "{") != strings.Count(tpl.Path.Value, "}") {
				t.Errorf("%s: the path template %q is none", tpl.Path.Pos, tpl.Path.Value)
			}
			if tpl.Method.Value != strings.ToUpper(tpl.Method.Value) {
				t.Errorf("%s: the method is %q", tpl.Method.Pos, tpl.Method.Value)
			}
		}
		for _, s := range page.Samples {
			for _, h := range s.Headers {
				if h.Name.Value == "" || strings.ContainsAny(h.Name.Value+h.Value.Value, "\r\n") {
					t.Errorf("%s: the header is %q: %q", h.Name.Pos, h.Name.Value, h.Value.Value)
				}
			}
		}
	})
}

// FuzzTable parses any text as the header and a row of a table, below every heading
// that announces one.
func FuzzTable(f *testing.F) {
	for _, s := range [][2]string{
		{"Property|Type|Description", "id|[x](x.md) collection|The possible values are: `a`, `b`."}, {"Parameter|Type", "a<sup>1</sup>|Collection(`Edm.String`)"},
		{"Name|Value|Description", "**@x**|[y][]|<br/><ul><li>z</li></ul>"}, {"Permission type|Least|Higher", "&nbsp; a|A.B, C.D|"},
		{"Member", "a \\| b"}, {"Method|URL", "GET|`/x/{y}`"}, {"a|b|c|d", "|"}, {"Type|Type", "list of string[]|x or y"}, {"Property|Type", "Prefer: x|**"}, {"0", "``"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, header, row string) {
		if strings.ContainsAny(header, "\r\n") {
			t.Skip()
		}
		var b strings.Builder
		b.WriteString("# x resource type\n")
		for _, h := range []string{"Permissions", "HTTP request", "Request headers", "Request body", "Function parameters", "Query parameters", "Properties", "Members"} {
			b.WriteString("\n## " + h + "\n\n|" + header + "|\n|" + strings.Repeat("-|", strings.Count(header, "|")+1) + "\n|" + row + "|\n")
		}
		src := []byte(b.String())
		page := parser.Parse("api/fuzz.md", src)
		pagetest.Check(t, page, src)
		for _, p := range page.Parameters {
			if p.Name.Value == "" || strings.ContainsAny(p.Name.Value+p.Type.Name, "\r\n") {
				t.Errorf("%s: the parameter is %q of type %q", p.Name.Pos, p.Name.Value, p.Type.Name)
			}
		}
	})
}

// FuzzProse parses any text as what a page says of its body and its answer.
func FuzzProse(f *testing.F) {
	for _, s := range []string{
		"If successful, this method returns a `200 OK` response code and a collection of [x](../resources/x.md) objects.", "Don’t supply a request body.",
		"Returns 204. e.g. nothing. It does not return anything in the response body.", "supply a JSON representation of **x** object", "Inherits from [y](y.md)",
		"Namespace: a.b", "[!INCLUDE [x](y.md)]", "*a `b* c`", "[x][]\n\n[x]: y.md", "<span data-ttu-id=\"1\">a</span><span class=\"sxs-lookup\"><span>b</span></span>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		src := []byte("# x\n\n" + text + "\n\n## HTTP request\n\n" + text + "\n\n## Request body\n\n" + text + "\n\n## Response\n\n" + text + "\n")
		page := parser.Parse("api/fuzz.md", src)
		pagetest.Check(t, page, src)
		for _, r := range page.Returns {
			if r.Status != 0 && (r.Status < 100 || r.Status > 599) {
				t.Errorf("%s: the status is %d", r.Pos, r.Status)
			}
		}
	})
}
