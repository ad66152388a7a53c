package sdk

import (
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
	// Header are the headers of the answer. Of those that a handler returns, Retry-After and
	// WWW-Authenticate are sent; others are put into its Reply.
	Header http.Header
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
	var parts []string
	if e.Operation != "" {
		parts = append(parts, e.Operation)
	}
	if e.Method != "" {
		parts = append(parts, e.Method+" "+e.URL)
	}
	parts = append(parts, statusText(e.StatusCode))
	for _, text := range []string{e.Code, e.Message, e.excerpt()} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	text := strings.Join(parts, ": ")
	if e.RequestID != "" {
		text += " (request " + e.RequestID + ")"
	}
	return text
}

// excerpt returns the beginning of the body on one line, as far as it is readable, if
// there is nothing better.
func (e *Error) excerpt() string {
	if e.Code != "" || e.Message != "" {
		return ""
	}
	const length = 200
	text := strings.ToValidUTF8(string(e.Body[:min(len(e.Body), length)]), "")
	text = strings.Join(strings.Fields(text), " ")
	if text == "" || text[0] == '<' || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return ""
	}
	if len(e.Body) > length {
		text += "…"
	}
	return text
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
	// A number that doesn't fit is the greatest that does: a wait, not the want of one.
	if seconds, err := strconv.ParseInt(value, 10, 32); seconds >= 0 && (err == nil || errors.Is(err, strconv.ErrRange)) {
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, time.Until(at)), true
	}
	return 0, false
}

type innerError struct {
	RequestID string `json:"request-id,omitempty"`
}
