package sdk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
)

// payload is a request body ready to be sent.
type payload struct {
	reader      io.Reader // nil if there is no body
	contentType string
}

// rawBody is a body that is not JSON.
type rawBody struct {
	contentType string
	reader      io.Reader
}

// newRawBody is called by the methods of operations, each of which would make the body anew
// if it were inlined.
//
//go:noinline
func newRawBody(contentType string, reader io.Reader) *rawBody { return &rawBody{contentType, reader} }

// newPayload encodes a body. A nil body, also a nil pointer, is no body unless
// an edit puts something in.
func newPayload(op *operation, body any, edits []edit) (payload, error) {
	if raw, ok := body.(*rawBody); ok {
		return rawPayload(op, raw, edits)
	}
	if body == nil && len(edits) == 0 {
		return payload{}, nil
	}
	if op.named {
		body = withTypeName(body, op.bodyType)
	}
	data, err := json.Marshal(body)
	if err != nil {
		return payload{}, fmt.Errorf("encoding the body: %w", err)
	}
	for _, e := range edits {
		if data, err = setProperty(data, strings.Split(e.path, "/"), e.value); err != nil {
			return payload{}, fmt.Errorf("property %q of the body: %w", e.path, err)
		}
	}
	if string(data) == "null" {
		return payload{}, nil
	}
	return payload{bytes.NewReader(data), "application/json"}, nil
}

func rawPayload(op *operation, raw *rawBody, edits []edit) (payload, error) {
	if len(edits) > 0 {
		return payload{}, fmt.Errorf("property %q of the body: the body is not JSON", edits[0].path)
	}
	contentType := raw.contentType
	if contentType == "" {
		contentType = op.contentType
	}
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	if raw.reader == nil { // it would empty a file
		return payload{}, errors.New("the body is nil; http.NoBody is an empty one")
	}
	return payload{measured(raw.reader), contentType}, checkHeader("Content-Type", contentType)
}

// measured returns a reader of what is left of a file: one that tells its length, which
// servers want to know before they take a file, that can be read again for another attempt,
// and that nobody closes. Others are returned as they are: those around a file may read
// something else than it holds, and devices say that they are empty.
func measured(reader io.Reader) io.Reader {
	var file interface {
		io.ReaderAt
		io.Seeker
	}
	switch r := reader.(type) {
	case *os.File:
		file = r
	case *io.SectionReader:
		file = r
	default:
		return reader
	}
	at, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return reader
	}
	end, err := file.Seek(0, io.SeekEnd)
	if _, back := file.Seek(at, io.SeekStart); err != nil || back != nil {
		return reader
	}
	if end > at {
		return &fileBody{io.NewSectionReader(file, at, end-at)}
	}
	if _, err := file.ReadAt(make([]byte, 1), at); err == io.EOF {
		return bytes.NewReader(nil) // which is sent again, as http.NoBody is not
	}
	return reader
}

// fileBody is what is left of a file.
type fileBody struct{ *io.SectionReader }

// setLength says how long a measured body is, and how it is read once more.
func setLength(req *http.Request, body io.Reader) {
	b, ok := body.(*fileBody)
	if !ok {
		return
	}
	req.ContentLength = b.Size()
	req.GetBody = func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(b, 0, b.Size())), nil
	}
}

// setProperty returns the JSON document with the value at the path. Objects on
// the way are created.
func setProperty(doc json.RawMessage, path []string, value json.RawMessage) (json.RawMessage, error) {
	if len(path) == 0 {
		return value, nil
	}
	if bytes.HasPrefix(doc, []byte("[")) {
		return setElement(doc, path, value)
	}
	members := map[string]json.RawMessage{}
	if len(doc) > 0 && string(doc) != "null" {
		if err := json.Unmarshal(doc, &members); err != nil {
			return nil, fmt.Errorf("%q is no property of an object", path[0])
		}
	}
	name := unescapeName(path[0])
	member, err := setProperty(members[name], path[1:], value)
	if err != nil {
		return nil, err
	}
	members[name] = member
	return json.Marshal(members)
}

// unescapeName reads a name in a path (RFC 6901, section 4).
func unescapeName(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~1", "/"), "~0", "~")
}

func setElement(doc json.RawMessage, path []string, value json.RawMessage) (json.RawMessage, error) {
	var elements []json.RawMessage
	if err := json.Unmarshal(doc, &elements); err != nil {
		return nil, err
	}
	i, err := strconv.Atoi(path[0])
	if err != nil || i < 0 || i >= len(elements) {
		return nil, fmt.Errorf("%q is no index of an array of %d", path[0], len(elements))
	}
	if elements[i], err = setProperty(elements[i], path[1:], value); err != nil {
		return nil, err
	}
	return json.Marshal(elements)
}
