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
		w := walk{core: c, op: op, args: args, body: body, opts: opts}
		for !w.over {
			var page Page[P]
			if err := w.next(ctx, &page); err != nil {
				var none P
				yield(none, err)
				return
			}
			for _, item := range page.Value {
				if !yield(item, nil) {
					return
				}
			}
			w.turn(PageInfo{page.NextLink, page.DeltaLink, page.Count})
		}
	}
}

// walk goes through the pages of a collection.
type walk struct {
	core *core
	op   *operation
	args []string
	body any
	opts []CallOption

	link string          // to the next page; "" before the first
	seen map[string]bool // links that were followed
	over bool
}

// next reads the next page into a *Page.
func (w *walk) next(ctx context.Context, page any) error {
	opts := w.opts
	if w.link != "" {
		if w.seen[w.link] {
			return fmt.Errorf("%s: the pages lead in a circle, back to %s", w.op.id, w.link)
		}
		if w.seen == nil {
			w.seen = map[string]bool{}
		}
		w.seen[w.link] = true
		opts = append(slices.Clip(opts), WithLink(w.link))
	}
	return w.core.do(ctx, w.op, w.args, w.body, page, opts)
}

// turn is called once all items of a page have been seen, and gives its links to who
// has asked for them.
func (w *walk) turn(info PageInfo) {
	w.link, w.over = info.NextLink, info.NextLink == ""
	if len(w.opts) == 0 {
		return
	}
	o, err := newCallOptions(w.opts)
	if err != nil {
		return // next has failed
	}
	if o.page != nil {
		*o.page, w.over = info, true
	}
	if o.deltaLink != nil && info.DeltaLink != "" {
		*o.deltaLink = info.DeltaLink
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
	err = withBody(resp, func(data []byte) error {
		if err := decodeResult(data, op, result); err != nil {
			return fmt.Errorf("decoding the response (%s): %w", resp.Header.Get("Content-Type"), err)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s: %w", op.id, err)
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
