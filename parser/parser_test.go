package parser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// parse reads a page that is given without its line of dashes.
func parse(t *testing.T, src string) *model.Page {
	t.Helper()
	page := parser.Parse("api/x.md", []byte(src))
	pagetest.Check(t, page, []byte(src))
	return page
}

// rules lists the page's findings as line:column rule.
func rules(p *model.Page) string {
	var out []string
	for _, f := range p.Findings {
		out = append(out, fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Column, f.Rule))
	}
	return strings.Join(out, "\n")
}

func TestStatusLine(t *testing.T) {
	for line, want := range map[string]struct {
		status int
		fix    string
	}{
		"HTTP/1.1 200 OK":                    {200, ""},
		"HTTP/1.1 204 No content":            {204, ""},
		"HTTP/2 200 OK":                      {200, ""},
		"http/1.1 400 Bad Request":           {400, "write HTTP/1.1 400 Bad Request"},
		"HTTP 1.1 200 Ok":                    {200, "write HTTP/1.1 200 OK"},
		"HTTP 201 Created":                   {201, "write HTTP/1.1 201 Created"},
		"HTTP/1.1 201 OK":                    {201, "write HTTP/1.1 201 Created"},
		"HTTP/1.1 413 Payload Too Large":     {413, ""},
		"HTTP/1.1 416 Range Not Satisfiable": {416, ""},
		"HTTP 1.1 422 Unprocessable Content": {422, "write HTTP/1.1 422 Unprocessable Content"},
		"HTTP/1.1 422":                       {422, "write HTTP/1.1 422 Unprocessable Entity"},
		"HTTP/1.1 200":                       {200, "write HTTP/1.1 200 OK"},
		"HTTP/1.1 9":                         {0, "write HTTP/1.1 200 OK"},
	} {
		p := parse(t, "# x\n\n## Example\n\n```http\n"+line+"\n```\n")
		if len(p.Samples) != 1 || p.Samples[0].Status != want.status {
			t.Errorf("%s: samples %+v, want status %d", line, p.Samples, want.status)
		}
		fix := ""
		for _, f := range p.Findings {
			if f.Rule == model.RuleStatusLine || f.Rule == model.RuleStatusReason {
				fix = f.Fix
			}
		}
		if fix != want.fix {
			t.Errorf("%s: fix %q, want %q", line, fix, want.fix)
		}
	}
}

func TestTemplates(t *testing.T) {
	for line, want := range map[string]string{
		"GET /users/{id | userPrincipalName}/x":       "GET /users/{id | userPrincipalName}/x ? ",
		"GET policies/a":                              "GET /policies/a ? ",
		"GET https://graph.microsoft.com/v1.0/x/":     "GET /x ? ",
		"GET https://host.example/api/v2.0/x":         "GET /x ? ",
		"GET /_api/v2.0/x":                            "GET /x ? ",
		"GET /api/x":                                  "GET /api/x ? ",
		"GET /beta/teams/{id}/photo/$value":           "GET /teams/{id}/photo/$value ? ",
		"DELETE/identity/x":                           "DELETE /identity/x ? ",
		"get /x":                                      "GET /x ? ",
		"GET /actions/{action\n  id}/link(i={n})?a=b": "GET /actions/{action id}/link(i={n}) ? a=b",
		"GET /x?$filter=a eq 'b'&$top={n}":            "GET /x ? $filter=a eq 'b'&$top={n}",
		"GET /pages/{id}/content[?includeIDs=true]":   "GET /pages/{id}/content ? includeIDs=true",
		"POST /me/drive/root:/{item-path}:/workbook":  "POST /me/drive/root:/{item-path}:/workbook ? ",
		"/deviceManagement/x":                         " /deviceManagement/x ? ",
	} {
		p := parse(t, "# x\n\n## HTTP request\n\n```http\n"+line+"\n```\n")
		if len(p.Templates) != 1 {
			t.Errorf("%s: %d templates, findings %s", line, len(p.Templates), rules(p))
			continue
		}
		tmpl := p.Templates[0]
		if got := tmpl.Method.Value + " " + tmpl.Path.Value + " ? " + tmpl.Query.Value; got != want {
			t.Errorf("%s: read %q, want %q", line, got, want)
		}
	}
}

