package resolve_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
)

// TestLargePage resolves a page with far more facts than any real one: a create whose
// table lists what the type's page leaves out, and enumerations with many members.
func TestLargePage(t *testing.T) {
	const many = 50000
	rows := func(format string) string {
		var b strings.Builder
		for i := range many {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	pages := map[string]string{
		"resources/foo.md":     "# foo resource type\n\n## Properties\n\n|Property|Type|Description|\n|-|-|-|\n|id|String|x|\n",
		"resources/fookind.md": "# fooKind enum type\n\n## Members\n\n|Member|Description|\n|-|-|\n" + rows("|member%d|x|\n"),
		"api/foo-post.md": "# Create foo\n\n## HTTP request\n\n```http\nPOST /foos\n```\n\n## Request body\n\n" +
			"Supply a [foo](../resources/foo.md).\n\n|Property|Type|Description|\n|-|-|-|\n" + rows("|p%d|String|x|\n") +
			"\n## Response\n\nReturns `201 Created` and a [foo](../resources/foo.md).\n",
		"api/foo-get.md": "# Get foo\n\n## HTTP request\n\n```http\nGET /foos/{id}\n```\n\n## Response\n\n" +
			"Returns `200 OK` and a [foo](../resources/foo.md).\n\n## Example\n\n```http\nGET https://example.com/foos/1\n```\n\n" +
			"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{" + rows(`"q%d": 1, `) + `"id": "1"}` + "\n```\n",
	}
	if d := cputime.Of(func() { records(t, pages) }); d > 5*time.Second {
		t.Errorf("the pages took %v", d)
	}
}

// TestManySections resolves pages with far more headings than any real one.
func TestManySections(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, src := range map[string]string{
		"headings HTTP request": strings.Repeat("## HTTP request\n", 200_000),
		"request lines":         strings.Repeat("## GET /x\n\n### GET /y\n\n", 100_000),
		"lines and headings":    "## HTTP request\n\n" + strings.Repeat("### a\n\n```http\nGET /x\n```\n\n", 1000) + strings.Repeat("### a\n", 200_000),
	} {
		if d := cputime.Of(func() { records(t, map[string]string{"api/x.md": "# x\n\n" + src}) }); d > 5*time.Second {
			t.Errorf("%s took %v", name, d)
		}
	}
}

// TestManyPromises resolves a page that promises far more than any real one, and doesn't for one of its
// operations.
func TestManyPromises(t *testing.T) {
	var body strings.Builder
	for i := range 30_000 {
		fmt.Fprintf(&body, `, "q%d": 1`, i)
	}
	pages := map[string]string{
		"resources/foo.md": "# foo resource type\n\n## Properties\n\n|Property|Type|Description|\n|-|-|-|\n|id|String|x|\n",
		"api/foo-get.md": "# Get part\n\n## HTTP request\n\n```http\nGET /parts/{id}/$value\nGET /parts/{id}\n```\n\n## Response\n\n" +
			strings.Repeat("Returns a [foo](../resources/foo.md) object.\n\n", 12_000) + "## Example\n\n```http\nGET https://example.com/parts/1\n```\n\n" +
			"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": \"1\"" + body.String() + "}\n```\n",
	}
	if d := cputime.Of(func() { records(t, pages) }); d > 3*time.Second {
		t.Errorf("the pages took %v", d)
	}
}

// TestManyOptions resolves a page with far more parameters of the query, and a sample that sends more, than any
// real one.
func TestManyOptions(t *testing.T) {
	rows, sent := "", ""
	for i := range 4500 {
		rows += fmt.Sprintf("|p%d|Int32|x|\n", i)
	}
	sent = strings.Repeat("q=1&p=1&", 50_000)
	for name, rows := range map[string]string{"others": rows, "one": strings.Repeat("|p|Int32|x|\n", 4500)} {
		src := "# List xs\n\n## HTTP request\n\n```http\nGET /xs\n```\n\n## Query parameters\n\n|Parameter|Type|Description|\n|-|-|-|\n" + rows +
			"\n## Example\n\n```http\nGET https://example.com/xs?" + sent + "\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{}\n```\n"
		if d := cputime.Of(func() { records(t, map[string]string{"api/x-list.md": src}) }); d > 3*time.Second {
			t.Errorf("%s: the page took %v", name, d)
		}
	}
}
