package sdk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
)

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
		return first, nil, badRequest("", "The body could not be read.")
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
