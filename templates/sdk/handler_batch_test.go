package sdk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	stdlog "log"
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
		seen = append(seen, r.Method+" "+r.RequestURI+" "+r.Header.Get("Authorization")+r.Header.Get("Cookie")+" "+r.Header.Get("X-A"))
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
		{"id":"1","method":"DELETE","url":"/items/1"}, {"id":"2","method":"GET","url":"other/odd?a=b","headers":{"authorization":"Bearer own","Cookie":"own","X-A":"x"}}]}`))
	r.Header.Set("Authorization", "Bearer outer")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	const want = `{"responses":[{"id":"1","status":204,"headers":{},"body":null},{"id":"2","status":200,"headers":{"Content-Type":"application/json"},"body":"{oops"}]}`
	if w.Code != 200 || strings.TrimSpace(w.Body.String()) != want || fmt.Sprint(seen) != "[GET /v1.0/other/odd?a=b Bearer outer x]" {
		t.Errorf("%d %s, seen %q", w.Code, w.Body, seen)
	}
	seen = nil
	end := `{"method":"GET","url":"/other/end","id":`
	w = httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(ctx, "POST", "/v1.0/$batch", strings.NewReader(`{"requests":[`+end+`"1"},`+end+`"2"}]}`)))
	if len(seen) != 1 || w.Code != 504 {
		t.Errorf("%d parts of a batch that nobody waits for are answered, the batch with %d", len(seen), w.Code)
	}
}

// TestHandlerBatchInvalid: what OData doesn't allow of a batch refuses it as a whole, and the
// error tells where.
func TestHandlerBatchInvalid(t *testing.T) {
	asked := 0
	h := NewHandler(Handlers{Item: items{}}, WithNotFound(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ })))
	const first = `{"id":"1","method":"GET","url":"/other"}`
	for part, want := range map[string]string{
		`{"id":"1","method":"GET","url":"/b"}`:                             `400 requests[1].id The id "1" is that of an earlier request, too.`,
		`{"method":"GET","url":"/b"}`:                                      `400 requests[1].id A request of the batch has no id.`,
		`{"id":"2","url":"/b"}`:                                            `400 requests[1].method The request "2" has no method.`,
		`{"id":"2","method":"GET"}`:                                        `400 requests[1].url The request "2" has no url.`,
		`{"id":"2","method":"GET","url":"/b","dependsOn":["1","3"]}`:       `400 requests[1].dependsOn The request "2" depends on "3", which is no request before it.`,
		`{"id":"2","method":"GET","url":"/b","dependsOn":["2"]}`:           `400 requests[1].dependsOn The request "2" depends on "2", which is no request before it.`,
		`{"id":"2","method":"GET","url":"/b","atomicityGroup":"g"}`:        `501 requests[1].atomicityGroup Groups of requests that are done all or none are not implemented.`,
		`{"id":2,"method":"GET","url":"/b"}`:                               `400 requests[1].id The property requests[1].id is a number, where a string is documented.`,
		`{"id":"2","method":"GET","url":"/b","headers":{"X-Count":[1,2]}}`: `400 requests[1].headers.X-Count The property requests[1].headers.X-Count is a list, where a string is documented.`,
	} {
		w := ask(h, "POST", "/v1.0/$batch", `{"requests":[`+first+","+part+`]}`)
		var answer errorBody
		err := json.Unmarshal(w.Body.Bytes(), &answer)
		if got := fmt.Sprint(w.Code, " ", answer.Error.Target, " ", answer.Error.Message); err != nil || got != want {
			t.Errorf("%s\nis answered with %s\nwant %s", part, got, want)
		}
	}
	r := httptest.NewRequest("POST", "/v1.0/$batch", strings.NewReader("--b--"))
	r.Header.Set("Content-Type", "Multipart/mixed; boundary=b")
	w := httptest.NewRecorder()
	if h.ServeHTTP(w, r); w.Code != 415 {
		t.Errorf("the other form of batches is answered with %d", w.Code)
	}
	if asked > 0 {
		t.Errorf("%d requests of refused batches were answered", asked)
	}
}

// TestHandlerBatchIsolates: a part that panics or says too much harms no other, and is answered
// as net/http would answer it alone.
func TestHandlerBatchIsolates(t *testing.T) {
	var log bytes.Buffer
	var tooMuch error
	h := NewHandler(Handlers{Item: items{}}, WithNotFound(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1.0/panic":
			w.WriteHeader(http.StatusAccepted)
			panic("oh no")
		case "/v1.0/abort":
			panic(http.ErrAbortHandler)
		case "/v1.0/status":
			w.WriteHeader(42)
		case "/v1.0/large":
			w.Write(make([]byte, 1200))
			_, tooMuch = w.Write(make([]byte, 1200))
		case "/v1.0/late":
			io.WriteString(w, "words <b>")
			w.Header().Set("X-Late", "1")
		case "/v1.0/path":
			io.WriteString(w, r.PathValue("rest"))
		case "/v1.0/none":
			w.WriteHeader(http.StatusNoContent)
			w.Write([]byte("x"))
		}
	})))
	h.(*mux).answerLimit = 2000
	outer := http.NewServeMux()
	outer.Handle("/{rest...}", h)
	server := httptest.NewUnstartedServer(outer)
	server.Config.ErrorLog = stdlog.New(&log, "", 0)
	server.Start()
	defer server.Close()
	var body []string
	for i, path := range []string{"panic", "abort", "status", "large", "late", "path", "none"} {
		body = append(body, fmt.Sprintf(`{"id":"%d","method":"GET","url":"/%s"}`, i, path))
	}
	body = append(body, `{"id":"head","method":"HEAD","url":"/late"}`, `{"id":"after","method":"GET","url":"/late","dependsOn":["0"]}`)
	resp, err := http.Post(server.URL+"/v1.0/$batch", "application/json", strings.NewReader(`{"requests":[`+strings.Join(body, ",")+`]}`))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer struct{ Responses []batchResponse }
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	want := []string{`500  internalError`, `502  badGateway`, `500  internalError`, `507  insufficientStorage`, `200 text/plain; charset=utf-8 "words \u003cb\u003e"`,
		`200 text/plain; charset=utf-8 "v1.0/$batch"`, `204  null`, `200  null`, `424  failedDependency`}
	for i, r := range answer.Responses {
		got := fmt.Sprintf("%d %s %s", r.Status, r.Headers["X-Late"]+r.Headers["Content-Type"], r.Body)
		var refused errorBody
		if r.Status >= 400 && json.Unmarshal(r.Body, &refused) == nil {
			got = fmt.Sprintf("%d  %s", r.Status, refused.Error.Code)
		}
		if i >= len(want) || got != want[i] {
			t.Errorf("part %d is answered with %s, want %q", i, got, want)
		}
	}
	if len(answer.Responses) != len(want) {
		t.Errorf("%d parts are answered", len(answer.Responses))
	}
	if !errors.Is(tooMuch, errBatchFull) {
		t.Errorf("who writes too much hears %v", tooMuch)
	}
	if text := log.String(); strings.Count(text, "http: panic serving") != 2 || !strings.Contains(text, "GET /v1.0/panic of a batch: oh no\n") || !strings.Contains(text, "handler_batch_test.go") {
		t.Errorf("the log says %s", text)
	}
}

// TestHandlerBatchURLs: a part may say the whole of its URL, as long as it lies below the batch's,
// and its method in any case.
func TestHandlerBatchURLs(t *testing.T) {
	var seen string
	h := NewHandler(Handlers{Item: items{}}, WithNotFound(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		seen = r.Method + " " + r.URL.RequestURI() + " " + r.RequestURI
	})))
	for _, handler := range []struct {
		http.Handler
		batch, outer string
	}{
		{h, "/v1.0/$batch", ""}, {http.StripPrefix("/api", h), "/api/v1.0/$batch", "/api"}, {h, "/$batch", ""},
	} {
		base := strings.TrimSuffix(strings.TrimPrefix(handler.batch, handler.outer), "/$batch")
		want := "GET " + base + "/x/y%2Fz?a=b " + handler.outer + base + "/x/y%2Fz?a=b"
		for part, want := range map[string]string{
			"/x/y%2Fz?a=b": want, "x/y%2Fz?a=b": want, handler.outer + base + "/x/y%2Fz?a=b": want,
			"http://example.com" + handler.outer + base + "/x/y%2Fz?a=b": want, "https://EXAMPLE.com" + handler.outer + base + "/x/y%2Fz?a=b": want,
			"//example.com" + handler.outer + base + "/x/y%2Fz?a=b":  want,
			"http://elsewhere.example" + handler.outer + base + "/x": "", "http://example.com" + handler.outer + base + "/../x": "",
			"http://u@example.com" + handler.outer + base + "/x": "", "mailto:x": "", "http://example.com:80" + handler.outer + base + "/x": "",
		} {
			seen = ""
			ask(handler, "POST", handler.batch, `{"requests":[{"id":"1","method":"get","url":"`+part+`"}]}`)
			if seen != want {
				t.Errorf("%s in %s: %q, want %q", part, handler.batch, seen, want)
			}
		}
	}
	seen = ""
	ask(h, "POST", "/v1.0/$batch", `{"requests":[{"id":"1","method":"GET","url":"http://example.com/admin"}]}`)
	if seen != "" {
		t.Errorf("a part above the batch: %s", seen)
	}
}
