package parser_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// TestTypeWords reads the words around types that other houses have.
func TestTypeWords(t *testing.T) {
	for cell, want := range map[string]string{
		"Nullable DateTimeOffset":              "DateTimeOffset",
		"Nullable Enum":                        "String",
		"Enum":                                 "String",
		"Nullable Long":                        "Long",
		"string List":                          "string*",
		"List of strings":                      "strings*",
		"List *String*":                        "String*",
		"List [lid](lid.md)":                   "lid*",
		"list resource":                        "resource",
		"list object":                          "",
		"list (preview)":                       "",
		"list or string":                       "",
		"List of lid objects":                  "lid*",
		"List of Lid comments":                 "*",
		"List<[lid](lid.md)>":                  "lid*",
		"List&lt;Lid&gt;":                      "Lid*",
		"List<Lid>":                            "Lid*",
		"IEnumerable<a.b.Lid>":                 "a.b.Lid*",
		"[]string":                             "string*",
		"Nullable<Int32>":                      "Int32",
		"Int32?":                               "Int32",
		"<b>String</b>":                        "String",
		"Array[string]":                        "string*",
		`array\[string\]`:                      "string*",
		"array of [lid](lid.md#lid) resources": "lid*",
		"Dictionary<string, string>":           "Dictionary",
		"String collection":                    "String*",
		"[lid](lid.md) collection":             "lid*",
		"string[]":                             "string*",
		"Collection(microsoft.graph.lid)":      "microsoft.graph.lid*",
		"microsoft.graph.lid":                  "microsoft.graph.lid",
		"String. Possible values are: `a`, and `b`.": "String",
	} {
		row := "|shut|" + cell + "|How it is shut. Possible values are: 'Tight', 'Loose' and 'Open'.|\n"
		page := parser.Parse("resources/box.md", []byte("# box resource type\n\n## Properties\n\n|Property|Type|Description|\n|---|---|---|\n"+row))
		body := parser.Parse("api/box-post.md", []byte("# Create box\n\n## Request body\n\n|Parameter|Type|Description|\n|---|---|---|\n"+row))
		prop, param := page.Resources[0].Properties[0], body.Parameters[0]
		got, of := prop.Type.Name+strings.Repeat("*", count(prop.Type.Collection)), param.Type.Name+strings.Repeat("*", count(param.Type.Collection))
		if got != want || of != want {
			t.Errorf("%s: a property of it is %q, a parameter %q, want %q", cell, got, of, want)
		}
	}
	page := parser.Parse("resources/box.md", []byte("# box resource type\n\n## Properties\n\n|Property|Type|Description|\n|---|---|---|\n|shut|Enum|True if it is.|\n"))
	if name := page.Resources[0].Properties[0].Type.Name; name != "" {
		t.Errorf("an enumeration that lists no values is taken for %s", name)
	}
}

// TestItemTypes takes the type of the objects in a list from the link of its description.
func TestItemTypes(t *testing.T) {
	for row, want := range map[string]string{
		"|Array of objects|An array of [Lid](#lid) resources.|":         "Lid*#lid",
		"|array|Shut. The list of [Lid](lids.md#lid) objects.|":         "Lid*lids.md#lid",
		"|Array of objects|Lids. For an array of [Lid](#lid), see it.|": "*",
		"|Array of objects|[Lid](#lid) and so on.|":                     "*",
		"|Array of objects|An array of [lids of it](#lids-of-it).|":     "*",
		"|Array of strings|An array of [Lid](#lid) resources.|":         "strings*",
		"|Object|One of an array of [Lid](#lid) resources.|":            "",
	} {
		page := parser.Parse("resources/box.md", []byte("# box resource type\n\n## Properties\n\n|Property|Type|Description|\n|---|---|---|\n|lids"+row+"\n"))
		body := parser.Parse("api/box-post.md", []byte("# Create box\n\n## Request body\n\n|Parameter|Type|Description|\n|---|---|---|\n|lids"+row+"\n"))
		for _, e := range []model.TypeExpr{page.Resources[0].Properties[0].Type, body.Parameters[0].Type} {
			if got := e.Name + strings.Repeat("*", count(e.Collection)) + e.Link; got != want {
				t.Errorf("%s: %q, want %q", row, got, want)
			}
		}
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
