package sdk

import (
	"context"
	"fmt"
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
		{&cyclic{}, []string{"Rename"}},
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
