package resolve_test

import (
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// TestSentences names operations after their paths where file names are sentences.
func TestSentences(t *testing.T) {
	for _, c := range []struct{ file, title, line, want string }{
		{"get-lids", "List lids API", "GET /api/lids", "Lid.GetLids"},
		{"get-a-box-by-id", "Get a box by ID", "GET /boxes/{id}/all/{x}", "Box.GetBoxByID"},
		{"get-lid-a", "Get lid A", "GET /lids/{id}", "Lid.GetLidA"},
		{"add-or-remove-lids", "Add or remove", "POST /api/boxes/{id}/lids", "Box.AddOrRemoveLids"},
		{"change-the-lid-of-a-box", "Change the lid of a box", "PATCH /boxes/{id}", "Box.ChangeLidOfBox"},
		{"shut-lid-box", "Another title", "PATCH /boxes/{id}", "Shut.LidBox"},
		{"find-lids-by-wood", "Find lids", "GET /lids/find(wood={wood})", "Lid.FindLidsByWood"},
		{"shut-lid-api", "Shut lid API", "GET /lids/{id}/shut", "Shut.Lid"},
		{"shut-lid-api", "Shut lid API", "POST /lids/{id}/shut", "Lid.ShutLid"},
		{"api-get-lid", "Get lid information API", "GET /api/lids/{id}", "Lid.GetLid"},
		{"api-lid", "Lid API", "GET /api/lids/{id}", "API.Lid"},
		{"check-lids", "Check lids", "POST /boxes/lids/checkLids", "Lid.CheckLids"},
		{"get-lids-by-wood", "Get lids", "POST /lids/GetLidsByWoodId", "Lid.GetLidsByWood"},
		{"batch-delete-wood-lids", "Batch Delete Lids", "POST /lids/BatchDelete", "Lid.BatchDeleteWoodLids"},
		{"batch-delete-lids", "Batch Delete Lids", "POST /BatchDelete", "Batch.DeleteLids"},
		{"list-get", "Get list", "GET /lists/{id}", "List.Get"},
		{"post-forward", "Forward", "POST /posts/{id}/forward", "Post.Forward"},
		{"get-lids", "List lids", "GET /{id}/{name}", "Get.Lids"},
		{"box-get-lids", "Get lids", "GET /boxes/{id}/lids", "Box.GetLids"},
	} {
		page := parser.Parse("api/"+c.file+".md", []byte("# "+c.title+"\n\n## HTTP request\n\n```http\n"+c.line+"\n```\n"))
		op := resolve.Resolve([]*model.Page{page}, resolve.Options{}).Services[0].Operations[0]
		if op.ID() != c.want {
			t.Errorf("%s titled %s, %s: %s, want %s", c.file, c.title, c.line, op.ID(), c.want)
		}
	}
}
