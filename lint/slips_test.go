package lint_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestLinkSyntax mends what is meant to be a link and is none, and leaves alone what isn't.
func TestLinkSyntax(t *testing.T) {
	for before, after := range map[string]string{
		"See [a](../b.md.":                   "See [a](../b.md).",
		"See [a](../b.md, and [c](d.md).":    "See [a](../b.md), and [c](d.md).",
		"See [a](../b.md] in c.":             "See [a](../b.md) in c.",
		"See [a] (../b.md#c).":               "See [a](../b.md#c).",
		"See (a)[https://b].":                "See [a](https://b).",
		"A [a](b.md collection).":            "A [a](b.md) collection.",
		"One (see [a](b.md and that).":       "One (see [a](b.md) and that).",
		"One (x) and [a](b.md and that).":    "One (x) and [a](b.md) and that.",
		"[INCLUDE [a](../b.md)]":             "[!INCLUDE [a](../b.md)]",
		"For more, see[a](../b.md).":         "For more, see [a](../b.md).",
		"The [a](../b.md),[c](../d.md).":     "The [a](../b.md), [c](../d.md).",
		"An un[documented](../b.md) one.":    "",
		"[!INCLUDE[a](../b.md)]":             "",
		"これはsee[箱](../b.md)と[a](../b.md)":    "",
		"(see)[a](../b.md), v1.[a](../b.md)": "",
		"|[a](../b.md|":                      "|[a](../b.md)|",
		"`[a](../b.md`":                      "",
		"See a[0] (the first), [b] (/c).":    "",
		"f(x)[1] and [a](b c) and [d](e":     "",
		"(See [a] and (b)[c]) [d](../e.md).": "",
		"[a][b] (../c.md)\n\n[b]: https://b": "",
	} {
		if strings.HasPrefix(before, "|") {
			before, after = "|x|\n|--|\n"+before, "|x|\n|--|\n"+after
		}
		findings := run(map[string]string{"api/box.md": "# x\n\n" + before + "\n"}, lint.Config{Only: []string{model.RuleLinkSyntax}})
		switch {
		case after == "" && len(findings) > 0:
			t.Errorf("%q: found %v", before, findings)
		case after == "":
		case len(findings) != 1:
			t.Errorf("%q: %d findings", before, len(findings))
		default:
			if got := edited("# x\n\n"+before+"\n", findings[0].Edits); got != "# x\n\n"+after+"\n" {
				t.Errorf("%q becomes %q", before, got)
			}
		}
	}
	blank := run(map[string]string{"api/box.md": "# x\n\nSee [a](../b c/d).\n"}, lint.Config{Only: []string{model.RuleLinkSyntax}})
	if len(blank) != 1 || len(blank[0].Edits) > 0 || blank[0].Pos.Column != 5 {
		t.Errorf("a blank in the destination: %v", blank)
	}
}

// TestUnwritten finds what an author left for later, where nothing else is said.
func TestUnwritten(t *testing.T) {
	page := "---\ntitle: x\nauthor: \"TBD\"\ndescription: What is TBD in x\nkeys: [ TBD ]\n---\n# x\n\nTBD\n\nTODO: describe it\n\nA TODO list, TBD.\n\n## Properties\n\n" +
		"|Property|Type|Description|\n|:--|:--|:--|\n|id|String|TODO|\n|TBDs|String|A TODO.|\n|todo|String|todo|\n"
	page += "|x|String|TODO: say what TODO: means|\n"
	got := found(map[string]string{"resources/x.md": page}, model.RuleLeftover)
	if want := "3:10 json/generator-text, 5:9 json/generator-text, 9:1 json/generator-text, 11:1 json/generator-text, 19:12 json/generator-text, 22:11 json/generator-text"; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
}

