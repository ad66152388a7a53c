package sdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestHandlerBatch: the client's batches are answered by the handler, part by part.
func TestHandlerBatch(t *testing.T) {
	h := NewHandler(Handlers{Item: items{}})
	client, _ := serve(t, h.ServeHTTP, WithRetry(1, 0))
	var updated, uploaded *Item
	var text []byte
	var refused error
	err := Batch(t.Context(), client, func(ctx context.Context, c *Client) (err error) {
		updated, err = c.Item.Update(ctx, "1", &Item{ID: new("x")})
		return err
	}, func(ctx context.Context, c *Client) (err error) {
		uploaded, err = c.Item.Upload(ctx, "1", "text/plain", strings.NewReader("words"))
		return err
	}, func(ctx context.Context, c *Client) error {
		body, err := c.Item.Content(ctx, "a")
		if err == nil {
			text, err = io.ReadAll(body)
		}
		return err
	}, func(ctx context.Context, c *Client) error {
		refused = c.Item.Delete(ctx, "conflict")
		return nil
	})
	if err != nil || Value(updated.ID) != "x" || Value(uploaded.ID) != "wordstext/plain" || string(text) != "a" {
		t.Errorf("%v, %v, %v, %q", err, updated, uploaded, text)
	}
	if !errors.Is(refused, ErrConflict) {
		t.Errorf("the refused part: %v", refused)
	}
}

// TestHandlerBatchRefused: what is no batch, and parts that depend on what has failed or would
// batch again.
func TestHandlerBatchRefused(t *testing.T) {
	h := NewHandler(Handlers{Item: items{}})
	many := `{"requests":[` + strings.Repeat(`{"id":"1","method":"GET","url":"/items"},`, maxBatch) + `{}]}`
	for body, want := range map[string]int{`{`: 400, `{"requests":{}}`: 400, many: 400, `{}`: 400, `null`: 400} {
		if w := ask(h, "POST", "/v1.0/$batch", body); w.Code != want {
			t.Errorf("%.40s is answered with %d", body, w.Code)
		}
	}
	w := ask(NewHandler(Handlers{Item: items{}}, WithBodyLimit(5)), "POST", "/$batch", `{"requests":[]}`)
	if w.Code != 413 {
		t.Errorf("a large batch is answered with %d", w.Code)
	}
	for target, want := range map[string]int{"/beta/$batch": 200, "/$batch": 200, "/other/$batch": 404, "/v1.0/items/$batch": 405, "/v1.0/%24batch": 200, "/v1.0%2F$batch": 404} {
		if w := ask(h, "POST", target, `{"requests":[]}`); w.Code != want {
			t.Errorf("%s is answered with %d", target, w.Code)
		}
	}
	w = ask(h, "POST", "/v1.0/$batch", `{"requests":[{"id":"a","method":"DELETE","url":"/items/conflict"},
		{"id":"b","method":"DELETE","url":"/items/1","dependsOn":["a"]}, {"id":"c","method":"DELETE","url":"/items/1","dependsOn":["b"]},
		{"id":"d","method":"DELETE","url":"items/1"}, {"id":"e","method":"POST","url":"/$batch","body":{}},
		{"id":"f","method":"GET","url":"/%zz"}, {"id":"g","method":"GET","url":"//elsewhere.example/items"},
		{"id":"h","method":"GET","url":"/items/1/../../../admin"}, {"id":"i","method":"GET","url":"/%2e%2e/admin"}, {"id":"j","method":"GET","url":"https://elsewhere.example/v1.0/items"}]}`)
	var answer struct{ Responses []batchResponse }
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 200 {
		t.Fatalf("%d %v", w.Code, err)
	}
	got := map[string]int{}
	for _, r := range answer.Responses {
		got[r.ID] = r.Status
	}
	for id, want := range map[string]int{"a": 409, "b": 424, "c": 424, "d": 204, "e": 400, "f": 400, "g": 400, "h": 400, "i": 400, "j": 400} {
		if got[id] != want {
			t.Errorf("part %s is answered with %d, want %d", id, got[id], want)
		}
	}
}

// TestHandlerBatchParts: a part is a request of its own below the batch's path, with the credentials
// of the batch, and whatever it is answered with doesn't harm the others.
func TestHandlerBatchParts(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var seen []string
	h := NewHandler(Handlers{Item: items{}}, WithNotFound(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Method+" "+r.RequestURI+" "+r.Header.Get("Authorization")+" "+r.Header.Get("X-A"))
		switch r.URL.Path {
		case "/v1.0/other/odd":
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusEarlyHints)
			io.WriteString(w, "{oops")
		case "/v1.0/other/end":
			cancel()
		}
	})))
	r := httptest.NewRequestWithContext(ctx, "POST", "/v1.0/%24batch", strings.NewReader(`{"requests":[
		{"id":"1","method":"DELETE","url":"/items/1"}, {"id":"2","method":"GET","url":"other/odd?a=b","headers":{"authorization":"Bearer own","X-A":"x"}}]}`))
	r.Header.Set("Authorization", "Bearer outer")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	const want = `{"responses":[{"id":"1","status":204,"headers":{},"body":null},{"id":"2","status":200,"headers":{"Content-Type":"application/json"},"body":"{oops"}]}`
	if w.Code != 200 || strings.TrimSpace(w.Body.String()) != want || fmt.Sprint(seen) != "[GET /v1.0/other/odd?a=b Bearer outer x]" {
		t.Errorf("%d %s, seen %q", w.Code, w.Body, seen)
	}
	seen = nil
	end := `{"id":"1","method":"GET","url":"/other/end"}`
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, "POST", "/v1.0/$batch", strings.NewReader(`{"requests":[`+end+","+end+`]}`)))
	if len(seen) != 1 {
		t.Errorf("%d parts of a batch that nobody waits for are answered", len(seen))
	}
}
