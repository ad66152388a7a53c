package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// of returns the findings of rules, by id or family, as line:column rule.
func of(findings []model.Finding, names ...string) string {
	var out []string
	for _, f := range findings {
		for _, n := range names {
			if lint.Names(n, f.Rule) {
				out = append(out, strings.TrimPrefix(f.Pos.String(), f.Pos.Path()+":")+" "+f.Rule)
			}
		}
	}
	return strings.Join(out, "; ")
}

// pageCase is a page and the findings that it has.
type pageCase struct{ text, want string }

func testPages(t *testing.T, family string, cases map[string]pageCase) {
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"api/x.md": c.text, "resources/thing.md": "# thing\n\n## Some *odd* heading, isn't it?\n\n## <a name=\"english\"></a>Titel\n\n## Own {#mine}\n\n## Twice\n\n## Twice\n"}
			var found []model.Finding
			for _, f := range run(files, lint.Config{}) {
				if f.Pos.Path() == "api/x.md" {
					found = append(found, f)
				}
			}
			if got := of(found, family); got != c.want {
				t.Errorf("findings %q, want %q\n%s", got, c.want, list(found))
			}
		})
	}
}

const permissionHead = "# x\n\n## Permissions\n\n|Permission type|Permissions (from least to most privileged)|\n|:--|:--|\n"

