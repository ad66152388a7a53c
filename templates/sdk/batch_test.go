package sdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// batching answers batches part by part and notes what they hold.
type batching struct {
	t      *testing.T
	answer func(batchRequest) batchResponse

	mu      sync.Mutex
	batches [][]batchRequest
	headers []http.Header
}

func (b *batching) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body struct{ Requests []batchRequest }
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || r.URL.Path != "/v1.0/$batch" || r.Method != "POST" {
		b.t.Errorf("%s %s: %v", r.Method, r.URL.Path, err)
	}
	b.mu.Lock()
	b.batches = append(b.batches, body.Requests)
	b.headers = append(b.headers, r.Header)
	b.mu.Unlock()
	var answer struct {
		Responses []batchResponse `json:"responses"`
	}
	for _, part := range body.Requests {
		if resp := b.answer(part); resp.Status != 0 {
			resp.ID = part.ID
			answer.Responses = append([]batchResponse{resp}, answer.Responses...) // in another order
		}
	}
	json.NewEncoder(w).Encode(answer)
}

func itemAnswer(part batchRequest) batchResponse {
	id := part.URL[strings.LastIndexByte(part.URL, '/')+1:]
	return batchResponse{Status: 200, Headers: map[string]string{"Content-Type": "application/json"},
		Body: json.RawMessage(fmt.Sprintf(`{"id":%q}`, id))}
}

func TestBatchSendsAllAtOnce(t *testing.T) {
	server := &batching{t: t, answer: itemAnswer}
	client, _ := serve(t, server.ServeHTTP, WithToken(func(context.Context) (string, error) { return "secret", nil }))
	const n = 2*maxBatch + 5
	items := make([]*Item, n)
	var calls []func(context.Context, *Client) error
	for i := range n {
		calls = append(calls, func(ctx context.Context, c *Client) (err error) {
			items[i], err = c.Item.Update(ctx, fmt.Sprint(i), &Item{ID: new("x")})
			return err
		})
	}
	if err := Batch(t.Context(), client, calls...); err != nil {
		t.Fatal(err)
	}
	for i, item := range items {
		if Value(item.ID) != fmt.Sprint(i) {
			t.Errorf("item %d has the answer %q", i, Value(item.ID))
		}
	}
	if len(server.batches) != 3 || len(server.batches[0]) != maxBatch || len(server.batches[2]) != 5 {
		t.Fatalf("%d batches", len(server.batches))
	}
	if server.headers[0].Get("Authorization") != "Bearer secret" {
		t.Error("the batch has no token")
	}
	part := server.batches[0][0]
	if part.Method != "PATCH" || !strings.HasPrefix(part.URL, "/items/") || string(part.Body) != `{"id":"x"}` ||
		part.Headers["Content-Type"] != "application/json" || part.Headers["Authorization"] != "" {
		t.Errorf("the part is %+v", part)
	}
}

// TestBatchRounds makes requests that need the answer of another.
func TestBatchRounds(t *testing.T) {
	server := &batching{t: t, answer: itemAnswer}
	client, _ := serve(t, server.ServeHTTP)
	chain := func(ctx context.Context, c *Client) error {
		first, err := c.Item.Get(ctx, "1")
		if err != nil {
			return err
		}
		second, err := c.Item.Get(ctx, Value(first.ID)+"2")
		if err == nil && Value(second.ID) != "12" {
			err = fmt.Errorf("got %q", Value(second.ID))
		}
		return err
	}
	alone := func(ctx context.Context, c *Client) error { return nil }
	if err := Batch(t.Context(), client, chain, chain, alone); err != nil {
		t.Fatal(err)
	}
	if len(server.batches) != 2 || len(server.batches[0]) != 2 || len(server.batches[1]) != 2 {
		t.Errorf("the batches are %v", server.batches)
	}
	if err := Batch(t.Context(), client); err != nil {
		t.Error(err)
	}
}

