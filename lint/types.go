package lint

import (
	"maps"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/model"
)

// types finds the types that the docs declare.
type types struct {
	byName  map[string]*model.Type
	byLower map[string]*model.Type   // full names
	byShort map[string][]*model.Type // in lower case, without their namespaces
	shorts  []string                 // the keys of byShort, sorted
	spaces  map[string]string        // their namespaces, by their lower case
	on      map[string]*model.Type   // by the page that declares it; nil for pages with several
}

func newTypes(api *model.API) types {
	t := types{byName: map[string]*model.Type{}, byLower: map[string]*model.Type{}, byShort: map[string][]*model.Type{}, spaces: map[string]string{}, on: map[string]*model.Type{}}
	for i := range api.Types {
		one := &api.Types[i]
		t.byName[one.Name] = one
		if one.Kind == model.BodyType || one.Inferred || !strings.Contains(one.Name, ".") || strings.Contains(one.Name, "#") {
			continue
		}
		for _, at := range one.Declared {
			_, several := t.on[at.Path()]
			if t.on[at.Path()] = one; several {
				t.on[at.Path()] = nil
			}
		}
		lower, short := strings.ToLower(one.Name), strings.ToLower(shortName(one.Name))
		t.byLower[lower] = one
		t.spaces[namespaceOf(lower)] = namespaceOf(one.Name)
		t.byShort[short] = append(t.byShort[short], one)
	}
	t.shorts = slices.Sorted(maps.Keys(t.byShort))
	return t
}

// named returns the type that a name means: in full, in another case, or without its
// namespace; nil if no page declares one.
func (t types) named(name, ns string) *model.Type {
	name = strings.TrimPrefix(name, "#")
	if one := t.byName[name]; one != nil {
		return one
	}
	if one := t.byLower[strings.ToLower(name)]; one != nil {
		return one
	}
	list := t.byShort[strings.ToLower(shortName(name))]
	for _, one := range list {
		if strings.EqualFold(namespaceOf(one.Name), ns) {
			return one
		}
	}
	if len(list) > 0 {
		return list[0]
	}
	return nil
}

// meant returns the full name of the type that a name may have been meant for, "" if
// there is none like it.
func (t types) meant(name string) string {
	const long = 6 // letters; short names are all alike
	short := shortName(strings.TrimPrefix(name, "#"))
	if len(short) < long {
		return ""
	}
	meant, ok := near.Word(short, slices.Values(t.shorts), len(short)/letters)
	if !ok {
		return ""
	}
	full := t.byShort[meant][0].Name
	if wordMore(short, shortName(full)) || otherWord(short, shortName(full)) {
		return ""
	}
	return full
}

// otherWord reports whether two names of as many words have another word somewhere: uploadStats is no
// misspelt uploadSession.
func otherWord(a, b string) bool {
	as, bs := camelWords(a), camelWords(b)
	if len(as) != len(bs) {
		return false
	}
	const slips = 3 // letters for each
	for i, word := range as {
		if _, ok := near.Word(word, slices.Values(bs[i:i+1]), max(1, len(word)/slips)); !ok {
			return true
		}
	}
	return false
}

// camelWords returns the words of a name: upload, Session.
func camelWords(name string) []string {
	var words []string
	from := 0
	for i := 1; i <= len(name); i++ {
		if i == len(name) || name[i] >= 'A' && name[i] <= 'Z' && name[i-1] >= 'a' && name[i-1] <= 'z' {
			words = append(words, name[from:i])
			from = i
		}
	}
	return words
}

// wordMore reports whether one of two names is the other with a word more at its end: alertLog is no
// misspelt alert.
func wordMore(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	const word = 3 // letters at least
	return len(a)-len(b) >= word && strings.EqualFold(a[:len(b)], b) && a[len(b)] >= 'A' && a[len(b)] <= 'Z'
}

// derives reports whether a type has a base, directly or not, or is it.
func (t types) derives(one, base *model.Type) bool {
	return one == base || slices.Contains(base.Derived, one.Name)
}

// related reports whether one type is a base of the other.
func (t types) related(a, b *model.Type) bool { return t.derives(a, b) || t.derives(b, a) }

// shortName returns the part of a full name after the namespace.
func shortName(full string) string { return full[strings.LastIndexByte(full, '.')+1:] }

// namespaceOf returns the part of a full name before the short name.
func namespaceOf(full string) string { return full[:max(strings.LastIndexByte(full, '.'), 0)] }

// listed joins words for a message.
func listed(words []string) string {
	const most = 5
	if len(words) > most {
		words = append(slices.Clone(words[:most]), "…")
	}
	return strings.Join(words, ", ")
}

// declaredAt returns where a type is declared first.
func declaredAt(t *model.Type) model.Position {
	if len(t.Declared) == 0 {
		return model.Position{}
	}
	return slices.MinFunc(t.Declared, func(a, b model.Position) int { return a.Compare(b) })
}