func TestTables(t *testing.T) {
	testPages(t, "table", map[string]pageCase{
		"Intune parent rows": {permissionHead + "|Delegated (work or school account)||\n| &nbsp; &nbsp; **Onboarding** | A.Read |\n|Delegated (personal Microsoft account)|Not supported.|\n|Application||\n|&nbsp;&nbsp;**Onboarding** | A.Read |\n", ""},
		"blank":              {permissionHead + "|Delegated (work or school account)|A.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application| |\n", "9:14 table/blank-permission"},
		"to do":              {permissionHead + "|Delegated (work or school account)|TODO: scopes|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|None|\n", "7:37 table/blank-permission"},
		"linked callers":     {permissionHead + "|[Delegated](/a) (work or school account)|A.Read|\n|[Delegated](/a) (personal Microsoft account)|Not supported.|\n|[Application](/b)|A.Read|\n", ""},
		"callers in short":   {permissionHead + "|Delegated - work or school account|A.Read|\n|Delegated (personal account)<br />Not for tasks.|Not supported.|\n|**Application**|A.Read|\n", ""},
		"misspelt caller":    {permissionHead + "|Delegated (work or school acount)|A.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|A.Read|\n", "7:2 table/permission-rows"},
		"strange caller":     {permissionHead + "|Delegated (work or school account)|A.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n|thing|A.Read|\n", "9:2 table/permission-rows"},
		"work accounts only": {permissionHead + "|Delegated (work or school account)|A.Read|\n", "5:1 table/permission-rows"},
		"no application":     {permissionHead + "|Delegated (work or school account)|A.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n", "5:1 table/permission-rows"},
		"scopes of things":   {"# x\n\n## Permissions\n\n| Resource | Delegated (work or school account) | Application |\n|:--|:--|:--|\n| thing | A.Read | A.Read |\n", ""},
		"included":           {"# x\n\n## Permissions\n\n[!INCLUDE [permissions](../includes/x.md)]\n", ""},
		"several columns":    {"# x\n\n## Permissions\n\n|Permission type|Least privileged permissions|Higher privileged permissions|\n|:--|:--|:--|\n|Delegated (work or school account)|A.Read|A.ReadWrite|\n|Delegated (personal Microsoft account)|Not supported.|Not supported.|\n|Application|A.Read|Not available.|\n", ""},
		"wrong order":        {strings.Replace(permissionHead, "least to most", "Most to Least", 1) + "|Delegated (work or school account)|A.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|A.Read|\n", "5:36 table/permission-order"},
		"most first":         {permissionHead + "|Delegated (work or school account)|A.ReadWrite.All, A.Read.All, A.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|B.Read, A.Read.All, A.ReadWrite.All|\n", "7:37 table/permission-order"},
		"two pairs":          {permissionHead + "|Delegated (work or school account)|A.ReadWrite, B.ReadWrite, A.Read, B.Read, A.ReadWrite|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|A.ReadWriteOwn, A.Read.|\n", "7:37 table/permission-order"},
		"most in least":      {"# x\n\n## Permissions\n\n|Permission type|Least privileged permissions|Higher privileged permissions|\n|:--|:--|:--|\n|Delegated (work or school account)|A.ReadWrite|A.Read|\n|Delegated (personal Microsoft account)|Not supported.|Not supported.|\n|Application|A.Read|A.ReadWrite|\n", "7:37 table/permission-order"},
		"those together":     {permissionHead + "|Delegated (work or school account)|A.ReadWrite plus A.Read|\n|Delegated (personal Microsoft account)|A.ReadWrite & A.Read|\n|Application|A.ReadWrite + A.Read|\n", ""},
		"links":              {permissionHead + "|Delegated (work or school account)|[A.ReadWrite](/p#areadwrite), [A.Read](/p#aread)|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|Not supported.|\n", ""},
		"other things":       {permissionHead + "|Delegated (work or school account)|A.ReadWrite.All, A.Read, B.Read.All|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|A.ReadWrite and B.Read, A.Read and B.ReadWrite|\n", ""},
		"localised":          {"# <a name=\"x\"></a>y\n\n## <a name=\"permissions\"></a>Berechtigungen\n\n|Berechtigungstyp|Berechtigungen|\n|:--|:--|\n|Delegiert|A.Read|\n", ""},

		"escaped pipe":       {"# x\n\n| a | b |\n|---|---|\n| `x\\|y` | c |\n", ""},
		"pipe in code":       {"# x\n\n| a | b |\n|---|---|\n| c | `x|y` |\n", "5:9 table/shape"},
		"blank surplus":      {"# x\n\n| a | b |\n|---|---|\n| c | d | |\n", ""},
		"no outer pipes":     {"# x\n\na | b\n---|---\nc | d\n", ""},
		"text below":         {"# x\n\n| a | b |\n|---|---|\n| c | d |\nText.\n", "6:1 table/shape"},
		"split row":          {"# x\n\n| a | b |\n|---|---|\n| c | d\nmore. |\n", "6:1 table/shape"},
		"title of a group":   {"# x\n\n| a | b | c |\n|---|---|---|\n| **d** |\n| e | f | g |\n", ""},
		"short":              {"# x\n\n| a | b | c |\n|---|---|---|\n| d | e |\n", "5:1 table/short-row"},
		"blank cell":         {"# x\n\n| a | b | c |\n|---|---|---|\n| d | e ||\n", ""},
		"very narrow":        {"# x\n\n| a | b | c |\n|-|-|\n| d | e | f |\n", "3:1 table/delimiter"},
		"narrow delimiter":   {"# x\n\n| a | b | c |\n|---|---|\n| d | e | f |\n", "3:1 table/delimiter"},
		"wide delimiter":     {"# x\n\n| a | b |\n|---|---|---|\n| d | e | f |\n", "3:1 table/delimiter"},
		"CRLF":               {"# x\r\n\r\n| a | b |\r\n|---|---|\r\n| c | d |\r\n\r\nText.\r\n", ""},
		"own column":         {"# x\n\n## Properties\n\n| Property | Type | Nullable | Description |\n|:--|:--|:--|:--|\n| id | String | No | The key. |\n", ""},
		"misspelt column":    {"# x\n\n## Properties\n\n| Propety | Type | Description |\n|:--|:--|:--|\n| id | String | The key. |\n", "5:3 table/unknown-column"},
		"plural column":      {"# x\n\n## Properties\n\n| Properties | Types | Descriptions |\n|:--|:--|:--|\n| id | String | The key. |\n", ""},
		"twice":              {"# x\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n| id | String | The key. |\n| `id` | String | A key. |\n", "8:3 table/duplicate-row"},
		"twice, in groups":   {"# x\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n|**A**|\n| id | String | The key. |\n|**B**|\n| id | String | A key. |\n", ""},
		"table of values":    {"# x\n\n## Properties\n\n| Property | Type |\n|:--|:--|\n| the key | String |\n| the name | String |\n", ""},
		"one odd name":       {"# x\n\n## Request body\n\n| Parameter | Type | Description |\n|:--|:--|:--|\n| id | String | The key. |\n| the name | String | The name. |\n| x | String | An x. |\n", "8:2 table/name-cell"},
		"HTML":               {"# x\n\n## Properties\n\n<table>\n<tr><td>id</td></tr>\n", "5:1 table/html"},
		"cut off":            {"# x\n\n## Properties\n\n| Property | Type |\n|:--|:--|\n| id | String |\n\n| name | String |\n", "9:1 table/shape"},
		"cut off elsewhere":  {"# x\n\n## Properties\n\n| Property | Type |\n|:--|:--|\n| id | String |\n\nText.\n\n| name | String |\n", ""},
		"other row below":    {"# x\n\n## Properties\n\n| Property | Type |\n|:--|:--|\n| id | String |\n\n| a | b | c |\n", ""},
		"no delimiter":       {"# x\n\n| a | b |\n| c | d |\n", "3:1 table/delimiter"},
		"bars":               {"# x\n\n|a|\n|b|\n\n| a | b |\n\n|a| and |b|\nc\n", ""},
		"method twice":       {"# x\n\n## Methods\n\n|Method|Return type|Description|\n|:--|:--|:--|\n|[Get x](/a)|None|x|\n|[Get x](/b)|None|x|\n|[Get x](/a)|None|y|\n", "9:2 table/duplicate-row"},
		"table in a comment": {"# x\n\n<!--\n| a |\n|---|---|\n-->\n", ""},
		"table in code":      {"# x\n\n```text\n| a | b |\n|---|\n| c | d | e |\n```\n", ""},
	})
}

