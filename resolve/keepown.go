package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

// ownerKey follows a method in model.Names.Declarations, where its name alone doesn't tell
// which operation it calls.
const ownerKey = "/Operation"

// owners tell the operation of a method by the names of its page: those of further routes
// go on from that of the operation.
type owners map[model.RouteKey][]string // names by page and method, the shortest first

func newOwners(routes map[model.RouteKey]model.GivenName) owners {
	o := owners{}
	for key, name := range routes {
		o[ownersOf(key)] = append(o[ownersOf(key)], name.Go)
	}
	for _, names := range o {
		slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	}
	return o
}

func ownersOf(key model.RouteKey) model.RouteKey {
	return model.RouteKey{Page: key.Page, Method: key.Method}
}

// of returns the name of the operation that a method of a route seems to call.
func (o owners) of(key model.RouteKey, method string) string {
	for _, name := range o[ownersOf(key)] {
		if rest, ok := strings.CutPrefix(method, name); ok && (rest == "" || isRouteSuffix(rest)) {
			return name
		}
	}
	return method
}

// isRouteSuffix reports whether the end of a name can be what [routeSuffix] makes.
func isRouteSuffix(end string) bool {
	for _, word := range [...]string{"For", "By", "Without"} {
		if rest, ok := strings.CutPrefix(end, word); ok {
			first, _ := utf8.DecodeRuneInString(rest)
			return !unicode.IsLower(first)
		}
	}
	return false
}

// keepOwn gives an operation its own name of before, also where no route has it any more:
// the handler's method, the arguments and the body are called after it.
func (r *resolver) keepOwn(op *operation, names givenNames, owners owners) {
	if !op.kept {
		return
	}
	at := slices.IndexFunc(op.Routes, func(rt model.Route) bool { return rt.Name == op.Name })
	g := names[&op.Routes[at]]
	own, told := r.names.Declarations[g.Go+ownerKey]
	if !told {
		own.Go = owners.of(g.RouteKey, g.Go)
	}
	service, name, _ := strings.Cut(own.Go, ".")
	id := strings.ToLower(own.Go)
	switch other := r.methods[id]; {
	case service != op.Service || !exportedName(name) || goMethods[name]:
		r.reportName(own, "is not Service.Method, in the service of "+op.ID())
	case other != nil && other != op && told:
		r.reportName(own, "is taken by "+other.Page)
	case other == nil || other == op:
		r.methods[id] = op
		op.Name = name
	}
}
