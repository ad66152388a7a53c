package resolve_test

import (
	"fmt"
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
		if reported := findings(api, "api/thing-update.md")["15:8 "+model.RuleUnknownType]; reported != (c.typ != "String") {
			t.Errorf("%s: unknown type reported: %t in %v", c.typ, reported, findings(api, "api/thing-update.md"))
		}
	}
	function := request("Get thing", "GET /things/count(state={state})") + "\n## Function parameters\n|Parameter|Type|Description|\n|:--|:--|:--|\n" + fmt.Sprintf(row, "thingState")
	op := read("api/thing-count.md", function)
	if got := op.Services[0].Operations[0].Params[0].Type.Name; got != "microsoft.graph.thingState" {
		t.Errorf("the function's parameter is %q", got)
	}
}
