package lint

import (
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// example is a sample pair of a page with the operation that it belongs to.
type example struct {
	op                *model.Operation
	request, response *model.Sample // response is nil if there is none
}

// examplesOf finds the samples of the examples of all operations, by page. A sample may
// stand on another page than its operation.
func examplesOf(api *model.API, pages map[string]*page) map[string][]example {
	out := map[string][]example{}
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			op := &api.Services[i].Operations[j]
			for k := range op.Examples {
				e := &op.Examples[k]
				if p := pages[e.Pos.File]; p != nil && !stray(e.LeftOut) {
					out[p.Path] = append(out[p.Path], example{op, p.sampleAt(e.Pos.Start), p.sampleAt(e.ResponsePos.Start)})
				}
			}
		}
	}
	return out
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

// bodyOf returns the JSON of a body and its offset in the page; "" if it isn't JSON, or
// doesn't stand in the page byte for byte.
func (p *page) bodyOf(b *model.Body) (raw string, at int32) {
	start := b.Text.Pos.Start
	if b.JSON == "" || int(start)+len(b.Text.Value) > len(p.Text) || p.Text[start:int(start)+len(b.Text.Value)] != b.Text.Value {
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
}

// walk goes through a value that ought to be of a type. f is the property that it is the
// value of, if it is one.
func (w *bodyWalk) walk(m jsonMember, ref model.TypeRef, f *model.TypeProperty) {
	if m.value == "" || m.value == "null" {
		return
	}
	if ref.Collection {
		ref.Collection = false
		jsonscan.Array(m.value, func(element string, at int) bool {
			w.walk(jsonMember{m.name, element, m.at, m.valueAt + int32(at)}, ref, f)
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
	list := membersOf(m.value, m.valueAt)
	w.object(t, list)
	if own := memberNamed(list, "@odata.type"); own != nil {
		if said := w.types.named(jsonscan.String(own.value), w.ns); said != nil && said.Kind == model.StructType {
			t = said
		}
	}
	for _, inner := range list {
		if f := fieldOf(t, inner.name); f != nil {
			if inner.value == "null" {
				w.value(nil, f, inner)
			}
			w.walk(inner, f.Type, f)
		}
	}
}

// answer goes through a response body, out of the envelope that the result has.
func (w *bodyWalk) answer(raw string, at int32, res *model.Result, t *model.Type) {
	ref := model.TypeRef{Name: t.Name, Collection: res.Kind == model.CollectionResult}
	whole := jsonMember{value: raw, at: at, valueAt: at}
	if raw[0] == '{' && (ref.Collection || res.Wrapped) {
		if v := memberNamed(membersOf(raw, at), "value"); v != nil {
			whole = *v
		}
	}
	w.walk(whole, ref, nil)
}
