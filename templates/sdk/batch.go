package sdk

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"mime"
	"net/http"
	"strings"
)

// maxBatch is how many requests go into one batch; the rest goes into another.
const maxBatch = 20

// batchOperation is the request that carries others (OData JSON Format 4.01, section 19).
var batchOperation = operation{id: "Batch", method: http.MethodPost, path: "/$batch"}

// batchRequest is a request as it travels.
type batchRequest struct {
	ID      string            `json:"id"`
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    json.RawMessage   `json:"body,omitempty"`
}

// batchResponse is a response as it travels.
type batchResponse struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body"`
}

// batchBody writes a body as a batch wants it: JSON as it is, text as a string, and
// anything else as base64.
func batchBody(data []byte, contentType string) (json.RawMessage, error) {
	switch media := mediaKind(contentType); {
	case media == "json" && len(data) > 0:
		return data, nil
	case media == "text":
		return json.Marshal(string(data))
	}
	return json.Marshal(base64.URLEncoding.EncodeToString(data))
}

// mediaKind returns json, text or binary.
func mediaKind(contentType string) string {
	media, _, err := mime.ParseMediaType(contentType)
	switch {
	case err != nil:
		return "binary"
	case media == "application/json" || strings.HasSuffix(media, "+json"):
		return "json"
	case strings.HasPrefix(media, "text/"):
		return "text"
	}
	return "binary"
}

// content returns the bytes of a body. A string is text or base64, by its type; one that
// is neither in truth is taken as it stands.
func (r *batchResponse) content(contentType string) []byte {
	var text string
	kind := mediaKind(cmp.Or(contentType, "application/json"))
	if string(r.Body) == "null" {
		return nil
	}
	if kind == "json" || json.Unmarshal(r.Body, &text) != nil {
		return r.Body
	}
	if kind == "text" {
		return []byte(text)
	}
	if data := decodeBase64(text); data != nil {
		return data
	}
	return []byte(text)
}
