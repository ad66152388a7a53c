package config

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/workspace"
)

// Target is a package to generate, with its settings.
type Target struct {
	Name string // "" if the file has no targets

	file   *File
	at     model.Position // of the name
	values map[string]tree
	flags  map[string]bool // the settings that flags gave
	above  map[string]bool // the settings that it has from above, as other targets do
}

// newTarget makes a target of its own settings and of those that it has from above.
func newTarget(f *File, above tree, own entry) *Target {
	t := &Target{Name: own.name, file: f, at: own.at, values: map[string]tree{}, flags: map[string]bool{}, above: map[string]bool{}}
	for _, s := range settings {
		value, ok := above.find(s.name)
		t.above[s.name] = ok && own.name != ""
		if mine, given := own.value.find(s.name); given {
			if s.name == "names" {
				mine = merge(value, mine)
			}
			value, ok = mine, true
			t.above[s.name] = false
		}
		if ok {
			t.values[s.name] = value
		}
	}
	return t
}

// merge adds to the names of a target those from above that it doesn't give itself.
func merge(above, own tree) tree {
	merged := tree{at: own.at, keys: slices.Clone(own.keys)}
	for _, e := range above.keys {
		i := slices.IndexFunc(merged.keys, func(m entry) bool { return m.name == e.name })
		switch {
		case i < 0:
			merged.keys = append(merged.keys, e)
		case len(e.value.keys) > 0:
			merged.keys[i].value = merge(e.value, merged.keys[i].value)
		}
	}
	return merged
}

// Set gives a setting the values of a flag, in place of those of the file.
func (t *Target) Set(key string, values ...string) {
	value := tree{}
	if s := fileShape.find(key); s != nil && s.kind == aList {
		for _, v := range values {
			value.items = append(value.items, tree{text: v})
		}
	} else if len(values) > 0 {
		value.text = values[0]
	}
	t.values[key], t.flags[key] = value, true
}

// Text returns the value of a setting that has one, "" without.
func (t *Target) Text(key string) string { return t.values[key].text }

// Config returns the settings as those of a run.
func (t *Target) Config() workspace.Config {
	return workspace.Config{
		Docs:    t.values["docs"].texts(),
		Include: t.values["include"].texts(),
		Exclude: t.values["exclude"].texts(),
		Root:    t.Text("root"),
		Out:     t.Text("out"),
		Package: t.Text("package"),
		Stubs:   t.Text("stubs"),
		Emit:    t.values["emit"].texts(),
		Select:  t.values["select"].texts(),
		Names:   t.names(),
		Lint:    t.file.Lint(),
	}
}

// Shares reports whether a target has a setting from above, which may be meant for others.
func (t *Target) Shares(key string) bool { return t.above[key] }

// names returns the names that the file chooses.
func (t *Target) names() []resolve.Override {
	var list []resolve.Override
	for _, kind := range t.values["names"].keys {
		for _, e := range kind.value.keys {
			list = append(list, resolve.Override{Kind: resolve.NameKind(kind.name), Key: e.name, Name: e.value.text, Pos: e.at})
		}
	}
	return list
}

// Locate returns an error of a run with the target as one that shows the lines of the
// settings it is about. Others are returned as they are.
func (t *Target) Locate(err error) error {
	if err == nil {
		return nil
	}
	list := joined(err)
	for i, e := range list {
		list[i] = t.locate(e)
	}
	if len(list) == 1 {
		return list[0]
	}
	return collected(list)
}

func (t *Target) locate(err error) error {
	var setting *workspace.SettingError
	var pattern *resolve.PatternError
	var name *resolve.OverrideError
	switch {
	case errors.As(err, &setting):
		return t.fail(setting.Key, setting.Value, setting.Message)
	case errors.As(err, &pattern):
		return t.fail("select", pattern.Pattern, pattern.Error())
	case errors.As(err, &name) && name.Pos.Path() != "":
		return newError(t.file.lines, name.Pos, name.Message+t.suffix())
	case t.Name != "":
		return fmt.Errorf("target %s: %w", t.Name, err)
	}
	return err
}

// suffix names the target at the end of a message.
func (t *Target) suffix() string {
	if t.Name == "" {
		return ""
	}
	return " (target " + t.Name + ")"
}

// fail makes an error about the value of a setting: in its line, if the file has it.
func (t *Target) fail(key, value, message string) error {
	at := t.place(key, value)
	if at.IsZero() {
		return errors.New(message + t.suffix())
	}
	return newError(t.file.lines, at, inFile(message)+t.suffix())
}

// place returns where a value of a setting stands: where the target does if it lacks the
// setting, and the zero position if it is not in the file. Lists are searched for the value,
// whose paths may have been cleaned.
func (t *Target) place(key, value string) model.Position {
	setting, ok := t.values[key]
	if !ok {
		return t.at
	}
	for _, item := range setting.items {
		if item.text == value || value != "" && item.text == filepath.Clean(value) {
			return item.at
		}
	}
	return setting.at
}
