package lint_test

import "testing"

// TestOtherText compares the texts of a request with those of its answer, and leaves out what a
// service writes its own way.
func TestOtherText(t *testing.T) {
	table := "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|displayName|String|x|\n|id|String|x|\n|hostName|String|x|\n|notes|String|x|\n|inner|thing|x|\n|title|thingState|x|\n|topic|String|Possible values are: `red`, `blue`.|\n"
	const said = `contract/other-text the answer has "Floor lamp" for displayName, the request sends "Table lamp"`
	for name, c := range map[string]struct {
		sent, shown string
		want        []string
	}{
		"another":           {`{"displayName": "Table lamp"}`, `{"id": "1", "displayName": "Floor lamp"}`, []string{said}},
		"within":            {`{"inner": {"displayName": "Table lamp"}}`, `{"inner": {"displayName": "Floor lamp"}}`, []string{said}},
		"elsewhere":         {`{"inner": {"displayName": "Table lamp"}}`, `{"displayName": "Floor lamp"}`, nil},
		"a slip":            {`{"displayName": "Table lamp"}`, `{"displayName": "Table lampp"}`, []string{"contract/other-text "}},
		"the same":          {`{"displayName": "Table lamp"}`, `{"displayName": "Table lamp"}`, nil},
		"in another case":   {`{"displayName": "table lamp"}`, `{"displayName": "Table Lamp"}`, nil},
		"longer":            {`{"displayName": "Table lamp"}`, `{"displayName": "Table lamp in room 7"}`, nil},
		"what stands for":   {`{"displayName": "Table lamp"}`, `{"displayName": "displayName-value"}`, nil},
		"the type for it":   {`{"displayName": "Table lamp"}`, `{"displayName": "String"}`, nil},
		"a key":             {`{"displayName": "Table lamp"}`, `{"displayName": "TL_0817aa"}`, nil},
		"markup":            {`{"notes": "Table lamp"}`, `{"notes": "<p>Floor lamp</p>"}`, nil},
		"null":              {`{"notes": "Table lamp"}`, `{"notes": null}`, nil},
		"a name of no text": {`{"hostName": "table"}`, `{"hostName": "floor"}`, nil},
		"an enumeration":    {`{"title": "standing"}`, `{"title": "lying"}`, nil},
		"listed values":     {`{"topic": "crimson"}`, `{"topic": "blue"}`, nil},
		"left out":          {`{"displayName": "Table lamp"}`, `{"id": "1"}`, nil},
	} {
		check(t, []string{"contract/other-text"}, []odd{{name, map[string]string{
			typePage: table, postPage: call(create, c.sent) + "\n" + answer(ofThing, c.shown),
		}, c.want}})
	}
}
