package parser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// told lists what a page says in few words.
func told(p *model.Page) string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	typed := func(t model.TypeExpr) string {
		if t.Collection {
			return t.Name + "[]"
		}
		return t.Name
	}
	for _, t := range p.Templates {
		add("%s %s", t.Method.Value, t.Path.Value)
	}
	for _, s := range p.Samples {
		add("%s %s%s %s", s.Kind, s.Path.Value, strings.TrimPrefix(fmt.Sprint(s.Status), "0"), strings.ReplaceAll(s.Body.Text.Value, "\n", "⏎"))
	}
	for _, x := range p.Permissions {
		var names []string
		for _, s := range x.Scopes {
			names = append(names, s.Value)
		}
		add("%s may %s", x.Kind.Value, strings.Join(names, "+"))
	}
	for _, x := range p.Parameters {
		add("%s %s:%s", x.In, x.Name.Value, typed(x.Type))
	}
	for _, r := range p.Resources {
		for _, x := range r.Properties {
			values := ""
			for _, v := range x.Values {
				values += "|" + v.Value
			}
			add("%s.%s:%s%s", r.Type.Value, x.Name.Value, typed(x.Type), values)
		}
	}
	for _, e := range p.Enums {
		for _, m := range e.Members {
			add("%s=%s", e.Type.Value, m.Name.Value)
		}
	}
	for _, r := range p.Returns {
		add("returns %d %s", r.Status, typed(r.Type))
	}
	for _, in := range p.Includes {
		add("include %s %s", in.Target.Value, in.Within)
	}
	for _, u := range p.Unread {
		add("unread %d %s", u.Pos.Line, u.Value)
	}
	for _, f := range p.Findings {
		add("%d:%d %s", f.Pos.Line, f.Pos.Column, f.Rule)
	}
	return strings.Join(out, "; ")
}

// request and example stand for the rest of a page.
const (
	request = "# Get thing\n\n## HTTP request\n```http\nGET /things\n```\n\n"
	example = "\n## Example\n\n### Request\n"
)

