package resolve_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

const (
	box = "# box resource type\n\nNamespace: microsoft.graph\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|The key.|\n" +
		"|lid|[lid](lid.md)|On top.|\n|notes|String|Words.|\n|lids|[lid](lid.md) collection|More.|\n"
	lid = "# lid resource type\n\nNamespace: microsoft.graph\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|colour|String|Of the lid.|\n"
)

// split resolves one operation page beside the resources and says, an operation a
// line, what it became.
func split(src string, more ...*model.Page) (string, *model.API) {
	pages := append(more, page("api/box-get.md", src), page("resources/box.md", box), page("resources/lid.md", lid))
	api := resolve.Resolve(pages, resolve.Options{})
	var b strings.Builder
	for _, s := range api.Services {
		for _, op := range s.Operations {
			if op.Page != "api/box-get.md" {
				continue
			}
			var routes []string
			for _, rt := range op.Routes {
				routes = append(routes, rt.Template)
			}
			fmt.Fprintf(&b, "%s %s %s: %s %s %v\n", op.ID(), op.Method, strings.Join(routes, " "), op.Result.Kind, op.Result.Type.Name, op.Result.Statuses)
		}
	}
	return b.String(), api
}

// exchange is a request sample with its answer.
func exchange(target, annotation, answer string) string {
	return "### Request\n<!-- {\"blockType\": \"request\"} -->\n```http\nGET https://graph.microsoft.com/v1.0" + target + "\n```\n### Response\n<!-- {\"blockType\": \"response\"" + annotation +
		"} -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n" + answer + "\n```\n"
}

