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
		"Thing.Get Thing.GetForUser":                                  "/me/things/{id} /users/{id}/things/{id}",
		"Thing.Get Thing.GetForGroup":                                 "/users/{id}/things/{id} /groups/{id}/things/{id}",    // the key is in common, and is one
		"Thing.Get Thing.GetForStatus":                                "/things/{id} /statuses/{id}/things/{id}",             // of a status
		"Thing.Get Thing.GetForBoxes":                                 "/things/{id} /boxes/things/{id}",                     // without a key
		"Thing.Get Thing.GetForRoom":                                  "/things/find(p='{p}') /rooms/{id}/things/find",       // the function is the same
		"Thing.Get Thing.GetWithoutP":                                 "/things/find(p='{p}') /things/find",                  // nothing else differs
		"Thing.Get Thing.GetByPQ":                                     "/things/find(p='{p}') /things/find(p='{p}',q='{q}')", // but for its arguments
		"Thing.Get Thing.GetByP":                                      "/things/find /things/find(p='{p}')",                  // also where one has none
		"Thing.Get Thing.GetForSheet":                                 "/names/{id}/range /sheets/{id}/range(a={a})",         // of something else
		"Thing.Get Thing.GetByP Thing.GetByPForUser Thing.GetForUser": "/me/box/find /users/{id}/box/find /me/box/find(p='{p}') /users/{id}/box/find(p='{p}')",
		"Thing.Get Thing.GetForSheetRange":                            "/names/{id}/range/fill /sheets/{id}/range(a={a})/fill", // which is not the end
		"Thing.Get Thing.GetByCode":                                   "/things/{id} /things(code='{code}')",                   // another key
		"Thing.Get Thing.GetByABoxB":                                  "/Boxes/{id}/lid /boxes(a='{a}',boxB={boxB})/lid",       // of two parts
		"Thing.Get Thing.GetBySize":                                   "/things/{id}/photo /things/{id}/photo/{size}",
		"Thing.Get Thing.GetWithoutThingID":                           "/things/{id}/check /things/check",
		"Thing.Get Thing.GetForCrates":                                "/things/{id} /crates(a='{a}')", // of something else
		"Thing.Get Thing.GetForUser Thing.GetForUserBox":              "/me/things/{id} /users/{id}/things/{id} /users/{id}/boxes/{id}/things/{id}",
	} {
		lines := "GET " + strings.ReplaceAll(paths, " ", "\nGET ")
		api := resolve.Resolve([]*model.Page{getPage("api/thing-get.md", lines)}, resolve.Options{})
		if got := strings.Join(goNames(api), " "); got != want {
			t.Errorf("%s gives %s, want %s", paths, got, want)
		}
	}
}

// TestPluralKeys: the key of one of many is that of one.
func TestPluralKeys(t *testing.T) {
	for path, want := range map[string]string{
		"/users/{usersId}/boxes/{boxes-id}": "userID boxID",
		"/users/{userId}/status/{statusId}": "userID statusID",
		"/users/{usersId}/users/{usersId}":  "userID userID2",
		"/users/{users}/things/{thingsId2}": "users thingsID2",
	} {
		api := resolve.Resolve([]*model.Page{getPage("api/thing-get.md", "GET "+path)}, resolve.Options{})
		var got []string
		for _, p := range api.Services[0].Operations[0].Params {
			got = append(got, p.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s gives %s, want %s", path, got, want)
		}
	}
}
