package sdk

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"
)

// The generic functions below are one line each, so that an operation costs the
// compiler next to nothing; the work is done in do.

// call returns a pointer to the result. It is never nil without an error, also
// if the server answers 204 No Content.
func call[T any](ctx context.Context, c *core, op *operation, args []string, body any, opts []CallOption) (*T, error) {
	result := new(T)
	if err := c.do(ctx, op, args, body, result, opts); err != nil {
		return nil, err
	}
	return result, nil
}

// callValue returns the result itself: the zero value if there is no body.
func callValue[T any](ctx context.Context, c *core, op *operation, args []string, body any, opts []CallOption) (T, error) {
	var result T
	err := c.do(ctx, op, args, body, &result, opts)
	return result, err
}

// callNone calls an operation without a result.
func callNone(ctx context.Context, c *core, op *operation, args []string, body any, opts []CallOption) error {
	return c.do(ctx, op, args, body, nil, opts)
}

// callStream returns the body of the response. The caller closes it.
func callStream(ctx context.Context, c *core, op *operation, args []string, body any, opts []CallOption) (io.ReadCloser, error) {
	resp, err := c.send(ctx, op, args, body, opts)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// list returns all items of a collection, page after page.
func list[T any](ctx context.Context, c *core, op *operation, args []string, body any, opts []CallOption) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		seen := map[string]bool{}
		for link, more := "", true; more; {
			var page Page[T]
			err := c.nextPage(ctx, op, args, body, &page, opts, link, seen)
			if err != nil {
				yield(*new(T), err)
				return
			}
			for i := range page.Value {
				if !yield(page.Value[i], nil) {
					return
				}
			}
			link, more = page.NextLink, page.NextLink != ""
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

// do makes one call and reads its result, if result is not nil. Retries, when
// they come, go around the call of send.
func (c *core) do(ctx context.Context, op *operation, args []string, body, result any, opts []CallOption) error {
	resp, err := c.send(ctx, op, args, body, opts)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
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
