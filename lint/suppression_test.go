package lint_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// directed is a page whose only fault is a status line; the marks stand for directives.
const directed = `# Get a

## HTTP request

` + "```http\nGET /a\n```" + `

## Response

{above}
{between}
` + "```http\nHTTP 1.1 200 Ok\n```" + `
{below}

Text {inline}
`

// TestSuppress shows which directives suppress the status line, and what is said of those
// that don't.
func TestSuppress(t *testing.T) {
	const status = "http/status-line"
	tests := map[string]struct {
		above, between, below, inline string
		want                          string // the rules of the findings
	}{
		"none":               {want: status},
		"next line":          {between: "<!-- docbind-disable-next-line http/status-line -- so -->"},
		"next after blanks":  {above: "<!-- docbind-disable-next-line http/status-line -- so -->", between: "\n"},
		"two rules":          {between: "<!-- docbind-disable-next-line http/status-line, json -- so -->", want: "lint/unused-suppression"},
		"a family":           {between: "<!--docbind-disable-next-line http -- so-->"},
		"several lines":      {between: "<!-- docbind-disable-next-line\nhttp/status-line\n-- so -->"},
		"too far up":         {above: "<!-- docbind-disable-next-line http -- so -->", between: "Text", want: "lint/unused-suppression " + status},
		"the line itself":    {between: "<!-- docbind-disable-line http -- so -->", want: "lint/unused-suppression " + status},
		"the file":           {inline: "<!-- docbind-disable-file http -- so -->"},
		"a range":            {above: "<!-- docbind-disable http -- so -->", below: "<!-- docbind-enable http -->"},
		"a range to the end": {above: "<!-- docbind-disable http -- so -->"},
		"a range of all":     {above: "<!-- docbind-disable http -- so -->", below: "<!-- docbind-enable -->"},
		"a range in part":    {above: "<!-- docbind-disable http -- so -->\n<!-- docbind-enable http/status-line -->", want: "lint/unused-suppression " + status},
		"a range that ended": {above: "<!-- docbind-disable http -- so -->\n<!-- docbind-enable http -->", want: "lint/unused-suppression " + status},
		"file beats enable":  {above: "<!-- docbind-disable-file http -- so -->\n<!-- docbind-enable http/status-line -->", want: "lint/unused-suppression"},
		"nothing to enable":  {below: "<!-- docbind-enable -->", want: status + " lint/unused-suppression"},
		"no reason":          {above: "<!-- docbind-disable http -->", want: "lint/suppression-reason"},
		"unused, no reason":  {above: "<!-- docbind-disable json -->", want: "lint/unused-suppression " + status},
		"unknown word":       {between: "<!-- docbind-disable-nextline http -- so -->", want: "lint/unknown-directive " + status},
		"unknown rule":       {between: "<!-- docbind-disable-next-line http/staus-line -- so -->", want: "lint/unknown-directive " + status},
		"no rule":            {between: "<!-- docbind-disable-next-line -- so -->", want: "lint/unknown-directive " + status},
		"shown in code":      {below: "```html\n<!-- docbind-disable-file http -- so -->\n```", want: status},
		"shown inline":       {inline: "`` ` <!-- docbind-disable-file http -- so --> ``", want: status},
		"behind code":        {inline: "`a` ` <!-- docbind-disable-file http -- so -->"},
		"in prose":           {inline: "docbind-disable-file http", want: status},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			text := strings.NewReplacer("{above}", test.above, "{between}", test.between, "{below}", test.below, "{inline}", test.inline).Replace(directed)
			for _, text := range []string{text, strings.ReplaceAll(text, "\n", "\r\n")} {
				all := run(map[string]string{"api/a.md": text}, lint.Config{Only: []string{"http", "lint"}})
				if got := strings.Join(rulesOf(all), " "); got != test.want {
					t.Errorf("the findings are %s, want %q\n%s\n%s", got, test.want, text, list(all))
				}
			}
		})
	}
}

// TestSuppressOff shows that a directive is not unused because the config turns its rule
// off, or because the run is about others.
func TestSuppressOff(t *testing.T) {
	text := strings.NewReplacer("{above}", "<!-- docbind-disable http -- so -->", "{between}", "", "{below}", "", "{inline}", "").Replace(directed)
	files := map[string]string{"api/a.md": text}
	for name, c := range map[string]lint.Config{
		"off":  {Levels: []lint.Level{{Rules: "http", Severity: lint.Off}}},
		"only": {Only: []string{"lint"}},
	} {
		for _, f := range run(files, c) {
			if strings.HasPrefix(f.Rule, "lint/") {
				t.Errorf("%s: %s", name, f)
			}
		}
	}
}

// TestDirectiveSuggestions shows what is written instead of a word or rule that is
// misspelt, and where.
func TestDirectiveSuggestions(t *testing.T) {
	files := map[string]string{"api/a.md": "# A\n\n<!-- docbind-disable-nextline http -- so -->\n\n<!-- docbind-disable http/staus-line, htp -- so -->\n"}
	got := list(run(files, lint.Config{Only: []string{"lint"}}))
	want := `api/a.md:3:6: warning lint/unknown-directive: docbind-disable-nextline is no directive; write docbind-disable-next-line
api/a.md:5:22: warning lint/unknown-directive: there is no rule or family http/staus-line; write http/status-line
api/a.md:5:39: warning lint/unknown-directive: there is no rule or family htp; write http
`
	if got != want {
		t.Errorf("the findings are\n%s", got)
	}
}

func rulesOf(findings []model.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, f.Rule)
	}
	return out
}
