package config

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

var update = flag.Bool("update", false, "write the published schema anew")

// published is where the schema of the repository is.
var published = filepath.Join("..", "docs", "docbind.schema.json")

func TestSchemaIsPublished(t *testing.T) {
	want, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(published, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(published)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what gen config schema prints (%v); go test ./config -update writes it", published, err)
	}
}

// TestPatternsArePortable holds that no pattern needs classes that some engines lack.
func TestPatternsArePortable(t *testing.T) {
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	if at := bytes.IndexByte(text, '\\'); at >= 0 {
		t.Errorf("the schema has a backslash: %s", text[at:min(at+40, len(text))])
	}
}

// schema compiles the published schema.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(published)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// allows reports whether a schema allows a file.
func allows(t *testing.T, s *jsonschema.Schema, text string) bool {
	t.Helper()
	asJSON, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(value) == nil
}

// TestSchemaAgrees gives the reader and the schema the same files; both accept them, or
// neither.
func TestSchemaAgrees(t *testing.T) {
	s := schema(t)
	for text, good := range map[string]bool{
		"docs: a":                         true,
		"docs: [a, b]":                    true,
		"docs: []":                        true,
		"docs: 1":                         false,
		"docs: [a, 1]":                    false,
		"docs: [[a]]":                     false,
		"docs: {a: b}":                    false,
		"docs: ''":                        false,
		"docs:":                           false,
		"out: ../x":                       true,
		"out: [x]":                        false,
		"out: true":                       false,
		"package: graph":                  true,
		"package: grün_1":                 true,
		"package: v1.0":                   false,
		"package: type":                   false,
		"package: types":                  true,
		"package: main":                   false,
		"package: a_test":                 false,
		"package: _":                      false,
		"emit: client":                    true,
		"emit: [client, server]":          false,
		"findings: none":                  true,
		"findings: all":                   false,
		"findings: off":                   false,
		"allow-skipped: true":             true,
		"allow-skipped: 'true'":           false,
		"allow_skipped: true":             false,
		"names:":                          true,
		"names: {types: }":                true,
		"names: {types: {a.b: C}}":        true,
		"names: {types: {a.b: 1}}":        false,
		"names: {types: {a.b: }}":         false,
		"names: {type: {a.b: C}}":         false,
		"names: [a]":                      false,
		"targets: {v1: {out: x}, beta: }": true,
		"targets: {v1: {targets: {}}}":    false,
		"targets: {v1: {lint: {}}}":       false,
		"targets: {'v 1': {}}":            false,
		"targets: {v1: x}":                false,
		"targets: {}":                     false,
		"targets:":                        false,
		"lint: {rules: {http: off}}":      true,
		"lint: {rules: {http/status-line: error}}":         true,
		"lint: {rules: {http/status-line: fatal}}":         false,
		"lint: {rules: {http/statusline: error}}":          false,
		"lint: {overrides: [{files: a, rules: {}}]}":       true,
		"lint: {overrides: [{files: a}]}":                  false,
		"lint: {overrides: [null]}":                        false,
		"lint: {overrides: {files: a, rules: {}}}":         false,
		"lint: {overrides: [{file: a, rules: {}}]}":        false,
		"lint: {exclude: x, fail-on: none, baseline: b.y}": true,
		"lint: {fail-on: off}":                             false,
		"lint: [x]":                                        false,
		"# nothing":                                        true,
		"[a]":                                              false,
		"x":                                                false,
	} {
		_, err := parse("docbind.yaml", text)
		if (err == nil) != good {
			t.Errorf("the reader says of %s: %v", text, err)
		}
		if allows(t, s, text) != good {
			t.Errorf("the schema allows %s: %v, want %v", text, !good, good)
		}
	}
}

