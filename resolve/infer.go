package resolve

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// infer adds the properties that resource pages leave out but the reference shows
// elsewhere: rows of request body tables, and members of response samples. They
// are marked as inferred, and each is still a finding where a sample has it.
func (r *resolver) infer() {
	for _, op := range r.ops {
		r.inferFromTable(op)
	}
	r.each(r.observe)
	r.anyTypes()
	r.widenNumbers()
	r.weighKinds() // the fields move when others are added
	seen := map[memberKey]*seenMember{}
	var order []memberKey
	for _, op := range r.ops {
		for _, o := range op.observed {
			if seen[o.memberKey] == nil {
				seen[o.memberKey] = &seenMember{pos: o.pos}
				order = append(order, o.memberKey)
			}
			m := seen[o.memberKey]
			m.add(o.ref)
			m.values = append(m.values, o.value)
		}
		op.observed = nil
	}
	r.consensus(seen)
	for _, key := range order {
		m := seen[key]
		if r.types.byName[key.typ] == nil {
			r.declareInferred(model.StructType, key.typ, m.pos)
		}
		r.addInferred(key.typ, model.TypeProperty{
			Name: key.member, Type: m.ref, Inferred: true, Source: model.FromSample, DeclaredBy: key.typ, Pos: m.pos,
		})
	}
	r.useInferred()
	r.useStated()
}

// observe notes what an operation's samples say about types beyond what their pages
// declare.
func (r *resolver) observe(op *operation) {
	for _, q := range op.pairs {
		if controls(q.request.Body.JSON) && r.structType(op.Body.Type) {
			c := conformance{r: r}
			w := observer{r: r, op: op, c: &c, body: &q.request.Body}
			c.observe = w.stated
			c.body(strings.TrimSpace(q.request.Body.JSON), op.Body.Type)
		}
	}
	if op.Result.Kind == model.NoResult || op.Result.Kind == model.StreamResult {
		return
	}
	room := sightings.Get().(*[]sighting)
	op.sighted = (*room)[:0]
	c := conformance{r: r}
	w := observer{r: r, op: op, c: &c}
	c.observe = w.member
	for i := range op.answers {
		s := &op.answers[i]
		if s.Body.JSON != "" {
			w.body, c.compared = &s.Body, 0
			c.result(&s.Body, &op.Result)
			if op.Result.Type.Name == "" {
				w.members(r.namedResult(op), answered(&s.content, &op.Result), 0)
			}
		}
	}
	*room = op.sighted
	op.sighted = slices.Clone(op.sighted)
	sightings.Put(room)
}

// sightings keeps the room that what is seen of one operation needs for the next.
var sightings = sync.Pool{New: func() any { return new([]sighting) }}

// controls reports whether a body has control information on a member.
func controls(body string) bool {
	for {
		i := strings.Index(body, "@odata.type")
		if i < 1 {
			return false
		}
		if body[i-1] != '"' {
			return true
		}
		body = body[i+1:]
	}
}

// observer notes what one sample body says about types.
type observer struct {
	r    *resolver
	op   *operation
	c    *conformance
	body *model.Body
}

// member notes a member of an answer: one that its type doesn't declare, one whose
// type no page declares, one of another kind than declared.
func (w *observer) member(t *model.Type, f *model.TypeProperty, name, value string, at int) {
	if t.Kind != model.StructType { // the envelope
		return
	}
	w.stated(t, f, name, value, at)
	switch {
	case value == "null":
	case f != nil && f.Type.Name == "":
		w.members(w.r.named[memberKey{f.DeclaredBy, f.Name}], value, at)
		w.op.sighted = append(w.op.sighted, sighting{f, valueKind(value)})
	case f != nil:
		if f.Type.Name == "Edm.Int64" && w.shows(value, "Edm.Double") {
			w.op.fractions = append(w.op.fractions, memberKey{f.DeclaredBy, f.Name})
		}
		w.op.sighted = append(w.op.sighted, sighting{f, valueKind(value)})
	case w.c.infers && !t.Open && inferable(name) && t.FoldedField(name) == nil:
		w.add(memberKey{t.Name, name}, value, at)
	}
}

// shows reports whether a value, or one in a list, is of a primitive.
func (w *observer) shows(value, name string) bool {
	return w.r.literalType(w.op.Namespace, value).Name == name
}

func (w *observer) add(key memberKey, value string, at int) {
	w.op.observed = append(w.op.observed, observation{
		memberKey: key, pos: bodyPosition(w.body, at), ref: w.r.literalType(w.op.Namespace, value), value: value,
	})
}

// stated notes the type that control information gives a String property:
// "role@odata.type": "#microsoft.graph.bookingStaffRole" (OData JSON Format 4.01,
// section 4.6.3).
func (w *observer) stated(t *model.Type, _ *model.TypeProperty, name, value string, at int) {
	name, ok := strings.CutSuffix(name, "@odata.type")
	if !ok || name == "" {
		return
	}
	if f := t.Field(name); f != nil && f.Type.Name == "Edm.String" {
		w.op.stated = append(w.op.stated, statement{memberKey{f.DeclaredBy, name}, strings.TrimPrefix(jsonscan.String(value), "#"), bodyPosition(w.body, at)})
	}
}

