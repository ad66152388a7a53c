package resolve_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// carried resolves pages and says what the operation of api/box-get.md answers with.
func carried(src string, more ...*model.Page) string {
	got, _ := split(src, more...)
	_, got, _ = strings.Cut(strings.SplitN(got, "\n", 2)[0], ": ")
	return got
}

// TestEvidence checks which statement about the answer counts where a page contradicts
// itself or says little.
func TestEvidence(t *testing.T) {
	get := func(title, line, prose, samples string) string {
		return "# " + title + "\n\n## HTTP request\n```http\n" + line + "\n```\n\n## Response\n" + prose + "\n\n## Example\n" + samples
	}
	const (
		typeLid = `, "@odata.type": "microsoft.graph.lid"`
		boxes   = "Returns `200 OK` and a [box](../resources/box.md) object."
	)
	for _, c := range []struct{ name, src, want string }{
		{"title and prose against an annotation, where the sample fits both",
			get("List boxes", "GET /boxes", "Returns `200 OK` and a collection of [box](../resources/box.md) objects.", exchange("/boxes", typeLid, `{"value": [{"other": 1}]}`)),
			"collection microsoft.graph.box [200]"},
		{"the context of the sample supports the prose",
			get("Get it", "GET /me/it", boxes, exchange("/me/it", typeLid, `{"@odata.context": "https://x/$metadata#boxes/$entity", "other": 1}`)),
			"value microsoft.graph.box [200]"},
		{"a context alone",
			get("Get it", "GET /me/it", "Returns `200 OK`.", exchange("/me/it", "", `{"@odata.context": "https://x/$metadata#Collection(microsoft.graph.lid)", "value": [{"colour": "red"}]}`)),
			"collection microsoft.graph.lid [200]"},
		{"a set that is called like a type which the sample doesn't fit",
			get("Get it", "GET /me/it", "Returns `200 OK`.", exchange("/me/it", "", `{"@odata.context": "https://x/$metadata#me/lid/$entity", "size": 1}`)),
			"value  [200]"},
		{"a name in camel case behind an article",
			get("Get it", "GET /me/it", "Returns `200 OK` and a JSON collection of **bigBoxes**.", ""), "collection microsoft.graph.bigBox [200]"},
		{"what a header points to is no answer",
			get("Create it", "POST /me/it", "Returns `202 Accepted` and a link to the [box](../resources/box.md) in the `Location` header.", ""), "  [202]"},
		{"beside a header the answer has a body",
			get("Create it", "POST /me/it", "Returns `201 Created`, a `Location` header and a [box](../resources/box.md) object in the response body.", ""), "value microsoft.graph.box [201]"},
		{"JSON of which the page says no more than that",
			get("Paint it", "POST /me/it", "The response will be a JSON object that has these properties:", ""), "value  []"},
		{"a response that JSON is not said of", get("Paint it", "POST /me/it", "The response is empty. Send JSON with the request.", ""), "  []"},
		{"a sample of what lies below the path",
			get("Get box", "GET /boxes/{id}", boxes, exchange("/boxes/7/lid", typeLid, `{"colour": "red"}`)),
			"value microsoft.graph.box [200]"},
		{"a sample of what lies below the path, where nothing else speaks",
			get("Get box", "GET /boxes/{id}", "", exchange("/boxes/7/lid", typeLid, `{"colour": "red"}`)), "value microsoft.graph.lid [200]"},
		{"an answer without a request",
			get("Get box", "GET /boxes/{id}", "", "### Response\n<!-- {\"blockType\": \"response\""+typeLid+"} -->\n```json\n{\"colour\": \"red\"}\n```\n"), "value microsoft.graph.lid []"},
		{"a type with a property value is no envelope",
			get("Get pick", "GET /picks/{id}", "Returns `200 OK`.", exchange("/picks/7", `, "@odata.type": "microsoft.graph.pick"`, `{"value": "user"}`)), "value microsoft.graph.pick [200]"},
		{"a promise below a third-level heading",
			"# Get box\n\n### HTTP request\n```http\nGET /boxes/{id}\n```\n### Request headers\n### Response\n" + boxes + "\n\n### Example\n", "value microsoft.graph.box [200]"},
	} {
		big := page("resources/bigbox.md", strings.ReplaceAll(box, "# box", "# bigBox"))
		pick := page("resources/pick.md", "# pick resource type\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|value|String|What.|\n")
		if got := carried(c.src, big, pick); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestSentBack checks that a create answers with what it sends, where the sample shows
// that and the annotation names something else.
func TestSentBack(t *testing.T) {
	src := "# Create box\n\n## HTTP request\n```http\nPOST /shelves/{id}/boxes\n```\n\n## Request body\nA [box](../resources/box.md).\n\n## Response\nReturns `201 Created`.\n\n## Example\n" +
		"### Request\n```http\nPOST https://graph.microsoft.com/v1.0/shelves/1/boxes\nContent-Type: application/json\n\n{\"notes\": \"x\"}\n```\n" +
		"### Response\n<!-- {\"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.lid\"} -->\n```http\nHTTP/1.1 201 Created\nContent-Type: application/json\n\n{\"id\": \"7\", \"notes\": \"x\"}\n```\n"
	if got := carried(src); got != "value microsoft.graph.box [201]" {
		t.Errorf("answers with %s", got)
	}
}

// TestCommonBase checks that an operation that answers with several derived types
// answers with their base.
func TestCommonBase(t *testing.T) {
	derived := func(name string) *model.Page {
		return page("resources/"+name+".md", "# "+name+" resource type\n\nNamespace: microsoft.graph\n\nInherits from [box](box.md).\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|"+name+"Size|Int32|Big.|\n")
	}
	src := "# Get box\n\n## HTTP request\n```http\nGET /boxes/{id}\n```\n\n## Response\nReturns `200 OK` and a [tin](../resources/tin.md), a bag or any [box](../resources/box.md).\n\nIt returns a [box](../resources/box.md) object.\n\n## Example\n" +
		exchange("/boxes/1", `, "@odata.type": "microsoft.graph.tin"`, `{"id": "1"}`) + exchange("/boxes/2", `, "@odata.type": "microsoft.graph.bag"`, `{"id": "2"}`)
	if got := carried(src, derived("tin"), derived("bag")); got != "value microsoft.graph.box [200]" {
		t.Errorf("answers with %s", got)
	}
}

// TestKeyedPaths checks that a plural which another page continues by a key is a
// collection, though its own page describes and shows one value.
func TestKeyedPaths(t *testing.T) {
	one := "# Get box\n\n## HTTP request\n```http\nGET /boxes\n```\n\n## Response\nReturns `200 OK` and a [box](../resources/box.md) object.\n\n## Example\n" + exchange("/boxes", "", `{"id": "7"}`)
	key := page("api/box-delete.md", "# Delete box\n\n## HTTP request\n```http\nDELETE /boxes/{id}\n```\n")
	if got := carried(one); got != "value microsoft.graph.box [200]" {
		t.Errorf("alone: %s", got)
	}
	if got := carried(one, key); got != "collection microsoft.graph.box [200]" {
		t.Errorf("beside /boxes/{id}: %s", got)
	}
}

// TestStrangeAnswers: what goes on behind a path doesn't speak for it where a sample of it shows
// its answer, though no page declares the type of that.
func TestStrangeAnswers(t *testing.T) {
	page := get("Get note", "GET /notes/{id}", "note", `{"id": "1"}`) + "\n### Request\n```http\nGET https://graph.microsoft.com/v1.0/notes/1/text\n```\n### Response\n" +
		"<!-- { \"blockType\": \"response\", \"@odata.type\": \"stream\" } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: text/plain\n\nHello\n```\n"
	if res := read("api/note-get.md", page).Services[0].Operations[0].Result; res.Kind != model.ValueResult {
		t.Errorf("the result is %+v", res)
	}
}

// TestSpacedArguments: OData takes blanks between the arguments of a function, and keeps those of
// a string.
func TestSpacedArguments(t *testing.T) {
	for sent, want := range map[string]string{
		"f(a='x', b=2)":      "[{a x} {b 2}]",
		"f(a='x,  y',  b=2)": "[{a x,  y} {b 2}]",
		"f(a='x',b=2)":       "[{a x} {b 2}]",
	} {
		page := strings.Replace(get("Get sum", "GET /f(a='{a}',b={b})", "sum", `{"id": "1"}`), "v1.0/f(a='{a}',b={b})", "v1.0/"+sent, 1)
		if got := fmt.Sprint(read("api/sum-get.md", page).Services[0].Operations[0].Examples[0].Args); got != want {
			t.Errorf("%s sends %s, want %s", sent, got, want)
		}
	}
}

// TestFewerArguments: a sample that calls a function with some of its arguments takes a path of its
// own, and no argument spans several.
func TestFewerArguments(t *testing.T) {
	for sent, want := range map[string]string{
		"f(a='x')":               "/f(a='{a}') {a x}",
		"f(k='x', a='y')":        "/f(k='{k}',a='{a}') {k x} {a y}",
		"f(a='x',b='y',k='z')":   "/f(a='{a}',b='{b}',k='{k}') {a x} {b y} {k z}",
		"f(a='x','',b='',k='z')": "/f(a='{a}',b='{b}',k='{k}')",
		"f(d='x')":               "/f(a='{a}',b='{b}',k='{k}')",
		"f":                      "/f(a='{a}',b='{b}',k='{k}')",
		"f(k='x')/g":             "/f(k='{k}')/g {k x}",
		"f(a='x')/h":             "/f(a='{a}',b='{b}',k='{k}')/g",
	} {
		line := "/f(a='{a}',b='{b}',k='{k}')"
		if strings.Contains(want, "/g") {
			line += "/g"
		}
		page := strings.Replace(get("Get sum", "GET "+line, "sum", `{"id": "1"}`), "v1.0"+line, "v1.0/"+sent, 1)
		op := &read("api/sum-get.md", page).Services[0].Operations[0]
		got := op.Routes[op.Examples[0].Route].Pattern
		for _, arg := range op.Examples[0].Args {
			got += fmt.Sprint(" ", arg)
		}
		if got != want {
			t.Errorf("%s takes %s, want %s", sent, got, want)
		}
	}
}

// TestShownOptions: a request that shows what a query option does needs no response.
func TestShownOptions(t *testing.T) {
	for heading, want := range map[string]bool{"## Optional query parameters": false, "## Optional query parameters\n\n### Sorting": false, "## Optional query parameters\n\n## Example": true} {
		api := read("api/box-list.md", request("List boxes", "GET /boxes")+"\n"+heading+"\n```http\nGET /boxes?$top=2\n```\n")
		found := slices.ContainsFunc(api.Findings, func(f model.Finding) bool { return f.Rule == model.RuleUnpairedSample })
		if found != want {
			t.Errorf("%s: a response is missed: %t", heading, found)
		}
	}
}

// TestWrappedRows checks that the rows of a body table go into the parameter that the
// samples send around them.
func TestWrappedRows(t *testing.T) {
	src := func(body string) string {
		return "# box: close\n\n## HTTP request\n```http\nPOST /boxes/{id}/close\n```\n\n## Request body\n|Property|Type|Description|\n|:--|:--|:--|\n|colour|String|Of the lid.|\n\n## Response\nReturns `204 No Content`.\n\n## Example\n### Request\n```http\n" +
			"POST https://graph.microsoft.com/v1.0/boxes/7/close\nContent-Type: application/json\n\n" + body + "\n```\n### Response\n```http\nHTTP/1.1 204 No Content\n```\n"
	}
	for body, want := range map[string]string{
		`{"lid": {"colour": "red"}}`:     "[{lid body {microsoft.graph.lid false}}]",
		`{"lids": [{"colour": "red"}]}`:  "[{lids body {microsoft.graph.lid true}}]",
		`{"colour": "red"}`:              "[{colour body {Edm.String false}}]",
		`{"lid": {"weight": 1}}`:         "[{colour body {Edm.String false}}]",
		`{"lid": {"colour": 1}, "x": 2}`: "[{colour body {Edm.String false}}]",
	} {
		_, api := split(src(body))
		var got []string
		for _, d := range find(t, api, "Box.Get").Documented {
			got = append(got, fmt.Sprint("{", d.Name, " ", d.In, " ", d.Type, "}"))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: parameters %v, want %s", body, got, want)
		}
	}
}

// TestDictionaryBody takes a dictionary for what is sent where the page says so: its samples hold keys of
// theirs, and the table describes what stands below each.
func TestDictionaryBody(t *testing.T) {
	marks := func(says string) *model.Page {
		return page("resources/marks.md", "# marks resource type\nNamespace: microsoft.graph\n\n"+says+"\n\n## JSON representation\n```json\n{\"@odata.type\": \"#microsoft.graph.marks\"}\n```\n")
	}
	for says, want := range map[string]string{"A dictionary of the marks.": "microsoft.graph.marks", "The marks.": ""} {
		src := request("Add marks to a box", "PATCH /boxes/{id}/marks") +
			"\n## Request body\nIn the request body, supply a JSON representation of the [marks](../resources/marks.md).\n\n|Property|Type|Description|\n|:--|:--|:--|\n|colour|String|Of the mark.|\n" +
			"\n## Response\nReturns `204 No Content`.\n\n## Example\n" + asked("PATCH https://a.example/boxes/1/marks", `{"bottom": {"colour": "red"}}`, 204, "")
		op := resolve.Resolve([]*model.Page{marks(says), page("api/box-marks.md", src)}, resolve.Options{}).Services[0].Operations[0]
		got := op.Body.Type.Name
		if want == "" && strings.HasSuffix(got, ".marks") || want != "" && (got != want || op.Examples[0].LeftOut != "") {
			t.Errorf("%s: the body is %s, want %q; the sample is left out for %q", says, got, want, op.Examples[0].LeftOut)
		}
	}
}

// TestOtherHosts checks that what is sent to another host is no sample of the
// operation: a notification to the caller.
func TestOtherHosts(t *testing.T) {
	src := "# Get box\n\n## HTTP request\n```http\nGET /boxes/{id}\n```\n\n## Response\nReturns `202 Accepted`.\n\n## Example\n### Request\n```http\nGET https://graph.microsoft.com/v1.0/boxes/7\n```\n### Response\n```http\nHTTP/1.1 202 Accepted\n```\n" +
		"### Notification\n```http\nGET https://bot.example.com/api/boxes\n```\n```json\n{\"colour\": \"red\"}\n```\n"
	api := resolve.Resolve([]*model.Page{page("api/box-get.md", src), page("resources/box.md", box), page("resources/lid.md", lid)}, resolve.Options{})
	op := find(t, api, "Box.Get")
	if op.Result.Kind != model.NoResult || len(op.Examples) != 1 {
		t.Errorf("answers with %s of %s, %d examples", op.Result.Kind, op.Result.Type.Name, len(op.Examples))
	}
}

// TestUpdatedBody takes the type that an update answers with for the one that it sends,
// where the page names none and the type has all members of the sample.
func TestUpdatedBody(t *testing.T) {
	for member, want := range map[string]string{"place": `"request_body_type":"store.box"`, "strange": `"request_body_type":null`} {
		got := strings.Join(records(t, map[string]string{
			"resources/box.md": "# box resource type\n\nNamespace: store\n\n## Properties\n\n|Property|Type|Description|\n|-|-|-|\n|id|String|x|\n|place|String|x|\n",
			"api/box-move.md": "# Move a box\n\nNamespace: store\n\n## HTTP request\n\n```http\nPATCH /boxes/{id}\n```\n\n## Request body\n\n" +
				"Supply the new value of **place**.\n\n## Response\n\nReturns `200 OK` and the [box](../resources/box.md).\n\n## Example\n\n" +
				"```http\nPATCH https://example.com/boxes/1\nContent-Type: application/json\n\n{\"" + member + "\": \"x\"}\n```\n",
		}), "\n")
		if !strings.Contains(got, want) {
			t.Errorf("a sample with %s: %s is missing in\n%s", member, want, got)
		}
	}
}

// TestOpaqueURLs finds no other path in a sample whose annotation says that its URL is that of an answer.
func TestOpaqueURLs(t *testing.T) {
	for flag, want := range map[string]int{`, "opaqueUrl": true`: 0, "": 1} {
		src := "# Fill box\n\n## HTTP request\n```http\nPOST /boxes/{id}/fill\n```\n\n## Response\nReturns `204 No Content`.\n\n## Example\n\n<!-- { \"blockType\": \"request\", \"name\": \"go_on\"" + flag + " } -->\n" +
			"```http\nPUT https://box.example/up/7f3\n\nx\n```\n\n<!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 204 No Content\n```\n"
		api := resolve.Resolve([]*model.Page{page("api/box-fill.md", src)}, resolve.Options{})
		found := 0
		for _, f := range api.Findings {
			if f.Rule == model.RuleSampleRoute {
				found++
			}
		}
		if found != want {
			t.Errorf("with%q: %d findings, want %d", flag, found, want)
		}
	}
}
