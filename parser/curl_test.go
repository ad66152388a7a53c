package parser_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// TestCurl reads requests that are shown as curl commands.
func TestCurl(t *testing.T) {
	for name, c := range map[string]struct{ command, want string }{
		"lines": {"curl -X POST https://port.example/v1.0/berths?wait=true \\\n  -H 'Content-Type: application/json' \\\n  -H \"Authorization: Bearer $TOKEN\" \\\n  -d '{\n    \"ship\": \"Anna\"\n  }'",
			`POST /berths?wait=true Content-Type: application/json, Authorization: Bearer $TOKEN, {"ship":"Anna"}`},
		"attached":       {"curl -XPOST -H\"Prefer:wait\" -d'{\"a\": 1,}' \"https://port.example/api/v1/berths/\"", `POST /berths Prefer: wait, {"a":1}`},
		"plain":          {"$ curl -sSL https://port.example/v1/berths/{id} | jq .", "GET /berths/{id}"},
		"long":           {"curl --location --request DELETE 'https://port.example/v1/berths/1' --header 'Accept: text/plain' --compressed", "DELETE /berths/1 Accept: text/plain"},
		"method by data": {"curl https://port.example/v1/berths --data-raw '{\"a\": [true]}' -u name:word", `POST /berths {"a":[true]}`},
		"escaped":        {"curl https://port.example/v1/berths -d \"{\\\"a\\\": {\\\"b\\\": \\\"c\\\"}}\"", `POST /berths {"a":{"b":"c"}}`},
		"variable":       {"curl -X PUT \"${BASE_URL}/v1/berths/$ID\" --json '{}'", "PUT /berths/$ID {}"},
		"file":           {"curl -T plan.pdf https://port.example/v1/berths/1/plan", "PUT /berths/1/plan"},
		"form":           {"curl https://port.example/v1/plans -F \"file=@plan.pdf\"", "POST /plans"},
		"query":          {"curl -G https://port.example/v1/berths --data-urlencode 'filter=a b'", "GET /berths"},
		"open quote":     {"curl https://port.example/v1/berths -d '{\"a\": 1}", `POST /berths {"a":1}`},
		"no quotes":      {"curl https://port.example/v1/berths?a=b&c=d;e", "GET /berths?a=b&c=d;e"},
		"escaped query":  {"curl \"https://port.example/v1/berths?\\$select=a&\\$top=1\"", "GET /berths?$select=a&$top=1"},
		"escaped data":   {"curl https://port.example/v1/berths --data=\"{\\\"a\\\":1}\"", `POST /berths {"a":1}`},
		"one line":       {"curl https://port.example/v1/berths; curl -X PUT https://port.example/v1/berths/1 && curl https://port.example/v1/x|jq", "GET /berths; PUT /berths/1; GET /x|jq"},
		"caret":          {"curl -X POST ^\n  https://port.example/v1/berths ^\n  -d @body.json", "POST /berths"},
		"two":            {"# one\ncurl https://port.example/v1/berths\n\n# another\ncurl https://port.example/v1/berths/1", "GET /berths; GET /berths/1"},
		"something else": {"docker run port\ncurl https://port.example/v1/berths", ""},
		"no address":     {"curl --version", ""},
	} {
		for _, quote := range []string{"", "> "} {
			page := "# Get berths\n\n## Request example\n\n```bash\n" + c.command + "\n```\n"
			page = strings.TrimRight(quote+strings.ReplaceAll(page, "\n", "\n"+quote), "> ")
			p := parser.ParseDetails("api/berth-list.md", []byte(page))
			pagetest.Check(t, p, []byte(page))
			if got := commands(p.Samples, page, t); got != c.want {
				t.Errorf("%s%s: %s, want %s", quote, name, got, c.want)
			}
		}
	}
}

