package sdk

import (
	"bytes"
	"encoding/json"
	"reflect"
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
