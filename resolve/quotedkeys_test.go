package resolve_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// TestQuotedKeys: a key in quotes is an argument if it is called an ID, or if a sample has another.
func TestQuotedKeys(t *testing.T) {
	const sample = "\n## Example\n```http\nGET https://a.example/"
	for _, c := range []struct{ name, line, sample, want string }{
		{"ids", "boxes('box-id')/lids('id')", "", "/boxes('{box-id}')/lids('{id}')"},
		{"an id in camel case", "boxes('boxId')/lids", "", "/boxes('{boxId}')/lids"},
		{"another key in the sample", "boxes('the box')/lids", "boxes('small')/lids", "/boxes('{the box}')/lids"},
		{"one of several keys", "boxes('old')/lids('red')", "boxes('old')/lids('blue')", "/boxes('old')/lids('{red}')"},
		{"a value", "boxes('71f9-2')/lids", "boxes('83c1-7')/lids", "/boxes('{box-id}')/lids"},
		{"the same key in the sample", "boxes('old')/lids", "boxes('Old')/lids", "/boxes('old')/lids"},
		{"another path in the sample", "boxes('old')/lids", "boxes('new')/keys", "/boxes('old')/lids"},
		{"no sample", "boxes('old')/lids", "", "/boxes('old')/lids"},
		{"odd marks", "boxes('a,b')/lids", "boxes('c')/lids", "/boxes('{box-id}')/lids"},
	} {
		text := "# Get box\n\n## HTTP request\n```http\nGET /" + c.line + "\n```\n"
		if c.sample != "" {
			text += sample + c.sample + "\n```\n"
		}
		api := resolve.Resolve([]*model.Page{page("api/box-get.md", text)}, resolve.Options{})
		op := find(t, api, "Box.Get")
		if got := op.Routes[0].Template; got != c.want {
			t.Errorf("%s: the route is %s, want %s", c.name, got, c.want)
		}
		if len(op.Params) != strings.Count(c.want, "{") {
			t.Errorf("%s: the parameters are %v", c.name, op.Params)
		}
	}
}
