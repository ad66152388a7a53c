package resolve_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// ids lists the operations of an API.
func ids(api *model.API) []string {
	var list []string
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			list = append(list, api.Services[i].Operations[j].ID())
		}
	}
	return list
}

func typeNames(api *model.API) string {
	var list []string
	for _, t := range api.Types {
		list = append(list, t.GoName)
	}
	return strings.Join(list, " ")
}

func mustSelect(t *testing.T, api *model.API, patterns ...string) *model.API {
	t.Helper()
	part, err := resolve.Select(api, patterns)
	if err != nil {
		t.Fatal(err)
	}
	return part
}

func TestSelectPatterns(t *testing.T) {
	api := resolve.Resolve(docs(t), resolve.Options{})
	const todo = "TodoTask.CreateLinkedResource TodoTask.Delete TodoTask.Delta TodoTask.Get TodoTask.ListLinkedResources TodoTask.Update"
	for patterns, want := range map[string]string{
		"TodoTask":                       todo,
		"todotask":                       todo,
		"TodoTask.*":                     todo,
		"*Task.Get":                      "TodoTask.Get",
		"todotask.list*":                 "TodoTask.ListLinkedResources",
		"TodoTask.Get Message":           "Message.CreateForward TodoTask.Get",
		"api/todotask-get.md":            "TodoTask.Get",
		"todotask-*.md":                  todo,
		"*/TodoTask-get.md":              "TodoTask.Get",
		"api/todotask-*":                 todo,
		"/me/todo/lists/{any}/tasks/{x}": "TodoTask.Delete TodoTask.Get TodoTask.Update",
		"GET,/me/todo/lists/*/tasks/*":   "TodoTask.Delta TodoTask.Get",
		"get,/**/tasks/{id}/**":          "TodoTask.Get TodoTask.ListLinkedResources",
		"/me/todo/**/linkedResources":    "TodoTask.CreateLinkedResource TodoTask.ListLinkedResources",
		"DELETE,/**":                     "TodoTask.Delete",
		"**":                             strings.Join(ids(api), " "),
	} {
		list := strings.Fields(patterns)
		for i := range list {
			list[i] = strings.ReplaceAll(list[i], ",", " ")
		}
		if got := strings.Join(ids(mustSelect(t, api, list...)), " "); got != want {
			t.Errorf("%s selects\n%s, want\n%s", list, got, want)
		}
		slices.Reverse(list)
		if got := strings.Join(ids(mustSelect(t, api, list...)), " "); got != want {
			t.Errorf("%s selects something else in another order", list)
		}
	}
}

func TestSelectNothing(t *testing.T) {
	api := resolve.Resolve(docs(t), resolve.Options{})
	for text, want := range map[string]string{
		"TodoTsk":                  `selection "TodoTsk" matches no service; near: TodoTask`,
		"TodoTask.Gt":              `matches no operation; near: TodoTask.Get,`,
		"/me/todo/list/{id}/tasks": `matches no path; near: /me/todo/lists/`,
		"PUT /me/todo/**":          `matches no path; near: `,
		"todotask-gt.md":           `matches no page with an operation; near: api/todotask-get.md`,
		"resources/todotask.md":    `matches no page with an operation`,
		"api/todo-delete.md":       `the page generates nothing, see api/todo-delete.md:`,
		"":                         `selection "" matches no service`,
		"/me/{unclosed":            `matches no path`,
	} {
		part, err := resolve.Select(api, []string{"Message", text})
		if part != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives the error %v, want %s", text, err, want)
		}
	}
	if _, err := resolve.Select(api, []string{"Nil", "Nought"}); err == nil || strings.Count(err.Error(), "matches no service") != 2 {
		t.Errorf("two patterns in vain give the error %v", err)
	}
}

