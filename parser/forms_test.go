package parser_test

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// samplePages returns the pages of testdata and, where it is at hand, about one in
// n of a docs set, always the same ones.
func samplePages(t *testing.T, n uint32) map[string]string {
	t.Helper()
	pages := map[string]string{}
	corpus := filepath.Join("..", "..", "shared", "corpus")
	for dir, share := range map[string]uint32{
		filepath.Join("..", "testdata", "docs", "*"):                1,
		filepath.Join(corpus, "scaffold-2020"):                      1,
		filepath.Join(corpus, "api-reference", "beta", "api"):       n,
		filepath.Join(corpus, "api-reference", "beta", "resources"): n,
	} {
		names, _ := filepath.Glob(filepath.Join(dir, "*.md"))
		for _, name := range names {
			base := filepath.Base(name)
			if h := fnv.New32a(); share > 1 {
				h.Write([]byte(base))
				if h.Sum32()%share != 0 {
					continue
				}
			}
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			pages[filepath.Base(filepath.Dir(name))+"/"+base] = strings.ReplaceAll(string(src), "\r\n", "\n")
		}
	}
	return pages
}

// facts returns what a page says, positions aside, as indented JSON. What is unread
// differs with the form.
func facts(t *testing.T, page *model.Page, forget func(*model.Page)) string {
	t.Helper()
	page.Unread = nil
	if forget != nil {
		forget(page)
	}
	raw, err := json.Marshal(page)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	raw, err = json.MarshalIndent(withoutPositions(tree), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// withoutPositions removes positions, and writes bodies without line ends and
// indentation.
func withoutPositions(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = withoutPositions(v[i])
		}
	case map[string]any:
		delete(v, "pos")
		delete(v, "status_pos")
		body, isBody := v["text"].(map[string]any)
		for key, e := range v {
			v[key] = withoutPositions(e)
		}
		if isBody {
			body["value"] = strings.Join(strings.Fields(body["value"].(string)), " ")
			if text, ok := v["json"].(string); ok {
				v["json"] = strings.Join(strings.Fields(text), " ")
			}
		}
	}
	return v
}

// TestForms writes pages in other forms and compares what is read of them.
func TestForms(t *testing.T) {
	share := uint32(40)
	if testing.Short() {
		share = 400
	}
	pages := samplePages(t, share)
	plain := map[string]string{} // facts of the pages, nothing forgotten
	for name, src := range pages {
		plain[name] = facts(t, parser.Parse(name, []byte(src)), nil)
	}
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			failed := 0
			for name, src := range pages {
				want := plain[name]
				if f.forget != nil {
					want = facts(t, parser.Parse(name, []byte(src)), f.forget)
				}
				written := f.write(src)
				page := parser.Parse(name, []byte(written))
				pagetest.Check(t, page, []byte(written))
				if got := facts(t, page, f.forget); got != want {
					if failed++; failed <= 3 {
						t.Errorf("%s reads differently:\n%s", name, firstDifference(want, got))
					}
				}
			}
			if failed > 3 {
				t.Errorf("%d of %d pages read differently", failed, len(pages))
			}
		})
	}
}

// firstDifference shows where two texts part.
func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			from, to := max(0, i-6), i+4
			return fmt.Sprintf("want\n%.600s\ngot\n%.600s", strings.Join(a[from:min(to, len(a))], "\n"), strings.Join(b[from:min(to, len(b))], "\n"))
		}
	}
	return "one is longer"
}

// TestSummaryBelowHeading takes what a page is about from below a heading that says so, if nothing
// says it below the title.
func TestSummaryBelowHeading(t *testing.T) {
	const request = "\n## HTTP request\n\n```http\nPOST /boxes/{id}/shut\n```\n"
	for page, want := range map[string]string{
		"# Shut box\n\n**Applies to:**\n\n- Boxes\n\n> [Buy one.](https://shop.example)\n\n## API description\n\nShuts a [box](box.md).\n\nIt creaks.\n": "Shuts a box.",
		"# Shut box\n\nShuts it.\n\n## API description\n\nShuts a [box](box.md).\n":                                                                      "Shuts it.",
		"# Shut box\n\n## Limitations\n\nOnce a day.\n\n## Overview\n\nShuts a box.\n":                                                                   "Shuts a box.",
		"# Shut box\n\n## Notes\n\n### Description\n\nOf the notes.\n":                                                                                   "",
	} {
		if p := parser.Parse("api/box-shut.md", []byte(page+request)); p.Summary.Value != want {
			t.Errorf("the summary is %q, want %q, of\n%s", p.Summary.Value, want, page)
		}
	}
}

// TestBodyTablesOfTypes takes the rows of the table below the first type that a body's paragraphs
// link to, and none of those below another.
func TestBodyTablesOfTypes(t *testing.T) {
	table := func(lead, row string) string {
		return lead + "\n\n|Property|Type|Description|\n|--|--|--|\n|" + row + "|string|x|\n\n"
	}
	const box, lid = "This table describes the [Box](boxes.md) properties.", "This table describes the [Lid](boxes.md#lid) properties."
	for body, want := range map[string]string{
		table(box, "wood") + table(lid, "hinge") + table(lid, "knob"):                                            "wood",
		table(box, "wood") + table("And these:", "hinge"):                                                        "wood hinge",
		table(box, "wood") + table(box, "hinge"):                                                                 "wood hinge",
		table(box, "wood") + table("Other properties of a [box](./boxes.md#properties):", "hinge"):               "wood hinge",
		table(box, "wood") + table(lid+"\n\n```json\n{\"knob\": 1}\n```", "hinge"):                               "wood hinge",
		table("The properties:", "wood") + table(lid, "hinge"):                                                   "wood hinge",
		table(box, "wood") + table("As [told](https://shop.example/lid.md):", "hinge") + "## Request header\n\n": "wood hinge",
	} {
		p := parser.Parse("api/box-post.md", []byte("# Create box\n\n## Request body\n\n"+body))
		var got []string
		for _, q := range p.Parameters {
			got = append(got, q.Name.Value)
		}
		if list := strings.Join(got, " "); list != want {
			t.Errorf("%q, want %q, of\n%s", list, want, body)
		}
	}
}

// TestLabelAboveTable: a label in bold above a table of the body is no sentence about another type.
func TestLabelAboveTable(t *testing.T) {
	p := parser.Parse("api/x-do.md", []byte("# Do x\n\n## HTTP request\n\n```http\nPOST /x\n```\n\n**Request body**\n\n|Property|Type|Description|\n|:--|:--|:--|\n|a|String|The a.|\n"))
	if len(p.Parameters) != 1 || p.Parameters[0].Name.Value != "a" || p.Parameters[0].In != model.InBody {
		t.Errorf("the parameters are %v", p.Parameters)
	}
}
