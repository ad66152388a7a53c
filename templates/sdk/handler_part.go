package sdk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"runtime/debug"
	"strings"
)

// partWriter keeps the answer to a request of a batch.
type partWriter struct {
	status int
	header http.Header
	sent   http.Header // as it was when the status was written
	body   bytes.Buffer
	room   int  // for the body, in bytes
	full   bool // the body didn't fit
}

// errBatchFull is what an implementation hears that writes more than a batch can hold.
var errBatchFull = errors.New("the answers to the batch are too large")

// Header implements http.ResponseWriter.
func (w *partWriter) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter. What is said on the way is no answer.
func (w *partWriter) WriteHeader(status int) {
	if status < 100 || status > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", status)) // as net/http does
	}
	if w.status == 0 && (status >= http.StatusOK || status == http.StatusSwitchingProtocols) {
		w.status, w.sent = status, w.header.Clone()
	}
}

// Write implements http.ResponseWriter.
func (w *partWriter) Write(data []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	if w.full = w.full || len(data) > w.room-w.body.Len(); w.full {
		w.body = bytes.Buffer{}
		return 0, errBatchFull
	}
	return w.body.Write(data)
}

// serve has a part answered, and returns what is to be answered instead. As net/http does,
// it keeps a panic from harming other requests. http.ErrAbortHandler, which there ends the
// connection, is what a gateway makes of that: 502, and nothing is logged.
func (w *partWriter) serve(h http.Handler, r *http.Request) (instead *Error) {
	defer func() {
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			instead = &Error{StatusCode: http.StatusBadGateway, Message: "The request was aborted."}
		default:
			logPanic(r, p)
			instead = &Error{StatusCode: http.StatusInternalServerError, Code: "internalError",
				Message: "The server could not answer the request."}
		}
	}()
	h.ServeHTTP(w, r)
	if w.full {
		return &Error{StatusCode: http.StatusInsufficientStorage, Message: "The answers to the batch are too large; this one was left out."}
	}
	return nil
}

// logPanic logs a panic where and how net/http does.
func logPanic(r *http.Request, p any) {
	logf := log.Printf
	if s, ok := r.Context().Value(http.ServerContextKey).(*http.Server); ok && s.ErrorLog != nil {
		logf = s.ErrorLog.Printf
	}
	logf("http: panic serving %v: %s %s of a batch: %v\n%s", r.RemoteAddr, r.Method, r.URL.Path, p, debug.Stack())
}

// response returns the answer to a request with the method as it travels.
func (w *partWriter) response(id, method string) batchResponse {
	w.WriteHeader(http.StatusOK)
	resp := batchResponse{ID: id, Status: w.status, Headers: map[string]string{}}
	if method == http.MethodHead || w.status == http.StatusNoContent || w.status == http.StatusNotModified {
		w.body.Reset() // as net/http does
	}
	data := w.body.Bytes()
	if len(data) > 0 && w.sent.Get("Content-Type") == "" {
		w.sent.Set("Content-Type", http.DetectContentType(data))
	}
	w.sent.Del("Content-Length") // it is not that of the body as it travels
	for name, values := range w.sent {
		resp.Headers[name] = strings.Join(values, ", ")
	}
	if len(data) > 0 {
		resp.Body, _ = batchBody(data, w.sent.Get("Content-Type")) // text and bytes can't fail
		if !json.Valid(resp.Body) {                                // an implementation sends no JSON for JSON
			resp.Body, _ = json.Marshal(string(data))
		}
	}
	return resp
}
