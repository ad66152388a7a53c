package sdk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// isBatch reports whether a request carries others: it goes to $batch, below what may begin
// all paths.
func (m *mux) isBatch(r *http.Request) bool {
	base, ok := batchBase(r.URL)
	if !ok || r.Method != batchOperation.method {
		return false
	}
	segments := splitPath(base)
	if m.bare && len(m.prefix) > 0 {
		rest, other := m.otherVersion(segments)
		if len(segments) == 0 || other && len(rest) == 0 {
			return true
		}
	}
	return slices.EqualFunc(segments, m.prefix, strings.EqualFold)
}

// batchBase returns what stands before $batch in a path, escaped.
func batchBase(u *url.URL) (base string, ok bool) {
	path := u.EscapedPath()
	at := strings.LastIndexByte(path, '/')
	if at < 0 || unescape(path[at:]) != batchOperation.path {
		return "", false
	}
	return path[:at], true
}

// batchHandler answers batches. Handlers and docbind's mock server have one.
type batchHandler struct {
	mux    *mux
	parts  http.Handler // answers each request of a batch
	refuse func(w http.ResponseWriter, r *http.Request, err *Error)
}

// batchRequests is the body of a batch.
type batchRequests struct {
	Requests []dependentRequest `json:"requests"`
}

// dependentRequest is a request of a batch together with what it depends on.
type dependentRequest struct {
	batchRequest
	DependsOn      []string `json:"dependsOn"`
	AtomicityGroup string   `json:"atomicityGroup"`
}

// ServeHTTP answers the requests of a batch one after the other, so that those which depend
// on others come after them.
func (b *batchHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r, refused := plainBody(w, r)
	if refused != nil {
		b.refuse(w, r, refused)
		return
	}
	requests, err := b.read(w, r)
	if err != nil {
		b.refuse(w, r, answerOf(err))
		return
	}
	var answer struct {
		Responses []batchResponse `json:"responses"`
	}
	answer.Responses = []batchResponse{}
	failed, room := map[string]bool{}, b.mux.answerLimit
	for _, part := range requests {
		if r.Context().Err() != nil { // nobody waits for the rest, or not any more
			b.refuse(w, r, &Error{StatusCode: http.StatusGatewayTimeout, Message: "The batch has taken too long."})
			return
		}
		var refused *Error
		if i := slices.IndexFunc(part.DependsOn, func(id string) bool { return failed[id] }); i >= 0 {
			refused = &Error{StatusCode: http.StatusFailedDependency, Message: fmt.Sprintf("The request %q, which this one depends on, has failed.", part.DependsOn[i])}
		}
		resp := b.answer(r, part.batchRequest, refused, room)
		room -= len(resp.Body)
		failed[part.ID] = resp.Status >= 400
		answer.Responses = append(answer.Responses, resp)
	}
	data, _ := json.Marshal(answer) // what parts were answered with is JSON
	writeJSON(w, http.StatusOK, data)
}

// read reads the requests of a batch. What OData doesn't allow of one refuses all (JSON
// Format 4.01, section 19): nothing has been done then.
func (b *batchHandler) read(w http.ResponseWriter, r *http.Request) ([]dependentRequest, error) {
	if strings.HasPrefix(strings.ToLower(r.Header.Get("Content-Type")), "multipart/") {
		return nil, &Error{StatusCode: http.StatusUnsupportedMediaType, Message: "Batches are JSON here, application/json."}
	}
	data, err := b.mux.readBody(w, r)
	if err != nil {
		return nil, err
	}
	var body batchRequests
	if err := json.Unmarshal(data, &body); err != nil {
		return nil, badBody(data, reflect.TypeFor[batchRequests](), err)
	}
	if body.Requests == nil {
		return nil, badRequest("requests", "The body is no batch: it has no requests.")
	}
	if len(body.Requests) > maxBatch {
		return nil, badRequest("requests", "A batch has %d requests at most, this one has %d.", maxBatch, len(body.Requests))
	}
	before := map[string]bool{}
	for i := range body.Requests {
		if err := body.Requests[i].check(before); err != nil {
			err.Target = "requests[" + strconv.Itoa(i) + "]." + err.Target
			return nil, err
		}
		before[body.Requests[i].ID] = true
	}
	return body.Requests, nil
}

