package sdk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"
)

// binding says which field of a request struct takes what. Fields have the tag
// param:"name" for a path argument, and the tags in:"http", in:"reply" and
// in:"body" for the rest.
type binding struct {
	op     *operation
	params [][]int // field of each argument, in the order of the path
	http   []int
	reply  []int
	body   []int // nil if the operation has none
}

// newBinding looks the fields of a request struct up, once a route.
func newBinding(t reflect.Type, op *operation) binding {
	b := binding{op: op}
	byName := map[string][]int{}
	for f := range t.Fields() {
		if name := f.Tag.Get("param"); name != "" {
			byName[name] = f.Index
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
			b.params = append(b.params, byName[token.name])
		}
	}
	return b
}

// bind fills a request struct.
func (b binding) bind(req reflect.Value, r *http.Request, reply *Reply, args []string, body []byte) error {
	req.FieldByIndex(b.http).Set(reflect.ValueOf(r))
	req.FieldByIndex(b.reply).Set(reflect.ValueOf(reply))
	for i, index := range b.params {
		if index == nil || i >= len(args) {
			continue
		}
		if err := setArgument(req.FieldByIndex(index), args[i]); err != nil {
			return badRequest("The argument %q in the path is no %s.", args[i], argumentName(req.FieldByIndex(index).Type()))
		}
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
		return badRequest("The body of %s is not what is documented: %v.", b.op.id, err)
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

func badRequest(format string, args ...any) *Error {
	return &Error{
		StatusCode: http.StatusBadRequest,
		Code:       "badRequest",
		Message:    fmt.Sprintf(format, args...),
	}
}

// choose reads the body and picks among operations that share method and path.
// Those of services that somebody implements go first; among them the body's
// @odata.type decides if it tells, and else the rank. The endpoint is never nil.
func (m *mux) choose(w http.ResponseWriter, r *http.Request, endpoints []*endpoint) (*endpoint, []byte, error) {
	endpoints = m.preferred(r, endpoints)
	first := endpoints[0]
	if !readsJSON(endpoints) {
		return first, nil, nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, m.bodyLimit))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return first, nil, &Error{StatusCode: http.StatusRequestEntityTooLarge, Code: "tooLarge",
			Message: fmt.Sprintf("The body is larger than %d bytes.", tooLarge.Limit)}
	}
	if err != nil {
		return first, nil, badRequest("The body could not be read.")
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if len(endpoints) == 1 {
		return first, body, nil
	}
	name := typeOf(body)
	for _, e := range endpoints {
		if name != "" && e.op.bodyType == name {
			return e, body, nil
		}
	}
	return first, body, nil
}

// preferred leaves out operations that nobody implements, unless that leaves none.
func (m *mux) preferred(r *http.Request, endpoints []*endpoint) []*endpoint {
	if len(endpoints) == 1 {
		return endpoints
	}
	var some []*endpoint
	for _, e := range endpoints {
		if m.implements(r, e) {
			some = append(some, e)
		}
	}
	if len(some) == 0 {
		return endpoints
	}
	return some
}

// readsJSON reports whether one of the operations has a JSON body.
func readsJSON(endpoints []*endpoint) bool {
	for _, e := range endpoints {
		if e.binding.body == nil {
			continue
		}
		field := reflect.TypeOf(e.request).Elem().FieldByIndex(e.binding.body)
		if field.Type != reflect.TypeFor[io.Reader]() {
			return true
		}
	}
	return false
}

// typeOf returns the full name that a body's @odata.type gives.
func typeOf(body []byte) string {
	var typed struct {
		Name string `json:"@odata.type"`
	}
	if json.Unmarshal(body, &typed) != nil {
		return ""
	}
	return strings.TrimPrefix(typed.Name, "#")
}
