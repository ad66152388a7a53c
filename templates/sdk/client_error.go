package sdk

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

// maxErrorBody is how much of an error's body is kept.
const maxErrorBody = 1 << 20

// newError reads the answer to a request that did not succeed, and closes it.
func newError(op *operation, resp *http.Response) *Error {
	defer resp.Body.Close()
	e := &Error{
		StatusCode: resp.StatusCode,
		Header:     resp.Header,
		Operation:  op.id,
		Method:     op.method,
	}
	if resp.Request != nil {
		e.Method, e.URL = resp.Request.Method, resp.Request.URL.Redacted()
	}
	// What could be read is worth more than the error of reading the rest.
	e.Body, _ = io.ReadAll(io.LimitReader(resp.Body, maxErrorBody))
	e.describe()
	return e
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
	inner, detail := body.Error, body
	if len(inner) == 0 {
		inner = body.Older
	}
	if bytes.HasPrefix(inner, []byte("{")) {
		detail = receivedError{}
		_ = json.Unmarshal(inner, &detail)
	}
	e.Code, e.Target = scalar(detail.Code, body.Error), scalar(detail.Target)
	e.Message = scalar(detail.Message, detail.Description, detail.Detail, detail.Title)
	if detail.InnerError != nil {
		e.RequestID = detail.InnerError.RequestID
	}
	for _, name := range []string{"request-id", "x-ms-request-id", "x-request-id"} {
		if e.RequestID == "" {
			e.RequestID = e.Header.Get(name)
		}
	}
}

// scalar returns the first of JSON values that has text: that of a string or number, or of
// a message with its language (OData 3: {"lang": "en-US", "value": "…"}).
func scalar(values ...json.RawMessage) string {
	for _, raw := range values {
		var text string
		var number json.Number
		var message struct {
			Value string `json:"value"`
		}
		if json.Unmarshal(raw, &text) != nil && json.Unmarshal(raw, &number) == nil {
			text = number.String()
		} else if text == "" {
			_ = json.Unmarshal(raw, &message)
			text = message.Value
		}
		if text != "" {
			return text
		}
	}
	return ""
}