func TestBatchErrors(t *testing.T) {
	server := &batching{t: t, answer: func(part batchRequest) batchResponse {
		switch part.URL {
		case "/items/gone":
			return batchResponse{Status: 404, Body: json.RawMessage(`{"error":{"code":"itemNotFound","message":"Gone."}}`)}
		case "/items/lost":
			return batchResponse{}
		case "/items/odd":
			return batchResponse{Status: 7}
		}
		return itemAnswer(part)
	}}
	client, _ := serve(t, server.ServeHTTP)
	get := func(id string, err *error) func(context.Context, *Client) error {
		return func(ctx context.Context, c *Client) error {
			_, *err = c.Item.Get(ctx, id)
			return *err
		}
	}
	var gone, lost, odd, fine error
	joined := Batch(t.Context(), client, get("gone", &gone), get("lost", &lost), get("odd", &odd), get("1", &fine))
	var e *Error
	if !errors.As(gone, &e) || e.Code != "itemNotFound" || e.Operation != "Item.Get" || !errors.Is(joined, ErrNotFound) {
		t.Errorf("gone: %v", gone)
	}
	if lost == nil || odd == nil || fine != nil || strings.Count(joined.Error(), "\n") != 2 {
		t.Errorf("lost: %v, odd: %v, fine: %v, all: %v", lost, odd, fine, joined)
	}

	refused, _ := serve(t, answer(403, `{"error":{"code":"no","message":"no"}}`))
	if err := Batch(t.Context(), refused, get("1", &fine)); !errors.Is(err, ErrForbidden) {
		t.Errorf("a batch that is refused: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var other error
	if err := Batch(ctx, client, get("1", &fine), get("2", &other)); !errors.Is(err, context.Canceled) {
		t.Errorf("a batch whose context has ended: %v", err)
	}
}

func TestBatchBodies(t *testing.T) {
	server := &batching{t: t, answer: func(part batchRequest) batchResponse {
		switch {
		case part.Method == "DELETE":
			return batchResponse{Status: 204}
		case part.Method == "PUT" && string(part.Body) != `"aGVsbG8_"` && part.Headers["Content-Type"] == "image/png":
			t.Errorf("bytes travel as %s", part.Body)
		case part.Method == "PUT" && string(part.Body) != `"hello?"` && part.Headers["Content-Type"] == "text/plain":
			t.Errorf("text travels as %s", part.Body)
		case part.URL == "/root:/a:/content":
			return batchResponse{Status: 200, Headers: map[string]string{"content-type": "image/png"}, Body: json.RawMessage(`"aGVsbG8/"`)}
		case part.URL == "/root:/b:/content":
			return batchResponse{Status: 200, Headers: map[string]string{"content-type": "text/csv"}, Body: json.RawMessage(`"a,b"`)}
		}
		return itemAnswer(part)
	}}
	client, _ := serve(t, server.ServeHTTP)
	upload := func(contentType string) func(context.Context, *Client) error {
		return func(ctx context.Context, c *Client) error {
			_, err := c.Item.Upload(ctx, "1", contentType, strings.NewReader("hello?"))
			return err
		}
	}
	download := func(path, want string) func(context.Context, *Client) error {
		return func(ctx context.Context, c *Client) error {
			stream, err := c.Item.Content(ctx, path)
			if err != nil {
				return err
			}
			if data, _ := io.ReadAll(stream); string(data) != want {
				return fmt.Errorf("%s has the content %q", path, data)
			}
			return stream.Close()
		}
	}
	err := Batch(t.Context(), client, upload("image/png"), upload("text/plain"), download("a", "hello?"), download("b", "a,b"),
		func(ctx context.Context, c *Client) error { return c.Item.Delete(ctx, "1") })
	if err != nil {
		t.Error(err)
	}
}

// TestBatchFollowsRedirects leads out of a batch to another host, without credentials.
func TestBatchFollowsRedirects(t *testing.T) {
	var asked http.Header
	_, other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header
		io.WriteString(w, "bytes")
	})
	server := &batching{t: t, answer: func(batchRequest) batchResponse {
		return batchResponse{Status: 302, Headers: map[string]string{"Location": other.URL + "/file"}}
	}}
	client, _ := serve(t, server.ServeHTTP, WithToken(func(context.Context) (string, error) { return "secret", nil }))
	err := Batch(t.Context(), client, func(ctx context.Context, c *Client) error {
		stream, err := c.Item.Content(ctx, "a", WithHeader("X-Secret", "1"))
		if err != nil {
			return err
		}
		defer stream.Close()
		if data, _ := io.ReadAll(stream); string(data) != "bytes" {
			return fmt.Errorf("got %q", data)
		}
		return nil
	})
	if err != nil || asked.Get("Authorization") != "" || asked.Get("X-Secret") != "" {
		t.Errorf("%v; the other host was told %v", err, asked)
	}
}

// TestBatchLeavesOutWhatIsAbandoned ends a call before the batch is sent: its request
// must not be sent after all.
func TestBatchLeavesOutWhatIsAbandoned(t *testing.T) {
	server := &batching{t: t, answer: itemAnswer}
	client, _ := serve(t, server.ServeHTTP)
	gone := make(chan struct{})
	err := Batch(t.Context(), client,
		func(ctx context.Context, c *Client) error {
			defer close(gone)
			ctx, cancel := context.WithTimeout(ctx, time.Millisecond)
			defer cancel()
			return c.Item.Delete(ctx, "victim")
		},
		func(ctx context.Context, c *Client) error {
			<-gone
			_, err := c.Item.Get(ctx, "1")
			return err
		})
	if !errors.Is(err, context.DeadlineExceeded) || len(server.batches) != 1 || len(server.batches[0]) != 1 || server.batches[0][0].URL != "/items/1" {
		t.Errorf("%v; sent was %v", err, server.batches)
	}
}

func TestBatchOfBadCalls(t *testing.T) {
	client, _ := serve(t, answer(200, "{}"))
	if err := Batch(t.Context(), client, nil); err == nil {
		t.Error("a nil call is taken")
	}
	defer func() {
		if recover() != "mine" {
			t.Error("the panic of a call doesn't reach the caller")
		}
	}()
	_ = Batch(t.Context(), client, func(context.Context, *Client) error { panic("mine") })
}

// TestBatchOrder: the requests of a batch are in the order of the calls, whenever they come.
func TestBatchOrder(t *testing.T) {
	server := &batching{t: t, answer: itemAnswer}
	client, _ := serve(t, server.ServeHTTP)
	const n = maxBatch + 3
	var calls []func(context.Context, *Client) error
	for i := range n {
		calls = append(calls, func(ctx context.Context, c *Client) error {
			time.Sleep(time.Duration(n-i) * time.Millisecond)
			item, err := c.Item.Get(ctx, fmt.Sprint(i))
			if err == nil && Value(item.ID) != fmt.Sprint(i) {
				t.Errorf("call %d gets %s", i, Value(item.ID))
			}
			return err
		})
	}
	if err := Batch(t.Context(), client, calls...); err != nil {
		t.Fatal(err)
	}
	i := 0
	for _, batch := range server.batches {
		for n, part := range batch {
			if want := fmt.Sprintf("/items/%d", i); part.URL != want || part.ID != fmt.Sprint(n+1) {
				t.Errorf("request %s of a batch is %s, want %s", part.ID, part.URL, want)
			}
			i++
		}
	}
}
