package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestGuides holds guides only against each other where front matter is concerned, and against
// what they are about where types are.
func TestGuides(t *testing.T) {
	const operation = "# Get box\n\nNamespace: shop\n\n## HTTP request\n\n```http\nGET /boxes/%[1]d\n```\n"
	const typed = "# box resource type\n\nNamespace: shop\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n"
	guide := func(typeName string) string {
		return "# Use boxes\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://box.example/v1.0/boxes\n```\n\n" +
			"<!-- { \"blockType\": \"response\", \"@odata.type\": \"" + typeName + "\" } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{}\n```\n"
	}
	matter := func(page string) string { return "---\ntitle: x\nauthor: y\n---\n" + page }
	for _, c := range []struct {
		name, many, one, path, want string
	}{
		{"a guide beside a reference", matter(operation), "# Guide\n", "boxes.md", ""},
		{"a page of the reference", matter(operation), fmt.Sprintf(operation, 0), "api/box-get.md", model.RuleFrontMatterMissing},
		{"a guide among guides", matter("# Guide %[1]d\n"), "# Guide\n", "boxes.md", model.RuleFrontMatterMissing},
		{"a README file among guides", matter("# Guide %[1]d\n"), "# Guide\n", "README.md", ""},
		{"a type of the reference", typed, guide("shop.boxx"), "boxes.md", model.RuleUnknownType},
		{"a type of another reference", typed, guide("bank.account"), "boxes.md", ""},
		{"the same on a page of an operation", typed, guide("bank.account") + "\n## HTTP request\n\n```http\nGET /boxes\n```\n", "boxes.md", model.RuleUnknownType},
	} {
		files := map[string]string{c.path: c.one}
		for i := range 22 {
			files[fmt.Sprintf("many/page-%d.md", i)] = strings.ReplaceAll(c.many, "%[1]d", fmt.Sprint(i))
		}
		found := run(files, lint.Config{Only: []string{model.RuleFrontMatterMissing, model.RuleUnknownType}})
		got := ""
		for _, f := range found {
			got = f.Rule
			if f.Pos.Path() != c.path {
				t.Errorf("%s: %s", c.name, list(found))
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestGuideSamples leaves a guide alone that annotates a few of its samples and calls several
// versions, but not a page that documents an operation.
func TestGuideSamples(t *testing.T) {
	const shown = "<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://box.example/v1.0/boxes\n```\n\n" +
		"```http\nGET https://box.example/v1.0/boxes/1\n```\n\n```http\nGET https://box.example/v1.0/boxes/2\n```\n\n" +
		"```http\nGET https://box.example/v1.0/boxes/3\n```\n\n```http\nGET https://box.example/beta/boxes/4\n```\n"
	const most = "\n<!-- { \"blockType\": \"request\", \"name\": \"b\" } -->\n```http\nGET https://box.example/v1.0/boxes/5\n```\n" +
		"\n<!-- { \"blockType\": \"request\", \"name\": \"c\" } -->\n```http\nGET https://box.example/v1.0/boxes/6\n```\n" +
		"\n<!-- { \"blockType\": \"request\", \"name\": \"d\" } -->\n```http\nGET https://box.example/v1.0/boxes/7\n```\n"
	for name, c := range map[string]struct {
		page string
		want int
	}{
		"a guide":                      {"# Boxes\n\n" + shown, 0},
		"a guide that annotates most":  {"# Boxes\n\n" + shown + most, 4},
		"a guide by its doc_type":      {"---\ndoc_type: conceptualPageType\n---\n# Boxes\n\n" + shown, 0},
		"the page of an operation":     {"# Get box\n\n## HTTP request\n\n```http\nGET /boxes/{id}\n```\n\n## Example\n\n" + shown, 5},
		"one that can't be generated":  {"# Get box\n\n## HTTP request\n\n```http\n```\n\n## Example\n\n" + shown, 5},
		"the page of a type":           {"# box resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n\n## Example\n\n" + shown, 5},
		"a page with another doc_type": {"---\ndoc_type: resourcePageType\n---\n# Boxes\n\n" + shown, 5},
	} {
		found := run(map[string]string{"boxes.md": c.page}, lint.Config{Only: []string{model.RuleAnnotationMissing, model.RuleVersion}})
		if len(found) != c.want {
			t.Errorf("%s: %d findings, want %d\n%s", name, len(found), c.want, list(found))
		}
	}
}
