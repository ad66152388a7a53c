package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestJSONRules shows what is found in bodies, and what in other places.
func TestJSONRules(t *testing.T) {
	tests := map[string]string{
		"{ \"a\": 1 }":                                "",
		"{ \"a\": 1, }":                               "19:9 json/syntax",
		"{ \"a\": 1 // one\n}":                        "19:10 json/comment",
		"{ \"a\": 1, // one\n}":                       "19:11 json/syntax",
		"{ \"a\": [ 1, ... ] }":                       "19:13 json/syntax",
		"{ the file }":                                "",
		"{ \"a\": 1, \"a\": 2 }":                      "19:11 json/duplicate-member",
		"{ \"a\": 1, \"A\": 2, \"b\": { \"a\": 3 } }": "",
		"[ { \"a\": 1 }, { \"b\": { \"c\": 1, \"c\": 1 } } ]": "19:32 json/duplicate-member",
		"{ \"a\": \"String\" }":                               "19:8 json/type-name",
		"{ \"a\": \"String (timestamp)\" }":                   "19:8 json/type-name",
		"{\"a\":\"String\"}":                                  "19:6 json/type-name",
		"{\"dataType\":\"String\",\"a\":1}":                   "",
		"{ \"dataType\": \"String\" }":                        "",
		"{ \"a\": \"Stringent\" }":                            "",
		"{ \"a\": \"$(this.Name)\" }":                         "19:9 json/generator-text",
		"{ \"a\": \"$(HOME)\" }":                              "",
		"{ \"a\": \"<Unknown Type Edm.X>\" }":                 "19:9 json/generator-text",
		"{ \"a\": \"** Unknown Type `x` **\" }":               "19:9 json/generator-text",
		"{ \"a\": \"TODO: write\" }":                          "19:9 json/generator-text",
		"{ \"a\": \"todo: buy milk\" }":                       "",
		"{ \"a\": \"**TODO: Add Description**\" }":            "19:9 json/generator-text",
	}
	for body, want := range tests {
		files := api("GET /boxes/{id}", request(named, "POST https://api.example.com/v1.0/boxes\nContent-Type: application/json\n\n"+body))
		if got := found(files, "json"); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
	representation := "# box resource type\n\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"x.box\" } -->\n```json\n{\n  \"id\": \"Guid\",\n  \"id\": \"Edm.Guid (key)\"\n}\n```\n"
	for _, f := range run(map[string]string{"resources/box.md": representation}, lint.Config{Only: []string{model.RuleTwoMembers}}) {
		if got := fmt.Sprintf("%d:%d %s %d:%d", f.Pos.Line, f.Pos.Column, f.Message, f.Related[0].Line, f.Related[0].Column); got != "9:3 the object has the member id already 8:3" {
			t.Errorf("a JSON representation: %s", got)
		}
		representation = ""
	}
	if representation != "" {
		t.Error("nothing is found in a JSON representation")
	}
	pages := map[string]string{
		"---\nauthor: \"$(metadata.owner)\"\n---\n\n# A\n":                                               "2:10 json/generator-text",
		"# A\n\nCall `$(metadata.owner)`.\n":                                                             "",
		"# A\n\n**TODO: Add Description**\n":                                                             "3:1 json/generator-text",
		"# A\n\nWrite **all** of it, ** or not **.\n":                                                    "",
		"# A\n\n| A | B |\n|:--|:--|\n| x | **TODO: a** |\n| y | **TODO: b** |\n":                        "5:7 json/generator-text, 6:7 json/generator-text",
		"# A\n\n| A | B |\n|:--|:--|\n| x | TODO: say |\n":                                               "5:7 json/generator-text",
		"# A\n\n| A | B |\n|:--|:--|\n| x | ** Unknown Type `y` ** |\n":                                  "5:7 json/generator-text",
		"# A\n\n## Permissions\n\n| A | B |\n|:--|:--|\n| Application | **TODO: Determine scopes ** |\n": "",
		"# A\n\n<!-- TODO: check this -->\n":                                                             "",
		"# A\n\n```powershell\n$x = $(get.it)\n```\n":                                                    "",
		"# A\n\n## HTTP request\n\n```http\nGET ** Entity URI for x not found **\n```\n":                 "",
	}
	for page, want := range pages {
		if got := found(map[string]string{"api/a.md": page}, "json"); got != want {
			t.Errorf("%q: %q, want %q", page, got, want)
		}
	}
}

// TestJSONEdits mends bodies and annotations. An empty result says that there are no edits.
func TestJSONEdits(t *testing.T) {
	tests := []struct {
		before, after string
		unsafe        bool
	}{
		{"{ \"a\": [ 1, 2, ], }", "{ \"a\": [ 1, 2 ] }", false},
		{"{ \"a\": 1\n  \"b\": 2 }", "{ \"a\": 1,\n  \"b\": 2 }", false},
		{"{ \"a\": \"x\"\n  b: y }", "{ \"a\": \"x\",\n  \"b\": \"y\" }", false},
		{"{ “a”: ‘b’ }", "{ \"a\": \"b\" }", false},
		{"{ 'a': 'say \"x\"' }", "{ \"a\": \"say \\\"x\\\"\" }", false},
		{"{\u00a0\"a\":\u202f1 }", "{ \"a\": 1 }", false},
		{"{a:1}", "{\"a\":1}", false},
		{"{ \"a\": True, \"b\": NULL }", "{ \"a\": true, \"b\": null }", false},
		{"{ \"a\": 2021-02-14T13:29:36Z }", "{ \"a\": \"2021-02-14T13:29:36Z\" }", false},
		{"{ \"a\": 1,, \"b\": 2 }", "{ \"a\": 1, \"b\": 2 }", false},
		{"{ \"a\": \"x\ty\" }", "{ \"a\": \"x\\ty\" }", false},
		{"{ \"a\": \"x\ny\" }", "{ \"a\": \"x\\ny\" }", true},
		{"{\n  // all of it\n  \"a\": 1, // one\n}", "{\n  \"a\": 1\n}", true},
		{"{ \"a\": { \"b\": [ 1, 2 ]", "{ \"a\": { \"b\": [ 1, 2 ]}}", true},
		{"{ \"a\": 1 } }", "{ \"a\": 1 } ", true},
		{"{ \"a\": [ 1, ... ] }", "", false},
		{"{ \"a\": \"say \"x\" now\" }", "", false},
	}
	for _, test := range tests {
		files := api("GET /boxes/{id}", request(named, "POST https://api.example.com/v1.0/boxes\nContent-Type: application/json\n\n"+test.before))
		text := files["api/box-get.md"]
		findings := run(files, lint.Config{Only: []string{"json/syntax", "json/comment"}})
		if len(findings) != 1 {
			t.Errorf("%s: %d findings, want 1", test.before, len(findings))
			continue
		}
		want := ""
		if test.after != "" {
			want = strings.Replace(text, test.before, test.after, 1)
		}
		got := ""
		if f := findings[0]; len(f.Edits) > 0 {
			got = edited(text, f.Edits)
		}
		if got != want || findings[0].Unsafe != test.unsafe {
			t.Errorf("%s becomes, unsafe %t,\n%s", test.before, findings[0].Unsafe, got)
		}
	}
}

// TestAnnotationEdits mends annotations: their JSON, their place, and words that are misspelt.
func TestAnnotationEdits(t *testing.T) {
	const fence = "\n```http\nGET https://api.example.com/v1.0/boxes/1\n```\n"
	tests := []struct{ rule, before, after string }{
		{"annotation/malformed-json", `<!-- { "blockType": "request", name: 'get_box', } -->` + fence, `<!-- { "blockType": "request", "name": "get_box" } -->` + fence},
		{"annotation/unknown-value", `<!-- { "blockType": "requst" } -->` + fence, `<!-- { "blockType": "request" } -->` + fence},
		{"annotation/unknown-key", `<!-- { "blockType": "request", "nmae": "x" } -->` + fence, `<!-- { "blockType": "request", "name": "x" } -->` + fence},
		{"annotation/detached", "<!-- { \"blockType\": \"request\" } -->\n\nSo it goes.\n" + fence, "So it goes.\n\n<!-- { \"blockType\": \"request\" } -->" + fence},
		{"annotation/detached", "Text.\n<!-- {\n  \"blockType\": \"request\"\n} -->\n\nSo it goes.\n" + fence,
			"Text.\n\nSo it goes.\n\n<!-- {\n  \"blockType\": \"request\"\n} -->" + fence},
	}
	for _, test := range tests {
		page := api("GET /boxes/{id}", test.before)["api/box-get.md"]
		if got, _ := mendedTo(t, page, test.rule); got != api("GET /boxes/{id}", test.after)["api/box-get.md"] {
			t.Errorf("%s: %s becomes\n%s", test.rule, test.before, got)
		}
	}
}
