package sdk

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
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
	raw    *rawBody // in place of the JSON body
	errs   []error
	// info and deltaLink are where the caller wants to have what is no result.
	info      []*ResponseInfo
	deltaLink *string
	page      *PageInfo
}

// edit sets one property of the JSON request body.
type edit struct {
	path  string
	value json.RawMessage
}

// WithQuery adds a query parameter, such as $filter or $top.
func WithQuery(name, value string) CallOption {
	return func(o *callOptions) { o.addQuery(name, value) }
}

func (o *callOptions) addQuery(name, value string) {
	o.query = append(o.query, escapeQuery(name)+"="+escapeQuery(value))
}

// escapeQuery keeps $ readable: it is what OData's own parameters begin with.
func escapeQuery(s string) string {
	s = strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
	return strings.ReplaceAll(s, "%24", "$")
}

// WithHeader sets a header of the request. Given twice for one name, both
// values are sent. Line breaks in a value are refused with an error.
func WithHeader(name, value string) CallOption {
	return func(o *callOptions) { o.addHeader(name, value) }
}

func (o *callOptions) addHeader(name, value string) {
	err := checkHeader(name, value)
	if err == nil {
		err = checkOwn(name)
	}
	if err != nil {
		o.errs = append(o.errs, err)
		return
	}
	if o.header == nil {
		o.header = http.Header{}
	}
	o.header.Add(name, value)
}

// WithLink asks for a link that the server gave, a NextLink or a DeltaLink,
// instead of the operation's own path and query. It must lead to the host of
// the base URL. An empty link is none: the list begins at its first page.
func WithLink(link string) CallOption {
	return func(o *callOptions) { o.link = link }
}

// ResponseInfo is what a response says beside its result: the status that it came
// with, an ETag, the server's name for the request.
type ResponseInfo struct {
	StatusCode int
	Header     http.Header
}

// WithResponseInfo fills info as soon as the server answers, also if it answers with
// an error. Of a call that asks several times, the last answer counts.
func WithResponseInfo(info *ResponseInfo) CallOption {
	return func(o *callOptions) {
		if info == nil {
			o.errs = append(o.errs, errors.New("WithResponseInfo: the pointer is nil"))
			return
		}
		o.info = append(o.info, info)
	}
}

// note fills in what the caller wants to know of a response.
func (o *callOptions) note(resp *http.Response) {
	for _, info := range o.info {
		*info = ResponseInfo{resp.StatusCode, resp.Header}
	}
}

// PageInfo is what a page of a list says beside its items.
type PageInfo struct {
	// NextLink leads to the next page; it is empty on the last one.
	NextLink string
	// DeltaLink leads to what changes from now on; only the last page of a delta query
	// has it.
	DeltaLink string
	// Count is the size of the whole collection if [WithCount] asked for it.
	Count *int64
}

// OnePage ends a list after one page, and fills info, unless it is nil, once all its items
// have been seen. With [WithLink] the list goes on at the next page:
//
//	users, err := Collect(service.List(ctx, OnePage(&page)))
//	more, err := Collect(service.List(ctx, OnePage(&page), WithLink(page.NextLink)))
func OnePage(info *PageInfo) CallOption {
	return func(o *callOptions) {
		if o.page = info; info == nil {
			o.page = &PageInfo{} // one for each call
		}
	}
}

// Collect reads a list to its end. With an error come the items before it.
func Collect[T any](list iter.Seq2[T, error]) ([]T, error) {
	items := []T{}
	for item, err := range list {
		if err != nil {
			return items, err
		}
		items = append(items, item)
	}
	return items, nil
}

// SaveDeltaLink stores the link to what changes from now on once all items of a delta
// query have been read. [WithLink] goes on from it:
//
//	for item, err := range service.Delta(ctx, WithLink(saved), SaveDeltaLink(&saved)) { … }
//
// A server that has forgotten the link answers with [ErrGone]: begin again without it.
func SaveDeltaLink(link *string) CallOption {
	return func(o *callOptions) {
		if link == nil {
			o.errs = append(o.errs, errors.New("SaveDeltaLink: the pointer is nil"))
		}
		o.deltaLink = link
	}
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

// WithRawBody sends bytes in place of the JSON body of an operation that is documented to
// take both, such as a message in MIME format.
func WithRawBody(contentType string, body io.Reader) CallOption {
	return func(o *callOptions) { o.raw = newRawBody(contentType, body) }
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

// fits refuses options that would do nothing, or nothing sensible, for the operation.
func (o *callOptions) fits(op *operation) error {
	switch {
	case len(o.edits) > 0 && (op.method == http.MethodGet || op.method == http.MethodHead):
		return fmt.Errorf("property %q: a %s request has no body", o.edits[0].path, op.method)
	case o.raw != nil && op.contentType == "":
		return errors.New("WithRawBody: the operation is not documented to take bytes")
	case o.page != nil && !op.paged:
		return errors.New("OnePage: the operation is no list")
	case o.deltaLink != nil && !op.paged:
		return errors.New("SaveDeltaLink: the operation is no delta query")
	}
	return nil
}

// checkHeader refuses what would end a header early (RFC 9110, section 5.5) and
// names that are no tokens (section 5.6.2).
func checkHeader(name, value string) error {
	if name == "" || strings.ContainsFunc(name, notTokenChar) {
		return fmt.Errorf("header %q: not a header name", name)
	}
	return checkValue(name, value)
}

// checkOwn refuses headers that net/http makes of the request and sends no others of.
func checkOwn(name string) error {
	switch http.CanonicalHeaderKey(name) {
	case "Host", "Content-Length", "Transfer-Encoding", "Trailer":
		return fmt.Errorf("header %s: it follows from the request, and another is never sent", name)
	}
	return nil
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
