package sdk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// safeBase is where the requests of these tests are meant to go.
const safeBase = "https://api.example/v1"

// wire answers the requests of a client in place of a server.
type wire func(*http.Request) *http.Response

func (w wire) RoundTrip(req *http.Request) (*http.Response, error) {
	resp := w(req)
	resp.Request = req
	return resp, nil
}

// reply makes a response with one header, if its name is not empty.
func reply(status int, name, value, body string) *http.Response {
	header := http.Header{}
	if name != "" {
		header.Set(name, value)
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

func safeCore(t *testing.T, w wire, opts ...Option) *core {
	t.Helper()
	c, err := newCore(safeBase, append(opts, WithHTTPClient(&http.Client{Transport: w})))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// allRoutes returns every documented route of the package.
func allRoutes(t *testing.T) []*endpoint {
	t.Helper()
	m, ok := NewHandler(Handlers{}).(*mux)
	if !ok {
		t.Fatal("the handler has no routes")
	}
	var all []*endpoint
	m.router.each(func(e *endpoint) { all = append(all, e) })
	slices.SortFunc(all, func(a, b *endpoint) int {
		return strings.Compare(a.op.id+" "+a.op.path, b.op.id+" "+b.op.path)
	})
	return all
}

func (r *router) each(do func(*endpoint)) {
	for _, end := range r.ends {
		for _, e := range end.endpoints {
			do(e)
		}
	}
}

// hostileArguments are arguments that try to leave their place in the path.
var hostileArguments = []string{
	"..", ".", "", "a/b", "../..", "a/../b", "/a", "a//b", `a\..\b`, "a?b=c", "a#b", "%2f", "%2e%2e", "a%", "'", "''", "a'b",
	"a',b='c", "a)/b", "a:/b", "a;b", "a b", "a\r\nHost: b", "\x00", "ü漢", "//evil.example/x", "https://evil.example", strings.Repeat("../", 500),
}

// TestPathArguments calls every documented route with hostile arguments: what arrives
// has the segments of the documented path, or the call is refused. Paths that differ in
// their words only take the same way, so all arguments are tried once a form, and some with
// every path.
func TestPathArguments(t *testing.T) {
	var arrived *http.Request
	c := safeCore(t, func(req *http.Request) *http.Response {
		arrived = req
		return reply(http.StatusNoContent, "", "", "")
	})
	forms := map[string]bool{}
	for _, e := range allRoutes(t) {
		arguments, form := hostileArguments, formOf(e.op.path)
		if forms[form] {
			arguments = hostileArguments[:4]
		}
		forms[form] = true
		count := 0
		for _, token := range e.op.tokens() {
			if token.name != "" {
				count++
			}
		}
		for _, arg := range arguments {
			arrived = nil
			want, possible := wantedSegments(e.op.path, arg)
			_, err := c.send(context.Background(), e.op, slices.Repeat([]string{arg}, count), nil, nil)
			if count == 0 || err != nil && !possible && arrived == nil {
				continue
			}
			if err != nil {
				t.Fatalf("%s: %s with %.40q: %v", e.op.doc, e.op.path, arg, err)
			}
			if !possible {
				t.Fatalf("%s: %s with %.40q: a call of %s is not refused", e.op.doc, e.op.path, arg, arrived.URL)
			}
			if problem := strayed(arrived.URL, want); problem != "" {
				t.Fatalf("%s: %s with %.40q: %s", e.op.doc, e.op.path, arg, problem)
			}
		}
	}
}

// formOf returns a path without its words and names: /a/{}/a(a='{}').
func formOf(path string) string {
	var form strings.Builder
	for _, token := range parsePattern(path) {
		switch {
		case token.name == "":
			form.WriteString(pathWords.ReplaceAllString(token.literal, "a"))
		case token.greedy:
			form.WriteString("{...}")
		default:
			form.WriteString("{}")
		}
	}
	return form.String()
}

var pathWords = regexp.MustCompile(`[A-Za-z0-9]+`)

// wantedSegments fills one argument into all places of a documented path. It reports
// whether a path can have it there at all.
func wantedSegments(pattern, arg string) (segments []string, possible bool) {
	possible = true
	for part := range strings.SplitSeq(strings.TrimPrefix(pattern, "/"), "/") {
		segment, greedy := "", false
		for _, token := range parsePattern(part) {
			switch {
			case token.name == "":
				segment += unescape(escapeLiteral(token.literal))
			case token.quoted:
				segment += strings.ReplaceAll(arg, "'", "''")
			case token.greedy:
				greedy = true
				segment += strings.TrimPrefix(arg, "/")
			default:
				segment += arg
				possible = possible && arg != ""
			}
		}
		if !greedy {
			segments = append(segments, segment)
			possible = possible && segment != "." && segment != ".."
			continue
		}
		for inner := range strings.SplitSeq(strings.TrimPrefix(arg, "/"), "/") {
			possible = possible && inner != "" && inner != "." && inner != ".."
		}
		segments = append(segments, strings.Split(segment, "/")...)
	}
	return segments, possible
}

// strayed says what a URL has that it should not have.
func strayed(u *url.URL, want []string) string {
	path, ok := strings.CutPrefix(u.EscapedPath(), "/v1/")
	if u.Scheme != "https" || u.Host != "api.example" || !ok || u.RawQuery != "" || u.Fragment != "" {
		return "the request goes to " + u.String()
	}
	var got []string
	for segment := range strings.SplitSeq(path, "/") {
		got = append(got, unescape(segment))
	}
	if !slices.Equal(got, want) {
		return fmt.Sprintf("the request has the segments %.200q, want %.200q", got, want)
	}
	return ""
}

// The probes are operations that need no docs.
var (
	probe      = &operation{id: "Probe.Get", method: http.MethodGet, path: "/probe", status: []int{200}}
	probeNames = &operation{id: "Probe.List", method: http.MethodGet, path: "/probes", status: []int{200}, paged: true}
	probePost  = &operation{id: "Probe.Post", method: http.MethodPost, path: "/probe", status: []int{200}}
)

// strangers are links that lead away from the host of the base URL, some in disguise.
var strangers = []string{
	"https://evil.example/v1/x", "//evil.example/x", "http://api.example/v1/x", "https://api.example:444/x",
	"https://api.example@evil.example/x", "https://api.example.evil.example/x", "https://evil.example#api.example",
}

// secretCore has credentials of both kinds, and notes what other hosts get of them.
func secretCore(t *testing.T, leaked *[]string, answer wire) *core {
	return safeCore(t, func(req *http.Request) *http.Response {
		if !sameHost(req.URL, &url.URL{Scheme: "https", Host: "api.example"}) {
			for _, name := range []string{"Authorization", "Cookie", "X-Signature"} {
				if strings.Contains(req.Header.Get(name), "secret") {
					*leaked = append(*leaked, name+" to "+req.URL.Host)
				}
			}
		}
		return answer(req)
	}, WithToken(func(context.Context) (string, error) { return "secret", nil }), WithRequestHook(func(req *http.Request) error {
		req.Header.Set("X-Signature", "secret")
		req.Header.Set("Cookie", "a=secret")
		return nil
	}))
}

// TestCredentialsOfLinks: a link to another host is not followed, and the error says so.
func TestCredentialsOfLinks(t *testing.T) {
	for _, link := range strangers {
		var leaked []string
		requests := 0
		c := secretCore(t, &leaked, func(*http.Request) *http.Response {
			requests++
			return reply(http.StatusOK, "", "", `{"value":["a"],"@odata.nextLink":"`+link+`"}`)
		})
		var err error
		for _, err = range list[string](context.Background(), c, probeNames, nil, nil) {
			if err != nil {
				break
			}
		}
		if err == nil || !strings.Contains(err.Error(), "another host") || requests != 1 {
			t.Errorf("a next page at %s: %d requests, %v", link, requests, err)
		}
		if err := callNone(context.Background(), c, probe, nil, []CallOption{WithLink(link)}); err == nil || requests != 1 {
			t.Errorf("the link %s: %d requests, %v", link, requests, err)
		}
		if len(leaked) > 0 {
			t.Errorf("the link %s: leaked %q", link, leaked)
		}
	}
}

// TestCredentialsOfRedirects: a redirect to another host is followed without
// credentials, and not at all by what changes something.
func TestCredentialsOfRedirects(t *testing.T) {
	for _, target := range strangers {
		for _, status := range []int{301, 302, 303, 307, 308} {
			var leaked []string
			c := secretCore(t, &leaked, func(req *http.Request) *http.Response {
				if req.URL.Path == "/v1/probe" && req.URL.Host == "api.example" && req.URL.Scheme == "https" {
					return reply(status, "Location", target, "")
				}
				return reply(http.StatusOK, "", "", `{}`)
			})
			if err := callNone(context.Background(), c, probe, nil, nil); err != nil {
				t.Errorf("a %d to %s: %v", status, target, err)
			}
			if err := callNone(context.Background(), c, probePost, map[string]string{"a": "secret"}, nil); err == nil || !strings.Contains(err.Error(), "redirect") {
				t.Errorf("a POST is redirected with %d to %s: %v", status, target, err)
			}
			if len(leaked) > 0 {
				t.Errorf("a %d to %s: leaked %q", status, target, leaked)
			}
		}
	}
}

// TestCredentialsOfLocations: the state of work is asked for elsewhere without
// credentials, and never without encryption if the API has it.
func TestCredentialsOfLocations(t *testing.T) {
	for _, target := range strangers {
		var leaked, asked []string
		c := secretCore(t, &leaked, func(req *http.Request) *http.Response {
			if req.Method == http.MethodPost {
				return reply(http.StatusAccepted, "Location", target, "")
			}
			asked = append(asked, req.URL.Scheme)
			return reply(http.StatusOK, "", "", `{}`)
		})
		work, err := callPoller(context.Background(), c, probePost, map[string]string{"a": "b"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := work.Poll(context.Background()); (err == nil) != (len(asked) == 1) || len(asked) > 0 && asked[0] != "https" {
			t.Errorf("work at %s: asked by %q, %v", target, asked, err)
		}
		if len(leaked) > 0 {
			t.Errorf("work at %s: leaked %q", target, leaked)
		}
	}
}

// TestHeaderInjection: what would end a header early is refused before anything is sent.
func TestHeaderInjection(t *testing.T) {
	sent := 0
	c := safeCore(t, func(*http.Request) *http.Response { sent++; return reply(http.StatusOK, "", "", `{}`) })
	for _, value := range []string{"a\r\nX-Injected: 1", "a\nb", "a\rb", "a\x00b", "a\x7fb", "\r\n\r\n"} {
		for _, err := range []error{
			callNone(context.Background(), c, probe, nil, []CallOption{WithHeader("X-Value", value)}),
			callNone(context.Background(), c, probe, nil, []CallOption{WithHeader(value, "x")}),
			callNone(context.Background(), c, probePost, newRawBody(value, bytes.NewReader(nil)), nil),
			callNone(context.Background(), safeCore(t, c.http.Transport.(wire), WithToken(func(context.Context) (string, error) { return value, nil })), probe, nil, nil),
			WithUserAgent(value)(&core{}),
		} {
			if err == nil {
				t.Errorf("%q is no header, but accepted", value)
			}
		}
	}
	for _, name := range []string{"", "a b", "a:", "ä"} {
		if callNone(context.Background(), c, probe, nil, []CallOption{WithHeader(name, "x")}) == nil {
			t.Errorf("%q is no header name, but accepted", name)
		}
	}
	if sent > 0 {
		t.Errorf("%d requests were sent all the same", sent)
	}
}

// endless is a body that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, bytes.Repeat([]byte("x"), len(p))), nil }

// TestBodiesAreBounded: neither depth nor length of an answer can exhaust the client.
func TestBodiesAreBounded(t *testing.T) {
	var answer *http.Response
	c := safeCore(t, func(*http.Request) *http.Response { return answer })
	for _, deep := range []string{strings.Repeat("[", 100_000), strings.Repeat(`{"value":`, 100_000), strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000)} {
		for _, op := range []*operation{probe, probeNames, {id: "Probe.Wrapped", method: http.MethodGet, path: "/", wrapped: true}} {
			answer = reply(http.StatusOK, "", "", deep)
			if op.paged {
				if _, err := call[*Page[string]](context.Background(), c, op, nil, nil); err == nil {
					t.Errorf("%.10s…: want an error", deep)
				}
			} else if _, err := call[[]any](context.Background(), c, op, nil, nil); err == nil {
				t.Errorf("%.10s…: want an error", deep)
			}
		}
		answer = reply(http.StatusInternalServerError, "", "", deep)
		var e *Error
		if err := callNone(context.Background(), c, probe, nil, nil); !errors.As(err, &e) {
			t.Errorf("%.10s… with status 500: got %v", deep, err)
		}
	}
	answer = reply(http.StatusInternalServerError, "", "", "")
	answer.Body, answer.ContentLength = io.NopCloser(endless{}), -1
	var e *Error
	if err := callNone(context.Background(), c, probe, nil, nil); !errors.As(err, &e) || len(e.Body) != maxErrorBody {
		t.Errorf("an endless error: got %.100v", err)
	}
	answer = reply(http.StatusOK, "", "", "")
	answer.Body, answer.ContentLength = io.NopCloser(endless{}), maxBody+1
	if _, err := call[[]any](context.Background(), c, probe, nil, nil); !errors.Is(err, errTooLarge) {
		t.Errorf("an answer that is too large: got %.100v", err)
	}
}

// TestDeepRequests: a handler refuses bodies of any type that are nested too deeply.
func TestDeepRequests(t *testing.T) {
	deep := []byte(`{"odd":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "}")
	seen := map[reflect.Type]bool{}
	for _, e := range allRoutes(t) {
		if !readsJSON([]*endpoint{e}) {
			continue
		}
		req := reflect.New(reflect.TypeOf(e.request).Elem()).Elem()
		body := req.FieldByIndex(e.binding.body).Type()
		if seen[body] {
			continue
		}
		seen[body] = true
		var refused *Error
		if err := e.binding.bind(req, &http.Request{URL: &url.URL{}}, &Reply{}, nil, deep); !errors.As(err, &refused) || refused.StatusCode != http.StatusBadRequest {
			t.Fatalf("%s: %s takes a body of 100,000 nested arrays: %v", e.op.doc, e.op.id, err)
		}
	}
}
