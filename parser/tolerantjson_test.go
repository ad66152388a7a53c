package parser

import (
	"bytes"
	"encoding/json"
	"testing"
)

// FuzzTolerantJSON mends any text to JSON: what comes out is JSON as long as the text,
// and JSON stays as it is.
func FuzzTolerantJSON(f *testing.F) {
	for _, s := range []string{
		`{"a": [1, 2,],}`, `{'a': 'b "c"'}`, `{a: True}`, `{“a”: “b”}`, "{\"a\":\u00a01}", `{"a": 1 /* b */, // c` + "\n}", "{\"a\": \"b\nc\"}", `{"a" "b"}`,
		`{"a": 1 "b": 2}`, `[`, `"`, `{"a": 2018-04-01T00:00:00Z}`, `{"a": ...}`, "\"\\\n\"", `{'a\'b': 1}`, "{‘a’ : ”b“}",
		`[1, ..., 2]`, `[{"a": 1} ...]`, `[...]`, `[..., ...]`, `[1 ... 2]`, `[...,]`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		std, repair, err := repairJSON(text)
		checkEdits(t, text, &repair.edits)
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

// checkEdits makes the edits that mend a text: they are in order, and lead to JSON.
func checkEdits(t *testing.T, text string, edits *jsonEdits) {
	list := edits.mended(text, 0)
	if list == nil {
		return
	}
	out, at := "", 0
	for _, e := range list {
		if int(e.Start) < at || e.End < e.Start || int(e.End) > len(text) {
			t.Fatalf("%q: the edits %v are not in order", text, list)
		}
		out += text[at:e.Start] + e.New
		at = int(e.End)
	}
	if out += text[at:]; !json.Valid([]byte(out)) {
		t.Errorf("%q is mended to %q", text, out)
	}
}

// TestDotsInLists leaves out the dots that stand for further elements, so that the others are
// what they are.
func TestDotsInLists(t *testing.T) {
	for text, want := range map[string]string{
		`[1, ...]`:          `[1]`,
		`[1, 2 ...]`:        `[1,2]`,
		`[{"a": 1}, ... ]`:  `[{"a":1}]`,
		`[1, ..., 2]`:       `[1,2]`,
		`[1 ... 2]`:         `[1,2]`,
		`[..., 1]`:          `[1]`,
		`[...]`:             `[]`,
		`{"a": [1, ...]}`:   `{"a":[1]}`,
		`{"a": ... }`:       `{"a":"..."}`,
		`["...", "a", ...]`: `["...","a"]`,
	} {
		std, repair, err := repairJSON(text)
		if err != nil {
			t.Errorf("%s: %s", text, err.message)
			continue
		}
		var out bytes.Buffer
		if json.Compact(&out, []byte(std)); out.String() != want || repair.what == "" {
			t.Errorf("%s becomes %s for %q, want %s", text, out.String(), repair.what, want)
		}
	}
}

// TestBrackets says which bracket or escape is wrong, and where.
func TestBrackets(t *testing.T) {
	for text, want := range map[string]struct {
		at   int
		what string
	}{
		`{"a": [{"b": "]"} }`: {18, "] is missing before }"},
		`{"a": {"b": 1 ]}`:    {14, "} is missing before ]"},
		`{"a": 1 ]`:           {8, "} is missing before ]"},
		`{"a": }`:             {6, "a value is missing before }"},
		`{"a": "b\jc"}`:       {8, `\j is no escape of JSON`},
		`{"a": "\\", "b\c"}`:  {14, `\c is no escape of JSON`},
		"{\"a\": \"\\\\\n\"}": {9, "a string goes over the end of its line"},
	} {
		if got := describe(text); got.offset != want.at || got.what != want.what {
			t.Errorf("%s: byte %d: %s, want byte %d: %s", text, got.offset, got.what, want.at, want.what)
		}
	}
}
