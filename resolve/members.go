package resolve

import (
	"fmt"
	"strings"

	"github.com/docbind/docbind/model"
)

// mergeMembers adds the values that properties of an enumeration list and its own
// page leaves out (searchRequest.entityTypes lists nine, the page of entityType
// five). A value that is spelled almost like a member is a slip.
func (r *resolver) mergeMembers() {
	for _, t := range r.types.sorted() {
		for i := range t.Fields {
			f := &t.Fields[i]
			if len(f.Values) == 0 {
				continue
			}
			e := r.types.byName[f.Type.Name]
			if e == nil || e.Kind != model.EnumType || e.Inferred || f.DeclaredBy != t.Name || held(e, f.Values) == 0 {
				continue
			}
			for _, v := range f.Values {
				if v != "null" { // no value at all (microsoftauthenticatorauthenticationmethodtarget)
					r.mergeMember(e, t, f, v)
				}
			}
		}
	}
}

func (r *resolver) mergeMember(e, t *model.Type, f *model.TypeProperty, value string) {
	if foldedMember(e, value) != nil {
		return
	}
	for _, m := range e.Members {
		if misspelt(value, m.Name) {
			slip := newFinding(model.RuleEnumMember, f.Pos, fmt.Sprintf("%s.%s lists %s, %s has %s",
				shortName(t.Name), f.Name, value, shortName(e.Name), m.Name), []model.Position{m.Pos})
			slip.Fix = "write " + m.Name
			r.found(slip)
			return
		}
	}
	if !strings.EqualFold(value, "unknownFutureValue") { // the sentinel of evolvable enumerations
		r.reportMember(e, t, f, value)
	}
	e.Members = append(e.Members, model.TypeMember{Name: value, Inferred: true, Pos: f.Pos})
}

// reportMember reports a value that an enumeration's own page leaves out.
func (r *resolver) reportMember(e, t *model.Type, f *model.TypeProperty, value string) {
	r.report(model.RuleEnumMember, f.Pos, fmt.Sprintf("%s.%s lists %s, the page of %s doesn't",
		shortName(t.Name), f.Name, value, shortName(e.Name)), e.Declared[0])
}

// misspelt reports whether two long words differ in one letter that is missing, too
// many, or another (occurence).
func misspelt(a, b string) bool {
	const long = 6
	a, b = strings.ToLower(a), strings.ToLower(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < long || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
