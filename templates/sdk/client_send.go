package sdk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// maxBody is how much JSON the client reads of one response.
const maxBody = 128 << 20

// maxPresize is how much memory the client reserves on the word of a header.
const maxPresize = 4 << 20

// send sends the request of one call, again where that may help, and returns the
// response if its status is 2xx. The caller closes the body.
func (c *core) send(ctx context.Context, op *operation, args []string, body any, opts []CallOption) (*http.Response, error) {
	m, err := c.newMessage(op, args, body, opts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op.id, err)
	}
	return c.deliver(ctx, &m)
}

func (c *core) deliver(ctx context.Context, m *message) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		req, err := c.newRequest(ctx, m)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.op.id, err)
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.op.id, err)
		}
		m.options.note(resp)
		if resp.StatusCode >= 200 && resp.StatusCode <= 299 {
			return resp, nil
		}
		failure := newError(m.op, resp)
		if again, err := c.retry.wait(ctx, req, failure, attempt); err != nil {
			return nil, fmt.Errorf("%w (waiting for another attempt: %w)", failure, err)
		} else if !again {
			return nil, failure
		}
		m.sent = req
	}
}

// message is what one call sends, once or several times.
type message struct {
	op      *operation
	target  url.URL
	payload payload
	options *callOptions
	sent    *http.Request // the last attempt; nil before the first
	// anonymous reports that the target is another's: no credentials go there.
	anonymous bool
}

func (c *core) newMessage(op *operation, args []string, body any, opts []CallOption) (message, error) {
	o, err := newCallOptions(opts)
	if err != nil {
		return message{}, err
	}
	if err := o.fits(op); err != nil {
		return message{}, err
	}
	target, err := c.target(op, args, o)
	if err != nil {
		return message{}, err
	}
	if o.raw != nil {
		body = o.raw
	}
	p, err := newPayload(op, body, o.edits)
	return message{op: op, target: target, payload: p, options: o}, err
}

// newRequest makes a request for one attempt, with credentials: those of the attempt
// before may have expired, and hooks sign what they see.
func (c *core) newRequest(ctx context.Context, m *message) (*http.Request, error) {
	var body io.Reader
	if m.sent == nil {
		body = m.payload.reader
	}
	req, err := http.NewRequestWithContext(ctx, m.op.method, "/", body)
	if err != nil {
		return nil, err
	}
	*req.URL, req.Host = m.target, m.target.Host // nothing to be parsed again
	setLength(req, body)
	if m.sent != nil && m.sent.GetBody != nil {
		if req.Body, err = m.sent.GetBody(); err != nil {
			return nil, fmt.Errorf("reading the body again: %w", err)
		}
		req.GetBody, req.ContentLength = m.sent.GetBody, m.sent.ContentLength
	}
	c.setHeaders(req, m)
	if m.anonymous {
		return req, nil
	}
	return req, c.authorize(ctx, req)
}

// target returns the URL of a call.
func (c *core) target(op *operation, args []string, o *callOptions) (url.URL, error) {
	if o.link != "" {
		return c.checkLink(o.link)
	}
	var room [256]byte
	b, err := appendPath(append(room[:0], c.prefix...), op.path, args)
	if err != nil {
		return url.URL{}, err
	}
	u := url.URL{Scheme: c.base.Scheme, Host: c.base.Host, RawPath: string(b), RawQuery: strings.Join(o.query, "&")}
	u.Path, err = url.PathUnescape(u.RawPath)
	return u, err
}

// checkLink refuses a link to another host: it would carry off the credentials.
func (c *core) checkLink(link string) (url.URL, error) {
	u, err := url.Parse(link)
	if err != nil {
		return url.URL{}, fmt.Errorf("link to the next page: %w", err)
	}
	u = c.base.JoinPath("/").ResolveReference(u)
	if !sameHost(u, c.base) {
		return url.URL{}, fmt.Errorf("refused to follow a link to another host: %s://%s, not %s://%s",
			u.Scheme, u.Host, c.base.Scheme, c.base.Host)
	}
	return *u, nil
}

func (c *core) setHeaders(req *http.Request, m *message) {
	values := []string{c.userAgent, "application/json", m.payload.contentType}
	req.Header["User-Agent"] = values[0:1:1]
	if !m.op.stream {
		req.Header["Accept"] = values[1:2:2]
	}
	if m.payload.reader != nil {
		req.Header["Content-Type"] = values[2:3:3]
	}
	for name, values := range m.options.header {
		req.Header[name] = values
	}
}

// authorize adds the credentials. The request leads to the host of the base URL:
// newMessage and NewPoller's link have seen to it.
func (c *core) authorize(ctx context.Context, req *http.Request) error {
	if c.token != nil {
		token, err := c.token(ctx)
		if err != nil {
			return fmt.Errorf("getting a token: %w", err)
		}
		if err := checkValue("Authorization", token); err != nil {
			return err
		}
		req.Header["Authorization"] = []string{"Bearer " + token}
	}
	for _, hook := range c.hooks {
		if err := hook(req); err != nil {
			return fmt.Errorf("request hook: %w", err)
		}
	}
	return nil
}

// bodies are places that bodies of responses are read into before they are decoded.
var bodies = sync.Pool{New: func() any { return new(responseBody) }}

type responseBody struct {
	text bytes.Buffer
	rest io.LimitedReader
}

// withBody reads a response body whole, at once if its length is known, and passes it
// on. It must not be kept: the next response is read into the same memory.
func withBody(resp *http.Response, use func(body []byte) error) error {
	if resp.ContentLength > maxBody {
		return errTooLarge
	}
	body := bodies.Get().(*responseBody)
	body.text.Reset()
	body.rest = io.LimitedReader{R: resp.Body, N: maxBody + 1}
	head := resp.Request != nil && resp.Request.Method == http.MethodHead // a length without a body
	if !head && resp.ContentLength > 0 {
		body.text.Grow(int(min(resp.ContentLength, maxPresize)) + bytes.MinRead)
	}
	_, err := body.text.ReadFrom(&body.rest)
	body.rest.R = nil
	if err == nil && body.text.Len() > maxBody {
		err = errTooLarge
	}
	if err != nil {
		return fmt.Errorf("reading the response: %w", err)
	}
	err = use(body.text.Bytes())
	if body.text.Cap() <= maxPresize {
		bodies.Put(body)
	}
	return err
}

var errTooLarge = errors.New("the response is larger than 128 MiB")
