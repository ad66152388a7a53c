package parser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/parser"
)

// messages returns the samples of a page: method or status, body, and ~ for an answer without
// a status line.
func messages(src string) string {
	var out []string
	for _, s := range parser.Parse("api/box-post.md", []byte(src)).Samples {
		text := s.Method.Value
		if text == "" {
			text = fmt.Sprint(s.Status)
		}
		if s.Bare {
			text = "~"
		}
		out = append(out, text+strings.ReplaceAll(s.Body.JSON, " ", ""))
	}
	return strings.Join(out, " ")
}

// TestBodiesApart reads JSON blocks as bodies of the messages above them, or as the answers to
// requests.
func TestBodiesApart(t *testing.T) {
	fence := func(info, text string) string { return "```" + info + "\n" + text + "\n```\n" }
	post, get := fence("http", "POST https://boxes.example/boxes"), fence("http", "GET https://boxes.example/boxes")
	one, two := fence("json", `{"a": 1}`), fence("json", `{"b": 2}`)
	ok := fence("http", "HTTP/1.1 200 OK")
	for _, c := range []struct{ name, page, want string }{
		{"right below a POST", "## Example\n" + post + "\n" + one, `POST{"a":1}`},
		{"below a POST and its body", "## Example\n" + post + "\n" + one + "\nIt answers.\n\n" + two, `POST{"a":1} ~{"b":2}`},
		{"right below a command", "## Example\n" + fence("bash", "curl -X POST https://boxes.example/boxes") + "\n" + one, `POST ~{"a":1}`},
		{"right below a GET", "## Example\n" + get + "\n" + one, `GET ~{"a":1}`},
		{"below a POST, words between", "## Example\n" + post + "\nThis is returned:\n\n" + one, `POST ~{"a":1}`},
		{"below another heading", "## Example\n### Request\n" + post + "### Response\n" + one, `POST ~{"a":1}`},
		{"below a status line", "## Example\n### Request\n" + get + "### Response\n" + ok + "\nContent-type: application/json\n\n" + one, `GET 200{"a":1}`},
		{"right below an annotated status line", "## Example\n" + get + "<!-- {\"blockType\": \"response\"} -->\n" + ok + "\n" + one, `GET 200{"a":1}`},
		{"further below an annotated status line", "## Example\n" + get + "<!-- {\"blockType\": \"response\"} -->\n" + ok + "\nNotes:\n\n" + one, `GET 200`},
		{"below a status line for no body", "## Example\n" + get + fence("http", "HTTP/1.1 204 No Content") + one, "GET 204"},
		{"in a fence that nothing closes", "## Example\n```http\nPOST https://boxes.example/boxes\n\n```json\n{\"a\": 1}\n```\n", `POST{"a":1}`},
		{"below the response of the page", "## Request\n### Request header\n### Request example\n" + get + "## Response\n" + one, `GET ~{"a":1}`},
		{"an answer to what is no message", "## Example\n### Request\n" + fence("", "wget https://boxes.example/boxes") + "### Response\n" + one, `~{"a":1}`},
		{"called HTTP, below the heading of a response", "## Example\n<!-- {\"blockType\": \"request\"} -->\n" + get + "### Response\nIt answers:\n" + fence("http", "{ \"a\": 1 }"), `GET ~{"a":1}`},
		{"headers in braces", "## Example\n<!-- {\"blockType\": \"request\"} -->\n" + get + "### Response\nIt answers:\n" + fence("http", "{\n  Location: x\n}"), `GET`},
		{"a JSON block that nothing asks for", "## Example\n" + one, ""},
		{"in no example", "## Notes\n" + get + "\n" + one, "GET"},
	} {
		if got := messages("# Create box\n\n" + c.page); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestShownBodies reads a JSON object below Request body as what is sent, once, and never where
// there is no body.
func TestShownBodies(t *testing.T) {
	fence := func(info, text string) string { return "\n```" + info + "\n" + text + "\n```\n" }
	for _, c := range []struct{ name, body, want string }{
		{"alone", fence("JSON", `{"full": true}`), `{"full": true}`},
		{"below a sentence", "You may optionally send `full`.\n" + fence("json", `{"full": true}`), `{"full": true}`},
		{"two of them", fence("json", `{"full": true}`) + fence("json", `{"full": false}`), `{"full": true}`},
		{"no body", "Do not supply a request body.\n" + fence("json", `{"full": true}`), ""},
		{"a list", fence("json", `[1]`), ""},
		{"not quite JSON", fence("json", `{"full": true | false}`), ""},
		{"another language", fence("python", `{"full": true}`), ""},
	} {
		p := parser.Parse("api/box-close.md", []byte("# Close box\n\n## HTTP request\n```http\nPOST /boxes/{id}/close\n```\n\n## Request body\n"+c.body))
		got := ""
		if shown := p.Body().Shown; shown != nil {
			got = shown.JSON
		}
		if got != c.want || rules(p) != "" {
			t.Errorf("%s: read %q with %q, want %q", c.name, got, rules(p), c.want)
		}
	}
}