// kennel is a page that creates an animal of a kind; the animals share a path.
func kennel(kind, sample string) *model.Page {
	return page("api/kennel-post-"+kind+"s.md", `# Create `+kind+`

## HTTP request
`+"```http"+`
POST /kennel/animals
`+"```"+`

## Request headers
|Name|Description|
|:--|:--|
|x-`+kind+`|A header.|

## Request body
Supply a [`+kind+`](../resources/`+kind+`.md) object.

## Response
Returns `+"`201 Created`"+` and a [`+kind+`](../resources/`+kind+`.md) object.

## Example
`+"```http"+`
POST https://example.com/kennel/animals
Content-Type: application/json

`+sample+`
`+"```"+`
`+"```http"+`
HTTP/1.1 201 Created
Content-Type: application/json

`+sample+`
`+"```"+`
`)
}

// beast declares a type. Rows are name, type; those of relationships follow a dash.
func beast(name, base string, rows ...string) *model.Page {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s resource type\n\n", name)
	if base != "" {
		fmt.Fprintf(&b, "Inherits from [%s](%s.md).\n\n", base, base)
	}
	b.WriteString("## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n")
	for _, row := range rows {
		if row == "-" {
			b.WriteString("\n## Relationships\n|Relationship|Type|Description|\n|:--|:--|:--|\n")
			continue
		}
		prop, typ, _ := strings.Cut(row, " ")
		typ, many, _ := strings.Cut(typ, " ")
		fmt.Fprintf(&b, "|%s|[%s](%s.md) %s|It is one.|\n", prop, typ, typ, many)
	}
	return page("resources/"+name+".md", b.String())
}

func kennelAPI() *model.API {
	return kennelWith(`{"name": "Tom", "home": {"street": "x"}}`, `{"name": "Rex", "owner": {"name": "Ann"}}`)
}

// kennelWith returns the API with other bodies of a cat and a dog.
func kennelWith(cat, dog string) *model.API {
	return resolve.Resolve([]*model.Page{
		kennel("cat", cat),
		kennel("dog", dog),
		beast("thing", "", "id String"),
		beast("cat", "thing", "id String", "name String", "home place", "-", "owner person", "enemy dog"),
		beast("dog", "thing", "id String", "name String", "-", "owner person", "likes thing"),
		beast("puppy", "dog", "toy ball"),
		beast("ball", "", "colour String"),
		beast("place", "", "street String", "zone zone"),
		beast("zone", "", "code String"),
		beast("person", "thing", "id String", "name String", "-", "friend person", "job job"),
		beast("job", "", "title String"),
	}, resolve.Options{})
}

// TestSelectTypes checks which types come with an operation: those of properties and
// derived ones, and of relationships what samples show.
func TestSelectTypes(t *testing.T) {
	api := kennelAPI()
	for id, want := range map[string]string{
		"Kennel.*Cat*": "Cat Place Zone",
		"Kennel.*Dog*": "Ball Dog Person Puppy",
		"Kennel":       "Ball Cat Dog Person Place Puppy Zone",
	} {
		if got := typeNames(mustSelect(t, api, id)); got != want {
			t.Errorf("%s needs %s, want %s", id, got, want)
		}
	}
	cats := mustSelect(t, api, "Kennel.*Cat*")
	for _, f := range cats.Types[0].Fields {
		left := strings.Contains(f.Doc.Value, "Left out: the type microsoft.graph.")
		if left != f.Relationship {
			t.Errorf("the comment of %s is %q", f.Name, f.Doc.Value)
		}
	}
	if options := cats.Options; len(options) != 1 || options[0].Name != "x-cat" {
		t.Errorf("the options are %+v, want that of the header x-cat alone", options)
	}
}

