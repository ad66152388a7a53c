package resolve_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// getPage is a page that documents one request and nothing more.
func getPage(path, request string) *model.Page {
	return page(path, "# Fetch it\n\n## HTTP request\n```http\n"+request+"\n```\n")
}

// typePage declares a type with properties.
func typePage(path, name string, properties ...string) *model.Page {
	src := "# A resource type\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n"
	for _, p := range properties {
		src += "| " + p + " | String | A text. |\n"
	}
	src += "\n## JSON representation\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"" + name + "\"} -->\n```json\n{}\n```\n"
	return page(path, src)
}

// enumPage declares an enumeration.
func enumPage(path, name string, values ...string) *model.Page {
	src := "# " + name + " enum type\n\nNamespace: x.y\n\n## Members\n\n| Member |\n|:--|\n"
	for _, v := range values {
		src += "| " + v + " |\n"
	}
	return page(path, src)
}

// goNames lists the methods, types, fields and constants of an API.
func goNames(api *model.API) []string {
	var list []string
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			op := &api.Services[i].Operations[j]
			for _, rt := range op.Routes {
				list = append(list, op.Service+"."+rt.Name)
			}
		}
	}
	for _, t := range api.Types {
		list = append(list, t.GoName)
		for _, f := range t.Fields {
			list = append(list, t.GoName+"."+f.GoName)
		}
		for _, m := range t.Members {
			list = append(list, m.GoName)
		}
	}
	slices.Sort(list)
	return list
}

// TestNamesThatChange is the table of docs/names.md: what a change of the docs does to
// names with those of the run before, and what it would do without.
func TestNamesThatChange(t *testing.T) {
	get := func(path, request string) []*model.Page { return []*model.Page{getPage(path, request)} }
	for name, c := range map[string]struct {
		before, after []*model.Page
		kept, anew    string // all names afterwards
	}{
		"a page that wants a taken method": {
			get("api/x-thing-get.md", "GET /x/things/{id}"),
			append(get("api/x-thing-get.md", "GET /x/things/{id}"), getPage("api/y-thing-get.md", "GET /y/things/{id}")),
			"Thing.Get YThing.Get", "XThing.Get YThing.Get",
		},
		"a page is gone whose name was long": {
			append(get("api/x-thing-get.md", "GET /x/things/{id}"), getPage("api/y-thing-get.md", "GET /y/things/{id}")),
			get("api/x-thing-get.md", "GET /x/things/{id}"),
			"XThing.Get", "Thing.Get",
		},
		"a page with another file name": {
			get("api/thing-get.md", "GET /things/{id}"),
			get("api/item-fetch.md", "GET /things/{thing-id}"),
			"Thing.Get", "Item.Fetch",
		},
		"all pages in another folder, two of them alike": {
			append(get("api/a-get.md", "GET /things/{id}"), getPage("api/b-get.md", "GET /things/{id}")),
			append(get("v1/api/a-get.md", "GET /things/{id}"), getPage("v1/api/b-get.md", "GET /things/{id}")),
			"A.Get B.Get", "A.Get B.Get",
		},
		"a page with another file name and another path": {
			get("api/thing-get.md", "GET /things/{id}"),
			get("api/item-fetch.md", "GET /items/{id}"),
			"Item.Fetch", "Item.Fetch",
		},
		"a page that spells the service otherwise": {
			get("api/todolist-open.md", "POST /todolists/{id}/open"),
			append(get("api/todolist-open.md", "POST /todolists/{id}/open"),
				getPage("api/todolist-close.md", "POST /todoList/{id}/close"), getPage("api/todolist-flush.md", "POST /todoList/{id}/flush")),
			"Todolist.Close Todolist.Flush Todolist.Open", "TodoList.Close TodoList.Flush TodoList.Open",
		},
		"all pages in another folder, with a new one that takes the same requests": {
			append(get("api/x-thing-get.md", "GET /things/{id}"), getPage("api/other-get.md", "GET /things/{id}")),
			append(get("v1/api/x-thing-get.md", "GET /things/{id}"), getPage("v1/api/other-get.md", "GET /things/{id}"), getPage("v1/api/y-thing-get.md", "GET /things/{id}")),
			"Other.Get Thing.Get YThing.Get", "Other.Get XThing.Get YThing.Get",
		},
		"paths in another order, with another placeholder": {
			get("api/thing-get.md", "GET /me/things/{id}\nGET /users/{id}/things/{id}"),
			get("api/thing-get.md", "GET /users/{id}/things/{id}\nGET /me/things/{thing-id}"),
			"Thing.Get Thing.GetForUser", "Thing.Get Thing.GetForMe",
		},
		"a path before the first": {
			get("api/thing-get.md", "GET /me/things/{id}\nGET /users/{id}/things/{id}"),
			get("api/thing-get.md", "GET /groups/{id}/things/{id}\nGET /me/things/{id}\nGET /users/{id}/things/{id}"),
			"Thing.Get Thing.GetForGroup Thing.GetForUser", "Thing.Get Thing.GetForMe Thing.GetForUser",
		},
		"a path is gone, the first": {
			get("api/thing-get.md", "GET /me/things/{id}\nGET /users/{id}/things/{id}"),
			get("api/thing-get.md", "GET /users/{id}/things/{id}"),
			"Thing.GetForUser", "Thing.Get",
		},
		"a type that wants a taken name": {
			[]*model.Page{typePage("r/a.md", "x.y.thing")},
			[]*model.Page{typePage("r/a.md", "x.y.thing"), typePage("r/b.md", "x.z.thing")},
			"Thing ZThing", "YThing ZThing",
		},
		"a type is gone whose name was long": {
			[]*model.Page{typePage("r/a.md", "x.y.thing"), typePage("r/b.md", "x.z.thing")},
			[]*model.Page{typePage("r/b.md", "x.z.thing")},
			"ZThing", "Thing",
		},
		"a property that wants a taken field": {
			[]*model.Page{typePage("r/a.md", "x.y.thing", "File_Name")},
			[]*model.Page{typePage("r/0.md", "x.y.thing", "fileName"), typePage("r/a.md", "x.y.thing", "File_Name")},
			"Thing Thing.FileName Thing.FileName2", "Thing Thing.FileName Thing.FileName2",
		},
		"an operation whose type is taken": {
			[]*model.Page{typePage("r/a.md", "x.y.jobService")},
			[]*model.Page{typePage("r/a.md", "x.y.jobService"), getPage("api/job-run.md", "POST /jobs/{id}/run")},
			"Job.Run JobService", "Job.Run YJobService",
		},
		"a type that wants a constant": {
			[]*model.Page{enumPage("r/a.md", "size", "large")},
			[]*model.Page{enumPage("r/a.md", "size", "large"), typePage("r/b.md", "x.y.sizeLarge")},
			"Size SizeLarge YSizeLarge", "Size SizeLarge SizeLargeType",
		},
	} {
		before := resolve.Resolve(c.before, resolve.Options{})
		given := resolve.Handed(before, before, nil)
		kept := resolve.Resolve(c.after, resolve.Options{Names: given})
		if got := strings.Join(goNames(kept), " "); got != c.kept {
			t.Errorf("%s: with the names before it gives %s, want %s", name, got, c.kept)
		}
		if got := strings.Join(goNames(resolve.Resolve(c.after, resolve.Options{})), " "); got != c.anew {
			t.Errorf("%s: without the names before it gives %s, want %s", name, got, c.anew)
		}
		for _, f := range kept.Findings {
			if f.Rule == model.RuleGivenName {
				t.Errorf("%s: %s", name, f)
			}
		}
	}
}

