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

// items implements some of the operations.
type items struct{ UnimplementedItemHandler }

func (items) Content(_ context.Context, req *ItemContentRequest) (*Stream, error) {
	switch req.Path {
	case "moved":
		return &Stream{Location: "https://elsewhere.example/"}, nil
	case "none":
		return nil, nil
	}
	return &Stream{ContentType: "text/plain", Body: io.NopCloser(strings.NewReader(req.Path))}, nil
}

func (items) Delete(_ context.Context, req *ItemRequest) error {
	switch req.ID {
	case "secret":
		return errors.New("the password is 1234")
	case "conflict":
		return fmt.Errorf("wrapped: %w", &Error{StatusCode: 409, Code: "c", Message: "m", RequestID: "r",
			Header: http.Header{"Retry-After": {"3"}}})
	case "zero":
		return &Error{}
	}
	return nil
}

func (items) List(_ context.Context, req *ItemListRequest) (*Page[*Item], error) {
	if req.HTTP.URL.Query().Has("none") {
		return new(Page[*Item]), nil
	}
	return &Page[*Item]{Value: []*Item{{ID: new("1")}}, NextLink: "n"}, nil
}

func (items) Name(_ context.Context, req *ItemNameRequest) (string, error) {
	return fmt.Sprintf("%s %d", req.Key, req.Row), nil
}

func (items) Names(_ context.Context, req *ItemNamesRequest) ([]string, error) {
	if string(req.Body) == "[]" {
		return nil, nil
	}
	return []string{string(req.Body)}, nil
}

func (items) Update(_ context.Context, req *ItemUpdateRequest) (*Item, error) {
	req.Reply.Status = 202
	req.Reply.Header.Set("Location", "/"+req.ID)
	return req.Body, nil
}

func (items) Upload(_ context.Context, req *ItemUploadRequest) (*Item, error) {
	data, err := io.ReadAll(req.Body)
	return &Item{ID: new(string(data) + req.HTTP.Header.Get("Content-Type"))}, err
}

// ask sends one request to a handler.
func ask(h http.Handler, method, target, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Content-Type", "x/y")
	h.ServeHTTP(w, r)
	return w
}

func TestHandler(t *testing.T) {
	h := NewHandler(Handlers{Item: items{}})
	for _, test := range []struct {
		method, target, body string
		status               int
		answer               string // part of it
	}{
		{"GET", "/root:/a/b:/content", "", 200, "a/b"},
		{"GET", "/v1.0/root:/moved:/content", "", 302, ""},
		{"GET", "/root:/none:/content", "", 302, ""},
		{"DELETE", "/v1.0/items/1", "", 204, ""},
		{"DELETE", "/items/secret", "", 500, `{"error":{"code":"internalError","message":"The server could not answer the request."}}`},
		{"DELETE", "/items/conflict", "", 409, `{"error":{"code":"c","message":"m","innerError":{"request-id":"r"}}}`},
		{"DELETE", "/items/zero", "", 500, `"code":"internalServerError","message":"Internal Server Error."`},
		{"GET", "/items/nameOf(key='a/b',row=-2)", "", 200, `{"value":"a/b -2"}`},
		{"GET", "/items/nameOf(key='a',row=2.5)", "", 400, `"badRequest"`},
		{"POST", "/items/names", `{"a": 1}`, 200, `{"value":["{\"a\": 1}"]}`},
		{"POST", "/items/names", `[]`, 200, `{"value":[]}`},
		{"GET", "/items", "", 200, `{"value":[{"id":"1"}],"@odata.nextLink":"n"}`},
		{"GET", "/items?none", "", 200, `{"value":[]}`},
		{"PATCH", "/items/1", `{"id":"x"}`, 202, `{"id":"x"}`},
		{"PATCH", "/items/1", ``, 202, `null`},
		{"PATCH", "/items/1", `{"id":3}`, 400, `"badRequest"`},
		{"PATCH", "/items/1", `{"id":"3"} x`, 400, `"badRequest"`},
		{"PUT", "/items/1/content", "raw ", 201, `{"id":"raw x/y"}`},
		{"PUT", "/items/1", "", 405, `"methodNotAllowed"`},
		{"GET", "/other/items/names", "", 404, `"notFound"`},
		{"GET", "/", "", 404, `"notFound"`},
	} {
		w := ask(h, test.method, test.target, test.body)
		if w.Code != test.status || !strings.Contains(w.Body.String(), test.answer) {
			t.Errorf("%s %s: %d %s", test.method, test.target, w.Code, w.Body)
		}
	}
	if allow := ask(h, "PUT", "/items/1", "").Header().Get("Allow"); allow != "DELETE, PATCH" {
		t.Errorf("Allow: %s", allow)
	}
	if wait := ask(h, "DELETE", "/items/conflict", "").Header().Get("Retry-After"); wait != "3" {
		t.Errorf("Retry-After: %s", wait)
	}
	w := ask(NewHandler(Handlers{Item: failing{err: &Error{StatusCode: 401, Header: http.Header{"Www-Authenticate": {"Bearer", "Basic"}, "Content-Length": {"7"}}}}}), "DELETE", "/items/1", "")
	if got := w.Header().Values("WWW-Authenticate"); len(got) != 2 || w.Header().Get("Content-Length") == "7" || !strings.Contains(w.Body.String(), `"code":"unauthorized"`) {
		t.Errorf("an error with headers is answered with %v %s", w.Header(), w.Body)
	}
	if location := ask(h, "PATCH", "/items/1", "{}").Header().Get("Location"); location != "/1" {
		t.Errorf("Location: %s", location)
	}
}

