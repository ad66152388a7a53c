package sdk

import (
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
)

// header returns a documented request header.
func (s *replaying) header(name string) string {
	for _, h := range s.headers {
		if strings.EqualFold(h.name, name) {
			return h.value
		}
	}
	return ""
}

// contentType returns the documented media type of a body that is not JSON.
func (s *replaying) contentType() string {
	s.raw = true
	return s.header("Content-Type")
}

func (s *replaying) rawBody() io.Reader {
	if s.body == "" {
		return http.NoBody
	}
	return strings.NewReader(s.body)
}

// bodyOf decodes the documented body. What the type has no place for is added
// by options, as a caller would.
func (s *replaying) bodyOf(t reflect.Type) reflect.Value {
	body := reflect.New(t)
	if s.body == "" {
		return body.Elem()
	}
	if s.bytes() {
		s.edits = append(s.edits, WithRawBody(s.contentType(), s.rawBody()))
		return body.Elem()
	}
	doc := parsed([]byte(s.body))
	for _, m := range s.bodyMembers {
		remove(doc, strings.Split(m.name, "/"))
		s.edits = append(s.edits, WithProperty(m.name, json.RawMessage(m.value)))
	}
	if err := json.Unmarshal([]byte(encoded(doc)), body.Interface()); err != nil {
		s.fatalf("decoding the body: %v", err)
	}
	s.edits = append(s.edits, nullElements(doc, parsed([]byte(encoded(body.Interface()))), "")...)
	return body.Elem()
}

// bytes reports whether the documented body is no JSON.
func (s *replaying) bytes() bool { return !json.Valid([]byte(s.body)) }

// pageOf reads the documented page of a list.
func (s *replaying) pageOf(list reflect.Value) (any, error) {
	items := []any{}
	for item, second := range list.Seq2() {
		if err, ok := second.Interface().(error); ok {
			return nil, err
		}
		items = append(items, item.Interface())
	}
	return &Page[any]{items, s.page.NextLink, s.page.DeltaLink, s.page.Count}, nil
}

// options are the documented query and headers, and one page only.
func (s *replaying) options() []CallOption {
	opts := slices.Clone(s.edits)
	if s.route.paged() {
		opts = append(opts, OnePage(&s.page))
	}
	for _, q := range s.query {
		opts = append(opts, WithQuery(q.name, q.value))
	}
	for _, h := range s.headers {
		if strings.EqualFold(h.name, "Content-Type") && (s.raw || s.body != "") {
			continue // belongs to the body
		}
		opts = append(opts, WithHeader(h.name, h.value))
	}
	return opts
}

// samePath compares decoded segments. Docs write a slash inside quotes as it is,
// the client escapes it.
func (s *replaying) samePath(got, want string) bool {
	a, b := pathSegments(got), pathSegments(want)
	return slices.Equal(a, b) || strings.Contains(want, "'") && strings.Join(a, "/") == strings.Join(b, "/")
}

// pathSegments decodes a path, percent-encoded or as a page writes it.
func pathSegments(path string) []string {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	for i, segment := range segments {
		segments[i] = unescaped(segment, url.PathUnescape)
	}
	return segments
}

func unescaped(s string, decode func(string) (string, error)) string {
	if decoded, err := decode(s); err == nil {
		return decoded
	}
	return s
}

func queryPairs(raw string) []pair {
	var pairs []pair
	for part := range strings.SplitSeq(raw, "&") {
		if part != "" {
			name, value, _ := strings.Cut(part, "=")
			pairs = append(pairs, pair{unescaped(name, url.QueryUnescape), unescaped(value, url.QueryUnescape)})
		}
	}
	return sortedPairs(pairs)
}

func sortedPairs(pairs []pair) []pair {
	return slices.SortedFunc(slices.Values(pairs), func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.value, b.value))
	})
}