// commands writes requests on one line, and checks that their parts stand where they say.
func commands(samples []model.Sample, page string, t *testing.T) string {
	var out []string
	for _, s := range samples {
		text := s.Method.Value + " " + s.Path.Value
		if s.Query.Value != "" {
			text += "?" + s.Query.Value
		}
		var parts []string
		for _, h := range s.Headers {
			if page[h.Name.Pos.Start:h.Name.Pos.End] != h.Name.Value || page[h.Value.Pos.Start:h.Value.Pos.End] != h.Value.Value {
				t.Errorf("%s: the header %s stands elsewhere", h.Name.Pos, h.Name.Value)
			}
			parts = append(parts, h.Name.Value+": "+h.Value.Value)
		}
		if s.Body.JSON != "" {
			var b bytes.Buffer
			if err := json.Compact(&b, []byte(s.Body.JSON)); err != nil {
				t.Error(err)
			}
			parts = append(parts, b.String())
		}
		if !s.Command {
			t.Errorf("%s: no command", s.Pos)
		}
		out = append(out, strings.TrimSpace(text+" "+strings.Join(parts, ", ")))
	}
	return strings.Join(out, "; ")
}

// TestCurlBeside leaves commands out where messages show the same requests.
func TestCurlBeside(t *testing.T) {
	const page = "# Get berths\n\n## HTTP request\n\n```http\nGET /berths\n```\n\n## Example\n\n```bash\ncurl https://port.example/v1/berths\n```\n\n```http\nGET https://port.example/v1/berths\n```\n"
	if p := parser.Parse("api/berth-list.md", []byte(page)); len(p.Samples) != 1 || p.Samples[0].Command {
		t.Errorf("%+v", p.Samples)
	}
	const tabs = "# Get berths\n\n## Example\n\n# [Shell](#tab/shell)\n\n```bash\ncurl https://port.example/v1/berths\n```\n\n---\n"
	if p := parser.Parse("api/berth-list.md", []byte(tabs)); len(p.Samples) != 0 {
		t.Errorf("%+v", p.Samples)
	}
}

// TestCurlSize reads commands that are made to be many or large.
func TestCurlSize(t *testing.T) {
	for name, block := range map[string]string{
		"blocks":   strings.Repeat("```bash\ncurl https://port.example/v1/berths\n```\n\n", 60_000),
		"commands": "```bash\n" + strings.Repeat("curl https://port.example/v1/berths\n", 100_000) + "```\n",
		"words":    "```bash\ncurl " + strings.Repeat("a ", 1_000_000) + "\n```\n",
		"parts":    "```bash\ncurl " + strings.Repeat("'a'", 500_000) + "\n```\n",
		"quotes":   "```bash\n" + strings.Repeat("curl '\n", 100_000) + "```\n",
		"escapes":  "```bash\ncurl https://port.example/v1/berths -d \"{" + strings.Repeat("\\\"", 500_000) + "\n```\n",
		"breaks":   "```bash\ncurl " + strings.Repeat("\\   ", 500_000) + "\n```\n",
	} {
		t.Run(name, func(t *testing.T) {
			page := []byte("# Get berths\n\n## Example\n\n" + block)
			pagetest.Check(t, parser.Parse("api/berth-list.md", page), page)
		})
	}
}

// FuzzCurl parses any text as a command.
func FuzzCurl(f *testing.F) {
	for _, s := range []string{
		"-X POST https://h/v1/a -H 'A: b' -d '{\"a\": 1}'", "\"https://h/\\\"x\" --json=\"{\\\"a\\\": \\\"b\\\\n\\\"}\"", "$H/a -dx -d", "\\\n'a'\"b\"c\\", "-H\"A:b\"'c' h",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, command string) {
		for _, quote := range []string{"", "> "} {
			page := "## Example\n```\ncurl " + command + "\n```\n"
			src := []byte(quote + strings.ReplaceAll(page, "\n", "\n"+quote) + "\n")
			pagetest.Check(t, parser.ParseDetails("api/fuzz.md", src), src)
		}
	})
}
