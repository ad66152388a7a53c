package parser_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// listPage is a page that names what is sent and answered in lists.
const listPage = "# Book berth\n\n## HTTP request\n\n```http\nPOST /piers/{pier}/berths\n```\n\n" +
	"## Request headers\n\n- **Authorization** - Bearer token\n- `Prefer: wait`: How long the caller waits.\n- `X-Trace` (optional): A text.\n\n" +
	"## Path parameters\n\n* `pier`\n* `side` string (required)\n* **:row** - [Integer] The row.\n\n" +
	"## Query parameters\n\n- `limit: optional number`\n\n  How many are returned.\n\n- `sort: optional array of string`\n\n  - `name`\n  - `size`\n\n" +
	"## Request body\n\nSupply the berth:\n\n" +
	"- `ship` (string, required): The name of the ship,\n  as it is painted.\n" +
	"- **length** *(number, optional)* — How long it is.\n" +
	"- **`owner`** (`object`): Who owns it.\n  - `name` (string): The name of the owner.\n" +
	"- `tags`: array of string - What it carries.\n" +
	"- `crew`: [sailor](../resources/sailor.md) collection. Who sails it.\n" +
	"- `note`: A string that is kept.\n" +
	"- `kind`: [kinds](#kinds) – **Kept** as it is.\n" +
	"- `flag` (required, string): One of `red`, `blue`.\n\n" +
	"1. `step` is no parameter.\n\n" +
	"## Response\n\nIf successful, this method returns `204 No Content`.\n"

func TestList(t *testing.T) {
	p := parser.ParseDetails("api/berth-post.md", []byte(listPage))
	pagetest.Check(t, p, []byte(listPage))
	var got []string
	for _, q := range p.Parameters {
		name := listPage[q.Name.Pos.Start:q.Name.Pos.End]
		if !strings.HasPrefix(name, q.Name.Value) && name != q.Name.Value {
			t.Errorf("%s is said to stand at %q", q.Name.Value, name)
		}
		got = append(got, parameterLine(&q))
	}
	want := `header Authorization   Bearer token
header Prefer   How long the caller waits.
header X-Trace ?  A text.
path side string
path row Integer  The row.
query limit number?  How many are returned.
query sort []string?
body ship string  The name of the ship, as it is painted.
body length number?  How long it is.
body owner   Who owns it.
body tags []string  What it carries.
body crew []sailor ../resources/sailor.md Who sails it.
body note   A string that is kept.
body kind kinds #kinds Kept as it is.
body flag string  One of red, blue.`
	if strings.Join(got, "\n") != want {
		t.Errorf("parameters:\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

// TestListTabs takes what tabs indent for as deep as the stops that they go to.
func TestListTabs(t *testing.T) {
	page := "# Book berth\n\n## Request body\n\nSupply:\n\n  - `ship` (object): The ship.\n\t- `flag` (string): Its flag.\n \t- `crew` (string): Who sails it.\n  - `tide` (string): When.\n"
	p := parser.ParseDetails("api/berth-post.md", []byte(page))
	pagetest.Check(t, p, []byte(page))
	var got []string
	for _, q := range p.Parameters {
		got = append(got, q.Name.Value)
	}
	if want := "ship tide"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// TestNoList takes the items of other lists for what they are.
func TestNoList(t *testing.T) {
	for name, list := range map[string]string{
		"sentences":  "- **ship** is set to `red`.\n- **owner** cannot be changed.\n",
		"names":      "- **ship**\n- **owner**\n- **length**\n",
		"a remark":   "- **Note**: Only one of them is sent.\n",
		"mostly not": "- `ship`: The ship.\n- Do so.\n- Do not.\n",
		"numbers":    "1. `ship`: the ship\n2. then the owner\n",
		"notes":      "- Note: only one is sent.\n- Hint: send it.\n",
		"prose":      "- the ship: as it is painted\n- its owner\n",
		"partly":     "- ship: the ship\n- as well as others\n- owner: who owns it\n",
		"an address": "- http://pier.example (the pier)\n- https://berth.example (the berth)\n",
		"a quote":    "> - `ship` (string): The ship.\n> - `owner` (string): The owner.\n",
	} {
		page := "# Book berth\n\n## Request body\n\n" + list
		if p := parser.Parse("api/berth-post.md", []byte(page)); len(p.Parameters) > 0 {
			t.Errorf("%s: %+v", name, p.Parameters)
		}
	}
}

// TestListSize reads lists that are made to be large.
func TestListSize(t *testing.T) {
	for name, list := range map[string]string{
		"items":    strings.Repeat("- `a` (string): x\n", 100_000),
		"no names": strings.Repeat("- `a` is\n- `b`: x\n- c\n", 50_000),
		"nested":   strings.Repeat(strings.Repeat("- `a` (string): x\n  - `b`: c\n", 10)+"\ntext\n\n", 5_000),
		"bare":     strings.Repeat("- a (string): x\n- Note: x\n", 50_000),
		"terms":    strings.Repeat("a (string)\n: x\n", 100_000),
		"a term":   "a\n" + strings.Repeat(": x\n", 200_000),
		"no terms": strings.Repeat("a is\n: x\n", 100_000),
		"HTML":     "<dl>" + strings.Repeat("<dt>a (b)</dt><dd><dl>", 50_000) + "</dl>",
		"in HTML":  strings.Repeat("<dl><dt>a</dt><dd>b</dd></dl>\n\n", 20_000),
		"brackets": "<dl><dt>a " + strings.Repeat("(<b>", 100_000) + "</dt><dd>x</dd></dl>",
		"open":     "- `a` " + strings.Repeat("(", 1_000_000),
		"long":     "- `a` " + strings.Repeat("string ", 200_000),
	} {
		t.Run(name, func(t *testing.T) {
			page := []byte("# Book berth\n\n## Request body\n\n" + list)
			pagetest.Check(t, parser.ParseDetails("api/berth-post.md", page), page)
		})
	}
}

// parameterLine is what a page says of a parameter.
func parameterLine(q *model.Parameter) string {
	typ := q.Type.Name
	if q.Type.Collection {
		typ = "[]" + typ
	}
	if q.Optional {
		typ += "?"
	}
	return strings.TrimSpace(string(q.In) + " " + q.Name.Value + " " + typ + " " + q.Type.Link + " " + q.Description.Value)
}
