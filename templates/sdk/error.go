package sdk

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Errors that an *Error matches by its status code:
//
//	if errors.Is(err, ErrNotFound) { … }
//
// A handler that returns one of them, wrapped or not, answers with its status.
var (
	ErrBadRequest         = errors.New("bad request")
	ErrUnauthorized       = errors.New("unauthorized")
	ErrForbidden          = errors.New("forbidden")
	ErrNotFound           = errors.New("not found")
	ErrConflict           = errors.New("conflict")
	ErrGone               = errors.New("gone") // of a delta link: it has expired
	ErrPreconditionFailed = errors.New("precondition failed")
	ErrTooManyRequests    = errors.New("too many requests")
	ErrNotImplemented     = errors.New("not implemented")
	ErrUnavailable        = errors.New("service unavailable")
)

var sentinels = map[int]error{
	http.StatusBadRequest:         ErrBadRequest,
	http.StatusUnauthorized:       ErrUnauthorized,
	http.StatusForbidden:          ErrForbidden,
	http.StatusNotFound:           ErrNotFound,
	http.StatusConflict:           ErrConflict,
	http.StatusGone:               ErrGone,
	http.StatusPreconditionFailed: ErrPreconditionFailed,
	http.StatusTooManyRequests:    ErrTooManyRequests,
	http.StatusNotImplemented:     ErrNotImplemented,
	http.StatusServiceUnavailable: ErrUnavailable,
}

// maxErrorBody is how much of an error's body is kept.
const maxErrorBody = 1 << 20

// Error is the answer to a request that did not succeed. The client returns it
// for every status outside 2xx, whatever the body; a handler returns it to
// choose the status, code and message of its answer.
type Error struct {
	StatusCode int
	// Code and Message come from an OData error body (OData JSON Format 4.01,
	// section 21), or from JSON that calls them so as well; they are empty if the body is
	// something else.
	Code    string
	Message string
	// Target is the parameter or property at fault, if the error has one: attendees[2].type.
	Target string
	// RequestID is the server's name for the request.
	RequestID string
	Header    http.Header
	// Body is the body as received, up to 1 MiB.
	Body []byte
	// Operation is the id of the operation, Service.Method.
	Operation string
	Method    string
	URL       string
}

// Error returns operation, status, code, message and request id in one
// sentence. Without code and message it has the beginning of the body, unless that is
// HTML or no text.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Operation != "" {
		b.WriteString(e.Operation + ": ")
	}
	if e.Method != "" {
		b.WriteString(e.Method + " " + e.URL + ": ")
	}
	b.WriteString(statusText(e.StatusCode))
	if e.Code != "" {
		b.WriteString(": " + e.Code)
	}
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	if e.Code == "" && e.Message == "" {
		b.WriteString(e.excerpt())
	}
	if e.RequestID != "" {
		b.WriteString(" (request " + e.RequestID + ")")
	}
	return b.String()
}

// excerpt returns the beginning of the body on one line, as far as it is readable.
func (e *Error) excerpt() string {
	const length = 200
	text := strings.ToValidUTF8(string(e.Body[:min(len(e.Body), length)]), "")
	text = strings.Join(strings.Fields(text), " ")
	if text == "" || text[0] == '<' || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return ""
	}
	if len(e.Body) > length {
		text += "…"
	}
	return ": " + text
}

func statusText(code int) string {
	return strings.TrimSpace(strconv.Itoa(code) + " " + http.StatusText(code))
}

// Is reports whether target is the sentinel of the status code.
func (e *Error) Is(target error) bool {
	sentinel, ok := sentinels[e.StatusCode]
	return ok && sentinel == target
}

// RetryAfter returns how long the server asks to wait (RFC 9110, section
// 10.2.3), and false if it doesn't say.
func (e *Error) RetryAfter() (time.Duration, bool) { return retryAfter(e.Header) }

func retryAfter(header http.Header) (time.Duration, bool) {
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseInt(value, 10, 32); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, time.Until(at)), true
	}
	return 0, false
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

type innerError struct {
	RequestID string `json:"request-id,omitempty"`
}

// receivedError is what errors look like that others send: codes are numbers, too, OData
// had another name for it, OAuth 2.0 has its own format (RFC 6749, section 5.2), and so
// have those who don't use OData (RFC 9457).
type receivedError struct {
	Error       json.RawMessage `json:"error"`
	Older       json.RawMessage `json:"odata.error"`
	Description json.RawMessage `json:"error_description"`
	Code        json.RawMessage `json:"code"`
	Message     json.RawMessage `json:"message"`
	Target      json.RawMessage `json:"target"`
	Title       json.RawMessage `json:"title"`
	Detail      json.RawMessage `json:"detail"`
	InnerError  *innerError     `json:"innerError"`
}

// describe fills code, message and request id from body and header. A body in
// another format is no error: it stays available as Body. What fits is read of one that
// has other types than it should.
func (e *Error) describe() {
	var body receivedError
	_ = json.Unmarshal(e.Body, &body)
	detail := body
	if inner := cmp.Or(string(body.Error), string(body.Older)); strings.HasPrefix(inner, "{") {
		detail = receivedError{}
		_ = json.Unmarshal([]byte(inner), &detail)
	}
	e.Code, e.Target = cmp.Or(scalar(detail.Code), scalar(body.Error)), scalar(detail.Target)
	e.Message = cmp.Or(scalar(detail.Message), scalar(detail.Description), scalar(detail.Detail), scalar(detail.Title))
	if detail.InnerError != nil {
		e.RequestID = detail.InnerError.RequestID
	}
	for _, name := range []string{"request-id", "x-ms-request-id", "x-request-id"} {
		if e.RequestID == "" {
			e.RequestID = e.Header.Get(name)
		}
	}
}

// scalar returns a JSON string or number as text, also that of a message with its
// language (OData 3: {"lang": "en-US", "value": "…"}).
func scalar(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	var message struct {
		Value string `json:"value"`
	}
	_ = json.Unmarshal(raw, &message)
	return message.Value
}

// notImplemented is what the stubs of the handler return.
func notImplemented(op *operation) *Error {
	return &Error{
		StatusCode: http.StatusNotImplemented,
		Code:       "notImplemented",
		Message:    op.id + " is not implemented.",
		Operation:  op.id,
	}
}
