package lint_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestOtherHouses lints pages of docs that follow other customs: none has a fault.
func TestOtherHouses(t *testing.T) {
	const bills = "# Bills\n\n## List bills\n\n```http\nGET /v1/bills\n```\n\nReturns a list of bills.\n\n"
	houses := map[string]map[string]string{
		"problem details, and a bare array": {
			"docs/bill.md": "# Bill\n\n| Attribute | Type | Description |\n|---|---|---|\n| `id` | string | Its number |\n| `total` | integer | In cents |\n\n```json\n{\n  \"id\": \"b1\",\n  \"total\": 5\n}\n```\n",
			"docs/bills.md": strings.Replace(bills, "bills.", "[bill](bill.md) objects.", 1) + "```http\nGET /v1/bills HTTP/1.1\nHost: api.example.com\n```\n\n```http\nHTTP/2 200\nContent-Type: application/json\n\n[{\"id\": \"b1\", \"total\": 5}]\n```\n\n" +
				"```http\nGET /v1/bills HTTP/1.1\nHost: api.example.com\n```\n\n```http\nHTTP/3 404\nContent-Type: application/problem+json\n\n{\"title\": \"Nothing is there\", \"status\": 404}\n```\n",
		},
		"errors of its own": {
			"docs/bills.md": bills + "```http\nHTTP/1.1 404 Not Found\nContent-Type: application/json\n\n{\"reason\": \"Nothing is there\"}\n```\n",
		},
		"annotations and problem details": {
			"api/bill-get.md": "# Get a bill\n\n## HTTP request\n\n```http\nGET /bills/{id}\n```\n\n## Example\n\n<!-- { \"blockType\": \"request\", \"name\": \"no_bill\" } -->\n```http\nGET /bills/9\n```\n\n" +
				"<!-- { \"blockType\": \"response\", \"expectError\": true } -->\n```http\nHTTP/1.1 404 Not Found\nContent-Type: application/problem+json\n\n{\"title\": \"Nothing is there\"}\n```\n",
		},
		"a service root, and another host": {
			"api/bill-get.md": "# Get a bill\n\n## HTTP request\n\n```http\nGET /bills/{id}\n```\n\n## Response\n\nReturns `302 Found`.\n\n## Example\n\n```http\nGET /bills/9\n```\n\n```http\nHTTP/1.1 302 Found\nLocation: https://files.example.com/9\n```\n\n" +
				"### The first page\n\n```http\nGET https://files.example.com/9\nRange: bytes=0-99\n```\n\n```http\nHTTP/1.1 206 Partial Content\n```\n",
			"api/bill-delete.md": "# Delete a bill\n\n## HTTP request\n\n```http\nDELETE /bills/{id}\n```\n\n## Example\n\n```http\nDELETE https://example.com/shop/api/bills/9\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n",
		},
		"prose in German": {
			"resources/bill.md": "# <a name=\"bill\"></a>Rechnung\n\n## <a name=\"properties\"></a>Eigenschaften\n\n|Eigenschaft|Typ|Beschreibung|\n|:--|:--|:--|\n|id|String|Nummer.|\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"shop.bill\" } -->\n```json\n{ \"id\": \"String\" }\n```\n",
			"api/bill-list.md": "# <a name=\"list-bills\"></a>Rechnungen auflisten\n\nNamespace: shop\n\n## <a name=\"http-request\"></a>HTTP-Anforderung\n\n```http\nGET /bills\n```\n\n" +
				"## <a name=\"response\"></a>Antwort\n\nDie Methode gibt `200 OK` und eine Sammlung von [bill](../resources/bill.md)-Objekten zurück.\n\n" +
				"## <a name=\"examples\"></a>Beispiel\n\n<!-- { \"blockType\": \"request\", \"name\": \"list_bills\" } -->\n```http\nGET https://api.example.com/bills\n```\n\n" +
				"<!-- { \"blockType\": \"response\", \"truncated\": true, \"@odata.type\": \"Collection(shop.bill)\" } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"value\": [ { \"id\": \"b1\" } ] }\n```\n",
		},
	}
	houses["request line and body in two blocks, answers without status lines, callers that are granted something"] = map[string]string{
		"resources/lamp.md": "# Lamp resource type\n\n## Properties\n\n|Property|Type|Description|\n|---|---|---|\n|id|String|x|\n|boughtAt|Nullable DateTimeOffset|x|\n|rooms|List of strings|x|\n",
		"api/lamp-rent.md":  splitSample("Rent"), "api/lamp-sell.md": splitSample("Sell"), "api/lamp-lend.md": splitSample("Lend"),
		"api/lamp-keep.md": splitSample("Keep"), "api/lamp-give.md": splitSample("Give"),
	}
	for name, files := range houses {
		t.Run(name, func(t *testing.T) {
			if found := run(files, lint.Config{}); len(found) > 0 {
				t.Errorf("found\n%s", list(found))
			}
		})
	}
}

