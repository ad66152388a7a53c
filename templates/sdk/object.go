package sdk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// object is what of an object the struct tags don't do.
type object struct {
	// name is the full name of the type, if it is a base type.
	name string
	// odd points to the fields whose names don't fit into a tag.
	odd map[string]any
	// more takes the members that the type has no field for: all of an open type, those
	// of an unknown derived type otherwise.
	more *map[string]json.RawMessage
	open bool
	// derived takes the value of a derived type, which is one of types.
	derived *any
	types   []derivedType // by name
}

// derivedType is a type that derives from another.
type derivedType struct {
	name  string // full name
	value any    // a nil pointer: only its type counts
}

// typeMember is what names the type of an object (OData JSON Format 4.01, section
// 4.6.3).
const typeMember = "@odata.type"

// maxDepth is how deep large objects may be nested; .NET takes 64 levels. Each object
// that has UnmarshalJSON is scanned again by encoding/json, so the time grows with depth
// times length, and encoding/json itself stops at 10,000 levels only.
const (
	maxDepth    = 100
	largeObject = 16 << 10
)

// decodeObject reads data into the fields of plain, and what has no tag into the rest
// of the object. If the data names a derived type, a new value of that type is read
// once, and its fields are shared: reading both would take twice as long, and each
// level of a tree twice as long as the one below.
func decodeObject(data []byte, plain any, o object) error {
	if len(data) > largeObject && depth(data) > maxDepth {
		return fmt.Errorf("JSON is nested more than %d levels deep", maxDepth)
	}
	name := ""
	if o.derived != nil {
		*o.derived = nil
		name = typeNameOf(data)
	}
	if t := o.typeNamed(name); t != nil {
		value := reflect.New(reflect.TypeOf(t.value).Elem())
		if err := json.Unmarshal(data, value.Interface()); err != nil {
			return err
		}
		*o.derived = value.Interface()
		shareFields(reflect.ValueOf(plain).Elem(), value.Elem())
		return nil
	}
	if o.more != nil {
		*o.more = nil
	}
	if err := json.Unmarshal(data, plain); err != nil {
		return err
	}
	if !o.open && (name == "" || name == o.name) {
		o.more = nil
	}
	if o.more == nil && o.odd == nil {
		return nil
	}
	return o.decodeRest(data, reflect.TypeOf(plain).Elem())
}

// typeNamed returns the derived type with the full name, nil if there is none.
func (o *object) typeNamed(name string) *derivedType {
	i, ok := slices.BinarySearchFunc(o.types, name, func(t derivedType, name string) int { return strings.Compare(t.name, name) })
	if !ok {
		return nil
	}
	return &o.types[i]
}

// typeNameOf returns the full name that an object gives its type.
func typeNameOf(data []byte) string {
	if !bytes.Contains(data, []byte(typeMember)) {
		return ""
	}
	name := ""
	eachMember(data, func(member, value []byte) bool {
		if string(member) != typeMember {
			return true
		}
		_ = json.Unmarshal(value, &name) // what is no name names nothing
		return false
	})
	return strings.TrimPrefix(name, "#")
}

// decodeRest reads the members that plain has no tag for.
func (o *object) decodeRest(data []byte, plain reflect.Type) error {
	tags := tagsOf(plain)
	var err error
	eachMember(data, func(name, value []byte) bool {
		if field, ok := o.odd[string(name)]; ok {
			err = json.Unmarshal(value, field)
		} else if o.more != nil && !tags.has(name) {
			if *o.more == nil {
				*o.more = map[string]json.RawMessage{}
			}
			(*o.more)[string(name)] = bytes.Clone(value)
		}
		return err == nil
	})
	return err
}

// tagNames are the names that a struct has fields for.
type tagNames map[string]bool

// has compares as encoding/json does: names in another case are taken as well.
func (t tagNames) has(name []byte) bool {
	if t[string(name)] {
		return true
	}
	for tag := range t {
		if bytes.EqualFold([]byte(tag), name) {
			return true
		}
	}
	return false
}

// tagCache has the tagNames of struct types.
var tagCache typeCache

func tagsOf(t reflect.Type) tagNames {
	return tagCache.get([2]reflect.Type{t}, func() any {
		tags := tagNames{}
		for i := range t.NumField() { // ranging over Fields would compile 40 functions more
			if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "-" {
				tags[name] = true
			}
		}
		return tags
	}).(tagNames)
}

// typeCache keeps what was found out about types. A sync.Map would be compiled into
// every package that has one.
type typeCache struct {
	mu    sync.RWMutex
	known map[[2]reflect.Type]any
}

func (c *typeCache) get(key [2]reflect.Type, find func() any) any {
	c.mu.RLock()
	value, ok := c.known[key]
	c.mu.RUnlock()
	if ok {
		return value
	}
	value = find()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil {
		c.known = map[[2]reflect.Type]any{}
	}
	c.known[key] = value
	return value
}

// encodeObject writes the derived value if there is one, else the fields of plain and
// the rest of the object.
func encodeObject(plain any, o object) ([]byte, error) {
	if o.derived != nil && *o.derived != nil {
		return o.encodeDerived(*o.derived)
	}
	data, err := json.Marshal(plain)
	if err != nil || o.odd == nil && (o.more == nil || len(*o.more) == 0) {
		return data, err
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return nil, err
	}
	for name, field := range o.odd {
		member, err := json.Marshal(field)
		if err != nil {
			return nil, err
		}
		if string(member) != "null" {
			members[name] = member
		}
	}
	if o.more != nil {
		for name, value := range *o.more {
			if _, ok := members[name]; !ok {
				members[name] = value
			}
		}
	}
	return json.Marshal(members)
}

// encodeDerived encodes a derived value with the name of its type: the other side could
// not tell it from its base otherwise. A value that is no pointer is taken, too; one of a
// type that the docs don't derive from the base has to name its type itself.
func (o *object) encodeDerived(value any) ([]byte, error) {
	t := reflect.TypeOf(value)
	if t.Kind() != reflect.Pointer {
		pointer := reflect.New(t)
		pointer.Elem().Set(reflect.ValueOf(value))
		value, t = pointer.Interface(), pointer.Type()
	}
	for i := range o.types {
		if t == reflect.TypeOf(o.types[i].value) {
			return json.Marshal(withTypeName(value, o.types[i].name))
		}
	}
	data, err := json.Marshal(value)
	if err == nil && typeNameOf(data) == "" {
		return nil, fmt.Errorf("the value of Derived is a %v, which neither derives from %s nor names its type", t.Elem(), o.name)
	}
	return data, err
}

// withTypeName returns a copy of the struct that a pointer leads to, with the name of
// its type unless it has one.
func withTypeName(value any, name string) any {
	v := reflect.ValueOf(value)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
		return value
	}
	field := v.Elem().FieldByName("ODataType")
	if !field.IsValid() || field.Kind() != reflect.String || field.String() != "" {
		return value
	}
	named := reflect.New(v.Elem().Type())
	named.Elem().Set(v.Elem())
	named.Elem().FieldByName("ODataType").SetString("#" + name)
	return named.Interface()
}