// TestExamples reads the configs in the docs.
func TestExamples(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join("..", "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	s, found := schema(t), 0
	for _, page := range append(pages, filepath.Join("..", "README.md")) {
		raw, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range regexp.MustCompile("(?ms)^```yaml\n(.*?)^```").FindAllStringSubmatch(string(raw), -1) {
			if !regexp.MustCompile(`(?m)^(docs|targets|lint|names|out):`).MatchString(block[1]) || strings.Contains(block[1], "  script: ") {
				continue // of another tool
			}
			found++
			if _, err := parse("docbind.yaml", block[1]); err != nil {
				t.Errorf("an example in %s: %v", page, err)
			}
			if !allows(t, s, block[1]) {
				t.Errorf("the schema doesn't allow an example in %s:\n%s", page, block[1])
			}
		}
	}
	if found < 3 {
		t.Errorf("there are %d examples", found)
	}
}

// TestEveryKey gives every key that the reader knows a value of its kind, and looks for it
// in the schema.
func TestEveryKey(t *testing.T) {
	raw, err := os.ReadFile(published)
	if err != nil {
		t.Fatal(err)
	}
	var visit func(s *shape)
	visit = func(s *shape) {
		for _, k := range s.keys {
			if !bytes.Contains(raw, []byte(`"`+k.name+`": {`)) {
				t.Errorf("the schema lacks %s", k.name)
			}
			visit(k.shape)
		}
		if s.item != nil {
			visit(s.item)
		}
	}
	visit(fileShape)
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"docs: [a\nout: x\n": "this is no YAML: ",
		"docs: a\nout: b\ndocs: c\n": `docbind.yaml:3:1: docs is given twice, first in line 1
  3 | docs: c
    | ^`,
		"names:\n  types:\n    a: B\n    a: C\n": "docbind.yaml:4:5: a is given twice, first in line 3",
		"emit: cleint":                           "docbind.yaml:1:7: emit cannot be \"cleint\"; near: client, ",
		"docs: 2024":                             `docbind.yaml:1:7: docs must be a text; write "2024" in quotes`,
		"package: my-sdk":                        `package "my-sdk" is no name for a Go package; write mysdk`,
		"docs: a\n---\nout: b":                   "docbind.yaml:3:1: a config is one document; for several packages list them under targets",
		"targets: {v1: {<<: x}}":                 "docbind.yaml:1:16: mappings cannot be merged here",
		"docs: *d":                               "docbind.yaml:1:7: there is no anchor &d above",
		"include: 'a[b'":                         `docbind.yaml:1:10: include: "a[b" is no pattern`,
		"targets: {'a b': }":                     `docbind.yaml:1:11: "a b" is no name for a target`,
		"lint:\n  rules:\n    htp: off":          `docbind.yaml:3:5: there is no rule or family "htp"; near: http, `,
		"\tdocs: a":                              "docbind.yaml:1:",
	} {
		_, err := parse("docbind.yaml", text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives %v, want %s", text, err, want)
		}
	}
}

// TestBackslashes: a config means the same on all systems, so backslashes stand between no folders.
func TestBackslashes(t *testing.T) {
	for text, want := range map[string]string{
		`docs: .\docs`:                       `1:7: docs: ".\\docs" has backslashes, which lie between folders on Windows only; write ./docs`,
		`docs: [a, 'b\c']`:                   `1:11: docs: "b\\c" has backslashes, which lie between folders on Windows only; write b/c`,
		`out: ..\sdk`:                        `1:6: out: "..\\sdk" has backslashes, which lie between folders on Windows only; write ../sdk`,
		`exclude: 'api\thing-*.md'`:          `1:10: exclude: "api\\thing-*.md" has a backslash between folders; write api/thing-*.md`,
		`include: 'api\**\*.md'`:             `1:10: include: "api\\**\\*.md" has a backslash between folders; write api/**/*.md`,
		`exclude: ['a\[b].md', '{a\,b}.md']`: "",
		`docs: ../a b/ü`:                     "",
	} {
		_, err := parse("f", text)
		if got := fmt.Sprint(err); want == "" && err != nil || want != "" && !strings.HasPrefix(got, "f:"+want+"\n") {
			t.Errorf("%s gives the error %s, want %s", text, got, want)
		}
	}
}

// TestUnreadable has files that no YAML reader should be given.
func TestUnreadable(t *testing.T) {
	for text, want := range map[string]string{
		"docs: a\n<<<<<<< HEAD\nout: b\n=======\nout: c\n>>>>>>> other\n": "f:2:1: a conflict of a merge is left here\n",
		"docs: " + strings.Repeat("[", 300000):                            "f:1:1: the config is too long or nested too deeply\n",
		strings.Repeat("# a\n", 300000):                                   "f:1:1: the config is too long or nested too deeply\n",
	} {
		if _, err := parse("f", text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.40q… gives the error %v, want %s", text, err, want)
		}
	}
}

