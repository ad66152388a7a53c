package parser

import (
	"encoding/json"
	"testing"
)

// FuzzTolerantJSON mends any text to JSON: what comes out is JSON as long as the text,
// and JSON stays as it is.
func FuzzTolerantJSON(f *testing.F) {
	for _, s := range []string{
		`{"a": [1, 2,],}`, `{'a': 'b "c"'}`, `{a: True}`, `{“a”: “b”}`, "{\"a\":\u00a01}", `{"a": 1 /* b */, // c` + "\n}", "{\"a\": \"b\nc\"}", `{"a" "b"}`,
		`{"a": 1 "b": 2}`, `[`, `"`, `{"a": 2018-04-01T00:00:00Z}`, `{"a": ...}`, "\"\\\n\"", `{'a\'b': 1}`, "{‘a’ : ”b“}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		std, repair, err := repairJSON(text)
		if err != nil {
			if json.Valid([]byte(text)) {
				t.Errorf("%q is refused: %s", text, err.message)
			}
			if err.offset < 0 || err.offset > len(text) {
				t.Errorf("%q is refused at byte %d", text, err.offset)
			}
			return
		}
		switch {
		case len(std) != len(text) || !json.Valid([]byte(std)):
			t.Errorf("%q becomes %q", text, std)
		case json.Valid([]byte(text)) && (std != text || repair.what != ""):
			t.Errorf("%q is JSON and becomes %q: %s", text, std, repair.what)
		case std != text && repair.what == "":
			t.Errorf("%q becomes %q and nobody says why", text, std)
		}
		if repair.offset < 0 || repair.offset > len(text) {
			t.Errorf("%q is mended at byte %d", text, repair.offset)
		}
	})
}