// statement is a type that a sample states for a property.
type statement struct {
	memberKey
	name string
	pos  model.Position
}

// memberKey is a member of a type by their names.
type memberKey struct{ typ, member string }

// observation is one member that one sample has.
type observation struct {
	memberKey
	pos   model.Position
	ref   model.TypeRef
	value string
}

// seenMember is a member that samples have, with the type that they agree on.
type seenMember struct {
	ref    model.TypeRef
	pos    model.Position
	values []string
}

// add reconciles the type that one more sample shows.
func (m *seenMember) add(ref model.TypeRef) {
	wide := map[string]int{"Edm.Int32": 1, "Edm.Int64": 2, "Edm.Double": 3}
	switch {
	case m.ref == model.TypeRef{}:
		m.ref = ref
	case m.ref == ref:
	case m.ref.Collection == ref.Collection && wide[m.ref.Name] > 0 && wide[ref.Name] > 0:
		if wide[ref.Name] > wide[m.ref.Name] {
			m.ref = ref
		}
	case m.ref.Collection == ref.Collection && strings.HasPrefix(m.ref.Name, "Edm.") && strings.HasPrefix(ref.Name, "Edm.") && stringy(m.ref.Name) && stringy(ref.Name):
		m.ref.Name = "Edm.String"
	default:
		m.ref = model.TypeRef{Name: "Edm.Untyped"}
	}
}

// stringy reports whether a primitive travels as a JSON string.
func stringy(name string) bool { return name == "Edm.String" || name == "Edm.DateTimeOffset" }

// inferable reports whether a member is named as properties are. Others are
// slips or dynamic.
func inferable(name string) bool {
	if name == "" || name[0] < 'a' || name[0] > 'z' {
		return false
	}
	for i := range len(name) {
		c := name[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
			return false
		}
	}
	return true
}

// literalType returns the type that a sample's value shows.
func (r *resolver) literalType(ns, value string) model.TypeRef {
	switch value[0] {
	case '[':
		m := seenMember{}
		jsonscan.Array(value, func(element string, _ int) bool {
			if element != "null" {
				m.add(r.literalType(ns, element))
			}
			return true
		})
		if m.ref == (model.TypeRef{}) {
			return model.TypeRef{Name: "Edm.Untyped", Collection: true}
		}
		if m.ref.Collection || m.ref.IsZero() {
			return model.TypeRef{Name: "Edm.Untyped"}
		}
		return model.TypeRef{Name: m.ref.Name, Collection: true}
	case '{':
		if t := r.byTypeName(ns, odataType(value)); t != nil && t.Kind == model.StructType {
			return model.TypeRef{Name: t.Name}
		}
		return model.TypeRef{Name: "Edm.Untyped"}
	case '"':
		if _, err := time.Parse(time.RFC3339, jsonscan.String(value)); err == nil {
			return model.TypeRef{Name: "Edm.DateTimeOffset"}
		}
		return model.TypeRef{Name: "Edm.String"}
	case 't', 'f':
		return model.TypeRef{Name: "Edm.Boolean"}
	}
	if n, err := strconv.ParseInt(value, 10, 64); err == nil {
		if n == int64(int32(n)) {
			return model.TypeRef{Name: "Edm.Int32"}
		}
		return model.TypeRef{Name: "Edm.Int64"}
	}
	return model.TypeRef{Name: "Edm.Double"}
}

// inferFromTable adds what the table of a create or update lists beyond the
// properties of the type that it sends.
func (r *resolver) inferFromTable(op *operation) {
	t := r.types.byName[op.Body.Type.Name]
	if t == nil || t.Kind != model.StructType || t.Name == referenceName || op.Body.Type.Collection {
		return
	}
	if t.Open || isAction(op, op.rows) {
		return
	}
	for _, row := range op.rows {
		name := row.Name.Value
		if !inferable(name) || t.FoldedField(name) != nil {
			continue
		}
		ref := numberType(r.lookup(op.page, row.Type), row.Type, model.TypeExpr{})
		if ref.IsZero() {
			continue
		}
		r.addInferred(t.Name, model.TypeProperty{
			Name: name, Type: ref, Doc: row.Description, Deprecated: row.Deprecated, Inferred: true, Source: model.FromTable,
			DeclaredBy: t.Name, Pos: row.Name.Pos,
		})
	}
}

// addInferred adds a property to a type and to those derived from it.
func (r *resolver) addInferred(name string, f model.TypeProperty) {
	t := r.types.byName[name]
	for _, to := range append([]string{name}, t.Derived...) {
		d := r.types.byName[to]
		if d.FoldedField(f.Name) == nil {
			d.Fields = append(d.Fields, f)
		}
	}
}
