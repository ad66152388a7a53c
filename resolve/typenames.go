package resolve

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// namePackage gives everything that the package declares its Go name: first the names
// of an earlier run, then those that services and operations of that run bring with
// them, then all others.
func (r *resolver) namePackage(reserved []string) {
	// An operation has a request, often a body, and a share in its service's names.
	r.taken, r.services = make(map[string]bool, 3*len(r.ops)+2*len(r.types.byName)), map[string]*model.ServiceNames{}
	for _, n := range reserved {
		r.taken[n] = true
	}
	types := r.types.sorted()
	r.keepPackage(types)
	r.nameDeclared(true)
	r.nameOptions()
	r.nameDeclared(false)
	r.nameTypes(types)
}

// dropNameless leaves out members that the docs list without a name.
func (r *resolver) dropNameless() {
	for _, t := range r.types.sorted() {
		t.Members = slices.DeleteFunc(t.Members, func(m model.TypeMember) bool { return m.Name == "" })
	}
}

// nameTypes gives types, fields and enum members their Go names. Short names go
// to types that no other name of the package wants; the others get their
// namespace in front.
func (r *resolver) nameTypes(types []*model.Type) {
	wanted := make(map[string]int, len(types)) // by lower case
	names := make([]string, len(types))
	var room fold.Room
	for i, t := range types {
		if t.Kind != model.BodyType {
			names[i] = exported(shortName(t.Name))
			wanted[string(fold.Append(room[:0], names[i]))]++
		}
	}
	for i, t := range types {
		if t.GoName != "" || t.Kind == model.BodyType {
			continue // bodies are named with their operation
		}
		name := names[i]
		if wanted[string(fold.Append(room[:0], name))] > 1 && namespace(t.Name) != model.DefaultNamespace || r.taken[name] {
			name = exported(shortName(namespace(t.Name)) + " " + shortName(t.Name))
		}
		t.GoName = unique(r.taken, name)
	}
	odd := make([][]model.Finding, len(types))
	parallel.With(len(types), func() func(int) {
		names := propertyNames{known: make(map[string]propertyName, len(types)), taken: map[string]bool{}}
		return func(i int) { odd[i] = r.nameFields(types[i], &names) }
	})
	for i, t := range types {
		r.found(odd[i]...)
		r.nameMembers(t)
	}
}

// unique takes a name, with Type and a number behind it as needed.
func unique(taken map[string]bool, name string) string {
	if taken[name] {
		name += "Type"
	}
	return numbered(taken, name)
}

// numbered takes a name, with a number behind it as needed.
func numbered(taken map[string]bool, name string) string {
	out := name
	for i := 2; taken[out]; i++ {
		out = fmt.Sprintf("%s%d", name, i)
	}
	taken[out] = true
	return out
}

// nameFields names the fields of a struct type. Where several properties want one name
// (Manufacturer, manufacturer), it goes to the one that had it before, then to the one
// that is spelled so; the others are numbered, which is a finding.
func (r *resolver) nameFields(t *model.Type, names *propertyNames) (findings []model.Finding) {
	taken := names.taken
	clear(taken)
	for _, n := range structMembers {
		taken[n] = true
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		before := model.GivenName{}
		if len(r.names.Properties) > 0 {
			before = r.names.Properties[model.MemberKey{Type: t.Name, Member: f.Name}]
		}
		switch {
		case f.Name == "@odata.type":
			f.GoName = "ODataType"
		case before.Go == "":
		case !exportedName(before.Go) || taken[before.Go]:
			findings = append(findings, lostName(before, "is taken or no exported Go identifier"))
		default:
			f.GoName = numbered(taken, before.Go)
		}
	}
	for i := range t.Fields {
		if f := &t.Fields[i]; f.GoName == "" {
			if name := names.of(f.Name); name.usual && !taken[name.goName] {
				f.GoName = numbered(taken, name.goName)
			}
		}
	}
	for i := range t.Fields {
		if f := &t.Fields[i]; f.GoName == "" {
			name := names.of(f.Name).goName
			f.GoName = numbered(taken, name)
			if f.GoName != name && f.DeclaredBy == t.Name {
				findings = append(findings, model.NewFinding(model.RuleName, f.Pos,
					fmt.Sprintf("the property %s.%s is called %s in Go", shortName(t.Name), f.Name, f.GoName)))
			}
		}
	}
	return findings
}

// propertyNames are the Go names of properties, which many types have in common.
type propertyNames struct {
	known map[string]propertyName
	taken map[string]bool // by the fields of the type at hand
}

type propertyName struct {
	goName string
	usual  bool // the property is spelled as goName suggests
}

func (n *propertyNames) of(property string) propertyName {
	name, ok := n.known[property]
	if !ok {
		name.goName = exported(property)
		name.usual = spelled(property, name.goName)
		n.known[property] = name
	}
	return name
}

// structMembers are the names that a generated struct has besides its properties.
var structMembers = []string{"ODataType", "Derived", "UnmarshalJSON", "MarshalJSON"}

// spelled reports whether a property has the one spelling that its Go name suggests:
// the words of userID are those of userId, and of no other spelling. Such a property has
// its name from itself alone, whatever other properties there are.
func spelled(property, goName string) bool {
	first := true
	for w := range eachWord(goName) {
		_, n := utf8.DecodeRuneInString(w)
		start := w[:n]
		if first {
			start = strings.ToLower(start)
		}
		rest, ok := strings.CutPrefix(property, start)
		if ok {
			property, ok = strings.CutPrefix(rest, strings.ToLower(w[n:]))
		}
		if !ok {
			return false
		}
		first = false
	}
	return property == ""
}

// nameMembers names the constants of an enumeration.
func (r *resolver) nameMembers(t *model.Type) {
	for i := range t.Members {
		m := &t.Members[i]
		if m.GoName != "" {
			continue
		}
		var b strings.Builder
		b.Grow(len(t.GoName) + len(m.Name))
		b.WriteString(t.GoName)
		for w := range eachWord(m.Name) {
			writeCapitalised(&b, w)
		}
		if b.Len() == len(t.GoName) {
			b.WriteString("Other")
		}
		m.GoName = unique(r.taken, b.String())
	}
}
