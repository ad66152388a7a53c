package sdk

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"
)

// Reply lets a handler say more than its result does.
type Reply struct {
	// Status is the status of the answer; the documented one if it is 0.
	Status int
	// Header are the headers of the answer.
	Header http.Header
}

// Stream is a result that is not JSON.
type Stream struct {
	// ContentType is application/octet-stream if it is empty.
	ContentType string
	// Location, if set, redirects the client there with status 302; Body is
	// not sent then.
	Location string
	// Body is closed after it was sent, if it is an io.Closer.
	Body io.Reader
}

// notFound answers a request that no operation has asked for.
func (m *mux) notFound(w http.ResponseWriter, r *http.Request, allow []string) {
	switch {
	case len(allow) > 0:
		w.Header().Set("Allow", strings.Join(allow, ", "))
		m.writeError(w, r, nil, &Error{StatusCode: http.StatusMethodNotAllowed, Code: "methodNotAllowed",
			Message: "The path does not have the method " + r.Method + "."})
	case m.elsewhere != nil:
		m.elsewhere.ServeHTTP(w, r)
	default:
		m.writeError(w, r, nil, &Error{StatusCode: http.StatusNotFound, Code: "notFound",
			Message: "There is no such path."})
	}
}

// writeError writes an OData error. Only an *Error and the sentinels reach the client; the
// text of any other error may tell what is nobody's business.
func (m *mux) writeError(w http.ResponseWriter, r *http.Request, op *operation, err error) {
	e := answerOf(err)
	if e == nil {
		if m.errorHook != nil && op != nil {
			m.errorHook(r.Context(), op.id, err)
		}
		e = &Error{StatusCode: http.StatusInternalServerError, Code: "internalError",
			Message: "The server could not answer the request."}
	}
	status := e.StatusCode
	if status < 400 || status > 599 {
		status = http.StatusInternalServerError
	}
	var body errorBody
	body.Error.Code = cmp.Or(e.Code, errorCode(http.StatusText(status)))
	body.Error.Message, body.Error.Target = cmp.Or(e.Message, cmp.Or(http.StatusText(status), "Status "+strconv.Itoa(status))+"."), e.Target
	if e.RequestID != "" {
		body.Error.InnerError = &innerError{e.RequestID}
	}
	data, _ := json.Marshal(body) // strings only: it can't fail
	for _, name := range []string{"Retry-After", "WWW-Authenticate"} {
		if values := e.Header.Values(name); len(values) > 0 {
			w.Header()[http.CanonicalHeaderKey(name)] = values
		}
	}
	writeJSON(w, status, data)
}

// answerOf returns what the client may know of an error, nil if that is nothing. Of several
// sentinels the one with the lowest status counts.
func answerOf(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	for status, sentinel := range sentinels {
		if errors.Is(err, sentinel) && (e == nil || status < e.StatusCode) {
			e = &Error{StatusCode: status, Code: errorCode(sentinel.Error())}
		}
	}
	return e
}

// errorCode makes an error code of the words of a sentinel or status: notFound. A status may
// have none.
func errorCode(text string) string {
	words := strings.Fields(cmp.Or(text, "error"))
	words[0] = strings.ToLower(words[0])
	for i, word := range words[1:] {
		words[i+1] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, "")
}

// writeResult writes what the operation returned.
func (m *mux) writeResult(w http.ResponseWriter, r *http.Request, op *operation, reply *Reply, result any) {
	status := cmp.Or(reply.Status, op.status[0])
	switch result := result.(type) {
	case nil:
		w.WriteHeader(status)
	case *Stream:
		m.writeStream(w, r, op, status, result)
	default:
		data, err := encodeResult(op, result)
		if err != nil {
			m.writeError(w, r, op, err)
			return
		}
		if status == http.StatusNoContent || status == http.StatusNotModified {
			w.WriteHeader(status)
			return
		}
		writeJSON(w, status, data)
	}
}

func writeJSON(w http.ResponseWriter, status int, data []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	_, _ = w.Write(data) // the client may be gone
}

func (m *mux) writeStream(w http.ResponseWriter, r *http.Request, op *operation, status int, s *Stream) {
	if s == nil {
		w.WriteHeader(status)
		return
	}
	if closer, ok := s.Body.(io.Closer); ok {
		defer closer.Close()
	}
	if s.Location != "" {
		w.Header().Set("Location", s.Location)
		w.WriteHeader(http.StatusFound)
		return
	}
	if status >= 300 && status < 400 { // documented as a redirect, but here are the bytes
		status = http.StatusOK
	}
	w.Header().Set("Content-Type", cmp.Or(s.ContentType, "application/octet-stream"))
	w.WriteHeader(status)
	if s.Body == nil {
		return
	}
	if _, err := io.Copy(w, s.Body); err != nil && m.errorHook != nil {
		m.errorHook(r.Context(), op.id, err)
	}
}

// encodeResult is the other direction of decodeResult. An empty collection is
// an empty array, never null.
func encodeResult(op *operation, result any) ([]byte, error) {
	v := reflect.ValueOf(result)
	if op.paged && v.Kind() == reflect.Pointer && !v.IsNil() {
		result = fillPage(v.Elem())
	}
	data, err := json.Marshal(result)
	if err != nil || !op.wrapped {
		return data, err
	}
	if string(data) == "null" && v.Kind() == reflect.Slice && v.Type() != reflect.TypeFor[json.RawMessage]() {
		data = []byte("[]")
	}
	return json.Marshal(envelope{data})
}

// fillPage returns a page whose items are not nil. The handler's own page stays
// as it is: it may be shared.
func fillPage(page reflect.Value) any {
	filled := reflect.New(page.Type()).Elem()
	filled.Set(page)
	if items := filled.FieldByName("Value"); items.Kind() == reflect.Slice && items.IsNil() {
		items.Set(reflect.MakeSlice(items.Type(), 0, 0))
	}
	return filled.Interface()
}

// errorBody is the OData error format.
type errorBody struct {
	Error errorDetail `json:"error"`
}

type errorDetail struct {
	Code       string      `json:"code"`
	Message    string      `json:"message"`
	Target     string      `json:"target,omitempty"`
	InnerError *innerError `json:"innerError,omitempty"`
}

// notImplemented is what the stubs of the handler return.
func notImplemented(op *operation) error {
	return stubError{&Error{
		StatusCode: http.StatusNotImplemented,
		Code:       "notImplemented",
		Message:    op.id + " is not implemented.",
		Operation:  op.id,
	}}
}

// stubError tells the error of an operation that nobody implements from others with its status.
type stubError struct{ answer *Error }

// Error returns the text of the answer.
func (e stubError) Error() string { return e.answer.Error() }

// Unwrap returns the answer, an *Error.
func (e stubError) Unwrap() error { return e.answer }

// isStub reports whether an error is that of an operation that nobody implements.
func isStub(err error) bool { return errors.As(err, new(stubError)) }
