package sdk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// runBatch runs every call with a client of its own kind whose requests wait for each
// other and travel together.
func runBatch[C any](ctx context.Context, c *core, client func(*core) C, calls []func(context.Context, C) error) error {
	b := &batch{ctx: ctx, outer: c, running: len(calls)}
	inner := *c
	// The batch as a whole has the credentials.
	inner.token, inner.hooks = nil, nil
	inner.http = guardRedirects(&http.Client{Transport: b}, c.base)
	shared := client(&inner)
	if slices.ContainsFunc(calls, func(call func(context.Context, C) error) bool { return call == nil }) {
		return errors.New("a call of the batch is nil")
	}
	errs, panics := make([]error, len(calls)), make([]any, len(calls))
	var wg sync.WaitGroup
	for i, call := range calls {
		wg.Go(func() {
			defer b.leave()
			defer func() { panics[i] = recover() }()
			errs[i] = call(context.WithValue(ctx, batchIndex{}, i), shared)
		})
	}
	wg.Wait()
	for _, p := range panics {
		if p != nil {
			panic(p) // where the caller can recover
		}
	}
	return errors.Join(errs...)
}

// batch collects requests until all calls wait for one, then sends them together.
type batch struct {
	ctx   context.Context
	outer *core

	mu      sync.Mutex
	running int // calls that neither wait for an answer nor have returned
	waiting []*batchPart
}

// batchIndex is the key of a call's number in its context.
type batchIndex struct{}

// batchPart is one request, and its answer once done is closed.
type batchPart struct {
	index   int // of the call
	request batchRequest
	http    *http.Request
	done    chan struct{}
	resp    *http.Response
	err     error
}

// RoundTrip implements http.RoundTripper. What a redirect leads to elsewhere is asked
// for at once.
func (b *batch) RoundTrip(req *http.Request) (*http.Response, error) {
	if !sameHost(req.URL, b.outer.base) {
		return b.outer.http.Do(req)
	}
	part := &batchPart{http: req, done: make(chan struct{})}
	part.index, _ = req.Context().Value(batchIndex{}).(int)
	var err error
	if part.request, err = b.outer.newBatchRequest(req); err != nil {
		return nil, err
	}
	b.mu.Lock()
	b.waiting = append(b.waiting, part)
	b.running--
	b.sendIfAllWait()
	b.mu.Unlock()
	select {
	case <-part.done:
		return part.resp, part.err
	case <-req.Context().Done():
		b.abandon(part)
		return nil, context.Cause(req.Context())
	}
}

// abandon takes out a request that nobody waits for any more, if it has not been sent.
func (b *batch) abandon(part *batchPart) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i := slices.Index(b.waiting, part); i >= 0 {
		b.waiting = append(b.waiting[:i:i], b.waiting[i+1:]...)
		b.running++
	}
}

// leave counts a call out that has returned.
func (b *batch) leave() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.running--
	b.sendIfAllWait()
}

// sendIfAllWait sends what waits if nothing more will come. The caller holds the lock.
func (b *batch) sendIfAllWait() {
	if b.running > 0 || len(b.waiting) == 0 {
		return
	}
	parts := b.waiting
	b.waiting = nil
	// In the order of the calls, however they were scheduled.
	sort.SliceStable(parts, func(i, j int) bool { return parts[i].index < parts[j].index })
	go func() {
		for rest := parts; len(rest) > 0; rest = rest[min(maxBatch, len(rest)):] {
			b.send(rest[:min(maxBatch, len(rest))])
		}
		b.mu.Lock()
		// All go on at once, or the first would send its next request alone.
		b.running += len(parts)
		for _, part := range parts {
			close(part.done)
		}
		b.sendIfAllWait()
		b.mu.Unlock()
	}()
}

// send sends one batch and gives every part its answer.
func (b *batch) send(parts []*batchPart) {
	var body struct {
		Requests []batchRequest `json:"requests"`
	}
	byID := make(map[string]*batchPart, len(parts))
	for i, part := range parts {
		part.request.ID = strconv.Itoa(i + 1)
		part.err = errors.New("the answer to the batch leaves this request out")
		byID[part.request.ID] = part
		body.Requests = append(body.Requests, part.request)
	}
	var answer struct {
		Responses []batchResponse `json:"responses"`
	}
	if err := b.outer.do(b.ctx, &batchOperation, nil, body, &answer, nil); err != nil {
		for _, part := range parts {
			part.err = err
		}
		return
	}
	for _, r := range answer.Responses {
		if part := byID[r.ID]; part != nil {
			part.resp, part.err = r.response(part.http)
		}
	}
}

// newBatchRequest reads a request into its form in a batch. The URL is the one below
// the base URL.
func (c *core) newBatchRequest(req *http.Request) (batchRequest, error) {
	r := batchRequest{Method: req.Method, URL: req.URL.String(), Headers: map[string]string{}}
	if rest, ok := strings.CutPrefix(r.URL, c.base.String()+"/"); ok {
		r.URL = "/" + rest
	}
	for name, values := range req.Header {
		if name != "User-Agent" {
			r.Headers[name] = strings.Join(values, ", ")
		}
	}
	if req.Body == nil {
		return r, nil
	}
	defer req.Body.Close()
	data, err := io.ReadAll(io.LimitReader(req.Body, maxBody+1))
	if err != nil {
		return r, err
	}
	if len(data) > maxBody {
		return r, errTooLarge
	}
	r.Body, err = batchBody(data, req.Header.Get("Content-Type"))
	return r, err
}

// response makes an HTTP response of a part of the answer.
func (r *batchResponse) response(req *http.Request) (*http.Response, error) {
	if r.Status < 100 || r.Status > 999 {
		return nil, fmt.Errorf("the answer to the batch has the status %d for this request", r.Status)
	}
	header := http.Header{}
	for name, value := range r.Headers {
		header.Set(name, value)
	}
	body := r.content(header.Get("Content-Type"))
	return &http.Response{
		Status:        statusText(r.Status),
		StatusCode:    r.Status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        header,
		Body:          io.NopCloser(bytes.NewReader(body)),
		ContentLength: int64(len(body)),
		Request:       req,
	}, nil
}