// TestOwnLinks holds the links that a service makes of a request against where requests go.
func TestOwnLinks(t *testing.T) {
	files := map[string]string{}
	add := func(base, context string) {
		answer := "<!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n\"@odata.context\": \"" + context + "\"\n}\n```\n"
		files[fmt.Sprintf("api/box%d-get.md", len(files))] = api("GET /boxes/{id}", request(named, "GET "+base+"/boxes/1")+answer)["api/box-get.md"]
	}
	for range 12 {
		add("https://a.example/beta", "https://a.example/beta/$metadata#boxes")
	}
	for _, c := range []struct{ base, context, want string }{
		{"https://a.example/beta", "https://a.example/v1.0/$metadata#boxes", "25:38 http/version"},
		{"https://a.example/beta", "https://a.example/testing/$metadata#boxes", "25:38 http/version"},
		{"https://a.example/beta", "https://a.example/boxes?page=2", ""},
		{"https://a.example/beta", "https://canary.a.example/x/$metadata#boxes", "25:28 http/host"},
		{"https://a.example/beta", "https://b.example/x/$metadata#boxes", ""},
		{"https://a.example/beta", "../$metadata#boxes", ""},
		{"https://a.example", "", "16:23 http/version"},
		{"https://a.example/testing", "", "16:23 http/version"},
	} {
		n := len(files)
		add(c.base, c.context)
		if got := found(files, model.RuleVersion, model.RuleHost); got != c.want {
			t.Errorf("%s, %s: found %q, want %q", c.base, c.context, got, c.want)
		}
		delete(files, fmt.Sprintf("api/box%d-get.md", n))
	}
}

// TestPromisedReasons shows which reasons of sentences are wrong, and what they become.
func TestPromisedReasons(t *testing.T) {
	for code, mended := range map[string]string{
		"204 OK": "204 No Content", "204, Accepted": "204 No Content", "204 NoContent": "204 No Content", "201 Creatd": "201 Created", "200 Created": "201 Created",
		"204 No Content": "", "204, No Content": "", "200 ok": "", "200": "", "200 response": "", "200 status code": "", "404 errors": "", "201 Created response": "", "2000 boxes": "", "200-299": "",
		"203 Non-Authoritative Information": "", "207 Multi-Status": "", "207 multi status": "", "413 Payload Too Large": "", "422 Unprocessable Content": "", "207 OK": "207 Multi-Status", "999 OK": "",
	} {
		page := "# Put box\n\n## HTTP request\n\n```http\nPUT /boxes/{id}\n```\n\n## Response\n\nIf successful, returns `" + code + "`.\n\n## Example\n\n### Response\n\n```http\nHTTP/1.1 201 Created\n```\n"
		findings := run(map[string]string{"api/box-put.md": page}, lint.Config{Only: []string{model.RuleStatusReason}})
		switch {
		case mended == "" && len(findings) > 0:
			t.Errorf("%s: found %v", code, findings)
		case mended == "":
		case len(findings) != 1 || findings[0].Pos.Line != 11 || findings[0].Pos.Column != 25:
			t.Errorf("%s: found %v", code, findings)
		default:
			if got := edited(page, findings[0].Edits); !strings.Contains(got, "`"+mended+"`") {
				t.Errorf("%s becomes\n%s", code, got)
			}
		}
	}
}

// TestScopeNames tells slips in permissions from other permissions.
func TestScopeNames(t *testing.T) {
	for name, meant := range map[string]string{
		"Files.ReadWirte.All": "Files.ReadWrite.All", "Files.Readwrite.All": "Files.ReadWrite.All", "Flies.ReadWrite.All": "Files.ReadWrite.All",
		"Sites.ReadWrite.All": "", "File.ReadWrite.All": "", "Files.Read.All": "", "Files.ReadWrite": "", "Files.ReadWrite.All": "",
	} {
		table := func(scope string) string {
			return permissionHead + "|Delegated (work or school account)|" + scope + "|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|Not supported.|\n"
		}
		files := map[string]string{"api/x.md": table(name)}
		for i := range 8 {
			files[fmt.Sprintf("api/y%d.md", i)] = table("Files.ReadWrite.All")
		}
		got := ""
		for _, f := range run(files, lint.Config{Only: []string{model.RuleScopeName}}) {
			got += f.Edits[0].New
		}
		if got != meant {
			t.Errorf("%s: %q, want %q", name, got, meant)
		}
	}
}