// TestMethodTables reads the method and the path of a table exactly where they stand.
func TestMethodTables(t *testing.T) {
	src := "# x\n\n## Request syntax\n\n| Method | Request URI |\n|--|--|\n|  **get**  |  [*{base}*](b.md)/v1/a/{b} HTTP/1.1 |\n"
	p := parse(t, src)
	if len(p.Templates) != 1 {
		t.Fatalf("%d templates, findings %s", len(p.Templates), rules(p))
	}
	for text, want := range map[model.Text]string{p.Templates[0].Method: "get", p.Templates[0].Path: "/a/{b}"} {
		if got := src[text.Pos.Start:text.Pos.End]; got != want {
			t.Errorf("%s stands at %q, want %q", text.Value, got, want)
		}
	}
}

// TestPlaceholderHosts reads request lines that begin with what samples have for a host.
func TestPlaceholderHosts(t *testing.T) {
	for line, want := range map[string]string{
		"GET shopPrefix/orders({id})":        "6:15 /orders({id})",
		"GET {shopprefix}/orders({id})":      "6:17 /orders({id})",
		"GET /shopPrefix/orders({id})":       "6:5 /shopPrefix/orders({id})", // a segment of the path
		"GET otherPrefix/orders({id})":       "6:5 /otherPrefix/orders({id})",
		"GET shopPrefix":                     "6:5 /shopPrefix",
		"GET https://{shopPrefix}/v1/orders": "6:28 /orders",
	} {
		p := parse(t, "# x\n\n## HTTP request\n\n```http\n"+line+"\n```\n\n## Example\n\n```http\nGET https://{shopPrefix}/api/v2.0/orders({id})\n```\n")
		if len(p.Templates) != 1 || len(p.Samples) != 1 || p.Samples[0].Path.Value != "/orders({id})" {
			t.Fatalf("%s: read %+v, %+v", line, p.Templates, p.Samples)
		}
		path := p.Templates[0].Path
		if got := fmt.Sprintf("%d:%d %s", path.Pos.Line, path.Pos.Column, path.Value); got != want {
			t.Errorf("%s: read %s, want %s", line, got, want)
		}
	}
}

// TestBrokenRequestLine reads a request line whose path stands below its method, and nothing else as one.
func TestBrokenRequestLine(t *testing.T) {
	for block, want := range map[string]string{
		"POST\nhttps://api.example.com/boxes/{id}/close": "POST /boxes/{id}/close",
		"GET  \r\n  /boxes": "GET /boxes",
		"/boxes\nGET":       " /boxes",
		"GET\n\n/boxes":     " /boxes",
	} {
		p := parse(t, "# x\n\n## HTTP request\n\n```http\n"+block+"\n```\n")
		got := ""
		for _, line := range p.Templates {
			got += line.Method.Value + " " + line.Path.Value
		}
		if got != want {
			t.Errorf("%q: read %q, want %q", block, got, want)
		}
	}
}

func TestUnusableTemplates(t *testing.T) {
	for block, want := range map[string]string{
		"":                                       "5:1 " + model.RuleEmptyRequestBlock,
		"\n":                                     "5:1 " + model.RuleEmptyRequestBlock,
		"GET ** Entity URI for x not found":      "6:5 " + model.RuleGeneratorText,
		"GET [a.box](../resources/box.md) thing": "6:5 " + model.RuleGeneratorText,
		"GET https://graph.microsoft.com/beta":   "6:5 " + model.RulePathMissing,
		"GET /a/{id}/.../b":                      "6:5 " + model.RuleEllipsis,
		"GET /a/{id":                             "6:5 " + model.RulePlaceholder,
		"something else":                         "6:1 " + model.RuleRequestLine,
	} {
		p := parse(t, "# x\n\n## HTTP request\n\n```http\n"+block+"\n```\n")
		if len(p.Templates) != 0 || rules(p) != want {
			t.Errorf("%q: %d templates, findings %s, want none and %s", block, len(p.Templates), rules(p), want)
		}
	}
}

