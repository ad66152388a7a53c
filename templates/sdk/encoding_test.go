package sdk

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestCompressedBodies: what a client has compressed arrives as it was, and no larger than a body may be.
func TestCompressedBodies(t *testing.T) {
	zip := func(text string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		io.WriteString(z, text)
		z.Close()
		return b.String()
	}
	h := NewHandler(Handlers{Item: items{}}, WithBodyLimit(1000))
	for _, test := range []struct {
		method, target, encoding, body string
		status                         int
		answer                         string
	}{
		{"PATCH", "/items/1", "gzip", zip(`{"id":"x"}`), 202, `{"id":"x"}`},
		{"PATCH", "/items/1", "X-GZIP", zip(`{"id":"x"}`), 202, `{"id":"x"}`},
		{"PATCH", "/items/1", "identity", `{"id":"x"}`, 202, `{"id":"x"}`},
		{"PATCH", "/items/1", "gzip", `{"id":"x"}`, 400, `could not be read`},
		{"PATCH", "/items/1", "gzip", zip(`{"id":"` + strings.Repeat("x", 1<<20) + `"}`), 413, `larger than 1000 bytes`},
		{"PATCH", "/items/1", "gzip, gzip", zip(zip(`{"id":"x"}`)), 415, `"target":"Content-Encoding"`},
		{"PATCH", "/items/1", "br", `{"id":"x"}`, 415, `"target":"Content-Encoding"`},
		{"PUT", "/items/1/content", "gzip", zip("raw "), 201, `{"id":"raw x/y"}`},
		{"POST", "/$batch", "gzip", zip(`{"requests":[]}`), 200, `{"responses":[]}`},
		{"POST", "/$batch", "br", `{"requests":[]}`, 415, `"target":"Content-Encoding"`},
		{"GET", "/items", "gzip", ``, 200, `"value"`},
		{"DELETE", "/items/1", "gzip", zip("x"), 204, ``},
	} {
		r := httptest.NewRequest(test.method, test.target, strings.NewReader(test.body))
		r.Header.Set("Content-Type", "x/y")
		r.Header.Set("Content-Encoding", test.encoding)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != test.status || !strings.Contains(w.Body.String(), test.answer) || (w.Code == 415) != (w.Header().Get("Accept-Encoding") == "gzip") {
			t.Errorf("%s %s with %s: %d %.200s", test.method, test.target, test.encoding, w.Code, w.Body)
		}
		if r.Header.Get("Content-Encoding") != test.encoding {
			t.Error("the request of the server is changed")
		}
	}
}
