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

// decodeResult reads a response body. An empty body leaves result as it is. If
// wrapped is set, both {"value": …} and the bare value are read.
func decodeResult(data []byte, wrapped bool, result any) error {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	if len(data) == 0 {
		return nil
	}
	if wrapped && data[0] == '{' {
		var e envelope
		if err := json.Unmarshal(data, &e); err != nil {
			return err
		}
		if e.Value != nil {
			data = e.Value
		}
	}
	return json.Unmarshal(data, result)
}

// encodeResult is the other direction of decodeResult.
func encodeResult(wrapped bool, result any) ([]byte, error) {
	data, err := json.Marshal(result)
	if err != nil || !wrapped {
		return data, err
	}
	if v := reflect.ValueOf(result); v.Kind() == reflect.Slice && v.IsNil() && v.Type() != reflect.TypeFor[json.RawMessage]() {
		data = []byte("[]") // an empty collection is not null
	}
	return json.Marshal(envelope{data})
}

// decodeDerived reads data into plain, the base type's own fields, and then, if
// @odata.type names a derived type, into a new value of that type.
func decodeDerived(data []byte, plain any, name *string, derived *any, create func(string) any) error {
	*derived = nil
	if err := json.Unmarshal(data, plain); err != nil {
		return err
	}
	value := create(strings.TrimPrefix(*name, "#"))
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
