package resolve_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// TestOtherEnvelopes answers with any JSON where prose speaks of several and the sample has them in a
// member that OData doesn't call so, and finds nothing wrong with that.
func TestOtherEnvelopes(t *testing.T) {
	const box = "# box resource type\n\n## Properties\n\n|Property|Type|Description|\n|--|--|--|\n|id|String|x|\n|lids|lid collection|x|\n"
	for answer, want := range map[string]string{
		`{"count": 1, "items": [{"id": "1"}], "links": {"self": {"headers": []}}}`: `value "" 0`,
		`{"value": [{"id": "1"}], "count": 1}`:                                     `collection "microsoft.graph.box" 0`,
		`{"id": "1", "lids": [{"wood": true}]}`:                                    `value "microsoft.graph.box" 1`,
		`{"items": [{"id": "1"}], "others": [{"id": "2"}]}`:                        `value "microsoft.graph.box" 1`,
	} {
		for annotation, want := range map[string]string{"": want, "<!-- { \"blockType\": \"response\" } -->\n": ""} {
			src := "# Get boxes\n\n## HTTP request\n\n```http\nGET /boxes\n```\n\n## Response\n\nReturns `200 OK` and a collection of [box](../resources/box.md) objects in the response body.\n\n## Example\n\n" +
				"```http\nGET https://shop.example/v1.0/boxes\n```\n\n" + annotation + "```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n" + answer + "\n```\n"
			api := resolve.Resolve([]*model.Page{page("api/box-get.md", src), page("resources/box.md", box)}, resolve.Options{})
			said := 0
			for _, f := range api.Findings {
				if f.Rule == model.RuleCollection {
					said++
				}
			}
			op := api.Services[0].Operations[0]
			if got := fmt.Sprintf("%s %q %d", op.Result.Kind, op.Result.Type.Name, said); want != "" && got != want {
				t.Errorf("%s: %s, want %s", answer, got, want)
			} else if want == "" && op.Result.Type.Name == "" {
				t.Errorf("%s with an annotation is any JSON", answer)
			}
		}
	}
}

// TestNamedEnvelopes answers with a collection where prose speaks of several and an annotation of their
// type, and the sample calls their list otherwise than OData: it doesn't show one value of the type.
func TestNamedEnvelopes(t *testing.T) {
	const box = "# box resource type\n\n## Properties\n\n|Property|Type|Description|\n|--|--|--|\n|id|String|x|\n|lids|lid collection|x|\n"
	for answer, want := range map[string]string{
		`{"box": [{"id": "1"}]}`:                "collection contract/sample-body",
		`{"value": [{"id": "1"}]}`:              "collection ",
		`{"id": "1", "lids": [{"wood": true}]}`: "value ",
	} {
		for said, several := range map[string]bool{"a collection of [box](../resources/box.md) objects": true, "a [box](../resources/box.md) object": false} {
			src := "# box: pick\n\n## HTTP request\n\n```http\nPOST /boxes/pick\n```\n\n## Response\n\nReturns `200 OK` and " + said + " in the response body.\n\n## Example\n\n" +
				"```http\nPOST https://graph.microsoft.com/v1.0/boxes/pick\n```\n\n<!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.box\" } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n" + answer + "\n```\n"
			api := resolve.Resolve([]*model.Page{page("api/box-pick.md", src), page("resources/box.md", box)}, resolve.Options{})
			op := api.Services[0].Operations[0]
			if got := fmt.Sprintf("%s %s", op.Result.Kind, op.Examples[0].LeftOut); several && got != want {
				t.Errorf("%s: %s, want %s", answer, got, want)
			} else if !several && strings.HasPrefix(answer, `{"box"`) && op.Result.Kind != model.ValueResult {
				t.Errorf("%s: %s, where prose speaks of one", answer, op.Result.Kind)
			}
		}
	}
}

// TestPluralRelationships takes relationships for many whose type is written in the plural, as is their
// name.
func TestPluralRelationships(t *testing.T) {
	const line = "# boxLine resource type\n\n## Properties\n\n|Property|Type|Description|\n|--|--|--|\n|id|String|x|\n"
	for row, want := range map[string]string{
		"[boxLines](boxline.md)|boxLines": "microsoft.graph.boxLine true", "boxLine|boxLine": "microsoft.graph.boxLine false", "first|boxLines": "microsoft.graph.boxLine false",
	} {
		box := "# box resource type\n\n## Navigation\n\n|Navigation|Return Type|Description|\n|--|--|--|\n|" + row + "|x|\n\n## Properties\n\n|Property|Type|Description|\n|--|--|--|\n|id|String|x|\n"
		api := resolve.Resolve([]*model.Page{page("resources/box.md", box), page("resources/boxline.md", line)}, resolve.Options{})
		f := typeOf(api, "box").Fields[0]
		if got := fmt.Sprint(f.Type.Name, " ", f.Type.Collection); got != want {
			t.Errorf("%s: %s, want %s", row, got, want)
		}
	}
}
