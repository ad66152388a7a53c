package parser_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/parser"
)

// TestPermissionProse reads the permissions that texts list where no table does.
func TestPermissionProse(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"behind a colon", "One of these **scopes** is needed: *Box.Read* or *Box.ReadWrite*", "Box.Read Box.ReadWrite"},
		{"in a line below", "One of these **permissions** is needed:\n*Box.Read; Box.ReadWrite*", "Box.Read Box.ReadWrite"},
		{"in a paragraph below", "One of these scopes is needed:  \n\nBox.Create, Box.Read, or Box.ReadWrite.All", "Box.Create Box.Read Box.ReadWrite.All"},
		{"in a list", "One of these permissions is needed, whatever\nthe box is made of:\n\n  * Box.Read\n  * _Box.ReadWrite_\n", "Box.Read Box.ReadWrite"},
		{"in a list that is code", "These scopes are needed:\n\n    * Box.Read\n    * `Box.ReadWrite`\n", "Box.Read Box.ReadWrite"},
		{"before more text", "One of these scopes is needed:\n*Box.Read*,\n*Box.ReadWrite*\nTo open it, you also need\n*Key.Read*", "Box.Read Box.ReadWrite"},
		{"beside a table", "One of these scopes is needed: Box.Read\n\n|Permission type|Permissions|\n|:--|:--|\n|Application|Box.Read.All|\n", "Box.Read.All"},
		{"beside an include", "One of these scopes is needed: Box.Read\n\n[!INCLUDE [permissions](../includes/box.md)]\n", ""},
		{"in a quote", "> One of these scopes is needed: Box.Read\n", ""},
		{"rights in words", "One of these scopes is needed: *Read boxes*, *Write boxes*", ""},
		{"a sentence", "One of these permissions is needed. See [scopes](scopes.md): they differ.\n\nTo open it, Key.Read is needed.", ""},
		{"other words", "You need this:\n\n* Box.Kit\n* Lid.Kit\n", ""},
		{"nothing leads over", "Box.Kit, Lid.Kit\n\n* Box.Cover\n", ""},
		{"another section", "One of these scopes is needed:\n\n## HTTP request\n\nBox.Read\n", ""},
	} {
		page := "# Get box\n\n## Prerequisites\n\n" + c.text + "\n\n## Remarks\n\nThe scopes are: Lid.Read\n"
		p := parser.ParseDetails("api/box-get.md", []byte(page))
		pagetest.Check(t, p, []byte(page))
		var got []string
		for _, q := range p.Permissions {
			for _, s := range q.Scopes {
				got = append(got, s.Value)
				if written := page[s.Pos.Start:s.Pos.End]; written != s.Value && !strings.Contains(c.text, "|") {
					t.Errorf("%s: %s is said to stand at %q", c.name, s.Value, written)
				}
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, want %q", c.name, strings.Join(got, " "), c.want)
		}
	}
}

// TestPermissionProseSize reads texts that are made to be large.
func TestPermissionProseSize(t *testing.T) {
	for name, text := range map[string]string{
		"names": strings.Repeat("Box.Read ", 500_000),
		"items": strings.Repeat("* Box.Read\n", 200_000),
		"code":  strings.Repeat("    Box.Read\n", 200_000),
	} {
		t.Run(name, func(t *testing.T) {
			page := []byte("# Get box\n\n## Permissions\n\nThe scopes are:\n\n" + text)
			pagetest.Check(t, parser.ParseDetails("api/box-get.md", page), page)
		})
	}
}

// TestPermissionProseFirst reads nothing as permissions that no text leads over to, also below the
// first heading of a page without a title.
func TestPermissionProseFirst(t *testing.T) {
	for _, page := range []string{"## Permissions\n\nBox.Kit, Lid.Kit\n", "Text.\n\n## Permissions\n\n* Box.Kit\n"} {
		if p := parser.Parse("api/box-get.md", []byte(page)); len(p.Permissions) > 0 {
			t.Errorf("%q has the permissions %v", page, p.Permissions)
		}
	}
	const page = "## Permissions\n\nThe scopes are:\n\n* Box.Read\n"
	if p := parser.Parse("api/box-get.md", []byte(page)); len(p.Permissions) != 1 {
		t.Errorf("%q has the permissions %v", page, p.Permissions)
	}
}
