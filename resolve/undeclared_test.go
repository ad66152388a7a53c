package resolve_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
)

// members returns the names of an enumeration's members, "" if the API has no such type.
func members(api *model.API, name string) string {
	t := typeOf(api, name)
	if t == nil || t.Kind != model.EnumType {
		return ""
	}
	var names []string
	for _, m := range t.Members {
		names = append(names, m.Name)
	}
	return fmt.Sprint(names)
}

// TestListedParameters: an enumeration that only a parameter names and lists is one, as
// that of a property is; the property's list goes first.
func TestListedParameters(t *testing.T) {
	const row = "|state|%s|Where it is. Possible values are: `on`, `off`.|\n"
	update := func(typ string) string {
		return request("Update thing", "PATCH /things/{id}") + "\n## Request body\n|Property|Type|Description|\n|:--|:--|:--|\n" + fmt.Sprintf(row, typ)
	}
	find := func(api *model.API) string {
		for _, typ := range api.Types {
			if f := typ.Fields; typ.Kind == model.BodyType {
				return f[0].Type.Name
			}
		}
		return "none"
	}
	for _, c := range []struct{ typ, resource, field, members string }{
		{"thingState", "", "microsoft.graph.thingState", "[on off]"},
		{"[thingState](../resources/enums.md#thingstate-values)", "", "microsoft.graph.thingState", "[on off]"},
		{"microsoft.graph.other.thingState", "", "microsoft.graph.other.thingState", "[on off]"},
		{"String", "", "Edm.String", ""},
		{"state", "", "", ""}, // a word, no name
		{"thingState", "|state|thingState|Possible values are: `on`, `off`, `gone`.|\n", "microsoft.graph.thingState", "[on off gone]"},
	} {
		api := read("api/thing-update.md", update(c.typ), "resources/z.md", declare("z", "|id|String|Key.|\n"+c.resource, ""))
		if got := find(api); got != c.field {
			t.Errorf("%s: the parameter is %q, want %q", c.typ, got, c.field)
		}
		if got := members(api, "thingState"); got != c.members {
			t.Errorf("%s: the members are %s, want %s", c.typ, got, c.members)
		}
		if reported := findings(api, "api/thing-update.md")["15:8 "+model.RuleUnknownType]; reported != (c.field == "") { // but for a name, the list says all that there is
			t.Errorf("%s: unknown type reported: %t in %v", c.typ, reported, findings(api, "api/thing-update.md"))
		}
	}
	function := request("Get thing", "GET /things/count(state={state})") + "\n## Function parameters\n|Parameter|Type|Description|\n|:--|:--|:--|\n" + fmt.Sprintf(row, "thingState")
	op := read("api/thing-count.md", function)
	if got := op.Services[0].Operations[0].Params[0].Type.Name; got != "microsoft.graph.thingState" {
		t.Errorf("the function's parameter is %q", got)
	}
}

// TestSeveralLists: an enumeration that no page declares has the values of all lists, but for
// slips.
func TestSeveralLists(t *testing.T) {
	const values = "|%s|heat|Possible values are: %s.|\n"
	for _, c := range []struct{ first, second, members string }{
		{"`low`, `high`", "`low`, `medium`, `high`", "[low high medium]"},
		{"`low`, `high`", "`Low`, `HIGH`", "[low high]"},
		{"`cooling`, `heating`", "`coolling`, `off`", "[cooling heating off]"},
		{"`low`, `high` <ul><li>`low`: Cold.</li><li>`High`: Warm.</li></ul>", "`low`, `high`", "[low high]"},
	} {
		rows := strings.ReplaceAll(fmt.Sprintf(values, "a", c.first)+fmt.Sprintf(values, "b", c.second), "|heat|", "|roomHeat|")
		if got := members(read("resources/room.md", declare("room", rows, "")), "roomHeat"); got != c.members {
			t.Errorf("%s and %s: the members are %s, want %s", c.first, c.second, got, c.members)
		}
	}
	// On another page, too, and of what a request sends.
	api := read("resources/room.md", declare("room", "|a|roomHeat|Possible values are: `low`, `high`.|\n", ""),
		"resources/house.md", declare("house", "|a|roomHeat|Possible values are: `low`, `off`.|\n", ""),
		"api/room-heat.md", request("Heat room", "POST /rooms/{id}/heat")+"\n## Request body\n|Parameter|Type|Description|\n|:--|:--|:--|\n|to|roomHeat|Possible values are: `high`, `max`.|\n")
	if got := members(api, "roomHeat"); got != "[low off high max]" {
		t.Errorf("the members are %s", got)
	}
}