// TestFieldKept adds a property to a type that has one of the same Go name, in the one
// spelling that the Go name suggests or in another, on a page before or after.
func TestFieldKept(t *testing.T) {
	const odd, plain = "File_Name", "fileName"
	for _, old := range []string{odd, plain} {
		for _, path := range []string{"r/0.md", "r/z.md"} {
			oldPage := typePage("r/a.md", "x.y.thing", old)
			before := resolve.Resolve([]*model.Page{oldPage}, resolve.Options{})
			given := resolve.Handed(before, before, nil)
			if listed := len(given.Properties); listed != 1 && old == odd || listed != 0 && old == plain {
				t.Errorf("%d properties of %s are listed", listed, old)
			}
			for _, added := range []string{odd, plain} {
				api := resolve.Resolve([]*model.Page{oldPage, typePage(path, "x.y.thing", added)}, resolve.Options{Names: given})
				for _, f := range api.Types[0].Fields {
					if f.Name == old && f.GoName != "FileName" {
						t.Errorf("with %s on %s, the field of %s is called %s", added, path, old, f.GoName)
					}
				}
			}
		}
	}
	both := typePage("r/a.md", "x.y.thing", odd, plain)
	for _, f := range resolve.Resolve([]*model.Page{both}, resolve.Options{}).Types[0].Fields {
		if f.Name == plain && f.GoName != "FileName" {
			t.Errorf("the field of %s is called %s", plain, f.GoName)
		}
	}
}