func TestPageForm(t *testing.T) {
	testPages(t, "page", map[string]pageCase{
		"redirect":             {"---\nredirect_url: /y\n---\n", ""},
		"no title":             {"## x\n", "1:1 page/no-title"},
		"no blank":             {"# x\n\n##Response\n\nText.\n", "3:1 page/heading-syntax"},
		"no blank in prose":    {"# x\n\nText.\n###Response\n\n#hash ##tag\n", "4:1 page/heading-syntax"},
		"indented heading":     {"# x\n\n\t## Response\n\nText.\n", "3:2 page/heading-syntax"},
		"indented in prose":    {"# x\n\nText.\n    ## Response\n", "4:5 page/heading-syntax"},
		"indented comments":    {"# x\n\n    ## A comment\n    run\n\n- a\n\n   ## b\n", ""},
		"conflict":             {"# x\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n", "3:1 page/merge-conflict"},
		"conflict in a sample": {"# x\n\n## Properties\n\n```json\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n```\n", "6:1 page/merge-conflict"},
		"conflict in a guide":  {"---\ntitle: x\ndoc_type: conceptualPageType\n---\n# x\n\n```text\n<<<<<<< HEAD\n>>>>>>> c\n```\n", ""},
		"shifts":               {"# x\n\nA <<<<<<< b.\n", ""},
		"alerts":               {"# x\n\n> [!NOTE]\n> a\n\n> [!Impotrant]\n> b\n\n> [!div class=\"x\"]\n\n> [!VIDEO https://x]\n", "6:5 page/alert"},
		"misspelt languages":   {"# x\n\n```htp\nGET /x\n```\n\n```jsno\n{}\n```\n\n```jsonl\n{}\n```\n\n```Http\nGET /x\n```\n\n```hjson\n{}\n```\n\n```htx\nx\n```\n", "3:4 page/fence-language; 7:4 page/fence-language"},
		"two titles":           {"# x\n\n# y\n", "3:1 page/second-title"},
		"tabs are no titles":   {"# x\n\n# [HTTP](#tab/http)\n\na\n\n# [C#](#tab/csharp)\n\nb\n\n---\n", ""},
		"title in code":        {"# x\n\n```text\n# y\n```\n", ""},
		"suffix of the title":  {"---\ntitle: Get x - Rooms API\n---\n# Get x\n", ""},
		"other case":           {"---\ntitle: get X\n---\n# Get x\n", ""},
		"blank before a colon": {"---\ntitle: 'x : move'\n---\n# x: move\n", ""},
		"deprecated":           {"---\ntitle: Get x\n---\n# Get x (deprecated)\n", ""},
		"other title":          {"---\ntitle: Get y\n---\n# Get x\n", "2:8 page/title"},
		"localised title":      {"---\ntitle: Get x\n---\n# <a name=\"get-x\"></a>Obter x\n", ""},
		"empty":                {"---\ntitle: x\nauthor:\n---\n# x\n", "3:1 page/front-matter-empty"},
		"empty list":           {"---\ntitle: x\ntags:\n- a\n---\n# x\n", ""},
		"quoted nothing":       {"---\ntitle: x\nms.prod: ''\n---\n# x\n", "3:1 page/front-matter-empty"},
		"key twice":            {"---\ntitle: x\nauthor: a\nauthor: b\n---\n# x\n", "4:1 page/front-matter-duplicate"},
		"colon":                {"---\ntitle: x: y\n---\n# x: y\n", "2:8 page/front-matter"},
		"unknown doc_type":     {"---\ntitle: x\ndoc_type: enumTypes\n---\n# x\n", "3:11 page/doc-type"},
		"subnamespace":         {"---\ntitle: x\ndoc_type: apiSubNamespacePageType\n---\n# x\n", ""},
		"unclosed fence":       {"# x\n\n```json\n{}\n", "3:1 page/unclosed-fence"},
		"fence":                {"# x\n\n```\n{}\n```\n", "3:1 page/fence-language"},
		"tilde fence":          {"# x\n\n~~~json\n{}\n~~~\n", ""},
		"indented code":        {"# x\n\n- a\n\n      code\n", ""},
		"stray mark":           {"# x\n\n<!--\n{ \"id\": 1 }\n```\n-->\n\ny\n", ""},
		"unclosed tabs":        {"# x\n\n# [HTTP](#tab/http)\n\na\n\n## y\n", "3:1 page/tab-unclosed"},
		"tab twice":            {"# x\n\n# [HTTP](#tab/http)\n\n# [HTTP](#tab/http)\n\na\n\n---\n", "5:1 page/tab-duplicate"},
		"conditions":           {"# x\n\n# [HTTP](#tab/http/v1)\n\na\n\n# [HTTP](#tab/http/v2)\n\nb\n\n---\n", ""},
		"two groups":           {"# x\n\n# [HTTP](#tab/http)\n\na\n\n---\n\n# [HTTP](#tab/http)\n\na\n\n---\n", ""},
		"tags":                 {"# x\n\n[TAGS=a,b]\n\ny\n\n[END]\n", ""},
		"tags in tags":         {"# x\n\n[TAGS=a]\n\n[TAGS=b]\n\ny\n\n[END]\n", "3:1 page/tags"},
		"end alone":            {"# x\n\n[END]\n", "3:1 page/tags"},
		"tags in code":         {"# x\n\n```text\n[TAGS=a]\n```\n", ""},
	})
}