func TestBodies(t *testing.T) {
	for body, want := range map[string]string{
		`{"a": 1}`:                  ``,
		`{"a": 1,}`:                 `there is a comma before the closing bracket`,
		"{\"a\": 1 // one\n}":       `JSON has no comments`,
		`{“a”: “b”}`:                `a typographic quote stands for a straight one`,
		`{'a': 'b'}`:                `strings need double quotes`,
		"{\n  a: 1}":                `a has no quotes`,
		"{\"a\": \"x\ny\"}":         `a string goes over the end of its line`,
		"{\"a\": 1,\u00a0\"b\": 2}": `a non-breaking space stands between tokens`,
		"{\"a\": 1,\u202f\"b\": 2}": `a non-breaking space stands between tokens`,
		"{\"a\": True}":             `True is not JSON`,
		"{\"a\": 1\n \"b\": 2}":     `a comma is missing before "b"`,
		"{\"a\": \"1\"\n \"b\": 2}": `a comma is missing before "b"`,
		"[\"a\" \"b\"]":             `a comma is missing before "b"`,
	} {
		p := parse(t, "# x\n\n## Example\n```http\nPOST https://h/x\nContent-Type: application/json\n\n"+body+"\n```\n")
		if len(p.Samples) != 1 || p.Samples[0].Body.JSON == "" {
			t.Errorf("%q could not be read: %v", body, p.Findings)
			continue
		}
		got := ""
		if len(p.Findings) > 0 {
			got = strings.TrimPrefix(p.Findings[0].Message, "the body is not JSON: ")
		}
		if got != want {
			t.Errorf("%q: finding %q, want %q", body, got, want)
		}
	}
}

// TestDigits: what begins like a number and is none is named as a whole.
func TestDigits(t *testing.T) {
	for body, want := range map[string]string{
		`{"a": 007}`:                   `8:7 007 is no number`,
		`{"a": 00:01:30, "b": 1}`:      `8:7 00:01:30 is no number`,
		"{\n  \"a\": 00:01:30\n}":      `9:8 00:01:30 is no number`,
		`{"a": [-01]}`:                 `8:9 01 is no number`,
		`{"a": 2020-09-08, "b": "x0"}`: `8:7 2020-09-08 is no number`,
	} {
		p := parse(t, "# x\n\n## Example\n```http\nPOST https://h/x\nContent-Type: application/json\n\n"+body+"\n```\n")
		got := ""
		for _, f := range p.Findings {
			got += fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Column, strings.TrimPrefix(f.Message, "the body is not JSON: "))
		}
		if got != want {
			t.Errorf("%q: finding %q, want %q", body, got, want)
		}
	}
}

// TestTwoValues: a comma between the two values of a member mends nothing.
func TestTwoValues(t *testing.T) {
	p := parse(t, "# x\n\n## Example\n```http\nPOST https://h/x\nContent-Type: application/json\n\n{\"os\": \"One\" \"Two\", \"b\": 2}\n```\n")
	if len(p.Findings) != 1 || !strings.HasSuffix(p.Findings[0].Message, `a second value follows: "Two"`) || p.Findings[0].Pos.Column != 14 {
		t.Errorf("findings %v", p.Findings)
	}
}

// TestNamespaceLine reads a namespace with an include right below.
func TestNamespaceLine(t *testing.T) {
	p := parse(t, "# x\n\nNamespace: a.b\n[!INCLUDE [note](../includes/note.md)]\n\nText.\n")
	if p.Namespace.Value != "a.b" || len(p.Includes) != 1 {
		t.Errorf("namespace %q, %d includes", p.Namespace.Value, len(p.Includes))
	}
}

