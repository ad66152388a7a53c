package jsonscan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/jsonscan"
)

// TestDuplicates finds names that an object has twice, and none that two objects have.
func TestDuplicates(t *testing.T) {
	many := make([]string, 100)
	for i := range many {
		many[i] = fmt.Sprintf(`"m%d":{"a":%d}`, i, i)
	}
	wide := "{" + strings.Join(many, ",")
	for text, want := range map[string]string{
		`{"a": 1, "b": 2}`:                             "",
		`{"a": 1, "a" : 2}`:                            "a 9 1",
		`{"a": 1, "A": 2}`:                             "",
		`{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}`:   "",
		`{"a": {"b": 1, "c": {"b": 2}, "b": 3}}`:       "b 30 7",
		`{"a": 1, "a": 2, "a": 3}`:                     "a 9 1, a 17 1",
		`[{"x": "a"}, {"y": 1, "x": "y", "y": "x"}]`:   "y 32 14",
		`{"a": {"a": 1}, "a": [{"b": 1, "b": "\"}"}]}`: "b 31 23, a 16 1",
		`{"a": "b\"", "b": ["a", "a"]}`:                "",
		`"a"`:                                          "",
		`]}`:                                           "",
		wide + "}":                                     "",
		wide + `,"m7":1}`:                              fmt.Sprintf("m7 %d %d", len(wide)+1, strings.Index(wide, `"m7"`)),
	} {
		var got []string
		jsonscan.Duplicates(text, func(name string, at, first int) bool {
			got = append(got, fmt.Sprint(name, " ", at, " ", first))
			return true
		})
		if list := strings.Join(got, ", "); list != want {
			t.Errorf("%.60s: %s, want %s", text, list, want)
		}
	}
	calls := 0
	jsonscan.Duplicates(`{"a":1,"a":2,"a":3}`, func(string, int, int) bool { calls++; return false })
	if calls != 1 {
		t.Errorf("went on after false: %d calls", calls)
	}
}
