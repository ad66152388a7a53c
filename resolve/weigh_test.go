package resolve_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

const thing = "# thing resource type\n\nNamespace: microsoft.graph\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|The key.|\n|size|Int32|How big.|\n|tags|String collection|Words.|\n\n"

// answer makes a page whose sources speak of the response.
func answer(prose, annotation, body string) string {
	return request("Get thing", "GET /things/{id}") + "\n## Response\n\n" + prose + "\n\n## Example\n\n### Request\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://graph.microsoft.com/v1.0/things/7\n```\n### Response\n<!-- { \"blockType\": \"response\"" + annotation + " } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n" + body + "\n```\n"
}

// TestWeighing checks who wins where annotation, prose and sample disagree.
func TestWeighing(t *testing.T) {
	const (
		one  = "Returns `200 OK` and a [thing](../resources/thing.md) object."
		many = "Returns `200 OK` and a collection of [thing](../resources/thing.md) objects."
		typ  = `, "@odata.type": "microsoft.graph.thing"`
		coll = typ + `, "isCollection": true`
		obj  = `{"id": "7"}`
		list = `{"value": [{"id": "7"}]}`
	)
	for _, c := range []struct {
		prose, annotation, body, kind string
		wrapped, finding              bool
	}{
		{one, typ, obj, "value", false, false},
		{many, coll, list, "collection", false, false},
		{many, typ, list, "collection", false, false}, // lint says that the mark is missing
		{one, coll, obj, "value", false, false},       // and that this one is wrong
		{one, coll, list, "collection", false, true},
		{many, typ, obj, "value", false, true},
		{one, typ, `{"value": {"id": "7"}}`, "value", true, false},
		{"", `, "@odata.type": "collection(microsoft.graph.thing)"`, list, "collection", false, false},
		{"", "", `{"value": [{"@odata.type": "#microsoft.graph.thing", "id": "7"}]}`, "collection", false, false},
		{one, `, "@odata.type": "$(this.ReturnTypeFullName)"`, obj, "value", false, false},
		{one, `, "@odata.type": "Microsoft.Other.Thing"`, obj, "value", false, false},
	} {
		api := resolve.Resolve([]*model.Page{page("api/thing-get.md", answer(c.prose, c.annotation, c.body)), page("resources/thing.md", thing)}, resolve.Options{})
		op := find(t, api, "Thing.Get")
		got := fmt.Sprint(op.Result.Kind, " ", op.Result.Type.Name, " ", op.Result.Wrapped)
		if want := fmt.Sprint(c.kind, " microsoft.graph.thing ", c.wrapped); got != want {
			t.Errorf("%q, %q, %s: %s, want %s", c.prose, c.annotation, c.body, got, want)
		}
		found := false
		for _, f := range api.Findings {
			found = found || f.Rule == model.RuleCollection
		}
		if found != c.finding {
			t.Errorf("%q, %q, %s: collection finding %t, want %t", c.prose, c.annotation, c.body, found, c.finding)
		}
	}
}

// TestLinkBeforeText checks that the link's target tells the type, not its text.
func TestLinkBeforeText(t *testing.T) {
	other := strings.ReplaceAll(thing, "# thing", "# onenoteThing")
	api := resolve.Resolve([]*model.Page{
		page("api/thing-get.md", answer("Returns `200 OK` and a [thing](../resources/NOTE.md) object.", "", `{"id": "7"}`)),
		page("resources/thing.md", thing), page("resources/note.md", other),
	}, resolve.Options{})
	if got := find(t, api, "Thing.Get").Result.Type.Name; got != "microsoft.graph.onenoteThing" {
		t.Errorf("the type is %s", got)
	}
}

