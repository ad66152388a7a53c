package resolve_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// described is a page whose request is described under labels in bold, with the method in a
// table, as Partner Center has them.
const described = `# Get lids

**Applies to:**

- Boxes of wood

Lids of a box.

## REST request

**Request syntax**

| Method  | Request URI |
|---------|-------------|
| **GET** | [*{baseURL}*](urls.md)/v1/boxes/{box-id}/lids HTTP/1.1 |

**URI parameters**

| Name       | Type    | Required | Description       |
|------------|---------|----------|-------------------|
| **box-id** | guid    | Y        | The box.          |
| **size**   | int     | N        | How many lids.    |

**Request headers**

| Header   | Description |
|----------|-------------|
| X-Wood   | Which wood. |

**Request body**

None.

**Request example**

` + "```http" + `
GET https://boxes.example/v1/boxes/<box-id>/lids?size=2 HTTP/1.1
` + "```" + `

## REST response

If successful, the method returns a [Lid](lid.md) resource.

**Response example**

` + "```http" + `
HTTP/1.1 200 OK

{"wide": 3}
` + "```" + `
`

// TestDescribedRequest reads a request that is described under labels, and finds out from the
// sample which parameters travel in the query.
func TestDescribedRequest(t *testing.T) {
	variants := map[string]string{
		"labels": described,
		"headings": strings.NewReplacer("**Request syntax**", "### Request syntax", "**URI parameters**", "### Request parameters",
			"**Request headers**", "### Required request headers", "**Request body**", "### Request body",
			"**Request example**", "### Request example", "**Response example**", "### Response example").Replace(described),
		"a table alone": strings.NewReplacer("**Request syntax**", "It has this syntax.", "**URI parameters**", "### Request parameter",
			"**Request headers**", "### Request header", "**Request body**", "### Request body",
			"**Request example**", "### Request example").Replace(described),
	}
	for name, src := range variants {
		page := parser.Parse("api/get-lids.md", []byte(src))
		api := resolve.Resolve([]*model.Page{page}, resolve.Options{})
		if len(api.Services) != 1 || len(api.Services[0].Operations) != 1 {
			t.Errorf("%s: services %v, want one with one operation", name, api.Services)
			continue
		}
		op := api.Services[0].Operations[0]
		var params []string
		for _, d := range op.Documented {
			params = append(params, d.Name+" "+string(d.In))
		}
		got := fmt.Sprint(op.Method, " ", op.Routes[0].Template, " ", params, " ", op.Result.Kind, " ", len(op.Examples), " ", op.Summary.Value)
		want := fmt.Sprint("GET /boxes/{box-id}/lids [box-id path size query X-Wood header] ", model.ValueResult, " 1 Lids of a box.")
		if got = strings.ReplaceAll(got, "box-id function", "box-id path"); got != want {
			t.Errorf("%s:\n%s, want\n%s", name, got, want)
		}
		if len(api.Options) != 2 {
			t.Errorf("%s: options %v, want one for size and one for X-Wood", name, api.Options)
		}
	}
}

// TestNotDescribed leaves Request and its labels what they are elsewhere: the heading of a
// sample; and parameters of functions and paths where no query shows them.
func TestNotDescribed(t *testing.T) {
	sample := "# Get lid\n\n## HTTP request\n\n```http\nGET /lids/{id}/widest(of={n})\n```\n\n## Parameters\n\n|Parameter|Type|Description|\n|--|--|--|\n|of|Int32|x|\n|size|Int32|x|\n\n" +
		"## Request\n\n```http\nGET https://boxes.example/lids/1/widest(of=1)?size=3\n```\n\n## Response\n\n```http\nHTTP/1.1 204 No Content\n```\n"
	page := parser.Parse("api/lid-get.md", []byte(sample))
	op := resolve.Resolve([]*model.Page{page}, resolve.Options{}).Services[0].Operations[0]
	if len(op.Routes) != 1 || len(op.Examples) != 1 || op.Documented[0].In != model.InFunction || op.Documented[1].In != model.InFunction {
		t.Errorf("routes %v, %d examples, parameters %v", op.Routes, len(op.Examples), op.Documented)
	}
}

