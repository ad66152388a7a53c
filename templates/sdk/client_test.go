package sdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// serve starts a server and returns a client of it.
func serve(t *testing.T, handler http.HandlerFunc, opts ...Option) (*Client, *httptest.Server) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := NewClient(append([]Option{WithBaseURL(server.URL + "/v1.0/")}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client, server
}

// answer answers every request with one status and body.
func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct {
		name, body               string
		status                   int
		is                       error
		code, message, requestID string
	}{
		{"OData", `{"error":{"code":"itemNotFound","message":"Gone.","innerError":{"request-id":"7"}}}`, 404, ErrNotFound, "itemNotFound", "Gone.", "7"},
		{"HTML", "<html>busy</html>", 429, ErrTooManyRequests, "", "", "h"},
		{"empty", "", 401, ErrUnauthorized, "", "", "h"},
		{"OAuth 2.0", `{"error":"invalid_grant","error_description":"expired"}`, 403, ErrForbidden, "invalid_grant", "expired", "h"},
		{"number as code", `{"error":{"code":5,"message":"hello"}}`, 403, ErrForbidden, "5", "hello", "h"},
		{"OData 3", `{"odata.error":{"code":"-1, E","message":{"lang":"en-US","value":"Not there."}}}`, 404, ErrNotFound, "-1, E", "Not there.", "h"},
		{"OData 3, new name", `{"error":{"code":"E","message":{"lang":"en-US","value":"Not there."},"innererror":{"request-id":9}}}`, 404, ErrNotFound, "E", "Not there.", "h"},
		{"without error", `{"code":"E","Message":"Sorry."}`, 400, ErrBadRequest, "E", "Sorry.", "h"},
		{"RFC 9457", `{"type":"about:blank","title":"Taken","status":409,"detail":"In use."}`, 409, ErrConflict, "", "In use.", "h"},
		{"error without words", `{"error":null,"message":"Sorry."}`, 400, ErrBadRequest, "", "Sorry.", "h"},
		{"array", `[]`, 409, ErrConflict, "", "", "h"},
		{"precondition", `null`, 412, ErrPreconditionFailed, "", "", "h"},
		{"stub", `{}`, 501, ErrNotImplemented, "", "", "h"},
		{"not modified", ``, 304, nil, "", "", "h"},
	} {
		t.Run(test.name, func(t *testing.T) {
			client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("X-Ms-Request-Id", "h")
				w.Header().Set("Retry-After", "120")
				answer(test.status, test.body)(w, r)
			})
			_, err := client.Item.Get(t.Context(), "1")
			var e *Error
			if !errors.As(err, &e) || test.is != nil && !errors.Is(err, test.is) || errors.Is(err, errTooLarge) {
				t.Fatalf("error %v is not %v", err, test.is)
			}
			if e.StatusCode != test.status || e.Code != test.code || e.Message != test.message || e.RequestID != test.requestID {
				t.Errorf("got %+v", e)
			}
			if wait, ok := e.RetryAfter(); !ok || wait != 2*time.Minute {
				t.Errorf("RetryAfter() = %v, %v", wait, ok)
			}
			if text := e.Error(); !strings.HasPrefix(text, "Item.Get: GET http://") || !strings.Contains(text, fmt.Sprint(test.status)) {
				t.Errorf("Error() = %s", text)
			}
		})
	}
}

// TestErrorExcerpt: an error has words if its body has any.
func TestErrorExcerpt(t *testing.T) {
	for body, want := range map[string]string{
		"quota exceeded\n for  today":    "500 Internal Server Error: quota exceeded for today",
		`{"errors":[{"text":"no"}]}`:     `500 Internal Server Error: {"errors":[{"text":"no"}]}`,
		`{"error":{"code":"E"}}`:         "500 Internal Server Error: E",
		"<html><body>busy</body></html>": "500 Internal Server Error",
		"\x00\x01\x02":                   "500 Internal Server Error",
		"":                               "500 Internal Server Error",
		strings.Repeat("ä", 101):         "500 Internal Server Error: " + strings.Repeat("ä", 100) + "…",
		"x" + strings.Repeat("ä", 100):   "500 Internal Server Error: x" + strings.Repeat("ä", 99) + "…",
		"evil\u202etxt":                  "500 Internal Server Error",
	} {
		client, _ := serve(t, answer(500, body))
		_, err := client.Item.Get(t.Context(), "1")
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", body, err, want)
		}
	}
}

