package sdk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// core is what all services of a client share.
type core struct {
	base      *url.URL // without a slash at the end
	prefix    string   // the path of base, escaped
	http      *http.Client
	token     func(context.Context) (string, error)
	hooks     []func(*http.Request) error
	userAgent string
	retry     retryPolicy
}

// service is the underlying type of every service of the client.
type service struct{ core *core }

// Option configures a client.
type Option func(*core) error

// WithBaseURL sets the URL that the paths of all requests are appended to, such
// as http://localhost:8080/v1.0. It must be absolute, without query or fragment.
func WithBaseURL(base string) Option {
	return func(c *core) error { return c.setBase(base) }
}

func (c *core) setBase(base string) error {
	u, err := url.Parse(strings.TrimRight(base, "/"))
	if err != nil {
		return fmt.Errorf("base URL: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("base URL %q: want http:// or https:// and a host", base)
	}
	if u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.User != nil {
		return fmt.Errorf("base URL %q: want no user, query or fragment", u.Redacted())
	}
	c.base, c.prefix = u, u.EscapedPath()
	return nil
}

// WithHTTPClient sets the HTTP client that sends the requests. The client is
// copied; its transport, timeout, cookies and redirect policy are kept.
func WithHTTPClient(client *http.Client) Option {
	return func(c *core) error {
		if client == nil {
			return errors.New("the HTTP client is nil")
		}
		c.http = client
		return nil
	}
}

// WithToken sets where bearer tokens come from. The function is called once a
// request and should cache. The token is sent to the host of the base URL only.
func WithToken(token func(ctx context.Context) (string, error)) Option {
	return func(c *core) error {
		if token == nil {
			return errors.New("the token source is nil")
		}
		c.token = token
		return nil
	}
}

// WithRequestHook adds a function that may change a request before it is sent,
// for instance to sign it. Hooks run in the order given, after the token is set.
// What they add is sent to the host of the base URL only.
func WithRequestHook(hook func(*http.Request) error) Option {
	return func(c *core) error {
		if hook == nil {
			return errors.New("the request hook is nil")
		}
		c.hooks = append(c.hooks, hook)
		return nil
	}
}

// WithUserAgent sets the User-Agent header.
func WithUserAgent(agent string) Option {
	return func(c *core) error {
		c.userAgent = agent
		return checkHeader("User-Agent", agent)
	}
}

// newCore applies the options over the defaults. Docs that name no server have no
// base URL.
func newCore(baseURL string, opts []Option) (*core, error) {
	c := &core{http: http.DefaultClient, userAgent: "docbind", retry: defaultRetry}
	if baseURL != "" {
		if err := c.setBase(baseURL); err != nil {
			return nil, err
		}
	}
	for _, opt := range opts {
		if opt == nil {
			return nil, errors.New("an option is nil")
		}
		if err := opt(c); err != nil {
			return nil, err
		}
	}
	if c.base == nil {
		return nil, errors.New("the docs name no server: give its URL with WithBaseURL")
	}
	c.http = guardRedirects(c.http, c.base)
	return c, nil
}

// sameHost reports whether two URLs lead to the same server and neither is less
// protected than the other.
func sameHost(a, b *url.URL) bool {
	return strings.EqualFold(a.Scheme, b.Scheme) &&
		strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case strings.EqualFold(u.Scheme, "https"):
		return "443"
	}
	return "80"
}
