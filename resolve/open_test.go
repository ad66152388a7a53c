package resolve_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
)

// TestOpenTypes: types that derive from open ones are open, and their samples contradict
// nothing by what else they have.
func TestOpenTypes(t *testing.T) {
	base := declare("thing", "|id|String|The key.|\n", `{"id":"x"}`)
	base = strings.Replace(base, "\n## Properties", "\nIt is an open type.\n\n## Properties", 1)
	derived := declare("sub", "|size|Int32|How large.|\n", `{"size":1}`)
	derived = strings.Replace(derived, "\n## Properties", "\nInherits from [thing](thing.md).\n\n## Properties", 1)
	other := declare("other", "|id|String|The key.|\n", `{"id":"x"}`)
	api := read("resources/thing.md", base, "resources/sub.md", derived, "resources/other.md", other,
		"api/thing-get.md", get("Get thing", "GET /things/{id}", "thing", `{"id":"1","@odata.etag":"e","colour":{"red":null},"ID":"2"}`),
		"api/other-get.md", get("Get other", "GET /others/{id}", "other", `{"id":"1","@odata.etag":"e","a":1,"b":1,"c":1}`))
	for name, want := range map[string]bool{"thing": true, "sub": true, "other": false} {
		if typ := typeOf(api, name); typ == nil || typ.Open != want {
			t.Errorf("%s: got %+v, want open %v", name, typ, want)
		}
	}
	undeclared := map[string]int{}
	for _, f := range api.Findings {
		if f.Rule == model.RuleUndeclaredMember {
			undeclared[f.Message]++
		}
	}
	if len(undeclared) != 4 || undeclared["the sample writes ID, thing has id"] != 1 {
		t.Errorf("the findings are %v, want those of other and of the name in other letters", undeclared)
	}
}
