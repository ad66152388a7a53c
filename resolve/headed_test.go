package resolve_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// TestHeaded makes an operation of each heading that is a request line, with a name of its path, and
// what stands below it alone.
func TestHeaded(t *testing.T) {
	const src = "# The lamp API\n\nAll of lamps.\n\n## Headers\n\n| Name | Description |\n|--|--|\n| X-Key | The key. |\n\n## Endpoints\n\n" +
		"### GET /api/lamps\n\nLists lamps.\n\n**Response**\n\n```json\n{\"lamps\": []}\n```\n\n" +
		"### GET /api/lamps/{id}\n\n**Response**: 200 OK\n\n### Remove a lamp: `DELETE /api/lamps/{id}`\n\n**Response**: 204\n\n" +
		"### POST /api/lamps\n\n### POST /api/lamps/{id}/light\n\n### GET /api/lamps/{id}/wicks\n\n### PUT /api/lamps/{id}/wicks/{no}\n\n### GET /\n\n" +
		"## More\n\n```http\nGET https://lamp.example/lamps?max=1\n```\n"
	api := resolve.Resolve([]*model.Page{page("README.md", src)}, resolve.Options{})
	var got []string
	for _, s := range api.Services {
		for _, op := range s.Operations {
			headers := 0
			for _, d := range op.Documented {
				if d.In == model.InHeader {
					headers++
				}
			}
			got = append(got, fmt.Sprint(op.ID(), " ", op.Method, " ", op.Routes[0].Template, " ", op.Result.Kind, " ", op.Result.Statuses, " ", op.Summary.Value, " ", headers))
		}
	}
	want := []string{
		"Lamp.Create POST /api/lamps  []  1",
		"Lamp.Get GET /api/lamps/{id}  [200]  1",
		"Lamp.Light POST /api/lamps/{id}/light  []  1",
		"Lamp.List GET /api/lamps value [] Lists lamps. 1",
		"Lamp.ListWicks GET /api/lamps/{id}/wicks  []  1",
		"Lamp.PutWick PUT /api/lamps/{id}/wicks/{no}  []  1",
		"Lamp.Remove DELETE /api/lamps/{id}  [204]  1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	for _, f := range api.Findings {
		t.Errorf("%v", f)
	}
}

// TestHeadedBelow makes one operation of a heading that is a request line and stands below another such.
func TestHeadedBelow(t *testing.T) {
	for src, want := range map[string]string{
		"## GET /boxes\n\nLists boxes.\n\n### GET /boxes/{id}\n\nGets one.\n\n**Response**: 200 OK\n": "Box.Get /boxes/{id} [200], Box.List /boxes []",
		"## GET /\n\nSays hello.\n\n### GET /boxes/{id}\n\nGets one.\n":                               "Box.Get /boxes/{id} []",
	} {
		api := resolve.Resolve([]*model.Page{page("README.md", "# The box API\n\n"+src)}, resolve.Options{})
		var got []string
		for _, s := range api.Services {
			for _, op := range s.Operations {
				got = append(got, fmt.Sprint(op.ID(), " ", op.Routes[0].Template, " ", op.Result.Statuses))
			}
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s\ngot %s, want %s", src, s, want)
		}
	}
}

// TestHeadedTypeDocs describes types of one page by what stands below their names, and only the first
// by what the page is about.
func TestHeadedTypeDocs(t *testing.T) {
	const rows = "\n| Property | Type | Description |\n|--|--|--|\n| wood | string | x |\n\n"
	const shop = "# Box resources\n\nA shop sells boxes.\n\n## Box\n" + rows + "## Lid\n\n**Note:** new.\n\nShuts a box.\n\nIt may be open.\n" + rows + "## Hinge\n" + rows +
		"## LidState\n\nAn enum of what a lid does.\n\n| Value | Position |\n|--|--|\n| shut | 0 |\n"
	api := resolve.Resolve([]*model.Page{page("resources/box-resources.md", shop)}, resolve.Options{})
	var got []string
	for _, ty := range api.Types {
		got = append(got, strings.TrimPrefix(ty.Name, "microsoft.graph.")+": "+ty.Doc.Value)
	}
	want := []string{"Box: A shop sells boxes.", "Hinge: ", "Lid: Shuts a box.", "LidState: An enum of what a lid does."}
	if !slices.Equal(got, want) {
		t.Errorf("the types are\n%q, want\n%q", got, want)
	}
}

// TestHeadedBlocks makes operations of headings above code blocks of request lines, also on a page
// that is called conceptual, and takes what can be no JSON for any.
func TestHeadedBlocks(t *testing.T) {
	const src = "---\nms.topic: conceptual\n---\n# Lamps\n\nOf lamps.\n\n## Get lamps\n\n```\nGET /shop/{version}/lamps\n```\n\n### Response\n\n```\n{\n  \"value\": [ { \"oil\": string } ]\n}\n```\n\n" +
		"## Set wicks\n\n```\nContent-Type: application/json\nPUT /shop/{version}/lamps/{id}/wicks\n```\n\n### Body\n\n```\n{ \"length\": int }\n```\n\n### Response\n\nReturns 200 if successful.\n\n" +
		"## Douse a lamp\n\n```\nDELETE /shop/{version}/lamps/{id}/fire\n```\n"
	var got []string
	for _, s := range resolve.Resolve([]*model.Page{page("lamps.md", src)}, resolve.Options{}).Services {
		for _, op := range s.Operations {
			got = append(got, fmt.Sprint(op.ID(), " ", op.Method, " ", op.Routes[0].Template, " ", op.Body.Kind, " ", op.Result.Kind))
		}
	}
	want := []string{
		"Shop.DeleteLampFire DELETE /shop/{version}/lamps/{id}/fire  ",
		"Shop.GetLamps GET /shop/{version}/lamps  collection",
		"Shop.SetLampWick PUT /shop/{version}/lamps/{id}/wicks json ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the operations are\n%q, want\n%q", got, want)
	}
}
