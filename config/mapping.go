package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// mapping reads keys with values; nothing at all is an empty mapping.
func (r *reader) mapping(what string, s *shape, n ast.Node) []entry {
	var nodes []*ast.MappingValueNode
	switch node := n.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
	case *ast.MappingNode:
		nodes = node.Values
	case *ast.MappingValueNode:
		nodes = []*ast.MappingValueNode{node}
	default:
		r.fail(n, "%s must be keys with values", what)
		return nil
	}
	if s.filled && len(nodes) == 0 {
		r.fail(n, "%s is empty: write at least one %s below it", what, s.noun)
	}
	var entries []entry
	for _, node := range nodes {
		if e, ok := r.entry(what, s, node, entries); ok {
			entries = append(entries, e)
		}
	}
	if s.required {
		r.missing(what, s, n, nodes)
	}
	return entries
}

// entry reads a key with its value. before are those above it.
func (r *reader) entry(what string, s *shape, node *ast.MappingValueNode, before []entry) (entry, bool) {
	at := r.place(node.Key)
	if _, merge := node.Key.(*ast.MergeKeyNode); merge {
		r.failAt(at, "mappings cannot be merged here; what stands above targets is the same for all of them")
		return entry{}, false
	}
	name := keyText(node)
	for _, e := range before {
		if e.name == name {
			r.failAt(at, "%s is given twice, first in line %d", name, e.at.Line)
			return entry{}, false
		}
	}
	child := s.item
	if s.keys != nil {
		if child = s.find(name); child == nil {
			r.failAt(at, "there is no %s %q; near: %s", s.noun, name, nearest(name, s.keyNames()))
			return entry{}, false
		}
	}
	switch {
	case name == "":
		r.failAt(at, "%s: a key must be a text", what)
		return entry{}, false
	case s.keyForm != nil && !s.keyForm.fits(name):
		r.failAt(at, "%s", misfit("", name, s.keyForm)[1:])
	case s.keyWords != nil && !slices.Contains(s.keyWords, name):
		r.failAt(at, "there is no %s %q; near: %s", s.noun, name, nearest(name, s.keyWords))
		return entry{}, false
	}
	return entry{name, at, r.read(keyPath(what, name), child, node.Value)}, true
}

// keyText returns a key, also one that is written as ? key.
func keyText(node *ast.MappingValueNode) string {
	if explicit, ok := node.Key.(*ast.MappingKeyNode); ok {
		if s, ok := explicit.Value.(*ast.StringNode); ok {
			return s.Value
		}
		return ""
	}
	return node.Key.GetToken().Value
}

// keyPath is what a key in a mapping is called.
func keyPath(what, name string) string {
	if what == "the config" {
		return name
	}
	return what + "." + name
}

// missing reports the keys that a mapping lacks.
func (r *reader) missing(what string, s *shape, n ast.Node, nodes []*ast.MappingValueNode) {
	var lacks []string
	for _, name := range s.keyNames() {
		if !slices.ContainsFunc(nodes, func(v *ast.MappingValueNode) bool { return keyText(v) == name }) {
			lacks = append(lacks, name)
		}
	}
	if len(lacks) > 0 {
		r.fail(n, "%s", fmt.Sprintf("%s lacks %s", what, strings.Join(lacks, " and ")))
	}
}
