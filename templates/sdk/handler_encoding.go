package sdk

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
)

// plainBody returns a request whose body has no Content-Encoding: some clients compress what
// they send. An encoding that is not known is an error, after which they send again without
// (RFC 9110, section 15.5.16).
func plainBody(w http.ResponseWriter, r *http.Request) (*http.Request, *Error) {
	encoding := strings.TrimSpace(strings.Join(r.Header.Values("Content-Encoding"), ","))
	switch strings.ToLower(encoding) {
	case "", "identity":
		return r, nil
	case "gzip", "x-gzip":
	default:
		w.Header().Set("Accept-Encoding", "gzip")
		return r, &Error{StatusCode: http.StatusUnsupportedMediaType, Target: "Content-Encoding",
			Message: "A body may have the encoding gzip or none."}
	}
	plain := r.WithContext(r.Context())
	plain.Header = r.Header.Clone()
	plain.Header.Del("Content-Encoding")
	plain.Body, plain.ContentLength = &unzipped{ReadCloser: r.Body}, -1
	return plain, nil
}

// unzipped reads what was compressed. It begins with the first byte that is wanted.
type unzipped struct {
	io.ReadCloser
	reader *gzip.Reader
}

// Read implements io.Reader.
func (u *unzipped) Read(p []byte) (int, error) {
	if u.reader == nil {
		reader, err := gzip.NewReader(u.ReadCloser)
		if err != nil {
			return 0, err
		}
		u.reader = reader
	}
	return u.reader.Read(p)
}