// TestFrame puts the caret below its column: in short and long lines, after tabs, at the
// end, and where a control character stands.
func TestFrame(t *testing.T) {
	long := strings.Repeat("ä", 100) + "X" + strings.Repeat("ö", 100)
	for _, c := range []struct {
		line   string
		column int
		want   string
	}{
		{"docs: a", 7, "  3 | docs: a\n    |       ^"},
		{"\tdocs: a", 2, "  3 | \tdocs: a\n    | \t^"},
		{"docs:", 6, "  3 | docs:\n    |      ^"},
		{"", 1, "  3 | \n    | ^"},
		{"a\x1b[b", 3, "  3 | a\\u001b[b\n    |        ^"},
		{long, 101, "  3 | …" + long[80:200] + "X" + long[201:279] + "…\n    | " + strings.Repeat(" ", 61) + "^"},
	} {
		e := newError([]string{"", "", c.line}, model.Position{File: model.FileOf("f"), Line: 3, Column: int32(c.column)}, "m")
		if got := e.Error(); got != "f:3:"+fmt.Sprint(c.column)+": m\n"+c.want {
			t.Errorf("the error is\n%s\nwant\n%s", got, c.want)
		}
	}
}

func TestTargets(t *testing.T) {
	f, err := parse(filepath.Join("sdk", "docbind.yaml"), `
docs: &docs [docs]
names:
  types: {a.b: C, a.d: D}
  services: {S: T}
targets:
  one: {out: one, package: one}
  two:
    docs: *docs
    out: ../two
    package: two
    names: {types: {a.b: E}}
`)
	if err != nil {
		t.Fatal(err)
	}
	one, two := f.Targets[0].Config(), f.Targets[1].Config()
	if one.Docs[0] != filepath.Join("sdk", "docs") || two.Docs[0] != one.Docs[0] || two.Out != "two" {
		t.Errorf("the folders are %v, %v, %s", one.Docs, two.Docs, two.Out)
	}
	names := func(t *Target) string {
		var list []string
		for _, o := range t.Config().Names {
			list = append(list, string(o.Kind)+" "+o.Key+"="+o.Name)
		}
		return strings.Join(list, ", ")
	}
	if got := names(f.Targets[0]); got != "types a.b=C, types a.d=D, services S=T" {
		t.Errorf("the names of one are %s", got)
	}
	if got := names(f.Targets[1]); got != "types a.b=E, types a.d=D, services S=T" {
		t.Errorf("the names of two are %s", got)
	}
}

func TestLint(t *testing.T) {
	f, err := parse(filepath.Join("sdk", "docbind.yaml"), `
lint:
  overrides:
    - {files: [beta], rules: {http/status-line: info, http: off}}
  rules: {page/byte: off, page: error}
  fail-on: warning
  baseline: known.json
`)
	if err != nil {
		t.Fatal(err)
	}
	l := f.Lint()
	want := []lint.Level{
		{Rules: "page", Severity: "error"}, {Rules: "page/byte", Severity: "off"},
		{Rules: "http", Files: []string{"beta"}, Severity: "off"}, {Rules: "http/status-line", Files: []string{"beta"}, Severity: "info"},
	}
	for i, level := range want {
		if len(l.Levels) != len(want) || l.Levels[i].Rules != level.Rules || l.Levels[i].Severity != level.Severity || len(l.Levels[i].Files) != len(level.Files) {
			t.Fatalf("the levels are %+v, want %+v", l.Levels, want)
		}
	}
	if l.FailOn != "warning" || l.Baseline != filepath.Join("sdk", "known.json") || l.Dir != "sdk" {
		t.Errorf("lint is %+v", l)
	}
}

func TestPackageName(t *testing.T) {
	for text, want := range map[string]string{
		"v1.0": "v1", "v1.0.0": "v1", "v2.1": "v2_1", "beta": "beta", "rest-api": "restapi", "REST API": "restapi",
		"2024-10": "api202410", "main": "apimain", "x_test": "apix", "…": "", "type": "apitype", "Ümlaut": "ümlaut",
	} {
		if got := packageName(text); got != want {
			t.Errorf("%s gives the package %q, want %q", text, got, want)
		}
	}
}
