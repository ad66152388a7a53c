package lint_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
)

// TestOldCheckerHTTP shows that lint doesn't fail its users where the checker fails them that
// annotations were invented for: in pairs of samples that vanish, in samples that it gives up
// on, and in annotations with keys that mean nothing.
func TestOldCheckerHTTP(t *testing.T) {
	tests := map[string]struct{ examples, want string }{
		"a response to an unknown request vanishes": {request(named, getBox) + response(`, "name": "put_box"`, boxJSON),
			"21:42 annotation/unknown-request"},
		"so does a second response": {request(named, getBox) + response("", boxJSON) + response("", boxJSON), "31:1 annotation/second-response"},
		"an unknown key is silent":  {request(named, getBox) + response(`, "isColection": true`, boxJSON), "21:33 annotation/unknown-key"},
	}
	for name, test := range tests {
		if got := found(api("GET /boxes/{id}", test.examples), "annotation"); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestOldCheckerGivesUp shows that what is odd in a message is reported, and that everything
// after it is checked all the same: the comma at the end of the body is found.
func TestOldCheckerGivesUp(t *testing.T) {
	const body = "{ \"id\": \"1\", }"
	tests := map[string]struct{ text, want string }{
		"no slash":      {"HTTP 1.1 200 Ok\nContent-Type: application/json\n\n" + body, "http/status-line"},
		"no reason":     {"HTTP/1.1 200\nContent-Type: application/json\n\n" + body, "http/status-reason"},
		"no blank line": {"HTTP/1.1 200 OK\nContent-Type: application/json\n" + body, "http/no-blank-before-body"},
		"no space":      {"HTTP/1.1 200 OK\nContent-Type:application/json\n\n" + body, "http/header-space"},
	}
	for name, test := range tests {
		got := found(api("GET /boxes/{id}", request(named, getBox)+response("", test.text)), "http", "json")
		if !strings.Contains(got, test.want) || !strings.Contains(got, "json/syntax") {
			t.Errorf("%s: %q, want %s and json/syntax", name, got, test.want)
		}
	}
}

// TestOldCheckerErrorBodies shows that the bodies of errors, and of requests, are read.
func TestOldCheckerErrorBodies(t *testing.T) {
	const bad = "{ \"error\": { \"code\": \"x\", } }"
	expected := request(named, getBox) + response(`, "expectError": true`, "HTTP/1.1 404 Not Found\nContent-Type: application/json\n\n"+bad)
	if got := found(api("GET /boxes/{id}", expected), "json"); got != "26:25 json/syntax" {
		t.Errorf("an error: %s", got)
	}
	sent := request(named, "POST https://api.example.com/v1.0/boxes\nContent-Type: application/json\n\n"+bad)
	if got := found(api("POST /boxes", sent), "json"); got != "19:25 json/syntax" {
		t.Errorf("a request: %s", got)
	}
}

// TestOldCheckerPositions shows that every finding has a line and a column.
func TestOldCheckerPositions(t *testing.T) {
	files := api("get boxes/{id", request("", "HTTP 1.1 200")+response("", "GTE https://x/y"))
	findings := run(files, lint.Config{Only: []string{"annotation", "http", "json", "operation"}})
	if len(findings) < 4 {
		t.Errorf("only %d findings", len(findings))
	}
	for _, f := range findings {
		if f.Pos.Line == 0 || f.Pos.Column == 0 || f.Pos.End < f.Pos.Start {
			t.Errorf("%s: at %+v", f, f.Pos)
		}
	}
}
