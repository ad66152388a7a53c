package pagetest

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
)

// TestSameRendering shows which edits change more than their place.
func TestSameRendering(t *testing.T) {
	const page = "# A\n\nOne.\n\nTwo.\n\n- three\n\nFour.\n\n```http\nx\n```\n\nFive.\n\nSix [a].\n\nSeven.\n\nEight.\n\n[a]: a.md\n"
	tests := map[string]struct {
		old, new string
		same     bool
	}{
		"a word":               {"x", "y", true},
		"an opened fence":      {"Two.", "```", false},
		"an opened comment":    {"Two.", "<!--", false},
		"a comment":            {"Two.", "<!-- two -->", true},
		"a list that goes on":  {"Four.\n\n", "", true},
		"where a link leads":   {"a.md", "b.md", true},
		"what a link is":       {"[a]: ", "[b]: ", false},
		"the end of the fence": {"```\n\nFive", "Five", false},
	}
	for name, test := range tests {
		start := int32(strings.Index(page, test.old))
		after := strings.Replace(page, test.old, test.new, 1)
		err := SameRendering(page, after, []model.Edit{{Span: model.Span{Start: start, End: start + int32(len(test.old))}, New: test.new}})
		if (err == nil) != test.same {
			t.Errorf("%s: %v", name, err)
		}
	}
}
