package parser_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// TestPermissionTables reads the shapes that permissions tables have.
func TestPermissionTables(t *testing.T) {
	for _, c := range []struct{ name, table, want string }{
		{"standard", `
|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|Thing.Read or Thing.ReadWrite|
|Delegated (personal Microsoft account)|None.|
|Application|Thing.Read.All,<br>Thing.ReadWrite.All*|`,
			"Delegated (work or school account): Thing.Read Thing.ReadWrite\n" +
				"Delegated (personal Microsoft account): no\n" +
				"Application: Thing.Read.All Thing.ReadWrite.All\n"},
		{"least and higher", `
|Permission type|Least privileged permissions|Higher privileged permissions|
|:---|:---|:---|
|Delegated (work or school account)|Thing.Read|Thing.ReadWrite, Thing.Manage|
|Application|Thing.Read.All|Not available.|
|Delegated (personal Microsoft account)|Not supported.|Not supported.|`,
			"Delegated (work or school account): Thing.Read > Thing.ReadWrite Thing.Manage\n" +
				"Application: Thing.Read.All\n" +
				"Delegated (personal Microsoft account): no\n"},
		{"a column a caller", `
| Supported resource | Delegated (work or school account) | Delegated (personal Microsoft account) | Application |
|:-----|:-----|:-----|:-----|
| [box](../resources/box.md) | Box.Read | Not supported | Box.Read.All |
| bag | Bag.Read | Bag.Read | Not supported |`,
			"Delegated (work or school account) for box: Box.Read\n" +
				"Delegated (personal Microsoft account) for box: no\n" +
				"Application for box: Box.Read.All\n" +
				"Delegated (work or school account) for bag: Bag.Read\n" +
				"Delegated (personal Microsoft account) for bag: Bag.Read\n" +
				"Application for bag: no\n"},
		{"self and others", `
|Permission type|Permissions acting on self (from least to most privileged)|Permissions acting on others (from least to most privileged)|
|:---|:---|:---|
|Delegated (work or school account)|Key.Read|Key.Read.All|
|Application|Not applicable.|Key.Read.All|`,
			"Delegated (work or school account) for self: Key.Read\n" +
				"Delegated (work or school account) for others: Key.Read.All\n" +
				"Application for self: no\n" +
				"Application for others: Key.Read.All\n"},
		{"rows below a caller", `
|Permission&nbsp;type|Permissions (from most to least privileged)|
|:---|:---|
|Delegated (work or school account)||
|&nbsp;&nbsp; Device configuration|Config.ReadWrite.All|
|&nbsp;&nbsp; Auditing|Apps.ReadWrite.All|
|Application|Not supported.|`,
			"Delegated (work or school account) for Device configuration: Config.ReadWrite.All\n" +
				"Delegated (work or school account) for Auditing: Apps.ReadWrite.All\n" +
				"Application: no\n"},
		{"one column", `
|Permission|
|:---|
|Thing.Read|
|Thing.ReadWrite|`,
			": Thing.Read Thing.ReadWrite\n"},
		{"a row a thing", `
| Kind of box | Permission | Remarks |
|:---|:---|:---|
| Open box | Box.Read | Since May. |
| Locked box | Box.Read, Key.Read | |`,
			" for Open box: Box.Read\n for Locked box: Box.Read Key.Read\n"},
		{"pairs of columns", `
| Box | Permission | Box | Permission |
|:---|:---|:---|:---|
| Open box | Box.Read | Locked box | Key.Read |
| Bag | Bag.Read | | |`,
			" for Open box: Box.Read\n for Locked box: Key.Read\n for Bag: Bag.Read\n"},
		{"rights that are no scopes", `
| Kind of box | Permission |
|:---|:---|
| Open box | Read and write |
| Locked box | Box.Read |`, ""},
		{"to do", `
|Permission type|Permissions|
|:---|:---|
|Application|**TODO: Determine scopes **|`,
			"Application:\ntable/blank-permission\n"},
	} {
		page := parser.Parse("api/thing-get.md", []byte("# Get thing\n\n## Permissions\n"+c.table+"\n"))
		var b strings.Builder
		for _, p := range page.Permissions {
			b.WriteString(granted(p) + "\n")
		}
		for _, f := range page.Findings {
			if f.Rule == model.RuleBlankPermission {
				b.WriteString(f.Rule + "\n")
			}
		}
		if b.String() != c.want {
			t.Errorf("the table with %s gives\n%swant\n%s", c.name, b.String(), c.want)
		}
	}
}

func granted(p model.Permission) string {
	out := p.Kind.Value
	if p.For.Value != "" {
		out += " for " + p.For.Value
	}
	out += ":"
	for _, s := range p.Scopes {
		out += " " + s.Value
	}
	if p.NotSupported {
		out += " no"
	}
	if len(p.Higher) > 0 {
		out += " >"
		for _, s := range p.Higher {
			out += " " + s.Value
		}
	}
	return out
}
