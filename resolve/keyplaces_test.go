package resolve_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// TestValuesInPaths: an identifier in a path is an argument where other lines have a
// placeholder, and no method of its own; words stay words.
func TestValuesInPaths(t *testing.T) {
	const sample = "<!-- { \"blockType\": \"request\" } -->\n```http\n"
	lists := getPage("api/list-get.md", "GET /me/lists/{list-id}")
	for name, c := range map[string]struct {
		page *model.Page
		want string // routes of List.Delta
		told int    // findings
	}{
		"a line with a value beside one with a placeholder": {
			getPage("api/list-delta.md", "GET /me/lists/{id}/tasks/delta\nGET /me/lists/gDbc8U7HGwADDZocJgAAAA==/tasks/delta"),
			"Delta /me/lists/{id}/tasks/delta", 1},
		"samples on a page without request lines": {
			page("api/list-delta.md", "---\ndoc_type: apiPageType\n---\n# Delta\n\n## Example\n"+sample+"GET https://a.example/me/lists/{id}/tasks/delta\n```\n\n## Example\n"+
				sample+"GET https://a.example/me/lists/x-1/tasks/delta\n```\n"),
			"Delta /me/lists/{id}/tasks/delta", 0},
		"a sample alone": {
			page("api/list-delta.md", "---\ndoc_type: apiPageType\n---\n# Delta\n\n## Example\n"+sample+"GET https://a.example/me/lists/x-1/tasks/delta\n```\n"),
			"Delta /me/lists/{list-id}/tasks/delta", 0},
		"a line with a GUID": {
			getPage("api/list-delta.md", "GET /me/lists/4c8f8f70-7785-4bd4-b296-c98376a2c5e1/tasks/delta"),
			"Delta /me/lists/{list-id}/tasks/delta", 1},
		"words": {
			getPage("api/list-delta.md", "GET /me/lists/importOffice365/delta\nGET /me/lists/{id}/delta\nGET /me/lists/b2b/delta"),
			"Delta /me/lists/importOffice365/delta, DeltaForMe /me/lists/{id}/delta, DeltaForB2b /me/lists/b2b/delta", 0},
		"a value where nothing has a placeholder": {
			getPage("api/list-delta.md", "GET /me/other/71f91234/delta"),
			"Delta /me/other/71f91234/delta", 0},
	} {
		api := resolve.Resolve([]*model.Page{lists, c.page}, resolve.Options{})
		op := find(t, api, "List.Delta")
		var routes []string
		for _, rt := range op.Routes {
			routes = append(routes, rt.Name+" "+rt.Template)
		}
		if got := strings.Join(routes, ", "); got != c.want {
			t.Errorf("%s: the routes are\n%s, want\n%s", name, got, c.want)
		}
		told := 0
		for _, f := range api.Findings {
			if f.Rule == model.RulePlaceholder {
				told++
			}
		}
		if told != c.told {
			t.Errorf("%s: %d findings, want %d: %v", name, told, c.told, api.Findings)
		}
	}
}
