package sdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
)

// refusal sends a request and reads the OData error that must come back.
func refusal(t *testing.T, h http.Handler, method, target, body string) (int, errorDetail) {
	t.Helper()
	w := ask(h, method, target, body)
	var answer errorBody
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Errorf("%s %s %s: no OData error but %s", method, target, body, w.Body)
	}
	return w.Code, answer.Error
}

// TestRefusedBodies: what a body has wrong is named by its path, however deep and whatever
// type it is in.
func TestRefusedBodies(t *testing.T) {
	h := NewHandler(Handlers{Item: items{}})
	for body, want := range map[string]string{
		`{"id":3}`:                          "id: The property id is a number, where a string is documented.",
		`{"tags":{"a":1}}`:                  "tags: The property tags is an object, where a list is documented.",
		`{"tags":["a","b",[]]}`:             "tags[2]: The property tags[2] is a list, where a string is documented.",
		`{"parent":"x"}`:                    "parent: The property parent is a string, where an object is documented.",
		`{"parent":{"parent":{"id":true}}}`: "parent.parent.id: The property parent.parent.id is a boolean, where a string is documented.",
		`{"id":"1","children":[{"id":"2"},{"tags":[]},{"parent":{"id":4}}]}`: "children[2].parent.id: The property children[2].parent.id is a number, where a string is documented.",
		`{"o\"dd":[]}`:                          `o"dd: The property o"dd is a list, where a string is documented.`,
		`{"size":"big","@odata.type":"#x.sub"}`: "size: The property size is a string, where a whole number of 32 bits is documented.",
		`{"children":[{"size":2.5,"@odata.type":"#x.sub"}],"@odata.type":"#x.item"}`: "children[0].size: The property children[0].size is a number 2.5, where a whole number of 32 bits is documented.",
		`{"size":3000000000,"@odata.type":"#x.sub"}`:                                 "size: The property size is a number 3000000000, where a whole number of 32 bits is documented.",
		`[]`:                         ": The body is a list, where an object is documented.",
		`"x"`:                        ": The body is a string, where an object is documented.",
		`{"id":"3"} x`:               ": The body is no JSON: invalid character 'x' after top-level value, at byte 12.",
		`{"id":`:                     ": The body is no JSON: unexpected end of JSON input, at byte 6.",
		`{"a":{"id":1},"parent":{}}`: "",
	} {
		status, got := refusal(t, h, "PATCH", "/items/1", body)
		if want == "" {
			if status != 202 {
				t.Errorf("%s is refused: %+v", body, got)
			}
			continue
		}
		if status != 400 || got.Code != "badRequest" || got.Target+": "+got.Message != want {
			t.Errorf("%s is answered with %d %s\n%s: %s, want\n%s", body, status, got.Code, got.Target, got.Message, want)
		}
	}
}

// TestRefusedBodiesAreCheap sends large bodies whose fault is at the end or everywhere:
// to name it must not cost more than a few times the reading.
func TestRefusedBodiesAreCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	h := NewHandler(Handlers{Item: items{}})
	for name, body := range map[string]string{
		"long":     `{"tags":[` + strings.Repeat(`"a",`, 1<<18) + `1]}`,
		"deep":     strings.Repeat(`{"parent":`, 90) + `{"id":1,"tags":[` + strings.Repeat(`"a",`, 1<<16) + `"a"]}` + strings.Repeat("}", 90),
		"repeated": `{"tags":[` + strings.Repeat(`1,`, 1<<18) + `1]}`,
	} {
		read := cputime.Of(func() { _ = json.Unmarshal([]byte(body), new(Item)) })
		took := cputime.Of(func() {
			if status, got := refusal(t, h, "PATCH", "/items/1", body); status != 400 || got.Target == "" {
				t.Errorf("%s: %d %+v", name, status, got)
			}
		})
		t.Logf("%s: reading %d bytes takes %v, refusing them %v", name, len(body), read, took)
		if took > 20*read+time.Second {
			t.Errorf("%s: refusing %d bytes takes %v, reading them %v", name, len(body), took, read)
		}
	}
}

