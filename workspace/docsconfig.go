package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/tailscale/hujson"

	"github.com/docbind/docbind/lint"
)

// docsConfigFiles are the files of a folder named config that docs have for the checker of
// their house, and what is read from each.
var docsConfigFiles = []struct {
	name string
	read func(c *lint.DocsConfig, text []byte) error
}{
	{"document-outline.json", func(c *lint.DocsConfig, text []byte) error { return json.Unmarshal(text, &c.Outlines) }},
	{"table-header-config.json", readTableConfig},
	{"schema-config.json", readSchemaConfig},
	{"link-validation-config.json", func(c *lint.DocsConfig, text []byte) error {
		var file struct {
			Paths []string `json:"pathsToIgnore"`
		}
		err := json.Unmarshal(text, &file)
		c.IgnoredPaths = file.Paths
		return err
	}},
}

// readDocsConfig reads the config of a docs folder: for each file, the one in the folder
// config of the docs folder, or of the nearest folder above it, up to the top one.
func readDocsConfig(docs, top string) (lint.DocsConfig, error) {
	var c lint.DocsConfig
	var errs []error
	for _, f := range docsConfigFiles {
		for dir := docs; ; dir = filepath.Dir(dir) {
			name := filepath.Join(dir, "config", f.name)
			text, err := ReadBeside(name)
			if err == nil {
				errs = append(errs, readDocsFile(&c, name, text, f.read))
				break
			}
			if !errors.Is(err, fs.ErrNotExist) {
				errs = append(errs, fmt.Errorf("the docs' config cannot be read: %w", err))
				break
			}
			if dir == top || dir == filepath.Dir(dir) {
				break
			}
		}
	}
	return c, errors.Join(errs...)
}

// readDocsFile reads a file of the config; comments and commas at the end are fine.
func readDocsFile(c *lint.DocsConfig, name string, text []byte, read func(*lint.DocsConfig, []byte) error) error {
	text = slices.Clone(text)
	if len(text) > 2 && string(text[:3]) == "\ufeff" {
		copy(text, "   ")
	}
	standard, err := hujson.Standardize(text) // keeps the offsets
	if err != nil {
		at := hujsonPlace.FindStringSubmatch(err.Error())
		if at == nil {
			return fmt.Errorf("%s: this is no JSON: %w", name, err)
		}
		return fmt.Errorf("%s:%s:%s: this is no JSON: %s", name, at[1], at[2], at[3])
	}
	err = read(c, standard)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		line, column := place(standard, valueStart(standard, int(wrong.Offset)))
		return fmt.Errorf("%s:%d:%d: %s is a %s here, expected is %s", name, line, column, wrong.Field, wrong.Value, kindName(wrong))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// hujsonPlace finds line, column and message in an error of hujson, which has no typed ones.
var hujsonPlace = regexp.MustCompile(`line (\d+), column (\d+): (.*)`)

// valueStart returns where the JSON value begins that an offset is behind; of an array or object
// it is behind the bracket.
func valueStart(text []byte, offset int) int {
	before := text[:min(offset, len(text))]
	if body, ok := bytes.CutSuffix(before, []byte{'"'}); ok {
		return max(bytes.LastIndexByte(body, '"'), 0)
	}
	if n := len(bytes.TrimRight(before, "-+.0123456789abcdefghijklmnopqrstuvwxyzE")); n < len(before) {
		return n
	}
	return max(len(before)-1, 0)
}

// place returns the line and column of an offset.
func place(text []byte, offset int) (line, column int) {
	line, column = 1, 1
	for _, r := range string(text[:offset]) {
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}

// kindName says what JSON a Go type is read from.
func kindName(e *json.UnmarshalTypeError) string {
	switch e.Type.Kind().String() {
	case "slice":
		return "an array"
	case "struct", "map":
		return "an object"
	case "bool":
		return "true or false"
	case "int":
		return "a number"
	}
	return "a string"
}

// readSchemaConfig reads schema-config.json.
func readSchemaConfig(c *lint.DocsConfig, text []byte) error {
	var file struct {
		Schema struct {
			BaseURLs    []string `json:"baseUrls"`
			Keys        []string `json:"requiredYamlHeaders"`
			SkipFolders []string `json:"foldersToSkip"`
			SkipFiles   []string `json:"filesToSkip"`
		} `json:"schemaConfig"`
	}
	err := json.Unmarshal(text, &file)
	s := file.Schema
	c.BaseURLs, c.RequiredKeys, c.SkipFolders, c.SkipFiles = s.BaseURLs, s.Keys, s.SkipFolders, s.SkipFiles
	return err
}

// readTableConfig reads table-header-config.json: kinds of tables, which name the rule that
// lists their columns.
func readTableConfig(c *lint.DocsConfig, text []byte) error {
	var file struct {
		Definitions struct {
			Tables []struct {
				Titles  []string `json:"titles"`
				ParseAs string   `json:"parseAs"`
			} `json:"tables"`
			Rules []struct {
				Type    string              `json:"type"`
				Columns map[string][]string `json:"columns"`
			} `json:"parsingRules"`
		} `json:"tableDefinitions"`
	}
	err := json.Unmarshal(text, &file)
	columns := map[string][]string{}
	for _, r := range file.Definitions.Rules {
		for _, names := range r.Columns {
			columns[r.Type] = append(columns[r.Type], names...)
		}
		slices.Sort(columns[r.Type])
		columns[r.Type] = slices.Compact(columns[r.Type])
	}
	for _, t := range file.Definitions.Tables {
		c.Tables = append(c.Tables, lint.TableKind{Titles: t.Titles, Columns: columns[t.ParseAs]})
	}
	return err
}