const operation = "---\ntitle: x\ndoc_type: apiPageType\n---\n# x\n\n## Permissions\n\nNone.\n\n## HTTP request\n\n```http\nGET /x\n```\n\n"

func TestOutline(t *testing.T) {
	testPages(t, "page", map[string]pageCase{
		"whole":            {operation + "## Response\n\nNone.\n\n## Examples\n\n### Request\n\n```http\nGET /x\n```\n", ""},
		"no example":       {operation + "## Response\n\nNone.\n", "5:1 page/missing-section"},
		"other level":      {operation + "### Response\n\nNone.\n\n## Examples\n\n### Request\n\n```http\nGET /x\n```\n", ""},
		"prerequisites":    {strings.Replace(operation, "Permissions", "Prerequisites", 1) + "## Response\n\nNone.\n\n## Example\n\n```http\nGET /x\n```\n", ""},
		"other words":      {operation + "## Responses\n\nNone.\n\n## Example 1: get\n\n```http\nGET /x\n```\n", ""},
		"misspelt":         {operation + "## Reponse\n\nNone.\n\n## Example\n\n```http\nGET /x\n```\n", "17:1 page/misspelt-section"},
		"order":            {operation + "## Response\n\nNone.\n\n## Request body\n\nNone.\n\n## Example\n\n```http\nGET /x\n```\n", "21:1 page/section-order"},
		"conceptual":       {"---\ntitle: x\ndoc_type: conceptualPageType\n---\n# x\n\n## Anything\n", ""},
		"enum":             {"---\ntitle: y enum type\ndoc_type: enumPageType\n---\n# y enum type\n\n## Members\n\nNone.\n", ""},
		"enums":            {"---\ntitle: Enum values\ndoc_type: enumPageType\n---\n# Enum values\n\n### a values\n\n### b values\n", ""},
		"enum of values":   {"---\ntitle: y enum type\ndoc_type: enumPageType\n---\n# y enum type\n\n## y values\n\n|Member|\n|:--|\n|on|\n|off|\n", ""},
		"enum, no rows":    {"---\ntitle: y enum type\ndoc_type: enumPageType\n---\n# y enum type\n\n## y values\n\nNone.\n", "5:1 page/missing-section"},
		"enum, no members": {"---\ntitle: y enum type\ndoc_type: enumPageType\n---\n# y enum type\n", "5:1 page/missing-section"},
		"localised":        {"---\ntitle: x\ndoc_type: apiPageType\n---\n# <a name=\"x\"></a>y\n\n```http\nGET /x\n```\n", ""},
	})
}