// TestMarkup reads what houses write in other ways than the common one.
func TestMarkup(t *testing.T) {
	const table = "|Property|Type|Description|\n|:--|:--|:--|\n"
	const resource = "# thing resource type\n\n## Properties\n"
	for name, c := range map[string]struct{ src, want string }{
		"indented code":               {"# Get thing\n\n## HTTP request\n\n    GET /things\n    GET /me/things\n", "GET /things; GET /me/things"},
		"request line as inline code": {"# Get thing\n\n## HTTP request\n\n`GET /things/{id | name}`\n", "GET /things/{id | name}"},
		"request line as text":        {"# Get thing\n\n## HTTP request\n\nGET /things/{id}\nGET https://h.example/v1.0/me/things\n", "GET /things/{id}; GET /me/things"},
		"prose about a path":          {"# Get thing\n\n## HTTP request\n\nGET /things gets all things.\n", ""},
		"table of methods": {"# Get thing\n\n## Request URI\n\n|Method|Request URI|\n|--|--|\n|GET|`https://h.example/v1.0/things/{id}`|\n|no|such|\n",
			"GET /things/{id}"},
		"other table": {"# Get thing\n\n## Endpoint\n\n`GET /things`\n\n|Cloud|Host|\n|--|--|\n|a|b|\n", "GET /things; unread 7 table"},

		"code in a note":   {request + "> [!NOTE]\n> Or so:\n>\n> ```http\n> GET /me/things\n> ```\n", "GET /things; GET /me/things"},
		"table in a note":  {resource + "> [!IMPORTANT]\n> " + strings.ReplaceAll(table, "\n|", "\n> |") + "> |id|String|The key.|\n", "microsoft.graph.thing.id:String"},
		"HTML table":       {resource + "<table>\n<tr><td>id</td></tr>\n", "unread 4 table in HTML; 4:1 " + model.RuleHTMLTable},
		"code inside HTML": {request + "<details>\n```http\nGET /x\n```\n</details>\n", "GET /things; unread 8 code block inside HTML"},
		"text in a list item": {request + example + "1. So:\n\n   ```http\n   POST /things\n   Content-Type: text/plain\n\n   one\n     two\n   ```\n",
			"GET /things; request /things one⏎  two"},
		"text in a quote": {request + example + "> ```http\n> POST /things\n> Content-Type: text/plain\n>\n> one\n>   two\n> ```\n",
			"GET /things; request /things one⏎  two"},
		"arguments over lines in a quote": {request + example + "> ```http\n> GET /f(ids=[\n>   \"x\"\n> ])\n> ```\n", `GET /things; request /f(ids=["x"]) `},
		"text with CRLF": {strings.ReplaceAll(request+example+"```http\nPOST /things\nContent-Type: text/plain\n\none\ntwo\n```\n", "\n", "\r\n"),
			"GET /things; request /things one⏎two"},

		"zones": {"# Get thing\n\n::: zone pivot=\"a\"\n## HTTP request\n```http\nGET /things\n```\n:::zone-end\n\n:::code language=\"http\" source=\"~/x.http\":::\n",
			"GET /things; unread 10 code of another file, :::code language=\"http\" source=\"~/x.ht…"},
		"tags": {resource + table + "[TAGS=a,b]\n|id|String|The key.|\n[END]\n|name|String||\n\nText\n[TAGS=c]\n" + table + "|size|Int32||\n[END]\n",
			"microsoft.graph.thing.id:String; microsoft.graph.thing.name:String; microsoft.graph.thing.size:Int32"},

		"JSON representation without an annotation": {resource + table + "|id|String||\n\n## JSON representation\n```json\n{ \"id\": \"String\", \"size\": 1 }\n```\n",
			"microsoft.graph.thing.id:String; microsoft.graph.thing.size:Int32"},
		"HTML in cells": {resource + table + "|id<sup>1</sup>|<a href='x.md'>x</a>|The key.<br/>Or not.|\n" +
			"|`kind`|<code>String</code>|<p>Possible values are:</p><ul><li><code>one</code></li><li>`two`.</li></ul>|\n|**a&#95;b**|[y](y.md)&nbsp;collection|x|\n",
			"microsoft.graph.thing.id:x; microsoft.graph.thing.kind:String|one|two; microsoft.graph.thing.a_b:y[]"},
		"names in cells": {"# Get thing\n\n## Path parameters\n|Name|Type|Description|\n|--|--|--|\n|{thing-id}|String||\n|*kind*:|String||\n|_size_ (optional)|Int32||\n",
			"path thing-id:String; path kind:String; path size:Int32"},
		"columns as OneDrive has them": {"# Do thing\n\n## Request body\n\n| Name | Value | Description\n|:-----|:------|:-----------\n| **childCount** | Int32 | How many.\n| @name.source | [source][] | From where.\n\n[source]: s.md\n",
			"body childCount:Int32; body @name.source:source"},

		"annotation in a list": {request + example + "* So:\n\n  <!-- {\n    \"blockType\": \"request\",\n    \"name\": \"x\"\n  } -->\n  ```http\n  GET /things\n  ```\n", "GET /things; request /things "},
		"comment in a comment": {request + example + "<!-- later !-- { \"blockType\": \"request\" } -- -->\n```http\nGET /things\n```\n", "GET /things; request /things "},
		"comment never closed": {request + "<!-- a draft\n\n## Request body\n", "GET /things; 8:1 page/unclosed-comment"},
		"annotation never closed": {request + example + "<!-- { \"blockType\": \"request\" }\n```http\nPOST /things\n\n{}\n```\n\n### Response\n\n<!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 204 No Content\n```\n",
			"GET /things; request /things {}; response 204 ; 12:1 page/unclosed-comment"},
		"code never closed": {"# Get thing\n\n## HTTP request\n```http\nGET /things\n\n## Request headers\n|Name|Description|\n|--|--|\n|A|b|\n" + example + "```http\nGET /things\n```\n",
			"GET /things; request /things ; header A:; 4:1 page/unclosed-fence"},
		"last code never closed": {request + example + "```http\nPOST /things\n\n{}\n", "GET /things; request /things {}; 12:1 page/unclosed-fence"},
		"code in longer fences":  {request + example + "````markdown\n```http\nGET /x\n# y\n```\n````\n", "GET /things; unread 12 code block markdown"},

		"include without blanks, in lower case": {request + "[!include[x](~/includes/x.md)]\n\n> [!Include [y](y.md)]\n", "GET /things; include ~/includes/x.md http-request; include y.md http-request"},
		"HTTP tab second, group open": {request + example + "# [CLI](#tab/cli)\n[!INCLUDE [x](../includes/cli.md)]\n\n# [HTTP](#tab/http)\n```http\nGET /things\n```\n# [PHP](#tab/php)\n[!INCLUDE [x](../includes/php.md)]\n### Response\n" +
			"[!INCLUDE [y](y.md)]\n```http\nHTTP/1.1 200 OK\n\n1\n```\n", "GET /things; request /things ; response 200 1; include y.md response-sample"},
		"tabs end without a blank line":     {request + example + "# [HTTP](#tab/http/v1)\n```http\nGET /things\n```\n# [Go](#tab/go)\n[!INCLUDE [x](go.md)]\n---\n[!INCLUDE [y](y.md)]\n", "GET /things; request /things ; include y.md request-sample"},
		"JSON in a tab of another language": {request + example + "# [HTTP](#tab/http)\n```http\nGET /things\n```\n# [JavaScript](#tab/javascript)\n```javascript\n{ \"no\": 1 }\n```\n---\n", "GET /things; request /things ; unread 17 code block javascript"},
		"answer as JavaScript":              {request + example + "```http\nGET /things\n```\n### Response\n```javascript\n{ \"id\": 1 }\n```\n", "GET /things; request /things ; response  { \"id\": 1 }; 17:1 http/status-missing"},
	} {
		if got := told(parser.Parse("api/x.md", []byte(c.src))); got != c.want {
			t.Errorf("%s is read as\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// TestSamplesBlock reads a block that is annotated as several samples, and one that
// isn't: the requests are the same, but only the second is at fault.
func TestSamplesBlock(t *testing.T) {
	for annotation, faults := range map[string]int{"samples": 0, "ignored": 1} {
		src := "# Get box\n\n## HTTP request\n```http\nGET /boxes/{id}\n```\n\n## Example\n\n<!-- { \"blockType\": \"" + annotation + "\" } -->\n" +
			"```http\nGET https://h.example/boxes/1\nGET https://h.example/boxes/2\n```\n"
		p := parser.Parse("api/box-get.md", []byte(src))
		if got := len(p.Samples); got != 2 {
			t.Errorf("a block of %s has %d requests, want 2", annotation, got)
		}
		found := 0
		for _, f := range p.Findings {
			if f.Rule == model.RuleSeveralMessages {
				found++
			}
		}
		if found != faults {
			t.Errorf("a block of %s has %d findings of several messages, want %d: %v", annotation, found, faults, p.Findings)
		}
	}
}

// TestTabIncludes takes in what stands in the HTTP tab, however it is written, and not
// what stands in those of programming languages.
func TestTabIncludes(t *testing.T) {
	for _, tab := range []string{"http", "HTTP", "http/v1"} {
		src := "# Get box\n\n## Example\n\n# [C#](#tab/csharp)\n\n[!INCLUDE [s](../includes/cs.md)]\n\n# [HTTP](#tab/" + tab +
			")\n\n[!INCLUDE [s](../includes/http.md)]\n\n# [Java](#tab/java)\n\n[!INCLUDE [s](../includes/java.md)]\n\n---\n"
		p := parser.Parse("api/box-get.md", []byte(src))
		if len(p.Includes) != 1 || p.Includes[0].Target.Value != "../includes/http.md" {
			t.Errorf("with #tab/%s the page takes in %+v", tab, p.Includes)
		}
	}
}

// TestTargetOfSeveralLines: the places of path and query are those in the page, line ends and all.
func TestTargetOfSeveralLines(t *testing.T) {
	src := "# Get x\n\n## Example\n\n```http\nGET https://h.example/a/f(ids=[\n  \"1\"\n])/c?top=1\n&skip=2\n```\n"
	s := parser.Parse("api/x-get.md", []byte(src)).Samples[0]
	for got, want := range map[model.Text]string{
		s.Path:  "/a/f(ids=[\n  \"1\"\n])/c",
		s.Query: "?top=1\n&skip=2",
	} {
		if text := src[got.Pos.Start:got.Pos.End]; text != want || got.Pos.Line != int32(1+strings.Count(src[:got.Pos.Start], "\n")) {
			t.Errorf("%s is at line %d, %q, want %q", got.Value, got.Pos.Line, text, want)
		}
	}
}

// TestJSONCalledOtherwise: offsets into JSON lead back into the page, whatever its media type and line ends.
func TestJSONCalledOtherwise(t *testing.T) {
	src := "# Get x\r\n\r\n## Example\r\n\r\n```http\r\nHTTP/1.1 200 OK\r\nContent-Type: application/eson\r\n\r\n{\r\n  \"a\": 1\r\n}\r\n```\r\n" +
		"```http\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\na\r\nb\r\n```\r\n"
	samples := parser.Parse("api/x-get.md", []byte(src)).Samples
	if body := samples[0].Body.Text; body.Value != src[body.Pos.Start:body.Pos.End] {
		t.Errorf("%q is read of %q", body.Value, src[body.Pos.Start:body.Pos.End])
	}
	if body := samples[1].Body.Text; body.Value != "a\nb" {
		t.Errorf("%q is read as text", body.Value)
	}
}