// TestFormBody takes a body for a form, and not for JSON, whose headers say so and whose samples
// don't show it.
func TestFormBody(t *testing.T) {
	src := "# Upload lid\n\n## HTTP request\n\n```http\nPOST /lids\n```\n\n## Request headers\n\n|Name|Description|\n|--|--|\n|Content-Type|%s|\n\n" +
		"## Request body\n\n|Parameter|Type|Description|\n|--|--|--|\n|Name|String|x|\n"
	for header, want := range map[string]string{
		"multipart/form-data. Required.":          "raw multipart/form-data",
		"`multipart/form-data; boundary=x`":       "raw multipart/form-data",
		"multipart/form-data or application/json": "json ",
		"application/json. Required.":             "json ",
	} {
		page := parser.Parse("api/lid-upload.md", fmt.Appendf(nil, src, header))
		body := resolve.Resolve([]*model.Page{page}, resolve.Options{}).Services[0].Operations[0].Body
		if got := fmt.Sprint(body.Kind, " ", body.ContentType); got != want {
			t.Errorf("Content-Type %s: the body is %s, want %s", header, got, want)
		}
	}
}

// TestURLParameters tells by the path which of the parameters of a URL are in the query.
func TestURLParameters(t *testing.T) {
	src := "# Get lid\n\n## HTTP request\n\n```http\nGET /lids/%s\n```\n\n## Request URL parameters\n\n|Parameter|Description|\n|--|--|\n|id|x|\n|size|x|\n"
	for path, want := range map[string]string{
		"{id}":           "path query",
		"all":            "query query",
		"widest(of={n})": "function function",
	} {
		page := parser.Parse("api/lid-get.md", fmt.Appendf(nil, src, path))
		op := resolve.Resolve([]*model.Page{page}, resolve.Options{}).Services[0].Operations[0]
		if got := fmt.Sprint(op.Documented[0].In, " ", op.Documented[1].In); got != want {
			t.Errorf("%s: id and size travel in %s, want %s", path, got, want)
		}
	}
}

// TestOtherServices reports operations whose requests all go to another host than most.
func TestOtherServices(t *testing.T) {
	page := func(name, line string, urls ...string) *model.Page {
		var src strings.Builder
		src.WriteString("# Get " + name + "\n\n## HTTP request\n\n```http\n" + line + "\n```\n\n## Example\n")
		for _, u := range urls {
			src.WriteString("\n```http\nGET " + u + "\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n")
		}
		return parser.Parse("api/"+name+"-get.md", []byte(src.String()))
	}
	pages := []*model.Page{
		page("box", "GET /boxes", "https://a.example/v1/boxes", "https://a.example/v2/boxes"),
		page("bag", "GET /bags", "https://a.example/v1/bags"),
		page("jar", "GET /jars", "https://b.example/v1/jars", "https://b.example/v1/jars"),
		page("pot", "GET /pots", "https://b.example/v1/pots", "https://a.example/v1/pots"),
		page("pan", "GET /pans", "https://{host}/v1/pans"),
		page("cup", "GET /cups"),
	}
	var got []string
	for _, f := range resolve.Resolve(pages, resolve.Options{}).Findings {
		if f.Rule == model.RuleOtherHost {
			got = append(got, f.Pos.String())
		}
	}
	if list := strings.Join(got, " "); list != "api/jar-get.md:12:5" {
		t.Errorf("findings at %q, want one at the first request of jar-get", list)
	}
}

// TestUntypedAnswer answers with whatever the prose says is in the body, though it names no type.
func TestUntypedAnswer(t *testing.T) {
	src := "# Find lids\n\n## HTTP request\n\n```http\n%s\n```\n\n## Response\n\n%s\n"
	for _, c := range []struct {
		line, sentence string
		want           model.ResultKind
	}{
		{"GET /lids", "If successful - 200 OK with list of the lids in the response body.", model.ValueResult},
		{"GET /lids", "If successful, 200 OK.", model.NoResult},
		{"GET /lids", "If successful, 200 OK and nothing in the response body.", model.NoResult},
		{"GET /lids", "This returns 204 No Content and the lids in the response body.", model.NoResult},
		{"DELETE /lids/{id}", "This returns 200 OK and what goes in the response body.", model.NoResult},
	} {
		page := parser.Parse("api/lid-find.md", fmt.Appendf(nil, src, c.line, c.sentence))
		if got := resolve.Resolve([]*model.Page{page}, resolve.Options{}).Services[0].Operations[0].Result.Kind; got != c.want {
			t.Errorf("%s, %s: the result is %v, want %v", c.line, c.sentence, got, c.want)
		}
	}
}