// TestTwoScopes takes two permissions apart that are written as one, if both are named elsewhere.
func TestTwoScopes(t *testing.T) {
	for name, want := range map[string]string{
		"Lid.ReadBox.Write.All": "Lid.Read, Box.Write.All", "Lid.ReadTop.Write.All": "", "LidBox.Write.All": "", "Lid.Read": "", "Lid.ReadBox": "",
	} {
		files := map[string]string{"api/x.md": permissionHead + "|Delegated (work or school account)|Box.Write.All, Lid.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|Lid.Open<br>" + name + "|\n"}
		got := ""
		for _, f := range run(files, lint.Config{Only: []string{model.RuleScopeName}}) {
			got += strings.TrimPrefix(f.Fix, "write ")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestSunkHeadings finds the headings that stand deeper than on other pages, and only those.
func TestSunkHeadings(t *testing.T) {
	const head = "---\ntitle: x\ndoc_type: apiPageType\n---\n# x\n\n"
	const request = "## HTTP request\n\n```http\nGET /x\n```\n\n"
	for name, c := range map[string]struct{ page, want string }{
		"below another":      {"## Permissions\n\nNone.\n\n" + "#" + request + "## Response\n\nx\n\n## Example\n\nx\n", "11:1 page/misspelt-section"},
		"below the title":    {"### Permissions\n\nNone.\n\n" + request + "## Response\n\nx\n\n## Example\n\nx\n", "7:1 page/misspelt-section"},
		"of the request":     {"## Permissions\n\nNone.\n\n" + request + "### Request body\n\nx\n\n## Response\n\nx\n\n## Example\n\nx\n", ""},
		"of the example":     {"## Permissions\n\nNone.\n\n" + request + "## Example\n\nx\n\n### Response\n\nx\n", ""},
		"of several":         {"## Permissions\n\nNone.\n\n#" + request + "#" + request + "## Response\n\nx\n\n## Example\n\nx\n", ""},
		"of another section": {"## Permissions\n\nNone.\n\n## My x\n\n#" + request + "## Response\n\nx\n\n## Example\n\nx\n", ""},
	} {
		if got := found(map[string]string{"api/x-get.md": head + c.page}, model.RuleMisspeltSection); got != c.want {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
	}
}

// TestDeepPage asks for sections on the level that those of the page have.
func TestDeepPage(t *testing.T) {
	page := "---\ntitle: x\ndoc_type: apiPageType\n---\n## x\n\n### Permissions\n\nNone.\n\n### HTTP request\n\n```http\nGET /x\n```\n\n### Example\n\nx\n"
	findings := run(map[string]string{"api/x-get.md": page}, lint.Config{Only: []string{model.RuleMissingSection}})
	if len(findings) != 1 || findings[0].Fix != "add ### Response" {
		t.Errorf("found %v", findings)
	}
}

// TestMisspeltKey reports a key of the front matter that is a missing one misspelt, where it is.
func TestMisspeltKey(t *testing.T) {
	files := map[string]string{"api/x.md": "---\ntitle: x\ndescritpion: y\n---\n# x\n"}
	for i := range 22 {
		files[fmt.Sprintf("api/y%d.md", i)] = "---\ntitle: x\ndescription: y\n---\n# x\n"
	}
	if got := found(files, model.RuleFrontMatterMissing); got != "3:1 page/front-matter-missing" {
		t.Errorf("found %s", got)
	}
}

// TestJSONTypes holds values of a JSON representation against the types of the table.
func TestJSONTypes(t *testing.T) {
	for _, c := range []struct{ typ, value, want string }{
		{"String", "true", `write "String"`}, {"Boolean", `"String"`, "write true"}, {"Int32", `"String"`, "write 1024"}, {"String collection", `"String"`, `write ["String"]`},
		{"thingState", `{"@odata.type": "microsoft.graph.thingState"}`, `an enumeration, which is text in JSON; write "String"`},
		{"Boolean", `"Boolean"`, ""}, {"Int32", `"Int32"`, ""}, {"String", `"x"`, ""}, {"DateTimeOffset", `"String (timestamp)"`, ""}, {"String", "null", ""},
		{"Duration", `"PT1H"`, ""}, {"String collection", `"String collection"`, ""}, {"other", `"String"`, ""}, {"thing collection", `{"@odata.type": "Collection(microsoft.graph.thing)"}`, ""},
	} {
		rows := "|id|String|x|\n|made|" + c.typ + "|x|"
		page := strings.Replace(resource("lamp", "", rows), "{\n", "{\n  \"id\": \"String\",\n  \"made\": "+c.value+",\n", 1)
		got := ""
		for _, f := range run(with(t, map[string]string{"resources/lamp.md": page}), lint.Config{Only: []string{model.RuleShownType}}) {
			got += f.Message + "; " + f.Fix
		}
		if !strings.HasSuffix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s, %s: %q, want %q", c.typ, c.value, got, c.want)
		}
	}
}

// TestLongLine finds many slips on one line, and where each stands, in a time that grows with them.
func TestLongLine(t *testing.T) {
	const slips = 20_000
	page := "# Get lamp\n\n## Response\n\nÄ returns " + strings.Repeat("`204 OK` ", slips) + "\n"
	var findings []model.Finding
	took := cputime.Of(func() {
		findings = run(map[string]string{"api/lamp-get.md": page}, lint.Config{Only: []string{model.RuleStatusReason}})
	})
	if len(findings) == 0 || took > 2*time.Second {
		t.Errorf("%d findings after %v", len(findings), took)
	}
	for i, f := range findings {
		if want := int32(12 + 9*i); f.Pos.Line != 5 || f.Pos.Column != want {
			t.Fatalf("finding %d stands at %s, want 5:%d", i, f.Pos, want)
		}
	}
}

// TestMany looks at pages that have very many of what a rule looks for, in a time that grows with
// them.
func TestMany(t *testing.T) {
	rep := func(text string) string { return strings.Repeat(text, 600_000/len(text)) }
	members, context := "", `"@odata.context": "https://a.example/v1/$metadata",`
	for i := range 8_000 {
		members += fmt.Sprintf("\"m%d\": \"String\", ", i)
	}
	for name, page := range map[string]string{
		"to do":      "x " + rep("**TODO"),
		"to do:":     "```http\nGET /x\n\n" + rep("TODO: ") + "\n```\n",
		"generators": "```http\nGET /x\n\n" + rep("$(a.b) ") + "\n```\n",
		"rows": "## Properties\n\n|Property|Type|Description|\n|--|--|--|\n|a|String|x|\n\n" + rep("|b|\n\n") +
			"## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.x\" } -->\n```json\n{" + members + "\"a\": \"String\" }\n```\n",
		"duplicates": "```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{" + rep(context) + "\"a\": 1}\n```\n",
	} {
		took := cputime.Of(func() { run(map[string]string{"api/x-get.md": "# Get x\n\n" + page}, lint.Config{}) })
		if took > 4*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

// TestManyEdits makes very many edits of a page.
func TestManyEdits(t *testing.T) {
	const slips = 60_000
	findings := make([]model.Finding, slips)
	for i := range findings {
		at := model.Span{Start: int32(2 * i), End: int32(2*i + 1)}
		findings[i].Edits = []model.Edit{{Span: at, New: "b"}}
	}
	var text string
	var mended []model.Finding
	took := cputime.Of(func() { text, mended = lint.Apply(strings.Repeat("a ", slips), findings, false) })
	if text != strings.Repeat("b ", slips) || len(mended) != slips || took > 2*time.Second {
		t.Errorf("%d are mended after %v", len(mended), took)
	}
}

// TestLongScope finds a misspelt permission beside one of very many parts.
func TestLongScope(t *testing.T) {
	files := map[string]string{}
	const known, slip = "Lamps.Readings.All", "Lamps.Raedings.All"
	long := strings.Repeat("a.", 50_000) + "Read"
	for i := range 8 {
		name := known
		if i == 7 {
			name = slip
		}
		files[fmt.Sprintf("api/y%d.md", i)] = "# Get lamp\n\n## Permissions\n\n|Permission type|Permissions|\n|:--|:--|\n|Application|" + name + ", " + long + "|\n"
	}
	var got string
	took := cputime.Of(func() { got = found(files, model.RuleScopeName) })
	if got != "7:14 table/permission-name" || took > 2*time.Second {
		t.Errorf("found %q in %v", got, took)
	}
}
