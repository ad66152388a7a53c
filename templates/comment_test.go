package templates

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestComments(t *testing.T) {
	var c comment
	c.para("Name: " + strings.Repeat("word ", 30) + "Deprecated: x - y # z +build 1. [a]: b\n\n//go:build x\r\u202e\xff")
	c.para("  \n")
	c.code("GET /a\n//line b")
	c.list("Items:", []string{"a", strings.Repeat("long ", 30)})
	for _, line := range c {
		text := strings.TrimSpace(strings.TrimPrefix(line, "//"))
		if !strings.HasPrefix(line, "//") || strings.ContainsAny(line, "\n\r\u202e") || !utf8.ValidString(line) {
			t.Errorf("not one clean line: %q", line)
		}
		for _, start := range []string{"Deprecated:", "#", "+build", "1.", "[", "//"} {
			if strings.HasPrefix(text, start) {
				t.Errorf("line %q means something to Go tools", line)
			}
		}
		if strings.HasPrefix(line, "//go:") || strings.HasPrefix(line, "//line") {
			t.Errorf("line %q is a directive", line)
		}
	}
}

func TestExported(t *testing.T) {
	for name, want := range map[string]string{
		"userID": "UserID", "id": "ID", "urlPath": "URLPath", "idea": "Idea", "_x": "X_x", "ärger": "Ärger", "a1": "A1", "中": "X中", "id2": "Id2",
	} {
		if got := exported(name); got != want {
			t.Errorf("exported(%s) = %s, want %s", name, got, want)
		}
	}
}

func TestFileStem(t *testing.T) {
	for stem, want := range map[string]string{
		"user-get": "user-get", "_x": "x_x", ".x": "x.x", "A/b:c": "a_b_c", "": "x", "Ä 1": "ä_1",
	} {
		if got := fileStem(stem); got != want {
			t.Errorf("fileStem(%s) = %s, want %s", stem, got, want)
		}
	}
}
