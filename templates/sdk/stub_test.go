package sdk

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"testing"
)

// A service whose operations share a route, and types that implement some of it.
type (
	moveRequest struct {
		Body  *partBody     `in:"body"`
		HTTP  *http.Request `in:"http"`
		Reply *Reply        `in:"reply"`
	}
	renameRequest  moveRequest
	sharingHandler interface {
		Move(context.Context, *moveRequest) (string, error)
		Rename(context.Context, *renameRequest) (string, error)
	}
	sharingStub struct{}

	movers         struct{ sharingStub }    // a value
	pointerMover   struct{ *sharingStub }   // methods of the pointer
	deepMovers     struct{ movers }         // promoted from movers
	hiddenMovers   struct{ aside }          // the stub is further off than movers
	aside          struct{ deepMovers }     //
	wrappers       struct{ sharingHandler } // of any implementation
	explicit       struct{ sharingStub }    // calls the stub itself
	generic[T any] struct{ sharingStub }    //
	cyclic         struct {
		*cyclic
		sharingStub
	}
)

func (sharingStub) Move(context.Context, *moveRequest) (string, error) {
	return "", notImplemented(&operation{id: "Move"})
}

func (sharingStub) Rename(context.Context, *renameRequest) (string, error) {
	return "", notImplemented(&operation{id: "Rename"})
}

func (movers) Rename(context.Context, *renameRequest) (string, error)        { return "renamed", nil }
func (*pointerMover) Rename(context.Context, *renameRequest) (string, error) { return "renamed", nil }
func (generic[T]) Rename(context.Context, *renameRequest) (string, error)    { return "renamed", nil }
func (*cyclic) Rename(context.Context, *renameRequest) (string, error)       { return "renamed", nil }
func (explicit) Rename(context.Context, *renameRequest) (string, error)      { return "renamed", nil }
func (e explicit) Move(ctx context.Context, r *moveRequest) (string, error) {
	return e.sharingStub.Move(ctx, r)
}

// TestInterceptOnce: what stands around operations runs once for a request, around the one that
// answers, and not around those of an embedded stub that would have gone first.
func TestInterceptOnce(t *testing.T) {
	serve := func(ctx context.Context, handler, req any) (any, error) {
		switch r := req.(type) {
		case *moveRequest:
			return handler.(sharingHandler).Move(ctx, r)
		case *renameRequest:
			return handler.(sharingHandler).Rename(ctx, r)
		}
		return nil, errRequest
	}
	endpoints := []endpoint{
		{op: &operation{id: "Move", method: "PATCH", path: "/x", status: []int{200}}, request: (*moveRequest)(nil)},
		{op: &operation{id: "Rename", method: "PATCH", path: "/x", status: []int{200}, rank: 1}, request: (*renameRequest)(nil)},
	}
	for _, test := range []struct {
		handler any
		want    []string
	}{
		{movers{}, []string{"Rename"}},
		{&movers{}, []string{"Rename"}},
		{&pointerMover{&sharingStub{}}, []string{"Rename"}},
		{deepMovers{}, []string{"Rename"}},
		{&hiddenMovers{}, []string{"Rename"}},
		{generic[int]{}, []string{"Rename"}},
		{&cyclic{cyclic: nil}, []string{"Rename"}},
		// These hand a request on themselves, which shows only when they are called.
		{wrappers{movers{}}, []string{"Move", "Rename"}},
		{explicit{}, []string{"Move", "Rename"}},
	} {
		var ran []string
		m := newMux("", []serviceEndpoints{{endpoints, test.handler, sharingStub{}, serve}}, []HandlerOption{WithInterceptor(
			func(ctx context.Context, op string, req any, next func(context.Context, any) (any, error)) (any, error) {
				ran = append(ran, op)
				return next(ctx, req)
			})})
		w := ask(m, "PATCH", "/x", "{}")
		if got := fmt.Sprint(w.Code, " ", w.Body); got != `200 "renamed"` || !slices.Equal(ran, test.want) {
			t.Errorf("%T: %s, run %v, want %v", test.handler, got, ran, test.want)
		}
	}
	if embedsMethod(reflect.TypeFor[items](), reflect.TypeFor[UnimplementedItemHandler](), "List") {
		t.Error("a method that is declared is taken for the stub's")
	}
}

// TestWithUnimplemented: what nobody implements, and what a method leaves to the stub, is
// answered by somebody else, with the body as it came. What is implemented is not.
func TestWithUnimplemented(t *testing.T) {
	var intercepted int
	other := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %s", r.Method, r.URL.Path, body)
	})
	h := NewHandler(Handlers{Item: leaving{}}, WithUnimplemented(other), WithInterceptor(
		func(ctx context.Context, _ string, req any, next func(context.Context, any) (any, error)) (any, error) {
			intercepted++
			return next(ctx, req)
		}))
	for _, test := range []struct{ method, target, body, want string }{
		{"GET", "/v1.0/items", "", "GET /v1.0/items "},
		{"PUT", "/items/1/content", "raw", "PUT /items/1/content raw"},
		{"PATCH", "/items/1", `{"id":3}`, `{"error":{"code":"badRequest","message":"The property id is a number, where a string is documented.","target":"id"}}`},
		{"PATCH", "/items/1", `{"id":"left"}`, `PATCH /items/1 {"id":"left"}`},
		{"PATCH", "/items/1", `{"id":"kept"}`, `{"id":"kept"}`},
		{"GET", "/nothing", "", `{"error":{"code":"notFound","message":"There is no such path."}}`},
	} {
		if w := ask(h, test.method, test.target, test.body); w.Body.String() != test.want {
			t.Errorf("%s %s %s: %s, want %s", test.method, test.target, test.body, w.Body, test.want)
		}
	}
	if intercepted != 2 {
		t.Errorf("%d operations ran, want two", intercepted)
	}
	if w := ask(NewHandler(Handlers{}, WithUnimplemented(other)), "DELETE", "/items/1", ""); w.Body.String() != "DELETE /items/1 " {
		t.Errorf("without any implementation: %s", w.Body)
	}
}

// leaving implements one operation, and not for all requests.
type leaving struct{ UnimplementedItemHandler }

func (l leaving) Update(ctx context.Context, req *ItemUpdateRequest) (*Item, error) {
	if _, err := io.ReadAll(req.HTTP.Body); err != nil || Value(req.Body.ID) != "kept" {
		return l.UnimplementedItemHandler.Update(ctx, req)
	}
	return req.Body, nil
}
