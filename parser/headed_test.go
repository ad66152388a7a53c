package parser_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// TestHeadedTypes takes tables below the names of types for what these have.
func TestHeadedTypes(t *testing.T) {
	lids := "## <span id=\"Lid\"></span>Lid\n\nA lid.\n\n| Property | Type | Description |\n|--|--|--|\n| wood | string | x |\n| of | array of [Box](#box) resources | x |\n\n"
	boxes := "## Box\n\n| Property | Type | Description |\n|--|--|--|\n| lids | List<[Lid](lids.md#lid)> | x |\n\n"
	states := "## LidState\n\nAn enum of states.\n\n| Value | Position |\n|--|--|\n| shut | 0 |\n| open | 1 |\n\n"
	for _, c := range []struct{ name, page, want string }{
		{"several", "# Lid\n\n" + lids + boxes + states, "Lid: wood string, of Box*; Box: lids Lid*; LidState: shut, open"},
		{"no enumeration is spoken of", "# Lid\n\n" + strings.Replace(states, "enum", "list", 1), ""},
		{"a heading of several words", "# Lid\n\n" + strings.Replace(boxes, "## Box", "## Box of wood", 1), ""},
		{"a page of requests", "# Get lid\n\n## HTTP request\n\n```http\nGET /lids\n```\n\n" + boxes, ""},
	} {
		page := parser.Parse("resources/lids.md", []byte(c.page))
		var types []string
		for _, r := range page.Resources {
			var of []string
			for _, p := range r.Properties {
				of = append(of, p.Name.Value+" "+p.Type.Name+strings.Repeat("*", count(p.Type.Collection)))
			}
			types = append(types, fmt.Sprint(strings.TrimPrefix(r.Type.Value, "microsoft.graph."), ": ", strings.Join(of, ", ")))
		}
		for _, e := range page.Enums {
			var of []string
			for _, m := range e.Members {
				of = append(of, m.Name.Value)
			}
			types = append(types, fmt.Sprint(strings.TrimPrefix(e.Type.Value, "microsoft.graph."), ": ", strings.Join(of, ", ")))
		}
		if got := strings.Join(types, "; "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestRequestBeside reads a heading Request that stands beside those of other parts of a
// description, and one that stands beside another request.
func TestRequestBeside(t *testing.T) {
	const request = "# Get box\n\nGets it.\n\n## Request\n\n```http\nGET /boxes/{id}\n```\n\n"
	for rest, want := range map[string]int{
		"## Request headers\n\n| Name | Description |\n|---|---|\n| Accept | JSON. |\n\n## Response\n\n`200 OK`.\n": 1,
		"## Response\n\n`200 OK`.\n\n## Example\n\n```http\nGET https://api.example.com/v1.0/boxes/1\n```\n":        1,
		"## Response\n\n```http\nHTTP/1.1 200 OK\n```\n":                                                            0,
		"## Request 2\n\n```http\nGET /boxes/2\n```\n\n## Notes\n\nNone.\n":                                         0,
		"# Example\n\n## Request headers\n\nNone.\n":                                                                0,
	} {
		if p := parser.Parse("api/box-get.md", []byte(request+rest)); len(p.Templates) != want {
			t.Errorf("%d request lines, want %d, above\n%s", len(p.Templates), want, rest)
		}
	}
}

// TestArguments reads tables of arguments and attributes below headings that the house has for a body.
func TestArguments(t *testing.T) {
	for _, heading := range []string{"Payload", "Body", "Request body properties", "Parameters"} {
		for _, column := range []string{"Argument", "Attribute"} {
			page := "# Fill box\n\n## HTTP request\n\n```http\nPOST /boxes/{id}/fill\n```\n\n## " + heading +
				"\n\nIn the request body, provide a JSON representation of [filling](filling.md).\n\n| " + column + " | Type |\n|---|---|\n| amount | Int32 |\n"
			p := parser.Parse("api/box-fill.md", []byte(page))
			if len(p.Parameters) != 1 || p.Parameters[0].Type.Name != "Int32" || len(p.Bodies) != 1 || p.Bodies[0].Type.Name != "filling" {
				t.Errorf("%s, %s: %+v, %+v", heading, column, p.Parameters, p.Bodies)
			}
		}
	}
}

// TestRoots reads placeholders of the service root as what they stand for.
func TestRoots(t *testing.T) {
	for target, want := range map[string]string{
		"{root}/boxes/{id}":             "/boxes/{id}",
		"{{root}}/v1.0/boxes":           "/boxes",
		"{root}/boxes/{id}/lids":        "/boxes/{id}/lids",
		"/{tenant}/boxes":               "/{tenant}/boxes",
		"boxes/{id}/lids":               "/boxes/{id}/lids",
		"https://{host}/v1.0/boxes/{x}": "/boxes/{x}",
	} {
		p := parser.Parse("api/box-get.md", []byte("# Get box\n\n## HTTP request\n\n```http\nGET "+target+"\n```\n"))
		if len(p.Templates) != 1 || p.Templates[0].Path.Value != want {
			t.Errorf("%s: %+v, want %s", target, p.Templates, want)
		}
	}
}

// TestPromiseBelowBody reads what is returned below Request body, where no heading announces it.
func TestPromiseBelowBody(t *testing.T) {
	const promise = "If successful, this method returns `201 Created` and a [box](box.md) object.\n\n"
	for rest, want := range map[string]int{"": 1, "## Response\n\n`204 No Content`.\n": 204} {
		p := parser.Parse("api/box-post.md", []byte("# Create box\n\n## HTTP request\n\n```http\nPOST /boxes\n```\n\n## Request body\n\nSupply a [box](box.md) object.\n\n"+promise+rest))
		if len(p.Returns) != 1 || want > 1 && p.Returns[0].Status != want || p.Body().Type.Name != "box" {
			t.Errorf("with %q: %+v, %+v", rest, p.Returns, p.Bodies)
		}
	}
}

// TestLabelledParts reads labels in bold in place of headings, with what they announce below them
// or behind them.
func TestLabelledParts(t *testing.T) {
	for _, after := range []string{"\n\n", "\n"} {
		page := "# Create box\n\n**HTTP request**\n\n```http\nPOST /boxes\n```\n\n**Request body**" + after + "Supply a JSON representation of a [box](box.md) object.\n\n" +
			"**Response**" + after + "If successful, this method returns `201 Created` and a [lid](lid.md) object.\n\n## Example\n\n**Response**\n\n```http\nHTTP/1.1 201 Created\n```\n"
		p := parser.Parse("api/box-post.md", []byte(page))
		if len(p.Templates) != 1 || p.Body().Type.Name != "box" || len(p.Returns) != 1 || p.Returns[0].Type.Name != "lid" || len(p.Samples) != 1 {
			t.Errorf("%q: %+v, %+v, %+v, %d samples", after, p.Templates, p.Bodies, p.Returns, len(p.Samples))
		}
	}
	p := parser.Parse("resources/box.md", []byte("# box resource type\n\n**Properties**\n\n|Property|Type|\n|--|--|\n|size|lidKind|\n\n### lidKind values:\n\n|Member|Description|\n|--|--|\n|wide|x|\n"))
	if len(p.Resources) != 1 || len(p.Resources[0].Properties) != 1 || len(p.Enums) != 1 {
		t.Errorf("%+v, %+v", p.Resources, p.Enums)
	}
}

// TestManyRequests: finding out what a heading Request is takes no longer on a page with many.
func TestManyRequests(t *testing.T) {
	took := func(n int) time.Duration {
		page := []byte("# Ask\n\n" + strings.Repeat("## <a name=\"request\"></a>Anfrage\n\nText.\n\n", n))
		return cputime.Of(func() { parser.Parse("api/ask.md", page) })
	}
	if few, many := took(500), took(8000); many > 100*few && many > time.Second {
		t.Errorf("500 headings take %v, 8000 %v", few, many)
	}
}

// TestFragmentsHaveNoTitle: the first heading of a fragment is none, however the fragment is included.
func TestFragmentsHaveNoTitle(t *testing.T) {
	f := parser.ParseFragment("includes/x.md", []byte("## Note\n\n### Permissions\n"), model.Include{Section: 2})
	if f.Title.Value != "" || f.Sections[0].Level != 2 {
		t.Errorf("the title %q, headings %+v", f.Title.Value, f.Sections)
	}
}

// TestUntitled reads a page that begins with a section: it has no title, and its sections stand
// where they do.
func TestUntitled(t *testing.T) {
	p := parser.Parse("resources/box.md", []byte("## Properties\n\n|Property|Type|\n|--|--|\n|id|String|\n\n### More\n"))
	if p.Title.Value != "" || p.Sections[0].Level != 2 || p.Sections[1].Level != 3 {
		t.Errorf("the title %q, headings %+v", p.Title.Value, p.Sections)
	}
}
