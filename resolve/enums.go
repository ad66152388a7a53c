package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// enumProperties gives String properties their enumeration where the page that
// declares it is known by more than a list of values. A list alone makes no
// enumeration.
func (r *resolver) enumProperties() {
	types := r.types.sorted()
	m := newEnumMatcher(types)
	parallel.Each(len(types), func(i int) {
		t := types[i]
		for j := range t.Fields {
			if f := &t.Fields[j]; f.Type.Name == "Edm.String" {
				if e := m.match(t, f); e != nil {
					f.Type.Name = e.Name
				}
			}
		}
	})
}

// enumMatcher finds the enumeration of a property.
type enumMatcher struct {
	all    []namedEnum
	bySet  map[string][]*model.Type // by valueSet
	byName map[string][]*model.Type // by short name in lower case
}

// namedEnum is an enumeration with the words of its name.
type namedEnum struct {
	*model.Type
	words []string
}

func newEnumMatcher(types []*model.Type) *enumMatcher {
	m := &enumMatcher{bySet: map[string][]*model.Type{}, byName: map[string][]*model.Type{}}
	for _, t := range types {
		if t.Kind == model.EnumType {
			m.all = append(m.all, namedEnum{Type: t})
		}
	}
	sets := make([]string, len(m.all))
	parallel.Each(len(m.all), func(i int) {
		e := &m.all[i]
		names := make([]string, len(e.Members))
		for j := range e.Members {
			names[j] = e.Members[j].Name
		}
		sets[i], e.words = valueSet(names), nameWords(shortName(e.Name))
	})
	for i, e := range m.all {
		name := strings.ToLower(shortName(e.Name))
		m.bySet[sets[i]] = append(m.bySet[sets[i]], e.Type)
		m.byName[name] = append(m.byName[name], e.Type)
	}
	return m
}

// valueSet is a key for a set of values. The sentinel of evolvable enumerations
// doesn't count, since lists often leave it out.
func valueSet(values []string) string {
	set := make([]string, 0, len(values))
	for _, v := range values {
		if v = strings.ToLower(v); v != "unknownfuturevalue" {
			set = append(set, v)
		}
	}
	slices.Sort(set)
	return strings.Join(slices.Compact(set), " ")
}

// match returns the enumeration of a String property, nil if nothing tells. It is
// the one that is named after type and property, or whose listed values are exactly
// the property's and no other's, or that the words of type and property name
// together and that has most of the listed values.
func (m *enumMatcher) match(t *model.Type, f *model.TypeProperty) *model.Type {
	var room fold.Room
	own := fold.Append(fold.Append(room[:0], shortName(t.Name)), f.Name)
	for _, e := range m.byName[string(own)] {
		if len(f.Values) == 0 || 2*held(e, f.Values) > len(f.Values) {
			return e
		}
	}
	if len(f.Values) < 2 {
		return nil
	}
	words := append(nameWords(shortName(t.Name)), nameWords(f.Name)...)
	same := m.bySet[valueSet(f.Values)]
	if len(same) == 1 && akin(same[0], words) {
		return same[0]
	}
	for _, e := range append(slices.Clip(same), m.byName[string(fold.Append(room[:0], f.Name))]...) {
		if strings.EqualFold(shortName(e.Name), f.Name) && 2*held(e, f.Values) > len(f.Values) {
			return e
		}
	}
	var best *model.Type
	for _, e := range m.all {
		if !subset(e.words, words) {
			continue
		}
		if n := held(e.Type, f.Values); n < 2 || 3*n < 2*len(f.Values) {
			continue
		}
		if best != nil {
			return nil
		}
		best = e.Type
	}
	return best
}

// akin reports whether an enumeration is named enough like a property to be its own.
// The fewer values it has, the likelier others have the same (low, medium, high).
func akin(e *model.Type, words []string) bool {
	name := nameWords(shortName(e.Name))
	if len(name) == 0 || len(e.Members) > 4 || len(words) > 0 && name[0] == words[0] {
		return true
	}
	name = slices.DeleteFunc(name, func(w string) bool { return w == "type" })
	shared := 0
	for _, w := range name {
		if slices.Contains(words, w) {
			shared++
		}
	}
	return 2*shared > len(name) || len(e.Members) == 4 && shared > 0
}

// nameWords returns the words of a name in lower case and in the singular.
func nameWords(name string) []string {
	words := splitWords(name)
	for i := range words {
		words[i] = strings.ToLower(singular(words[i]))
	}
	return words
}

// subset reports whether the second list has all of the first.
func subset(some, all []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

// foldedMember returns the member of that name, whatever its case, nil if there is none.
func foldedMember(e *model.Type, name string) *model.TypeMember {
	for i := range e.Members {
		if m := &e.Members[i]; strings.EqualFold(m.Name, name) {
			return m
		}
	}
	return nil
}

// held counts the values that are members of the enumeration.
func held(e *model.Type, values []string) int {
	n := 0
	for _, v := range values {
		if foldedMember(e, v) != nil {
			n++
		}
	}
	return n
}