// check returns what is wrong with a request that stands behind others.
func (r *dependentRequest) check(before map[string]bool) *Error {
	switch {
	case r.ID == "":
		return badRequest("id", "A request of the batch has no id.")
	case before[r.ID]:
		return badRequest("id", "The id %q is that of an earlier request, too.", r.ID)
	case r.Method == "":
		return badRequest("method", "The request %q has no method.", r.ID)
	case r.URL == "":
		return badRequest("url", "The request %q has no url.", r.ID)
	case r.AtomicityGroup != "": // what has been done can't be undone
		err := badRequest("atomicityGroup", "Groups of requests that are done all or none are not implemented.")
		err.StatusCode, err.Code = http.StatusNotImplemented, "notImplemented"
		return err
	}
	for _, id := range r.DependsOn {
		if !before[id] {
			return badRequest("dependsOn", "The request %q depends on %q, which is no request before it.", r.ID, id)
		}
	}
	return nil
}

// answer answers a request of a batch, with the error if it is not nil. It has the
// credentials of the batch: who checks these has not seen others.
func (b *batchHandler) answer(batch *http.Request, part batchRequest, refused *Error, room int) batchResponse {
	r, ok := newPart(batch, part)
	w := &partWriter{header: http.Header{}, room: room}
	if refused == nil && (!ok || b.mux.isBatch(r)) {
		refused = badRequest("url", "A request of a batch has the URL %s.", strconv.Quote(part.URL))
	}
	if refused == nil {
		refused = w.serve(b.parts, r)
	}
	if refused != nil {
		w = &partWriter{header: http.Header{}, room: len(refused.Message) + 1<<12}
		b.refuse(w, r, refused)
	}
	return w.response(part.ID, r.Method)
}

// newPart returns a part as a request of its own; false if its URL leads elsewhere.
func newPart(batch *http.Request, part batchRequest) (r *http.Request, ok bool) {
	header := http.Header{}
	for _, name := range slices.Sorted(maps.Keys(part.Headers)) {
		header.Set(name, part.Headers[name])
	}
	for _, name := range []string{"Authorization", "Cookie"} {
		header.Del(name)
		if values := batch.Header.Values(name); len(values) > 0 {
			header[name] = values
		}
	}
	content := (&batchResponse{Body: part.Body}).content(header.Get("Content-Type"))
	r = batch.WithContext(batch.Context())
	r.Method, r.Header, r.Body, r.ContentLength = strings.ToUpper(part.Method), header, io.NopCloser(bytes.NewReader(content)), int64(len(content))
	r.TransferEncoding, r.Trailer, r.Form, r.PostForm, r.MultipartForm = nil, nil, nil, nil, nil
	u, ok := partURL(batch, part.URL)
	if ok {
		r.URL, r.RequestURI = u, stripped(batch)+u.RequestURI()
	}
	return r, ok
}

// partURL returns the URL of a part, which lies below what the batch's has before $batch; false
// if it would lead elsewhere. It may say all of that, as links of pages do.
func partURL(batch *http.Request, part string) (*url.URL, bool) {
	base, _ := batchBase(batch.URL)
	u, err := url.Parse(part)
	if err != nil || u.User != nil || u.Opaque != "" || (u.IsAbs() || u.Host != "") && !strings.EqualFold(u.Host, batch.Host) {
		return nil, false
	}
	path := u.EscapedPath()
	if slices.ContainsFunc(splitPath(path), func(segment string) bool { return segment == "." || segment == ".." }) {
		return nil, false
	}
	outer := stripped(batch) + base
	below := len(path) > len(outer) && path[len(outer)] == '/' && strings.EqualFold(path[:len(outer)], outer)
	switch {
	case below:
		path = path[len(outer):]
	case u.Host != "":
		return nil, false
	}
	out := *batch.URL
	out.RawPath, out.RawQuery = base+"/"+strings.TrimPrefix(path, "/"), u.RawQuery
	out.Path, err = url.PathUnescape(out.RawPath)
	return &out, err == nil
}