func TestErrorBodyIsBounded(t *testing.T) {
	client, _ := serve(t, answer(500, strings.Repeat("x", 2*maxErrorBody)))
	_, err := client.Item.Get(t.Context(), "1")
	var e *Error
	if !errors.As(err, &e) || len(e.Body) != maxErrorBody {
		t.Fatalf("got %T", err)
	}
}

func TestResults(t *testing.T) {
	for _, body := range []string{`{"value":"n"}`, `"n"`, "\ufeff{\"@odata.context\":\"x\",\"value\":\"n\"}\n"} {
		client, _ := serve(t, answer(200, body))
		if got, err := client.Item.Name(t.Context(), "k", 1); got != "n" || err != nil {
			t.Errorf("%s: got %q, %v", body, got, err)
		}
	}
	for _, body := range []string{`{"value":["a"]}`, `["a"]`} {
		client, _ := serve(t, answer(200, body))
		if got, err := client.Item.Names(t.Context(), nil); !slices.Equal(got, []string{"a"}) || err != nil {
			t.Errorf("%s: got %q, %v", body, got, err)
		}
	}
	bare := &operation{id: "Item.Bare", method: http.MethodGet, path: "/bare"}
	for _, body := range []string{`{"value":"n"}`, `"n"`} {
		client, _ := serve(t, answer(200, body))
		if got, err := call[string](t.Context(), client.Item.core, bare, nil, nil); got != "n" || err != nil {
			t.Errorf("%s, documented without envelope: got %q, %v", body, got, err)
		}
	}
	wrapped := &operation{id: "Item.Wrapped", method: http.MethodGet, path: "/wrapped", wrapped: true}
	type setting struct {
		Value *string `json:"value"`
	}
	for _, body := range []string{`{"value":{"value":"n"}}`, `{"value":"n"}`} {
		client, _ := serve(t, answer(200, body))
		if got, err := call[*setting](t.Context(), client.Item.core, wrapped, nil, nil); err != nil || Value(got.Value) != "n" {
			t.Errorf("%s, documented in an envelope: got %+v, %v", body, got, err)
		}
	}
	client, _ := serve(t, answer(204, ""))
	if got, err := client.Item.Get(t.Context(), "1"); got == nil || err != nil {
		t.Errorf("204: got %v, %v, want an empty item", got, err)
	}
	client, _ = serve(t, answer(200, "<html>"))
	if _, err := client.Item.Get(t.Context(), "1"); err == nil || !strings.Contains(err.Error(), "text/html") {
		t.Errorf("HTML: got %v, want an error that names the media type", err)
	}
}

func TestPages(t *testing.T) {
	var server *httptest.Server
	var paths []string
	client, server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		paths = append(paths, r.URL.RequestURI()+" "+r.Header.Get("X"))
		switch r.URL.Query().Get("page") {
		case "":
			fmt.Fprintf(w, `{"value":[{"id":"1"},{"id":"2"}],"@odata.count":3,"@odata.nextLink":"%s/v1.0/items?page=2"}`, server.URL)
		case "2":
			io.WriteString(w, `{"value":[{"id":"3"}],"@odata.nextLink":"/v1.0/items?page=3"}`)
		default:
			io.WriteString(w, `{"value":[],"@odata.deltaLink":"d"}`)
		}
	})
	var ids []string
	for item, err := range client.Item.List(t.Context(), WithQuery("$top", "2"), WithHeader("X", "y")) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, Value(item.ID))
	}
	if !slices.Equal(ids, []string{"1", "2", "3"}) {
		t.Errorf("got %q", ids)
	}
	want := []string{"/v1.0/items?$top=2 y", "/v1.0/items?page=2 y", "/v1.0/items?page=3 y"}
	if !slices.Equal(paths, want) {
		t.Errorf("got the requests %q, want %q", paths, want)
	}
	page, err := onePage(client, WithLink(server.URL+"/v1.0/items?page=9"))
	if err != nil || page.DeltaLink != "d" || page.Count != nil {
		t.Errorf("got %+v, %v", page, err)
	}
}

