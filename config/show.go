package config

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/workspace"
)

// The origins of values.
const (
	FromFile    = "file"
	FromFlag    = "flag"
	FromDefault = "default"
)

// Row is one value of the settings, with its origin.
type Row struct {
	// Key is the setting; below it, keys follow after dots and places in lists in brackets.
	Key string `json:"key"`
	// Value is "" for a setting without any.
	Value string `json:"value"`
	// From is one of the origins.
	From string `json:"from"`
	// File, Line and Column are where a value of a file stands.
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`

	note string // what an empty value means
}

// origin is what is printed of the origin.
func (r Row) origin() string {
	switch r.From {
	case FromFile:
		return model.Position{File: model.FileOf(r.File), Line: int32(r.Line), Column: int32(r.Column)}.String()
	case FromFlag:
		return "--" + r.Key
	}
	return r.From
}

// unset says what a setting without a value means.
var unset = map[string]string{
	"docs": "(missing)", "out": "(missing)", "package": "(missing)",
	"include": "(everything)", "exclude": "(nothing)", "select": "(everything)",
	"root": "(docs)", "stubs": "(none)", "names": "(none)",
}

// Rows returns the settings of a target, each value in a row.
func (t *Target) Rows() []Row {
	var rows []Row
	for _, s := range settings {
		value, ok := t.values[s.name]
		list := flatten(s.name, value)
		if !ok || len(list) == 0 {
			list = t.defaults(s.name)
		}
		if t.flags[s.name] {
			for i := range list {
				list[i].From = FromFlag
			}
		}
		rows = append(rows, list...)
	}
	return rows
}

// flatten returns the values that a value is made of.
func flatten(key string, t tree) []Row {
	var rows []Row
	switch {
	case len(t.keys) > 0:
		for _, e := range t.keys {
			rows = append(rows, flatten(key+"."+e.name, e.value)...)
		}
	case len(t.items) > 0:
		for i, item := range t.items {
			name := key
			if len(item.keys) > 0 {
				name = fmt.Sprintf("%s[%d]", key, i)
			}
			rows = append(rows, flatten(name, item)...)
		}
	case t.text != "":
		r := Row{Key: key, Value: t.text, From: FromFlag}
		if !t.at.IsZero() {
			r.From, r.File, r.Line, r.Column = FromFile, t.at.Path(), int(t.at.Line), int(t.at.Column)
		}
		rows = append(rows, r)
	}
	return rows
}

// defaults returns the rows of a setting that nothing gives a value.
func (t *Target) defaults(key string) []Row {
	var values []string
	switch key {
	case "root":
		if roots, err := t.Config().Roots(); err == nil {
			for _, r := range roots {
				values = append(values, workspace.FromHere(r))
			}
		}
	case "emit":
		values = workspace.Emits
	case KeyFindings:
		values = []string{string(model.Warning)}
	case KeyAllowSkipped:
		values = []string{"false"}
	}
	if len(values) == 0 {
		return []Row{{Key: key, From: FromDefault, note: unset[key]}}
	}
	var rows []Row
	for _, v := range values {
		rows = append(rows, Row{Key: key, Value: v, From: FromDefault})
	}
	return rows
}

// shown is what Show prints as JSON.
type shown struct {
	// File is "" if there is none.
	File    string        `json:"file"`
	Lint    []Row         `json:"lint"`
	Targets []shownTarget `json:"targets"`
}

type shownTarget struct {
	Name     string `json:"name,omitempty"`
	Settings []Row  `json:"settings"`
}

// Show prints the settings of targets with their origins, as a table or as JSON.
func (f *File) Show(w io.Writer, targets []*Target, asJSON bool) error {
	s := shown{File: filepath.ToSlash(f.Name), Lint: flatten("lint", f.lint)}
	if s.Lint == nil {
		s.Lint = []Row{}
	}
	for _, t := range targets {
		s.Targets = append(s.Targets, shownTarget{t.Name, t.Rows()})
	}
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(s)
	}
	if s.File == "" {
		fmt.Fprintf(w, "no %s here or in a folder above\n", workspace.ConfigName)
	} else {
		fmt.Fprintln(w, s.File)
	}
	table := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	for _, t := range s.Targets {
		if t.Name != "" {
			fmt.Fprintf(table, "target %s\n", t.Name)
		}
		printRows(table, t.Settings)
	}
	if len(s.Lint) > 0 {
		fmt.Fprintln(table, "for gen lint")
		printRows(table, s.Lint)
	}
	return table.Flush()
}

func printRows(w io.Writer, rows []Row) {
	for _, r := range rows {
		value := r.Value
		if value == "" {
			value = r.note
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\n", r.Key, strings.ReplaceAll(value, "\n", " "), r.origin())
	}
}