// TestUnfitNames gives names that a manifest edited by hand may hold: each that cannot
// be kept is a finding in its line, and the rest is named as ever.
func TestUnfitNames(t *testing.T) {
	pages := []*model.Page{
		getPage("api/a-get.md", "GET /a/{id}"), getPage("api/b-get.md", "GET /b/{id}"), getPage("api/c-get.md", "GET /c/{id}"),
		getPage("api/d-get.md", "GET /d/{id}\nGET /me/d/{id}"), getPage("api/e-get.md", "GET /e/{id}"),
		typePage("r/a.md", "x.y.thing", "Odd"), typePage("r/b.md", "x.y.other"), enumPage("r/c.md", "size", "large"),
	}
	at := func(line int32, name string) model.GivenName {
		return model.GivenName{Go: name, Pos: model.Position{File: model.FileOf("m"), Line: line, Column: 1}}
	}
	route := func(page, path string) model.RouteKey {
		return model.RouteKey{Page: "api/" + page + "-get.md", Method: "GET", Template: path}
	}
	given := model.NewNames()
	given.Routes = map[model.RouteKey]model.GivenName{
		route("a", "/a/{id}"):    at(1, "A.get"),
		route("b", "/b/{id}"):    at(2, "Same.Get"),
		route("c", "/c/{id}"):    at(3, "same.Get\n//go:generate rm"),
		route("d", "/d/{id}"):    at(4, "Same.get"),
		route("d", "/me/d/{id}"): at(5, "SAME.GET"),
		route("e", "/e/{id}"):    at(6, "E.MarshalJSON"),
	}
	given.Types["x.y.thing"], given.Types["x.y.other"] = at(7, "Client"), at(8, "Size")
	given.Members[model.MemberKey{Type: "x.y.size", Member: "large"}] = at(9, "Size")
	given.Properties[model.MemberKey{Type: "x.y.thing", Member: "Odd"}] = at(10, "ODataType")
	given.Declarations["Same/Service"] = at(11, "Size")
	given.Declarations["Same.Get/Operation"] = at(12, "Thing")
	api := resolve.Resolve(pages, resolve.Options{Names: given, Reserved: []string{"Client"}})
	if got, want := strings.Join(goNames(api), " "),
		"A.Get C.Get D.Get D.GetForMe E.Get Same.Get Size Thing Thing.Odd YSize YSizeLarge"; got != want {
		t.Errorf("names are\n%s, want\n%s", got, want)
	}
	lines := map[int32]bool{}
	for _, f := range api.Findings {
		if f.Rule == model.RuleGivenName {
			lines[f.Pos.Line] = true
		}
	}
	if got := slices.Sorted(maps.Keys(lines)); !slices.Equal(got, []int32{1, 3, 4, 5, 6, 7, 9, 10, 11, 12}) {
		t.Errorf("findings in lines %v", got)
	}
}

// TestHandedPart selects a part: what was never generated hands out no name, and what
// was generated before keeps its name while it is not selected.
func TestHandedPart(t *testing.T) {
	pages := []*model.Page{
		getPage("api/a-get.md", "GET /a/{id}"), getPage("api/b-get.md", "GET /b/{id}"),
		getPage("api/c-get.md", "GET /c/{id}"), typePage("r/a.md", "x.y.thing"),
	}
	names := func(api *model.API, before *model.Names, patterns ...string) (*model.Names, string) {
		part, err := resolve.Select(api, patterns)
		if err != nil {
			t.Fatal(err)
		}
		given := resolve.Handed(api, part, before)
		var list []string
		for _, name := range given.Routes {
			list = append(list, name.Go)
		}
		for _, name := range given.Types {
			list = append(list, name.Go)
		}
		slices.Sort(list)
		return given, strings.Join(list, " ")
	}
	given, got := names(resolve.Resolve(pages, resolve.Options{}), nil, "A")
	if got != "A.Get" {
		t.Errorf("selecting A hands out %s", got)
	}
	given, got = names(resolve.Resolve(pages, resolve.Options{Names: given}), given, "B")
	if got != "A.Get B.Get" {
		t.Errorf("selecting B after A hands out %s", got)
	}
	pages[0] = getPage("api/renamed.md", "GET /a/{id}")
	given, got = names(resolve.Resolve(pages, resolve.Options{Names: given}), given, "B")
	if got != "A.Get B.Get" {
		t.Errorf("renaming the page of A, which is not selected, leaves %s", got)
	}
	if _, got = names(resolve.Resolve(pages[1:], resolve.Options{Names: given}), given, "B"); got != "B.Get" {
		t.Errorf("removing the page of A leaves %s", got)
	}
}

