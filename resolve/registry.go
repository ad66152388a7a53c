package resolve

import (
	"bytes"
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// registry finds types by every key that docs use: the full name, the full name
// in another case, the short name, the page that declares them.
type registry struct {
	byName  map[string]*model.Type   // full name
	byFold  map[string][]*model.Type // lower-case full name
	byShort map[string][]*model.Type // lower-case short name
	byPage  map[string][]*model.Type // lower-case page path
	// all are the types in byName by full name, as far as they were sorted.
	all *[]*model.Type
	// own are the types that the operations of one page make; no page declares them.
	own []*model.Type
}

// newRegistry returns one with room for so many types.
func newRegistry(types int) registry {
	return registry{
		byName: make(map[string]*model.Type, types), byFold: make(map[string][]*model.Type, types),
		byShort: make(map[string][]*model.Type, types), byPage: make(map[string][]*model.Type, types), all: &[]*model.Type{},
	}
}

// add registers a type under its name.
func (g registry) add(t *model.Type) {
	g.byName[t.Name] = t
	lower := strings.ToLower(t.Name)
	g.byFold[lower] = append(g.byFold[lower], t)
	short := shortName(lower)
	g.byShort[short] = append(g.byShort[short], t)
}

// addOwn adds a type that an operation makes.
func (g *registry) addOwn(t *model.Type) { g.own = append(g.own, t) }

// declaredOn notes that the page declares the type.
func (g registry) declaredOn(page string, t *model.Type) {
	page = strings.ToLower(page)
	if !slices.Contains(g.byPage[page], t) {
		g.byPage[page] = append(g.byPage[page], t)
	}
}

// sorted returns all types by full name; the list is not to be changed.
func (g registry) sorted() []*model.Type {
	if len(*g.all) < len(g.byName) { // no type ever goes
		list := slices.AppendSeq(make([]*model.Type, 0, len(g.byName)), maps.Values(g.byName))
		slices.SortFunc(list, func(a, b *model.Type) int { return cmp.Compare(a.Name, b.Name) })
		*g.all = list
	}
	return *g.all
}

// shortName returns the part of a full name after the namespace.
func shortName(full string) string {
	return full[strings.LastIndexByte(full, '.')+1:]
}

// namespace returns the part of a full name before the short name.
func namespace(full string) string {
	if i := strings.LastIndexByte(full, '.'); i >= 0 {
		return full[:i]
	}
	return ""
}

// primitives maps lower-case names that docs use to OData's primitives.
var primitives = map[string]string{
	"string": "Edm.String", "strings": "Edm.String", "boolean": "Edm.Boolean", "bool": "Edm.Boolean",
	"int": "Edm.Int32", "integer": "Edm.Int32", "int32": "Edm.Int32", "int64": "Edm.Int64", "long": "Edm.Int64",
	"int16": "Edm.Int16", "byte": "Edm.Byte", "sbyte": "Edm.SByte",
	"double": "Edm.Double", "single": "Edm.Single", "float": "Edm.Double", "decimal": "Edm.Decimal",
	"number": "Edm.Int32", "numeric": "Edm.Decimal",
	"datetimeoffset": "Edm.DateTimeOffset", "datetime": "Edm.DateTimeOffset", "timestamp": "Edm.DateTimeOffset",
	"date": "Edm.Date", "timeofday": "Edm.TimeOfDay", "time": "Edm.TimeOfDay", "duration": "Edm.Duration",
	"guid": "Edm.Guid", "uuid": "Edm.Guid", "text": "Edm.String", "binary": "Edm.Binary", "stream": "Edm.Stream", "octet-stream": "Edm.Stream", "url": "Edm.String", "uri": "Edm.String",
	"json": "microsoft.graph.Json", "identifier": "Edm.String", "etag": "Edm.String", "untyped": "Edm.Untyped",
}

// maxPrimitive is the length that no name of a primitive exceeds, with its Edm.
const maxPrimitive = len("edm.datetimeoffset")

// lookup says which type an expression on a page means. The link target decides
// first, since link texts are often wrong ([page](page.md) is onenotePage); then
// the name. The zero TypeRef is a type that no page declares.
func (r *resolver) lookup(page *model.Page, e model.TypeExpr) model.TypeRef {
	ref, _ := r.lookupLinked(page, e)
	return ref
}

// lookupLinked is lookup, with the type that the link leads to, if it leads to one.
func (r *resolver) lookupLinked(page *model.Page, e model.TypeExpr) (ref model.TypeRef, target *model.Type) {
	if !e.IsZero() {
		if e.Link != "" {
			target = r.byLink(page, e)
		}
		ref = r.meant(page, e, target)
	}
	return ref, target
}

// meant says which type an expression means whose link leads to a target.
func (r *resolver) meant(page *model.Page, e model.TypeExpr, target *model.Type) model.TypeRef {
	ref := model.TypeRef{Collection: e.Collection}
	if e.Link != "" {
		if t := target; t != nil {
			ref.Name = t.Name
			if named := r.namedOtherwise(page, e, t); named != nil {
				ref.Name = named.Name
			}
			return ref
		}
	}
	if p := primitive(e.Name); p != "" {
		ref.Name = p
		return ref
	}
	if t := r.byTypeName(page.OwnNamespace(), e.Name); t != nil {
		ref.Name = t.Name
		return ref
	}
	return model.TypeRef{}
}

// namedOtherwise returns the type that a link's text names in full where the link leads
// to a type of which that is no short form: [accessPackage](accesspackagecatalog.md),
// but not [photo](profilephoto.md).
func (r *resolver) namedOtherwise(page *model.Page, e model.TypeExpr, target *model.Type) *model.Type {
	name := shortName(e.Name)
	if len(name) > len(target.Name) || strings.EqualFold(target.Name[len(target.Name)-len(name):], name) {
		return nil
	}
	for _, t := range r.types.byShort[strings.ToLower(name)] {
		if shortName(t.Name) == name && namespace(t.Name) == page.OwnNamespace() && len(splitWords(name)) > 1 {
			return t
		}
	}
	return nil
}

// primitive returns the Edm name of a primitive, "" for other types.
func primitive(name string) string {
	if len(name) > maxPrimitive {
		return ""
	}
	var room fold.Room
	lower := bytes.TrimPrefix(fold.Append(room[:0], name), []byte("edm."))
	if p := primitives[string(lower)]; strings.HasPrefix(p, "Edm.") {
		return p
	}
	return ""
}

// byLink finds the type that the linked page declares.
func (r *resolver) byLink(page *model.Page, e model.TypeExpr) *model.Type {
	dest, anchor, _ := strings.Cut(e.Link, "#")
	if dest == "" || strings.Contains(dest, "://") || strings.HasPrefix(dest, "/") {
		return nil
	}
	target := linkTarget(page.Path, dest)
	var room [128]byte
	list := r.types.byPage[string(fold.Append(room[:0], target))]
	if len(list) == 0 {
		if dir, file := path.Split(target); strings.HasPrefix(file, "-") { // the scaffolder's links: ../resources/-mailfolder.md
			list = r.types.byPage[strings.ToLower(dir+strings.TrimLeft(file, "-"))]
		}
	}
	if len(list) <= 1 {
		if len(list) == 1 {
			return list[0]
		}
		return nil
	}
	for _, want := range [...]string{strings.TrimSuffix(anchor, "-values"), shortName(e.Name)} {
		for _, t := range list {
			if want != "" && strings.EqualFold(shortName(t.Name), want) {
				return t
			}
		}
	}
	return list[0]
}

// linkTarget returns the path of the page that a relative link on a page leads to.
func linkTarget(page, dest string) string {
	dir := path.Dir(page)
	for rest, up := strings.CutPrefix(dest, "../"); up && dir != "." && path.Base(dir) != ".."; rest, up = strings.CutPrefix(dest, "../") {
		dir, dest = path.Dir(dir), rest
	}
	if dest == "" || dest[0] == '/' || strings.Contains(dest, "./") || strings.Contains(dest, "//") || strings.HasSuffix(dest, "/") || strings.HasSuffix(dest, ".") {
		return path.Join(dir, dest)
	}
	if dir == "." {
		return dest
	}
	return dir + "/" + dest
}

// byTypeName finds a type by its name: full, full in another case, short in the
// page's namespace, short anywhere.
func (r *resolver) byTypeName(ns, name string) *model.Type {
	name = strings.TrimPrefix(name, "#")
	if name == "" || strings.HasPrefix(name, "$(") {
		return nil
	}
	if t := r.types.byName[name]; t != nil {
		return t
	}
	var room fold.Room
	if list := r.types.byFold[string(fold.Append(room[:0], name))]; len(list) > 0 {
		return first(list)
	}
	short := fold.Append(room[:0], shortName(name))
	list := r.types.byShort[string(short)]
	if len(list) == 1 {
		return list[0]
	}
	if len(list) > 1 {
		var other fold.Room
		full := fold.Append(other[:0], ns)
		if ns != "" {
			full = append(full, '.')
		}
		full = append(full, short...)
		if own := r.types.byFold[string(full)]; len(own) > 0 {
			return own[0]
		}
		return first(list)
	}
	for _, one := range [...]string{singularLast(shortName(name)), singularName(shortName(name))} {
		if one = strings.ToLower(one); one != string(short) && len(r.types.byShort[one]) > 0 {
			return first(r.types.byShort[one])
		}
	}
	return nil
}

// first returns the type whose full name sorts first, whatever the order in
// which the types were registered.
func first(list []*model.Type) *model.Type {
	return slices.MinFunc(list, func(a, b *model.Type) int { return cmp.Compare(a.Name, b.Name) })
}
