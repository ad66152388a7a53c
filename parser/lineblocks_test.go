package parser_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// TestLineBlocks takes headings above code blocks of request lines for operations where several have
// the parts of a request below them, and no steps of a guide.
func TestLineBlocks(t *testing.T) {
	const (
		get   = "## Get lamps\n\n**INTRODUCED IN:** 2.1\n\nAll of them.\n\n```\nGET /lamps\n```\n\n### Response\n\n```\n{\"lamps\": string}\n```\n\n"
		post  = "## Light a lamp\n\n```\nContent-Type: application/json\n\nPOST /lamps/{id}/light\n```\n\n### Body\n\n```\n{\n  \"oil\": string, // How much.\n}\n```\n\n"
		clear = "## Clear lamps\n\n```\nDELETE /lamps\n```\n\n"
		more  = "## Related\n\n- [Oil](oil.md)\n\n"
	)
	for _, c := range []struct{ name, page, want string }{
		{"several", clear + get + post + more, "DELETE /lamps Clear lamps; GET /lamps Get lamps; POST /lamps/{id}/light Light a lamp"},
		{"two without parts", get + clear, "GET /lamps; DELETE /lamps"},
		{"a heading HTTP request", get + post + "## HTTP request\n\n```\nGET /oil\n```\n", "GET /oil"},
		{"steps", strings.ReplaceAll(get+post, "### ", "#### Step: "), "GET /lamps"},
		{"other code first", get + strings.Replace(post, "```\n", "```\n{}\n```\n\n```\n", 1), "GET /lamps"},
		{"URLs", strings.ReplaceAll(get+post, " /lamps", " https://lamp.example/lamps"), ""},
	} {
		src := "# Lamps\n\nOf lamps.\n\n" + c.page
		page := parser.Parse("lamps.md", []byte(src))
		pagetest.Check(t, page, []byte(src))
		var got []string
		for _, l := range page.Templates {
			text := l.Method.Value + " " + l.Path.Value
			if s := page.Sections[l.Section]; s.Kind == model.SectionOperation {
				text += " " + s.Name.Value
			}
			got = append(got, text)
		}
		if list := strings.Join(got, "; "); list != c.want {
			t.Errorf("%s: %s, want %s", c.name, list, c.want)
		}
	}
	page := parser.Parse("lamps.md", []byte("# Lamps\n\n"+get+post))
	if s := page.Sections[1]; s.Summary.Value != "All of them." || len(page.Bodies) != 1 || page.Bodies[0].Shown == nil || page.Bodies[0].Shown.JSON != "" || len(page.Samples) != 1 {
		t.Errorf("the summary is %q, with the bodies %+v and %d samples", s.Summary.Value, page.Bodies, len(page.Samples))
	}
}
