package resolve_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// function makes a page of a function with one argument, its row in the table and a call.
func function(template, typ, call string) string {
	return "# thing: find\n\nNamespace: microsoft.graph\n\nFinds.\n\n## HTTP request\n```http\nGET /things/find(p=" + template + ")\n```\n\n" +
		"## Function parameters\n|Parameter|Type|Description|\n|:--|:--|:--|\n|p|" + typ + "|What to find.|\n\n" +
		"## Response\nReturns `204 No Content`.\n\n## Example\n```http\nGET https://graph.microsoft.com/beta/things/find(p=" + call + ")\n```\n" +
		"```http\nHTTP/1.1 204 No Content\n```\n"
}

// TestTypedArguments: the table types the arguments of a function, and the template and
// the samples say what stands around them.
func TestTypedArguments(t *testing.T) {
	enum := "# level enum type\n\n## Members\n|Member|Description|\n|:--|:--|\n|low|Low.|\n|high|High.|\n"
	for _, c := range []struct{ template, typ, call, name, pattern, value string }{
		{"{p}", "Date", "2021-03-01", "Edm.Date", "p={p}", "2021-03-01"},
		{"'{p}'", "DateTimeOffset", "'2021-03-01T10:00:00Z'", "Edm.DateTimeOffset", "p='{p}'", "2021-03-01T10:00:00Z"},
		{"{p}", "DateTimeOffset", "soon", "Edm.DateTimeOffset", "p={p}", ""},
		{"{p}", "Duration", "duration'PT5M'", "Edm.Duration", "p=duration'{p}'", "PT5M"},
		{"{p}", "Duration", "PT5M", "Edm.Duration", "p=duration'{p}'", ""},
		{"{p}", "TimeOfDay", "07:30:00", "Edm.TimeOfDay", "p={p}", "07:30:00"},
		{"'{p}'", "[level](../resources/level.md)", "'newer'", "microsoft.graph.level", "p='{p}'", "newer"},
		{"{p}", "String collection", `["a", "b"]`, "Edm.String collection", "p={p}", `["a","b"]`},
		{"{p}", "Int32 collection", `1,2`, "Edm.Int32 collection", "p={p}", ""},
		{"'{p}'", "String collection", `'a'`, "Edm.String", "p='{p}'", "a"},
		{"{p}", "String", "'it''s'", "Edm.String", "p='{p}'", "it's"},
		{"{p}", "String", "bare", "Edm.String", "p={p}", "bare"},
	} {
		src := function(c.template, c.typ, c.call)
		api := resolve.Resolve([]*model.Page{page("resources/level.md", enum), page("api/thing-find.md", src)}, resolve.Options{})
		op := find(t, api, "Thing.Find")
		p := op.Params[0]
		name := p.Type.Name
		if p.Type.Collection {
			name += " collection"
		}
		if pattern := op.Routes[0].Pattern; name != c.name || !strings.Contains(pattern, "("+c.pattern+")") || op.Routes[0].Template != "/things/find(p="+c.template+")" {
			t.Errorf("%s, %s: type %s, pattern %s, want %s, %s", c.template, c.typ, name, pattern, c.name, c.pattern)
		}
		x := op.Examples
		switch {
		case c.value == "" && len(x) == 1 && x[0].LeftOut == "":
			t.Errorf("p=%s is tested, but no %s", c.call, c.typ)
		case c.value != "" && (len(x) != 1 || x[0].LeftOut != "" || x[0].Args[0].Value != c.value):
			t.Errorf("p=%s: got %+v, want the argument %s", c.call, x, c.value)
		}
	}
}
