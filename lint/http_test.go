package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestRequestLines shows which request lines are found fault with.
func TestRequestLines(t *testing.T) {
	tests := map[string]string{
		"GET /boxes/{id}":                         "",
		"GET /boxes/{id}\nPATCH /boxes/{id}":      "",
		"GET /boxes?$filter={f}\nGET /boxes":      "",
		"GET https://api.example.com/boxes/{id}":  "",
		"GET ~/boxes/{id}":                        "",
		"GET /boxes/{id | name}/f(a='<x>',b={c})": "",
		"GET /boxes/f(a={x}, b={y})":              "",
		"GET /boxes/(box-id)/x":                   "7:12 http/placeholder-notation",
		"GET /boxes/<id>":                         "7:12 http/placeholder-notation",
		"GET /boxes/{{id}}/x":                     "7:12 http/placeholder-notation",
		"GET /boxes/:box-id/x":                    "7:12 http/placeholder-notation",
		"GET /root:/{path}:/x":                    "",
		"GET /boxes/:1/:id":                       "7:15 http/placeholder-notation",
		"GET /boxes/:a:/x":                        "",
		"GET /boxes/< >/x":                        "7:12 http/placeholder-notation", // a blank
		"GET /boxes/{id} | name/x":                "7:12 http/placeholder-notation",
		"GET /boxes/{id}/x\nGET /boxes/{id}/x":    "8:1 http/duplicate-template",
		"GET boxes/{id}":                          "7:5 http/path-slash",
		"DELETE/boxes/{id}":                       "7:1 http/request-line",
		"DELETE\n/boxes/{id}":                     "7:1 http/request-line",
		"GET\nhttps://api.example.com/boxes/{id}": "7:1 http/request-line",
		"get /boxes/{id}":                         "7:1 http/unknown-method",
		"GTE /boxes/{id}":                         "7:1 http/unknown-method",
		"/boxes/{id}":                             "7:1 http/method-missing",
		"GET /boxes/{id":                          "7:5 http/placeholder",
		"GET /boxes//{id}":                        "7:5 http/placeholder",
		"GET /boxes/{a}{b}":                       "7:5 http/placeholder",
		"GET /boxes/{id}\nGET /a/.../b":           "8:5 http/ellipsis",
		"GET ** Entity URI for box not found **":  "7:5 http/generator-text",
		"GET [example.box](../resources/box.md)":  "7:5 http/generator-text",
		"GET https://api.example.com/v1.0":        "7:5 http/path-missing",
		"":                                        "6:1 http/empty-request-block",
		"Read it.\nGET /boxes/{id}":               "7:1 http/request-line",
	}
	for lines, want := range tests {
		if got := strings.TrimSuffix(found(api(lines, ""), "http", "operation/not-generatable"), ", 1:1 operation/not-generatable"); got != want {
			t.Errorf("%q: %q, want %q", lines, got, want)
		}
	}
}