// TestOwnOutline checks pages against an outline of the docs.
func TestOwnOutline(t *testing.T) {
	files := map[string]string{
		"config/document-outline.json": `{ "apiPageType": [ { "title": "*", "level": 1, "required": true, "headers": [
			{ "condition": "AND", "arguments": [ { "title": "Purpose", "level": 2, "required": true }, { "title": "Step *", "level": 2, "multiple": true } ] } ] } ] }`,
		"a.md": "---\ndoc_type: apiPageType\n---\n# a\n\n## Purpose\n\n## Step one\n\n## Step two\n\n```http\nGET /a\n```\n",
		"b.md": "---\ndoc_type: apiPageType\n---\n# b\n\n## Step one\n\n## Other\n\n```http\nGET /b\n```\n",
	}
	var a, b []model.Finding
	for _, f := range run(files, lint.Config{}) {
		if f.Pos.Path() == "a.md" {
			a = append(a, f)
		} else {
			b = append(b, f)
		}
	}
	if got := of(a, "page"); got != "" {
		t.Errorf("a page that has the outline has findings:\n%s", list(a))
	}
	if got, want := of(b, "page"), "4:1 page/missing-section; 8:1 page/extra-section"; got != want {
		t.Errorf("findings %q, want %q", got, want)
	}
}

// TestTitleSuffix leaves out of titles what the docs add to them by habit.
func TestTitleSuffix(t *testing.T) {
	files := map[string]string{
		"a.md": "---\ntitle: Box - Rooms API\n---\n# Box resource type\n",
		"b.md": "---\ntitle: Door - Rooms API\n---\n# Window resource type\n",
		"c.md": "---\ntitle: Key - Rooms\n---\n# Key resource type\n",
	}
	for _, want := range []string{"b.md c.md", "a.md b.md c.md"} {
		var got []string
		for _, f := range run(files, lint.Config{Only: []string{model.RuleTitle}}) {
			got = append(got, f.Pos.Path())
		}
		if list := strings.Join(got, " "); list != want {
			t.Errorf("findings on %s, want %s", list, want)
		}
		files["b.md"] = "---\ntitle: Door\n---\n# Window resource type\n" // now only one page has it
	}
}

