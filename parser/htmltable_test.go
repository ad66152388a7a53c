package parser_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// TestHTMLTable reads the tables of houses that write them in HTML.
func TestHTMLTable(t *testing.T) {
	const page = `# Create crate

## HTTP request

<table><tr><td><b>Method</b></td><td>URL</td></tr><tr><td>POST</td><td>https://stock.example/v1/shelves/{shelf-id}/crates</td></tr></table>

## Request headers

<table><thead><tr><th width="219">Header</th><th>Value</th></tr></thead><tbody><tr><td><code>Content-Type</code></td><td><code>application/json</code></td></tr></tbody></table>

## Request body

<div class="wide">
<Table>
  <thead>
    <tr>
      <th>

        **Parameter**

      </th>
      <th>Data type</th>
      <th>

        Description
      </th>
    </tr>
  </thead>
  <!-- <tr><td>gone</td></tr> -->
  <tbody>
    <tr>
      <td colspan="3">Required parameters</td>
    </tr>
    <tr>
      <td rowspan="2"><p><code>colour</code> <mark style="color:red;">*</mark></p></td>
      <td rowspan=2>String</td>
      <td><p>The colour.</p><ul><li>One of <code>red</code>, <code>green</code>.</li></ul></td>
    </tr>
    <tr><td>It can be changed later.</td></tr>
    <tr>
      <td>

        size
         ` + "`mandatory`" + `
      </td>
      <td>

        List&lt;<a href="../resources/size.md">size</a>&gt;

      </td>
      <td>

        The sizes, as in

        ` + "```json\n        {\"size\": 1}\n        ```" + `

        <table><tr><td>inner</td><td>Int32</td></tr></table>
      </td>
    </tr>
    <tr><td>weight<td><title><td>An end may be missing
  </tbody>
</Table>
</div>

## Query parameters

<table><tr><th>Field</th><th>Description</th></tr><tr><td><p><code>limit</code><br>integer</p><p>optional</p></td><td>How many.</td></tr><tr><td><code>sort</code><br>array of string</td><td>By what.</td></tr><tr><td><code>all</code> <mark>*</mark></td><td>All.</td></tr></table>

## Path parameters

| Parameter | Description |
|:--|:--|
| shelf-id | The shelf. |

## Response

If successful, this method returns ` + "`201 Created`" + `.
`
	p := parser.ParseDetails("api/crate-post.md", []byte(page))
	pagetest.Check(t, p, []byte(page))
	if len(p.Findings) > 0 {
		t.Errorf("findings: %v", p.Findings)
	}
	if len(p.Templates) != 1 || p.Templates[0].Path.Value != "/shelves/{shelf-id}/crates" {
		t.Errorf("request lines: %+v", p.Templates)
	}
	var got []string
	for _, q := range p.Parameters {
		name := page[q.Name.Pos.Start:q.Name.Pos.End]
		if !strings.Contains(name, q.Name.Value) || strings.TrimSpace(name) != name && q.In != model.InPath {
			t.Errorf("%s is said to stand at %q", q.Name.Value, name)
		}
		many := ""
		if q.Type.Collection {
			many = "[]"
		}
		got = append(got, string(q.In)+" "+q.Name.Value+" "+many+q.Type.Name+" "+q.Type.Link+" "+q.Description.Value)
	}
	want := []string{
		"header Content-Type   application/json",
		"body colour String  The colour. One of red, green.",
		"body size []size ../resources/size.md The sizes, as in json {\"size\": 1} inner Int32",
		"body weight   An end may be missing",
		"query limit integer  How many.",
		"query sort []string  By what.",
		"query all   All.",
		"path shelf-id   The shelf.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("parameters:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, b := range p.Blocks {
		if b.Kind == model.CodeBlock {
			t.Errorf("a %s is read in a table: %s", b.Kind, p.Text[b.Start:b.End])
		}
	}
}

// TestHTMLFrame reads code blocks that stand in a table beside each other.
func TestHTMLFrame(t *testing.T) {
	const page = "# Get crate\n\n## HTTP request\n\n```http\nGET /crates/{id}\n```\n\n## Example\n\n<table>\n<tr><td>Request</td><td>Response</td></tr>\n<tr><td>\n\n" +
		"```http\nGET https://stock.example/crates/1\n```\n\n</td><td>\n\n```http\nHTTP/1.1 200 OK\n```\n\n</td></tr>\n</table>\n"
	if p := parser.Parse("api/crate-get.md", []byte(page)); len(p.Samples) != 2 {
		t.Errorf("samples: %+v", p.Samples)
	}
}

// TestHTMLTableOpen reports a table that is never closed, and reads those behind it.
func TestHTMLTableOpen(t *testing.T) {
	const page = "# Get crate\n\n## Request headers\n\n<table>\n<tr><td>Accept</td></tr>\n\n<table><tr><th>Header</th><th>Value</th></tr><tr><td>Prefer</td><td>x</td></tr></table>\n"
	p := parser.Parse("api/crate-get.md", []byte(page))
	if len(p.Findings) != 1 || p.Findings[0].Rule != model.RuleHTMLTable || p.Findings[0].Pos.Line != 5 {
		t.Errorf("findings: %v", p.Findings)
	}
	if len(p.Parameters) != 1 || p.Parameters[0].Name.Value != "Prefer" {
		t.Errorf("parameters: %+v", p.Parameters)
	}
}

// TestHTMLTableSize reads tables that are made to be large.
func TestHTMLTableSize(t *testing.T) {
	for name, table := range map[string]string{
		"never closed": strings.Repeat("<table>\n\n", 200_000),
		"nested":       strings.Repeat("<table><tr><td>\n\n", 50_000) + strings.Repeat("</table>\n\n", 50_000),
		"one by one":   strings.Repeat("<table><tr><th>Name<th>Value<tr><td>a<td>b</table>\n\n", 20_000),
		"wide":         "<table><tr><td colspan=1000000>Header<td>b" + strings.Repeat("<tr><td rowspan=1000000 colspan=1000000>a", 20_000) + "</table>\n",
		"blank rows":   "<table><tr>" + strings.Repeat("<td>a", 200) + strings.Repeat("<tr><td rowspan=99>", 300_000) + "</table>\n",
		"no end":       strings.Repeat("<table\n</table\n", 200_000),
		"ends":         strings.Repeat("</table\n", 200_000) + "<table>",
	} {
		t.Run(name, func(t *testing.T) {
			page := []byte("# Get crate\n\n## Request headers\n\n" + table)
			pagetest.Check(t, parser.ParseDetails("api/crate-get.md", page), page)
		})
	}
}

// TestHTMLSpans reads cells that have no end, and cells that go on below their row.
func TestHTMLSpans(t *testing.T) {
	const head = "# Get crate\n\n## HTTP request\n\n```http\nGET /crates\n```\n\n## Query parameters\n\n<table><thead><tr><th>Name</th><th>Type</th><th>Description</th></tr></thead>"
	for name, c := range map[string]struct{ rows, want string }{
		"a cell that closes itself": {"<tr><td>a</td><td/><td>An a.</td></tr>", "a  An a."},
		"an empty row":              {"<tr><td>a</td><td rowspan=2>String</td><td>An a.</td></tr><tr></tr><tr><td>b</td><td>Int32</td><td>A b.</td></tr>", "a String An a.; b Int32 A b."},
		"to the end of the group":   {"<tbody><tr><td>a</td><td rowspan=0>String</td><td>An a.</td></tr><tr><td>b</td><td>A b.</td></tr></tbody><tbody><tr><td>c</td><td>Int32</td><td>A c.</td></tr></tbody>", "a String An a.; b String A b.; c Int32 A c."},
	} {
		page := head + c.rows + "</table>\n"
		p := parser.ParseDetails("api/crate-get.md", []byte(page))
		pagetest.Check(t, p, []byte(page))
		var got []string
		for _, q := range p.Parameters {
			got = append(got, q.Name.Value+" "+q.Type.Name+" "+q.Description.Value)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %s, want %s", name, strings.Join(got, "; "), c.want)
		}
	}
}
