package mock_test

import (
	"strconv"
	"strings"
	"testing"
)

// TestPages: links to further pages lead back to the server, to the path that was asked for,
// and come to an end; a request that shows the query of a sample gets that one.
func TestPages(t *testing.T) {
	h := handlerOf(t, "pages.txtar")
	const first, last = "api/gadget-delta.md:24", "api/gadget-delta.md:37"
	for _, test := range []struct{ target, body, source string }{
		{"/gadgets/delta", `{"@odata.nextLink":"http://example.com/gadgets/delta?$skiptoken=a%3Cb","value":[{"id":"1"}]}`, first},
		{"/gadgets/delta?$select=id", `{"@odata.nextLink":"http://example.com/gadgets/delta?$skiptoken=a%3Cb","value":[{"id":"1"}]}`, first},
		{"/v1.0/shelves/a%2Fb/gadgets/delta", `{"@odata.nextLink":"http://example.com/v1.0/shelves/a%2Fb/gadgets/delta?$skiptoken=a%3Cb","value":[{"id":"1"}]}`, first},
		{"/gadgets/delta?%24skiptoken=a%3Cb", `{"value":[{"id":"2"}],"@odata.deltaLink":"http://example.com/gadgets/delta?$deltatoken=c"}`, last},
		{"/gadgets/delta?$deltatoken=c", `{"@odata.nextLink":"http://example.com/gadgets/delta?$skiptoken=a%3Cb","value":[{"id":"1"}]}`, first},
		{"https://example.com/gadgets?$top=2", `{"value":[{"id":"1"}],"@odata.nextLink":"https://example.com/gadgets?$skiptoken=next"}`, "api/gadget-list.md:21"},
		{"/gadgets?$skiptoken=next", `{"value":[{"id":"1"}]}`, "api/gadget-list.md:21"},
	} {
		w := send(h, request("GET "+test.target, ""))
		if got, source := w.Body.String(), w.Header().Get("X-Doc-Source"); got != test.body || source != test.source {
			t.Errorf("%s: %s of %s\nwant %s of %s", test.target, got, source, test.body, test.source)
		}
		if n := w.Header().Get("Content-Length"); n != "" && n != strconv.Itoa(w.Body.Len()) {
			t.Errorf("%s: Content-Length is %s of %d", test.target, n, w.Body.Len())
		}
	}
	w := send(h, request("GET /gadgets/delta?$skiptoken=1", "example=first_page"))
	if got := w.Body.String(); got != `{"value":[{"id":"1"}]}` {
		t.Errorf("the sample that was asked for leads to itself: %s", got)
	}
	for host, want := range map[string]string{"localhost:1": "http://localhost:1/v1.0/operations/7", "example.com": "http://example.com/v1.0/operations/7"} {
		r := request("POST /gadgets/1/copy", "")
		r.Host = host
		if got := send(h, r).Header().Get("Location"); got != want {
			t.Errorf("Location of a request to %s: %s, want %s", host, got, want)
		}
	}
}

// TestQueries: parameters of the query have their documented types.
func TestQueries(t *testing.T) {
	h := handlerOf(t, "pages.txtar")
	for target, want := range map[string]string{
		"/gadgets?newerThan=7":   "",
		"/gadgets?NewerThan=one": "",
		"/gadgets?newerThan=one": "The query parameter newerThan is no Edm.Int32.",
	} {
		w := send(h, request("GET "+target, ""))
		if (w.Code == 200) != (want == "") || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
}