func TestLinks(t *testing.T) {
	testPages(t, "link", map[string]pageCase{
		"page":           {"# x\n\n[a](../resources/thing.md)\n", ""},
		"query":          {"# x\n\n[a](../resources/thing.md?view=b#twice)\n", ""},
		"anchors":        {"# x\n\n[a](../resources/thing.md#some-odd-heading-isnt-it) [b](../resources/thing.md#english) [c](../resources/thing.md#mine) [d](../resources/thing.md#twice-1) [e](#x) [f](#tab/http)\n", ""},
		"no such anchor": {"# x\n\n[a](../resources/thing.md#thrice)\n", "3:26 link/anchor"},
		"anchor case":    {"# x\n\n[a](#X)\n", "3:5 link/anchor"},
		"elsewhere":      {"# x\n\n[a](https://example.com/y.md) [b](/graph/y) [c](mailto:a@b) [d](//h/y) <https://example.com>\n", ""},
		"missing":        {"# x\n\n[a](y.md) ![b](y.png) <a href=\"z.md\">z</a>\n", "3:5 link/missing; 3:16 link/missing; 3:32 link/missing"},
		"in a cell":      {"# x\n\n| a |\n|---|\n| [b](y.md) |\n", "5:7 link/missing"},
		"in a heading":   {"# x\n\n## See [b](y.md)\n", "3:12 link/missing"},
		"in a list":      {"# x\n\n- a\n  - [b](y.md)\n", "4:9 link/missing"},
		"in a quote":     {"# x\n\n> [b](y.md)\n", "3:7 link/missing"},
		"in HTML":        {"# x\n\n<p>\n<a href=\"y.md\">y</a>\n</p>\n", "4:10 link/missing"},
		"in code":        {"# x\n\n`[b](y.md)`\n\n```text\n[b](y.md)\n```\n\n<!-- [b](y.md) -->\n", ""},
		"empty":          {"# x\n\n[a]()\n", "3:5 link/missing"},
		"no extension":   {"# x\n\n[a](../resources/thing)\n", "3:5 link/missing"},
		"case":           {"# x\n\n[a](../Resources/thing.md)\n", "3:5 link/case"},
		"folder":         {"# x\n\n[a](../resources/)\n", ""},
		"root":           {"# x\n\n[a](~/resources/thing.md)\n", ""},
		"escapes":        {"# x\n\n[a](../resources/%74hing.md) [b](../resources&#47;thing.md)\n", ""},
		"backslash":      {"# x\n\n[a](..\\resources\\thing.md)\n", "3:5 link/backslash"},
		"defined":        {"# x\n\n[a][b] [b][] [b]\n\n[b]: ../resources/thing.md\n", ""},
		"bad definition": {"# x\n\n[a][b]\n\n[b]: y.md \"y\"\n", "5:6 link/missing"},
		"undefined":      {"# x\n\n[a][b]\n", "3:5 link/undefined-reference"},
		"indexes":        {"# x\n\na[0][1] x[i][$count]\n", ""},
		"footnote":       {"# x\n\n[a][^1]\n", ""},
		"outside":        {"# x\n\n[a](../../y.md)\n", "3:5 link/outside"},
		"own tab":        {"# x\n\n# [C#](#tab/csharp)\n\n[!INCLUDE [sample](../includes/y.md)]\n\n---\n", "5:20 link/include-missing"},
		"include":        {"# x\n\n[!INCLUDE [sample](../includes/y.md)]\n", "3:20 link/include-missing"},
		"video":          {"# x\n\n[!VIDEO https://example.com/v]\n", ""},
	})
}

// TestNameCase holds the case of file names against the habit of the set: a link is mended to the
// name that the file should have.
func TestNameCase(t *testing.T) {
	const camel, lower = "resources/paperBox.md", "resources/tin.md"
	others := []string{"resources/b.md", "resources/c.md", "resources/d.md", "resources/e.md", "resources/f.md", "resources/g.md", "resources/h.md", "resources/i.md", "resources/j.md", "resources/k.md",
		"resources/l.md", "resources/m.md", "resources/n.md", "resources/o.md", "resources/p.md", "resources/q.md", "resources/r.md", "resources/s.md"}
	off := lint.Config{Levels: []lint.Level{{Rules: model.RuleFileNameCase, Severity: lint.Off}}}
	for _, c := range []struct {
		name     string
		pages    []string
		config   lint.Config
		want     string
		fix, new string // of the link to the first page, and of its edit
	}{
		{"a slip", append(others, camel), lint.Config{}, "resources/paperBox.md:1:1 page/file-name-case, x.md:3:5 link/case", "rename the file to paperbox.md, and write that here", ""},
		{"a habit", append(others[:8:8], camel, "resources/tinBox.md"), lint.Config{}, "x.md:3:5 link/case", "write resources/paperBox.md", "resources/paperBox.md"},
		{"too few for a habit", append(others, camel, "resources/tinBox.md"), lint.Config{}, "resources/paperBox.md:1:1 page/file-name-case, resources/tinBox.md:1:1 page/file-name-case, x.md:3:5 link/case",
			"rename the file to paperbox.md, and write that here", ""},
		{"as the config has it", append(others, camel), off, "x.md:3:5 link/case", "write resources/paperBox.md", "resources/paperBox.md"},
		{"a name in lower case", append(others, lower, camel), lint.Config{}, "resources/paperBox.md:1:1 page/file-name-case, x.md:3:5 link/case, x.md:3:32 link/case", "rename the file to paperbox.md, and write that here", ""},
	} {
		files := map[string]string{"x.md": "# x\n\n[a](resources/paperbox.md) [b](resources/Tin.md)\n"}
		if !slices.Contains(c.pages, lower) {
			files["x.md"] = "# x\n\n[a](resources/paperbox.md)\n"
		}
		for _, name := range c.pages {
			files[name] = "# y\n"
		}
		var got []string
		for _, f := range run(files, c.config) {
			if f.Rule != model.RuleFileNameCase && f.Rule != model.RuleLinkCase {
				continue
			}
			got = append(got, f.Pos.String()+" "+f.Rule)
			if f.Rule == model.RuleLinkCase && f.Pos.Column == 5 {
				if f.Fix != c.fix || len(f.Edits) > 0 != (c.new != "") || c.new != "" && f.Edits[0].New != c.new {
					t.Errorf("%s: %s with the edits %v, want %q", c.name, f, f.Edits, c.new)
				}
			}
		}
		if list := strings.Join(got, ", "); list != c.want {
			t.Errorf("%s: %s, want %s", c.name, list, c.want)
		}
	}
}