// onePage reads one page of the items.
func onePage(client *Client, opts ...CallOption) (Page[*Item], error) {
	var info PageInfo
	items, err := Collect(client.Item.List(context.Background(), append(opts, OnePage(&info))...))
	return Page[*Item]{items, info.NextLink, info.DeltaLink, info.Count}, err
}

func TestOnePage(t *testing.T) {
	requests := 0
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		requests++
		io.WriteString(w, `{"value":[{"id":"1"},{"id":"2"}],"@odata.count":5,"@odata.nextLink":"items?page=2"}`)
	})
	page, err := onePage(client, WithCount())
	if err != nil || len(page.Value) != 2 || page.NextLink != "items?page=2" || Value(page.Count) != 5 || requests != 1 {
		t.Errorf("%+v, %v after %d requests", page, err, requests)
	}
	requests = 0
	if items, err := Collect(client.Item.List(t.Context(), OnePage(nil))); err != nil || len(items) != 2 || requests != 1 {
		t.Errorf("a page that nobody wants to know more of: %d items, %v after %d requests", len(items), err, requests)
	}
	var one, other callOptions
	option := OnePage(nil)
	option(&one)
	option(&other)
	if one.page == other.page {
		t.Error("two calls, which may run at once, write what nobody wants to know into the same place")
	}
	client, _ = serve(t, answer(403, ""))
	if _, err := onePage(client); !errors.Is(err, ErrForbidden) {
		t.Errorf("an error is lost: %v", err)
	}
}

func TestNilDestinations(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { t.Error("a request is sent") })
	for _, opt := range []CallOption{WithResponseInfo(nil), SaveDeltaLink(nil)} {
		if _, err := Collect(client.Item.List(t.Context(), opt)); err == nil || !strings.Contains(err.Error(), "the pointer is nil") {
			t.Errorf("got %v", err)
		}
	}
}

func TestPagesEnd(t *testing.T) {
	for name, body := range map[string]string{
		"another host": `{"value":[{}],"@odata.nextLink":"https://evil.example/items"}`,
		"itself":       `{"value":[{}],"@odata.nextLink":"/v1.0/items?same"}`,
		"no URL":       `{"value":[{}],"@odata.nextLink":":"}`,
	} {
		client, _ := serve(t, answer(200, body))
		var last error
		n := 0
		for _, err := range client.Item.List(t.Context()) {
			if last = err; n > 5 {
				t.Fatalf("%s: no end", name)
			}
			n++
		}
		if last == nil {
			t.Errorf("%s: want an error", name)
		}
	}
	n := 0
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n++
		fmt.Fprintf(w, `{"value":[{}],"@odata.nextLink":"items?page=%d"}`, n%3)
		if want := "/v1.0/items"; r.URL.Path != want {
			t.Errorf("a relative link leads to %s, want %s", r.URL.Path, want)
		}
	})
	var last error
	for _, last = range client.Item.List(t.Context()) {
	}
	if last == nil || n > 5 {
		t.Errorf("pages in a circle end after %d requests with %v", n, last)
	}
	client, _ = serve(t, answer(200, ` [{"id":"1"}]`))
	if page, err := onePage(client); err != nil || len(page.Value) != 1 {
		t.Errorf("a bare array: %+v, %v", page, err)
	}
	client, _ = serve(t, answer(200, `{"value":[null,{"id":"1"},null]}`))
	for item, err := range client.Item.List(t.Context()) {
		if err != nil || Value(item.ID) != "1" {
			t.Errorf("null elements: %+v, %v", item, err)
		}
	}
	client, _ = serve(t, answer(200, `{"value":[{},{},{}]}`))
	for range client.Item.List(t.Context()) {
		break
	}
}