func TestHandlerWithoutImplementation(t *testing.T) {
	w := ask(NewHandler(Handlers{}), "PATCH", "/items/1", "{}")
	var body errorBody
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil || w.Code != 501 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if want := "Item.Update is not implemented."; body.Error.Message != want {
		t.Errorf("got %s, want %s", body.Error.Message, want)
	}
}

// TestVersions: paths are taken without a version and with any, whichever the docs have.
func TestVersions(t *testing.T) {
	for base, want := range map[string]map[string]int{
		"https://a.example/v1.0":   {"/v1.0/x": 204, "/beta/x": 204, "/BETA/x": 204, "/v2/x": 204, "/x": 204, "/beta": 404, "/vx/x": 404, "/beta/v1.0/x": 404, "/v1.0/beta/x": 404},
		"https://a.example/beta":   {"/v1.0/x": 204, "/beta/x": 204, "/x": 204, "/other/x": 404},
		"https://a.example/api/v2": {"/api/v2/x": 204, "/api/beta/x": 204, "/x": 204, "/beta/x": 404, "/v2/x": 404, "/api/x": 404},
		"https://a.example/api":    {"/api/x": 204, "/x": 204, "/v1.0/x": 404},
		"":                         {"/x": 204, "/v1.0/x": 404},
	} {
		m := newMux(base, []serviceEndpoints{{endpoints: []endpoint{
			{op: &operation{id: "A", method: "GET", path: "/x", status: []int{204}}, request: (*shareRequest)(nil)},
		}}}, []HandlerOption{WithInterceptor(func(context.Context, string, any, func(context.Context, any) (any, error)) (any, error) {
			return nil, nil
		})})
		for path, status := range want {
			if w := ask(m, "GET", path, ""); w.Code != status {
				t.Errorf("with %s, %s is answered with %d, want %d", base, path, w.Code, status)
			}
		}
	}
}

func TestHandlerOptions(t *testing.T) {
	var hooked string
	h := NewHandler(Handlers{Item: items{}}, WithPathPrefix("/api/v2/"), WithBodyLimit(10),
		WithErrorHook(func(_ context.Context, op string, err error) { hooked = op + ": " + err.Error() }))
	for target, status := range map[string]int{"/api/V2/items/1": 204, "/items/1": 404, "/v1.0/items/1": 404, "/api/v2/items/secret": 500} {
		if w := ask(h, "DELETE", target, ""); w.Code != status {
			t.Errorf("%s: %d", target, w.Code)
		}
	}
	if hooked != "Item.Delete: the password is 1234" {
		t.Errorf("the hook hears %q", hooked)
	}
	if w := ask(h, "PATCH", "/api/v2/items/1", `{"id":"too long"}`); w.Code != 413 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestNotFound gives paths that are not documented to another handler, and only these.
func TestNotFound(t *testing.T) {
	other := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusTeapot)
		_, _ = w.Write([]byte(r.Method + " " + r.URL.Path))
	})
	h := NewHandler(Handlers{Item: items{}}, WithNotFound(other))
	for target, status := range map[string]int{"DELETE /items/1": 204, "PUT /items/1": 405, "GET /health": 418, "GET /": 418} {
		method, path, _ := strings.Cut(target, " ")
		w := ask(h, method, path, "")
		if w.Code != status || status == 418 && w.Body.String() != target {
			t.Errorf("%s: %d %s, want %d", target, w.Code, w.Body, status)
		}
	}
	if w := ask(NewHandler(Handlers{Item: items{}}), "GET", "/health", ""); w.Code != 404 || !strings.Contains(w.Body.String(), `"notFound"`) {
		t.Errorf("without a hook: %d %s", w.Code, w.Body)
	}
}

