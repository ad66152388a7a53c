package sdk

import (
	"context"
	"iter"
)

// Path arguments are passed one by one where there are up to three, as nearly always:
// making a slice of them in each method is a twentieth of what compiling it takes. More
// go to call, callNone and list themselves.

//go:noinline
func call0[R any](ctx context.Context, c *core, op *operation, body any, opts []CallOption) (R, error) {
	return call[R](ctx, c, op, body, opts)
}

//go:noinline
func call1[R any](ctx context.Context, c *core, op *operation, body any, opts []CallOption, arg string) (R, error) {
	return call[R](ctx, c, op, body, opts, arg)
}

//go:noinline
func call2[R any](ctx context.Context, c *core, op *operation, body any, opts []CallOption, a, b string) (R, error) {
	return call[R](ctx, c, op, body, opts, a, b)
}

//go:noinline
func call3[R any](ctx context.Context, core *core, op *operation, body any, opts []CallOption, a, b, c string) (R, error) {
	return call[R](ctx, core, op, body, opts, a, b, c)
}

//go:noinline
func callNone0(ctx context.Context, c *core, op *operation, body any, opts []CallOption) error {
	return callNone(ctx, c, op, body, opts)
}

//go:noinline
func callNone1(ctx context.Context, c *core, op *operation, body any, opts []CallOption, arg string) error {
	return callNone(ctx, c, op, body, opts, arg)
}

//go:noinline
func callNone2(ctx context.Context, c *core, op *operation, body any, opts []CallOption, a, b string) error {
	return callNone(ctx, c, op, body, opts, a, b)
}

//go:noinline
func callNone3(ctx context.Context, core *core, op *operation, body any, opts []CallOption, a, b, c string) error {
	return callNone(ctx, core, op, body, opts, a, b, c)
}

//go:noinline
func list0[P any](ctx context.Context, c *core, op *operation, body any, opts []CallOption) iter.Seq2[P, error] {
	return list[P](ctx, c, op, body, opts)
}

//go:noinline
func list1[P any](ctx context.Context, c *core, op *operation, body any, opts []CallOption, arg string) iter.Seq2[P, error] {
	return list[P](ctx, c, op, body, opts, arg)
}

//go:noinline
func list2[P any](ctx context.Context, c *core, op *operation, body any, opts []CallOption, a, b string) iter.Seq2[P, error] {
	return list[P](ctx, c, op, body, opts, a, b)
}

//go:noinline
func list3[P any](ctx context.Context, core *core, op *operation, body any, opts []CallOption, a, b, c string) iter.Seq2[P, error] {
	return list[P](ctx, core, op, body, opts, a, b, c)
}
