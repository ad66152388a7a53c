package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// ConfigName is the name of config files.
const ConfigName = "docbind.yaml"

// settings are the keys of a config file.
var settings = []string{"docs", "root", "out", "package", "stubs", "emit", "select", "names", "lint"}

// FindConfig returns the config file for a folder: the one in it or in the nearest
// folder above. It is "" if there is none.
func FindConfig(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for d := abs; ; d = filepath.Dir(d) {
		file := filepath.Join(d, ConfigName)
		info, err := os.Stat(file)
		switch {
		case err == nil && info.Mode().IsRegular():
			if rel, err := filepath.Rel(abs, file); err == nil {
				file = filepath.Join(dir, rel)
			}
			return file, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission):
			return "", err
		case d == filepath.Dir(d):
			return "", nil
		}
	}
}

// ReadConfig reads a config file. Folders that it names are relative to its own. What is
// wrong with it is reported with line and column.
func ReadConfig(file string) (Config, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return Config{}, fmt.Errorf("the config cannot be read: %w", err)
	}
	return parseConfig(file, string(content))
}

func parseConfig(file, text string) (Config, error) {
	r := configReader{file: filepath.ToSlash(file), dir: filepath.Dir(file)}
	tree, err := yamlparser.ParseBytes([]byte(strings.ReplaceAll(text, "\r\n", "\n")), 0)
	var syntax *yaml.SyntaxError
	switch {
	case errors.As(err, &syntax) && syntax.Token != nil && syntax.Token.Position != nil:
		at := syntax.Token.Position
		return Config{}, fmt.Errorf("%s:%d:%d: this is no YAML: %s", r.file, at.Line, at.Column, syntax.Message)
	case err != nil:
		return Config{}, fmt.Errorf("%s: this is no YAML: %w", r.file, err)
	}
	for _, doc := range tree.Docs {
		r.each("the config", doc.Body, r.setting)
	}
	return r.config, errors.Join(r.errs...)
}

// configReader reads the settings of a file, and collects what is wrong.
type configReader struct {
	file, dir string
	config    Config
	errs      []error
}

// position returns where a node stands.
func (r *configReader) position(n ast.Node) model.Position {
	pos := model.Position{File: r.file, Line: 1, Column: 1}
	if t := n.GetToken(); t != nil && t.Position != nil {
		pos.Line, pos.Column = int32(t.Position.Line), int32(t.Position.Column)
	}
	return pos
}

func (r *configReader) fail(n ast.Node, format string, args ...any) {
	r.errs = append(r.errs, fmt.Errorf("%s: %s", r.position(n), fmt.Sprintf(format, args...)))
}

// each visits the entries of a mapping; nothing at all is an empty one.
func (r *configReader) each(what string, n ast.Node, visit func(key string, at, value ast.Node)) {
	var entries []*ast.MappingValueNode
	switch n := n.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
	case *ast.MappingNode:
		entries = n.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{n}
	default:
		r.fail(n, "%s must be keys with values", what)
	}
	seen := map[string]bool{}
	for _, e := range entries {
		key := e.Key.GetToken().Value
		if seen[key] {
			r.fail(e.Key, "%q is given twice", key)
			continue
		}
		seen[key] = true
		visit(key, e.Key, e.Value)
	}
}

// setting reads one setting.
func (r *configReader) setting(key string, at, value ast.Node) {
	c := &r.config
	switch key {
	case "docs":
		for _, dir := range r.list(key, value) {
			c.Docs = append(c.Docs, r.path(dir))
		}
	case "root":
		c.Root = r.path(r.text(key, value))
	case "out":
		c.Out = r.path(r.text(key, value))
	case "package":
		c.Package = r.text(key, value)
	case "stubs":
		c.Stubs = r.path(r.text(key, value))
	case "emit":
		c.Emit = r.list(key, value)
	case "select":
		c.Select = r.list(key, value)
	case "names":
		r.each(key, value, r.names)
	case "lint":
		c.Lint = r.lint(value)
	default:
		r.unknown(at, "setting", key, settings)
	}
}

// names reads the names that are chosen for one kind of things.
func (r *configReader) names(kind string, at, value ast.Node) {
	if !slices.Contains(resolve.NameKinds, resolve.NameKind(kind)) {
		var known []string
		for _, k := range resolve.NameKinds {
			known = append(known, string(k))
		}
		r.unknown(at, "kind of names", kind, known)
		return
	}
	r.each("names."+kind, value, func(key string, at, value ast.Node) {
		if name := r.text(key, value); name != "" {
			r.config.Names = append(r.config.Names, resolve.Override{
				Kind: resolve.NameKind(kind), Key: key, Name: name, Pos: r.position(at),
			})
		}
	})
}

// unknown reports a key that means nothing, and what it may be meant to be.
func (r *configReader) unknown(at ast.Node, what, key string, known []string) {
	r.fail(at, "there is no %s %q; near: %s", what, key, strings.Join(resolve.Nearest(key, slices.Values(known)), ", "))
}

// text reads a scalar as it is written.
func (r *configReader) text(key string, n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode:
		if n.Value != "" {
			return n.Value
		}
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
		return n.GetToken().Value
	}
	r.fail(n, "%s must be a text", key)
	return ""
}

// list reads a list of texts, or one text.
func (r *configReader) list(key string, n ast.Node) []string {
	sequence, ok := n.(*ast.SequenceNode)
	if !ok {
		if text := r.text(key, n); text != "" {
			return []string{text}
		}
		return nil
	}
	var list []string
	for _, v := range sequence.Values {
		if text := r.text(key, v); text != "" {
			list = append(list, text)
		}
	}
	return list
}

// path makes a path of the file one of the working directory.
func (r *configReader) path(name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(r.dir, filepath.FromSlash(name))
}