// TestSiteLinks looks links to /….md up only where the docs say which of them lead elsewhere.
func TestSiteLinks(t *testing.T) {
	page := "# x\n\n[a](/graph/y.md) [b](/api/x.md) [c](/api/y.md) [d](/overview)\n"
	if found := run(map[string]string{"api/x.md": page}, lint.Config{}); len(found) > 0 {
		t.Errorf("without a config there are findings:\n%s", list(found))
	}
	found := run(map[string]string{"api/x.md": page, "config/link-validation-config.json": `{ "pathsToIgnore": ["/graph"] }`}, lint.Config{})
	if got, want := of(found, "link"), "3:37 link/missing"; got != want {
		t.Errorf("findings %q, want %q", got, want)
	}
}

// TestFragmentLinks checks links in a file that a page takes in: they lead from its folder.
func TestFragmentLinks(t *testing.T) {
	files := map[string]string{
		"api/x.md":            "# x\n\n[!INCLUDE [note](../includes/notes/n.md)]\n\n[a](#below)\n",
		"includes/notes/n.md": "## Below\n\nSee [x](../../api/x.md) and [y](../api/x.md).\n",
	}
	found := run(files, lint.Config{})
	if len(found) != 1 || found[0].Pos.String() != "includes/notes/n.md:3:33" || found[0].Rule != model.RuleLinkMissing {
		t.Errorf("findings:\n%s", list(found))
	}
}

// TestFragmentTables checks the permissions table that a page takes in.
func TestFragmentTables(t *testing.T) {
	table := strings.TrimPrefix(permissionHead, "# x\n\n## Permissions\n\n") + "|Delegated (work or school account)|A.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n|Aplication|A.Read|\n"
	found := run(map[string]string{"api/x.md": "# x\n\n## Permissions\n\n[!INCLUDE [permissions](../includes/p.md)]\n", "includes/p.md": table}, lint.Config{})
	if len(found) != 1 || found[0].Pos.String() != "includes/p.md:5:2" || found[0].Rule != model.RulePermissionRows {
		t.Errorf("findings:\n%s", list(found))
	}
}

// TestUnshown reads files that no page can show.
func TestUnshown(t *testing.T) {
	for rule, text := range map[string]string{
		model.RulePageEncoding: "\xff\xfe#\x00 \x00x\x00",
		model.RulePageByte:     "# x\n\nIt\x92s.\n",
		model.RulePageTooLarge: strings.Repeat("x", parser.MaxPageSize+1),
		model.RulePageFacts:    "# x\n\n## Properties\n\n|Property|Type|\n|---|---|\n" + strings.Repeat("|a|b|\n", 300_000),
	} {
		if found := run(map[string]string{"x.md": text}, lint.Config{Only: []string{"page"}}); !strings.Contains(of(found, "page"), rule) {
			t.Errorf("%s is not reported, but\n%s", rule, list(found))
		}
	}
}

// TestCallersOfAHouse asks for no caller that none of several tables of the set has.
func TestCallersOfAHouse(t *testing.T) {
	table := permissionHead + "|Delegated (work or school account)|A.Read|\n|Application|A.Read|\n"
	for tables, want := range map[int]int{4: 4, 5: 0} {
		files := map[string]string{}
		for i := range tables {
			files[fmt.Sprintf("x%d.md", i)] = table
		}
		if found := run(files, lint.Config{}); len(found) != want {
			t.Errorf("%d tables without a row: %d findings, want %d\n%s", tables, len(found), want, list(found))
		}
		files["y.md"] = strings.Replace(table, "|Application", "|Delegated (personal Microsoft account)|A.Read|\n|Application", 1)
		if found := run(files, lint.Config{}); len(found) != tables {
			t.Errorf("%d tables without a row and one with it: %d findings\n%s", tables, len(found), list(found))
		}
	}
}
