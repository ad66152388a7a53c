package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// wrapper is the one parameter in whose value a sample has the rows of a body table.
type wrapper struct {
	name    string
	many    bool
	members []string
	pos     model.Position
}

// wrappedBody makes the body of a request whose table lists the members of its only
// parameter: application-addpassword describes "a passwordCredential object with the
// following properties" and sends {"passwordCredential": {…}}; site-follow sends
// {"value": [{…}]}. Every sample must show it.
func (r *resolver) wrappedBody(op *operation, rows []*model.Parameter) *model.Type {
	w := r.wrapper(op, rows)
	if w == nil {
		return nil
	}
	ref := model.TypeRef{Name: r.wrappedType(op, w, rows), Collection: w.many}
	t := &model.Type{Kind: model.BodyType, Name: bodyName(op), Declared: []model.Position{rows[0].Name.Pos}}
	t.Fields = []model.TypeProperty{{Name: w.name, Type: ref, DeclaredBy: t.Name, Pos: rows[0].Name.Pos}}
	r.types.addOwn(t)
	r.report(model.RuleSampleBody, rows[0].Name.Pos, fmt.Sprintf("the table lists the members of %s, which the sample sends around them", w.name), w.pos)
	return t
}

// wrapper returns the parameter that wraps the rows in all samples, nil if none does. What stands around
// them in a dictionary is a key of the sample's.
func (r *resolver) wrapper(op *operation, rows []*model.Parameter) *wrapper {
	if t := r.types.byName[r.lookup(op.page, op.page.Body().Type).Name]; t != nil && t.Open && len(t.Fields) == 0 {
		return nil
	}
	var found *wrapper
	for _, q := range op.pairs {
		body := strings.TrimSpace(q.request.Body.JSON)
		if body == "" {
			continue
		}
		w := wrapperIn(body, rows)
		if w == nil || found != nil && found.name != w.name {
			return nil
		}
		w.pos = q.request.Body.Text.Pos
		found = w
	}
	return found
}

// wrapperIn returns the only member of an object, if its value is made of rows of the
// table and it is none itself.
func wrapperIn(body string, rows []*model.Parameter) *wrapper {
	isRow := func(name string) bool {
		return slices.ContainsFunc(rows, func(p *model.Parameter) bool { return p.Name.Value == name })
	}
	if body[0] != '{' || plainMembers(body) != 1 {
		return nil
	}
	var w *wrapper
	jsonscan.Object(body, func(name string, _ int, value string, _ int) bool {
		if strings.Contains(name, "@") || isRow(name) {
			return true
		}
		w = &wrapper{name: name, many: value[0] == '['}
		if w.many {
			first := ""
			jsonscan.Array(value, func(element string, _ int) bool {
				first = element
				return false
			})
			value = first
		}
		if value == "" || value[0] != '{' {
			return true
		}
		jsonscan.Object(value, func(member string, _ int, _ string, _ int) bool {
			if !strings.Contains(member, "@") {
				w.members = append(w.members, member)
			}
			return true
		})
		return true
	})
	if w == nil || len(w.members) == 0 || slices.ContainsFunc(w.members, func(m string) bool { return !isRow(m) }) {
		return nil
	}
	return w
}

// wrappedType finds the type of a wrapper's value: of those that its name and the
// page name, one that declares all rows. "" if there is none.
func (r *resolver) wrappedType(op *operation, w *wrapper, rows []*model.Parameter) string {
	candidates := append([]model.TypeRef{r.lookup(op.page, op.page.Body().Type)}, r.entityCandidates(op)...)
	if t := r.byTypeName(op.Namespace, w.name); t != nil {
		candidates = append([]model.TypeRef{{Name: t.Name}}, candidates...)
	}
	for _, ref := range candidates {
		t := r.types.byName[ref.Name]
		if t == nil || t.Kind != model.StructType {
			continue
		}
		if !slices.ContainsFunc(rows, func(p *model.Parameter) bool { return t.Field(p.Name.Value) == nil }) {
			return t.Name
		}
	}
	return ""
}
