package resolve_test

import (
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// TestShownWhole: where nothing says what an operation answers with, it is the type that the sample
// shows nothing but properties of, if the page or the end of its path is named after it or the
// page promises it elsewhere.
func TestShownWhole(t *testing.T) {
	const whole = `{"@odata.context": "x", "name": "a", "size": 1}`
	for name, c := range map[string]struct{ path, line, answer, want string }{
		"the page's name":    {"api/shop-crate-look.md", "GET /parts/{id}", whole, "microsoft.graph.crate value"},
		"the path's end":     {"api/look.md", "GET /shop/crates/{id}", whole, "microsoft.graph.crate value"},
		"several":            {"api/look.md", "GET /crates", `{"value": [{"name": "a", "size": 1}]}`, "microsoft.graph.crate collection"},
		"another's member":   {"api/look.md", "GET /crates/{id}", `{"name": "a", "size": 1, "colour": "red"}`, " value"},
		"one member only":    {"api/look.md", "GET /crates/{id}", `{"name": "a"}`, " value"},
		"something else":     {"api/look.md", "GET /parts/{id}", whole, " value"},
		"not the first noun": {"api/look.md", "GET /crates/{id}/parts", whole, " value"},
	} {
		api := resolve.Resolve([]*model.Page{
			beast("crate", "", "name String", "size Int32"),
			showing(c.path, c.line, "", asked(c.line, "", 200, c.answer)),
		}, resolve.Options{})
		result := api.Services[0].Operations[0].Result
		if got := result.Type.Name + " " + string(result.Kind); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	// The page promises a crate for its other operation, and streams the first.
	api := resolve.Resolve([]*model.Page{
		beast("crate", "", "name String", "size Int32"),
		showing("api/look.md", "GET /parts/{id}/$value\nGET /parts/{id}", "crate", asked("GET /parts/1", "", 200, whole)),
	}, resolve.Options{})
	for _, op := range api.Services[0].Operations {
		if want := map[bool]string{true: "microsoft.graph.crate"}[op.Result.Kind == model.ValueResult]; op.Result.Type.Name != want {
			t.Errorf("%s answers with %q, want %q", op.Name, op.Result.Type.Name, want)
		}
	}
	if n := len(api.Services[0].Operations); n != 2 {
		t.Errorf("%d operations", n)
	}
}

// TestOfOwner: where nothing says what an operation answers with, it is the property that its path
// adds to that of an operation that answers with one object.
func TestOfOwner(t *testing.T) {
	const shown = `{"name": "a", "colour": "red"}`
	for name, c := range map[string]struct{ line, answer, want string }{
		"a property":          {"GET /teams/{id}/photo", shown, "microsoft.graph.crate value"},
		"one of several":      {"GET /teams/{id}/boxes/{box-id}", shown, "microsoft.graph.crate value"},
		"several":             {"GET /teams/{id}/boxes", `{"value": [` + shown + `]}`, "microsoft.graph.crate collection"},
		"no property":         {"GET /teams/{id}/lid", shown, " value"},
		"of several":          {"GET /teams/photo", shown, " value"},
		"nothing known":       {"GET /clubs/{id}/photo", shown, " value"},
		"not what is read":    {"POST /teams/{id}/photo", shown, " value"},
		"nothing is answered": {"GET /teams/{id}/photo", "", " "},
	} {
		api := resolve.Resolve([]*model.Page{
			beast("crate", "", "name String", "size Int32"),
			beast("team", "", "title String", "-", "photo crate", "boxes Collection(crate)"),
			showing("api/team-get.md", "GET /teams/{id}", "team"),
			showing("api/team-list.md", "GET /teams", "", asked("GET /teams", "", 200, `{"value": [{"@odata.type": "microsoft.graph.team"}]}`)),
			showing("api/look.md", c.line, "", asked(c.line, "", 200, c.answer)),
		}, resolve.Options{})
		for _, s := range api.Services {
			for _, op := range s.Operations {
				if got := op.Result.Type.Name + " " + string(op.Result.Kind); op.Page == "api/look.md" && got != c.want {
					t.Errorf("%s: %s, want %s", name, got, c.want)
				}
			}
		}
	}
}
