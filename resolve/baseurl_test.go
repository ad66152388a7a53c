package resolve_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// TestBaseURL takes the base URL of most samples, but none that a client cannot call.
func TestBaseURL(t *testing.T) {
	for want, bases := range map[string]string{
		"":                      "https://{prefix} https://{prefix} https://{server}:8080",
		"https://boxes.example": "https://{prefix} https://{prefix} https://boxes.example",
		"https://a.example":     "https://b.example https://a.example",
		"https://c.example":     "https://c.example/v2.0/{harbour}/api https://c.example/v2.0/{harbour}/api https://c.example",
	} {
		var page strings.Builder
		page.WriteString("# Get box\n\n## HTTP request\n\n```http\nGET /boxes\n```\n\n## Example\n")
		for _, base := range strings.Fields(bases) {
			page.WriteString("\n```http\nGET " + base + "/boxes\n```\n")
		}
		api := resolve.Resolve([]*model.Page{parser.Parse("api/box-get.md", []byte(page.String()))}, resolve.Options{})
		if api.BaseURL != want {
			t.Errorf("samples at %s: base URL %q, want %q", bases, api.BaseURL, want)
		}
	}
}
