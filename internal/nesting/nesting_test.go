package nesting

import (
	"strings"
	"testing"
)

func TestTooDeep(t *testing.T) {
	steps := ""
	for i := range 100 {
		steps += strings.Repeat(" ", i) + "a:\n"
	}
	for text, want := range map[string]bool{
		"title: x\n\nlist:\n  - a\n  - {b: [c]}\n":   false,
		strings.Repeat("- [a, {b: c}]\n", 1000):      false,
		strings.Repeat("a:\n  - b\n", 1000):          false,
		"title: " + strings.Repeat("]", 100) + "[x":  false,
		"title: " + strings.Repeat("[", 100):         true,
		strings.Repeat("a: {\n", 100):                true,
		strings.Repeat("- ", 100) + "a":              true,
		strings.Repeat("? ", 100) + "a":              true,
		steps:                                        true,
		strings.ReplaceAll(steps, "\n", "\r"):        true,
		"a:\r" + strings.Repeat("- ", 100) + "a":     true,
		"? a\n: " + strings.Repeat("- ", 100) + "a":  true,
		"!!seq " + strings.Repeat("- ", 100) + "a":   true,
		strings.Repeat("a: ", 100) + "a":             true,
		strings.Repeat("&a ", 100) + "a":             true,
		"{" + strings.Repeat("a: b, ", 100) + "}":    false,
		strings.Repeat("a: b # - c\r\n", 100):        false,
		"a: " + strings.Repeat("well-known & ", 100): false,
	} {
		if got := TooDeep(text); got != want {
			t.Errorf("%.40q…: %v, want %v", text, got, want)
		}
	}
}
