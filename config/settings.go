package config

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/workspace"
)

// The keys of settings that are used outside of this package, too.
const (
	KeyFindings     = "findings"
	KeyAllowSkipped = "allow-skipped"
)

// FindingLevels are what the setting findings can be, the least first.
var FindingLevels = []string{"none", string(model.Error), string(model.Warning), string(model.Info)}

// pattern is a text that files are held against.
var pattern = &shape{kind: oneText, check: func(text string) string {
	switch {
	case !doublestar.ValidatePattern(text):
		return "is no pattern: a bracket or brace is not closed"
	case backslashed.MatchString(text):
		return "has a backslash between folders; write " + backslashed.ReplaceAllString(text, "/$1")
	}
	return ""
}}

// backslashed matches a backslash of a pattern before what needs none.
var backslashed = regexp.MustCompile(`\\+([\p{L}\p{Nd}._]|\*\*|\*\.)`)

// withSlashes refuses paths that only Windows reads as such: a config is for all who have the
// repository.
func withSlashes(path string) string {
	if filepath.IsAbs(path) || !strings.Contains(path, `\`) {
		return ""
	}
	return "has backslashes, which lie between folders on Windows only; write " + strings.ReplaceAll(path, `\`, "/")
}

// settings are the settings of a target, in the order in which they are shown.
var settings = []key{
	{"docs", listOf(folder(""), "Folders of Markdown pages.")},
	{"include", listOf(pattern, "Patterns of the pages to read, by their path below a docs folder, the end of it, or a folder. Everything by default.")},
	{"exclude", listOf(pattern, "Patterns of pages not to read, in the same form. They count more than include.")},
	{"root", folder("Folder that includes must not leave. By default that of the nearest docfx.json at or above each docs folder, else the docs folder.")},
	{"out", folder("Folder of the generated package. It must not lie in a docs folder.")},
	{"package", &shape{kind: oneText, form: packageForm, doc: "Name of the generated package."}},
	{"stubs", folder("Folder of a package of yours that implements the handler: methods that it lacks are added.")},
	{"emit", listOf(&shape{kind: oneText, words: workspace.Emits}, "What to generate; tests need the other two. Everything by default.")},
	{"select", listOf(text(""), "Patterns of what to generate: a service, operations, paths or pages. Everything by default.")},
	{KeyFindings, &shape{kind: oneText, words: FindingLevels, doc: "Lowest severity of findings that gen generate reports; warning by default."}},
	{KeyAllowSkipped, &shape{kind: oneBool, doc: "Whether gen generate succeeds (exit code 0) although some pages cannot be generated; false by default."}},
	{"names", &shape{kind: aMap, noun: "kind of names", keys: nameKinds(), doc: "Names of your own in place of docbind's."}},
}

// nameKinds are the keys of names.
func nameKinds() []key {
	egs := map[resolve.NameKind]string{
		resolve.ServiceNames:   "Services, and the types that are called after them.",
		resolve.OperationNames: "Methods, by Service.Method; also of further paths.",
		resolve.ParameterNames: "Arguments, by Service.Method/argument.",
		resolve.TypeNames:      "Types, by their full name.",
		resolve.PropertyNames:  "Properties, by the full name of their type, a slash and the name.",
		resolve.MemberNames:    "Constants, by the full name of their type, a slash and the value.",
		resolve.OptionNames:    "Call options.",
	}
	var keys []key
	for _, k := range resolve.NameKinds {
		keys = append(keys, key{string(k), &shape{kind: aMap, doc: egs[k], item: text("")}})
	}
	return keys
}

// levels are the rules of lint with their severities.
func levels(doc string) *shape {
	return &shape{
		kind: aMap, doc: doc, noun: "rule or family", keyWords: lint.RuleNames(),
		item: &shape{kind: oneText, words: []string{string(lint.Off), string(model.Info), string(model.Warning), string(model.Error)}},
	}
}

// lintSettings are the settings of gen lint.
var lintSettings = &shape{kind: aMap, noun: "setting of lint", doc: "What gen lint reports, and how badly.", keys: []key{
	{"rules", levels("Severities of rules, by id or family; what is said of a rule counts more than what is said of its family.")},
	{"overrides", listOf(&shape{kind: aMap, noun: "setting of an override", required: true, keys: []key{
		{"files", listOf(pattern, "Patterns of the pages that the rules hold for, by their path from the config file, the end of it, or a folder.")},
		{"rules", levels("Severities of rules on these pages.")},
	}}, "Severities on some pages only. They count more than rules, a later one more than an earlier.")},
	{"exclude", listOf(pattern, "Patterns of pages on which nothing is reported.")},
	{"fail-on", &shape{kind: oneText, words: []string{string(model.Info), string(model.Warning), string(model.Error), "none"},
		doc: "Lowest severity that makes gen lint fail; error by default."}},
	{"baseline", folder("File of findings that are known, and not reported.")},
}}

// fileShape is the shape of the whole file.
var fileShape = &shape{kind: aMap, noun: "setting", keys: slices.Concat(settings, []key{
	{"lint", lintSettings},
	{"targets", &shape{
		kind: aMap, noun: "target", keyForm: targetForm, filled: true,
		doc:  "Packages to generate, by names of your own. Each has the settings above it, but for those that it gives itself; names add up.",
		item: &shape{kind: aMap, noun: "setting of a target", keys: settings, doc: "A package, with its settings."},
	}},
})}

// Keys are the settings of a target. A flag of the same name counts in place of one.
func Keys() []string {
	var names []string
	for _, s := range settings {
		names = append(names, s.name)
	}
	return names
}
