package visible

import "testing"

func TestText(t *testing.T) {
	for _, test := range []struct{ given, text, lines string }{
		{"größe ✓ 名前", "größe ✓ 名前", "größe ✓ 名前"},
		{"a\n\tb", "a  b", "a\n\tb"},
		{"\x1b[31mred\x07\r", `\u001b[31mred\u0007\u000d`, `\u001b[31mred\u0007\u000d`},
		{"\u009b31m \x7f", `\u009b31m \u007f`, `\u009b31m \u007f`},
		{"a\u202eb\u2066c", `a\u202eb\u2066c`, `a\u202eb\u2066c`},
	} {
		if got := Text(test.given); got != test.text {
			t.Errorf("Text(%q) is %q, want %q", test.given, got, test.text)
		}
		if got := Lines(test.given); got != test.lines {
			t.Errorf("Lines(%q) is %q, want %q", test.given, got, test.lines)
		}
	}
}
