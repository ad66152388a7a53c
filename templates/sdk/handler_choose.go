package sdk

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
)

// choose reads the body and picks among operations that share method and path.
// Those of services that somebody implements go first (operation by operation: answer); among them the query decides
// where docs show one, then the body's @odata.type, then its members, and else the rank.
// The endpoint is never nil.
func (m *mux) choose(w http.ResponseWriter, r *http.Request, endpoints []*endpoint) (*endpoint, []byte, error) {
	endpoints = asked(r.URL.RawQuery, m.preferred(r, endpoints))
	first := endpoints[0]
	if !readsJSON(endpoints) {
		return first, nil, nil
	}
	body, err := m.readBody(w, r)
	if err != nil {
		return first, nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if len(endpoints) == 1 || !json.Valid(body) {
		return first, body, nil
	}
	if name := typeNameOf(body); name != "" {
		for _, e := range endpoints {
			if e.op.bodyType == name {
				return e, body, nil
			}
		}
		return first, body, nil // perhaps it derives from the first's
	}
	return slices.MinFunc(endpoints, func(a, b *endpoint) int { // the first of several
		return cmp.Compare(a.strange(body), b.strange(body))
	}), body, nil
}

// readBody reads a JSON body, up to the limit.
func (m *mux) readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, m.bodyLimit))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return nil, &Error{StatusCode: http.StatusRequestEntityTooLarge, Code: "tooLarge",
			Message: fmt.Sprintf("The body is larger than %d bytes.", tooLarge.Limit)}
	}
	if err != nil {
		return nil, badRequest("", "The body could not be read.")
	}
	return body, nil
}

// asked leaves the endpoints that the docs show with most of a query's parameters: what is
// shown with one that is missing is not meant, unless all are.
func asked(query string, endpoints []*endpoint) []*endpoint {
	if !slices.ContainsFunc(endpoints, func(e *endpoint) bool { return len(e.op.query) > 0 }) {
		return endpoints
	}
	most := -1
	var list []*endpoint
	for _, e := range endpoints {
		n := len(e.op.query)
		for _, shown := range e.op.query {
			if !hasParameter(query, shown) {
				n = -1
				break
			}
		}
		if n > most {
			most, list = n, nil
		}
		if n == most {
			list = append(list, e)
		}
	}
	return list
}

// hasParameter reports whether a query has a parameter name=value, whose value begins with
// what is shown.
func hasParameter(query, shown string) bool {
	name, value, _ := strings.Cut(shown, "=")
	for part := range strings.SplitSeq(query, "&") {
		gotName, got, err := cutParameter(part)
		if err == nil && strings.EqualFold(gotName, name) && len(got) >= len(value) && strings.EqualFold(got[:len(value)], value) {
			return true
		}
	}
	return false
}

// strange counts the members of a body that the endpoint's operation has no field for.
func (e *endpoint) strange(body []byte) int {
	known := func([]byte) bool { return false }
	if e.binding.body != nil {
		t := reflect.TypeOf(e.request).Elem().FieldByIndex(e.binding.body).Type
		if t.Kind() != reflect.Pointer {
			return 0 // it may be anything
		}
		tags, odd := tagsOf(t.Elem()), map[string]any(nil)
		if o, ok := reflect.New(t.Elem()).Interface().(interface{ object() object }); ok {
			odd = o.object().odd
		}
		known = func(name []byte) bool { return tags[string(name)] || odd[string(name)] != nil }
	}
	n := 0
	eachMember(body, func(name, _ []byte) bool {
		if !bytes.ContainsRune(name, '@') && !known(name) { // an annotation says nothing
			n++
		}
		return true
	})
	return n
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
