package resolve_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// asking is a page with request lines and a sample of a request, both with a body if the
// method takes one.
func asking(stem, lines, request, body, table string) *model.Page {
	src := "# Do " + stem + "\n\n## HTTP request\n\n```http\n" + lines + "\n```\n\n"
	if table != "" {
		src += "## Request body\n\n| Property | Type | Description |\n|:--|:--|:--|\n"
		for name := range strings.FieldsSeq(table) {
			src += "| " + name + " | String | A text. |\n"
		}
	}
	if body != "" {
		body = "Content-Type: application/json\n\n" + body + "\n"
	}
	src += "\n## Response\n\nReturns `200 OK`.\n\n## Example\n\n<!-- { \"blockType\": \"request\", \"name\": \"x\" } -->\n```http\n" + request + "\n" + body + "```\n" +
		"<!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\": 1}\n```\n"
	return page("api/"+stem+".md", src)
}

// TestDispatch: what the docs show of the query, the body's type and its members tells
// apart operations of one method and path. Where nothing does, the requests of one go to
// the other, and a finding says so.
func TestDispatch(t *testing.T) {
	for name, c := range map[string]struct {
		pages []*model.Page
		want  map[string]string // who takes the request of an operation's sample
		query string            // of Thing.Search
	}{
		"query": {[]*model.Page{
			asking("thing-list", "GET /things", "GET https://a.example/things?$top=5", "", ""),
			asking("thing-search", "GET /things?$search={text}", "GET https://a.example/things?$search=x", "", ""),
		}, map[string]string{"Thing.List": "", "Thing.Search": ""}, "$search"},
		"query with a value": {[]*model.Page{
			asking("thing-list", "GET /things", "GET https://a.example/things?$expand=others", "", ""),
			asking("thing-search", "GET /things?$expand=parts($filter=id eq '{id}')", "GET https://a.example/things?$expand=parts($filter=id eq '7')", "", ""),
		}, map[string]string{"Thing.List": "", "Thing.Search": ""}, "$expand=parts($filter=id eq '"},
		"query that one line lacks": {[]*model.Page{
			asking("thing-list", "GET /things", "GET https://a.example/things", "", ""),
			asking("thing-search", "GET /things?$search={text}\nGET /things?$search={text}&$top=3\nGET /things", "GET https://a.example/things?$search=x", "", ""),
		}, map[string]string{"Thing.List": "", "Thing.Search": "Thing.List"}, ""},
		"query without another operation": {[]*model.Page{
			asking("thing-search", "GET /things?$search={text}", "GET https://a.example/things?$search=x", "", ""),
		}, map[string]string{"Thing.Search": ""}, ""},
		"members": {[]*model.Page{
			asking("thing-add", "POST /things/add", "POST https://a.example/things/add", `{"name": "x", "formula": "y"}`, "name formula"),
			asking("thing-addvalue", "POST /things/add", "POST https://a.example/things/add", `{"name": "x", "value": "y"}`, "name value"),
		}, map[string]string{"Thing.Add": "", "Thing.Addvalue": ""}, ""},
		"type": {[]*model.Page{
			beast("part", "", "id String"), beast("whole", "part", "size String"),
			showing("api/part-create.md", "POST /parts", "part", asked("POST https://a.example/parts", `{"@odata.type": "#microsoft.graph.part", "size": "1"}`, 200, `{"id": "1"}`)),
			showing("api/part-createwhole.md", "POST /parts", "whole", asked("POST https://a.example/parts", `{"@odata.type": "#microsoft.graph.whole", "id": "1"}`, 200, `{"id": "1"}`)),
		}, map[string]string{"Part.Create": "", "Part.Createwhole": ""}, ""},
		"nothing": {[]*model.Page{
			asking("thing-add", "POST /things/add", "POST https://a.example/things/add", `{"name": "x"}`, "name formula"),
			asking("thing-addvalue", "POST /things/add", "POST https://a.example/things/add", `{"name": "x"}`, "name value"),
		}, map[string]string{"Thing.Add": "", "Thing.Addvalue": "Thing.Add"}, ""},
	} {
		api := resolve.Resolve(c.pages, resolve.Options{})
		for id, want := range c.want {
			op := find(t, api, id)
			if len(op.Examples) != 1 || op.Examples[0].Dispatch != want {
				t.Errorf("%s: the request of %s goes to %+v, want %q", name, id, op.Examples, want)
			}
			if id == "Thing.Search" && strings.Join(op.Routes[0].Query, "&") != c.query {
				t.Errorf("%s: the query is %q, want %q", name, op.Routes[0].Query, c.query)
			}
		}
		shared := 0
		for _, f := range api.Findings {
			if f.Rule == model.RuleSharedRoute {
				shared++
			}
		}
		if shared != len(c.want)-1 {
			t.Errorf("%s: %d findings say that a route is shared", name, shared)
		}
	}
}
