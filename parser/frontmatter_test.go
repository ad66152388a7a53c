package parser

import (
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/model"
)

// TestDeepFrontMatter has front matter on which a YAML reader would take minutes.
func TestDeepFrontMatter(t *testing.T) {
	for _, odd := range []string{
		"list: " + strings.Repeat("[", 300000), strings.Repeat("a: {\n", 50000), strings.Repeat("k: [a, b]\n", 100000),
	} {
		var page *model.Page
		took := cputime.Of(func() { page = Parse("x-get.md", []byte("---\ntitle: \"Get: x\"\n"+odd+"\n---\n\n# Get x\n")) })
		if took > 5*time.Second {
			t.Errorf("%.20q… takes %v", odd, took)
		}
		if len(page.Findings) == 0 || page.Findings[0].Rule != model.RuleFrontMatter || page.Title.Value != "Get x" || page.FrontMatter[0].Value != "Get: x" {
			t.Errorf("%.20q…: the title is %q, the findings are %.200v", odd, page.Title.Value, page.Findings)
		}
	}
}
