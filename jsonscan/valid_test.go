package jsonscan_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/docbind/docbind/jsonscan"
)

// FuzzValid holds Valid and Compact against encoding/json.
func FuzzValid(f *testing.F) {
	for _, text := range []string{
		``, ` `, `{}`, `[]`, ` [ 1 , -0.5e+3 , "a\u00e9\n" , true , null ] `, `{"a": {"b": [false]}, "a": 1}`,
		`01`, `-`, `1.`, `1e`, `"\x"`, `"\u12g4"`, "\"\n\"", `{"a" 1}`, `{"a":1,}`, `[1,]`, `[1 2]`, `nul`, `{} x`, `"a`, `[`, "\x00", `"\`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := json.Valid([]byte(text))
		if got := jsonscan.Valid(text); got != want {
			t.Fatalf("Valid(%q) is %v, encoding/json says %v", text, got, want)
		}
		if !want {
			return
		}
		var b bytes.Buffer
		if err := json.Compact(&b, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got := jsonscan.Compact(text); got != b.String() {
			t.Fatalf("Compact(%q) is %q, encoding/json says %q", text, got, b.String())
		}
	})
}
