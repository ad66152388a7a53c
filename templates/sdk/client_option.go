package sdk

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// CallOption changes one call.
type CallOption func(*callOptions)

// callOptions is what the options of one call add up to.
type callOptions struct {
	query  []string // name=value, encoded
	header http.Header
	link   string
	edits  []edit
	errs   []error
}

// edit sets one property of the JSON request body.
type edit struct {
	path  string
	value json.RawMessage
}

// WithQuery adds a query parameter, such as $filter or $top.
func WithQuery(name, value string) CallOption {
	return func(o *callOptions) {
		o.query = append(o.query, escapeQuery(name)+"="+escapeQuery(value))
	}
}

// escapeQuery keeps $ readable: it is what OData's own parameters begin with.
func escapeQuery(s string) string {
	s = strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
	return strings.ReplaceAll(s, "%24", "$")
}

// WithHeader sets a header of the request. Given twice for one name, both
// values are sent. Line breaks in a value are refused with an error.
func WithHeader(name, value string) CallOption {
	return func(o *callOptions) {
		if err := checkHeader(name, value); err != nil {
			o.errs = append(o.errs, err)
			return
		}
		if o.header == nil {
			o.header = http.Header{}
		}
		o.header.Add(name, value)
	}
}

// WithLink asks for a link that the server gave, a NextLink or a DeltaLink,
// instead of the operation's own path and query. It must lead to the host of
// the base URL.
func WithLink(link string) CallOption {
	return func(o *callOptions) { o.link = link }
}

// WithNull sends an explicit null for properties of the request body, which is
// how a PATCH request clears them: a nil field is left out. A slash leads into
// an object or, with an index, into an array: "flag/dueDateTime",
// "attendees/0/status". In a name, ~1 is a slash and ~0 a tilde (RFC 6901).
func WithNull(paths ...string) CallOption {
	return func(o *callOptions) {
		for _, path := range paths {
			o.edits = append(o.edits, edit{path, json.RawMessage("null")})
		}
	}
}

// WithProperty sends a property that the body's Go type does not have, such as
// "owner@odata.bind". The path is written as in [WithNull].
func WithProperty(path string, value any) CallOption {
	return func(o *callOptions) {
		data, err := json.Marshal(value)
		if err != nil {
			o.errs = append(o.errs, fmt.Errorf("property %q: %w", path, err))
			return
		}
		o.edits = append(o.edits, edit{path, data})
	}
}

// noOptions is what no options add up to. Nobody writes to it.
var noOptions callOptions

func newCallOptions(opts []CallOption) (*callOptions, error) {
	if len(opts) == 0 {
		return &noOptions, nil
	}
	o := &callOptions{}
	for _, opt := range opts {
		if opt == nil {
			return nil, errors.New("a call option is nil")
		}
		opt(o)
	}
	return o, errors.Join(o.errs...)
}

// checkHeader refuses what would end a header early (RFC 9110, section 5.5) and
// names that are no tokens (section 5.6.2).
func checkHeader(name, value string) error {
	if name == "" || strings.ContainsFunc(name, notTokenChar) {
		return fmt.Errorf("header %q: not a header name", name)
	}
	return checkValue(name, value)
}

// checkValue refuses what would end a header early.
func checkValue(name, value string) error {
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return fmt.Errorf("header %s: the value has a line break or control character", name)
		}
	}
	return nil
}

func notTokenChar(r rune) bool {
	return r <= ' ' || r >= 0x7f || strings.ContainsRune(`()<>@,;:\"/[]?={}`, r)
}
