package sdk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
)

// badBody says which property of a body is not what is documented: a.b[2].c. err is what
// came of decoding it as a value of the type.
func badBody(body []byte, t reflect.Type, err error) *Error {
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		return badRequest("", "The body is no JSON: %v, at byte %d.", err, syntax.Offset)
	}
	l := locator{typ: t, err: err, budget: 4*len(body) + 1<<20}
	l.descend(nil, body, nil, "")
	what := "The body"
	if l.target != "" {
		what = "The property " + l.target
	}
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(l.err, &wrong) {
		return badRequest(l.target, "%s is %s, where %s is documented.", what, jsonValue(wrong.Value), jsonType(wrong.Type))
	}
	return badRequest(l.target, "%s is not what is documented: %v.", what, l.err)
}

// locator looks for the value that keeps a body from being decoded. encoding/json tells
// no indices, and loses the way at types with an UnmarshalJSON of their own.
type locator struct {
	typ    reflect.Type
	err    error // of the value
	target string
	// budget is how many more bytes may be decoded: bad bodies must not cost much.
	budget int
}

// descend looks for the value in the members and elements of another, which fails
// between before and after. Each is tried without the others, but for the type's name.
func (l *locator) descend(before, value, after []byte, path string) {
	l.target = path
	var typed []byte
	eachMember(value, func(name, member []byte) bool {
		if string(name) == typeMember {
			typed = fmt.Appendf(nil, "%q:%s", typeMember, member)
		}
		return typed == nil
	})
	if l.fails(before, empty(value, typed), after) {
		return // whatever it holds
	}
	if typed != nil {
		typed = append(typed, ',')
	}
	eachMember(value, func(name, member []byte) bool {
		key, _ := json.Marshal(string(name)) // it is a string
		start := bytes.Join([][]byte{before, []byte("{"), typed, key, []byte(":")}, nil)
		return !l.try(start, member, append([]byte("}"), after...), pathTo(path, string(name)))
	})
	n := 0
	eachElement(value, func(element []byte) bool {
		start := append(bytes.Clone(before), '[')
		n++
		return !l.try(start, element, append([]byte("]"), after...), path+"["+strconv.Itoa(n-1)+"]")
	})
}

// empty returns an object or array with nothing but the name of its type; a value that is
// neither stays.
func empty(value, typed []byte) []byte {
	switch value = bytes.TrimLeft(value, " \t\r\n"); value[0] {
	case '{':
		return fmt.Appendf(nil, "{%s}", typed)
	case '[':
		return []byte("[]")
	}
	return value
}

// try decodes the body with one value only, and descends into it if that fails. It
// reports whether there is nothing more to look for.
func (l *locator) try(before, value, after []byte, path string) bool {
	if !l.fails(before, value, after) {
		return l.budget < 0
	}
	l.descend(before, value, after, path)
	return true
}

// fails reports whether the body with one value only is not decoded, and keeps the error.
func (l *locator) fails(before, value, after []byte) bool {
	one := bytes.Join([][]byte{before, value, after}, nil)
	if l.budget -= len(one) + 256; l.budget < 0 {
		return false
	}
	err := json.Unmarshal(one, reflect.New(l.typ).Interface())
	if err != nil {
		l.err = err
	}
	return err != nil
}

func pathTo(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// jsonValue names what encoding/json found: array, number 2.5.
func jsonValue(found string) string {
	switch found {
	case "array":
		return "a list"
	case "object":
		return "an object"
	case "bool":
		return "a boolean"
	}
	return "a " + found
}

// jsonType names what JSON has for a Go type.
func jsonType(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "a boolean"
	case reflect.Int32, reflect.Int64:
		return "a whole number of " + strconv.Itoa(t.Bits()) + " bits"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "an object"
	}
	return "a string"
}

// eachElement visits the elements of an array, as eachMember does the members of an object.
func eachElement(data []byte, do func(value []byte) bool) {
	rest := bytes.TrimLeft(data, " \t\r\n")
	if len(rest) == 0 || rest[0] != '[' {
		return
	}
	for rest = rest[1:]; ; {
		rest = bytes.TrimLeft(rest, " \t\r\n,")
		if len(rest) == 0 || rest[0] == ']' {
			return
		}
		end := skipValue(rest)
		if !do(rest[:end]) {
			return
		}
		rest = rest[end:]
	}
}
