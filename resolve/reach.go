package resolve

import (
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// reach finds the types that operations need: those of bodies and results, of their
// properties, and the types that derive from these, since a server may send them. Of a
// relationship it takes only what a sample shows, as relationships lead from most
// types to most others.
type reach struct {
	types   map[string]*model.Type
	reached map[string]bool // by full name
	open    []*model.Type   // reached, but not what they lead to
}

func newReach(api *model.API) *reach {
	r := &reach{types: make(map[string]*model.Type, len(api.Types)), reached: map[string]bool{}}
	for i := range api.Types {
		r.types[api.Types[i].Name] = &api.Types[i]
	}
	return r
}

// operation adds what an operation needs.
func (r *reach) operation(op *model.Operation) {
	r.add(op.Body.Type.Name)
	r.add(op.Result.Type.Name)
	for i := range op.Examples {
		e := &op.Examples[i]
		r.shown(e.Body, op.Body.Type)
		r.shown(unwrapped(e.ResponseBody, &op.Result), op.Result.Type)
	}
	r.close()
}

func (r *reach) add(name string) {
	if t := r.types[name]; t != nil && !r.reached[name] {
		r.reached[name] = true
		r.open = append(r.open, t)
	}
}

// close adds what the reached types lead to.
func (r *reach) close() {
	for len(r.open) > 0 {
		t := r.open[len(r.open)-1]
		r.open = r.open[:len(r.open)-1]
		for i := range t.Fields {
			if f := &t.Fields[i]; !f.Relationship {
				r.add(f.Type.Name)
			}
		}
		if !anything(t) {
			for _, name := range t.Derived {
				r.add(name)
			}
		}
	}
}

// anything reports whether a type has no base type and no property but its key: what
// is declared to be one may be of any type, so types that derive from it are needed
// only where samples show them (entity).
func anything(t *model.Type) bool {
	if t.Base != "" || t.Kind != model.StructType {
		return false
	}
	key := false
	for i := range t.Fields {
		switch name := t.Fields[i].Name; {
		case name == "id":
			key = true
		case !strings.Contains(name, "@"):
			return false
		}
	}
	return key
}

// unwrapped returns the value in the envelope that a result travels in.
func unwrapped(body string, result *model.Result) string {
	if result.Kind == model.CollectionResult || result.Wrapped {
		if value := jsonscan.Member(body, "value"); value != "" {
			return value
		}
	}
	return body
}

// shown adds the types of the relationships in a sample's value, and the derived types
// that it names.
func (r *reach) shown(value string, ref model.TypeRef) {
	t := r.types[ref.Name]
	if t == nil || t.Kind == model.EnumType {
		return
	}
	jsonscan.Array(value, func(element string, _ int) bool {
		r.shown(element, ref)
		return true
	})
	if name := strings.TrimPrefix(jsonscan.String(jsonscan.Member(value, "@odata.type")), "#"); name != "" {
		for _, derived := range t.Derived {
			if derived == name && r.types[name] != nil {
				t = r.types[name]
				r.add(name)
			}
		}
	}
	jsonscan.Object(value, func(name string, _ int, value string, _ int) bool {
		f := t.Field(name)
		if f == nil {
			f = t.FoldedField(name)
		}
		if f != nil && value != "null" {
			r.add(f.Type.Name)
			r.shown(value, f.Type)
		}
		return true
	})
}
