package sdk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"
)

// binding says which field of a request struct takes what. Fields have the tag
// param:"name" for a path argument, query:"name" and header:"name" for an option, and the
// tags in:"http", in:"reply" and in:"body" for the rest.
type binding struct {
	op     *operation
	params []namedField // of each argument, in the order of the path
	query  []namedField
	header []namedField
	http   []int
	reply  []int
	body   []int // nil if the operation has none
}

// namedField is a field and the name of what it takes.
type namedField struct {
	name  string
	index []int
}

// newBinding looks the fields of a request struct up, once a route.
func newBinding(t reflect.Type, op *operation) binding {
	b := binding{op: op}
	byName := map[string][]int{}
	for i := range t.NumField() {
		f := t.Field(i)
		if name := f.Tag.Get("param"); name != "" {
			byName[name] = f.Index
		}
		if name := f.Tag.Get("query"); name != "" {
			b.query = append(b.query, namedField{name, f.Index})
		}
		if name := f.Tag.Get("header"); name != "" {
			b.header = append(b.header, namedField{name, f.Index})
		}
		switch f.Tag.Get("in") {
		case "http":
			b.http = f.Index
		case "reply":
			b.reply = f.Index
		case "body":
			b.body = f.Index
		}
	}
	for _, token := range op.tokens() {
		if token.name != "" {
			b.params = append(b.params, namedField{token.name, byName[token.name]})
		}
	}
	return b
}

// bind fills a request struct.
func (b binding) bind(req reflect.Value, r *http.Request, reply *Reply, args []string, body []byte) error {
	req.FieldByIndex(b.http).Set(reflect.ValueOf(r))
	req.FieldByIndex(b.reply).Set(reflect.ValueOf(reply))
	for i, p := range b.params {
		if p.index == nil || i >= len(args) {
			continue
		}
		if err := setNamed(req, p, "argument", args[i]); err != nil {
			return err
		}
	}
	if err := b.bindOptions(req, r); err != nil {
		return err
	}
	if b.body == nil {
		return nil
	}
	field := req.FieldByIndex(b.body)
	if reader, ok := field.Addr().Interface().(*io.Reader); ok {
		*reader = r.Body
		return nil
	}
	if len(bytes.TrimSpace(body)) == 0 || b.op.takesBytes(r) {
		return nil
	}
	if err := json.Unmarshal(body, field.Addr().Interface()); err != nil {
		return badBody(body, field.Type(), err)
	}
	return nil
}

// bindOptions fills the fields of query parameters and headers that are sent. Other
// parameters may be anything, but for what OData itself prescribes.
func (b binding) bindOptions(req reflect.Value, r *http.Request) error {
	for _, h := range b.header {
		if values := r.Header.Values(h.name); len(values) > 0 {
			if err := setNamed(req, h, "header", strings.Join(values, ", ")); err != nil {
				return err
			}
		}
	}
	if r.URL.RawQuery == "" {
		return nil
	}
	for part := range strings.SplitSeq(r.URL.RawQuery, "&") {
		name, value, err := systemOption(part)
		if err != nil {
			return badOption(name, err)
		}
		for _, q := range b.query {
			if q.name == name {
				if err := setNamed(req, q, "query parameter", value); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// systemOption decodes a parameter of a query, which must not break the rules of OData.
func systemOption(part string) (name, value string, err error) {
	name, value, err = cutParameter(part)
	if err == nil {
		err = checkSystemOption(name, value)
	}
	return name, value, err
}

func badOption(name string, err error) *Error {
	return badRequest(name, "The query parameter %q is not what is documented: %v.", name, err)
}

// cutParameter decodes a parameter of a query.
func cutParameter(part string) (name, value string, err error) {
	name, value, _ = strings.Cut(part, "=")
	decoded, err := url.QueryUnescape(name)
	if err != nil {
		return name, "", err
	}
	value, err = url.QueryUnescape(value)
	return decoded, value, err
}

// checkSystemOption refuses values that OData doesn't have for its own options (URL
// Conventions 4.01, section 5.1).
func checkSystemOption(name, value string) error {
	switch strings.ToLower(name) {
	case "$top", "$skip":
		if _, err := strconv.ParseUint(value, 10, 63); err != nil {
			return fmt.Errorf("%q is no number of items", value)
		}
	case "$count":
		if !strings.EqualFold(value, "true") && !strings.EqualFold(value, "false") {
			return fmt.Errorf("%q is neither true nor false", value)
		}
	}
	return nil
}

// setNamed sets a field, which is a pointer if the value may be missing.
func setNamed(req reflect.Value, to namedField, what, text string) error {
	field := req.FieldByIndex(to.index)
	if field.Kind() == reflect.Pointer {
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	if err := setArgument(field, text); err != nil {
		return badRequest(to.name, "The %s %s is %q, which is no %s.", what, to.name, text, argumentName(field.Type()))
	}
	return nil
}

// takesBytes reports whether the request has the bytes that may take the place of the
// operation's JSON body. A handler reads them from its http.Request.
func (op *operation) takesBytes(r *http.Request) bool {
	if op.contentType == "" {
		return false
	}
	name, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	return strings.EqualFold(strings.TrimSpace(name), op.contentType)
}

// setArgument converts an argument to the type of its field.
func setArgument(field reflect.Value, arg string) error {
	if text, ok := field.Addr().Interface().(textual); ok {
		if !text.parse(arg) {
			return errors.ErrUnsupported
		}
		return nil
	}
	switch field.Kind() {
	case reflect.Slice:
		return json.Unmarshal([]byte(arg), field.Addr().Interface())
	case reflect.String:
		field.SetString(arg)
	case reflect.Bool:
		v, err := strconv.ParseBool(strings.ToLower(arg))
		field.SetBool(v)
		return err
	case reflect.Int32, reflect.Int64:
		v, err := strconv.ParseInt(arg, 10, field.Type().Bits())
		field.SetInt(v)
		return err
	case reflect.Float64:
		v, err := strconv.ParseFloat(arg, 64)
		field.SetFloat(v)
		return err
	default:
		return errors.ErrUnsupported
	}
	return nil
}

// argumentName names a type for who sent something else.
func argumentName(t reflect.Type) string {
	if t.Kind() == reflect.Slice {
		return "list of " + t.Elem().Name()
	}
	return t.Name()
}

// badRequest is an error of the sender. target is the parameter or property at fault.
func badRequest(target, format string, args ...any) *Error {
	return &Error{
		StatusCode: http.StatusBadRequest,
		Code:       "badRequest",
		Target:     target,
		Message:    fmt.Sprintf(format, args...),
	}
}
