package sdk

import (
	"encoding/json"
	"reflect"
)

// sharedFields pairs the fields of a base type with those of a derived type.
type sharedFields [][2]int

// sharedCache has the sharedFields of pairs of struct types.
var sharedCache typeCache

func sharedBy(base, derived reflect.Type) sharedFields {
	return sharedCache.get([2]reflect.Type{base, derived}, func() any {
		var shared sharedFields
		for i := range base.NumField() {
			name := base.Field(i).Name
			if field, ok := derived.FieldByName(name); ok && name != "Derived" {
				shared = append(shared, [2]int{i, field.Index[0]})
			}
		}
		return shared
	}).(sharedFields)
}

// shareFields gives a value of a base type the fields of a value of a derived type.
func shareFields(base, derived reflect.Value) {
	for _, pair := range sharedBy(base.Type(), derived.Type()) {
		shareField(base.Field(pair[0]), derived.Field(pair[1]))
	}
}

// shareField sets a field of a base type. A derived type may narrow a property: to a
// type that derives from the base's, or to an enumeration where the base has text
// (identityProvider.responseMode).
func shareField(base, derived reflect.Value) {
	t := base.Type()
	switch {
	case derived.Type() == t:
		base.Set(derived)
	case derived.IsZero(), t == reflect.TypeFor[json.RawMessage]():
	case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct:
		if derived.Kind() == reflect.Pointer && derived.Elem().Kind() == reflect.Struct {
			base.Set(asBase(t.Elem(), derived))
		}
	case t.Kind() == reflect.Slice && derived.Kind() == reflect.Slice:
		list := reflect.MakeSlice(t, derived.Len(), derived.Len())
		for i := range derived.Len() {
			shareElement(list.Index(i), derived.Index(i))
		}
		base.Set(list)
	case derived.CanConvert(t):
		base.Set(derived.Convert(t))
	}
}

// shareElement sets an element of a list, which is a value and no pointer.
func shareElement(base, derived reflect.Value) {
	if base.Kind() == reflect.Struct && derived.Kind() == reflect.Struct {
		base.Set(asBase(base.Type(), derived.Addr()).Elem())
	} else if derived.CanConvert(base.Type()) {
		base.Set(derived.Convert(base.Type()))
	}
}

// asBase returns a pointer to a value of a base type that holds the derived value.
func asBase(base reflect.Type, derived reflect.Value) reflect.Value {
	value := reflect.New(base)
	shareFields(value.Elem(), derived.Elem())
	if field := value.Elem().FieldByName("Derived"); field.IsValid() {
		field.Set(derived)
	}
	return value
}
