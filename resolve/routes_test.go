package resolve_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// TestFurtherRoutes names the further paths of an operation after what tells them from the
// first.
func TestFurtherRoutes(t *testing.T) {
	for want, paths := range map[string]string{
		"Thing.Get Thing.GetForUser":                     "/me/things/{id} /users/{id}/things/{id}",
		"Thing.Get Thing.GetForGroup":                    "/users/{id}/things/{id} /groups/{id}/things/{id}",      // the key is in common, and is one
		"Thing.Get Thing.GetForStatus":                   "/things/{id} /statuses/{id}/things/{id}",               // of a status
		"Thing.Get Thing.GetForBoxes":                    "/things/{id} /boxes/things/{id}",                       // without a key
		"Thing.Get Thing.GetForRoom":                     "/things/find(p='{p}') /rooms/{id}/things/find",         // the function is the same
		"Thing.Get Thing.GetForFind":                     "/things/find(p='{p}') /things/find",                    // nothing else differs
		"Thing.Get Thing.GetByPQ":                        "/things/find(p='{p}') /things/find(p='{p}',q='{q}')",   // but for its arguments
		"Thing.Get Thing.GetForSheetRange":               "/names/{id}/range/fill /sheets/{id}/range(a={a})/fill", // which is not the end
		"Thing.Get Thing.GetForUser Thing.GetForUserBox": "/me/things/{id} /users/{id}/things/{id} /users/{id}/boxes/{id}/things/{id}",
	} {
		lines := "GET " + strings.ReplaceAll(paths, " ", "\nGET ")
		api := resolve.Resolve([]*model.Page{getPage("api/thing-get.md", lines)}, resolve.Options{})
		if got := strings.Join(goNames(api), " "); got != want {
			t.Errorf("%s gives %s, want %s", paths, got, want)
		}
	}
}