// TestListedProperties: a property that lists the values of its type says what a page about
// the type would say, unless another enumeration with these values may be meant.
func TestListedProperties(t *testing.T) {
	const values = "Possible values are: `on`, `off`."
	for _, c := range []struct {
		doc, other string
		reported   bool
	}{
		{values, "", false},
		{"Where it is.", "", true},
		{"Possible values are: `on`.", "", true},
		{values, "# thingStat enum type\n\n## Members\n|Member|\n|:--|\n|on|\n|off|\n", true},
		{values, "# thingStat enum type\n\n## Members\n|Member|\n|:--|\n|hot|\n|cold|\n", false},
	} {
		api := read("resources/thing.md", declare("thing", "|state|thingState|"+c.doc+"|\n", ""), "resources/thingstat.md", c.other)
		found := ""
		for _, f := range api.Findings {
			if f.Rule == model.RuleUnknownType {
				found += f.Message
			}
		}
		if (found != "") != c.reported {
			t.Errorf("%s %s: found %q", c.doc, c.other, found)
		}
		if f := typeOf(api, "thing").Fields[0]; !c.reported && f.Type.Name != "microsoft.graph.thingState" {
			t.Errorf("%s: the property is %v", c.doc, f.Type)
		}
	}
}

// TestListedRelationship: what a relationship leads to is no enumeration, whatever values its
// description lists.
func TestListedRelationship(t *testing.T) {
	thing := declare("thing", "|id|String|Key.|\n", "") + "\n## Relationships\n|Relationship|Type|Description|\n|:--|:--|:--|\n|grants|grant collection|By their roles. Possible values are: `reader`, `writer`.|\n"
	if api := read("resources/thing.md", thing); typeOf(api, "grant") != nil {
		t.Errorf("read %+v", typeOf(api, "grant"))
	}
}

// TestUndeclaredBodies: what a page says it sends and answers with is there, though no
// page declares the type, and though its samples can't be read.
func TestUndeclaredBodies(t *testing.T) {
	const (
		one   = "Returns `201 Created` and a **gizmo** object in the response body."
		many  = "Returns `200 OK` and a collection of [gizmo](../resources/gizmo.md) objects in the response body."
		empty = "Returns `204 No Content`."
		sends = "In the request body, supply a JSON representation of the [gizmo](../resources/gizmo.md) object."
		parts = "In the request body, supply the values to change."
		body  = "\n{ \"a\": , }\n"
	)
	sample := func(line, request, response string) string {
		return "\n## Example\n\n```http\n" + line + "\nContent-Type: application/json\n" + request + "```\n\n```http\nHTTP/1.1 201 Created\nContent-Type: application/json\n" + response + "```\n"
	}
	for _, c := range []struct{ line, body, response, sample, want, findings string }{
		{"POST /gizmos", sends, one, "", "json prose value", "resource/unknown-type resource/unknown-type"},
		{"POST /gizmos", sends, empty, "", "json prose ", "resource/unknown-type"},
		{"POST /gizmos", sends, one, sample("POST https://graph.microsoft.com/v1.0/gizmos", body, body), "json prose value",
			"json/syntax json/syntax resource/unknown-type resource/unknown-type"},
		{"POST /gizmos", sends, one, sample("POST https://graph.microsoft.com/v1.0/gizmos", "\n{\"a\": 1}\n", body), "json sample value",
			"json/syntax resource/unknown-type"},
		{"POST /gizmos", parts, "", sample("POST https://graph.microsoft.com/v1.0/gizmos", body, body), "json sample value", "json/syntax json/syntax"},
		{"POST /gizmos", parts, empty, "", "  ", ""},
		{"POST /gizmos", parts + "\n\n```json\n{\"a\": 1}\n```\n", empty, "", "json sample ", ""},
		{"DELETE /gizmos/{id}", parts + "\n\n```json\n{\"a\": 1}\n```\n", empty, "", "  ", ""},
		{"POST /gizmos", "Do not supply a request body.", empty, sample("POST https://graph.microsoft.com/v1.0/gizmos", body, ""), "  ", "contract/sample-status contract/unexpected-body json/syntax"},
		{"GET /gizmos", sends, many, "", "  collection", "resource/unknown-type"},
		{"DELETE /gizmos/{id}", sends, "Returns `200 OK` and removes the **gizmo** object.", "", "  ", ""},
	} {
		src := request("Handle gizmos", c.line) + "\n## Request body\n" + c.body + "\n\n## Response\n" + c.response + "\n" + c.sample
		api := read("api/gizmo-handle.md", src)
		op := api.Services[0].Operations[0]
		if got := fmt.Sprint(op.Body.Kind, " ", op.Body.Source, " ", op.Result.Kind); got != c.want {
			t.Errorf("%s, %q, %q: %q, want %q", c.line, c.body, c.response, got, c.want)
		}
		var rules []string
		for _, f := range api.Findings {
			if f.Rule != model.RuleNoBody && f.Rule != model.RuleUnpairedSample {
				rules = append(rules, f.Rule)
			}
		}
		slices.Sort(rules)
		if got := strings.Join(rules, " "); got != c.findings {
			t.Errorf("%s, %q, %q: findings %s, want %s", c.line, c.body, c.response, got, c.findings)
		}
	}
}