// TestProsePositions finds the words that a sentence about an answer is about.
func TestProsePositions(t *testing.T) {
	text := "# x\n\n## Response\n\nReturns `200 OK` and an [x](x.md) object. Later it returns a **y** object, or an [x](x.md) object.\n"
	p := parse(t, text)
	for i, want := range []int{strings.Index(text, "x](x.md)"), strings.LastIndex(text, "x](x.md)")} {
		if pos := p.Returns[i].Type.Pos; int(pos.Start) != want || pos.End != pos.Start+1 || int(pos.Column) != want-strings.LastIndex(text[:want], "\n") {
			t.Errorf("type %d is at %v, want %d", i, pos, want)
		}
	}
}

// TestLabelledExamples reads the samples below bold labels outside of examples, whose JSON may be
// called HTTP.
func TestLabelledExamples(t *testing.T) {
	text := "# x\n\n## REST request\n\n**Request example**\n\n```http\nGET https://h/{version}/x HTTP/1.1\n```\n\n" +
		"## REST response\n\n**Response example**\n\n``` http\n{\"a\": 1}\n```\n"
	p := parse(t, text)
	if len(p.Samples) != 2 || p.Samples[1].Kind != model.ResponseSample || p.Samples[1].Body.JSON == "" || p.Samples[0].Path.Value != "/x" {
		t.Errorf("samples %+v", p.Samples)
	}
	note := strings.Replace(text, "Request example**\n", "Request example**\n\n<!-- { \"blockType\": \"request\", \"name\": \"x\" } -->\n", 1)
	if p := parse(t, note); len(p.Samples) != 1 {
		t.Errorf("%d samples where annotations say what is one, want 1", len(p.Samples))
	}
}

// TestMemberInArray says what a member misses that stands in an array.
func TestMemberInArray(t *testing.T) {
	p := parse(t, "# x\n\n## Example\n```http\nPOST https://h/x\nContent-Type: application/json\n\n{\"a\": [\n\"b\": 1 ]}\n```\n")
	if len(p.Findings) != 1 || p.Findings[0].Fix != "open a brace before it" || p.Findings[0].Pos.Column != 4 {
		t.Errorf("findings %v", p.Findings)
	}
}

// TestBodyApart reads the JSON block right below a request as its body, unless the page says that
// it has none, or words lead over to an answer.
func TestBodyApart(t *testing.T) {
	for between, want := range map[string][2]bool{ // body, answer
		"":                   {true, false},
		"\nThe answer:\n\n":  {false, true},
		"\n### Response\n\n": {false, true},
		"none":               {false, true},
		"GET":                {false, true},
	} {
		text := "# x\n\n## HTTP request\n```http\nPOST /x\n```\n\n## Request body\n\nThe words.\n\n## Example\n\n```http\nPOST https://h/x\n```\n"
		switch between {
		case "none":
			text, between = strings.Replace(text, "The words.", "Empty", 1), ""
		case "GET":
			text, between = strings.ReplaceAll(text, "POST", "GET"), ""
		}
		p := parse(t, text+between+"```json\n{\"a\": 1}\n```\n")
		got := [2]bool{p.Samples[0].Body.JSON != "", len(p.Samples) == 2 && p.Samples[1].Kind == model.ResponseSample}
		if got != want {
			t.Errorf("%q in between: body and answer %v, want %v", between, got, want)
		}
	}
}

func TestTypeCells(t *testing.T) {
	for cell, want := range map[string]string{
		"String":                                        `"String"`,
		"`string`":                                      `"string"`,
		"String collection":                             `"String"[]`,
		"Nullable DateTimeOffset":                       `"DateTimeOffset"`,
		"Nullable Enum":                                 `""`,
		"Collection(String)":                            `"String"[]`,
		"Collection([x](x.md))":                         `"x"->x.md[]`,
		"[x](../resources/x.md) collection":             `"x"->../resources/x.md[]`,
		"[page](page.md)":                               `"page"->page.md`,
		"[xCollection](x.md)":                           `"xCollection"->x.md`,
		"string, maximum size 20":                       `"string"`,
		"String (url)":                                  `"String"`,
		"riskLevel collection":                          `"riskLevel"[]`,
		"routingPolicy collection collection":           `"routingPolicy"[]`,
		"microsoft.graph.x":                             `"microsoft.graph.x"`,
		"string/number":                                 `"string"`,
		"64-bit integer":                                `"Int64"`,
		"collection of 32-bit integers":                 `"Int32"[]`,
		`{"@odata.type": "microsoft.graph.x"}`:          `"microsoft.graph.x"`,
		"`[{\"@odata.type\": \"#microsoft.graph.x\"}]`": `"microsoft.graph.x"[]`,
		`{"@odata.type": "Collection(x)"}`:              `"x"[]`,
	} {
		p := parse(t, "# x\n\n## Request body\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|a|"+cell+"|d|\n")
		if len(p.Parameters) != 1 {
			t.Errorf("%s: %d parameters", cell, len(p.Parameters))
			continue
		}
		if got := typeText(p.Parameters[0].Type); got != want {
			t.Errorf("%s: read %s, want %s", cell, got, want)
		}
	}
}

