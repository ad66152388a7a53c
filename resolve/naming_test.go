package resolve_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// TestServiceNames names services where the file name alone says little.
func TestServiceNames(t *testing.T) {
	ask := func(title, line string) string {
		return "# " + title + "\n\n## HTTP request\n\n```http\n" + line + "\n```\n"
	}
	for _, c := range []struct {
		name, file, page, want string
	}{
		{"a translated page with the title in English", "api/paperbox-openwide.md", ask(`<a name="paperbox-openwide"></a>paperBox: openWide`, "POST /x/{id}/y"), "PaperBox.OpenWide"},
		{"a translated title", "api/paperbox-openwide.md", ask(`<a name="paperbox-openwide"></a>Schachtel öffnen`, "POST /x/{id}/y"), "Paperbox.Openwide"},
		{"a verb in a folder of a type", "crates/delete.md", ask("Delete it", "DELETE /x/{id}"), "Crate.Delete"},
		{"a verb and what it does that to", "crates/upload_lid.md", ask("Lids", "POST /x/{id}/lid"), "Crate.UploadLid"},
		{"a verb in a folder of the path", "tins/get.md", ask("Get it", "GET /tins/{id}"), "Tin.Get"},
		{"a verb in any folder", "api/delete.md", ask("Delete it", "DELETE /x/{id}"), "Delete.Delete"},
		{"no verb", "crates/lid_get.md", ask("Get lid", "GET /x/{id}/lid"), "Lid.Get"},
	} {
		crate := page("resources/crate.md", "# crate resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n")
		api := resolve.Resolve([]*model.Page{page(c.file, c.page), crate}, resolve.Options{})
		var got []string
		for _, s := range api.Services {
			for i := range s.Operations {
				got = append(got, s.Operations[i].ID())
			}
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %s, want %s", c.name, strings.Join(got, ", "), c.want)
		}
	}
}