// TestMessages shows which samples are found fault with.
func TestMessages(t *testing.T) {
	const post = "POST https://api.example.com/v1.0/boxes\n"
	const js = "Content-Type: application/json\n"
	tests := map[string]string{
		getBox:                                                "",
		post + js + "\n{ \"id\": \"1\" }":                     "",
		post + "\n" + js + "\n{ \"id\": \"1\" }":              "17:1 http/blank-before-headers",
		post + js + "{ \"id\": \"1\" }":                       "18:1 http/no-blank-before-body",
		post + "Content-Type application/json\n\n{}":          "17:1 http/header-syntax",
		post + "Content-Type : application/json\n\n{}":        "17:1 http/header-syntax",
		post + "Content-Type:application/json\n\n{}":          "17:13 http/header-space",
		post + "X-Kind: a,b,\nIf-Match: a, \nAge: 1":          "17:12 http/header-syntax, 18:12 http/header-syntax",
		post + "X-Kind: ,a":                                   "",
		post + js + js + "\n{}":                               "18:1 http/repeated-header",
		post + "Prefer: a\nPrefer: b":                         "",
		post + "Prefer: a\nPrefer: a":                         "18:1 http/repeated-header",
		post + "If-Match: a\nIf-Match: b":                     "18:1 http/repeated-header",
		post + "\n{}":                                         "18:1 http/content-type-missing",
		post + "\n<bytes>":                                    "",
		post + "Accept: text/plain":                           "",
		post + js:                                             "17:1 http/content-type-without-body",
		post + js + "Content-Length: 0":                       "",
		getBox + "\n\n{}":                                     "18:1 http/body-on-get",
		"GTE https://api.example.com/v1.0/boxes/1":            "16:1 http/unknown-method",
		"get https://api.example.com/v1.0/boxes/1":            "16:1 http/unknown-method",
		"GET https://api.example.com/v1.0":                    "16:5 http/path-missing",
		getBox + "\nGET https://api.example.com/v1.0/boxes/2": "17:1 http/several-messages",
		"GET\r\nhttps://api.example.com/v1.0/boxes/1":         "16:1 http/request-line",
		"SEE the list":                                        "15:1 http/request-line",
		"GET https://api.example.com/v1.0/f?\na={b}":          "",
		"HTTP/1.1 200 OK\n" + js + "\n{}":                     "",
		"HTTP/2 200 OK\n" + js + "\n{}":                       "",
		"HTTP/1.1 204 No content":                             "",
		"HTTP 1.1 200 Ok\n" + js + "\n{}":                     "16:1 http/status-line",
		"HTTP 200 OK\n" + js + "\n{}":                         "16:1 http/status-line",
		"HTTP/1.1 200, OK\n" + js + "\n{}":                    "16:1 http/status-line",
		"HTTP/1.1 200\n" + js + "\n{}":                        "16:1 http/status-reason",
		"HTTP/1.1 201 OK\n" + js + "\n{}":                     "16:1 http/status-reason",
		"HTTP/1.1 299 Odd\n" + js + "\n{}":                    "",
		"HTTP/1.1 204 No Content\n" + js + "\n{}":             "19:1 http/body-not-allowed",
		"HTTP/1.1 204 No Content\n" + js:                      "17:1 http/content-type-without-body",
		"HTTP/1.1 302 Found\nContent-Type: text/plain":        "",
		"HTTP/1.1 200 OK\n\nBEGIN:VCARD\nFN:Ann":              "",
	}
	for text, want := range tests {
		if got := found(api("GET /boxes/{id}", request(named, text)), "http"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := found(api("GET /boxes/{id}", response(`, "@odata.type": "x.box", "truncated": true`, "HTTP/1.1 204 No Content")), "http"); got != "14:33 http/typed-no-content" {
		t.Errorf("204 with a type: %s", got)
	}
	if got := found(api("GET /boxes/{id}", strings.Replace(response("", "{}"), "```http", "```json", 1)), "http"); got != "16:1 http/status-missing" {
		t.Errorf("a body alone: %s", got)
	}
	for headers, want := range map[string]string{"": "", "Prefer: a": "23:1 http/content-type-missing"} { // the body has a code block of its own
		apart := request(named, post+headers) + "**Request body**\n\n```json\n{ \"id\": \"1\" }\n```\n"
		if got := found(api("POST /boxes", apart), "http"); got != want {
			t.Errorf("a body apart from the headers %q: %q, want %q", headers, got, want)
		}
	}
}

// TestAddresses holds hosts and versions against those of the other pages of the folder.
func TestAddresses(t *testing.T) {
	tests := map[string]struct{ others, url, want string }{
		"the same":                  {"https://api.example.com/v1.0", "https://api.example.com/v1.0", ""},
		"another version":           {"https://api.example.com/v1.0", "https://api.example.com/beta", "25 http/version"},
		"the version in capitals":   {"https://api.example.com/v1.0", "https://api.example.com/V1.0", "25 http/version"},
		"no version anywhere":       {"https://api.example.com", "https://api.example.com", ""},
		"a letter swapped":          {"https://api.example.com/v1.0", "https://api.exmaple.com/v1.0", "9 http/host"},
		"a slash for a dot":         {"https://api.example.com/v1.0", "https://api/example.com/v1.0", "9 http/host"},
		"without https":             {"https://api.example.com/v1.0", "http://api.example.com/v1.0", "1 http/host"},
		"another host":              {"https://api.example.com/v1.0", "https://login.example.net/v2.0", ""},
		"the host of a country":     {"https://api.example.com/v1.0", "https://api.example.cn/beta", ""},
		"a path without a host":     {"https://api.example.com/v1.0", "", ""},
		"hosts of which none leads": {"", "https://api.example.com/beta", ""},
	}
	for name, test := range tests {
		files := map[string]string{}
		for i := range 5 {
			base := test.others
			if base == "" {
				base = fmt.Sprintf("https://%c.example.com", 'a'+i)
			}
			files[fmt.Sprintf("api/box%d-get.md", i)] = api("GET /boxes/{id}", request(named, "GET "+base+"/boxes/1"))["api/box-get.md"]
		}
		files["api/box-get.md"] = api("GET /boxes/{id}", request(named, "GET "+test.url+"/boxes/1"))["api/box-get.md"]
		want := ""
		if column, rule, ok := strings.Cut(test.want, " "); ok {
			n := 4
			fmt.Sscan(column, &n)
			want = fmt.Sprintf("16:%d %s", n+4, rule)
		}
		if got := found(files, "http/host", "http/version"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestBaseURLs: a host that the docs' own config lists is none that is misspelt, but the
// version is still that of the pages around.
func TestBaseURLs(t *testing.T) {
	files := map[string]string{}
	for i, base := range []string{"graph.example.com/v1.0", "graph.example.com/v1.0", "graph.example.com/v1.0", "graphs.example.com/v1.0", "graph.example.com/beta"} {
		files[fmt.Sprintf("api/box%d-get.md", i)] = api("GET /boxes/{id}", request(named, "GET https://"+base+"/boxes/1"))["api/box-get.md"]
	}
	if got := found(files, "http/host", "http/version"); got != "16:13 http/host, 16:31 http/version" {
		t.Errorf("without a config: %s", got)
	}
	files["config/schema-config.json"] = `{ "schemaConfig": { "baseUrls": [ "https://graphs.example.com/v1.0", "https://graph.example.com/beta", "/v1.0" ] } }`
	if got := found(files, "http/host", "http/version"); got != "16:31 http/version" {
		t.Errorf("with the hosts in the config: %s", got)
	}
}

// mendedTo lints a page with a rule and makes the edits of what is found.
func mendedTo(t *testing.T, text, rule string) (after string, unsafe bool) {
	t.Helper()
	findings := run(map[string]string{"api/box-get.md": text}, lint.Config{Only: []string{rule}})
	if len(findings) != 1 {
		t.Fatalf("%d findings of %s, want 1: %v", len(findings), rule, findings)
	}
	return edited(text, findings[0].Edits), findings[0].Unsafe
}

// TestHTTPEdits mends messages and request lines.
func TestHTTPEdits(t *testing.T) {
	const post = "POST https://api.example.com/v1.0/boxes\n"
	tests := []struct {
		rule, before, after string
		unsafe              bool
	}{
		{model.RuleBlankBeforeHeaders, post + "\n\nContent-Type: text/plain\n\nx", post + "Content-Type: text/plain\n\nx", false},
		{model.RuleNoBlankBeforeBody, post + "Content-Type: application/json\n{}", post + "Content-Type: application/json\n\n{}", false},
		{model.RuleHeaderSyntax, post + "Content-Type application/json\n\n{}", post + "Content-Type: application/json\n\n{}", false},
		{model.RuleHeaderSyntax, post + "Prefer : a", post + "Prefer: a", false},
		{model.RuleRepeatedHeader, post + "Accept: a\naccept: A\n\nx", post + "Accept: a\n\nx", false},
		{model.RuleNoContentType, post + "Prefer: a\n\n{}", post + "Content-Type: application/json\nPrefer: a\n\n{}", false},
		{model.RuleLoneContentType, "HTTP/1.1 204 No Content\nContent-Type: text/plain", "HTTP/1.1 204 No Content", false},
		{model.RuleStatusLine, "HTTP 1.1 200 Ok", "HTTP/1.1 200 OK", false},
		{model.RuleStatusLine, "HTTP 204", "HTTP/1.1 204 No Content", false},
		{model.RuleStatusReason, "HTTP/1.1 200", "HTTP/1.1 200 OK", false},
		{model.RuleStatusReason, "HTTP/1.1 201 OK", "HTTP/1.1 201 Created", true},
		{model.RuleHeaderName, post + "Contnet-Type: text/plain\nX-Prefr: a\nContent-MD5: x\n\nx", post + "Content-Type: text/plain\nX-Prefr: a\nContent-MD5: x\n\nx", false},
		{model.RuleHeaderName, post + "Accept: application/gzip\nAccept: application/yaml\nAccept: application/rtf\nAccept: image/jp2\nAccept: txet/plain\n\n{}",
			post + "Accept: application/gzip\nAccept: application/yaml\nAccept: application/rtf\nAccept: image/jp2\nAccept: text/plain\n\n{}", false},
		{model.RuleHeaderName, post + "Accept: aplication/x-www-from-urlencoded\n\n{}", post + "Accept: application/x-www-form-urlencoded\n\n{}", false},
		{model.RuleHeaderName, post + "Content-Type: aplication/json; charset=utf-8\n\n{}", post + "Content-Type: application/json; charset=utf-8\n\n{}", false},
		{model.RuleQuery, getBox + "?$slect=id&$top=5&filter=$fitler", getBox + "?$select=id&$top=5&filter=$fitler", false},
		{model.RuleQuery, getBox + "?$top=5?$select=id&to=/x?$a", getBox + "?$top=5&$select=id&to=/x?$a", false},
		{model.RuleQuery, getBox + "?$count &$top=5", getBox + "?$count&$top=5", false},
		{model.RuleQuery, getBox + "?$filter =  a eq 1", getBox + "?$filter=a eq 1", false},
		{model.RuleUnknownMethod, "GTE https://api.example.com/v1.0/boxes/1", getBox, true},
		{model.RuleUnknownMethod, "get https://api.example.com/v1.0/boxes/1", getBox, false},
	}
	for _, test := range tests {
		before := api("GET /boxes/{id}", request(named, test.before))["api/box-get.md"]
		want := api("GET /boxes/{id}", request(named, test.after))["api/box-get.md"]
		if got, unsafe := mendedTo(t, before, test.rule); got != want || unsafe != test.unsafe {
			t.Errorf("%q becomes, unsafe %t,\n%s\nwant %q", test.before, unsafe, got, test.after)
		}
	}
	lines := map[string]string{
		"GET boxes/{id}": "GET /boxes/{id}", "DELETE/boxes": "DELETE /boxes", "GET /boxes/<id>": "GET /boxes/{id}", "GET /boxes/(id)/x": "GET /boxes/{id}/x",
		"GET /a\nGET /a": "GET /a",
	}
	for before, after := range lines {
		findings := run(api(before, ""), lint.Config{Only: []string{"http"}})
		if got := edited(api(before, "")["api/box-get.md"], findings[0].Edits); got != api(after, "")["api/box-get.md"] {
			t.Errorf("%q becomes\n%s", before, got)
		}
	}
}

// TestPromisedBodies shows which sentences promise a body with 204.
func TestPromisedBodies(t *testing.T) {
	const box = "[box](../resources/box.md) object in the response body"
	for sentence, found := range map[string]bool{
		"Returns a `204 No Content` response code and a " + box + ".":                              true,
		"Returns a `204 No Content` response code and the updated " + box + ".":                    true,
		"Returns `204 No Content`\nand a [box](../resources/box.md) object in the response\nbody.": true,
		"It fails at times. Returns a `204 No Content` response code and a response body.":         true,
		"Returns a `204 No Content` response code.":                                                false,
		"Returns a `204 No Content` response code and no response body.":                           false,
		"Returns a `204 No Content` response code and an empty response body.":                     false,
		"Returns a `204 No Content` response code in the response body.":                           false,
		"Returns a `204 No Content` response code, or a " + box + ".":                              false,
		"Returns a `204 No Content` response code. With Prefer, returns a " + box + ".":            false,
		"Returns a `204 No Content` response code.\nWith Prefer, returns a " + box + ".":           false,
		"Returns a `204 No Content` response code and doesn't return a " + box + ".":               false,
		"Returns `200 OK` and a " + box + ".":                                                      false,
		"Returns `200 OK` and a " + box + ", and `204 No Content` for none.":                       false,
	} {
		var got []string
		for _, f := range run(map[string]string{"api/box-put.md": "# Put box\n\n## HTTP request\n\n```http\nPUT /boxes/{id}\n```\n\n## Response\n\n" + sentence + "\n"}, lint.Config{Only: []string{model.RuleTypedNoContent}}) {
			got = append(got, fmt.Sprintf("%d:%d-%d", f.Pos.Line, f.Pos.Column, f.Pos.End-f.Pos.Start))
		}
		want := ""
		if found {
			last := sentence[strings.Index(sentence, "Returns"):]
			want = fmt.Sprintf("11:%d-%d", len(sentence)-len(last)+1, len(last))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %s, want %s", sentence, got, want)
		}
	}
}

// TestBoldMethod leaves the bold method of a table alone.
func TestBoldMethod(t *testing.T) {
	files := map[string]string{"api/box-get.md": "# Get box\n\n## Request\n\n### Request syntax\n\n| Method | Request URI |\n|--|--|\n| **GET** | https://api.example.com/boxes(Name='{name}')/$value |\n"}
	if got := found(files, "http"); got != "" {
		t.Errorf("found %s", got)
	}
}
