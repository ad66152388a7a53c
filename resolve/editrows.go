package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// rowsEdit is what has become of the rows of one resource: rows that came, went, or say
// something else now, which are those that went and came. All others are as they were.
//
// Resolving reaches what a row says of a property by two ways only, its type and its name. A type
// that is a primitive leads nowhere. The name is looked up when fields are sought by the members of
// JSON, the segments of paths and the parameters of operations, or by each other, in a type, its
// bases and those that derive from it; when spellings are recovered of file names and segments; and
// when an enumeration is sought that is called like the type and its property. If no other
// page has the word where one of these stands, which a [Vocabulary] tells, nothing finds the
// property, nor misses it: it comes and goes as a field of its type and of those that derive
// from that, at the place of its row, and that is all.
//
// A type must not become empty, or have a key and nothing else, as these are treated in another way:
// some row must stay.
type rowsEdit struct {
	page      *model.Page // as it is
	old, new  *model.Resource
	gone, are []*model.Property
	words     *Vocabulary
	// Of the type, once it is known. own are the properties that its base has not, whatever the rows
	// say of that.
	typ     string
	derived []string
	own     map[string]bool
}

// maxRows is how many rows may come and go.
const maxRows = 50

// properties compares the rows of a resource.
func (e *Edit) properties(a, b *model.Resource) bool {
	rows := &rowsEdit{old: a, new: b}
	was, is := rowNames(a), rowNames(b)
	stays := false
	for i, j := 0, 0; i < len(a.Properties) || j < len(b.Properties); {
		switch {
		case i < len(a.Properties) && j < len(b.Properties) && a.Properties[i].Name.Value == b.Properties[j].Name.Value:
			x, y := &a.Properties[i], &b.Properties[j]
			if !sameRow(x, y) {
				rows.gone, rows.are = append(rows.gone, x), append(rows.are, y)
			} else if !e.same(valueOf(x), valueOf(y)) {
				return false
			} else {
				stays = stays || x.Name.Value != "id" && inferable(x.Name.Value)
			}
			i++
			j++
		case i < len(a.Properties) && !is[a.Properties[i].Name.Value]:
			rows.gone = append(rows.gone, &a.Properties[i])
			i++
		case j < len(b.Properties) && !was[b.Properties[j].Name.Value]:
			rows.are = append(rows.are, &b.Properties[j])
			j++
		default:
			return false // they have another order
		}
	}
	switch n := len(rows.gone) + len(rows.are); {
	case n == 0:
		return true
	case n > maxRows, e.fragment, e.rows != nil, !stays:
		return false
	}
	e.rows = rows
	return !slices.ContainsFunc(slices.Concat(rows.gone, rows.are), func(p *model.Property) bool { return !leadsNowhere(p) })
}

func rowNames(res *model.Resource) map[string]bool {
	names := make(map[string]bool, len(res.Properties))
	for i := range res.Properties {
		names[res.Properties[i].Name.Value] = true
	}
	return names
}

// sameRow reports whether two rows say the same, wherever they stand and however they describe it.
func sameRow(a, b *model.Property) bool {
	same := func(a, b model.TypeExpr) bool {
		return a.Name == b.Name && a.Link == b.Link && a.Collection == b.Collection && a.Pos.IsZero() == b.Pos.IsZero()
	}
	return same(a.Type, b.Type) && same(a.InheritedFrom, b.InheritedFrom) && same(a.Shown, b.Shown) && a.ShownText == b.ShownText && a.Source == b.Source &&
		a.Relationship == b.Relationship && a.Deprecated == b.Deprecated && (a.Description.Value == "") == (b.Description.Value == "") &&
		slices.EqualFunc(a.Values, b.Values, func(a, b model.Text) bool { return a.Value == b.Value })
}

// leadsNowhere reports whether a row is of a primitive, of the resource's own, and its
// name one that gives it its Go name whatever else there is.
func leadsNowhere(p *model.Property) bool {
	primitives := func(e model.TypeExpr) bool { return e.Link == "" && (e.Name == "" || primitive(e.Name) != "") }
	name := p.Name.Value
	return primitives(p.Type) && primitives(p.Shown) && (p.Type.Name != "" || p.Shown.Name != "") &&
		p.InheritedFrom.IsZero() && !p.Relationship && len(p.Values) < 2 &&
		inferable(name) && name != "id" && name != "value" && len(name) <= maxPath && spelled(name, exported(name))
}

// Rows reports whether rows of properties have come or gone. Then the edit can be applied
// only if it is [Edit.Local], to what [Edit.Settle] has been told of.
func (e *Edit) Rows() bool { return e.rows != nil }

// Local reports whether nothing but the type, and those that derive from it, depends on the rows
// that have come and gone, by the words of all pages before the edit, and the paths of these.
func (e *Edit) Local(words *Vocabulary, paths []string) bool {
	r := e.rows
	if words.Members*(words.Widest+len(r.are)) > maxCompared { // samples may be too large to be compared
		return false
	}
	r.words = words
	before, rest := hashesOf(e.old), hashesOf(r.without(e.old, r.old))
	for hash := range hashesOf(r.without(e.new, r.new)) {
		rest[hash] = true
	}
	unknown := func(word string) bool {
		hash, own := hashOf(word), 0
		if before[hash] {
			own = 1
		}
		return !rest[hash] && words.pages(hash) == own
	}
	for _, p := range slices.Concat(r.gone, r.are) {
		name := p.Name.Value
		if !unknown(name) || capitalsInside(name) && onlyLetters(name) &&
			(!unknown(strings.TrimSuffix(name, "s")) || !unknown(strings.TrimSuffix(name, "es")) || inPaths(name, paths)) {
			return false
		}
	}
	r.page = e.new
	return true
}

