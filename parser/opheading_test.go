package parser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// TestRequestHeadings takes headings for request lines, and none that speak of one.
func TestRequestHeadings(t *testing.T) {
	for heading, want := range map[string]string{
		"GET /lamps/{id}":                           "GET /lamps/{id}",
		"`POST /lamps`":                             "POST /lamps",
		"**PUT** `/lamps/:id`":                      "PUT /lamps/{id}",
		"List lamps: GET /lamps":                    "GET /lamps = List lamps",
		"1.2 Lend (`PATCH /lamps/<id>`)":            "PATCH /lamps/{id} = Lend",
		"Put out % DELETE /lamps/{id}/fire":         "DELETE /lamps/{id}/fire = Put out",
		"`GET /lamps` — all of them":                "GET /lamps = all of them",
		"GET /lamps?lit={lit}&max=2":                "GET /lamps?lit={lit}&max=2",
		`GET /lamps/\{id\} (deprecated)`:            "GET /lamps/{id}",
		"GET https://lamp.example/v2/lamps/{id}":    "GET /lamps/{id}",
		`<a name="x"></a>GET /lamps`:                "GET /lamps",
		"GET /lamps/{id of it}/fire HTTP/1.1":       "GET /lamps/{id of it}/fire",
		"[GET /lamps](#get-lamps)":                  "GET /lamps",
		"Lampen auflisten – GET /lamps":             "GET /lamps = Lampen auflisten",
		"GET /lamps ##":                             "GET /lamps",
		"Send GET /lamps again":                     "",
		"GET /lamps answers nothing":                "",
		"GET / POST":                                "",
		"Get /lamps":                                "",
		"Example: GET /lamps":                       "",
		"Lamps and/or GET":                          "",
		"GET/PUT a lamp":                            "",
		strings.Repeat("a/", 300) + ": GET /lamps":  "",
		"a/ " + strings.Repeat("GET x/ ", 60) + "/": "",
	} {
		src := "# Lamps\n\nAll of lamps.\n\n## " + heading + "\n\nIt glows.\n"
		page := parser.Parse("lamps.md", []byte(src))
		pagetest.Check(t, page, []byte(src))
		got, s := "", page.Sections[1]
		if (s.Kind == model.SectionOperation) != (len(page.Templates) == 1) {
			t.Errorf("%s: %v, with %d request lines", heading, s.Kind, len(page.Templates))
		}
		for _, l := range page.Templates {
			got = l.Method.Value + " " + l.Path.Value
			if l.Query.Value != "" {
				got += "?" + l.Query.Value
			}
			if s.Name.Value != "" {
				got += " = " + s.Name.Value
			}
			if at := src[l.Method.Pos.Start:l.Method.Pos.End]; at != l.Method.Value || s.Summary.Value != "It glows." {
				t.Errorf("%s: the method is at %q, the summary %q", heading, at, s.Summary.Value)
			}
			if at := src[l.Path.Pos.Start:l.Path.Pos.End]; !strings.HasPrefix(at, "/lamps") || strings.ContainsAny(at, "`?") {
				t.Errorf("%s: the path is at %q", heading, at)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", heading, got, want)
		}
	}
}

// TestBelowRequestHeadings reads what stands below headings that are request lines as their labels
// say, and other headings as what they stand in place of.
func TestBelowRequestHeadings(t *testing.T) {
	const fence = "\n```json\n{\"id\": 1}\n```\n\n"
	for _, c := range []struct{ name, below, want string }{
		{"a GET shows its answer", "## GET /lamps\n" + fence, "answer 0"},
		{"a POST does not say what it shows", "## POST /lamps\n" + fence, ""},
		{"labels in bold", "## POST /lamps\n\n**Request Body**:\n" + fence + "**Response** `201`:\n" + fence, "body; promise 201; answer 0"},
		{"labels with statuses", "## POST /lamps\n\nRequest:\n" + fence + "**Success (201 Created):**\n" + fence + "**Error (404):**\n" + fence, "body; promise 201; answer 0"},
		{"labels that say nothing", "## GET /lamps\n\n**Notes**\n" + fence, ""},
		{"labels in front of what they say", "## GET /lamps\n\n**Since:** version 2\n" + fence, "answer 0"},
		{"headings", "## POST /lamps\n\n### Request\n" + fence + "### Response\n" + fence, "body; answer 0"},
		{"a status in the heading", "## DELETE /lamps → 204 No Content\n", "promise 204"},
		{"no language", "## GET /lamps\n\n```\n[{\"id\": 1}]\n```\n", "answer 0"},
		{"curl", "## GET /lamps\n\n```bash\ncurl https://lamp.example/lamps\n```\n\n**Response**\n" + fence, "request; answer 0"},
		{"parameters", "## GET /lamps\n\n**Query Parameters:**\n\n- `max` (integer, optional): how many\n- `lit` (boolean): or not\n", "query max; query lit"},
		{"a table without a label", "## POST /lamps\n\n| Attribute | Type | Required |\n|--|--|--|\n| oil | string | Yes |\n", "function oil"},
		{"a name above the line", "## Light a lamp\n\n```plaintext\nPOST /lamps/:id/light\n```\n\n| Attribute | Type |\n|--|--|\n| oil | string |\n\n```shell\ncurl -X POST https://lamp.example/lamps/1/light\n```\n\nExample response:\n" + fence, "function oil; request; answer 0"},
		{"and no table", "## List lamps\n\n```plaintext\nGET /lamps\n```\n\n```shell\ncurl https://lamp.example/lamps\n```\n", "request"},
		{"in place of HTTP request", "## POST /lamps\n\n## Request body\n\n| Name | Type | Description |\n|--|--|--|\n| oil | String | x |\n\n## Response\n\nReturns `201 Created`.\n", "body oil; promise 201"},
	} {
		page := parser.Parse("lamps.md", []byte("# Lamps\n\n"+c.below))
		var got []string
		for _, b := range page.Bodies {
			if b.Shown != nil {
				got = append(got, "body")
			}
		}
		for _, q := range page.Parameters {
			got = append(got, fmt.Sprint(q.In, " ", q.Name.Value))
		}
		for _, r := range page.Returns {
			got = append(got, fmt.Sprint("promise ", r.Status))
		}
		for _, s := range page.Samples {
			if s.Kind == model.RequestSample {
				got = append(got, "request")
			} else {
				got = append(got, fmt.Sprint("answer ", s.Status))
			}
		}
		if text := strings.Join(got, "; "); text != c.want || len(page.Templates) != 1 || len(page.Findings) > 0 {
			t.Errorf("%s: %s, %d request lines, %v; want %s", c.name, text, len(page.Templates), page.Findings, c.want)
		}
	}
}

// TestBesideRequestHeadings tells headings in place of HTTP request from those that all stands below.
func TestBesideRequestHeadings(t *testing.T) {
	const parts = "## Request body\n\nNone.\n\n## Response\n\nNone.\n"
	for below, want := range map[string]model.SectionKind{
		parts: model.SectionHTTPRequest,
		"## Before you begin\n\nBuy oil.\n\n" + parts:                 model.SectionHTTPRequest,
		"Or else:\n\n## GET /all\n\n## Example\n\n" + parts:           model.SectionHTTPRequest,
		"## Notes\n\n## GET /all\n\n" + parts:                         model.SectionOperation,
		"```json\n{}\n```\n\n## Notes\n\n" + parts:                    model.SectionOperation,
		"| Name | Type |\n|--|--|\n| a | b |\n\n## Notes\n\n" + parts: model.SectionOperation,
		"### Answer\n\n## Notes\n\n" + parts:                          model.SectionOperation,
		"## Notes\n\n# More\n\n" + parts:                              model.SectionOperation,
		"":                                                            model.SectionOperation,
	} {
		if got := parser.Parse("lamps.md", []byte("# Lamps\n\n## GET /lamps\n\n"+below)).Sections[1].Kind; got != want {
			t.Errorf("%s before\n%s", got, below)
		}
	}
}

// TestNoOperations takes code with request lines for what it is where nothing is said of what is sent.
func TestNoOperations(t *testing.T) {
	const line = "```http\nGET /lamps\n```\n\n"
	for _, below := range []string{
		"## Ask\n\n" + line + "## More\n\n| Attribute | Type |\n|--|--|\n| oil | string |\n",
		"## Ask\n\n" + line + "| Attribute | Meaning |\n|--|--|\n| oil | x |\n",
		"## Ask\n\n```http\nGET https://lamp.example/lamps\n```\n\n| Name | Type |\n|--|--|\n| oil | string |\n",
		"## Ask\n\n```js\nask()\n```\n\n" + line + "| Name | Type |\n|--|--|\n| oil | string |\n",
		"## Ask\n\n" + line + "| Name | Type |\n|--|--|\n| oil | string |\n\n## HTTP request\n\n```http\nPUT /lamps\n```\n",
		"## Example\n\n### GET /lamps\n",
	} {
		for _, s := range parser.Parse("lamps.md", []byte("# Lamps\n\n"+below)).Sections {
			if s.Kind == model.SectionOperation {
				t.Errorf("%s is an operation in\n%s", s.Heading.Value, below)
			}
		}
	}
}

// TestManyHeadings reads pages of nothing but headings that are request lines.
func TestManyHeadings(t *testing.T) {
	for _, src := range []string{
		strings.Repeat("## GET /lamps\n", 50_000), strings.Repeat("## GET /lamps\n### GET /lamps\n", 30_000),
		strings.Repeat("## Ask\n\n```http\nGET /lamps\n```\n\n```shell\ncurl x\n```\n", 10_000), strings.Repeat("## Ask\n\n```\nGET /lamps\n```\n\n### Body\n\n### Notes\n\n", 10_000), "## " + strings.Repeat("/", 1_000_000),
	} {
		pagetest.Check(t, parser.Parse("lamps.md", []byte("# Lamps\n\n"+src)), []byte("# Lamps\n\n"+src))
	}
}
