package sdk

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// isBatch reports whether a request carries others: it goes to $batch, below what may begin
// all paths.
func (m *mux) isBatch(r *http.Request) bool {
	base, ok := strings.CutSuffix(r.URL.Path, batchOperation.path)
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
	if err == nil && json.Unmarshal(data, &body) != nil {
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
		var resp batchResponse
		if slices.ContainsFunc(part.DependsOn, func(id string) bool { return failed[id] }) {
			resp = m.answerPart(r, part.batchRequest, &Error{StatusCode: http.StatusFailedDependency})
		} else {
			resp = m.answerPart(r, part.batchRequest, nil)
		}
		failed[part.ID] = resp.Status >= 400
		answer.Responses = append(answer.Responses, resp)
	}
	data, err = json.Marshal(answer)
	if err != nil { // an implementation sends no JSON for JSON
		m.writeError(w, r, &batchOperation, err)
		return
	}
	writeJSON(w, http.StatusOK, data)
}

// answerPart answers a request of a batch, with the error if it is not nil. It has the
// credentials of the batch, unless it brings its own.
func (m *mux) answerPart(batch *http.Request, part batchRequest, refused *Error) batchResponse {
	r := batch.Clone(batch.Context())
	r.Method, r.Header = part.Method, http.Header{}
	if auth := batch.Header.Values("Authorization"); len(auth) > 0 {
		r.Header["Authorization"] = auth
	}
	for name, value := range part.Headers {
		r.Header.Set(name, value)
	}
	content := (&batchResponse{Body: part.Body}).content(r.Header.Get("Content-Type"))
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(content)), int64(len(content))
	w := &partWriter{header: http.Header{}}
	u, err := batch.URL.Parse(strings.TrimSuffix(batch.URL.EscapedPath(), batchOperation.path) + "/" + strings.TrimPrefix(part.URL, "/"))
	if err == nil {
		r.URL, r.RequestURI = u, u.RequestURI()
	}
	switch {
	case refused != nil:
		m.writeError(w, r, nil, refused)
	case err != nil || m.isBatch(r):
		m.writeError(w, r, nil, badRequest("url", "A request of a batch has the URL %s.", strconv.Quote(part.URL)))
	default:
		m.ServeHTTP(w, r)
	}
	return w.response(part.ID)
}

// partWriter keeps the answer to a request of a batch.
type partWriter struct {
	status int
	header http.Header
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (w *partWriter) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter.
func (w *partWriter) WriteHeader(status int) { w.status = cmp.Or(w.status, status) }

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
	}
	return resp
}
