package parser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/parser"
)

// TestTemplateWithBody takes a request line with headers and a body for what is sent, too.
func TestTemplateWithBody(t *testing.T) {
	const line, header, body = "PUT /boxes/{id}\n", "Content-Type: application/json\n", "\n{\"a\": 1}\n"
	for _, c := range []struct{ name, comment, text, want string }{
		{"headers and a body", "", line + header + body, `PUT{"a":1}`},
		{"a line alone", "", line, ""},
		{"a line and headers", "", line + header, ""},
		{"a line and a body", "", line + body, ""},
		{"several lines", "", line + line + header + body, ""},
		{"no sample", "<!-- { \"blockType\": \"ignored\" } -->\n", line + header + body, ""},
	} {
		page := "# Update box\n\n## HTTP request\n\n" + c.comment + "```http\n" + c.text + "```\n"
		pagetest.Check(t, parser.ParseDetails("api/box-update.md", []byte(page)), []byte(page))
		if got := messages(page); got != c.want {
			t.Errorf("%s: the samples are %s, want %s", c.name, got, c.want)
		}
		if n := len(parser.Parse("api/box-update.md", []byte(page)).Templates); n == 0 {
			t.Errorf("%s: no request line", c.name)
		}
	}
}

// TestCommentAbove takes a comment right above a response that tells its type for its annotation.
func TestCommentAbove(t *testing.T) {
	const answer = "```http\nHTTP/1.1 200 OK\n\n{}\n```\n"
	for _, c := range []struct{ name, comment, between, want string }{
		{"a type", `{ "@odata.type": "boxes.box", "isCollection": true }`, "", "boxes.box many"},
		{"no type", `{ "isCollection": true }`, "", ""},
		{"something between", `{ "@odata.type": "boxes.box" }`, "It answers:\n\n", ""},
		{"of the page", `{ "type": "#page.annotation", "@odata.type": "boxes.box" }`, "", ""},
	} {
		page := "# List boxes\n\n## Example\n\n<!-- " + c.comment + " -->\n" + c.between + answer
		p := parser.ParseDetails("api/box-list.md", []byte(page))
		pagetest.Check(t, p, []byte(page))
		got := ""
		if a := p.Samples[0].Annotation; a != nil {
			if got = a.Type.Value; a.Collection {
				got += " many"
			}
		}
		if got != c.want {
			t.Errorf("%s: the annotation says %q, want %q", c.name, got, c.want)
		}
	}
}

// TestParameterGroups reads where parameters go from rows that say nothing else, and a column with
// a question for a name.
func TestParameterGroups(t *testing.T) {
	page := "# Open box\n\n## Parameters\n\n| Parameter | Type | Description | Required? |\n|:--|:--|:--|:--|\n|_URL parameters_|\n|id|String|The box.|Yes|\n" +
		"|**Body parameters**|||\n|force|Boolean|How.|No|\n|key|String|What with.|Yes|\n|Query parameters| |\n|wait|Int32|How long.| |\n|Parameters| | |\n"
	p := parser.ParseDetails("api/box-open.md", []byte(page))
	pagetest.Check(t, p, []byte(page))
	var got []string
	for _, q := range p.Parameters {
		got = append(got, fmt.Sprintf("%s %s %v", q.In, q.Name.Value, q.Optional))
	}
	want := "url id false, body force true, body key false, query wait false, query Parameters false"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}

// TestBelowNamespace reads what stands right below the namespace.
func TestBelowNamespace(t *testing.T) {
	page := "# Open box\n\nNamespace: boxes.wood\nOpens a **box**.\n\nAnd shuts it.\n\n## HTTP request\n```http\nPOST /boxes/{id}/open\n```\n\n" +
		"## Request body\nThis action has no request content.\n"
	p := parser.ParseDetails("api/box-open.md", []byte(page))
	pagetest.Check(t, p, []byte(page))
	if p.Namespace.Value != "boxes.wood" || p.Summary.Value != "Opens a box." || p.Summary.Pos.Line != 4 {
		t.Errorf("namespace %q, summary %q in line %d", p.Namespace.Value, p.Summary.Value, p.Summary.Pos.Line)
	}
	if len(p.Bodies) != 1 || !p.Bodies[0].None {
		t.Errorf("bodies %+v", p.Bodies)
	}
}

// TestAnswerTable takes a table below the response for the properties of what is answered, if that
// has a name and no page.
func TestAnswerTable(t *testing.T) {
	for _, c := range []struct{ name, promise, head, want string }{
		{"a name", "`200 OK` and a **boxCounts** object", "| **Property** | Type |", "microsoft.graph.boxCounts: opened Int64, day Date"},
		{"a link", "`200 OK` and a [boxCounts](../resources/boxcounts.md) object", "| Property | Type |", ""},
		{"no type", "`200 OK`", "| Property | Type |", ""},
		{"something else", "`200 OK` and a **boxCounts** object", "| Value | Meaning |", ""},
	} {
		page := "# Count boxes\n\n## HTTP request\n```http\nGET /boxes/count\n```\n\n## Response\n\nIf successful, this method returns " + c.promise +
			".\n\nIt has these:\n\n" + c.head + "\n|:--|:--|\n| opened | Int64 |\n| day | Date |\n"
		p := parser.ParseDetails("api/boxes-count.md", []byte(page))
		pagetest.Check(t, p, []byte(page))
		got := ""
		for _, r := range p.Resources {
			var list []string
			for _, q := range r.Properties {
				list = append(list, q.Name.Value+" "+q.Type.Name)
			}
			got += r.Type.Value + ": " + strings.Join(list, ", ")
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestOtherComments leaves no list of annotations where comments say something else.
func TestOtherComments(t *testing.T) {
	p := parser.Parse("api/box-get.md", []byte("# Get box\n\n<!-- { \"type\": \"#page.annotation\" } -->\n\n<!-- {box} -->\n"))
	if p.Annotations != nil {
		t.Errorf("annotations %#v", p.Annotations)
	}
}
