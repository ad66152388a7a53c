package lint_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestEntities finds named characters that there are not, outside of code and addresses.
func TestEntities(t *testing.T) {
	for text, want := range map[string]string{
		"Bearer &lt;token&rt;":            "Bearer &lt;token&gt;",
		"a &LT; b":                        "a &LT; b", // there is one
		"a&NBSP;b":                        "a&nbsp;b",
		"a&nosuch;b":                      "a&nosuch;b?",
		"`&rt;` and ``&rt;``":             "",
		"[a](https://b/c?d=e&rt;f)":       "",
		"R&D; Q&A, &amp; &#160; &copy; &": "R&D; Q&A, &amp; &#160; &copy; &?",
	} {
		if want == "" {
			want = text
		}
		page := "# x\n\n" + text + "\n"
		got := page
		for _, f := range run(map[string]string{"api/box.md": page}, lint.Config{Only: []string{model.RuleEntity}}) {
			if got = edited(got, f.Edits); len(f.Edits) == 0 {
				got = strings.TrimSuffix(got, "\n") + "?\n"
			}
		}
		if got = strings.TrimSpace(strings.TrimPrefix(got, "# x\n\n")); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	got := found(map[string]string{"api/box.md": "# x\n\n| é | b |\n|--|--|\n| ü | &lt;a&rt; |\n"}, model.RuleEntity)
	if got != "5:12 page/entity" {
		t.Errorf("in a table: found %q", got)
	}
}

// TestManyWords looks at pages of very many words, headings and names in the time that it takes to read
// them.
func TestManyWords(t *testing.T) {
	const n = 20000
	rows, headings, names := "", "", ""
	for i := range n / 4 {
		rows += fmt.Sprintf("|p%d|a.b.t%d|x|\n", i, i)
		headings += fmt.Sprintf("### u%d properties\n\n", i)
		names += fmt.Sprintf("\"q%dnames\", ", i)
	}
	page := "# box resource type\n\n" + strings.Repeat("&rt;", 4*n) + "\n\n" + strings.Repeat("[a](../b.md)", n) + "\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n" + rows + "\n" + headings +
		"## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"optionalProperties\": [" + names + "\"id\"], \"@odata.type\": \"a.b.box\" } -->\n```json\n{\"id\": \"String\"}\n```\n"
	files := map[string]string{"resources/box.md": page}
	took := cputime.Of(func() {
		run(files, lint.Config{Only: []string{model.RuleEntity, model.RuleLinkSyntax, model.RuleUnknownType, model.RuleOptionalProperty}})
	})
	if took > 8*time.Second {
		t.Errorf("it takes %v", took)
	}
}

// TestOtherVerb finds pages whose first sentence is about another operation.
func TestOtherVerb(t *testing.T) {
	for _, c := range []struct{ heading, sentence, want string }{
		{"Delete box", "Use this API to create a new box.", "3:17 page/other-verb"},
		{"Delete box", "This topic explains how to update a box.", "3:28 page/other-verb"},
		{"Get box", "Deletes a box.", "3:1 page/other-verb"},
		{"Delete box", "Remove a box from its shelf.", ""},
		{"Add box", "Update the boxes of a shelf.", ""},
		{"List boxes", "Get all boxes.", ""},
		{"Delete box", "Boxes can be created again.", ""},
		{"box: open", "Create a box.", ""},
	} {
		page := "# " + c.heading + "\n\n" + c.sentence + "\n\n## HTTP request\n\n```http\nDELETE /boxes/{id}\n```\n"
		if got := found(map[string]string{"api/box.md": page}, model.RuleOtherVerb); got != c.want {
			t.Errorf("%s: %s: found %q, want %q", c.heading, c.sentence, got, c.want)
		}
	}
	guide := map[string]string{"boxes.md": "# Delete box\n\nCreate a box first.\n"}
	if got := found(guide, model.RuleOtherVerb); got != "" {
		t.Errorf("a guide: found %q", got)
	}
}

// TestOtherHeading finds headings of other types and actions.
func TestOtherHeading(t *testing.T) {
	typ := func(title, name string) string {
		return "# " + title + "\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"a.b." + name + "\" } -->\n```json\n{\"id\": \"String\"}\n```\n"
	}
	for title, want := range map[string]string{
		"box resource type":       "1:1 page/other-heading",
		"`box` resource type":     "1:1 page/other-heading",
		"crateLid resource type":  "",
		"CrateLid complex type":   "",
		"crate lid resource type": "",
		"About box":               "",
	} {
		files := map[string]string{"resources/box.md": typ("box resource type", "box"), "resources/cratelid.md": typ(title, "crateLid")}
		if got := found(files, model.RuleOtherHeading); got != want {
			t.Errorf("%s: found %q, want %q", title, got, want)
		}
	}
	for title, want := range map[string]string{
		"box: paint":           "1:1 page/other-heading",
		"box: open":            "",
		"box: Open (preview)":  "",
		"box: delete":          "",
		"box: open it":         "",
		"Note: box":            "",
		"boxes: openAllOfThem": "1:1 page/other-heading",
	} {
		page := "# " + title + "\n\n## HTTP request\n\n```http\nPOST /boxes/{id}/open\n```\n"
		if got := found(map[string]string{"api/box.md": page}, model.RuleOtherHeading); got != want {
			t.Errorf("%s: found %q, want %q", title, got, want)
		}
	}
}

// TestDescription mends Markdown in descriptions, and reports what it can't mend.
func TestDescription(t *testing.T) {
	for before, after := range map[string]string{
		`"Get a **box**."`:                          `"Get a box."`,
		"Get a [box](../resources/box.md) by `id`.": "Get a box by id.",
		`"filter` + "``" + ` expression."`:          "?",
		`"> **Important:** a"`:                      "?",
		`"Get a box (a [small] one)."`:              "",
		`"2 * 3 * 4, a_b, https://a.b/c(d)."`:       "",
	} {
		page := "---\ntitle: x\ndescription: " + before + "\n---\n# x\n"
		findings := run(map[string]string{"api/box.md": page}, lint.Config{Only: []string{model.RuleDescription}})
		got := ""
		for _, f := range findings {
			if got = "?"; len(f.Edits) > 0 {
				got = strings.TrimSuffix(strings.TrimPrefix(edited(page, f.Edits), "---\ntitle: x\ndescription: "), "\n---\n# x\n")
			}
		}
		if got != after {
			t.Errorf("%s becomes %q, want %q", before, got, after)
		}
	}
}

// TestBorrowedDescription finds descriptions that are a sentence of a section.
func TestBorrowedDescription(t *testing.T) {
	const sentence = "This is what a box looks like in JSON."
	page := func(description string) string {
		return "---\ntitle: x\ndescription: \"" + description + "\"\n---\n# box resource type\n\nA box of wood, with a lid.\n\n## Remarks\n\nA box has six sides.\n\n## JSON representation\n\n" + sentence + "\n"
	}
	for description, want := range map[string]string{
		sentence:                     "3:15 page/description",
		"A box of wood, with a lid.": "",
		"A box has six sides.":       "",
		"JSON":                       "",
	} {
		if got := found(map[string]string{"resources/box.md": page(description)}, model.RuleDescription); got != want {
			t.Errorf("%s: found %q, want %q", description, got, want)
		}
	}
}

// TestWideTable reports a table whose header lacks columns once, and single rows each.
func TestWideTable(t *testing.T) {
	const head = "# x\n\n| a | b |\n|--|--|\n"
	for name, c := range map[string]struct{ rows, want string }{
		"all rows":    {"|1|2|3|\n|1|2|3|\n|1|2|3|\n", "3:1 table/shape"},
		"most rows":   {"|1|2|3|\n|1|2|\n|1|2|3|\n|1|2|3|\n|1|2|3|4|\n", "3:1 table/shape, 9:5 table/shape"},
		"few rows":    {"|1|2|3|\n|1|2|3|\n", "5:5 table/shape, 6:5 table/shape"},
		"blank cells": {"|1|2||\n|1|2||\n|1|2||\n", ""},
		"code":        {"|1|`2|3`|\n|1|`2|3`|\n|1|`2|3`|\n", "5:6 table/shape, 6:6 table/shape, 7:6 table/shape"},
	} {
		if got := found(map[string]string{"api/box.md": head + c.rows}, model.RuleTableShape); got != c.want {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
	}
}

// TestSameTitles takes titles for the same that have the same words.
func TestSameTitles(t *testing.T) {
	for heading, want := range map[string]string{
		"Create a CartItem (v1.0)": "",
		"Create cart item, v1.0":   "",
		"Create cart (v1.0)":       "2:8 page/title",
		"Create carts item (v1.0)": "2:8 page/title",
	} {
		if got := found(map[string]string{"a.md": "---\ntitle: (v1.0) Create cart item\n---\n# " + heading + "\n"}, model.RuleTitle); got != want {
			t.Errorf("%s: found %q, want %q", heading, got, want)
		}
	}
}

// TestDescribedType says nothing of a type that a section of the page is about, and suggests no type
// whose name is only the beginning of one.
func TestDescribedType(t *testing.T) {
	page := func(section string) string {
		return "# box resource type\n\nNamespace: a.b\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n|lid|a.b.boxLid|x|\n\n" + section +
			"## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"a.b.box\" } -->\n```json\n{\"id\": \"String\", \"lid\": {}}\n```\n"
	}
	if got := found(map[string]string{"resources/box.md": page("### boxLid properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|color|String|The color of it.|\n\n")}, model.RuleUnknownType); got != "" {
		t.Errorf("with a section: found %q", got)
	}
	for _, f := range run(map[string]string{"resources/box.md": page("")}, lint.Config{Only: []string{model.RuleUnknownType}}) {
		if strings.Contains(f.Fix, "if that is meant") {
			t.Errorf("it says: %s", f.Fix)
		}
	}
	if got := found(map[string]string{"resources/box.md": page("")}, model.RuleUnknownType); got != "10:6 resource/unknown-type" {
		t.Errorf("without one: found %q", got)
	}
}

// TestTitledType takes a page that names a type in its title for one about it, though it lists no properties.
func TestTitledType(t *testing.T) {
	files := map[string]string{
		"resources/box.md": "# box resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n|lid|[boxLid](boxlid.md)|x|\n",
	}
	if got := found(files, model.RuleUnknownType); got != "8:6 resource/unknown-type" {
		t.Errorf("found %q", got)
	}
	files["resources/boxlid.md"] = "# boxLid resource type\n\nA lid.\n"
	if got := found(files, model.RuleUnknownType); got != "" {
		t.Errorf("with its page: found %q", got)
	}
}

// TestPathParameters holds tables of path parameters against the placeholders.
func TestPathParameters(t *testing.T) {
	page := func(heading, name string) map[string]string {
		return api("GET /rooms/{room-id}/boxes/{id}", "## "+heading+"\n\n|Name|Type|Description|\n|:--|:--|:--|\n|roomId|String|x|\n| **"+name+"** |String|x|\n")
	}
	for name, want := range map[string]string{"id": "", "ID": "", "box": "17:5 contract/path-parameter", "box-id": "17:5 contract/path-parameter"} {
		if got := found(page("Path parameters", name), model.RulePathParameter); got != want {
			t.Errorf("path: %s: found %q, want %q", name, got, want)
		}
	}
	given := api("GET /boxes/{box-id}/picture(width=640)", "## Path parameters\n\n|Name|Type|Description|\n|:--|:--|:--|\n|width|Int32|x|\n")
	if got := found(given, model.RulePathParameter); got != "" {
		t.Errorf("an argument with a value: found %q", got)
	}
	for name, want := range map[string]string{"id": "", "box": "", "box-id": "17:5 contract/path-parameter"} {
		if got := found(page("URI parameters", name), model.RulePathParameter); got != want {
			t.Errorf("URI: %s: found %q, want %q", name, got, want)
		}
	}
}

// TestAskedBody finds pages that ask for the body of a DELETE or GET, unless a sample has one.
func TestAskedBody(t *testing.T) {
	const asks = "In the request body, supply a JSON representation of the box."
	page := func(method, sentence, body string) map[string]string {
		files := api(method+" /boxes/{id}", request(named, method+" https://api.example.com/v1.0/boxes/1"+body)+response("", "HTTP/1.1 204 No Content"))
		files["api/box-get.md"] = strings.Replace(files["api/box-get.md"], "## Examples", "## Request body\n\n"+sentence+" More.\n\n## Examples", 1)
		return files
	}
	for name, c := range map[string]struct{ method, sentence, body, want string }{
		"DELETE":      {"DELETE", asks, "", "12:1 contract/missing-body"},
		"GET":         {"GET", "In the request body, provide an object with these parameters.", "", "12:1 contract/missing-body"},
		"with a body": {"DELETE", asks, "\nContent-Type: application/json\n\n{}", ""},
		"none":        {"DELETE", "Do not supply a request body for this method.", "", ""},
		"optional":    {"DELETE", "In the request body, optionally supply a reason.", "", ""},
		"in the URL":  {"GET", "Instead of a request body, provide parameters in the request URL.", "", ""},
	} {
		if got := found(page(c.method, c.sentence, c.body), model.RuleNoBody); got != c.want {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
	}
}

// TestOmissibleBody lets a request leave out a body all of whose parameters may be left out.
func TestOmissibleBody(t *testing.T) {
	for description, want := range map[string]string{
		"The color. If omitted, the box is brown.": "",
		"Optional. The color.":                     "",
		"The color.":                               "24:1 contract/missing-body",
	} {
		files := api("POST /boxes/{id}/paint", request(named, "POST https://api.example.com/v1.0/boxes/1/paint")+response("", "HTTP/1.1 204 No Content"))
		files["api/box-get.md"] = strings.Replace(files["api/box-get.md"], "## Examples",
			"## Request body\n\nProvide a JSON object with the following parameters.\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|color|String|"+description+"|\n\n## Examples", 1)
		if got := found(files, model.RuleNoBody); got != want {
			t.Errorf("%s: found %q, want %q", description, got, want)
		}
	}
}
