package resolve

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/docbind/docbind/model"
)

// kind is the kind of a JSON value: its first byte, with one letter for all numbers
// and one for both booleans.
type kind byte

const (
	anyKind    kind = 0
	stringKind kind = '"'
	arrayKind  kind = '['
	objectKind kind = '{'
	numberKind kind = '0'
	boolKind   kind = 't'
)

// valueKind returns the kind of a JSON value, anyKind for null.
func valueKind(value string) kind {
	switch c := value[0]; c {
	case '"', '[', '{', 't':
		return kind(c)
	case 'f':
		return boolKind
	case 'n':
		return anyKind
	}
	return numberKind
}

// kindOf returns the kind that values of a type have.
func (r *resolver) kindOf(ref model.TypeRef) kind {
	if ref.Collection {
		return arrayKind
	}
	switch ref.Name {
	case "", "Edm.Untyped":
		return anyKind
	case "Edm.Boolean":
		return boolKind
	case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte", "Edm.SByte", "Edm.Double", "Edm.Single", "Edm.Decimal":
		return numberKind
	}
	switch t := r.types.byName[ref.Name]; {
	case t == nil:
		return stringKind
	case t.Kind == model.EnumType: // written as a number, too (bitlockerRecoveryKey.volumeType)
		return anyKind
	case len(t.Fields) == 0: // Json
		return anyKind
	}
	return objectKind
}

// sighting is a declared property with the kind of value that a sample shows.
type sighting struct {
	field *model.TypeProperty
	kind  kind
}

// anyTypes finds the types without properties whose values are mostly no objects where
// answers show them: any JSON can stand there (Json, a list of rows or one cell).
func (r *resolver) anyTypes() {
	objects := map[*model.Type]int{} // more than other values
	for _, op := range r.ops {
		for _, s := range op.sighted {
			if s.field.Type.Collection || s.field.Type.IsPrimitive() {
				continue
			}
			t := r.types.byName[s.field.Type.Name]
			if t == nil || t.Kind != model.StructType || len(t.Fields)+len(t.Derived) > 0 || t.Base != "" {
				continue
			}
			if s.kind == objectKind {
				objects[t]++
			} else if s.kind != anyKind {
				objects[t]--
			}
		}
	}
	for t, n := range objects {
		if n < 0 {
			t.Kind = model.AnyType
		}
	}
}

// weighKinds lets table, JSON representation and samples vote on what kind of value a
// property has, where an answer contradicts the table (presence.availability: a
// collection in the table, one string everywhere else). Samples of several operations
// that agree have two votes.
func (r *resolver) weighKinds() {
	doubtful := map[memberKey]map[kind]int{} // operations by the kind that they show
	for _, op := range r.ops {
		for _, s := range op.sighted {
			key := memberKey{s.field.DeclaredBy, s.field.Name}
			switch want := r.kindOf(s.field.Type); {
			case s.field.Type.Name == "":
				if (want == arrayKind) != (s.kind == arrayKind) || want != arrayKind && s.kind != stringKind {
					delete(r.written, key)
				}
			case want != anyKind && want != s.kind:
				doubtful[key] = map[kind]int{}
			}
		}
	}
	keys := slices.SortedFunc(maps.Keys(doubtful), func(a, b memberKey) int {
		return cmp.Or(cmp.Compare(a.typ, b.typ), cmp.Compare(a.member, b.member))
	})
	counts := map[*model.TypeProperty]map[kind]int{}
	for _, key := range keys {
		for _, f := range r.copies(key) {
			counts[f] = doubtful[key]
		}
	}
	for _, op := range r.ops {
		var seen map[sighting]bool
		for _, s := range op.sighted {
			if count := counts[s.field]; count != nil && !seen[s] {
				if seen == nil {
					seen = map[sighting]bool{}
				}
				seen[s] = true
				count[s.kind]++
			}
		}
		op.sighted = nil
	}
	for _, key := range keys {
		r.weighKind(key, doubtful[key])
	}
}

// weighKind changes a property's type if JSON representation and samples outvote the
// table.
func (r *resolver) weighKind(key memberKey, samples map[kind]int) {
	list := r.copies(key)
	if len(list) == 0 || list[0].Inferred {
		return
	}
	f := list[0]
	table := r.kindOf(f.Type)
	votes := map[kind]int{table: 1}
	prop, page := r.declaration(f)
	var json model.TypeRef
	if prop != nil && !prop.Shown.Pos.IsZero() {
		json = r.lookup(page, prop.Shown)
		json.Collection = prop.Shown.Collection
		votes[r.kindOf(json)]++
	}
	if len(samples) == 1 {
		for k, pages := range samples {
			votes[k] += min(pages, 3)
		}
	}
	best := table
	for _, k := range []kind{stringKind, arrayKind, objectKind, numberKind, boolKind} {
		if votes[k] > votes[best] {
			best = k
		}
	}
	ref := f.Type
	ref.Collection = !ref.Collection
	if r.kindOf(ref) != best { // the collection flag isn't all that differs
		ref = json
	}
	if best == table || r.kindOf(ref) != best {
		return
	}
	r.report(model.RuleTypeConflict, f.Pos, fmt.Sprintf("%s.%s is %s here, elsewhere the docs show %s",
		shortName(key.typ), f.Name, typeText(f.Type), typeText(ref)))
	r.retype(key, ref)
}

// declaration returns the row that declares a property, and its page.
func (r *resolver) declaration(f *model.TypeProperty) (*model.Property, *model.Page) {
	i, ok := slices.BinarySearchFunc(r.pages, f.Pos.Path(), func(p *model.Page, file string) int { return cmp.Compare(p.Path, file) })
	if !ok {
		return nil, nil
	}
	for j := range r.pages[i].Resources {
		list := r.pages[i].Resources[j].Properties
		for k := range list {
			if list[k].Name.Pos == f.Pos {
				return &list[k], r.pages[i]
			}
		}
	}
	return nil, nil
}