// TestMembersOfMembers takes a table below a heading that a row of the body links to for what is
// in that member.
func TestMembersOfMembers(t *testing.T) {
	src := "# Create box\n\n## HTTP request\n\n```http\nPOST /boxes\n```\n\n## Request body\n\n|Name|Type|Description|\n|--|--|--|\n|[Lid](#the-lid)|object|x|\n|Wood|string|x|\n\n" +
		"### The lid\n\n|Name|Type|Description|\n|--|--|--|\n|wide|int|x|\n\n### More\n\n|Name|Type|Description|\n|--|--|--|\n|Size|int|x|\n"
	page := parser.Parse("api/box-create.md", []byte(src))
	var got []string
	for _, p := range page.Parameters {
		got = append(got, p.Name.Value)
	}
	if list := strings.Join(got, " "); list != "Lid Wood Size" || len(page.Unread) != 1 {
		t.Errorf("the body has %s, unread are %v", list, page.Unread)
	}
}

// TestSentParameters: a table below Parameters lists what is sent if a sample sends one of its
// rows and no path or query has it.
func TestSentParameters(t *testing.T) {
	const rows = "|name|String|Its name.|\n|deep|Boolean|With all that is in it.|\n"
	for _, c := range []struct{ line, body, rows, want string }{
		{"POST /boxes/{id}/copy", `{"name": "x"}`, rows, "body name, body deep"},
		{"POST /boxes/{id}/copy", `{"NAME": "x"}`, rows, "body name, body deep"},
		{"POST /boxes/{id}/copy", `{"other": 1}`, rows, "function name, function deep, body other"},
		{"POST /boxes/{id}/copy", `["name"]`, rows, "function name, function deep"},
		{"POST /boxes/{id}/copy(name='{name}',deep={deep})", `{"name": "x"}`, rows, "function name, function deep, body name"},
		{"POST /boxes/{id}/copy", `{"name": "x"}`, rows + "|id|String|The box.|\n", "body name, body deep, function id"},
		{"GET /boxes/{id}/copy", `{"name": "x"}`, rows, "function name, function deep"},
	} {
		method, target, _ := strings.Cut(c.line, " ")
		src := request("Copy box", c.line) + "\n## Parameters\n|Parameter|Type|Description|\n|:--|:--|:--|\n" + c.rows + "\n## Example\n\n```http\n" +
			method + " https://a.example" + strings.Replace(target, "{id}", "1", 1) + "\nContent-Type: application/json\n\n" + c.body + "\n```\n"
		op := &read("api/box-copy.md", src).Services[0].Operations[0]
		var got []string
		for _, d := range op.Documented {
			got = append(got, string(d.In)+" "+d.Name)
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s with %s: %s, want %s", c.line, c.body, text, c.want)
		}
		if sent := strings.HasPrefix(c.want, "body"); sent != (op.Body.Kind == model.JSONBody && op.Body.Source == model.FromTable) {
			t.Errorf("%s with %s: the body is %+v", c.line, c.body, op.Body)
		}
	}
}

// TestPathRows: what is said of a member of the body is not said of a placeholder of that name.
func TestPathRows(t *testing.T) {
	const table = "|Parameter|Type|Description|\n|:--|:--|:--|\n|id|String|Of the lid.|\n"
	for src, want := range map[string]string{
		request("Update box", "PATCH /boxes/{id}") + "\n## Request body\n" + table:            "",
		request("Update box", "PATCH /boxes/{id}") + "\n## Path parameters\n" + table:         "Of the lid.",
		request("Update box", "PATCH /boxes/find(id='{id}')") + "\n## Request body\n" + table: "Of the lid.",
		request("Get box", "GET /boxes/{id}") + "\n## Request body\n" + table:                 "Of the lid.",
	} {
		if got := read("api/box-x.md", src).Services[0].Operations[0].Params[0].Doc.Value; got != want {
			t.Errorf("%s\nthe parameter is %q, want %q", src, got, want)
		}
	}
}
