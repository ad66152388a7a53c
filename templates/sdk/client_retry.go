package sdk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

// retryPolicy says how often and how long a call waits for a server that asks to
// come back later.
type retryPolicy struct {
	attempts int           // how often a request is sent at the most
	maxWait  time.Duration // how long one wait is at the most
}

// defaultRetry is the policy of a client that nobody has told another.
var defaultRetry = retryPolicy{attempts: 4, maxWait: 30 * time.Second}

// firstWait is how long the first wait is if the server doesn't say; it doubles from
// one attempt to the next.
const firstWait = 500 * time.Millisecond

// WithRetry sets how often a request is sent at the most, and how long one wait
// between two attempts is at the most. One attempt turns retries off. A request is
// sent again after 429 Too Many Requests and 503 Service Unavailable, and after 504
// Gateway Timeout if its method is idempotent: a POST may have been done all the
// same. The client waits as long as Retry-After says; a longer wait than maxWait, or
// than the context has time for, is left to the caller: the error tells it. A body
// that can be read only once is never sent twice.
func WithRetry(attempts int, maxWait time.Duration) Option {
	return func(c *core) error {
		if attempts < 1 || maxWait < 0 {
			return fmt.Errorf("retry: want at least one attempt and a wait of 0 or more, not %d and %v", attempts, maxWait)
		}
		c.retry = retryPolicy{attempts, maxWait}
		return nil
	}
}

// wait waits before the next attempt. It returns false if there should be none, and
// an error if the context ends meanwhile.
func (p retryPolicy) wait(ctx context.Context, req *http.Request, failure *Error, attempt int) (bool, error) {
	if attempt >= p.attempts || !retryable(req.Method, failure.StatusCode) || req.Body != nil && req.GetBody == nil {
		return false, nil
	}
	wait, told := failure.RetryAfter()
	if !told {
		wait = backoff(attempt, p.maxWait)
	}
	if deadline, ok := ctx.Deadline(); wait > p.maxWait || ok && wait > time.Until(deadline) {
		return false, nil
	}
	return true, sleep(ctx, wait)
}

// sleep returns an error if the context ends before the time is over.
func sleep(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}

// retryable reports whether a request may be sent again after the status. After a
// 504 it may have been done (RFC 9110, section 9.2.2).
func retryable(method string, status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return true
	case http.StatusGatewayTimeout:
		return method != http.MethodPost && method != http.MethodPatch
	}
	return false
}

// backoff is how long to wait after an attempt: between half of the full time and
// all of it, so that clients don't come back all at once.
func backoff(attempt int, most time.Duration) time.Duration {
	full := min(firstWait<<min(attempt-1, 10), most)
	return full - rand.N(full/2+1)
}
