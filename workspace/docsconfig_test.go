package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/parser"
)

// writeTree writes files below a folder.
func writeTree(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// lintAll lints the pages of a config.
func lintAll(c Config, rules lint.Config) (linted, error) {
	set, err := c.pages()
	if err != nil {
		return linted{}, err
	}
	return lintPages(c, rules, set.root, set.sources)
}

func TestDocsConfig(t *testing.T) {
	dir := t.TempDir()
	writeTree(t, dir, map[string]string{
		"docfx.json":                         "{}",
		"config/link-validation-config.json": `{ "pathsToIgnore": ["/graph"] }`,
		"config/schema-config.json":          `{ "schemaConfig": { "requiredYamlHeaders": ["none"] } }`,
		"beta/config/schema-config.json": `{
			// comments and commas at the end are fine
			"schemaConfig": { "requiredYamlHeaders": ["title"], "foldersToSkip": ["templates"], "filesToSkip": ["index.md"], "baseUrls": ["https://h/beta"], },
		}`,
		"beta/config/table-header-config.json": `{ "tableDefinitions": {
			"tables": [ { "type": "A", "titles": ["{x} scopes"], "parseAs": "Rule" } ],
			"parsingRules": [ { "type": "Rule", "columns": { "name": ["Scope"], "more": ["Scope", "Consent"] } } ] } }`,
		"beta/config/document-outline.json": `{ "apiPageType": [ { "condition": "OR", "arguments": [ { "title": "* x", "level": 2, "required": true, "multiple": true } ] } ] }`,
	})
	c, err := readDocsConfig(filepath.Join(dir, "beta"), dir)
	if err != nil {
		t.Fatal(err)
	}
	outline := c.Outlines["apiPageType"]
	switch {
	case !slices.Equal(c.RequiredKeys, []string{"title"}) || !slices.Equal(c.SkipFolders, []string{"templates"}) || !slices.Equal(c.BaseURLs, []string{"https://h/beta"}):
		t.Errorf("the nearest schema config isn't read: %+v", c)
	case !c.Skips("a/templates/b.md") || !c.Skips("a/INDEX.md") || c.Skips("a/b.md"):
		t.Errorf("skipped are %v and %v", c.SkipFolders, c.SkipFiles)
	case len(c.Tables) != 1 || !slices.Equal(c.Tables[0].Columns, []string{"Consent", "Scope"}):
		t.Errorf("the tables are %+v", c.Tables)
	case len(outline) != 1 || outline[0].Condition != "OR" || !outline[0].Arguments[0].Multiple:
		t.Errorf("the outline is %+v", outline)
	case !slices.Equal(c.IgnoredPaths, []string{"/graph"}):
		t.Errorf("the config of the folder above isn't read: %v", c.IgnoredPaths)
	}
}

// TestBrokenDocsConfig says where a config file is wrong.
func TestBrokenDocsConfig(t *testing.T) {
	for text, want := range map[string]string{
		"{\n  \"schemaConfig\": [\n}":                                     "schema-config.json:3:1: this is no JSON",
		"{\n  \"schemaConfig\": { \"filesToSkip\": \"index.md\" }\n}":     "schema-config.json:2:36: schemaConfig.filesToSkip is a string here, expected is an array",
		"{\n  \"schemaConfig\": { \"requiredYamlHeaders\": [\n  1 ] }\n}": "schema-config.json:3:3",
	} {
		dir := t.TempDir()
		writeTree(t, dir, map[string]string{"config/schema-config.json": text, "x.md": "# x\n"})
		_, err := lintAll(Config{Docs: []string{dir}}, lint.Config{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v, want %s", text, err, want)
		}
	}
}

// TestDocFiles looks up files as links do.
func TestDocFiles(t *testing.T) {
	dir := t.TempDir()
	writeTree(t, dir, map[string]string{"docs/docfx.json": "{}", "docs/a/Pic.png": "", "docs/b/x.md": "# x\n", "other.md": ""})
	d := newDocFiles(filepath.Join(dir, "docs"))
	for name, want := range map[string]string{
		"a/Pic.png": "a/Pic.png true", "a/pic.png": "a/Pic.png false", "A/Pic.png": "a/Pic.png false", "a": "a true", "a/gone.png": " false", "gone/Pic.png": " false",
		"../other.md": "../other.md true", ".": ". true", "b/../a/Pic.png": "a/Pic.png true",
	} {
		actual, ok := d.Exists(name)
		if got := actual + map[bool]string{true: " true", false: " false"}[ok]; got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if d.Outside("a/Pic.png") || !d.Outside("../other.md") || d.Top("b/x.md") != "." {
		t.Error("what is outside of the folder of docfx.json isn't told")
	}
	part := newDocFiles(filepath.Join(dir, "docs", "b"))
	if part.Outside("../a/Pic.png") || !part.Outside("../../other.md") || part.Top("x.md") != ".." {
		t.Error("a part of docs doesn't know its whole")
	}
	if err := os.Remove(filepath.Join(dir, "docs", "docfx.json")); err != nil {
		t.Fatal(err)
	}
	alone := newDocFiles(filepath.Join(dir, "docs", "b"))
	if alone.Outside("../a/Pic.png") || !alone.Outside("../a/gone.png") || !alone.Outside("../../other.md") {
		t.Error("a folder of docs without docfx.json must not report what is there beside it")
	}
}

// TestOrphans reads tables of contents.
func TestOrphans(t *testing.T) {
	dir := t.TempDir()
	writeTree(t, dir, map[string]string{
		"toc.yml":   "- name: A\n  href: a.md?context=b\n- name: B\n  items:\n  - href: 'sub/b.md'\n",
		"a.md":      "# a\n\n[c](c.md)\n",
		"c.md":      "# c\n",
		"d.md":      "# d\n",
		"sub/b.md":  "# b\n",
		"README.md": "# all\n",
	})
	linted, err := lintAll(Config{Docs: []string{dir}}, lint.Config{Only: []string{"link/orphan"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(linted.Findings) != 1 || linted.Findings[0].Pos.String() != "d.md:1:1" {
		t.Errorf("findings: %v", linted.Findings)
	}
	linted, err = lintAll(Config{Docs: []string{dir}}, lint.Config{})
	if err != nil || len(linted.Findings) > 0 {
		t.Errorf("the rule is not off unless it is asked for: %v, %v", linted.Findings, err)
	}
}

// TestReadBeside reads settings of docs as far as they are small files: a link may lead to a
// device that never ends.
func TestReadBeside(t *testing.T) {
	dir := t.TempDir()
	writeTree(t, dir, map[string]string{"a-get.md": "# a\n", "config/document-outline.json": "{}", "large": strings.Repeat(" ", parser.MaxPageSize+1)})
	outline := filepath.Join(dir, "config", "document-outline.json")
	if _, err := lintAll(Config{Docs: []string{dir}}, lint.Config{}); err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]string{os.DevNull: " is no regular file", dir: " is no regular file", filepath.Join(dir, "large"): " bytes, at most "} {
		if err := os.Remove(outline); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, outline); err != nil {
			t.Skip("no symbolic links here:", err)
		}
		if _, err := lintAll(Config{Docs: []string{dir}}, lint.Config{}); err == nil || !strings.Contains(err.Error(), outline) || !strings.Contains(err.Error(), want) {
			t.Errorf("a link to %s gives the error %v", target, err)
		}
	}
}
