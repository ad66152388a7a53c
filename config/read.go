package config

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/internal/nesting"
	"github.com/docbind/docbind/model"
)

// tree is a value as the file has it.
type tree struct {
	at    model.Position // zero if it is not from the file
	text  string         // paths are those of the working directory
	items []tree
	keys  []entry
}

// entry is a key with its value.
type entry struct {
	name  string
	at    model.Position
	value tree
}

// find returns the value of a key.
func (t tree) find(name string) (tree, bool) {
	for _, e := range t.keys {
		if e.name == name {
			return e.value, true
		}
	}
	return tree{}, false
}

// texts returns the texts of a list.
func (t tree) texts() []string {
	var list []string
	for _, item := range t.items {
		list = append(list, item.text)
	}
	return list
}

// reader reads a file, and collects what is wrong.
type reader struct {
	file, dir string // as errors call the file, and the folder that paths are relative to
	lines     []string
	anchors   map[string]ast.Node
	errs      []error
}

// maxSize is how long a file may be, far longer than any that people write.
const maxSize = 1 << 20 // bytes

// parse reads the text of a file.
func (r *reader) parse(text string) tree {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
	r.lines, r.anchors = strings.Split(text, "\n"), map[string]ast.Node{}
	if r.unreadable(text) {
		return tree{}
	}
	parsed, err := yamlparser.ParseBytes([]byte(text), 0, yamlparser.AllowDuplicateMapKey())
	var syntax *yaml.SyntaxError
	switch {
	case errors.As(err, &syntax) && syntax.Token != nil && syntax.Token.Position != nil:
		at := syntax.Token.Position
		r.failAt(r.position(at.Line, at.Column), "this is no YAML: %s", syntax.Message)
		return tree{}
	case err != nil:
		r.errs = append(r.errs, fmt.Errorf("%s: this is no YAML: %w", r.file, err))
		return tree{}
	}
	var docs []ast.Node
	for _, d := range parsed.Docs {
		if d.Body != nil {
			docs = append(docs, d.Body)
		}
	}
	if len(docs) == 0 {
		return tree{}
	}
	if len(docs) > 1 {
		r.fail(docs[1], "a config is one document; for several packages list them under targets")
	}
	return r.read("the config", fileShape, docs[0])
}

// unreadable reports whether a text is not to be read as YAML, and says why.
func (r *reader) unreadable(text string) bool {
	if at := slices.IndexFunc(r.lines, func(line string) bool { return strings.HasPrefix(line, "<<<<<<< ") }); at >= 0 {
		r.failAt(r.position(at+1, 1), "a conflict of a merge is left here")
		return true
	}
	if len(text) > maxSize || nesting.TooDeep(text) {
		r.failAt(r.position(1, 1), "the config is too long or nested too deeply")
		return true
	}
	return false
}

func (r *reader) position(line, column int) model.Position {
	return model.Position{File: model.FileOf(r.file), Line: int32(line), Column: int32(column)}
}

// place returns where a node stands.
func (r *reader) place(n ast.Node) model.Position {
	if t := start(n).GetToken(); t != nil && t.Position != nil {
		return r.position(t.Position.Line, t.Position.Column)
	}
	return r.position(1, 1)
}

// start returns what a node begins with: of a mapping, its first key.
func start(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.MappingNode:
		if len(n.Values) > 0 && !n.IsFlowStyle {
			return n.Values[0].Key
		}
	case *ast.MappingValueNode:
		return n.Key
	}
	return n
}

func (r *reader) fail(n ast.Node, format string, args ...any) {
	r.failAt(r.place(n), format, args...)
}

func (r *reader) failAt(pos model.Position, format string, args ...any) {
	r.errs = append(r.errs, newError(r.lines, pos, fmt.Sprintf(format, args...)))
}

// newError makes an error of a file with some lines.
func newError(lines []string, pos model.Position, message string) *Error {
	e := &Error{Pos: pos, Message: message}
	if i := int(pos.Line) - 1; i >= 0 && i < len(lines) {
		e.Line = lines[i]
	}
	return e
}

// plain returns what stands behind anchors, aliases, and tags.
func (r *reader) plain(n ast.Node) ast.Node {
	followed := map[ast.Node]bool{}
	for {
		switch node := n.(type) {
		case *ast.AnchorNode:
			r.anchors[node.Name.GetToken().Value] = node.Value
			n = node.Value
		case *ast.AliasNode:
			value, ok := r.anchors[node.Value.GetToken().Value]
			if !ok || followed[node] {
				r.fail(n, "there is no anchor &%s above", node.Value.GetToken().Value)
				return nil
			}
			followed[node], n = true, value
		case *ast.TagNode:
			n = node.Value
		default:
			return n
		}
	}
}

// read holds a node against a shape. what is what errors call it.
func (r *reader) read(what string, s *shape, n ast.Node) tree {
	before := len(r.errs)
	n = r.plain(n)
	if len(r.errs) > before {
		return tree{}
	}
	t := tree{at: r.place(n)}
	switch s.kind {
	case aMap:
		t.keys = r.mapping(what, s, n)
	case aList:
		t.items = r.list(what, s, n)
	case oneBool:
		if b, ok := n.(*ast.BoolNode); ok {
			t.text = fmt.Sprint(b.Value)
		} else {
			r.fail(n, "%s must be true or false", what)
		}
	default:
		t.text = r.text(what, s, n)
	}
	return t
}

// list reads a list. A text may stand for the only item.
func (r *reader) list(what string, s *shape, n ast.Node) []tree {
	var items []tree
	switch node := n.(type) {
	case *ast.SequenceNode:
		for i, v := range node.Values {
			name := what
			if s.item.kind == aMap {
				name = fmt.Sprintf("%s[%d]", what, i)
			}
			items = append(items, r.read(name, s.item, v))
		}
	default:
		if s.item.kind == aMap {
			r.fail(n, "%s must be a list", what)
			return nil
		}
		items = []tree{r.read(what, s.item, n)}
	}
	return items
}

// text reads one text.
func (r *reader) text(what string, s *shape, n ast.Node) string {
	var text string
	switch node := n.(type) {
	case *ast.StringNode:
		text = node.Value
	case *ast.LiteralNode:
		text = strings.TrimSuffix(node.Value.Value, "\n")
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		r.fail(n, "%s must be a text; write %q in quotes", what, n.GetToken().Value)
		return ""
	}
	switch {
	case text == "":
		r.fail(n, "%s must be a text", what)
	case s.words != nil && !slices.Contains(s.words, text):
		r.fail(n, "%s cannot be %q; near: %s", what, text, nearest(text, s.words))
	case s.form != nil && !s.form.fits(text):
		r.fail(n, "%s", misfit(what, text, s.form))
	case s.check != nil && s.check(text) != "":
		r.fail(n, "%s: %q %s", what, text, s.check(text))
	case s.kind == onePath && !filepath.IsAbs(text):
		return filepath.Join(r.dir, filepath.FromSlash(text))
	}
	return text
}

// misfit says that a text has not the form that it must have.
func misfit(what, text string, f *form) string {
	message := fmt.Sprintf("%s %q %s", what, text, f.problem)
	if f.mend != nil {
		if better := f.mend(text); better != "" {
			message += "; write " + better
		}
	}
	return message
}

func nearest(text string, known []string) string {
	return strings.Join(near.Names(text, slices.Values(known)), ", ")
}
