package resolve

import (
	"cmp"
	"fmt"
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

// weighKinds lets table, JSON representation and samples vote on what kind of value a
// property has, where an answer contradicts the table (presence.availability: a
// collection in the table, one string everywhere else). Samples of several pages that
// agree have two votes.
func (r *resolver) weighKinds() {
	shown := map[memberKey]map[kind]int{} // pages by the kind that they show
	for _, op := range r.ops {
		for _, key := range op.contradicted {
			shown[key] = map[kind]int{}
		}
		op.contradicted = nil
	}
	if len(shown) == 0 {
		return
	}
	r.countKinds(shown)
	keys := make([]memberKey, 0, len(shown))
	for key := range shown {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b memberKey) int {
		return cmp.Or(cmp.Compare(a.typ, b.typ), cmp.Compare(a.member, b.member))
	})
	for _, key := range keys {
		r.weighKind(key, shown[key])
	}
}

// countKinds counts the operations that show each kind of value of the properties.
func (r *resolver) countKinds(shown map[memberKey]map[kind]int) {
	type sight struct {
		memberKey
		kind
	}
	for _, op := range r.ops {
		if op.Result.Kind == model.NoResult || op.Result.Kind == model.StreamResult {
			continue
		}
		seen := map[sight]bool{}
		for _, s := range success(op) {
			if s.Body.JSON == "" {
				continue
			}
			c := conformance{r: r}
			c.observe = func(_ *model.Type, f *model.TypeProperty, _, value string, _ int) {
				if f == nil || value == "null" {
					return
				}
				key := memberKey{f.DeclaredBy, f.Name}
				if count := shown[key]; count != nil && !seen[sight{key, valueKind(value)}] {
					seen[sight{key, valueKind(value)}] = true
					count[valueKind(value)]++
				}
			}
			c.result(&s.Body, &op.Result)
		}
	}
}

// weighKind changes a property's type if JSON representation and samples outvote the
// table.
func (r *resolver) weighKind(key memberKey, samples map[kind]int) {
	f := field(r.types.byName[key.typ], key.member)
	if f.Inferred {
		return
	}
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
			votes[k] += min(pages, 2)
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
	i, ok := slices.BinarySearchFunc(r.pages, f.Pos.File, func(p *model.Page, file string) int { return cmp.Compare(p.Path, file) })
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
