package parser_test

import (
	"testing"

	"github.com/docbind/docbind/parser"
)

// TestQueryOptions reads the names of OData's query options as their rows show them.
func TestQueryOptions(t *testing.T) {
	sorted := parser.Parse("api/box-list.md", []byte("# List boxes\n\n## Query parameters\n\n### What $orderby takes\n|Property|Example|Notes|\n|:--|:--|:--|\n|size|`$orderby=size desc`|Any.|\n"))
	if len(sorted.Parameters) != 0 || rules(sorted) != "" {
		t.Errorf("properties to sort by are read as %+v with %q", sorted.Parameters, rules(sorted))
	}
	typed := parser.Parse("api/box-list.md", []byte("# List boxes\n\n## Query parameters\n|Property|Type|Description|\n|:--|:--|:--|\n|deep|Boolean|All of it.|\n"))
	if len(typed.Parameters) != 1 {
		t.Errorf("a property with a type is read as %+v", typed.Parameters)
	}
	for row, want := range map[string]string{
		"Sort|/boxes?$orderby=size desc|By any property.": "$orderby",
		"Select|`?$select=id,size`|What to return.":       "$select",
		"Top|$top=5&$skip=1|How many.":                    "$top",
		"Filter|string|Takes what `$filter` does.":        "$filter",
		"filter|string|As $filterBy has it.":              "filter",
		"filter|string|By colour.":                        "filter", // a parameter of its own
		"colour|red|Unlike $filter, by name only.":        "colour",
		"from|2026-01-31|As in ?from=1&$top=5.":           "from",
		"page|@odata.nextLink=/boxes?$skiptoken=x|Ours.":  "page",
		"price|$=5|In dollars.":                           "price",
		"$filter|/boxes?$filter=size eq 1|By size.":       "$filter",
	} {
		p := parser.Parse("api/box-list.md", []byte("# List boxes\n\n## Query parameters\n|Name|Syntax|Notes|\n|:--|:--|:--|\n|"+row+"|\n"))
		found := ""
		if row[0] != want[0] {
			found = "6:2 table/name-cell"
		}
		if len(p.Parameters) != 1 || p.Parameters[0].Name.Value != want || rules(p) != found {
			t.Errorf("%s: read %+v with %q, want %s with %q", row, p.Parameters, rules(p), want, found)
		}
	}
}
