package lines

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/cputime"
)

// TestPosition asks for each place of texts that have long and short lines, and characters of
// several bytes and what is none at the ends of parts.
func TestPosition(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "short": "äb\n\nc€d\r\n漢", "long": strings.Repeat("a", part-1) + strings.Repeat("漢", part) + "\n" + strings.Repeat("€b", part),
		"no characters": strings.Repeat("\x80", 3*part) + "\xe6\xbc" + strings.Repeat("漢\xe6", part), "lines": strings.Repeat("ä\n", part),
	} {
		x := New(text)
		for at := range text + "." {
			before := text[:at]
			wantLine := strings.Count(before, "\n") + 1
			want := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
			if line, column := x.Position(at); line != wantLine || column != want {
				t.Fatalf("%s: offset %d is %d:%d, want %d:%d", name, at, line, column, wantLine, want)
			}
		}
		for n, want := range strings.Split(text, "\n") {
			if got := x.Line(n + 1); got != strings.TrimSuffix(want, "\r") {
				t.Errorf("%s: line %d is %q", name, n+1, got)
			}
		}
		if x.Line(0) != "" || x.Line(strings.Count(text, "\n")+2) != "" {
			t.Errorf("%s: there are lines that there are not", name)
		}
	}
}

// TestLongLine asks for places of a long line in no order.
func TestLongLine(t *testing.T) {
	text := strings.Repeat("a", 4<<20)
	x := New(text)
	took := cputime.Of(func() {
		for i := range 200_000 {
			at := i * 7919 % len(text)
			if line, column := x.Position(at); line != 1 || column != at+1 {
				t.Fatalf("offset %d is %d:%d", at, line, column)
			}
		}
	})
	if took > 2*time.Second {
		t.Errorf("took %v", took)
	}
}
