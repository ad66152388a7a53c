package sdk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestDo: a request that has no method goes where it should, with credentials, options and
// retries, and comes back as a value or an error like any other.
func TestDo(t *testing.T) {
	var asked []string
	busy := true
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked = append(asked, strings.Join([]string{r.Method, r.RequestURI, r.Header.Get("Authorization"), r.Header.Get("Content-Type"), string(body)}, " "))
		switch {
		case busy:
			busy = false
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(503)
		case strings.Contains(r.URL.Path, "none"):
			w.WriteHeader(404)
			io.WriteString(w, `{"error":{"code":"noSuch","message":"No."}}`)
		default:
			io.WriteString(w, `{"id":"7","value":[{"id":"8"}]}`)
		}
	}, WithToken(func(context.Context) (string, error) { return "secret", nil }))
	ctx := t.Context()
	item, err := Do[*Item](ctx, client, "get", "new/{7}?$top=2", nil, WithSelect("id"))
	if err != nil || Value(item.ID) != "7" {
		t.Errorf("got %+v, %v", item, err)
	}
	page, err := Do[*Page[*Item]](ctx, client, "POST", "/new", map[string]int{"a": 1}, WithProperty("b", 2))
	if err != nil || len(page.Value) != 1 {
		t.Errorf("got %+v, %v", page, err)
	}
	stream, err := Do[io.ReadCloser](ctx, client, "PUT", "/new", strings.NewReader("bytes"), WithHeader("Content-Type", "text/plain"))
	if err != nil {
		t.Fatal(err)
	}
	if data, _ := io.ReadAll(stream); !bytes.Contains(data, []byte(`"7"`)) {
		t.Errorf("got the bytes %s", data)
	}
	stream.Close()
	raw, err := Do[json.RawMessage](ctx, client, "POST", "/new", nil, WithRawBody("text/html", strings.NewReader("<p>")))
	if err != nil || !bytes.Contains(raw, []byte(`"7"`)) {
		t.Errorf("got %s, %v", raw, err)
	}
	_, err = Do[*Item](ctx, client, "DELETE", "/none", nil)
	if !errors.Is(err, ErrNotFound) || !strings.HasPrefix(err.Error(), "Do: DELETE ") || !strings.Contains(err.Error(), "noSuch") {
		t.Errorf("got %v", err)
	}
	first := "GET /v1.0/new/%7B7%7D?$top=2&$select=id Bearer secret  "
	want := []string{first, first,
		`POST /v1.0/new Bearer secret application/json {"a":1,"b":2}`,
		`PUT /v1.0/new Bearer secret text/plain bytes`,
		`POST /v1.0/new Bearer secret text/html <p>`,
		`DELETE /v1.0/none Bearer secret  `}
	if got := strings.Join(asked, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("asked\n%s, want\n%s", got, strings.Join(want, "\n"))
	}
	for _, path := range []string{"https://elsewhere.example/x", "//elsewhere.example/x", "/a#b", "/%zz"} {
		if _, err := Do[*Item](ctx, client, "GET", path, nil); err == nil {
			t.Errorf("%s is asked for", path)
		}
	}
	if len(asked) != len(want) {
		t.Errorf("asked for %s", asked[len(want):])
	}
}

// TestUnfitOptions: options that would do nothing for a call are errors, and nothing is sent.
func TestUnfitOptions(t *testing.T) {
	client, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s %s is sent", r.Method, r.URL) })
	ctx, link := t.Context(), ""
	var page PageInfo
	for want, call := range map[string]func() error{
		`Item.Get: property "a": a GET request has no body`: func() error { _, err := client.Item.Get(ctx, "1", WithNull("a")); return err },
		"Item.Get: OnePage: the operation is no list":       func() error { _, err := client.Item.Get(ctx, "1", OnePage(&page)); return err },
		"Item.Delete: SaveDeltaLink: the operation is no delta query": func() error {
			return client.Item.Delete(ctx, "1", SaveDeltaLink(&link))
		},
		"Item.Update: WithRawBody: the operation is not documented to take bytes": func() error {
			_, err := client.Item.Update(ctx, "1", nil, WithRawBody("a/b", http.NoBody))
			return err
		},
		"Item.Upload: the body is nil; http.NoBody is an empty one": func() error { _, err := client.Item.Upload(ctx, "1", "", nil); return err },
		`Item.Upload: property "a" of the body: the body is not JSON`: func() error {
			_, err := client.Item.Upload(ctx, "1", "", http.NoBody, WithNull("a"))
			return err
		},
	} {
		if err := call(); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// TestRawBody: bytes go with the media type that is given, else with the documented one.
func TestRawBody(t *testing.T) {
	var got string
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		got = r.Header.Get("Content-Type") + " " + string(data)
		io.WriteString(w, "{}")
	})
	both := operation{id: "Both", method: "POST", path: "/both", contentType: "text/mime"}
	for want, call := range map[string]func() error{
		"text/plain a": func() error { _, err := client.Item.Upload(t.Context(), "1", "", strings.NewReader("a")); return err },
		"image/png b": func() error {
			_, err := client.Item.Upload(t.Context(), "1", "image/png", strings.NewReader("b"))
			return err
		},
		"text/plain ": func() error { _, err := client.Item.Upload(t.Context(), "1", "", http.NoBody); return err },
		"text/x c": func() error {
			_, err := call[*Item](t.Context(), client.core, &both, &Item{ID: new("1")}, []CallOption{WithRawBody("text/x", strings.NewReader("c"))})
			return err
		},
		"text/mime d": func() error {
			_, err := call[*Item](t.Context(), client.core, &both, nil, []CallOption{WithRawBody("", strings.NewReader("d"))})
			return err
		},
		`application/json {"id":"1"}`: func() error {
			_, err := call[*Item](t.Context(), client.core, &both, &Item{ID: new("1")}, nil)
			return err
		},
	} {
		if err := call(); err != nil || got != want {
			t.Errorf("sent %q (%v), want %q", got, err, want)
		}
	}
}
