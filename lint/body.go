package lint

import (
	"strings"
	"sync"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// example is a sample pair of a page with the operation that it belongs to.
type example struct {
	op                *model.Operation
	request, response *model.Sample // response is nil if there is none
}

// addExamples adds the samples of an operation's examples to the pages that they stand on,
// which may be others than the operation's.
func (s *set) addExamples(op *model.Operation) {
	for i := range op.Examples {
		e := &op.Examples[i]
		if p := s.byPath[e.Pos.Path()]; p != nil && !stray(e.LeftOut) {
			p.examples = append(p.examples, example{op, p.sampleAt(e.Pos.Start), p.sampleAt(e.ResponsePos.Start)})
		}
	}
}

// stray reports whether an example was left out because it isn't one of its operation.
func stray(rule string) bool {
	return rule == model.RuleSampleRoute || rule == model.RuleSampleAlias || rule == model.RuleSampleMethod
}

// sampleAt returns the sample that begins at an offset, nil if none does.
func (p *page) sampleAt(start int32) *model.Sample {
	for i := range p.Samples {
		if p.Samples[i].Pos.Start == start {
			return &p.Samples[i]
		}
	}
	return nil
}

// jsonMember is a member of an object in a sample, with offsets into the page.
type jsonMember struct {
	name, value string
	at, valueAt int32
}

// span returns the bytes of the name, with its quotes.
func (m jsonMember) span() model.Span {
	return model.Span{Start: m.at, End: m.at + int32(len(m.name)) + 2}
}

// valueSpan returns the bytes of the value.
func (m jsonMember) valueSpan() model.Span {
	return model.Span{Start: m.valueAt, End: m.valueAt + int32(len(m.value))}
}

// membersOf returns the members of an object that begins at an offset of the page.
func membersOf(object string, at int32) []jsonMember {
	out := make([]jsonMember, 0, 8)
	jsonscan.Object(object, func(name string, nameAt int, value string, valueAt int) bool {
		out = append(out, jsonMember{name, value, at + int32(nameAt), at + int32(valueAt)})
		return true
	})
	return out
}

// memberNamed returns the member of that name, nil if there is none.
func memberNamed(list []jsonMember, name string) *jsonMember {
	for i := range list {
		if list[i].name == name {
			return &list[i]
		}
	}
	return nil
}

// bodyOf returns the JSON of a body and its offset in the page; "" if it isn't JSON.
func (p *page) bodyOf(b *model.Body) (raw string, at int32) {
	start := b.Text.Pos.Start
	if b.JSON == "" || int(start)+len(b.JSON) > len(p.Text) || p.Text[start] != b.Text.Value[0] {
		return "", 0
	}
	trimmed := strings.TrimLeft(b.JSON, " \t\r\n")
	return strings.TrimRight(trimmed, " \t\r\n"), start + int32(len(b.JSON)-len(trimmed))
}

// bodyWalk goes through the values of a body together with their types.
type bodyWalk struct {
	types types
	ns    string
	// object is told of every object whose type is known, value of every other value.
	object func(t *model.Type, list []jsonMember)
	value  func(t *model.Type, f *model.TypeProperty, m jsonMember)
	*walkRoom
	offset int32 // of the body in the page
}

// walkRoom is what one walk needs and the next can use again.
type walkRoom struct {
	jsonscan.Walker // of the body
	// members are those of the objects that are open, the innermost last.
	members []jsonMember
}

var walkRooms = sync.Pool{New: func() any { return new(walkRoom) }}

// body goes through a body that stands at an offset of the page and ought to be of a type;
// the value of its member envelope, if that is not "".
func (w *bodyWalk) body(raw string, at int32, envelope string, ref model.TypeRef) {
	w.walkRoom, w.offset = walkRooms.Get().(*walkRoom), at
	defer walkRooms.Put(w.walkRoom)
	w.Reset(raw)
	whole := jsonMember{value: raw, at: at, valueAt: at}
	if envelope != "" {
		if v := memberNamed(w.open(whole), envelope); v != nil {
			whole = *v
		}
		w.members = w.members[:0]
	}
	w.walk(whole, ref, nil)
}

// open puts the members of an object on those that are open, and returns them.
func (w *bodyWalk) open(m jsonMember) []jsonMember {
	first := len(w.members)
	w.Object(int(m.valueAt-w.offset), func(name string, nameAt int, value string, valueAt int) bool {
		w.members = append(w.members, jsonMember{name, value, w.offset + int32(nameAt), w.offset + int32(valueAt)})
		return true
	})
	return w.members[first:]
}

// walk goes through a value that ought to be of a type. f is the property that it is the
// value of, if it is one.
func (w *bodyWalk) walk(m jsonMember, ref model.TypeRef, f *model.TypeProperty) {
	if m.value == "" || m.value == "null" {
		return
	}
	if ref.Collection {
		ref.Collection = false
		w.Array(int(m.valueAt-w.offset), func(element string, at int) bool {
			w.walk(jsonMember{m.name, element, m.at, w.offset + int32(at)}, ref, f)
			return true
		})
		return
	}
	t := w.types.byName[ref.Name]
	if m.value[0] != '{' {
		w.value(t, f, m)
		return
	}
	if t == nil || t.Kind != model.StructType && t.Kind != model.BodyType {
		return
	}
	list := w.open(m)
	w.object(t, list)
	if own := memberNamed(list, "@odata.type"); own != nil {
		if said := w.types.named(jsonscan.String(own.value), w.ns); said != nil && said.Kind == model.StructType {
			t = said
		}
	}
	for _, inner := range list {
		if f := t.Field(inner.name); f != nil {
			if inner.value == "null" {
				w.value(nil, f, inner)
			}
			w.walk(inner, f.Type, f)
		}
	}
	w.members = w.members[:len(w.members)-len(list)]
}

// answer goes through a response body, out of the envelope that the result has.
func (w *bodyWalk) answer(raw string, at int32, res *model.Result, t *model.Type) {
	ref := model.TypeRef{Name: t.Name, Collection: res.Kind == model.CollectionResult}
	if several, _ := holdsSeveral(raw); several && t.Field("value") == nil {
		ref.Collection = true // whatever the page says
	}
	envelope := ""
	if raw[0] == '{' && (ref.Collection || res.Wrapped) {
		envelope = "value"
	}
	w.body(raw, at, envelope, ref)
}