func TestCredentialsStayWithTheHost(t *testing.T) {
	var seen http.Header
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header
		io.WriteString(w, "bytes")
	}))
	defer other.Close()
	var first http.Header
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		first = r.Header
		http.Redirect(w, r, other.URL, http.StatusFound)
	},
		WithToken(func(context.Context) (string, error) { return "secret", nil }),
		WithRequestHook(func(r *http.Request) error { r.Header.Set("X-Api-Key", "secret"); return nil }),
	)
	body, err := client.Item.Content(t.Context(), "a/b", WithHeader("Cookie", "secret"), WithHeader("Range", "bytes=0-1"))
	if err != nil {
		t.Fatal(err)
	}
	data, _ := io.ReadAll(body)
	body.Close()
	if string(data) != "bytes" || first.Get("Authorization") != "Bearer secret" || first.Get("X-Api-Key") != "secret" {
		t.Errorf("got %q after %v", data, first)
	}
	if text := fmt.Sprint(seen); strings.Contains(text, "secret") || seen.Get("Range") != "bytes=0-1" {
		t.Errorf("the other host gets %v", text)
	}
	for _, status := range []int{301, 302, 303, 307, 308} {
		client, _ = serve(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL, status)
		})
		seen = nil
		if _, err := client.Item.Update(t.Context(), "1", &Item{ID: new("x")}); err == nil || seen != nil {
			t.Errorf("%d: a change was sent on to another host, or lost on the way: %v", status, err)
		}
	}
}

func TestHooksAndTokensFail(t *testing.T) {
	sent := false
	for _, opt := range []Option{
		WithToken(func(context.Context) (string, error) { return "", errors.New("none") }),
		WithToken(func(context.Context) (string, error) { return "a\r\nX: b", nil }),
		WithRequestHook(func(*http.Request) error { return errors.New("none") }),
	} {
		client, _ := serve(t, func(http.ResponseWriter, *http.Request) { sent = true }, opt)
		if err := client.Item.Delete(t.Context(), "1"); err == nil || sent {
			t.Errorf("the request is sent: %v", err)
		}
	}
}

func TestOptionErrors(t *testing.T) {
	for _, opt := range []Option{
		WithBaseURL("localhost:80"), WithBaseURL("ftp://x"), WithBaseURL("https://x?a"), WithBaseURL("https://u:p@x"),
		WithBaseURL("https://x#a"), WithBaseURL("http://"), WithBaseURL(":"),
		WithHTTPClient(nil), WithRequestHook(nil), WithUserAgent("a\nb"), WithRetry(0, 0), WithRetry(1, -1),
	} {
		if _, err := NewClient(opt); err == nil {
			t.Error("want an error")
		}
	}
}

func TestHeaders(t *testing.T) {
	var header http.Header
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { header = r.Header; w.WriteHeader(204) }, WithUserAgent("me"))
	for _, bad := range []pair{{"A", "b\r\nC: d"}, {"A", "b\nc"}, {"A", "\x00"}, {"A b", "c"}, {"", "c"}, {"Ä", "c"},
		{"host", "evil.example"}, {"Content-Length", "0"}, {"transfer-encoding", "gzip"}, {"Trailer", "X"}} { // net/http would drop the last four
		if err := client.Item.Delete(t.Context(), "1", WithHeader(bad.name, bad.value)); err == nil {
			t.Errorf("%q: want an error", bad)
		}
	}
	err := client.Item.Delete(t.Context(), "1", WithHeader("Prefer", "a"), WithHeader("prefer", "b"), WithHeader("accept", "x/y"))
	if err != nil {
		t.Fatal(err)
	}
	if got := header.Values("Prefer"); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("Prefer: %q", got)
	}
	if header.Get("Accept") != "x/y" || header.Get("User-Agent") != "me" || header.Get("Content-Type") != "" {
		t.Errorf("got %v", header)
	}
}

func TestQueryOptions(t *testing.T) {
	var got string
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { got = r.URL.RawQuery; io.WriteString(w, `{"value":[]}`) })
	_, err := onePage(client, WithSelect("id", "name"), WithExpand("parent"), WithFilter("name eq "+Literal("it's & more")),
		WithOrderBy("name desc"), WithSearch("a b"), WithTop(5), WithSkip(10), WithCount())
	const want = "$select=id%2Cname&$expand=parent&$filter=name%20eq%20%27it%27%27s%20%26%20more%27&$orderby=name%20desc&$search=a%20b&$top=5&$skip=10&$count=true"
	if err != nil || got != want {
		t.Errorf("the query is\n%s, want\n%s; %v", got, want, err)
	}
}

