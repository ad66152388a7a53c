package workspace_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/workspace"
)

// TestRowsInExamples renames and adds the property that the examples show of a type without a key:
// nothing else depends on it, and the examples do.
func TestRowsInExamples(t *testing.T) {
	const (
		get = "# Get gadget\n\n## HTTP request\n\n```http\nGET /gadgets/{id}\n```\n\n## Response\n\n" +
			"If successful, this method returns a `200 OK` response code and a [gadget](gadget.md) object in the response body.\n"
		gadget = "# gadget resource type\n\nA thing.\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n" +
			"|materialMade|String|What it is of.|\n|weightNet|Int32|In grams.|\n"
	)
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, "docs", name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "docs"), 0o777); err != nil {
		t.Fatal(err)
	}
	write("gadget-get.md", get)
	c := workspace.Config{Docs: []string{filepath.Join(dir, "docs")}, Out: filepath.Join(dir, "graph"), Package: "graph", Cache: filepath.Join(dir, "cache")}
	for _, test := range []struct{ rows, shows string }{
		{gadget, "MaterialMade"},
		{strings.Replace(gadget, "materialMade", "substanceMade", 1), "SubstanceMade"},
		{strings.Replace(gadget, "|materialMade", "|colourOuter|String|How it looks.|\n|materialMade", 1), "ColourOuter"},
		{strings.Replace(gadget, "|materialMade|String", "|materialMade|Int64", 1), "item != nil"},
	} {
		write("gadget.md", test.rows)
		generate(t, c)
		text, err := os.ReadFile(filepath.Join(c.Out, "examples_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), test.shows) {
			t.Errorf("no %s in\n%s", test.shows, text)
		}
	}
}
