package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// enumProperties gives String properties their enumeration where the page that
// declares it is known by more than a list: the listed values are exactly the
// members of one enumeration, or some of those of the one that is named after the
// property. A list alone makes no enumeration.
func (r *resolver) enumProperties() {
	bySet := map[string][]*model.Type{}
	for _, t := range r.types.sorted() {
		if t.Kind == model.EnumType {
			var names []string
			for _, m := range t.Members {
				names = append(names, m.Name)
			}
			key := valueSet(names)
			bySet[key] = append(bySet[key], t)
		}
	}
	for _, t := range r.types.sorted() {
		for i := range t.Fields {
			f := &t.Fields[i]
			if f.Type.Name != "Edm.String" || len(f.Values) < 2 {
				continue
			}
			if e := r.enumFor(t, f, bySet[valueSet(f.Values)]); e != nil {
				f.Type.Name = e.Name
			}
		}
	}
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

// enumFor chooses among the enumerations with the property's values, and falls
// back on the one with the property's name.
func (r *resolver) enumFor(t *model.Type, f *model.TypeProperty, same []*model.Type) *model.Type {
	if len(same) == 1 {
		return same[0]
	}
	own := strings.ToLower(shortName(t.Name) + f.Name)
	for _, e := range same {
		if name := strings.ToLower(shortName(e.Name)); name == own || name == strings.ToLower(f.Name) {
			return e
		}
	}
	if len(same) > 0 {
		return nil
	}
	for _, name := range []string{own, strings.ToLower(f.Name)} {
		for _, e := range r.types.byShort[name] {
			if e.Kind == model.EnumType && holds(e, f.Values) {
				return e
			}
		}
	}
	return nil
}

// holds reports whether every value is a member of the enumeration.
func holds(e *model.Type, values []string) bool {
	for _, v := range values {
		if !slices.ContainsFunc(e.Members, func(m model.TypeMember) bool { return strings.EqualFold(m.Name, v) }) {
			return false
		}
	}
	return true
}