// TestNarrowDelimiter reads a table that Markdown takes for a paragraph.
func TestNarrowDelimiter(t *testing.T) {
	p := parse(t, "# level enum type\n\n## Members\n\n|Member|Value|Description|\n|:---|:---|\n|low|0|Few.|\n|high|1|Many.|\n")
	if len(p.Enums) != 1 || len(p.Enums[0].Members) != 2 || p.Enums[0].Members[1].Description.Value != "Many." {
		t.Errorf("read %+v", p.Enums)
	}
}

func TestReturns(t *testing.T) {
	for sentence, want := range map[string]string{
		"If successful, this method returns a `200 OK` response code and a collection of [message](../resources/message.md) objects in the response body.": `200 false "message"->../resources/message.md[]`,
		"If successful, returns `201 Created` and an updated [x](../resources/x.md) object.":                                                               `201 false "x"->../resources/x.md`,
		"If successful, this method returns a `200 Ok` response code and a String object in the response body.":                                            `200 false "String"`,
		"If successful, this action returns a `200 OK` response code and a String collection in the response body.":                                        `200 false "String"[]`,
		"If successful, this method returns `202 Accepted`. It does not return anything in the response body.":                                             "202 false \"\"\n0 true \"\"",
		"If successful, returns a `204 No Content` response code.":                                                                                         `204 false ""`,
		"Answers `201 Created` and shows the created **roomKey** as json.":                                                                                 `201 false "roomKey"`,
		"Answers `201 Created` and shows the created **key** as json.":                                                                                     `201 false ""`,
		"This returns 200, Ok response code with object that holds a link.":                                                                                `200 false ""`,
		"Starts with `202 Accepted`. Ask by a GET request to its URL, which returns a [y](../resources/y.md) in the response body.":                        "202 false \"\"",
		"Returns 200 OK with a Machine Action entity.":                                                                                                     `200 false "MachineAction"`,
		"Returns 200 OK. If Machine entity is there, fine.":                                                                                                `200 false ""`,
		"Returns `200 OK` and an [xs](x.md) in the body.":                                                                                                  `200 false "xs"->x.md`,
		"The response will be a JSON object with the link.":                                                                                                `0 false ""`,
		"The response is no JSON object but a text.":                                                                                                       "",
		"The response is not a JSON object.":                                                                                                               "",
		"Returns a list of [x](../resources/x.md) objects.":                                                                                                `0 false "x"->../resources/x.md[]`,
	} {
		p := parse(t, "# x\n\n## Response\n\n"+sentence+"\n")
		var got []string
		for _, r := range p.Returns {
			got = append(got, fmt.Sprintf("%d %t %s", r.Status, r.Nothing, typeText(r.Type)))
		}
		if s := strings.Join(got, "\n"); s != want {
			t.Errorf("%s\nread %s\nwant %s", sentence, s, want)
		}
	}
}