// without returns a page without the rows of a resource that have come or gone.
func (r *rowsEdit) without(p *model.Page, res *model.Resource) *model.Page {
	c := *p
	c.Resources = slices.Clone(p.Resources)
	for i := range c.Resources {
		if &p.Resources[i] == res {
			c.Resources[i].Properties = slices.DeleteFunc(slices.Clone(res.Properties), func(q model.Property) bool {
				return slices.ContainsFunc(slices.Concat(r.gone, r.are), func(p *model.Property) bool { return p.Name.Value == q.Name.Value })
			})
		}
	}
	return &c
}

// inPaths reports whether paths of pages have a name, or its singular, in lower case.
func inPaths(name string, paths []string) bool {
	word := strings.TrimRight(strings.ToLower(name), "esy") // policies, businesses
	return slices.ContainsFunc(paths, func(path string) bool { return strings.Contains(strings.ToLower(path), word) })
}

// Declares reports whether a type, as it was resolved before, is that of the rows.
func (e *Edit) Declares(t *model.Type) bool {
	return t.Kind == model.StructType && slices.Contains(t.Declared, e.rows.old.Pos)
}

// Settle tells the edit the type of the rows, and its base, nil if it has none. It returns
// false if more than the rows may make the fields of that type.
func (e *Edit) Settle(t, base *model.Type) bool {
	r := e.rows
	if len(t.Declared) != 1 || (t.Base == "") != (base == nil) || !inferable(strings.ToLower(shortName(t.Name))) {
		return false
	}
	r.own = map[string]bool{}
	for i := range r.old.Properties {
		name := r.old.Properties[i].Name
		inherited := base != nil && slices.ContainsFunc(base.Fields, func(f model.TypeProperty) bool { return !f.Inferred && f.Name == name.Value })
		if f := t.Field(name.Value); f != nil && f.Pos == name.Pos && !inherited {
			r.own[name.Value] = true
		}
	}
	for _, p := range slices.Concat(r.gone, r.are) { // an enumeration may be called so
		if r.words.pages(hashOf(shortName(t.Name)+p.Name.Value)) != 0 {
			return false
		}
	}
	r.typ, r.derived = t.Name, t.Derived
	return true
}

// has reports whether a type has the fields that the rows declare.
func (r *rowsEdit) has(t *model.Type) bool {
	return t.Name == r.typ || slices.Contains(r.derived, t.Name)
}

// takeOut takes the properties that have gone out of a type.
func (r *rowsEdit) takeOut(t *model.Type) bool {
	for _, p := range r.gone {
		i := slices.IndexFunc(t.Fields, func(f model.TypeProperty) bool { return f.Name == p.Name.Value })
		if i < 0 || !sameField(t.Fields[i], r.field(p)) {
			return false
		}
		if t.Fields = slices.Delete(slices.Clone(t.Fields), i, i+1); !r.free(t, p.Name.Value) {
			return false // another may get the name
		}
	}
	return true
}

func sameField(a, b model.TypeProperty) bool {
	return a.GoName == b.GoName && a.Type == b.Type && a.DeclaredBy == b.DeclaredBy && a.Pos == b.Pos && !a.Inferred && !a.Relationship
}

// putIn puts the properties that have come into a type: each behind the one of the type's own
// whose row is above it, else before that whose row is below.
func (r *rowsEdit) putIn(t *model.Type) bool {
	at := -1
	var waiting []model.TypeProperty // above all rows of its own
	seen := map[string]bool{}        // the first row of a name is that of the field
	for i := range r.new.Properties {
		p := &r.new.Properties[i]
		came := slices.Contains(r.are, p)
		switch {
		case came && !r.free(t, p.Name.Value):
			return false
		case came && at < 0:
			waiting = append(waiting, r.field(p))
		case came:
			at++
			t.Fields = slices.Insert(t.Fields, at, r.field(p))
		case r.own[p.Name.Value] && !seen[p.Name.Value]:
			seen[p.Name.Value] = true
			at = slices.IndexFunc(t.Fields, func(f model.TypeProperty) bool { return f.Name == p.Name.Value })
			if at < 0 {
				return false
			}
			t.Fields = slices.Insert(t.Fields, at, waiting...)
			at += len(waiting)
			waiting = nil
		}
	}
	return waiting == nil
}

// free reports whether no other property of a type has the Go name of one, nor wants it.
func (r *rowsEdit) free(t *model.Type, name string) bool {
	wanted := exported(name)
	return !slices.Contains(structMembers, wanted) && !slices.ContainsFunc(t.Fields, func(f model.TypeProperty) bool {
		own := exported(f.Name)
		return strings.EqualFold(f.GoName, wanted) || strings.EqualFold(own, wanted) || f.GoName != own && f.Name != "@odata.type" && strings.HasPrefix(wanted, own)
	})
}

// field makes the field of a row.
func (r *rowsEdit) field(p *model.Property) model.TypeProperty {
	f := (&resolver{}).property(r.page, &model.Type{Name: r.typ}, p)
	f.GoName = exported(f.Name)
	return f
}

// Changed returns the names of the properties that have come or gone, and the full names of the types that
// these have and had.
func (e *Edit) Changed() (names, gone, came []string) {
	for _, p := range e.rows.gone {
		names, gone = append(names, p.Name.Value), append(gone, e.rows.field(p).Type.Name)
	}
	for _, p := range e.rows.are {
		names, came = append(names, p.Name.Value), append(came, e.rows.field(p).Type.Name)
	}
	return names, gone, came
}
