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
		for link := ""; ; {
			page, err := call[Page[T]](ctx, c, op, args, body, following(opts, link))
			if err == nil && page.NextLink != "" && page.NextLink == link {
				err = fmt.Errorf("%s: the page at %s leads to itself", op.id, link)
			}
			if err != nil {
				yield(*new(T), err)
				return
			}
			for _, item := range page.Value {
				if !yield(item, nil) {
					return
				}
			}
			if link = page.NextLink; link == "" {
				return
			}
		}
	}
}

// following returns the options that ask for a link, unless it is empty.
func following(opts []CallOption, link string) []CallOption {
	if link == "" {
		return opts
	}
	return append(slices.Clip(opts), WithLink(link))
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
	if err := decodeResult(data, op.wrapped, result); err != nil {
		return fmt.Errorf("%s: decoding the response (%s): %w",
			op.id, resp.Header.Get("Content-Type"), err)
	}
	return nil
}
