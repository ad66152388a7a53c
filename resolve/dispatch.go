package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// sharing is a route of an operation among others with its method and shape.
type sharing struct {
	op    *model.Operation
	route *model.Route
}

// dispatch picks the operation for an example's request as the generated handler does
// (handler_choose.go), of those with its route in the order of their ranks: by the query
// that the docs show, by the type that the body names, by its members.
func dispatch(list []sharing, e *model.Example, typed func(name string) *model.Type) *model.Operation {
	list = askedFor(list, e.Query)
	if len(list) == 1 || !jsonscan.Valid(e.Body) {
		return list[0].op
	}
	if name := odataType(e.Body); name != "" {
		for _, s := range list {
			if s.op.Body.Type.Name == name {
				return s.op
			}
		}
		return list[0].op
	}
	return slices.MinFunc(list, func(a, b sharing) int {
		return cmp.Compare(strange(a.op, e.Body, typed), strange(b.op, e.Body, typed))
	}).op
}

// askedFor leaves the routes that the docs show with most of a query's parameters.
func askedFor(list []sharing, query []model.Pair) []sharing {
	if len(list) == 1 {
		return list
	}
	most := -1
	var found []sharing
	for _, s := range list {
		n := len(s.route.Query)
		if slices.ContainsFunc(s.route.Query, func(shown string) bool { return !hasParameter(query, shown) }) {
			n = -1
		}
		if n > most {
			most, found = n, nil
		}
		if n == most {
			found = append(found, s)
		}
	}
	return found
}

func hasParameter(query []model.Pair, shown string) bool {
	name, value, _ := strings.Cut(shown, "=")
	return slices.ContainsFunc(query, func(p model.Pair) bool {
		return strings.EqualFold(p.Name, name) && len(p.Value) >= len(value) && strings.EqualFold(p.Value[:len(value)], value)
	})
}

// strange counts the members of a body that an operation has no field for.
func strange(op *model.Operation, body string, typed func(name string) *model.Type) int {
	var fields []model.TypeProperty
	switch op.Body.Kind {
	case model.NoBody:
	case model.JSONBody:
		t := typed(op.Body.Type.Name)
		if t == nil || op.Body.Type.Collection || t.Kind == model.EnumType || t.Kind == model.AnyType {
			return 0 // it may be anything
		}
		fields = t.Fields
	default:
		return 0
	}
	n := 0
	jsonscan.Object(body, func(name string, _ int, _ string, _ int) bool {
		if !strings.Contains(name, "@") && !slices.ContainsFunc(fields, func(f model.TypeProperty) bool { return f.Name == name }) {
			n++
		}
		return true
	})
	return n
}

// shownQuery returns the parameters of a request line's query, with their values up to the
// first placeholder.
func shownQuery(query string) []string {
	var shown []string
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if name = unescapeQuery(name); name == "" || strings.ContainsAny(name, "{<[ ") {
			continue
		}
		if end := strings.IndexAny(value, "{<[…"); end >= 0 {
			value = value[:end]
		}
		shown = append(shown, strings.TrimRight(name+"="+unescapeQuery(value), "="))
	}
	slices.Sort(shown)
	return slices.Compact(shown)
}

// narrowQuery leaves of a route's parameters those that another line for it shows as well.
func (op *operation) narrowQuery(pattern, query string) {
	shown := shownQuery(query)
	for i := range op.Routes {
		if rt := &op.Routes[i]; sameShape(rt.Pattern, pattern) {
			rt.Query = slices.DeleteFunc(rt.Query, func(p string) bool { return !slices.Contains(shown, p) })
		}
	}
}