// TestHouseStyle asks of a page only what most pages of its set do.
func TestHouseStyle(t *testing.T) {
	const page = "# Get a bill\n\n## HTTP request\n\n```http\nGET /bills/{id}\n```\n"
	deeper := strings.NewReplacer("# Get", "## Get", "## HTTP", "### HTTP").Replace(page)
	plain := strings.Replace(page, "```http", "```", 1)
	for _, c := range []struct {
		rule        string
		usual, odd  string
		wanted, all int // findings where one page is odd, and where all are
	}{
		{model.RuleNoTitle, page, deeper, 1, 0},
		{model.RuleFenceLanguage, page, plain, 1, 0},
	} {
		for odd, want := range map[int]int{1: c.wanted, 6: c.all} {
			files := map[string]string{}
			for i := range 6 {
				text := c.usual
				if i < odd {
					text = c.odd
				}
				files["api/bill"+strings.Repeat("a", i)+"-get.md"] = strings.ReplaceAll(text, "bills", "bills"+strings.Repeat("a", i))
			}
			found := run(files, lint.Config{})
			found = slices.DeleteFunc(found, func(f model.Finding) bool { return f.Rule != c.rule })
			if len(found) != want {
				t.Errorf("%s: %d findings where %d of 6 pages are odd, want %d\n%s", c.rule, len(found), odd, want, list(found))
			}
		}
	}
}

// splitSample is a page whose sample is in two blocks.
func splitSample(name string) string {
	return "# " + name + " a lamp\n\n## Permissions\n\nPermission type|Permission|Name\n:--|:--|:--\nApplication|Lamp." + name + "|x\nDelegated (work or school account)|Lamp." + name + "|x\n\n" +
		"## HTTP request\n\n```http\nPOST /api/lamps/{id}/" + name + "\n```\n\n## Request body\n\nParameter|Type|Description\n:--|:--|:--\nDays|Integer|How long. **Required**.\n\n" +
		"## Response\n\nReturns 200 OK and a [Lamp](../resources/lamp.md) in the response body.\n\n## Example\n\n### Request\n\n" +
		"```http\nPOST https://api.example.com/api/lamps/1/" + name + "\n```\n\n```json\n{\"Days\": 5}\n```\n\n### Response\n\n```json\n{\"id\": \"1\"}\n```\n"
}

// TestSplitSample holds the block below a request line against what the request documents, and a
// house with few pages against no habit.
func TestSplitSample(t *testing.T) {
	found := run(map[string]string{
		"resources/lamp.md": "# Lamp resource type\n\n## Properties\n\n|Property|Type|Description|\n|---|---|---|\n|id|String|x|\n",
		"api/lamp-rent.md":  strings.Replace(splitSample("Rent"), `"Days": 5`, `"Days": "five"`, 1),
	}, lint.Config{})
	for _, want := range []string{"contract/member-type", "table/permission-rows", "http/status-missing"} {
		if !slices.ContainsFunc(found, func(f model.Finding) bool { return f.Rule == want }) {
			t.Errorf("found\n%s, want %s, too", list(found), want)
		}
	}
}

// TestListedWords leaves an object alone where only the words of a property make an
// enumeration of its type.
func TestListedWords(t *testing.T) {
	check(t, []string{"contract"}, []odd{
		{"no page declares it", map[string]string{
			typePage: "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n|place|streetAddress|Where it is. Note: `floor` and `door` are not supported.|\n",
			getPage:  answer(ofThing, `{"id": "1", "place": {"street": "Main"}}`)}, nil},
		{"a page declares it", map[string]string{getPage: answer(ofThing, `{"id": "1", "state": {"a": 1}}`)},
			[]string{`contract/member-type state is {"a": 1}, not one of the values of thingState`}},
	})
}
