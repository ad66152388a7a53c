package resolve

import (
	"path"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// collectionSegments notes the path segments that a key follows: they name
// collections.
func (r *resolver) collectionSegments() {
	r.collections = map[string]bool{}
	var room fold.Room
	for _, p := range r.pages {
		for i := range p.Templates {
			before, path, more := strings.Cut(p.Templates[i].Path.Value, "/{")
			for more {
				if lower := fold.Append(room[:0], lastSegment(before)); !r.collections[string(lower)] {
					r.collections[string(lower)] = true
				}
				before, path, more = strings.Cut(path, "/{")
			}
		}
	}
}

// pluralNames notes the names in the plural that properties, parameters and answers give the types
// that they link to: where something is one userSettings, that is no collection's name.
func (r *resolver) pluralNames() {
	r.plurals = map[string]bool{}
	note := func(t *model.TypeExpr) {
		if t.Link != "" && !t.Collection && (strings.HasSuffix(t.Name, "s") || strings.HasSuffix(t.Name, "S")) {
			r.plurals[pluralKey(t.Link, t.Name)] = true
		}
	}
	for _, p := range r.pages {
		for i := range p.Returns {
			note(&p.Returns[i].Type)
		}
		for i := range p.Parameters {
			note(&p.Parameters[i].Type)
		}
		for i := range p.Resources {
			for j := range p.Resources[i].Properties {
				note(&p.Resources[i].Properties[j].Type)
			}
		}
	}
}

// pluralKey is what a page and a name of the type that it declares are noted by.
func pluralKey(file, name string) string {
	file, _, _ = strings.Cut(file, "#")
	return strings.ToLower(path.Base(file) + " " + shortName(name))
}

// collectNamespaces notes the namespaces that pages and annotations name, by
// their last part in lower case.
func (r *resolver) collectNamespaces() {
	r.namespaces = map[string]string{}
	note := func(ns string) {
		if ns == model.DefaultNamespace || strings.IndexByte(ns, '.') < 0 {
			return
		}
		last := strings.ToLower(shortName(ns))
		if old := r.namespaces[last]; old == "" || ns < old {
			r.namespaces[last] = ns
		}
	}
	for _, p := range r.pages {
		if p.Namespace.Value != "" {
			note(p.OwnNamespace())
		}
		for i := range p.Resources {
			note(namespace(p.Resources[i].Type.Value))
		}
	}
}

// typeName returns the full name under which a page's type is registered. The
// name that an annotation gives stands. A name that only a title or a heading
// gives gets the namespace that the file name tells (enums-callrecords), and the
// singular if a path shows that it is a collection's name (accounts) and no page calls one so.
func (r *resolver) typeName(p *model.Page, t model.Text) string {
	for i := range p.Annotations {
		if p.Annotations[i].Type.Pos == t.Pos && !t.Pos.IsZero() {
			return t.Value
		}
	}
	ns, short := namespace(t.Value), shortName(t.Value)
	if p.Namespace.Value == "" && len(r.namespaces) > 0 {
		for _, part := range strings.FieldsFunc(path.Base(p.Path), func(c rune) bool { return c == '-' || c == '_' || c == '.' }) {
			if known := r.namespaces[strings.ToLower(part)]; known != "" {
				ns = known
			}
		}
	}
	if t.Pos == p.Title.Pos && r.collections[strings.ToLower(short)] && !r.plurals[pluralKey(p.Path, short)] {
		short = singularName(short)
	}
	return ns + "." + short
}
