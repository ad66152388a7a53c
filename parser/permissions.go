package parser

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// permissionColumn says what a column of a permissions table lists.
type permissionColumn struct {
	caller string // in a matrix: the kind of caller in the header
	about  string // what the caller acts on, if the header says so
	higher bool   // the scopes that allow more than needed
	things bool   // of any caller; what a column before it names is acted on
	of     int    // that column
	other  bool   // something else
}

// permissions reads a permissions table. Its rows are kinds of callers, or, in a
// matrix, the resources that scopes are for (opentypeextension-get), which they also are
// where no column tells of callers, or, in a table with one column, the scopes.
func (p *pageParser) permissions(b *block, names []string, header row, rows []row) {
	switch {
	case len(names) == 1 && strings.Contains(names[0], "permission"):
		p.permissionList(b, rows)
		return
	case len(names) < 2:
		p.unread(b, "table "+strings.Join(names, " | "))
		return
	}
	things := !strings.Contains(names[0], "permission") && !isCaller(names[1]) && !p.localised()
	columns := make([]permissionColumn, len(names))
	of := 0 // opentypeextension-get had two pairs of columns
	for i := 1; i < len(names); i++ {
		columns[i] = p.permissionColumn(names[i], p.cell(header, i).Value)
		columns[i].things, columns[i].other = things, things && !strings.Contains(names[i], "permission")
		if columns[i].of = of; names[i] == names[0] {
			of = i
		}
	}
	if things && !p.namesScopes(columns, rows) {
		p.unread(b, "table "+strings.Join(names, " | "))
		return
	}
	p.page.Permissions = slices.Grow(p.page.Permissions, len(rows))
	parent := model.Text{}
	for i, r := range rows {
		first := p.cell(r, 0)
		about := model.Text{}
		if p.subRow(r) && parent.Value != "" {
			first, about = parent, first
		} else {
			parent = first
		}
		p.permissionRow(b, r, columns, first, about, i+1 < len(rows) && p.subRow(rows[i+1]))
	}
}

// namesScopes reports whether the columns of permissions name some in each row.
func (p *pageParser) namesScopes(columns []permissionColumn, rows []row) bool {
	for _, r := range rows {
		found := false
		for i := 1; i < len(columns); i++ {
			found = found || !columns[i].other && len(scopes(p.cell(r, i))) > 0
		}
		if !found {
			return false
		}
	}
	return len(rows) > 0
}

// isCaller reports whether a header, in lower case, is a kind of caller.
func isCaller(name string) bool {
	return strings.HasPrefix(name, "delegated") || strings.HasPrefix(name, "application")
}

// permissionColumn reads a header: Permissions (from least to most privileged),
// Higher privileged permissions, Permissions acting on self, Application.
func (p *pageParser) permissionColumn(lower, written string) permissionColumn {
	if isCaller(lower) {
		return permissionColumn{caller: written}
	}
	c := permissionColumn{higher: strings.Contains(lower, "higher")}
	if _, about, ok := strings.Cut(lower, "acting on "); ok {
		about, _, _ = strings.Cut(about, "(")
		c.about = strings.TrimSpace(about)
	}
	return c
}

// permissionRow reads a row: the scopes of one caller, or of every caller for one
// resource. above says that the rows below belong to it and have its scopes (Intune).
func (p *pageParser) permissionRow(b *block, r row, columns []permissionColumn, first, about model.Text, above bool) {
	if first.Value == "" {
		return
	}
	from, blank := len(p.page.Permissions), true
	for i := 1; i < len(columns); i++ {
		text, c := p.cell(r, i), columns[i]
		if c.other {
			continue
		}
		blank = blank && text.Value == ""
		want := model.Permission{Kind: first, For: about, Section: b.section}
		switch {
		case c.caller != "":
			want.Kind, want.For = model.Text{Value: c.caller, Pos: first.Pos}, first
		case c.about != "":
			want.For = model.Text{Value: c.about, Pos: text.Pos}
		case c.things && p.cell(r, c.of).Value == "":
			continue
		case c.things:
			want.For = p.cell(r, c.of)
			want.Kind = model.Text{Pos: want.For.Pos}
		}
		p.grant(p.permissionFor(want, from), text, c.higher)
	}
	switch {
	case blank && above:
		p.page.Permissions = p.page.Permissions[:from]
	case blank:
		p.report(model.RuleBlankPermission, p.cellPos(r, 1, first.Pos),
			fmt.Sprintf("the permissions for %q are blank", first.Value), "name them, or write Not supported.")
	}
}

// permissionFor returns the one of the permissions from an index on that is for the same
// caller and the same thing, or adds it.
func (p *pageParser) permissionFor(want model.Permission, from int) *model.Permission {
	for i := from; i < len(p.page.Permissions); i++ {
		if q := &p.page.Permissions[i]; q.Kind.Value == want.Kind.Value && q.For.Value == want.For.Value {
			return q
		}
	}
	p.page.Permissions = append(p.page.Permissions, want)
	return &p.page.Permissions[len(p.page.Permissions)-1]
}

// grant adds what a cell says.
func (p *pageParser) grant(to *model.Permission, cell model.Text, higher bool) {
	found := scopes(cell)
	switch said := strings.Trim(cell.Value, "*. "); {
	case higher:
		to.Higher = append(to.Higher, found...)
	case fold.HasPrefix(said, "todo"):
		p.report(model.RuleBlankPermission, cell.Pos, "the permissions are still to be written: "+clip(cell.Value), "name them, or write Not supported.")
	default:
		to.Scopes = append(to.Scopes, found...)
		to.NotSupported = to.NotSupported || len(found) == 0 && (unsupported(said) || said != "" && p.localised())
	}
}

// unsupported reports whether a cell says that the caller can't call.
func unsupported(cell string) bool {
	for _, way := range []string{"not supported", "not available", "not applicable", "none", "n/a"} {
		if fold.HasPrefix(cell, way) {
			return true
		}
	}
	return false
}

// permissionList reads a table whose only column lists scopes.
func (p *pageParser) permissionList(b *block, rows []row) {
	perm := model.Permission{Section: b.section}
	for _, r := range rows {
		perm.Scopes = append(perm.Scopes, scopes(p.cell(r, 0))...)
	}
	if len(perm.Scopes) > 0 {
		perm.Kind.Pos = perm.Scopes[0].Pos
		p.page.Permissions = append(p.page.Permissions, perm)
	}
}

// subRow reports whether a row continues the one before: Intune pages indent the
// rows of one permission type with &nbsp;.
func (p *pageParser) subRow(r row) bool {
	if len(r) == 0 {
		return false
	}
	text := strings.TrimLeft(p.text[r[0].from:r[0].end], " \t")
	return strings.HasPrefix(text, "&nbsp;") || strings.HasPrefix(text, "\u00a0")
}

// scopes splits a cell into the permission names it lists.
func scopes(cell model.Text) []model.Text {
	var out []model.Text
	for w := range strings.FieldsFuncSeq(cell.Value, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		w = strings.Trim(w, ".*`'\"()")
		if strings.Count(w, ".") > 0 && strings.IndexFunc(w, notScope) < 0 {
			out = append(out, model.Text{Value: w, Pos: cell.Pos})
		}
	}
	return out
}

func notScope(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_')
}