// TestSampleContradictions checks what holding a sample against its page finds,
// where, and whether the pair is still tested.
func TestSampleContradictions(t *testing.T) {
	const prose, annotation = "Returns `200 OK` and a [thing](../resources/thing.md) object.", `, "@odata.type": "microsoft.graph.thing"`
	for _, c := range []struct{ body, finding, leftOut string }{
		{`{"id": "7", "size": 1, "tags": ["a"]}`, "", ""},
		{`{"id": "7", "size": null}`, "", ""},
		{`{"id": "7", "@odata.etag": "x"}`, "", ""},
		{`{"id": "7", "colour": "red"}`, "29:13 contract/undeclared-member", ""},
		{`{"ID": "7"}`, "29:2 contract/undeclared-member", ""},
		{`{"id": "7", "ID": "8"}`, "29:13 contract/member-type29:13 contract/undeclared-member", "contract/member-type"},
		{`{"id": 7}`, "29:8 contract/member-type", "contract/member-type"},
		{"{\n  \"size\": 1.5}", "30:11 contract/member-type", "contract/member-type"},
		{`{"tags": "a"}`, "29:10 contract/member-type", "contract/member-type"},
		{`{"tags": ["a", 2]}`, "29:16 contract/member-type", "contract/member-type"},
	} {
		api := resolve.Resolve([]*model.Page{page("api/thing-get.md", answer(prose, annotation, c.body)), page("resources/thing.md", thing)}, resolve.Options{})
		got := strings.Join(slices.Sorted(maps.Keys(findings(api, "api/thing-get.md"))), "")
		if got != c.finding {
			t.Errorf("%s: findings %q, want %q", c.body, got, c.finding)
		}
		if e := find(t, api, "Thing.Get").Examples[0]; e.LeftOut != c.leftOut {
			t.Errorf("%s: left out for %q, want %q", c.body, e.LeftOut, c.leftOut)
		}
	}
}

