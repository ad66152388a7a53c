package sdk

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// decodeResult reads a response body. An empty body leaves result as it is. What the docs
// show as {"value": …}, and what can't be read from an object, is read like this and bare;
// a bare result may have such a member itself.
func decodeResult(data []byte, op *operation, result any) error {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	if len(data) == 0 {
		return nil
	}
	if data[0] == '{' && (op.wrapped || noObject(result)) {
		var e envelope
		if err := json.Unmarshal(data, &e); err != nil {
			return err
		}
		if e.Value != nil && fits(e.Value, result) {
			data = e.Value
		}
	}
	if !op.paged {
		err := json.Unmarshal(data, result)
		if list := reflect.ValueOf(result).Elem(); list.Kind() == reflect.Slice {
			dropNulls(list)
		}
		return err
	}
	items := reflect.ValueOf(result).Elem().FieldByName("Value")
	if data[0] == '[' {
		result = items.Addr().Interface()
	}
	err := json.Unmarshal(data, result)
	dropNulls(items)
	return err
}

// fits reports whether a value in an envelope may be the result: a bare result may have
// a member of that name.
func fits(value []byte, result any) bool {
	object := value[0] == '{' || value[0] == 'n' // null
	return object || reflect.TypeOf(result).Elem().Kind() != reflect.Struct || isText(result)
}

// isText reports whether a result is a struct that is a string in JSON.
func isText(result any) bool { _, ok := result.(textual); return ok }

// noObject reports whether a result can't be read from an object: an envelope that the
// docs don't show must be around it.
func noObject(result any) bool {
	switch t := reflect.TypeOf(result).Elem(); t.Kind() {
	case reflect.Struct:
		return isText(result)
	case reflect.Interface:
		return false
	default:
		return t != reflect.TypeFor[json.RawMessage]()
	}
}

// dropNulls takes the null elements out of a list: an item that is nil without an
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
