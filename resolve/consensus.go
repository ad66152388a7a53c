package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// consensus types the members whose samples tell too little, {…} without @odata.type
// or []. The declared properties of that name, and the types of that name, are what it
// can be; the one that all values fit best is taken (lastModifiedBy is an identitySet).
func (r *resolver) consensus(seen map[memberKey]*seenMember) {
	candidates := map[string]map[model.TypeRef]int{}
	for key, m := range seen {
		if m.ref.Name == "Edm.Untyped" {
			candidates[key.member] = map[model.TypeRef]int{}
		}
	}
	if len(candidates) == 0 {
		return
	}
	for _, t := range r.types.byName {
		if t.Kind != model.StructType {
			continue
		}
		for i := range t.Fields {
			f := &t.Fields[i]
			if f.Inferred || f.Type.Name == "" || f.DeclaredBy != t.Name {
				continue
			}
			if c := candidates[f.Name]; c != nil {
				c[f.Type]++
			}
		}
	}
	for name, c := range candidates {
		for _, short := range []string{name, singularName(name)} {
			for _, t := range r.types.byShort[strings.ToLower(short)] {
				c[model.TypeRef{Name: t.Name}]++
				c[model.TypeRef{Name: t.Name, Collection: true}]++
			}
		}
	}
	for key, m := range seen {
		if m.ref.Name == "Edm.Untyped" {
			m.ref = r.bestFit(candidates[key.member], m)
		}
	}
}

// bestFit returns the candidate that all values fit best, of equals the most used.
// Empty values fit anything: they are typed only if there is one candidate.
func (r *resolver) bestFit(candidates map[model.TypeRef]int, m *seenMember) model.TypeRef {
	refs := slices.SortedFunc(maps.Keys(candidates), func(a, b model.TypeRef) int {
		return cmp.Or(cmp.Compare(candidates[b], candidates[a]), cmp.Compare(a.Name, b.Name), cmp.Compare(typeText(a), typeText(b)))
	})
	best, most, fitting := m.ref, -1, 0
	for _, ref := range refs {
		if n := r.fitAll(ref, m.values); n >= 0 {
			fitting++
			if n > most {
				best, most = ref, n
			}
		}
	}
	if most == 0 && fitting > 1 {
		return m.ref
	}
	return best
}

// fitAll says how well values fit a type, -1 if one of them doesn't: of an object more
// members must be declared than not.
func (r *resolver) fitAll(ref model.TypeRef, values []string) int {
	sum := 0
	for _, v := range values {
		n := 0
		switch {
		case valueKind(v) != r.kindOf(ref):
			return -1
		case ref.Collection:
			one := model.TypeRef{Name: ref.Name}
			jsonscan.Array(v, func(element string, _ int) bool {
				fit := r.fitAll(one, []string{element})
				n = min(fit, n+max(fit, 0))
				return fit >= 0
			})
		case v[0] == '{':
			if n = r.fit(ref.Name, v); n < 1 {
				return -1
			}
		}
		if n < 0 {
			return -1
		}
		sum += n
	}
	return sum
}