func TestInterceptors(t *testing.T) {
	var order []string
	step := func(name string) HandlerOption {
		return WithInterceptor(func(ctx context.Context, op string, req any, next func(context.Context, any) (any, error)) (any, error) {
			order = append(order, name+" "+op)
			return next(ctx, req)
		})
	}
	w := ask(NewHandler(Handlers{Item: items{}}, step("a"), step("b")), "DELETE", "/items/1", "")
	if got := strings.Join(order, ", "); w.Code != 204 || got != "a Item.Delete, b Item.Delete" {
		t.Errorf("%d after %s", w.Code, got)
	}
	h := NewHandler(Handlers{}, WithInterceptor(func(ctx context.Context, _ string, _ any, next func(context.Context, any) (any, error)) (any, error) {
		return next(ctx, "something else")
	}))
	if w := ask(h, "DELETE", "/items/1", ""); w.Code != 500 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// shareRequest is a request of two operations with one route.
type shareRequest struct {
	Body  json.RawMessage `in:"body"`
	HTTP  *http.Request   `in:"http"`
	Reply *Reply          `in:"reply"`
}

func TestOperationsThatShareARoute(t *testing.T) {
	arrived := ""
	m := newMux("", []serviceEndpoints{{endpoints: []endpoint{
		{op: &operation{id: "B", method: "POST", path: "/x/{a}", status: []int{204}, bodyType: "x.b"}, request: (*shareRequest)(nil)},
		{op: &operation{id: "A", method: "POST", path: "/x/{b}", status: []int{204}, bodyType: "x.a"}, request: (*shareRequest)(nil)},
	}}}, []HandlerOption{WithInterceptor(func(_ context.Context, op string, _ any, _ func(context.Context, any) (any, error)) (any, error) {
		arrived = op
		return nil, nil
	})})
	for body, want := range map[string]string{
		`{"@odata.type":"#x.b"}`: "B", `{"@odata.type":"x.a"}`: "A", `{"@odata.type":"x.c"}`: "A", `{}`: "A", `no JSON`: "A", ``: "A",
	} {
		if ask(m, "POST", "/x/1", body); arrived != want && body != "no JSON" {
			t.Errorf("%s leads to %s, want %s", body, arrived, want)
		}
	}
}

// TestStubsLeaveTheRoute: an operation that its service's type doesn't implement leaves a
// request, and its body, to one that shares method and path.
func TestStubsLeaveTheRoute(t *testing.T) {
	ops := []*operation{
		{id: "Move", method: "PATCH", path: "/x/{a}", status: []int{200}},
		{id: "Rename", method: "PATCH", path: "/x/{a}", status: []int{200}, rank: 1},
		{id: "Update", method: "PATCH", path: "/x/{a}", status: []int{201}, rank: 2},
	}
	for implemented, want := range map[string]string{
		"Move": `200 "Move {}"`, "Update": `201 "Update {}"`, "": "501 Move is not implemented.", "Other": "501 Move is not implemented.",
	} {
		s := serviceEndpoints{stub: "stub", serve: func(_ context.Context, h, req any) (any, error) {
			r := req.(*shareRequest)
			id := r.HTTP.Pattern
			body, _ := io.ReadAll(r.HTTP.Body)
			if id == h {
				return id + " " + string(body), nil
			}
			return nil, notImplemented(&operation{id: id})
		}}
		if implemented != "" {
			s.handler = implemented
		}
		for _, op := range ops {
			s.endpoints = append(s.endpoints, endpoint{op: op, request: (*shareRequest)(nil)})
		}
		m := newMux("", []serviceEndpoints{s}, []HandlerOption{WithInterceptor(
			func(ctx context.Context, op string, req any, next func(context.Context, any) (any, error)) (any, error) {
				req.(*shareRequest).HTTP.Pattern = op
				return next(ctx, req)
			})})
		w := ask(m, "PATCH", "/x/1", "{}")
		got := fmt.Sprint(w.Code, " ", w.Body)
		var refused errorBody
		if json.Unmarshal(w.Body.Bytes(), &refused) == nil {
			got = fmt.Sprint(w.Code, " ", refused.Error.Message)
		}
		if got != want {
			t.Errorf("with %q implemented: %s, want %s", implemented, got, want)
		}
	}
}

// TestPattern: what stands around the handler learns the route, as it does of an http.ServeMux.
func TestPattern(t *testing.T) {
	h := NewHandler(Handlers{Item: items{}})
	for target, want := range map[string]string{
		"/v1.0/items/7": "DELETE /items/{id}",
		"/v1.0/nothing": "",
	} {
		r := httptest.NewRequest("DELETE", target, nil)
		h.ServeHTTP(httptest.NewRecorder(), r)
		if r.Pattern != want {
			t.Errorf("%s has the pattern %q, want %q", target, r.Pattern, want)
		}
	}
}
