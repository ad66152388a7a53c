package sdk

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Poller follows work that the server has accepted and goes on with (RFC 9110,
// section 15.3.3). Its Location is all that another process needs to follow it, too:
// see [NewPoller].
type Poller struct {
	// Location is where the server tells how far the work is. It is empty if the
	// server did not say where, or has done the work at once.
	Location string

	core *core
	id   string // of the operation
	// wait is what the server asks for before the first question; 0 if it doesn't.
	wait time.Duration
	// usual is the first wait where the server doesn't say.
	usual time.Duration
}

// Progress is what the server says about the work.
type Progress struct {
	// Done reports that the work is over, and did not fail; also that there is no Location
	// to ask, so that nothing more will be known.
	Done bool
	// Status is the server's word for the state, such as inProgress; it may be empty.
	Status string
	// Location is the address of the answer: that of what the work has made, where the
	// server redirects to it.
	Location string
	// Body is the answer, of which [json.Unmarshal] reads more. It is empty where the
	// server has nothing to say.
	Body json.RawMessage
}

// callPoller starts long-running work.
func callPoller(ctx context.Context, c *core, op *operation, body any, opts []CallOption, args ...string) (*Poller, error) {
	var info ResponseInfo
	opts = append(slices.Clip(opts), WithResponseInfo(&info))
	if err := c.do(ctx, op, args, body, nil, opts); err != nil {
		return nil, err
	}
	wait, _ := retryAfter(info.Header)
	location := cmp.Or(info.Header.Get("Operation-Location"), info.Header.Get("Location"))
	return &Poller{Location: location, core: c, id: op.id, wait: wait, usual: firstPoll}, nil
}

// newPoller follows work by the Location that an earlier poller had.
func newPoller(c *core, location string) *Poller {
	return &Poller{Location: location, core: c, id: "Poller", usual: firstPoll}
}

// Poll asks once how far the work is. Work that has failed is an error: an [*Error]
// with what the server says.
func (p *Poller) Poll(ctx context.Context) (*Progress, error) {
	progress, _, err := p.poll(ctx)
	return progress, err
}

// firstPoll and maxPoll bound how long Wait waits where the server doesn't say.
const (
	firstPoll = time.Second
	maxPoll   = 30 * time.Second
)

// Wait asks until the work is over, as seldom as the server wants. The context ends the
// waiting, not the work.
func (p *Poller) Wait(ctx context.Context) (*Progress, error) {
	wait, usual := p.wait, p.usual
	for {
		if wait > 0 {
			if err := sleep(ctx, wait); err != nil {
				return nil, fmt.Errorf("%s: waiting for the work to be done: %w", p.id, err)
			}
		}
		progress, told, err := p.poll(ctx)
		if err != nil || progress.Done {
			return progress, err
		}
		if wait = told; wait == 0 {
			wait, usual = usual, min(2*usual, maxPoll)
		}
	}
}

// poll also returns how long the server asks to wait before the next question.
func (p *Poller) poll(ctx context.Context) (*Progress, time.Duration, error) {
	if p.Location == "" {
		return &Progress{Done: true}, 0, nil
	}
	target, own, err := p.core.statusLink(p.Location)
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", p.id, err)
	}
	op := &operation{id: p.id, method: http.MethodGet}
	resp, err := p.core.deliver(ctx, &message{op: op, target: *target, options: &noOptions, anonymous: !own})
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	var body []byte
	err = withBody(resp, func(data []byte) error {
		body = bytes.Clone(data)
		return nil
	})
	if err != nil {
		return nil, 0, fmt.Errorf("%s: asking for the state of the work: %w", p.id, err)
	}
	progress := newProgress(resp, target.String(), body)
	if failed(progress.Status) {
		resp.Body = io.NopCloser(bytes.NewReader(body))
		failure := newError(op, resp)
		if failure.Code == "" {
			failure.Code = progress.Status
		}
		return nil, 0, failure
	}
	wait, _ := retryAfter(resp.Header)
	return progress, wait, nil
}

// newProgress reads an answer. One that came by a redirect is what the work has made,
// whatever its properties are called.
func newProgress(resp *http.Response, target string, body []byte) *Progress {
	p := &Progress{Location: target}
	if resp.Request != nil {
		p.Location = resp.Request.URL.String()
	}
	if json.Valid(body) {
		p.Body = body
	}
	p.Done = resp.StatusCode != http.StatusAccepted
	var state struct {
		Status json.RawMessage `json:"status"`
	}
	if p.Location == target && json.Unmarshal(body, &state) == nil {
		p.Status = scalar(state.Status)
		p.Done = p.Done && !goesOn(p.Status)
	}
	return p
}

// goesOn reports whether the word says that the work is not over.
func goesOn(status string) bool {
	switch strings.ToLower(status) {
	case "notstarted", "inprogress", "running", "queued", "pending", "waiting", "accepted", "processing", "updating", "started", "scheduled":
		return true
	}
	return false
}

// failed reports whether the word says that the work is over and was not done:
// failed, deleteFailed, submissionFailed, cancelled.
func failed(status string) bool {
	status = strings.ToLower(status)
	return strings.HasSuffix(status, "failed") || status == "failure" || status == "error" || status == "canceled" || status == "cancelled"
}

// statusLink returns the URL of a Location and whether it leads to the host of the base
// URL. Others get no credentials: what they know, they know by the link. A path is
// meant below the base URL, also where it leaves out the base URL's own path.
func (c *core) statusLink(location string) (*url.URL, bool, error) {
	if strings.HasPrefix(location, "/") && !strings.HasPrefix(location, "//") && !strings.HasPrefix(location, c.prefix+"/") {
		location = c.prefix + location
	}
	u, err := url.Parse(location)
	if err != nil {
		return nil, false, fmt.Errorf("link to the state of the work: %w", err)
	}
	u = c.base.JoinPath("/").ResolveReference(u)
	if u.Scheme != "https" && u.Scheme != c.base.Scheme || u.Host == "" {
		return nil, false, errors.New("refused to ask " + u.Redacted() + " for the state of the work: it is no https URL")
	}
	return u, sameHost(u, c.base), nil
}
