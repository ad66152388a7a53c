package parser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/parser"
)

// TestResponses reads tables of status codes.
func TestResponses(t *testing.T) {
	for name, c := range map[string]struct{ table, want string }{
		"schema": {"| Status | Description | Schema |\n|:--|:--|:--|\n| 200 | OK | [berth](../resources/berth.md) |\n| 404 | Not found | [error](../resources/error.md) |\n",
			"200 berth ../resources/berth.md"},
		"codes":    {"| Status code | Description | Schema |\n|--|--|--|\n| `201` | Created | `Berth[]` |\n| `204` | Gone | — |\n| `422` | Invalid | `Problem` |\n", "201 []Berth; 204 nothing"},
		"name":     {"|Name|Type|Description|\n|--|--|--|\n|200 OK|[berth](../resources/berth.md) collection|OK|\n|202 Accepted||Later|\n", "200 []berth ../resources/berth.md; 202"},
		"no type":  {"| HTTP code | Description |\n|--|--|\n| **200 OK** | The updated [berth](../resources/berth.md) object. |\n| 400 | The request is wrong. |\n", "200 berth ../resources/berth.md"},
		"in HTML":  {"<table><tr><th>Code</th><th>Model</th></tr><tr><td><code>200</code></td><td><a href=\"../resources/berth.md\">berth</a></td></tr></table>\n", "200 berth ../resources/berth.md"},
		"headers":  {"| Name | Type | Description |\n|--|--|--|\n| Location | String | Where it is. |\n", ""},
		"errors":   {"| Error code | Message |\n|--|--|\n| 400 BadRequest | The name is missing. |\n", ""},
		"outcomes": {"| Scenario | Response body |\n|--|--|\n| A new one | berth |\n", ""},
	} {
		page := "# Get berth\n\n## HTTP request\n\n```http\nGET /berths/{id}\n```\n\n## Response codes\n\n" + c.table
		p := parser.Parse("api/berth-get.md", []byte(page))
		pagetest.Check(t, p, []byte(page))
		var got []string
		for _, r := range p.Returns {
			text := fmt.Sprint(r.Status)
			if r.Nothing {
				text += " nothing"
			} else if !r.Type.IsZero() {
				text += " "
				if r.Type.Collection {
					text += "[]"
				}
				text += strings.TrimSpace(r.Type.Name + " " + r.Type.Link)
			}
			got = append(got, text)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %s, want %s", name, strings.Join(got, "; "), c.want)
		}
	}
}

// TestStreamInProse reads that bytes are answered, from the words alone.
func TestStreamInProse(t *testing.T) {
	for text, want := range map[string]string{
		"If successful, it returns `200 OK` and a Stream in the response body.": "Stream",
		"Returns `200 OK` and a stream of events in the response body.":         "",
		"Returns `200 OK` and a Stream of them.":                                "",
		"Returns `200 OK` and a Stream":                                         "",
	} {
		p := parse(t, "# x\n\n## Response\n\n"+text+"\n")
		if len(p.Returns) != 1 || p.Returns[0].Type.Name != want {
			t.Errorf("%s: %+v, want %q", text, p.Returns, want)
		}
	}
}
