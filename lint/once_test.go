package lint_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestToldOnce says one thing of arguments that the request line writes without quotes and with a value, and
// what to do with a member that is there twice.
func TestToldOnce(t *testing.T) {
	files := with(t, map[string]string{getPage: answer(ofThing, `{"id": "1", "DisplayName": "x", "displayName": "x"}`)})
	got := ""
	for _, f := range run(files, lint.Config{Only: []string{model.RuleMemberType}}) {
		got += f.Rule + ": " + f.Fix + "\n"
	}
	if got != "contract/member-type: leave one of both out\n" {
		t.Errorf("found %s", got)
	}
	page := "# box: count\n\n## HTTP request\n\n```http\nGET /boxes/count(color=color-value)\n```\n\n## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|color|String|x|\n\n" +
		"## Response\n\nReturns `200 OK` and an Int32.\n\n## Example\n\n### Request\n\n```http\nGET https://api.example.com/v1.0/boxes/count(color='red')\n```\n\n### Response\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"value\": 1}\n```\n"
	if got := found(map[string]string{"api/box-count.md": page}, model.RuleFunctionArgs); strings.Count(got, model.RuleFunctionArgs) != 1 {
		t.Errorf("found %q, want one", got)
	}
	page = strings.NewReplacer("color=color-value", "color={color},size={size}", "|color|String|x|\n", "|color|String|x|\n|size|String|x|\n", "'red'", "'red',size='big'").Replace(page)
	if got := found(map[string]string{"api/box-count.md": page}, model.RuleFunctionArgs); strings.Count(got, model.RuleFunctionArgs) != 2 {
		t.Errorf("found %q, want one for each argument without quotes", got)
	}
}

// TestListedValue tells of a value where the description lists it.
func TestListedValue(t *testing.T) {
	files := map[string]string{
		"resources/enums.md": "# Enums\n\n### lidState values\n\n| Member |\n|:--|\n| open |\n| shut |\n",
		"resources/lid.md":   "# lid resource type\n\nA lid.\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n| state | lidState | Possible values are: `open`, `shut`, `lost`. |\n",
	}
	if got := found(files, model.RuleEnumMember); got != "9:60 "+model.RuleEnumMember {
		t.Errorf("found %q", got)
	}
}

// TestCopiedList doesn't call what is one a collection where the path ends with its key and the prose promises
// one: the answer was copied from the list.
func TestCopiedList(t *testing.T) {
	const shown = `{"value": [{"id": "1"}]}`
	for name, c := range map[string]struct {
		page, prose, want string
		edits             int
	}{
		"one":             {getPage, "", "show one thing, without the envelope", 0},
		"several":         {listPage, "", `add "isCollection": true`, 1},
		"in prose":        {getPage, "## Response\n\nIf successful, this method returns a `200 OK` response code and a collection of [thing](../resources/thing.md) objects in the response body.\n\n", `add "isCollection": true`, 1},
		"nothing is said": {getPage, "## Response\n\nReturns `200 OK`.\n\n", `add "isCollection": true`, 1},
	} {
		files := with(t, map[string]string{c.page: c.prose + answer(ofThing, shown)})
		ok := false
		for _, f := range run(files, lint.Config{Only: []string{model.RuleCollection}}) {
			ok = ok || f.Fix == c.want && len(f.Edits) == c.edits
		}
		if !ok {
			t.Errorf("%s: found %s", name, list(run(files, lint.Config{Only: []string{model.RuleCollection}})))
		}
	}
}
