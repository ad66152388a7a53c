package sdk

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

// TestOddAnswers calls every method of the client and answers with what the docs don't
// say: members without a field, unknown values of enumerations, null in lists, times
// that are none, derived types that nobody documents, a value with its envelope or
// without. None of it may fail a call or leave a nil that a caller would trip over.
func TestOddAnswers(t *testing.T) {
	var answer string
	client, err := NewClient(WithBaseURL(safeBase), WithHTTPClient(&http.Client{Transport: wire(func(*http.Request) *http.Response {
		return reply(http.StatusOK, "Content-Type", "application/json", answer)
	})}))
	if err != nil {
		t.Fatal(err)
	}
	o := odd{}
	for name, service := range reflect.ValueOf(client).Elem().Fields() {
		for method, fn := range service.Methods() {
			for _, answer = range o.answers(resultOf(fn.Type())) {
				if problem := callOdd(fn); problem != "" {
					t.Errorf("%s.%s: %s, answered with %.300s", name.Name, method.Name, problem, answer)
				}
			}
			if t.Failed() {
				return
			}
		}
	}
}

// resultOf returns the type that an answer is read into, nil if there is none.
func resultOf(fn reflect.Type) reflect.Type {
	result := fn.Out(0)
	if result.Kind() == reflect.Func { // iter.Seq2
		return reflect.SliceOf(result.In(0).In(0))
	}
	if fn.NumOut() < 2 || result == reflect.TypeFor[io.ReadCloser]() {
		return nil
	}
	return result
}

// callOdd calls a method and says what is wrong with the result.
func callOdd(fn reflect.Value) string {
	args := []reflect.Value{reflect.ValueOf(context.Background())}
	for i := 1; i < fn.Type().NumIn()-1; i++ {
		args = append(args, oddArgument(fn.Type().In(i)))
	}
	out := fn.Call(args)
	if out[0].Kind() == reflect.Func {
		return iterateOdd(out[0])
	}
	if err, _ := out[len(out)-1].Interface().(error); err != nil {
		return "the error " + err.Error()
	}
	if len(out) > 1 && hasNil(out[0]) {
		return "a nil in the result"
	}
	return ""
}

// iterateOdd runs over all items of a collection.
func iterateOdd(items reflect.Value) string {
	problem := ""
	items.Call([]reflect.Value{reflect.MakeFunc(items.Type().In(0), func(pair []reflect.Value) []reflect.Value {
		if err, _ := pair[1].Interface().(error); err != nil {
			problem = "the error " + err.Error()
		} else if pair[0].Kind() == reflect.Pointer && pair[0].IsNil() {
			problem = "a nil item"
		}
		return []reflect.Value{reflect.ValueOf(problem == "")}
	})})
	return problem
}

// hasNil reports whether a result is nil, or has items that are.
func hasNil(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return true
		}
		if v.Elem().Kind() == reflect.Struct && strings.HasPrefix(v.Elem().Type().Name(), "Page[") {
			return hasNil(v.Elem().FieldByName("Value"))
		}
	case reflect.Slice:
		for i := range v.Len() {
			if v.Index(i).Kind() == reflect.Pointer && v.Index(i).IsNil() {
				return true
			}
		}
	}
	return false
}

// oddArgument returns an argument that a method takes.
func oddArgument(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch {
	case t.Kind() == reflect.String:
		v.SetString("x")
	case t == reflect.TypeFor[io.Reader]():
		v.Set(reflect.ValueOf(http.NoBody))
	}
	return v
}

// odd makes answers of types. It keeps those whose members it has written.
type odd map[reflect.Type]bool

// answers returns the answers that a result of the type must be read from. Only the first
// result of a type has its members: those of others are read by the same code.
func (o odd) answers(t reflect.Type) []string {
	if t == nil {
		return []string{`{"odd":[null]}`, ""}
	}
	if t.Kind() == reflect.Pointer && strings.HasPrefix(t.Elem().Name(), "Page[") {
		value, _ := t.Elem().FieldByName("Value")
		t = value.Type
	}
	object, depth := t, 0
	for object.Kind() == reflect.Slice || object.Kind() == reflect.Pointer {
		object = object.Elem()
	}
	if o[object] {
		depth = maxOddDepth
	}
	o[object] = true
	text := string(o.json(t, depth))
	envelope := `{"@odata.context":"x","odd":{"a":[]},"value":` + text + `}`
	if t.Kind() == reflect.Slice {
		return []string{text, envelope, `{"value":null}`, `{"value":[]}`, "[]", "\ufeff" + envelope, ""}
	}
	if hasValue(object) {
		return []string{text, ""}
	}
	return []string{text, envelope, ""}
}

// hasValue reports whether objects have a member that looks like an envelope.
func hasValue(object reflect.Type) bool {
	if object.Kind() != reflect.Struct {
		return false
	}
	for field := range object.Fields() {
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name == "value" {
			return true
		}
	}
	return false
}

// maxOddDepth is how deep the objects are: each type is the result of some call.
const maxOddDepth = 2

// json writes a value of a type with everything odd that is allowed in it.
func (o odd) json(t reflect.Type, depth int) json.RawMessage {
	switch {
	case t == reflect.TypeFor[json.RawMessage]() || t.Kind() == reflect.Interface:
		return json.RawMessage(`{"odd":[null,1.5e3]}`)
	case t.Kind() == reflect.Pointer:
		return o.json(t.Elem(), depth)
	case reflect.PointerTo(t).Implements(reflect.TypeFor[textual]()):
		return json.RawMessage(`"neither a time nor base64!"`)
	case t.Kind() == reflect.String:
		return json.RawMessage(`"an unknown value\u0000"`)
	case t.Kind() == reflect.Bool:
		return json.RawMessage("true")
	case t.Kind() == reflect.Slice:
		item := string(o.json(t.Elem(), depth))
		return json.RawMessage("[" + item + ",null," + item + "]")
	case t.Kind() != reflect.Struct:
		return json.RawMessage("7")
	case depth == maxOddDepth:
		return json.RawMessage(`{"odd":null}`)
	}
	return o.object(t, depth)
}

// object writes the members of a struct, and some that it has no field for.
func (o odd) object(t reflect.Type, depth int) json.RawMessage {
	var b strings.Builder
	b.WriteString(`{"odd":{"deeper":[{}]},"@odata.etag":"W/\"1\"","":null`)
	for field := range t.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		value := o.json(field.Type, depth+1)
		if name == typeMember {
			value = json.RawMessage(`"#odd.unknownType"`)
		}
		quoted, _ := json.Marshal(name)
		b.WriteString("," + string(quoted) + ":" + string(value))
	}
	b.WriteString("}")
	return json.RawMessage(b.String())
}