func TestBodies(t *testing.T) {
	for _, test := range []struct {
		name string
		item *Item
		opts []CallOption
		want string // "" for an error
	}{
		{"nil", nil, nil, " "},
		{"empty", &Item{}, nil, `{}`},
		{"empty collection", &Item{Tags: []string{}}, nil, `{"tags":[]}`},
		{"null", &Item{}, []CallOption{WithNull("id", "parent/id")}, `{"id":null,"parent":{"id":null}}`},
		{"null in nothing", nil, []CallOption{WithNull("id")}, `{"id":null}`},
		{"element", &Item{Tags: []string{"a", "b"}}, []CallOption{WithNull("tags/1")}, `{"tags":["a",null]}`},
		{"no element", &Item{Tags: []string{"a"}}, []CallOption{WithNull("tags/1")}, ""},
		{"in a string", &Item{ID: new("1")}, []CallOption{WithNull("id/x")}, ""},
		{"property", &Item{}, []CallOption{WithProperty("a~1b~0@odata.bind", []int{1})}, `{"a/b~@odata.bind":[1]}`},
		{"no JSON", &Item{}, []CallOption{WithProperty("a", func() {})}, ""},
	} {
		var got string
		client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			data, _ := io.ReadAll(r.Body)
			got = string(data)
		})
		_, err := client.Item.Update(t.Context(), "1", test.item, test.opts...)
		if (err != nil) != (test.want == "") || got != strings.TrimSpace(test.want) {
			t.Errorf("%s: sent %s, error %v, want %s", test.name, got, err, test.want)
		}
	}
}

func TestRawBodies(t *testing.T) {
	var got string
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		got = r.Header.Get("Content-Type") + " " + string(data)
	})
	upload := func(contentType string, opts ...CallOption) error {
		_, err := client.Item.Upload(t.Context(), "1", contentType, strings.NewReader("x"), opts...)
		return err
	}
	if err := upload("image/png"); err != nil || got != "image/png x" {
		t.Errorf("got %s, %v", got, err)
	}
	if err := upload(""); err != nil || got != "text/plain x" {
		t.Errorf("got %s, %v: want the documented type", got, err)
	}
	if upload("a\nb") == nil || upload("a/b", WithNull("x")) == nil {
		t.Error("want an error")
	}
}

func TestDerived(t *testing.T) {
	const leaf = `{"@odata.type":"#x.leaf","leaf":{"a":[1]}}`
	var item Item
	if err := json.Unmarshal([]byte(leaf), &item); err != nil {
		t.Fatal(err)
	}
	if got, ok := item.Derived.(*LeafItem); !ok || string(got.Leaf) != `{"a":[1]}` || item.ODataType != "#x.leaf" {
		t.Errorf("got %+v", item)
	}
	data, err := json.Marshal([]Item{item})
	if err != nil || string(data) != "["+leaf+"]" {
		t.Errorf("encoded again: %s, %v", data, err)
	}
	for _, text := range []string{`{"@odata.type":"x.sub","size":1}`, `{"@odata.type":"#x.SUB"}`, `{"@odata.type":"#x.other"}`, `{}`, `{"o\"dd":"v"}`} {
		var item Item
		if err := json.Unmarshal([]byte(text), &item); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if _, ok := item.Derived.(*SubItem); ok != strings.Contains(text, "x.sub") {
			t.Errorf("%s: derived value is %T", text, item.Derived)
		}
		if data, err := json.Marshal(item); err != nil || string(data) != text {
			t.Errorf("%s: encoded again %s, %v", text, data, err)
		}
	}
	if err := json.Unmarshal([]byte(`{"@odata.type":"#x.sub","size":"no"}`), &item); err == nil {
		t.Error("want the error of the derived type")
	}
}

func TestValue(t *testing.T) {
	if Value[int](nil) != 0 || Value(new(3)) != 3 {
		t.Error("Value is wrong")
	}
}
