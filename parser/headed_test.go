package parser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/parser"
)

// TestHeadedTypes takes tables below the names of types for what these have.
func TestHeadedTypes(t *testing.T) {
	lids := "## <span id=\"Lid\"></span>Lid\n\nA lid.\n\n| Property | Type | Description |\n|--|--|--|\n| wood | string | x |\n| of | array of [Box](#box) resources | x |\n\n"
	boxes := "## Box\n\n| Property | Type | Description |\n|--|--|--|\n| lids | List<[Lid](lids.md#lid)> | x |\n\n"
	states := "## LidState\n\nAn enum of states.\n\n| Value | Position |\n|--|--|\n| shut | 0 |\n| open | 1 |\n\n"
	for _, c := range []struct{ name, page, want string }{
		{"several", "# Lid\n\n" + lids + boxes + states, "Lid: wood string, of Box*; Box: lids Lid*; LidState: shut, open"},
		{"no enumeration is spoken of", "# Lid\n\n" + strings.Replace(states, "enum", "list", 1), ""},
		{"a heading of several words", "# Lid\n\n" + strings.Replace(boxes, "## Box", "## Box of wood", 1), ""},
		{"a page of requests", "# Get lid\n\n## HTTP request\n\n```http\nGET /lids\n```\n\n" + boxes, ""},
	} {
		page := parser.Parse("resources/lids.md", []byte(c.page))
		var types []string
		for _, r := range page.Resources {
			var of []string
			for _, p := range r.Properties {
				of = append(of, p.Name.Value+" "+p.Type.Name+strings.Repeat("*", count(p.Type.Collection)))
			}
			types = append(types, fmt.Sprint(strings.TrimPrefix(r.Type.Value, "microsoft.graph."), ": ", strings.Join(of, ", ")))
		}
		for _, e := range page.Enums {
			var of []string
			for _, m := range e.Members {
				of = append(of, m.Name.Value)
			}
			types = append(types, fmt.Sprint(strings.TrimPrefix(e.Type.Value, "microsoft.graph."), ": ", strings.Join(of, ", ")))
		}
		if got := strings.Join(types, "; "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