// TestOwnName puts another path of an operation first: the operation keeps its own
// name, which its arguments and the handler's method have.
func TestOwnName(t *testing.T) {
	before := resolve.Resolve([]*model.Page{getPage("api/thing-get.md", "GET /me/things/{id}\nGET /users/{id}/things/{id}")}, resolve.Options{})
	after := resolve.Resolve([]*model.Page{getPage("api/thing-get.md", "GET /users/{id}/things/{id}\nGET /me/things/{id}")},
		resolve.Options{Names: resolve.Handed(before, before, nil)})
	if op := find(t, after, "Thing.Get"); op.Request != "ThingGetRequest" {
		t.Errorf("the arguments of Thing.Get are %s", op.Request)
	}
}

// TestOwnNameWithoutPath takes the path away that has an operation's own name, then lets
// the page be renamed, the next path go, and another come: the operation keeps its name,
// and nothing else gets it.
func TestOwnNameWithoutPath(t *testing.T) {
	const me, user, group = "GET /me/things/{id}", "GET /users/{id}/things/{id}", "GET /groups/{id}/things/{id}"
	var given *model.Names
	for _, step := range []struct{ page, requests, methods string }{
		{"api/thing-get.md", me + "\n" + user + "\n" + group, "Thing.Get Thing.GetForGroup Thing.GetForUser"},
		{"api/thing-get.md", user + "\n" + group, "Thing.GetForGroup Thing.GetForUser"},
		{"api/renamed.md", user + "\n" + group, "Thing.GetForGroup Thing.GetForUser"},
		{"api/renamed.md", group, "Thing.GetForGroup"},
		{"api/renamed.md", group + "\n" + me, "Thing.GetForGroup Thing.GetForMe"},
	} {
		pages := []*model.Page{getPage(step.page, step.requests)}
		if given != nil { // a page that would like the name, and gets another
			pages = append(pages, getPage("api/x-thing-get.md", "GET /x/things/{id}"))
			step.methods += " XThing.Get"
		}
		api := resolve.Resolve(pages, resolve.Options{Names: given})
		if got := strings.Join(goNames(api), " "); got != step.methods {
			t.Fatalf("%q on %s is called %s, want %s", step.requests, step.page, got, step.methods)
		}
		if op := find(t, api, "Thing.Get"); op.Request != "ThingGetRequest" {
			t.Errorf("the arguments of Thing.Get are %s", op.Request)
		}
		before := given
		given = resolve.Handed(api, api, before)
		for key := range given.Declarations {
			if before == nil {
				t.Errorf("a first run lists %s", key)
			}
		}
	}
}

// TestOwnNameMoved moves the path with an operation's own name to a page of its own: the
// method stays with the path, and the operation that lost it is called like what is left.
func TestOwnNameMoved(t *testing.T) {
	before := resolve.Resolve([]*model.Page{getPage("api/thing-get.md", "GET /me/things/{id}\nGET /users/{id}/things/{id}")}, resolve.Options{})
	given := resolve.Handed(before, before, nil)
	pages := []*model.Page{getPage("api/thing-get.md", "GET /users/{id}/things/{id}"), getPage("api/own.md", "GET /me/things/{id}")}
	for range 2 {
		after := resolve.Resolve(pages, resolve.Options{Names: given})
		for id, page := range map[string]string{"Thing.Get": "api/own.md", "Thing.GetForUser": "api/thing-get.md"} {
			if op := find(t, after, id); op.Page != page {
				t.Errorf("%s is on %s, want %s", id, op.Page, page)
			}
		}
		given = resolve.Handed(after, after, given)
	}
}

// TestOwnNameRenamed chooses a name for an operation without the path that had its own.
func TestOwnNameRenamed(t *testing.T) {
	before := resolve.Resolve([]*model.Page{getPage("api/thing-get.md", "GET /me/things/{id}\nGET /users/{id}/things/{id}")}, resolve.Options{})
	after := resolve.Resolve([]*model.Page{getPage("api/thing-get.md", "GET /users/{id}/things/{id}")},
		resolve.Options{Names: resolve.Handed(before, before, nil)})
	for key, want := range map[string]string{"Thing.Get": "Item.Read Item.ReadForUser", "Thing.GetForUser": "Thing.Get Thing.Read"} {
		name := "Item.Read"
		if key != "Thing.Get" {
			name = "Read"
		}
		api, err := resolve.Rename(after, []resolve.Override{{Kind: resolve.OperationNames, Key: key, Name: name}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		op := api.Services[0].Operations[0]
		if got := op.ID() + " " + op.Service + "." + op.Routes[0].Name; got != want {
			t.Errorf("with %s called %s there are %s, want %s", key, name, got, want)
		}
	}
}