// TestRefusedParameters: arguments, query parameters and headers are named.
func TestRefusedParameters(t *testing.T) {
	h := NewHandler(Handlers{Item: items{}})
	for target, want := range map[string]string{
		"/items/nameOf(key='a',row=2.5)": `row: The argument row is "2.5", which is no int32.`,
		"/items?since=yesterday":         `since: The query parameter since is "yesterday", which is no DateTime.`,
		"/items?a=b&deep=maybe":          `deep: The query parameter deep is "maybe", which is no bool.`,
		"/items?$top=many":               `$top: The query parameter "$top" is not what is documented: "many" is no number of items.`,
		"/items?%24skip=-1":              `$skip: The query parameter "$skip" is not what is documented: "-1" is no number of items.`,
		"/items?$count=1":                `$count: The query parameter "$count" is not what is documented: "1" is neither true nor false.`,
		"/items?x=%zz":                   `x: The query parameter "x" is not what is documented: invalid URL escape "%zz".`,
		"/items?$top=3&$count=true&deep=TRUE&since=2026-01-02T03:04:05Z&$expand=a($select=b;$top=1)&x&=": "",
	} {
		status, got := refusal(t, h, "GET", target, "")
		if want == "" {
			if status != 200 {
				t.Errorf("%s is refused: %+v", target, got)
			}
		} else if status != 400 || got.Target+": "+got.Message != want {
			t.Errorf("%s is answered with %d\n%s: %s, want\n%s", target, status, got.Target, got.Message, want)
		}
	}
}

// TestOptionFields: a handler gets documented query parameters and headers as fields.
func TestOptionFields(t *testing.T) {
	var got *ItemListRequest
	h := NewHandler(Handlers{Item: items{}}, WithInterceptor(func(ctx context.Context, _ string, req any, next func(context.Context, any) (any, error)) (any, error) {
		got = req.(*ItemListRequest)
		return next(ctx, req)
	}))
	r := httptest.NewRequest("GET", "/items?since=2026-01-02T03:04:05Z&deep=false", nil)
	r.Header.Add("session-id", "a")
	r.Header.Add("session-id", "b")
	h.ServeHTTP(httptest.NewRecorder(), r)
	if got == nil || got.Since.Time.Format(time.DateOnly) != "2026-01-02" || got.Deep == nil || *got.Deep || got.Session != "a, b" {
		t.Errorf("the handler gets %+v", got)
	}
	ask(h, "GET", "/items", "")
	if got.Since != nil || got.Deep != nil || got.Session != "" {
		t.Errorf("without parameters the handler gets %+v", got)
	}
}

// failing answers everything with an error.
type failing struct {
	UnimplementedItemHandler
	err error
}

func (f failing) Delete(context.Context, *ItemRequest) error { return f.err }

// TestSentinels: a handler that returns a sentinel answers with its status, and a client
// finds the sentinel again. What it is wrapped in stays here, and is not the hook's affair.
func TestSentinels(t *testing.T) {
	for status, sentinel := range sentinels {
		hooked := false
		h := NewHandler(Handlers{Item: failing{err: fmt.Errorf("the password is 1234: %w", sentinel)}},
			WithErrorHook(func(context.Context, string, error) { hooked = true }))
		client, _ := serve(t, h.ServeHTTP, WithRetry(1, 0))
		err := client.Item.Delete(t.Context(), "1")
		var e *Error
		if !errors.As(err, &e) || !errors.Is(err, sentinel) || e.StatusCode != status || e.Code == "" || e.Message == "" || hooked {
			t.Errorf("%v is answered with %v, hooked %t", sentinel, err, hooked)
		} else if strings.Contains(string(e.Body), "1234") {
			t.Errorf("%v: the answer tells more than it should: %s", sentinel, e.Body)
		}
	}
	if code := errorCode(ErrTooManyRequests.Error()); code != "tooManyRequests" {
		t.Errorf("the code is %s", code)
	}
	h := NewHandler(Handlers{Item: failing{err: errors.Join(ErrConflict, ErrNotFound)}})
	for range 20 {
		if w := ask(h, "DELETE", "/items/1", ""); w.Code != 404 {
			t.Fatalf("two sentinels are answered with %d", w.Code)
		}
	}
	if w := ask(NewHandler(Handlers{Item: failing{err: (*Error)(nil)}}), "DELETE", "/items/1", ""); w.Code != 500 {
		t.Errorf("an error that is a nil pointer is answered with %d", w.Code)
	}
}

// TestErrorTarget: the client knows what the server names as the fault.
func TestErrorTarget(t *testing.T) {
	client, _ := serve(t, answer(400, `{"error":{"code":"x","message":"y","target":"a.b[2]"}}`))
	_, err := client.Item.Get(t.Context(), "1")
	var e *Error
	if !errors.As(err, &e) || e.Target != "a.b[2]" {
		t.Errorf("got %+v", e)
	}
}
