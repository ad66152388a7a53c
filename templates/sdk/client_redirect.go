package sdk

import (
	"fmt"
	"net/http"
	"net/url"
)

// redirectHeaders are the only headers that follow a redirect to another host:
// none of them tells who asks. net/http drops Authorization and Cookie by
// itself, but not what a request hook has added.
var redirectHeaders = []string{"Accept", "Accept-Language", "Range", "User-Agent"}

// maxRedirects is the limit of net/http.
const maxRedirects = 10

// guardRedirects copies the client and lets nothing confidential follow a
// redirect away from the host of base.
func guardRedirects(client *http.Client, base *url.URL) *http.Client {
	guarded := *client
	guarded.CheckRedirect = redirectGuard{base, client.CheckRedirect}.check
	return &guarded
}

// redirectGuard asks the client's own policy, if it has one, after its own.
type redirectGuard struct {
	base   *url.URL
	policy func(req *http.Request, via []*http.Request) error
}

func (g redirectGuard) check(req *http.Request, via []*http.Request) error {
	own := sameHost(req.URL, g.base)
	if first := via[0].Method; first != http.MethodGet && first != http.MethodHead && (req.Method != first || !own) {
		// RFC 9110, section 15.4: a POST becomes a GET, and a change that was
		// never made would look like one that was.
		return fmt.Errorf("refused to follow the redirect of a %s request to %s", first, req.URL.Redacted())
	}
	if !own {
		keepHeaders(req)
	}
	if g.policy != nil {
		return g.policy(req, via)
	}
	if len(via) >= maxRedirects {
		return fmt.Errorf("stopped after %d redirects", maxRedirects)
	}
	return nil
}

func keepHeaders(req *http.Request) {
	kept := http.Header{}
	for _, name := range redirectHeaders {
		if values := req.Header.Values(name); len(values) > 0 {
			kept[name] = values
		}
	}
	req.Header = kept
}
