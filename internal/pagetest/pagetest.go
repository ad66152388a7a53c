// Package pagetest checks what must hold for every page, whatever it was read from.
// It is for tests.
package pagetest

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

// File is the text of a page with its lines.
type File struct {
	text  string
	lines []int // offsets of their first bytes
}

// NewFile indexes the lines of a page: they end with a line feed, a carriage return,
// or both.
func NewFile(src []byte) File {
	f := File{text: string(src), lines: []int{0}}
	for i, c := range src {
		if c == '\n' || c == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// Check fails unless every position of the page lies inside its text and says the
// same by line and column as by offset, and the JSON of each body is as long as its
// text.
func Check(t testing.TB, page *model.Page, src []byte) {
	t.Helper()
	f := NewFile(src)
	eachPosition(reflect.ValueOf(page), func(p model.Position) { f.CheckPosition(t, p) })
	for i := range page.Samples {
		checkBody(t, page.Samples[i].Body)
	}
	for i := range page.Resources {
		checkBody(t, page.Resources[i].JSON)
	}
	checkBlocks(t, page)
	for _, s := range page.Samples {
		if s.Section < -1 || s.Section >= len(page.Sections) {
			t.Errorf("%s: the sample stands below heading %d of %d", s.Pos, s.Section, len(page.Sections))
		}
	}
}

// checkBlocks fails unless the blocks of a page that was read in detail follow each other
// inside its text, and the cells of tables lie in their rows.
func checkBlocks(t testing.TB, page *model.Page) {
	t.Helper()
	last := int32(0)
	for _, b := range page.Blocks {
		if b.Start < last || b.End < b.Start || int(b.End) > len(page.Text) || b.Text.Start < b.Start || b.Text.End < b.Text.Start {
			t.Errorf("%s: a %s is at bytes %d to %d, its text at %d to %d, after byte %d of %d", page.Path, b.Kind, b.Start, b.End, b.Text.Start, b.Text.End, last, len(page.Text))
		}
		last = b.Start
		for _, r := range b.Rows {
			for _, c := range r.Cells {
				if c.Start < r.Start || c.End > r.End || c.End < c.Start {
					t.Errorf("%s: a cell is at bytes %d to %d, its row at %d to %d", page.Path, c.Start, c.End, r.Start, r.End)
				}
			}
		}
	}
}

// CheckPosition fails unless the position lies inside the file and says the same by
// line and column as by offset. A position without a line is unknown, and passes.
func (f File) CheckPosition(t testing.TB, p model.Position) {
	t.Helper()
	if p.IsZero() {
		return
	}
	at, end, line := int(p.Start), int(p.End), int(p.Line)
	if at < 0 || end < at || end > len(f.text) || line < 1 || line > len(f.lines) {
		t.Errorf("%s, bytes %d to %d, lies outside the page of %d bytes", p, p.Start, p.End, len(f.text))
		return
	}
	start := f.lines[line-1]
	if start > at || line < len(f.lines) && f.lines[line] <= at {
		t.Errorf("%s is not on the line of byte %d", p, p.Start)
		return
	}
	if got := utf8.RuneCountInString(f.text[start:at]) + 1; got != int(p.Column) {
		t.Errorf("%s is column %d of byte %d", p, got, p.Start)
	}
}

func checkBody(t testing.TB, b model.Body) {
	t.Helper()
	if b.JSON != "" && (len(b.JSON) != len(b.Text.Value) || !json.Valid([]byte(b.JSON))) {
		t.Errorf("%s: the body's JSON is invalid or of another length", b.Text.Pos)
	}
	if strings.TrimSpace(b.Text.Value) != b.Text.Value {
		t.Errorf("%s: there are blanks around the body", b.Text.Pos)
	}
}

// eachPosition visits every position in a value.
func eachPosition(v reflect.Value, do func(model.Position)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachPosition(v.Elem(), do)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachPosition(v.Index(i), do)
		}
	case reflect.Struct:
		if p, ok := v.Interface().(model.Position); ok {
			do(p)
			return
		}
		for i := range v.NumField() {
			eachPosition(v.Field(i), do)
		}
	}
}
