package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// nameTypes gives types, fields and enum members their Go names. Short names go
// to types that no other name of the package wants; the others get their
// namespace in front.
func (r *resolver) nameTypes(reserved []string) {
	taken := map[string]bool{}
	for _, n := range reserved {
		taken[n] = true
	}
	for _, o := range r.api.Options {
		taken[o.GoName] = true
	}
	for _, op := range r.ops {
		taken[op.Service+"Service"], taken[op.Service+"Handler"] = true, true
		taken["Unimplemented"+op.Service+"Handler"] = true
		taken[op.Service+op.Name+"Request"] = true
	}
	list := r.types.sorted()
	wanted := map[string]int{}
	for _, t := range list {
		wanted[strings.ToLower(exported(shortName(t.Name)))]++
	}
	for _, t := range list {
		if t.Kind == model.BodyType {
			continue // bodies are named with their operation
		}
		name := exported(shortName(t.Name))
		if wanted[strings.ToLower(name)] > 1 && namespace(t.Name) != "microsoft.graph" || taken[name] {
			name = exported(shortName(namespace(t.Name)) + " " + shortName(t.Name))
		}
		t.GoName = unique(taken, name)
	}
	for _, op := range r.ops {
		if t := r.types.byName[op.Body.Type.Name]; t != nil && t.Kind == model.BodyType {
			t.GoName = unique(taken, op.Service+op.Name+"Body")
		}
	}
	odd := make([][]model.Finding, len(list))
	parallel(len(list), func(i int) { odd[i] = nameFields(list[i]) })
	for i, t := range list {
		r.api.Findings = append(r.api.Findings, odd[i]...)
		nameMembers(t, taken)
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

// nameFields names the fields of a struct type. A property that differs from an
// earlier one in nothing that Go sees (Manufacturer, manufacturer) is numbered, which
// is a finding.
func nameFields(t *model.Type) (findings []model.Finding) {
	taken := make(map[string]bool, len(t.Fields)+4)
	for _, n := range []string{"ODataType", "Derived", "UnmarshalJSON", "MarshalJSON"} {
		taken[n] = true
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.Name == "@odata.type" {
			f.GoName = "ODataType"
			continue
		}
		name := exported(f.Name)
		f.GoName = numbered(taken, name)
		if f.GoName != name && f.DeclaredBy == t.Name {
			findings = append(findings, model.NewFinding(model.RuleName, f.Pos,
				fmt.Sprintf("the property %s.%s is called %s in Go", shortName(t.Name), f.Name, f.GoName)))
		}
	}
	return findings
}

// nameMembers names the constants of an enumeration.
func nameMembers(t *model.Type, taken map[string]bool) {
	if t.Kind != model.EnumType {
		return
	}
	t.Members = slices.DeleteFunc(t.Members, func(m model.TypeMember) bool { return m.Name == "" })
	for i := range t.Members {
		m := &t.Members[i]
		word := exported("x " + m.Name)[1:]
		if word == "" {
			word = "Other"
		}
		m.GoName = unique(taken, t.GoName+word)
	}
}
