package sdk

import (
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// What the docs say stands in the test files as text: entries of one line each, and below
// them facts, lines that begin with a tab. A fact begins with its kind. What would be lost
// in a line, or end a word too early, is between quotes.

// entries visits the entries of a text.
func entries(text string) iter.Seq2[string, []string] {
	return func(yield func(entry string, facts []string) bool) {
		lines := strings.Split(strings.TrimSpace(text), "\n")
		for len(lines) > 0 {
			n := 1
			for n < len(lines) && strings.HasPrefix(lines[n], "\t") {
				lines[n] = lines[n][1:]
				n++
			}
			if lines[0] != "" && !yield(lines[0], lines[1:n]) {
				return
			}
			lines = lines[n:]
		}
	}
}

// words fills in the words of a line. The last may have spaces.
func words(line string, to ...*string) {
	for _, word := range to[:len(to)-1] {
		*word, line = cutWord(line)
	}
	*to[len(to)-1] = unquoted(line)
}

// cutWord cuts the first word off a line.
func cutWord(line string) (word, rest string) {
	if quoted, err := strconv.QuotedPrefix(line); err == nil {
		return unquoted(quoted), strings.TrimPrefix(line[len(quoted):], " ")
	}
	word, rest, _ = strings.Cut(line, " ")
	return word, rest
}

func unquoted(text string) string {
	if strings.HasPrefix(text, `"`) {
		if s, err := strconv.Unquote(text); err == nil {
			return s
		}
	}
	return text
}

// factsOf returns the values of the facts of a kind.
func factsOf(facts []string, kind string) []string {
	var values []string
	for _, fact := range facts {
		if value, ok := strings.CutPrefix(fact, kind+" "); ok {
			values = append(values, unquoted(value))
		}
	}
	return values
}

// documentedRoute is what the docs say of a route: a call of it by the client, and what
// the handler makes of that.
type documentedRoute struct {
	method     string // of the client: Service.Method
	id         string // of the operation
	verb, path string
	status     int
	doc        string // page.md:line
	signature  string // of the method
	// facts are query, header, media, named, wrapped, stream.
	facts []string
}

// has reports whether there is a fact that has no value.
func (r *documentedRoute) has(flag string) bool { return slices.Contains(r.facts, flag) }

// paged reports whether the result is a page of a collection.
func (r *documentedRoute) paged() bool { return strings.HasSuffix(r.signature, ", error]") }

// documentedType is a type with its members, facts of their kind and name, and the types
// that derive from it.
type documentedType struct {
	goName, name string
	doc          string // page.md:line
	typ          reflect.Type
	facts        []string
}

// What the docs say, which the test files of services and types add to.
var (
	routeTexts []string
	typeTexts  []typeText
)

type typeText struct {
	text   string
	values []any // nil pointers to types
}

func documentRoutes(text string) { routeTexts = append(routeTexts, text) }

func documentTypes(values []any, text string) { typeTexts = append(typeTexts, typeText{text, values}) }

// documentedRoutes are the routes by the client's methods.
var documentedRoutes = sync.OnceValue(func() map[string]*documentedRoute {
	all := map[string]*documentedRoute{}
	for _, text := range routeTexts {
		for entry, facts := range entries(text) {
			r, status := &documentedRoute{facts: facts}, ""
			words(entry, &r.method, &r.id, &r.verb, &r.path, &status, &r.doc)
			r.status, _ = strconv.Atoi(status)
			r.signature = strings.Join(factsOf(facts, "func"), "")
			all[r.method] = r
		}
	}
	return all
})

func documentedTypes() []documentedType {
	var all []documentedType
	for _, t := range typeTexts {
		for entry, facts := range entries(t.text) {
			d := documentedType{facts: facts}
			words(entry, &d.goName, &d.name, &d.doc)
			for _, value := range t.values {
				if typ := reflect.TypeOf(value).Elem(); typ.Name() == d.goName {
					d.typ = typ
				}
			}
			all = append(all, d)
		}
	}
	return all
}