// TestInferred checks which members of samples become properties.
func TestInferred(t *testing.T) {
	const prose, annotation = "Returns `200 OK` and a [thing](../resources/thing.md) object.", `, "@odata.type": "microsoft.graph.thing"`
	derived := "# other resource type\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|x|String|X.|\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.other\", \"baseType\": \"microsoft.graph.thing\" } -->\n```json\n{}\n```\n"
	for _, c := range []struct {
		body, more, want string
	}{
		{`{"id": "7", "size": 1, "born": "2020-01-02T03:04:05Z", "n": 5000000000, "ok": true, "@a": 1}`, "", "born:Edm.DateTimeOffset n:Edm.Int64 ok:Edm.Boolean"},
		{`{"id": "7", "n": 1.5}`, "", "n:Edm.Double"},
		{`{"id": "7", "n": 1, "m": 2, "o": 3}`, "", ""}, // more strange members than known ones
		{`{"id": "7", "Odd": 1, "x-y": 2}`, "", ""},
		{`{"id": "7", "n": null}`, "", ""},
		{`{"id": "7", "n": 1}`, derived, ""}, // a base type
	} {
		pages := []*model.Page{page("api/thing-get.md", answer(prose, annotation, c.body)), page("resources/thing.md", thing)}
		if c.more != "" {
			pages = append(pages, page("resources/other.md", c.more))
		}
		var got []string
		for _, ty := range resolve.Resolve(pages, resolve.Options{}).Types {
			for _, f := range ty.Fields {
				if f.Inferred {
					got = append(got, f.Name+":"+f.Type.Name)
				}
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s shows %q, want %q", c.body, s, c.want)
		}
	}
}

// TestExampleArguments checks the values that a sample's URL gives.
func TestExampleArguments(t *testing.T) {
	for _, c := range []struct{ template, target, args string }{
		{"/users/{id}/events/{id}", "/users/a%40b.c/events/AA=", "userID=a@b.c eventID=AA="},
		{"/r/get(period='{p}')", "/r/get(period='D7')", "period=D7"},
		{"/r/get(path='{p}')/x", "/r/get(path='a/b''c')/x", "path=a/b'c"},
		{"/drive/root:/{item-path}:/x", "/drive/root:/a/b%20c:/x", "itemPath=a/b c"},
		{"/r/cell(row={row},column={column})", "/R/cell(row=1,column=2)", "row=1 column=2"},
		{"/things/{id}", "/things/{thing-id}", "thingID={thing-id}"},
		{"/things/find(path={p})", "/things/find(path='a/b')", "path=a/b"},
		{"/things/{id}/x", "/things('7')/x", "thingID=7"},
		{"/things/zones(Kind=microsoft.graph.kind'{value}')", "/things/zones(Kind=microsoft.graph.kind'iana')", "kind=iana"},
		{"/things/sum()", "/things/sum(from=1,to='b')", "from=1 to=b"},
		{"/things/sum", "/things/sum(userId=a,when=2020-01-01)", "userID=a when=2020-01-01"},
		{"/things(number='{n}')/x", "/things(number='12')/x", "number=12"},
	} {
		src := request("Get thing", "GET "+c.template) + "\n## Example\n```http\nGET https://graph.microsoft.com/beta" + c.target + "\n```\n```http\nHTTP/1.1 204 No Content\n```\n"
		op := find(t, resolve.Resolve([]*model.Page{page("api/thing-get.md", src)}, resolve.Options{}), "Thing.Get")
		var got []string
		for _, a := range op.Examples[0].Args {
			got = append(got, a.Name+"="+a.Value)
		}
		if strings.Join(got, " ") != c.args || op.Examples[0].LeftOut != "" {
			t.Errorf("%s with %s gives %v (%s), want %s", c.template, c.target, got, op.Examples[0].LeftOut, c.args)
		}
	}
}

// TestTypes checks merging, inheritance and cycles.
func TestTypes(t *testing.T) {
	resource := func(name, base, props string) string {
		a := `{ "blockType": "resource", "@odata.type": "microsoft.graph.` + name + `"`
		if base != "" {
			a += `, "baseType": "` + base + `"`
		}
		return "# " + name + " resource type\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n" + props + "\n\n<!-- " + a + " } -->\n```json\n{}\n```\n"
	}
	api := resolve.Resolve([]*model.Page{
		page("resources/a.md", resource("a", "", "|id|String||")),
		page("resources/b.md", resource("b", "microsoft.graph.a", "|name|String||")),
		page("resources/c.md", resource("c", "b", "|name|String|More.|\n|next|[c](C.md) collection||")),
		page("resources/c2.md", resource("c", "", "|extra|Int64||\n|name|Int32||")),
		page("resources/d.md", resource("d", "a", "|id|Int32||")), // not the base's type
		page("resources/x.md", resource("x", "y", "|id|String||")),
		page("resources/y.md", resource("y", "x", "|id|String||")),
	}, resolve.Options{Reserved: []string{"A"}})
	var got []string
	for _, ty := range api.Types {
		s := ty.GoName + " < " + ty.Base + " > " + strings.Join(ty.Derived, ",") + ":"
		for _, f := range ty.Fields {
			s += " " + f.Name + " " + f.Type.Name
			if f.Type.Collection {
				s += "[]"
			}
		}
		got = append(got, s)
	}
	want := []string{
		"B < microsoft.graph.a > microsoft.graph.c: id Edm.String name Edm.String",
		"C < microsoft.graph.b > : id Edm.String name Edm.String next microsoft.graph.c[] extra Edm.Int64",
		"D < microsoft.graph.a > : id Edm.String",
		"GraphA <  > microsoft.graph.b,microsoft.graph.c,microsoft.graph.d: id Edm.String",
		"X < microsoft.graph.y > : id Edm.String",
		"Y <  > microsoft.graph.x: id Edm.String",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("types\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	rules := map[string]int{}
	for _, f := range api.Findings {
		rules[f.Rule]++
	}
	if rules[model.RuleBaseCycle] != 1 || rules[model.RuleTypeConflict] != 2 {
		t.Errorf("findings %v, want one cycle and two conflicts", rules)
	}
}
