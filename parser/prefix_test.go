package parser_test

import (
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/parser"
)

// TestPrefix reads samples whose URLs have more between host and path than the request lines.
func TestPrefix(t *testing.T) {
	for _, c := range []struct{ line, sample, base, path string }{
		{"/things/{id}", "https://port.example/gateway/api/v2/things/1", "https://port.example/gateway/api/v2", "/things/1"},
		{"/api/v2/things/{id}", "https://port.example/gateway/api/v2/things/1?a=b", "https://port.example/gateway/api/v2", "/things/1"},
		{"/things({id})/Parts", "https://{prefix}/api/things(1)/parts", "https://{prefix}/api", "/things(1)/parts"},
		{"/gateway/api/v2/things", "https://port.example/gateway/api/v2/things", "https://port.example", "/gateway/api/v2/things"},
		{"/things/{id}", "https://port.example/gateway/api/v2/parts/1", "https://port.example/gateway/api/v2", "/parts/1"},
		{"/things/{id}", "https://port.example/api/parts/1", "https://port.example", "/api/parts/1"},
		{"/things/{id}", "https://port.example/users/1/things/2", "https://port.example", "/users/1/things/2"},
		{"/things/{id}", "https://port.example/v1.0/a/v2/things/2", "https://port.example/v1.0", "/a/v2/things/2"},
		{"/things/{id}", "https://port.example/v2/api/things/1", "https://port.example/v2/api", "/things/1"},
		{"/v2/api/things/{id}", "https://port.example/v2/api/things/1", "https://port.example/v2", "/api/things/1"},
		{"/things/{id}", "https://port.example/v2/api/parts/1", "https://port.example/v2", "/api/parts/1"},
		{"/port/auto/v2.0/docks({dockId})/things", "https://port.example/v2.0/{harbour name}/api/port/auto/v2.0/docks({dockId})/things", "https://port.example/v2.0/{harbour name}/api", "/port/auto/v2.0/docks({dockId})/things"},
		{"/auto/v1.0/things", "https://port.example/api/auto/v1.0/things", "https://port.example/api", "/auto/v1.0/things"},
		{"/things/{id}", "https://port.example/v2.0/{harbour}/parts/1", "https://port.example/v2.0", "/{harbour}/parts/1"},
		{"/things", "/gateway/api/v2/things", "", "/gateway/api/v2/things"},
		{"/v1.0/me/things", "/v1.0/me/things", "", "/me/things"},
	} {
		page := "# Get things\n\n## HTTP request\n\n```http\nGET " + c.line + "\n```\n\n## Example\n\n```http\nGET " + c.sample + "\n```\n"
		p := parser.Parse("api/thing-get.md", []byte(page))
		pagetest.Check(t, p, []byte(page))
		s := p.Samples[0]
		if s.Base != c.base || s.Path.Value != c.path || page[s.Path.Pos.Start:s.Path.Pos.End] != c.path {
			t.Errorf("%s for %s: %s and %s at %s, want %s and %s", c.sample, c.line, s.Base, s.Path.Value, page[s.Path.Pos.Start:s.Path.Pos.End], c.base, c.path)
		}
	}
}
