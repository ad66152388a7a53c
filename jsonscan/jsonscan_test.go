package jsonscan_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/docbind/docbind/jsonscan"
)

// decode builds a value with the package's walks.
func decode(t *testing.T, text string) any {
	text = strings.TrimSpace(text)
	switch text[0] {
	case '{':
		m := map[string]any{}
		jsonscan.Object(text, func(name string, at int, value string, valueAt int) bool {
			if text[at] != '"' || text[valueAt:valueAt+len(value)] != value {
				t.Errorf("the offsets %d and %d of %s are wrong", at, valueAt, name)
			}
			m[name] = decode(t, value)
			return true
		})
		return m
	case '[':
		list := []any{}
		jsonscan.Array(text, func(element string, at int) bool {
			if text[at:at+len(element)] != element {
				t.Errorf("the offset %d of %s is wrong", at, element)
			}
			list = append(list, decode(t, element))
			return true
		})
		return list
	}
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Errorf("%q is no value: %v", text, err)
	}
	return v
}

// FuzzWalk compares the walks with encoding/json on valid text; on any other text
// they must end.
func FuzzWalk(f *testing.F) {
	for _, s := range []string{
		`{}`, `[]`, `{"a": 1, "b": [true, null, {"c": "d\"}"}], "": "\u00e9"}`, ` [ 1 , [ ] , {} ] `, `{"a":{"b":{"c":[[[1]]]}}}`,
		`"x"`, `1`, `{"a"`, `[1,`, `{"a":}`, `[}`, `{"a" 1}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		jsonscan.Object(text, func(string, int, string, int) bool { return true })
		jsonscan.Array(text, func(string, int) bool { return true })
		jsonscan.Duplicates(text, func(string, int, int) bool { return true })
		var want any
		if !utf8.ValidString(text) || !json.Valid([]byte(text)) || json.Unmarshal([]byte(text), &want) != nil {
			return
		}
		if got := decode(t, text); !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read as %v, want %v", text, got, want)
		}
	})
}

func TestMember(t *testing.T) {
	const text = `{"a": 1, "b": {"a": 2}, "a": "x\n"}`
	if got := jsonscan.String(jsonscan.Member(text, "a")); got != "x\n" {
		t.Errorf("a is %q", got)
	}
	if got := jsonscan.Member(text, "c"); got != "" {
		t.Errorf("c is %q", got)
	}
}