// TestSplit checks which request lines of a page are ways to one thing, and which are
// operations of their own.
func TestSplit(t *testing.T) {
	const returns = "\n## Response\nReturns `200 OK` and a [box](../resources/box.md) object.\n\n"
	for _, c := range []struct{ name, src, want string }{
		{"a path that goes on in another block is part of the answer",
			"# Get box\n\n## HTTP request\n```http\nGET /boxes/{id}\nGET /me/boxes/{id}\n```\n```http\nGET /boxes/{id}/lid\n\nGET /boxes/{id}/notes\n\nGET /boxes/{id}/lids\n```\n" + returns,
			"Box.Get GET /boxes/{id} /me/boxes/{id}: value microsoft.graph.box [200]\n" +
				"Box.GetLid GET /boxes/{id}/lid: value microsoft.graph.lid [200]\n" +
				"Box.GetLids GET /boxes/{id}/lids: collection microsoft.graph.lid [200]\n" +
				"Box.GetNotes GET /boxes/{id}/notes: value Edm.String [200]\n"},
		{"in one block it is another way to the same thing",
			"# Get box\n\n## HTTP request\n```http\nGET /boxes/{id}\nGET /boxes/{id}/parts/{id}/box\n```\n```http\nGET /me/boxes/{id}\n```\n" + returns,
			"Box.Get GET /boxes/{id} /boxes/{id}/parts/{id}/box /me/boxes/{id}: value microsoft.graph.box [200]\n"},
		{"a type at the end",
			"# List boxes\n\n## HTTP request\n```http\nGET /things/microsoft.graph.box\n```\n```http\nGET /things/microsoft.graph.lid\n```\n\n## Response\nReturns `200 OK` and a collection of [box](../resources/box.md) objects.\n",
			"Box.Get GET /things/microsoft.graph.box: collection microsoft.graph.box [200]\n" +
				"Box.GetLid GET /things/microsoft.graph.lid: collection microsoft.graph.lid [200]\n"},
		{"each sample goes to the operation that takes it",
			"# Get box\n\n## HTTP request\n```http\nGET /boxes/{id}\n```\n```http\nGET /boxes/{id}/wheel\n```\n" + returns + "## Example\n" +
				exchange("/boxes/7", "", `{"id": "7"}`) + exchange("/boxes/7/wheel", `, "@odata.type": "microsoft.graph.lid"`, `{"colour": "red"}`),
			"Box.Get GET /boxes/{id}: value microsoft.graph.box [200]\n" +
				"Box.GetWheel GET /boxes/{id}/wheel: value microsoft.graph.lid [200]\n"},
		{"a heading for each",
			"# Get box\n\n## Permissions\n|Permission type|Permissions|\n|:--|:--|\n|Application|Box.Read|\n\n## HTTP request\n```http\nGET /boxes/{id}\n```\n### Response\nReturns `200 OK` and a [box](../resources/box.md) object.\n\n" +
				"## Get the lid\n\n### HTTP request\n```http\nGET /boxes/{id}/lid\n```\n### Response\nReturns `206 Partial Content` and a [lid](../resources/lid.md) object.\n\n" +
				"## Add a lid\n\n### HTTP request\n```http\nPOST /boxes/{id}/lids\n```\n### Request body\nSupply a [lid](../resources/lid.md) object.\n\n### Response\nReturns `201 Created`.\n",
			"Box.Get GET /boxes/{id}: value microsoft.graph.box [200]\n" +
				"Box.GetLid GET /boxes/{id}/lid: value microsoft.graph.lid [206]\n" +
				"Box.GetPost POST /boxes/{id}/lids:   [201]\n"},
		{"an action by its full name",
			"# Create box\n\n## HTTP request\n```http\nPOST /boxes\n```\n```http\nPOST /boxes/{id}/Port.API.seal\n```\n\n## Response\nReturns `201 Created` and a [box](../resources/box.md) object.\n",
			"Box.Get POST /boxes: value microsoft.graph.box [201]\n" +
				"Box.Seal POST /boxes/{id}/Port.API.seal:   [201]\n"},
		{"an action by its full name and by its short one",
			"# Seal box\n\n## HTTP request\n```http\nPOST /boxes/{id}/Port.API.seal\nPOST /boxes/{id}/seal\n```\n\n## Response\nReturns `204 No Content`.\n",
			"Box.Get POST /boxes/{id}/Port.API.seal /boxes/{id}/seal:   [204]\n"},
		{"headings below one for the requests, each with its answer",
			"# Create box\n\n## HTTP requests\n\n### Insert box\n```http\nPOST /boxes\n```\n### Request body\nSupply a [box](../resources/box.md) object.\n\n### Response\nReturns `201 Created` and a [box](../resources/box.md) object.\n\n" +
				"### Seal box\n```http\nPOST /boxes/{id}/Port.API.seal\n```\n### Open box\n```http\nPOST /boxes/{id}/Port.API.open\n```\n### Request body\nDo not supply a request body.\n\n### Response\nReturns `204 No Content`.\n",
			"Box.Get POST /boxes: value microsoft.graph.box [201]\n" +
				"Box.Open POST /boxes/{id}/Port.API.open:   [204]\n" +
				"Box.Seal POST /boxes/{id}/Port.API.seal:   [204]\n"},
		{"headings below one for the requests, and one answer",
			"# Get box\n\n## HTTP request\n\n### For a user\n```http\nGET /users/{id}/box\n```\n### For a group\n```http\nGET /groups/{id}/box\n```\n" + returns,
			"Box.Get GET /users/{id}/box /groups/{id}/box: value microsoft.graph.box [200]\n"},
		{"a heading whose answer says nothing: the page's is of its own request",
			"# Get box\n\n## HTTP request\n```http\nGET /boxes/{id}\n```\n" + returns +
				"## Get the picture\n\n### HTTP request\n```http\nGET /boxes/{id}/picture\n```\n### Response\nThe service redirects.\n" +
				"<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 302 Found\nLocation: https://example.com/7\n```\n",
			"Box.Get GET /boxes/{id}: value microsoft.graph.box [200]\n" +
				"Box.GetPicture GET /boxes/{id}/picture: stream  [302]\n"},
		{"headings without an answer of their own are ways to one",
			"# Get box\n\n## Get my box\n\n### HTTP request\n```http\nGET /me/box\n```\n\n## Get a box by key\n\n### HTTP request\n```http\nGET /boxes/{id}\n```\n" + returns,
			"Box.Get GET /me/box /boxes/{id}: value microsoft.graph.box [200]\n"},
	} {
		got, api := split(c.src)
		if got != c.want {
			t.Errorf("%s:\n%swant\n%s", c.name, got, c.want)
		}
		if strings.Contains(c.src, "Box.Read") && len(find(t, api, "Box.GetLid").Permissions) != 1 {
			t.Errorf("%s: the permissions of the page don't hold for its topics", c.name)
		}
	}
}

