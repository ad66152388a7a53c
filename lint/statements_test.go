package lint_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// pageOf is a page about a type.
func pageOf(name string) string {
	return "# " + name + " resource type\n\nNamespace: microsoft.graph\n\nA " + name + ".\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n| id | String | A key. |\n\n" +
		"<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph." + name + "\" } -->\n```json\n{\n  \"id\": \"1\"\n}\n```\n"
}

// TestOtherType holds the text of links against the types of the pages that they lead to.
func TestOtherType(t *testing.T) {
	files := map[string]string{"resources/boxlid.md": pageOf("boxLid"), "resources/boxkey.md": pageOf("boxKey"), "resources/crate.md": pageOf("crate")}
	for text, want := range map[string]string{
		"Opens a [boxLid](../resources/boxkey.md).":                 "Opens a [boxLid](../resources/boxlid.md).",
		"Opens a [**boxLid**](../resources/boxkey.md?view=a).":      "Opens a [**boxLid**](../resources/boxlid.md?view=a).",
		"Opens a [microsoft.graph.boxKey](../resources/boxlid.md).": "Opens a [microsoft.graph.boxKey](../resources/boxkey.md).",
		"Opens a [boxLid](../resources/boxlid.md).":                 "",
		"Opens a [lid of a box](../resources/boxkey.md).":           "",
		"Opens a [crate](../resources/boxkey.md).":                  "", // a word
		"Opens a [boxLid](../resources/boxkey.md#lids).":            "", // a section about it
		"Opens a [boxShape](../resources/boxkey.md).":               "", // no type
		"Opens a [boxLid](https://example.com/boxkey.md).":          "",
	} {
		files["api/box-open.md"] = "# Open box\n\n" + text + "\n"
		got := ""
		for _, f := range run(files, lint.Config{Only: []string{model.RuleOtherType}}) {
			if got = edited(files["api/box-open.md"], f.Edits); !f.Unsafe {
				t.Errorf("%q: the edit is called safe", text)
			}
		}
		if want != "" {
			want = "# Open box\n\n" + want + "\n"
		}
		if got != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	delete(files, "api/box-open.md")
	files["resources/boxlid.md"] = strings.Replace(pageOf("boxLid"), "| id | String |", "| id | [boxKey](crate.md) |", 1)
	if got := found(files, model.RuleOtherType); got != "" {
		t.Errorf("the type of a property has a finding of resolve's, and %s", got)
	}
}

// TestRequiredHeaders holds samples against the headers that a table calls required.
func TestRequiredHeaders(t *testing.T) {
	for rows, want := range map[string]string{
		"| If-None-Match | An ETag. Required. |":                                 "the header If-None-Match",
		"| If-None-Match | Required. Answers with 304 if it is the same. |":      "the header If-None-Match",
		"| If-None-Match | Required. |\n| X-Room | Where it stands. Required. |": "the headers If-None-Match, X-Room",
		"| If-None-Match | Required if the caller has one. |":                    "",
		"| If-None-Match | Optional. |":                                          "",
		"| Accept-Language | Not required. |":                                    "",
		"| Content-Length | 0. Required. |":                                      "",
		"| prefer | Required. |":                                                 "",
		"| Prefer or If-Match | Required. |":                                     "",
		"| Slug | Required. |":                                                   "", // shown, without a value
	} {
		got := ""
		for _, f := range run(with(t, map[string]string{"api/thing-get.md": "## Request headers\n\n| Name | Description |\n|:--|:--|\n| Authorization | Bearer {token}. Required. |\n" + rows + "\n\n" +
			"### Request\n\n<!-- { \"blockType\": \"request\", \"name\": \"get_thing\" } -->\n```http\nGET https://graph.microsoft.com/v1.0/things/1\nPrefer: a\nSlug:\n```\n"}), lint.Config{Only: []string{model.RuleRequiredHeader}}) {
			got += f.Message
		}
		if want != "" {
			want = "the request leaves out " + want + ", which the table calls required"
		}
		if got != want {
			t.Errorf("%s: found %q", rows, got)
		}
	}
}

// TestTranslatedHeaders reports names of headers in a language that HTTP doesn't have.
func TestTranslatedHeaders(t *testing.T) {
	for row, want := range map[string]string{
		"| Авторизация | Bearer {токен}. |": "write Authorization",
		"| Версия-API | 2. |":               "write the name that is sent",
		"| なし。 | |":                         "", // none
		"| Room | A room. |":                "",
	} {
		got := ""
		for _, f := range run(with(t, map[string]string{"api/thing-get.md": "## Request headers\n\n| Name | Description |\n|:--|:--|\n" + row + "\n"}), lint.Config{Only: []string{model.RuleHeaderName}}) {
			got += f.Fix
		}
		if got != want {
			t.Errorf("%s: the fix is %q", row, got)
		}
	}
}

// TestEnvelopes tells an object in an envelope from a member of that name.
func TestEnvelopes(t *testing.T) {
	answer := func(typ, body string) map[string]string {
		return map[string]string{"api/thing-get.md": "### Response\n\n<!-- {\n  \"blockType\": \"response\",\n  \"truncated\": true,\n  \"@odata.type\": \"microsoft.graph." + typ + "\"\n} -->\n" +
			"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n" + body + "\n```\n"}
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  bool
	}{
		"its type":           {answer("thing", `{"value": {"id": "1"}}`), true},
		"a type of no page":  {answer("sofa", `{"value": {"id": "1"}}`), false},
		"that the body says": {answer("sofa", `{"value": {"@odata.type": "#microsoft.graph.sofa", "id": "1"}}`), true},
		"another one":        {answer("sofa", `{"value": {"@odata.type": "#microsoft.graph.thing", "id": "1"}}`), false},
		"with a member":      {answer("sofa", `{"value": {"@odata.type": "#microsoft.graph.sofa"}, "id": "1"}`), false},
	} {
		if got := found(with(t, c.files), model.RuleEnvelope) != ""; got != c.want {
			t.Errorf("%s: found is %v", name, got)
		}
	}
}

// TestEnvelopeOfList: where the page speaks of a collection, the object lacks its brackets.
func TestEnvelopeOfList(t *testing.T) {
	files := with(t, map[string]string{"api/thing-list.md": "### Response\n\n<!-- {\n  \"blockType\": \"response\",\n  \"truncated\": true,\n  \"@odata.type\": \"microsoft.graph.thing\"\n} -->\n" +
		"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"value\": {\"id\": \"1\"}\n}\n```\n"})
	found := run(files, lint.Config{Only: []string{model.RuleEnvelope}})
	if len(found) != 1 || !strings.Contains(found[0].Fix, "brackets") {
		t.Errorf("found are %v", found)
	}
}

// TestNamespaceLine reports a namespace that no type is in, if it looks like one of types.
func TestNamespaceLine(t *testing.T) {
	files := with(t, nil)
	page := files["api/thing-get.md"]
	for ns, want := range map[string]string{"microsoft.grahp": "microsoft.graph", "microsoft.graph.": "microsoft.graph", "Microsoft.Graph": "", "microsoft.graph.rooms": "", "graph": ""} {
		files["api/thing-get.md"] = strings.Replace(page, "Namespace: microsoft.graph", "Namespace: "+ns, 1)
		got := ""
		for _, f := range run(files, lint.Config{Only: []string{model.RuleNamespace}}) {
			if got = edited(files["api/thing-get.md"], f.Edits); got != page {
				t.Errorf("%s becomes %q", ns, got)
			}
		}
		if (got != "") != (want != "") {
			t.Errorf("%s: found is %v", ns, got != "")
		}
	}
}

// TestAnswerBehindExample: a section with an answer that stands behind the examples belongs to them, and
// isn't to be moved away.
func TestAnswerBehindExample(t *testing.T) {
	page := with(t, nil)["api/thing-get.md"]
	page = strings.Replace(page, "## Response\n\nIf successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object in the response body.\n\n", "", 1)
	page = strings.Replace(page, "### Response\n", "## Response\n", 1)
	for text, want := range map[string]string{
		page: "write ### Response, or move what is said of all answers up",
		page[:strings.Index(page, "## Response\n")] + "## Response\n\nReturns `200 OK`.\n": "move the section up",
	} {
		files := with(t, nil)
		files["api/thing-get.md"] = text
		got := ""
		for _, f := range run(files, lint.Config{Only: []string{model.RuleSectionOrder}}) {
			got += f.Fix
		}
		if got != want {
			t.Errorf("the fix is %q, want %q", got, want)
		}
	}
}

// TestMisspeltHost reports a host with a slip in it once, and not as that of another service.
func TestMisspeltHost(t *testing.T) {
	files := with(t, map[string]string{"api/thing-get.md": "### Request\n\n<!-- { \"blockType\": \"request\", \"name\": \"get_thing\" } -->\n```http\nGET https://graph/microsoft.com/v1.0/things/1\n```\n"})
	if got := found(files, model.RuleHost); got == "" {
		t.Error("the host isn't found")
	}
	if got := found(files, model.RuleOtherHost); got != "" {
		t.Errorf("found %s, too", got)
	}
}

// TestNullListed: null among the values of a property is no member of its enumeration.
func TestNullListed(t *testing.T) {
	files := map[string]string{
		"resources/enums.md": "# Enums\n\n### lidState values\n\n| Member |\n|:--|\n| open |\n| shut |\n",
		"resources/lid.md":   "# lid resource type\n\nA lid.\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n| state | lidState | Possible values are: `null`, `open`, `shut`, `lost`. |\n",
	}
	if got := found(files, model.RuleEnumMember); strings.Count(got, model.RuleEnumMember) != 1 {
		t.Errorf("found %q, want lost alone", got)
	}
}
