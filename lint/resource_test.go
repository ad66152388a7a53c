package lint_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestResources looks at pages about types that contradict themselves or others.
func TestResources(t *testing.T) {
	table := func(rows string) string {
		return "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|displayName|String|x|\n|id|String|x|\n" + rows
	}
	const state = "|state|thingState|x|\n"
	annotated := func(old, new string) string { return strings.Replace(jsonOfThing, old, new, 1) }
	check(t, []string{"resource"}, []odd{
		{"a row that isn't shown", map[string]string{typePage: table(state + "|colour|String|x|\n")},
			[]string{"resource/not-in-json the table lists colour"}},
		{"rows that need not be shown", map[string]string{typePage: table(state + "|old|String|Deprecated.|\n|**Group**|\n")}, nil},
		{"a relationship", map[string]string{typePage: "## Relationships\n\n|Relationship|Type|Description|\n|:--|:--|:--|\n|parts|[thing](thing.md) collection|x|\n"}, nil},
		{"a member without row", map[string]string{typePage: annotated(`"state": "String"`, `"state": "String", "colour": "String"`)},
			[]string{"resource/not-in-table the JSON representation has colour"}},
		{"a member in another case", map[string]string{typePage: annotated(`"displayName"`, `"DisplayName"`)},
			[]string{"resource/not-in-table the JSON representation writes DisplayName, the table displayName"}},
		{"a row in another case", map[string]string{typePage: table(state+"|partID|String|x|\n") + annotated(`"state": "String"`, `"state": "String", "partId": "String"`)},
			[]string{"resource/not-in-table the JSON representation writes partId, the table partID"}},
		{"an inherited member", map[string]string{
			typePage:            annotated(`"openType": false`, `"baseType": "microsoft.graph.base"`) + "\n",
			"resources/base.md": resource("base", "", "|id|String|x|\n|displayName|String|x|"),
		}, []string{"resource/not-in-json", "resource/not-in-json"}}, // of the base page itself
		{"a value in the row of an inherited property", map[string]string{
			"resources/lamp.md": resource("lamp", "microsoft.graph.thing", "|id|String|x|\n|state|thingState|The state. Possible values are: `on`, `off`, `green`. Inherited from [thing](thing.md).|"),
		}, []string{"resource/not-in-json", "resource/enum-member lamp.state lists green, the page of thingState doesn't"}},
		{"a base type that no page declares", map[string]string{typePage: annotated(`"openType": false`, `"baseType": "microsoft.graph.thingBase"`)},
			[]string{"resource/unknown-base the base type microsoft.graph.thingBase, no page declares it"}},
		{"the base of all", map[string]string{typePage: annotated(`"openType": false`, `"baseType": "microsoft.graph.entity"`)}, nil},
		{"another namespace", map[string]string{typePage: annotated(`"microsoft.graph.thing"`, `"microsoft.graph.rooms.thing"`)},
			[]string{ // and every page that names the type as it was
				"resource/unknown-type", "resource/unknown-type", "resource/unknown-type",
				"resource/namespace the annotation has the namespace microsoft.graph.rooms, the page says microsoft.graph",
				"resource/unknown-type the JSON representation names microsoft.graph.thing, the docs declare microsoft.graph.rooms.thing",
			}},
		{"a key that isn't there", map[string]string{typePage: annotated(`"keyProperty": "id"`, `"keyProperty": "name"`)},
			[]string{"resource/key-property the key is name, thing has no such property"}},
		{"a type that no page declares, in a body", map[string]string{getPage: answer(ofThing, `{"@odata.type": "#microsoft.graph.lamp", "id": "1"}`)},
			[]string{"resource/unknown-type the body names microsoft.graph.lamp, no page declares it"}},
		{"primitives and placeholders in annotations", map[string]string{getPage: answer(`"truncated": true, "@odata.type": "$(this.ReturnTypeFullName)"`, `{"id": "1"}`)}, nil},
	})
}

// TestLineEnds lints the bad examples with the line ends of another system.
func TestLineEnds(t *testing.T) {
	for _, rule := range lint.Rules() {
		if !lint.Names("contract", rule.ID) && !lint.Names("resource", rule.ID) {
			continue
		}
		text, _ := lint.Explain(rule.ID)
		files := with(t, examples(text, "Bad"))
		for name, page := range files {
			files[name] = strings.ReplaceAll(page, "\n", "\r\n")
		}
		if all := run(files, lint.Config{}); !slices.ContainsFunc(all, func(f model.Finding) bool { return f.Rule == rule.ID }) {
			t.Errorf("%s isn't found between carriage returns, but\n%s", rule.ID, list(all))
		}
	}
}

// TestSuggestions looks at what is offered for a type that no page declares.
func TestSuggestions(t *testing.T) {
	rows := "|id|String|x|\n|made|thingSate|x|"
	found := run(with(t, map[string]string{"resources/lamp.md": resource("lamp", "", rows)}), lint.Config{Only: []string{model.RuleUnknownType}})
	if len(found) == 0 || found[0].Fix != "write thingState, if that is meant" {
		t.Errorf("found %s", list(found))
	}
	rows = "|id|String|x|\n|wattage|storeroomShelfLampWattageReadingStats|x|"
	found = run(with(t, map[string]string{"resources/lamp.md": resource("storeroomShelfLampWattageReadingSession", "", rows)}), lint.Config{Only: []string{model.RuleUnknownType}})
	if len(found) == 0 || strings.Contains(found[0].Fix, "storeroomShelfLampWattageReadingSession") {
		t.Errorf("another word: found %s", list(found))
	}
}

// TestTypeOfBody looks at the type that an object of a sample names: in another case, and in a
// namespace that the docs don't have it in.
func TestTypeOfBody(t *testing.T) {
	for said, want := range map[string]string{
		"#microsoft.graph.thing": "", "microsoft.graph.thing": "", "#Microsoft.Graph.Thing": "write microsoft.graph.thing", "#Contoso.Stock.V1.thing": "write microsoft.graph.thing",
		"#Contoso.Stock.V1.shelf": "write the name of a type that has a page, or add the page", "{type}": "",
	} {
		files := with(t, map[string]string{getPage: answer(ofThing, `{"@odata.type": "`+said+`", "id": "1"}`)})
		got := ""
		for _, f := range run(files, lint.Config{Only: []string{model.RuleUnknownType}}) {
			got += f.Fix
		}
		if got != want {
			t.Errorf("%s: the fix is %q, want %q", said, got, want)
		}
	}
}

// TestOtherCase mends the name that isn't written as names of members are, be it in the sample or
// in the table.
func TestOtherCase(t *testing.T) {
	table := map[string]string{typePage: "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|displayName|String|x|\n|id|String|x|\n|partID|String|x|\n|state|thingState|x|\n", getPage: answer(ofThing, `{"id": "1", "partId": "2", "DisplayName": "x"}`)}
	want := map[string]int{"write partId where it is declared": 0, "write displayName": 1, "add it to the JSON representation": 1} // edits
	for _, f := range run(with(t, table), lint.Config{}) {
		edits, ok := want[f.Fix]
		if !ok || len(f.Edits) != edits {
			t.Errorf("found %v with %d edits", f, len(f.Edits))
		}
		delete(want, f.Fix)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}