// TestSplitAnswers: a topic that promises nothing takes what the page promises for all, and nothing
// of a step that stands beside it.
func TestSplitAnswers(t *testing.T) {
	const topic = "# Fill box\n\n## Begin\n\n### HTTP request\n```http\nPOST /boxes/{id}/fill\n```\n\n### Request body\nDo not supply a request body.\n\n"
	for rest, want := range map[string]string{
		"## Response\nReturns `202 Accepted`.\n":                           "[202]",
		"## Go on\nSend parts.\n\n### Response\nReturns `202 Accepted`.\n": "[]",
	} {
		if got, _ := split(topic + rest); !strings.HasSuffix(got, want+"\n") {
			t.Errorf("%q: %s, want %s", rest, got, want)
		}
	}
}

// TestSplitSamples checks that each sample of a page is an example of one operation.
func TestSplitSamples(t *testing.T) {
	_, api := split("# Get box\n\n## HTTP request\n```http\nGET /boxes/{id}\n```\n```http\nGET /boxes/{id}/lid\n```\n\n## Response\nReturns `200 OK` and a [box](../resources/box.md) object.\n\n## Example\n" +
		exchange("/boxes/7", "", `{"id": "7"}`) + exchange("/boxes/7/lid", "", `{"colour": "red"}`))
	for id, want := range map[string]string{"Box.Get": "/boxes/7", "Box.GetLid": "/boxes/7/lid"} {
		if op := find(t, api, id); len(op.Examples) != 1 || op.Examples[0].Target != want || op.Examples[0].LeftOut != "" {
			t.Errorf("%s has the examples %+v, want one of %s", id, op.Examples, want)
		}
	}
}

// TestSplitKnown checks that the second operation of a page is what the page that is
// about it says.
func TestSplitKnown(t *testing.T) {
	other := page("api/crate-get.md", "# Get crate\n\n## HTTP request\n```http\nGET /boxes/{id}/crate\n```\n\n## Response\nReturns `200 OK` and a collection of [lid](../resources/lid.md) objects.\n")
	got, _ := split("# Get box\n\n## HTTP request\n```http\nGET /boxes/{id}\n```\n```http\nGET /boxes/{key}/crate\nGET /boxes/{id}/crate\n```\n\n## Response\nReturns `200 OK` and a [box](../resources/box.md) object.\n", other)
	if want := "Box.GetCrate GET /boxes/{key}/crate: collection microsoft.graph.lid [200]\n"; !strings.Contains(got, want) {
		t.Errorf("got\n%swant in it\n%s", got, want)
	}
}

// TestNamedResponses checks that an answer that names several requests is theirs.
func TestNamedResponses(t *testing.T) {
	ask := func(name, target string) string {
		return "<!-- {\"blockType\": \"request\", \"name\": \"" + name + "\"} -->\n```http\nGET https://graph.microsoft.com/v1.0" + target + "\n```\n"
	}
	_, api := split("# Get box\n\n## HTTP request\n```http\nGET /me/box\nGET /boxes/{id}\n```\n\n## Example\n### Request\n" + ask("mine", "/me/box") + ask("key", "/boxes('7')") +
		"### Response\n<!-- {\"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.box\", \"name\": [\"key\", \"mine\"]} -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": \"7\"}\n```\n")
	op := find(t, api, "Box.Get")
	var got []string
	for _, x := range op.Examples {
		got = append(got, fmt.Sprint(x.Target, x.Status, x.LeftOut))
	}
	if want := "[/me/box200 /boxes/7200]"; fmt.Sprint(got) != want {
		t.Errorf("examples %v, want %s", got, want)
	}
}

