package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
)

// api makes a page with request lines and with what stands below Examples.
func api(lines, examples string) map[string]string {
	return map[string]string{"api/box-get.md": "# Get box\n\n## HTTP request\n\n<!-- { \"blockType\": \"ignored\" } -->\n```http\n" + lines +
		"\n```\n\n## Examples\n\n" + examples}
}

// request makes an annotated request, with more members in its annotation.
func request(members, text string) string {
	return "### Request\n\n<!-- { \"blockType\": \"request\"" + members + " } -->\n```http\n" + text + "\n```\n\n"
}

// response makes an annotated response.
func response(members, text string) string {
	return "### Response\n\n<!-- { \"blockType\": \"response\"" + members + " } -->\n```http\n" + text + "\n```\n\n"
}

// found lints pages with some rules and lists what is found: line:column rule. A family
// stands for all of its rules.
func found(files map[string]string, rules ...string) string {
	var out []string
	for _, f := range run(files, lint.Config{Only: rules}) {
		out = append(out, fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Column, f.Rule))
	}
	return strings.Join(out, ", ")
}

const (
	getBox  = "GET https://api.example.com/v1.0/boxes/1"
	boxJSON = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": \"1\" }"
	named   = `, "name": "get_box"`
)

func TestAnnotations(t *testing.T) {
	good := request(named, getBox) + response("", boxJSON)
	tests := map[string]struct{ examples, want string }{
		"good":                       {good, ""},
		"keys in other cases":        {request(`, "NAME": "get_box", "TRUNCATED": true`, getBox) + response(`, "iscollection": "True"`, boxJSON), ""},
		"a key misspelt":             {request(named, getBox) + response(`, "isColection": true`, boxJSON), "21:33 annotation/unknown-key"},
		"a key of its own":           {request(named+`, "owner": "me"`, getBox) + response("", boxJSON), "14:51 annotation/unknown-key"},
		"neither yes nor no":         {request(named, getBox) + response(`, "truncated": "yes"`, boxJSON), "21:46 annotation/unknown-value"},
		"a block type misspelt":      {request(named, getBox) + strings.Replace(response("", boxJSON), `"response"`, `"respnse"`, 1), "21:21 annotation/unknown-value"},
		"JSON that is no annotation": {good + "<!-- { \"id\": 1, \"displayNam\": \"x\" } -->\n", ""},
		"keys of other tools in the page annotation": {good + "<!-- { \"type\": \"#page.annotation\", \"ms.topic\": \"x\", \"tocPth\": \"y\" } -->\n",
			"29:53 annotation/unknown-key"},
		"no name":      {request("", getBox) + response("", boxJSON), "14:1 annotation/missing-name"},
		"a name twice": {good + request(named, getBox) + response("", boxJSON), "31:40 annotation/duplicate-name"},
		"a name twice, and answers to it": {request(named, getBox) + response(named, boxJSON) + request(named, getBox) + response(named, boxJSON),
			"31:40 annotation/duplicate-name"},
		"names that differ in case": {good + request(`, "name": "Get_Box"`, getBox) + response("", boxJSON), ""},
		"a response to none":        {request(named, getBox) + response(`, "name": "get_bx"`, boxJSON), "21:42 annotation/unknown-request"},
		"a response to a list":      {request(named, getBox) + response(`, "name": ["get_box", "put_box"]`, boxJSON), "21:54 annotation/unknown-request"},
		"a response to an ignored":  {good + "<!-- { \"blockType\": \"ignored\", \"name\": \"old\" } -->\n```http\n" + getBox + "\n```\n\n" + response(`, "name": "old"`, boxJSON), ""},
		"a nameless request":        {request("", getBox) + response(named, boxJSON), "14:1 annotation/missing-name"},
		"a second response":         {good + response("", boxJSON), "31:1 annotation/second-response"},
		"what a redirect led to":    {request(named, getBox) + response("", "HTTP/1.1 302 Found\nLocation: https://files.example.com/1") + response("", boxJSON), ""},
		"another redirect":          {request(named, getBox) + response("", "HTTP/1.1 302 Found") + response("", "HTTP/1.1 302 Found"), "28:1 annotation/second-response"},
		"two behind a redirect":     {request(named, getBox) + response("", "HTTP/1.1 302 Found") + response("", boxJSON) + response("", boxJSON), "38:1 annotation/second-response"},
		"two by name":               {request(named, getBox) + request(`, "name": "b"`, getBox) + response(named, boxJSON) + response(`, "name": "b"`, boxJSON), ""},
		"a response first":          {response("", boxJSON) + request(named, getBox), "14:1 annotation/unpaired-response"},
		"no annotation":             {request(named, getBox) + "```http\n" + boxJSON + "\n```\n", "19:1 annotation/missing"},
		"none at all":               {"```http\n" + getBox + "\n```\n\n```http\n" + boxJSON + "\n```\n", "12:1 annotation/none"},
		"a notification":            {good + "```http\nPOST https://bot.example.org/hook\n```\n", ""},
		"a body below":              {good + "```http\nPOST https://api.example.com/v1.0/boxes\nContent-Type: application/json\n```\n\n```json\n{ \"id\": \"1\" }\n```\n", ""},
		"text in another language":  {good + "```python\nGET /boxes\n```\n", ""},
		"a heading between":         {strings.Replace(request(named, getBox), "-->\n", "-->\n\n#### Request\n\n", 1) + response("", boxJSON), "14:1 annotation/detached"},
		"blank lines between":       {strings.Replace(request(named, getBox), "-->\n", "-->\n\n\n", 1) + response("", boxJSON), ""},
		"no block":                  {good + "<!-- { \"blockType\": \"response\" } -->\n\n## See also\n\nNothing.\n", "29:1 annotation/detached"},
		"ignored, and no block":     {good + "<!-- { \"blockType\": \"ignored\" } -->\n\n`GET /boxes`\n", ""},
		"permissions":               {good + "<!-- { \"blockType\": \"permissions\", \"name\": \"p\" } -->\n\n| A | B |\n|:--|:--|\n| C | D |\n", ""},
		"sample keys":               {request(named+`, "sampleKeys": ["1", "boxes"]`, getBox) + response("", boxJSON), ""},
		"sample keys that are gone": {request(named+`, "sampleKeys": ["1", "7", "8"]`, getBox) + response("", boxJSON), "14:72 annotation/sample-keys"},
	}
	tests["an option shown"] = struct{ examples, want string }{good + "## Query parameters\n\n```http\nGET https://api.example.com/v1.0/boxes/1?$select=id\n```\n", ""}
	for name, test := range tests {
		if got := found(api("GET /boxes/{id}", test.examples), "annotation"); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestSharedNames finds requests with one name in a folder, not across folders: those may be
// versions of one page.
func TestSharedNames(t *testing.T) {
	page := api("GET /boxes/{id}", request(named, getBox)+response("", boxJSON))["api/box-get.md"]
	if got := found(map[string]string{"beta/api/a.md": page, "v1.0/api/a.md": page}, "annotation"); got != "" {
		t.Errorf("two folders: %s", got)
	}
	if got := found(map[string]string{"api/a.md": page, "api/b.md": page}, "annotation"); got != "14:40 annotation/shared-name" {
		t.Errorf("one folder: %s", got)
	}
}
