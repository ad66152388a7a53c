package parser_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

// checkPositions fails unless every position of the page lies inside it and says
// the same by line and column as by offset.
func checkPositions(t *testing.T, page *model.Page, src []byte) {
	t.Helper()
	raw, err := json.Marshal(page)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	text := lineFeeds(src)
	lines := []int{0}
	for i, c := range []byte(text) {
		if c == '\n' {
			lines = append(lines, i+1)
		}
	}
	walkPositions(tree, func(line, column, start, end int) {
		if line == 0 && column == 0 && start == 0 && end == 0 {
			return // unknown
		}
		if start < 0 || end < start || end > len(text) || line < 1 || line > len(lines) {
			t.Errorf("position %d:%d, bytes %d to %d, lies outside the page of %d bytes", line, column, start, end, len(text))
			return
		}
		if utf8.ValidString(text) {
			if got := utf8.RuneCountInString(text[lines[line-1]:start]) + 1; got != column || strings.Contains(text[lines[line-1]:start], "\n") {
				t.Errorf("line %d column %d is not byte %d", line, column, start)
			}
		}
	})
	for i := range page.Samples {
		if b := page.Samples[i].Body; b.JSON != "" && (len(b.JSON) != len(b.Text.Value) || !json.Valid([]byte(b.JSON))) {
			t.Errorf("%s: the body's JSON is invalid or of another length", b.Text.Pos)
		}
	}
}

// lineFeeds returns the page with every line end that is a carriage return alone
// written as a line feed, which has the same length.
func lineFeeds(src []byte) string {
	text := strings.ReplaceAll(string(src), "\r\n", "\v\n")
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r", "\n"), "\v\n", "\r\n")
}

// walkPositions calls f for every object that is a position.
func walkPositions(v any, f func(line, column, start, end int)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			walkPositions(e, f)
		}
	case map[string]any:
		if line, ok := v["line"].(float64); ok {
			n := func(k string) int { x, _ := v[k].(float64); return int(x) }
			f(int(line), n("column"), n("start"), n("end"))
			return
		}
		for _, e := range v {
			walkPositions(e, f)
		}
	}
}