// TestPermissionTables tells apart the tables of a page by their headings.
func TestPermissionTables(t *testing.T) {
	const table = "\n\n|Permission type|Permissions|\n|:--|:--|\n|Application|Box.Read|\n\n"
	const rest = "## HTTP request\n```http\nGET /boxes/{id}\n```\n"
	for src, want := range map[string]string{
		"## Permissions" + table: "[]",
		"## Permissions\n### For lids:" + table + "### Permissions acting on boxes" + table:                "[lids acting on boxes]",
		"## Permissions\n### Permissions for lids" + table:                                                 "[]",
		"## Permissions\n### Permissions for lids" + table + "### Permissions for their boxes" + table:     "[lids their boxes]",
		"## Permissions\n\n|Permission type|For lids|For boxes|\n|:--|:--|:--|\n|Application|A.B|C.D|\n\n": "[]",
	} {
		_, api := split("# Get box\n\n" + src + rest)
		var got []string
		for _, p := range find(t, api, "Box.Get").Permissions {
			if p.For != "" {
				got = append(got, p.For)
			}
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: permissions for %q, want %s", src, got, want)
		}
	}
	above := page("api/box-get.md", "# Get box\n\n## Permissions\n### For lids:"+table+"### For boxes:"+table+rest)
	above.Permissions[0].Section = -1 // as in a page without a title
	if got := find(t, resolve.Resolve([]*model.Page{above}, resolve.Options{}), "Box.Get").Permissions[0].For; got != "" {
		t.Errorf("permissions above all headings are for %q", got)
	}
}

// TestEnumPages reads a page of an enumeration that shows the JSON of a resource, too, as
// that of an enumeration.
func TestEnumPages(t *testing.T) {
	const colour = "# colour enum type\n\nNamespace: microsoft.graph\n\nOf a lid.\n\n## Members\n|Member|Description|\n|:--|:--|\n|red|Like wine.|\n|blue|Like skies.|\n\n" +
		"## JSON representation\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.colour\"} -->\n``` json\n{\n  \"@odata.type\": \"#microsoft.graph.colour\"\n}\n```\n"
	api := resolve.Resolve([]*model.Page{page("resources/colour.md", colour)}, resolve.Options{})
	if len(api.Types) != 1 || api.Types[0].Kind != model.EnumType || len(api.Types[0].Members) != 2 || api.Types[0].Doc.Value != "Of a lid." {
		t.Errorf("the types are %+v", api.Types)
	}
	for _, f := range api.Findings {
		if f.Rule == model.RuleTypeConflict {
			t.Error(f)
		}
	}
}

// TestPatchedBytes sends bytes to $value, whichever method replaces them.
func TestPatchedBytes(t *testing.T) {
	for method, want := range map[string]model.BodyKind{"PUT": model.RawBody, "PATCH": model.RawBody, "POST": model.NoBody} {
		api := resolve.Resolve([]*model.Page{page("api/photo-update.md", request("Update photo", method+" /me/photo/$value"))}, resolve.Options{})
		if got := api.Services[0].Operations[0].Body.Kind; got != want {
			t.Errorf("the body of %s is %q, want %q", method, got, want)
		}
	}
}

// TestCountOfCollection reports a page that promises a collection for a count.
func TestCountOfCollection(t *testing.T) {
	for line, want := range map[string]bool{"GET /boxes/$count": true, "GET /boxes": false} {
		_, api := split("# List boxes\n\n## HTTP request\n```http\n" + line + "\n```\n\n## Response\nReturns `200 OK` and a collection of [box](../resources/box.md) objects.\n")
		if got := findings(api, "api/box-get.md")["5:5 "+model.RuleResponseType]; got != want {
			t.Errorf("%s: %v", line, findings(api, "api/box-get.md"))
		}
	}
}

// TestOtherWaysParameters gives an operation below a heading without an answer the parameters that
// stand there.
func TestOtherWaysParameters(t *testing.T) {
	src := "# Boxes\n\n## Get all\n\n### HTTP request\n```http\nGET /boxes\n```\n\n### Response\nReturns `200 OK` and a collection of [box](../resources/box.md) objects.\n\n" +
		"## Get a lid\n\n### HTTP request\n```http\nGET /boxes/{id}/lids/{lid-id}\n```\n\n### Path parameters\n|Name|Type|Description|\n|:--|:--|:--|\n|id|String|The box.|\n|lid-id|Int32|The lid.|\n"
	_, api := split(src)
	for _, s := range api.Services {
		for _, op := range s.Operations {
			if len(op.Routes[0].Params) == 2 && len(op.Documented) == 2 {
				return
			}
		}
	}
	t.Error("the parameters of the lid are lost")
}

