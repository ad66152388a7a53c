package resolve_test

import (
	"fmt"
	"testing"

	"github.com/docbind/docbind/model"
)

// TestNumbers: a number is the widest integer where it is a property, the usual one where
// it is a parameter, and what samples and JSON representation show of it.
func TestNumbers(t *testing.T) {
	for _, c := range []struct{ written, shown, answer, want string }{
		{"number", "1024", "1024", "Edm.Int64"},
		{"Number", "", "5000000000", "Edm.Int64"},
		{"number collection", "", "[1, 2]", "Edm.Int64"},
		{"number", "0.5", "1", "Edm.Double"},
		{"number", "1024", "0.5", "Edm.Double"},
		{"number collection", "", "[1, 0.5]", "Edm.Double"},
		{"Int64", "", "0.5", "Edm.Int64"},
		{"integer", "", "1", "Edm.Int32"},
		{"64-bit integer", "", "1", "Edm.Int64"},
		{"octet-stream", "", "null", "Edm.Stream"},
	} {
		json := ""
		if c.shown != "" {
			json = `{"size": ` + c.shown + `}`
		}
		api := read("resources/thing.md", declare("thing", "|size|"+c.written+"|How big.|\n", json),
			"api/thing-get.md", get("Get thing", "GET /things/{id}", "microsoft.graph.thing", `{"size": `+c.answer+`}`))
		if got := typeOf(api, "thing").Fields[0].Type.Name; got != c.want {
			t.Errorf("%s, shown %s, answered %s: %s, want %s", c.written, c.shown, c.answer, got, c.want)
		}
	}
	for _, c := range []struct{ written, sent, want string }{
		{"number", "", "Edm.Int32"},
		{"number", "7", "Edm.Int32"},
		{"number", "5000000000", "Edm.Int64"},
		{"number", "0.5", "Edm.Double"},
		{"number", `"7"`, "Edm.Int32"},
		{"Int32", "0.5", "Edm.Int32"},
	} {
		src := request("Thing: grow", "POST /things/{id}/grow") + "\n## Request body\n|Parameter|Type|Description|\n|:--|:--|:--|\n|by|" + c.written + "|How much.|\n"
		if c.sent != "" {
			src += "\n## Example\n```http\nPOST https://graph.microsoft.com/v1.0/things/1/grow\nContent-Type: application/json\n\n{\"by\": " + c.sent + "}\n```\n```http\nHTTP/1.1 204 No Content\n```\n"
		}
		if got := read("api/thing-grow.md", src).Types[0].Fields[0].Type.Name; got != c.want {
			t.Errorf("%s, sent %s: %s, want %s", c.written, c.sent, got, c.want)
		}
	}
}

// TestSameNumber: number and Int32 don't contradict each other, Int64 and Int32 do.
func TestSameNumber(t *testing.T) {
	for typ, want := range map[string]bool{"number": false, "Int64": true, "String": true} {
		api := read("resources/a.md", declare("thing", "|size|Int32|How big.|\n", ""), "resources/b.md", declare("thing", "|size|"+typ+"|How big.|\n", ""))
		if got := findings(api, "resources/b.md")[fmt.Sprintf("8:2 %s", model.RuleTypeConflict)]; got != want {
			t.Errorf("%s beside Int32 is reported: %t, want %t: %v", typ, got, want, findings(api, "resources/b.md"))
		}
	}
}
