package sdk

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"reflect"
	"slices"
)

// Results are pointers to objects, which have one shape for the compiler: it makes
// call and list once and not once a type. Inlined, list would be made anew for every
// method.

// call returns the result of an operation. A pointer is never nil without an error,
// also if the server answers 204 No Content.
//
//go:noinline
func call[R any](ctx context.Context, c *core, op *operation, body any, opts []CallOption, args ...string) (R, error) {
	var result R
	if err := c.do(ctx, op, args, body, &result, opts); err != nil {
		var none R
		return none, err
	}
	return result, nil
}

// callNone calls an operation without a result.
func callNone(ctx context.Context, c *core, op *operation, body any, opts []CallOption, args ...string) error {
	return c.do(ctx, op, args, body, nil, opts)
}

// callStream returns the body of the response. The caller closes it.
func callStream(ctx context.Context, c *core, op *operation, body any, opts []CallOption, args ...string) (io.ReadCloser, error) {
	resp, err := c.send(ctx, op, args, body, opts)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// list returns all items of a collection, page after page.
//
//go:noinline
func list[P any](ctx context.Context, c *core, op *operation, body any, opts []CallOption, args ...string) iter.Seq2[P, error] {
	return func(yield func(P, error) bool) {
		seen := map[string]bool{}
		for link, more := "", true; more; {
			var page Page[P]
			err := c.nextPage(ctx, op, args, body, &page, opts, link, seen)
			if err != nil {
				var none P
				yield(none, err)
				return
			}
			for _, item := range page.Value {
				if !yield(item, nil) {
					return
				}
			}
			if link, more = page.NextLink, page.NextLink != ""; !more {
				saveDeltaLink(opts, page.DeltaLink)
			}
		}
	}
}

// nextPage reads the page that the link leads to; the first one if it is empty.
// seen are the links that were followed already.
func (c *core) nextPage(ctx context.Context, op *operation, args []string, body, page any, opts []CallOption, link string, seen map[string]bool) error {
	if link != "" {
		if seen[link] {
			return fmt.Errorf("%s: the pages lead in a circle, back to %s", op.id, link)
		}
		seen[link] = true
		opts = append(slices.Clip(opts), WithLink(link))
	}
	return c.do(ctx, op, args, body, page, opts)
}

// saveDeltaLink gives the last page's link to who has asked for it.
func saveDeltaLink(opts []CallOption, link string) {
	if o, err := newCallOptions(opts); err == nil && o.deltaLink != nil && link != "" {
		*o.deltaLink = link
	}
}

// do makes one call and reads its result, if result is not nil.
func (c *core) do(ctx context.Context, op *operation, args []string, body, result any, opts []CallOption) error {
	resp, err := c.send(ctx, op, args, body, opts)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	result = destination(result)
	if result == nil || resp.StatusCode == http.StatusNoContent {
		// Reading to the end lets the connection be used again.
		_, _ = io.CopyN(io.Discard, resp.Body, maxErrorBody)
		return nil
	}
	data, err := readBody(resp)
	if err != nil {
		return fmt.Errorf("%s: reading the response: %w", op.id, err)
	}
	if err := decodeResult(data, op, result); err != nil {
		return fmt.Errorf("%s: decoding the response (%s): %w",
			op.id, resp.Header.Get("Content-Type"), err)
	}
	return nil
}

// destination returns what a result is read into: the object itself, newly made, if
// the result is a pointer to it.
func destination(result any) any {
	if result == nil {
		return nil
	}
	v := reflect.ValueOf(result).Elem()
	if v.Kind() != reflect.Pointer {
		return result
	}
	v.Set(reflect.New(v.Type().Elem()))
	return v.Interface()
}