// TestTopicsByAnswers makes operations of topics of which nothing but a sample says what is answered,
// where each has its own permissions, too; else their lines are other ways to ask for the same.
func TestTopicsByAnswers(t *testing.T) {
	topic := func(title, permissions, path, answer string) string {
		return "## " + title + "\n\n" + permissions + "### URL\n\n```http\nGET " + path + "\n```\n\n### Examples\n\n#### Request example\n\n```http\nGET https://shop.example" + path +
			"\n```\n\n#### Response example\n\n```json\n" + answer + "\n```\n\n"
	}
	const scopes = "### Permissions\n\n|Permission type|Permissions|\n|--|--|\n|Application|Box.Read|\n\n"
	for permissions, want := range map[string]string{scopes: "GET /boxes/all collection, GET /boxes/files value", "": "GET /boxes/all collection"} {
		src := "# Export boxes\n\nExports boxes.\n\n" + topic("1. As JSON", permissions, "/boxes/all", `{"value": [{"id": "1"}]}`) + topic("2. By files", permissions, "/boxes/files", `{"files": ["a"]}`)
		var got []string
		for _, s := range resolve.Resolve([]*model.Page{page("api/box-export.md", src)}, resolve.Options{}).Services {
			for _, op := range s.Operations {
				got = append(got, op.Method+" "+op.Routes[0].Template+" "+string(op.Result.Kind))
			}
		}
		if list := strings.Join(got, ", "); list != want {
			t.Errorf("with the permissions %q the operations are %s, want %s", permissions, list, want)
		}
	}
}

// TestTopicSummaries describes the operations of a page with several each by what stands below its
// heading, and a page's only one by what the page is about.
func TestTopicSummaries(t *testing.T) {
	const rest = "### HTTP request\n\n```http\nGET /boxes/%s\n```\n\n### Response\n\nReturns `200 OK`.\n\n"
	lid, wood := "## Look at the lid\n\n**Note:** shut it.\n\nShows the lid.\n\n"+fmt.Sprintf(rest, "lid"), "## See the wood\n\n"+fmt.Sprintf(rest, "wood")
	for below, want := range map[string]string{lid + wood: "Shows the lid.; Of boxes.", lid: "Of boxes."} {
		var got []string
		for _, s := range resolve.Resolve([]*model.Page{page("api/box-look.md", "# Look at boxes\n\nOf boxes.\n\n"+below)}, resolve.Options{}).Services {
			for _, op := range s.Operations {
				got = append(got, op.Summary.Value)
			}
		}
		if list := strings.Join(got, "; "); list != want {
			t.Errorf("the summaries are %q, want %q, of\n%s", list, want, below)
		}
	}
}

// TestShownTypeProperties reads the properties of a type that an operation's page shows as JSON from
// the table below its name, and describes it by nothing that is said of the operation.
func TestShownTypeProperties(t *testing.T) {
	const src = "# Fill box\n\nFills a box.\n\n## HTTP request\n\n```http\nPOST /boxes/{id}/fill\n```\n\n## Request body\n\n" +
		"<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.boxContent\" } -->\n```json\n{ \"size\": 1, \"kind\": \"wood\" }\n```\n\n"
	const rows = "\n| Property | Type | Description |\n|--|--|--|\n| size | Int64 | How much. |\n"
	for heading, want := range map[string]string{
		"BoxContent properties": "size Edm.Int64 How much., kind Edm.String ", "Box properties": "size Edm.Int32 , kind Edm.String ", "BoxContent": "size Edm.Int32 , kind Edm.String ",
	} {
		api := resolve.Resolve([]*model.Page{page("api/box-fill.md", src+"## "+heading+"\n"+rows)}, resolve.Options{})
		var got []string
		for _, f := range api.Types[0].Fields {
			got = append(got, f.Name+" "+f.Type.Name+" "+f.Doc.Value)
		}
		if list := strings.Join(got, ", "); list != want || api.Types[0].Doc.Value != "" {
			t.Errorf("%s: %q and %q, want %q", heading, list, api.Types[0].Doc.Value, want)
		}
	}
}