// TestSelectAnything checks that a result that may be anything doesn't need everything:
// only what its sample shows, the relationships of that included. A type that has a base
// is something.
func TestSelectAnything(t *testing.T) {
	get := func(name string) *model.Page {
		return page("api/"+name+"-get.md", "# Get "+name+"\n\n## HTTP request\n```http\nGET /"+name+"s/{id}\n```\n\n"+
			"## Response\nReturns `200 OK` and a ["+name+"](../resources/"+name+".md) object.\n\n## Example\n```http\nGET https://example.com/"+name+"s/1\n```\n"+
			"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n"+
			"{\"@odata.type\": \"#microsoft.graph.dog\", \"id\": \"1\", \"dogName\": \"Rex\", \"toys\": [{\"colour\": \"red\"}]}\n```\n")
	}
	api := resolve.Resolve([]*model.Page{
		get("thing"), get("animal"),
		beast("thing", "", "id String"),
		beast("animal", "thing", "id String"),
		beast("cat", "animal", "id String", "catName String"),
		beast("dog", "animal", "id String", "dogName String", "-", "toys ball collection"),
		beast("person", "thing", "id String", "personName String"),
		beast("ball", "", "colour String"),
	}, resolve.Options{})
	for service, want := range map[string]string{"Thing": "Ball Dog Thing", "Animal": "Animal Ball Cat Dog"} {
		if got := typeNames(mustSelect(t, api, service)); got != want {
			t.Errorf("%s needs %s, want %s", service, got, want)
		}
	}
	derived := func(api *model.API) string {
		for _, ty := range api.Types {
			if ty.GoName == "Thing" {
				return strings.Join(ty.Derived, " ")
			}
		}
		return ""
	}
	if got := derived(mustSelect(t, api, "Thing")); got != "microsoft.graph.dog" {
		t.Errorf("the types derived from thing are %s, want dog", got)
	}
	if got := strings.Fields(derived(api)); len(got) != 4 {
		t.Errorf("the whole API has changed, the types derived from thing are %v", got)
	}
}

// TestSelectDispatch leaves out the operation that takes the requests of another.
func TestSelectDispatch(t *testing.T) {
	api := kennelWith(`{"name": "Tom"}`, `{"name": "Rex"}`)
	rival := ""
	for _, id := range ids(api) {
		if to := find(t, api, id).Examples[0].Dispatch; to != "" {
			rival = id
		}
	}
	if rival == "" {
		t.Fatal("no operation takes the requests of another")
	}
	part := mustSelect(t, api, rival)
	if to := find(t, part, rival).Examples[0].Dispatch; to != "" {
		t.Errorf("the handler gives the request of %s to %s, which was left out", rival, to)
	}
	if find(t, api, rival).Examples[0].Dispatch == "" {
		t.Error("the whole API has changed")
	}
}

// TestSelectKeepsNames selects operations one at a time: whatever has a name has that of
// the whole API. Two of the operations want one name.
func TestSelectKeepsNames(t *testing.T) {
	pages := docs(t)
	for stem, title := range map[string]string{"foo-barbaz": "foo: barBaz", "foobar-baz": "fooBar: baz"} {
		pages = append(pages, page("api/"+stem+".md", "# "+title+"\n\n## HTTP request\n```http\nPOST /"+stem+"\n```\n"))
	}
	api := resolve.Resolve(pages, resolve.Options{Reserved: []string{"Client"}})
	before, err := json.Marshal(api)
	if err != nil {
		t.Fatal(err)
	}
	if got := find(t, api, "FooBar.Baz").Request; got != "FooBarBazRequest2" {
		t.Fatalf("the request of FooBar.Baz is called %s, which doesn't make way for that of Foo.BarBaz", got)
	}
	types := map[string]string{}
	for _, ty := range api.Types {
		types[ty.Name] = ty.GoName
	}
	services := map[string]model.ServiceNames{}
	for _, s := range api.Services {
		services[s.Name] = s.Go
	}
	for _, id := range ids(api) {
		part := mustSelect(t, api, id)
		if got := ids(part); len(got) != 1 || got[0] != id {
			t.Fatalf("%s selects %v", id, got)
		}
		if find(t, part, id).Request != find(t, api, id).Request || part.Services[0].Go != services[part.Services[0].Name] {
			t.Errorf("%s has other names alone", id)
		}
		for _, ty := range part.Types {
			if types[ty.Name] != ty.GoName {
				t.Errorf("%s is called %s with %s alone, %s with all", ty.Name, ty.GoName, id, types[ty.Name])
			}
		}
		if len(part.Findings) != len(api.Findings) || len(part.Skipped) != len(api.Skipped) {
			t.Errorf("%s alone loses findings or skipped pages", id)
		}
	}
	if after, _ := json.Marshal(api); string(after) != string(before) {
		t.Error("selecting has changed the whole API")
	}
}
