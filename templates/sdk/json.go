package sdk

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// envelope is how OData sends a value that is no object (OData JSON Format
// 4.01, section 11).
type envelope struct {
	Value json.RawMessage `json:"value"`
}

// decodeResult reads a response body. An empty body leaves result as it is.
// Where {"value": …} is documented, the bare value is read as well.
func decodeResult(data []byte, op *operation, result any) error {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	if len(data) == 0 {
		return nil
	}
	if op.wrapped && data[0] == '{' {
		var e envelope
		if err := json.Unmarshal(data, &e); err != nil {
			return err
		}
		if e.Value != nil {
			data = e.Value
		}
	}
	if !op.paged {
		return json.Unmarshal(data, result)
	}
	items := reflect.ValueOf(result).Elem().FieldByName("Value")
	if data[0] == '[' {
		result = items.Addr().Interface()
	}
	err := json.Unmarshal(data, result)
	dropNulls(items)
	return err
}

// dropNulls takes the null elements out of a page: an item that is nil without an
// error would surprise whoever loops over them.
func dropNulls(items reflect.Value) {
	if items.Type().Elem().Kind() != reflect.Pointer {
		return
	}
	n := 0
	for i := range items.Len() {
		if item := items.Index(i); !item.IsNil() {
			items.Index(n).Set(item)
			n++
		}
	}
	items.SetLen(n)
}

// encodeResult is the other direction of decodeResult. An empty collection is
// an empty array, never null.
func encodeResult(op *operation, result any) ([]byte, error) {
	v := reflect.ValueOf(result)
	if op.paged && v.Kind() == reflect.Pointer && !v.IsNil() {
		result = fillPage(v.Elem())
	}
	data, err := json.Marshal(result)
	if err != nil || !op.wrapped {
		return data, err
	}
	if string(data) == "null" && v.Kind() == reflect.Slice && v.Type() != reflect.TypeFor[json.RawMessage]() {
		data = []byte("[]")
	}
	return json.Marshal(envelope{data})
}

// fillPage returns a page whose items are not nil. The handler's own page stays
// as it is: it may be shared.
func fillPage(page reflect.Value) any {
	filled := reflect.New(page.Type()).Elem()
	filled.Set(page)
	if items := filled.FieldByName("Value"); items.Kind() == reflect.Slice && items.IsNil() {
		items.Set(reflect.MakeSlice(items.Type(), 0, 0))
	}
	return filled.Interface()
}

// baseType is a type that others derive from.
type baseType interface {
	// newDerived returns a pointer to a new value of the derived type with the
	// full name, nil if there is none.
	newDerived(name string) any
}

// decodeDerived reads data into plain, the base type's own fields, and then, if
// @odata.type names a derived type, into a new value of that type.
func decodeDerived(data []byte, plain any, name *string, derived *any, base baseType) error {
	*derived = nil
	if err := json.Unmarshal(data, plain); err != nil {
		return err
	}
	value := base.newDerived(strings.TrimPrefix(*name, "#"))
	if value == nil {
		return nil
	}
	if err := json.Unmarshal(data, value); err != nil {
		return err
	}
	*derived = value
	return nil
}

// encodeDerived writes the derived value if there is one.
func encodeDerived(plain, derived any) ([]byte, error) {
	if derived != nil {
		return json.Marshal(derived)
	}
	return json.Marshal(plain)
}

// decodeOdd reads members whose names don't fit into a struct tag.
func decodeOdd(data []byte, fields map[string]any) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return err
	}
	for name, field := range fields {
		if member, ok := members[name]; ok {
			if err := json.Unmarshal(member, field); err != nil {
				return err
			}
		}
	}
	return nil
}

// encodeOdd adds the members whose names don't fit into a struct tag to an
// encoded object. Members that encode to null are left out.
func encodeOdd(data []byte, fields map[string]any) ([]byte, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return nil, err
	}
	for name, field := range fields {
		member, err := json.Marshal(field)
		if err != nil {
			return nil, err
		}
		if string(member) != "null" {
			members[name] = member
		}
	}
	return json.Marshal(members)
}
