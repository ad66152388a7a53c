package resolve_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// TestAddedArguments: a sample that calls with arguments what the request lines and other samples
// call without has a path of its own, if the page describes them.
func TestAddedArguments(t *testing.T) {
	const (
		table = "\n## Path parameters\n|Parameter|Type|Description|\n|:--|:--|:--|\n|wide|Int32|Optional.|\n|high|Int32|Optional.|\n"
		bare  = "Thing.Get /me/things/{id}/sketch"
	)
	for _, c := range []struct{ sample, table, want string }{
		{"/me/things/1/sketch(wide=3)", table, bare + ", Thing.GetByWide /me/things/{id}/sketch(wide={wide})"},
		{"/me/things/1/Sketch(wide=3,high=4)", table, bare + ", Thing.GetByWideHigh /me/things/{id}/sketch(wide={wide},high={high})"},
		{"/users/{id}/things/1/sketch(wide=3)", table, bare + ", Thing.GetForUser /users/{id}/things/{id}/sketch(wide={wide})"},
		{"/me/things/1/sketch(wide=3)", "", bare},
		{"/me/things/1/sketch(deep=3)", table, bare},
		{"/me/things/1/outline(wide=3)", table, bare},
	} {
		src := showing("api/thing-get.md", "GET /me/things/{id}/sketch", "thing",
			asked("GET https://a.example/me/things/1/sketch", "", 200, `{"id": "1"}`), asked("GET https://a.example"+c.sample, "", 200, `{"id": "1"}`))
		src.Parameters = page("api/thing-get.md", "# Do it\n"+c.table).Parameters
		api := resolve.Resolve([]*model.Page{getPage("api/user-get.md", "GET /users/{id}"), beast("thing", "", "id String"), src}, resolve.Options{})
		var routes []string
		left := 0
		for _, rt := range find(t, api, "Thing.Get").Routes {
			routes = append(routes, "Thing."+rt.Name+" "+rt.Template)
		}
		for _, e := range find(t, api, "Thing.Get").Examples {
			if e.LeftOut != "" {
				left++
			}
		}
		if got := strings.Join(routes, ", "); got != c.want || (left > 0) != (c.want == bare) {
			t.Errorf("%s: the routes are\n%s, want\n%s; %d samples are left out", c.sample, got, c.want, left)
		}
	}
}

// TestFewerShownArguments: a sample takes the line with as many arguments as it gives.
func TestFewerShownArguments(t *testing.T) {
	api := resolve.Resolve([]*model.Page{getPage("api/user-get.md", "GET /users/{id}"), beast("thing", "", "id String"),
		showing("api/thing-get.md", "GET /me/things/sketch(wide={wide})\nGET /me/things/sketch(wide={wide},high={high})", "thing",
			asked("GET https://a.example/users/{id}/things/sketch(wide=3,high=4)", "", 200, `{"id": "1"}`))}, resolve.Options{})
	routes := find(t, api, "Thing.Get").Routes
	if got := routes[len(routes)-1].Template; len(routes) != 3 || got != "/users/{id}/things/sketch(wide={wide},high={high})" {
		t.Errorf("%d routes, the last is %s", len(routes), got)
	}
}

// TestWrittenTypes: a property of a type that no page declares is text if the JSON representation
// shows a string, and no sample anything else.
func TestWrittenTypes(t *testing.T) {
	const rows = "|id|String|The key.|\n|lid|lidShape|How it closes.|\n|paint|PORT.boxPaint|Its paint.|\n|marks|boxMark collection|On it.|\n"
	box := page("resources/box.md", "# box resource type\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n"+rows+
		"\n## JSON representation\n```json\n{\"id\": \"String\", \"lid\": \"String\", \"paint\": \"PORT.boxPaint\", \"marks\": [\"String\"]}\n```\n")
	for answer, want := range map[string]string{
		`{"id": "1"}`: "Edm.String Edm.String []Edm.String",
		`{"id": "1", "lid": "tight", "paint": null, "marks": []}`: "Edm.String Edm.String []Edm.String",
		`{"id": "1", "lid": 3, "paint": true, "marks": "none"}`:   "  []",
		`{"id": "1", "lid": {}, "marks": [{"text": "x"}]}`:        " Edm.String []microsoft.graph.boxMark",
	} {
		api := resolve.Resolve([]*model.Page{box, showing("api/box-get.md", "GET /boxes/{id}", "box", asked("GET https://a.example/boxes/1", "", 200, answer))}, resolve.Options{})
		var got []string
		for _, f := range typeOf(api, "box").Fields[1:] {
			name := f.Type.Name
			if f.Type.Collection {
				name = "[]" + name
			}
			got = append(got, name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("with %s the types are %q, want %q", answer, strings.Join(got, " "), want)
		}
	}
}

// TestShownObjects: a property of a type that no page declares is text where the JSON representation
// shows the type's name, and any JSON where it shows an object of the type.
func TestShownObjects(t *testing.T) {
	for shown, want := range map[string]string{
		`"microsoft.graph.lidShape"`:                   "Edm.String",
		`"#microsoft.graph.lidShape"`:                  "Edm.String",
		`{"@odata.type": "microsoft.graph.lidShape"}`:  "",
		`{"@odata.type": "#microsoft.graph.lidShape"}`: "",
	} {
		box := page("resources/box.md", "# box resource type\nNamespace: microsoft.graph\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n"+
			"|lid|[microsoft.graph.lidShape](../resources/lidshape.md)|How it closes.|\n|lids|[microsoft.graph.lidShape](../resources/lidshape.md) collection|The spare ones.|\n"+
			"\n## JSON representation\n```json\n{\"lid\": "+shown+", \"lids\": [\n  "+shown+"\n]}\n```\n")
		fields := typeOf(resolve.Resolve([]*model.Page{box}, resolve.Options{}), "box").Fields
		if fields[0].Type.Name != want || fields[1].Type.Name != want {
			t.Errorf("shown as %s, the types are %q and %q, want %q", shown, fields[0].Type.Name, fields[1].Type.Name, want)
		}
	}
}

// TestPatchedAction: an action that is called with PATCH sends its parameters, although the type has
// properties of these names.
func TestPatchedAction(t *testing.T) {
	const body = "\n## Request body\nIn the request body, supply the parameters.\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|lock|String|The new one.|\n" +
		"\n## Response\nReturns `204 No Content`.\n"
	for title, want := range map[string]string{"box: changeLock": "", "Update box": "microsoft.graph.box"} {
		api := resolve.Resolve([]*model.Page{beast("box", "", "id String", "lock String"), page("api/box-changelock.md", request(title, "PATCH /boxes/{id}/changeLock")+body)}, resolve.Options{})
		got := api.Services[0].Operations[0].Body.Type.Name
		if got == want || want == "" && !strings.HasPrefix(got, "microsoft.graph.") {
			continue
		}
		t.Errorf("%s: the body is %s, want %q", title, got, want)
	}
}