// TestRefused feeds pages that must end in one clear finding, and soon.
func TestRefused(t *testing.T) {
	deep := strings.Builder{}
	for i := range 10000 {
		deep.WriteString(strings.Repeat(" ", 2*min(i, 250)) + "- x\n")
	}
	for name, c := range map[string]struct{ src, want string }{
		"not UTF-8":           {"# x\n\nab\xffc\n", "3:3 " + model.RulePageByte},
		"UTF-16":              {"\xff\xfe#\x00", "1:1 " + model.RulePageEncoding},
		"50 MB":               {strings.Repeat("text text\n", 5_000_000), "1:1 " + model.RulePageTooLarge},
		"10,000 nested lists": {deep.String(), "202:1 " + model.RulePageNesting},
		"10,000 markers":      {strings.Repeat("- ", 10000) + "x", "1:1 " + model.RulePageNesting},
		"wide table":          {"|" + strings.Repeat("a|", 5000) + "\n|" + strings.Repeat("-|", 5000), "1:1 " + model.RulePageNesting},
		"links":               {strings.Repeat("[a](", 50000), "1:1 " + model.RulePageNesting},
		"rows":                {"# x resource type\n\n## Properties\n\n|Property|Type|\n|-|-|\n" + strings.Repeat("|p|String|\n", 50000), "5007:2 " + model.RulePageFacts},
		"request lines":       {"# x\n\n## HTTP request\n\n```http\n" + strings.Repeat("GET /x\n", 50000) + "```\n", "1006:5 " + model.RulePageFacts},
		"long path":           {"# x\n\n## HTTP request\n\n```http\nGET /" + strings.Repeat("x", 2000) + "\n```\n", "6:5 " + model.RulePlaceholder},
		"samples":             {"# x\n\n## Example\n\n```http\n" + strings.Repeat("HTTP/1.1 200 OK\n```\n\n```http\n", 5001) + "```\n", "20006:1 " + model.RulePageFacts},
		"unclosed comment":    {"<!-- a\n\n# x\n", "1:1 " + model.RuleUnclosedComment},
		"unclosed fence":      {"# x\n\n```http\nGET /x\n", "3:1 " + model.RuleUnclosedFence},
		"unclosed matter":     {"---\ntitle: x\n", "1:1 " + model.RuleFrontMatter},
		"unopened matter":     {"title: x\nms.date: 01/02/2023\n---\n# x\n", "1:1 " + model.RuleFrontMatter},
		"no matter":           {"title: x\n\n---\n# x\n", ""},
		"YAML":                {"---\ntitle: driveItem: createUploadSession\n---\n# x\n", "2:8 " + model.RuleFrontMatter},
		"empty":               {"", ""},
		"statuses":            {"# x\n\n## Response\n\nReturns " + strings.Repeat("`200 OK` ", 40000) + "\n", ""},
	} {
		var p *model.Page
		if d := cputime.Of(func() { p = parser.Parse("api/x.md", []byte(c.src)) }); d > 2*time.Second {
			t.Errorf("%s took %v", name, d)
		}
		if rules(p) != c.want {
			t.Errorf("%s: findings %s, want %s", name, rules(p), c.want)
		}
	}
}

// TestUnopenedMatter reads front matter without its first line, and the page below it.
func TestUnopenedMatter(t *testing.T) {
	for _, begin := range []string{"", "\ufeff"} {
		p := parser.Parse("resources/box.md", []byte(begin+"title: \"box resource type\"\nauthor: ann\n---\n\n# box resource type\n\nWhat things are put into.\n"))
		if p.FrontMatterValue("author").Value != "ann" || p.Title.Value != "box resource type" || p.Summary.Value != "What things are put into." {
			t.Errorf("front matter %v, title %q, summary %q", p.FrontMatter, p.Title.Value, p.Summary.Value)
		}
	}
}

// TestCorpus parses the real pages, where there are any: nothing may panic, and
// every position must be right.
func TestCorpus(t *testing.T) {
	pages, _ := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta", "*", "*.md"))
	if len(pages) == 0 {
		t.Skip("there is no corpus here")
	}
	step := 1
	if testing.Short() {
		step = 50
	}
	for i := 0; i < len(pages); i += step {
		src, err := os.ReadFile(pages[i])
		if err != nil {
			t.Fatal(err)
		}
		page := parser.Parse("api/"+filepath.Base(pages[i]), src)
		if i%10 == 0 {
			pagetest.Check(t, page, src)
		}
	}
}
