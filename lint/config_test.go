package lint_test

import (
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestPatterns shows which pages patterns hold for.
func TestPatterns(t *testing.T) {
	status := map[string]string{"api/a-get.md": "# Get a\n\n## HTTP request\n```http\nGET /a\n```\n\n## Response\n```http\nHTTP 1.1 200 Ok\n```\n"}
	for pattern, want := range map[string]bool{
		"api/a-get.md":           true,
		"a-get.md":               true,
		"./api":                  true,
		"api/":                   true,
		"**/api/*.md":            true,
		"docs/v1.0/api/a-*.md":   true,
		"docs/**/a-get.md":       true,
		"{docs,more}/v1.0/**":    true,
		"docs":                   true,
		"v1.0/api/a-{get,put}.*": true,
		"beta/**":                false,
		"get.md":                 false,
		"pi/a-get.md":            false,
		"*/a-get.md":             true,
		"docs/*/a-get.md":        false,
		"/api":                   false,
	} {
		c := lint.Config{Base: "docs/v1.0", Levels: []lint.Level{{Rules: "http", Files: []string{pattern}, Severity: lint.Off}}, Only: []string{"http"}}
		if got := len(run(status, c)) == 0; got != want {
			t.Errorf("%s holds: %v, want %v", pattern, got, want)
		}
		c = lint.Config{Base: "docs/v1.0", Exclude: []string{pattern}, Only: []string{"http"}}
		if got := len(run(status, c)) == 0; got != want {
			t.Errorf("%s excludes: %v, want %v", pattern, got, want)
		}
	}
}

// TestFingerprints shows what findings are known by.
func TestFingerprints(t *testing.T) {
	at := func(file string, start int32) model.Finding {
		return model.Finding{Rule: "http/status-line", Message: "m", Pos: model.Position{File: model.FileOf(file), Line: 1 + start, Start: start}}
	}
	text := "a  b\r\na b\nc\n"
	prints := func(text string, findings ...model.Finding) []string {
		return lint.Fingerprints(findings, func(file string) string { return "docs/" + file }, func(string) string { return text })
	}
	all := prints(text, at("x.md", 0), at("x.md", 6), at("x.md", 10), at("y.md", 0))
	seen := map[string]bool{}
	for _, p := range all {
		seen[p] = true
	}
	if len(seen) != 4 {
		t.Errorf("the fingerprints are %v", all)
	}
	moved := prints("new\n"+text, at("x.md", 4), at("x.md", 10), at("x.md", 14))
	for i, p := range moved {
		if p != all[i] {
			t.Errorf("finding %d has another fingerprint when lines are added above", i)
		}
	}
	other := at("x.md", 0)
	other.Message = "worded anew"
	if prints(text, other)[0] != all[0] {
		t.Error("the message counts")
	}
	if other.Rule = "http/placeholder"; prints(text, other)[0] == all[0] {
		t.Error("the rule doesn't count")
	}
	if prints("", at("gone.md", 5))[0] == "" {
		t.Error("a file that is gone has no fingerprint")
	}
}
