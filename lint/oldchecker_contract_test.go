package lint_test

import (
	"strings"
	"testing"
)

// The checker that the annotations were made for fails its users in ten known ways. These
// tests show that this one doesn't share those that are about contracts and types.

// TestOldCheckerCrashes: it crashes on base types in a circle, and on an unknown base type
// with an additional property.
func TestOldCheckerCrashes(t *testing.T) {
	check(t, []string{"contract", "resource/base-cycle", "resource/unknown-base"}, []odd{
		{"a circle of two", map[string]string{
			typePage:            strings.Replace(jsonOfThing, `"openType": false`, `"baseType": "microsoft.graph.lamp"`, 1),
			"resources/lamp.md": resource("lamp", "microsoft.graph.thing", "|watts|Int32|Power.|"),
		}, []string{"resource/base-cycle"}},
		{"an unknown base and a strange member", map[string]string{
			typePage: strings.Replace(jsonOfThing, `"openType": false`, `"baseType": "microsoft.graph.nowhere"`, 1),
			getPage:  answer(ofThing, `{"id": "1", "colour": "red"}`),
		}, []string{"contract/undeclared-member", "resource/unknown-base"}},
	})
}

// TestOldCheckerBodies: it never compares request bodies with a type or a table, nor the
// bodies of errors with anything.
func TestOldCheckerBodies(t *testing.T) {
	check(t, []string{"contract"}, []odd{
		{"a body against a type", map[string]string{postPage: call(create, `{"displayName": 5, "colour": "red"}`)},
			[]string{"contract/member-type displayName is 5, not a String", "contract/undeclared-member the sample has colour"}},
		{"a body against a table", map[string]string{movePage: call(move, `{"roomId": "7", "speed": 1}`)},
			[]string{"contract/undeclared-member the sample has speed, the parameter table hasn't"}},
		{"an error", map[string]string{getPage: "### Error\n\n<!-- { \"blockType\": \"response\", \"expectError\": true } -->\n```http\nHTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{\"fault\": \"x\"}\n```\n"},
			[]string{"contract/error-body"}},
	})
}

// TestOldCheckerTypes: it takes the types of values from the literals of a JSON
// representation alone and ignores the tables, so that it judges by accident.
func TestOldCheckerTypes(t *testing.T) {
	rows := "|id|String|x|\n|displayName|String|x|\n|state|thingState|x|\n|bed|String|The bed: Single or Double.|\n|made|DateTimeOffset|x|\n|size|Double|x|"
	shown := strings.Replace(jsonOfThing, `"state": "String"`, "\"state\": \"String\",\n  \"bed\": \"Single\",\n  \"made\": \"tomorrow\",\n  \"size\": 1", 1)
	page := "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n" + rows + "\n\n" + shown
	check(t, []string{"contract/member-type", "resource"}, []odd{
		{"what the tables say", map[string]string{typePage: page, getPage: answer(ofThing, `{"id": "1", "bed": "Single", "made": "2026-01-31T12:00:00Z", "size": 1.5}`)}, nil},
		{"what they don't", map[string]string{typePage: page, getPage: answer(ofThing, `{"id": "1", "bed": true, "made": "31.1.2026", "size": "1"}`)},
			[]string{"contract/member-type bed is true, not a String", "contract/member-type made is", "contract/member-type size is"}},
	})
}

// TestOldCheckerAuthors: it doesn't check what authors need: prose against sample, and the
// request line against it.
func TestOldCheckerAuthors(t *testing.T) {
	check(t, []string{"contract"}, []odd{
		{"prose against sample", map[string]string{movePage: "## Response\n\nIf successful, this action returns a `200 OK` response code.\n"},
			[]string{"contract/sample-status the sample answers 204, the prose says 200"}},
		{"request line against sample", map[string]string{movePage: "## HTTP request\n\n```http\nPOST /things/{id}/carry\n```\n"},
			[]string{"contract/sample-route"}},
	})
}
