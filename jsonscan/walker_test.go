package jsonscan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/jsonscan"
)

// TestWalker checks that walking inwards gives at each offset what walking the values one
// by one gives, also in texts whose ends are not noted.
func TestWalker(t *testing.T) {
	const small = ` {"a": [1, {"b": "]}", "c": []}, [[], {}]], "d": {"e": {"f": [{"g": null}]}}, "h": "x\"{"} `
	large := `{"pad": "` + strings.Repeat("x", 1<<16) + `", "all": [` + small + `,` + small + `]}`
	var w jsonscan.Walker
	for _, text := range []string{small, large, small, `[]`} {
		w.Reset(text)
		got, want := inwards(&w, text, 0), oneByOne(text, 0)
		if got != want {
			t.Errorf("walked as %s\nwant %s", clip(got), clip(want))
		}
		if text != `[]` && !strings.Contains(got, "g@") {
			t.Errorf("g is never reached: %s", clip(got))
		}
	}
}

func clip(s string) string { return s[max(0, len(s)-400):] }

func inwards(w *jsonscan.Walker, value string, offset int) string {
	out := fmt.Sprintf("%d-%d ", offset, offset+len(value))
	w.Object(offset, func(name string, at int, value string, valueAt int) bool {
		out += fmt.Sprintf("%s@%d ", name, at) + inwards(w, value, valueAt)
		return true
	})
	w.Array(offset, func(element string, at int) bool {
		out += inwards(w, element, at)
		return true
	})
	return out
}

func oneByOne(value string, offset int) string {
	out := fmt.Sprintf("%d-%d ", offset, offset+len(value))
	jsonscan.Object(value, func(name string, at int, value string, valueAt int) bool {
		out += fmt.Sprintf("%s@%d ", name, offset+at) + oneByOne(value, offset+valueAt)
		return true
	})
	jsonscan.Array(value, func(element string, at int) bool {
		out += oneByOne(element, offset+at)
		return true
	})
	return out
}
