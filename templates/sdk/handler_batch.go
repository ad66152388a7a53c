package sdk

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
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

// serveBatch answers the requests of a batch one after the other, so that those which depend
// on others come after them.
func (m *mux) serveBatch(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Requests []struct {
			batchRequest
			DependsOn []string `json:"dependsOn"`
		} `json:"requests"`
	}
	data, err := m.readBody(w, r)
	if err == nil && (json.Unmarshal(data, &body) != nil || body.Requests == nil) {
		err = badRequest("requests", "The body is no batch.")
	}
	if err == nil && len(body.Requests) > maxBatch {
		err = badRequest("requests", "A batch has %d requests at most.", maxBatch)
	}
	if err != nil {
		m.writeError(w, r, &batchOperation, err)
		return
	}
	var answer struct {
		Responses []batchResponse `json:"responses"`
	}
	answer.Responses = []batchResponse{}
	failed := map[string]bool{}
	for _, part := range body.Requests {
		if r.Context().Err() != nil {
			return // nobody waits for the rest
		}
		var resp batchResponse
		if slices.ContainsFunc(part.DependsOn, func(id string) bool { return failed[id] }) {
			resp = m.answerPart(r, part.batchRequest, &Error{StatusCode: http.StatusFailedDependency})
		} else {
			resp = m.answerPart(r, part.batchRequest, nil)
		}
		failed[part.ID] = resp.Status >= 400
		answer.Responses = append(answer.Responses, resp)
	}
	data, _ = json.Marshal(answer) // what parts were answered with is JSON
	writeJSON(w, http.StatusOK, data)
}

// answerPart answers a request of a batch, with the error if it is not nil. It has the
// credentials of the batch: who checks these has not seen others.
func (m *mux) answerPart(batch *http.Request, part batchRequest, refused *Error) batchResponse {
	header := http.Header{}
	for _, name := range slices.Sorted(maps.Keys(part.Headers)) {
		header.Set(name, part.Headers[name])
	}
	header.Del("Authorization")
	if auth := batch.Header.Values("Authorization"); len(auth) > 0 {
		header["Authorization"] = auth
	}
	content := (&batchResponse{Body: part.Body}).content(header.Get("Content-Type"))
	r := (&http.Request{
		Method: part.Method, URL: batch.URL, Header: header, Body: io.NopCloser(bytes.NewReader(content)), ContentLength: int64(len(content)),
		Proto: batch.Proto, ProtoMajor: batch.ProtoMajor, ProtoMinor: batch.ProtoMinor, Host: batch.Host, RemoteAddr: batch.RemoteAddr, TLS: batch.TLS,
	}).WithContext(batch.Context())
	w := &partWriter{header: http.Header{}}
	u, ok := partURL(batch.URL, part.URL)
	if ok {
		r.URL, r.RequestURI = u, u.RequestURI()
	}
	switch {
	case refused != nil:
		m.writeError(w, r, nil, refused)
	case !ok || m.isBatch(r):
		m.writeError(w, r, nil, badRequest("url", "A request of a batch has the URL %s.", strconv.Quote(part.URL)))
	default:
		m.ServeHTTP(w, r)
	}
	return w.response(part.ID)
}

// partURL returns the URL of a part, which lies below what the batch's has before $batch; false
// if it would lead elsewhere.
func partURL(batch *url.URL, part string) (*url.URL, bool) {
	base, _ := batchBase(batch)
	u, err := url.Parse(part)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil || u.Opaque != "" {
		return nil, false
	}
	if slices.ContainsFunc(splitPath(u.EscapedPath()), func(segment string) bool { return segment == "." || segment == ".." }) {
		return nil, false
	}
	out := *batch
	out.RawPath, out.RawQuery = base+"/"+strings.TrimPrefix(u.EscapedPath(), "/"), u.RawQuery
	out.Path, err = url.PathUnescape(out.RawPath)
	return &out, err == nil
}

// partWriter keeps the answer to a request of a batch.
type partWriter struct {
	status int
	header http.Header
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (w *partWriter) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter. What is said on the way is no answer.
func (w *partWriter) WriteHeader(status int) {
	if status >= http.StatusOK || status == http.StatusSwitchingProtocols {
		w.status = cmp.Or(w.status, status)
	}
}

// Write implements http.ResponseWriter.
func (w *partWriter) Write(data []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(data)
}

// response returns the answer as it travels.
func (w *partWriter) response(id string) batchResponse {
	resp := batchResponse{ID: id, Status: cmp.Or(w.status, http.StatusOK), Headers: map[string]string{}}
	for name, values := range w.header {
		resp.Headers[name] = strings.Join(values, ", ")
	}
	if w.body.Len() > 0 {
		resp.Body, _ = batchBody(w.body.Bytes(), w.header.Get("Content-Type")) // text and bytes can't fail
		if !json.Valid(resp.Body) {                                            // an implementation sends no JSON for JSON
			resp.Body, _ = json.Marshal(w.body.String())
		}
	}
	return resp
}
