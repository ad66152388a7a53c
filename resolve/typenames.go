package resolve

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// namePackage gives everything that the package declares its Go name: first the names
// of an earlier run, then those that services and operations of that run bring with
// them, then all others.
func (r *resolver) namePackage(reserved []string) {
	r.taken, r.services = map[string]bool{}, map[string]*model.ServiceNames{}
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
	wanted := map[string]int{}
	for _, t := range types {
		if t.Kind != model.BodyType {
			wanted[strings.ToLower(exported(shortName(t.Name)))]++
		}
	}
	for _, t := range types {
		if t.GoName != "" || t.Kind == model.BodyType {
			continue // bodies are named with their operation
		}
		name := exported(shortName(t.Name))
		if wanted[strings.ToLower(name)] > 1 && namespace(t.Name) != model.DefaultNamespace || r.taken[name] {
			name = exported(shortName(namespace(t.Name)) + " " + shortName(t.Name))
		}
		t.GoName = unique(r.taken, name)
	}
	odd := make([][]model.Finding, len(types))
	parallel.Each(len(types), func(i int) { odd[i] = r.nameFields(types[i]) })
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
func (r *resolver) nameFields(t *model.Type) (findings []model.Finding) {
	taken := make(map[string]bool, len(t.Fields)+len(structMembers))
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
			if name := exported(f.Name); !taken[name] && spelled(f.Name, name) {
				f.GoName = numbered(taken, name)
			}
		}
	}
	for i := range t.Fields {
		if f := &t.Fields[i]; f.GoName == "" {
			name := exported(f.Name)
			f.GoName = numbered(taken, name)
			if f.GoName != name && f.DeclaredBy == t.Name {
				findings = append(findings, model.NewFinding(model.RuleName, f.Pos,
					fmt.Sprintf("the property %s.%s is called %s in Go", shortName(t.Name), f.Name, f.GoName)))
			}
		}
	}
	return findings
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
		word := exported("x " + m.Name)[1:]
		if word == "" {
			word = "Other"
		}
		m.GoName = unique(r.taken, t.GoName+word)
	}
}
