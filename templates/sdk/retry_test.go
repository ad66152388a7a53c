package sdk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// refusing answers the first requests with a status and the ones after them with an
// empty object. It notes what arrives.
type refusing struct {
	status, times int
	retryAfter    string
	bodies        []string
	tokens        []string
}

func (r *refusing) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	data, _ := io.ReadAll(req.Body)
	r.bodies = append(r.bodies, string(data))
	r.tokens = append(r.tokens, req.Header.Get("Authorization"))
	if len(r.bodies) > r.times {
		io.WriteString(w, "{}")
		return
	}
	if r.retryAfter != "" {
		w.Header().Set("Retry-After", r.retryAfter)
	}
	w.WriteHeader(r.status)
	io.WriteString(w, `{"error":{"code":"busy","message":"come back"}}`)
}

func TestRetries(t *testing.T) {
	for _, test := range []struct {
		name     string
		status   int
		times    int
		method   string
		requests int // how many arrive
		ok       bool
	}{
		{"too many requests", 429, 2, "GET", 3, true},
		{"unavailable", 503, 1, "PATCH", 2, true},
		{"gateway timeout of a read", 504, 1, "GET", 2, true},
		{"gateway timeout of a change, which may have been made", 504, 1, "PATCH", 1, false},
		{"gateway timeout of an action, which may have been done", 504, 1, "POST", 1, false},
		{"an error of another kind", 500, 1, "GET", 1, false},
		{"too often", 429, 9, "GET", 4, false},
	} {
		server := &refusing{status: test.status, times: test.times, retryAfter: "0"}
		client, _ := serve(t, server.ServeHTTP)
		var err error
		switch test.method {
		case "GET":
			_, err = client.Item.Get(t.Context(), "1")
		case "PATCH":
			_, err = client.Item.Update(t.Context(), "1", &Item{ID: new("2")})
		case "POST":
			_, err = client.Item.Names(t.Context(), []string{"a"})
		}
		var failure *Error
		if (err == nil) != test.ok || err != nil && (!errors.As(err, &failure) || failure.StatusCode != test.status) {
			t.Errorf("%s: %v", test.name, err)
		}
		if len(server.bodies) != test.requests {
			t.Errorf("%s: %d requests, want %d", test.name, len(server.bodies), test.requests)
		}
		if test.method == "PATCH" && slices.ContainsFunc(server.bodies, func(b string) bool { return b != `{"id":"2"}` }) {
			t.Errorf("%s: the bodies are %q", test.name, server.bodies)
		}
	}
}

// TestRetriesSendTheBodyAgain sends bodies that can be read again, and one that can't.
func TestRetriesSendTheBodyAgain(t *testing.T) {
	for _, test := range []struct {
		name string
		body io.Reader
		want []string
	}{
		{"strings.Reader", strings.NewReader("text"), []string{"text", "text"}},
		{"a reader that ends", io.MultiReader(strings.NewReader("text")), []string{"text"}},
	} {
		server := &refusing{status: 429, times: 1, retryAfter: "0"}
		client, _ := serve(t, server.ServeHTTP)
		_, err := client.Item.Upload(t.Context(), "1", "text/plain", test.body)
		if (err == nil) != (len(test.want) == 2) || !slices.Equal(server.bodies, test.want) {
			t.Errorf("%s: the server gets %q, want %q; %v", test.name, server.bodies, test.want, err)
		}
	}
}

// TestFiles sends what is left of a file, with its length and again where that is asked for. The
// file stays open, and is where it was.
func TestFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte("text of a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		status int
		skip   int64
		want   []string
	}{
		{"a file", 429, 0, []string{"14 text of a file", "14 text of a file"}},
		{"the rest of a file", 503, 8, []string{"6 a file", "6 a file"}},
		{"nothing", 429, 14, []string{"0 ", "0 "}},
	} {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Seek(test.skip, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		var got []string
		client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			data, _ := io.ReadAll(r.Body)
			got = append(got, fmt.Sprint(r.ContentLength, " ", string(data)))
			if len(got) == 1 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(test.status)
			}
		})
		if _, err := client.Item.Upload(t.Context(), "1", "text/plain", file); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s: the server gets %q, want %q; %v", test.name, got, test.want, err)
		}
		if rest, err := io.ReadAll(file); err != nil || string(rest) != "text of a file"[test.skip:] {
			t.Errorf("%s: %q is left of the file, %v", test.name, rest, err)
		}
		file.Close()
	}
	pipe, end, err := os.Pipe() // has Seek and ReadAt, and can do neither
	if err != nil {
		t.Fatal(err)
	}
	go func() { io.WriteString(end, "piped"); end.Close() }()
	server := &refusing{}
	client, _ := serve(t, server.ServeHTTP)
	if _, err := client.Item.Upload(t.Context(), "1", "", pipe); err != nil || !slices.Equal(server.bodies, []string{"piped"}) {
		t.Errorf("a pipe: the server gets %q, %v", server.bodies, err)
	}
}

// shouting is a file that is read in capitals.
type shouting struct{ multipart.File }

func (s shouting) Read(p []byte) (int, error) {
	n, err := s.File.Read(p)
	copy(p, bytes.ToUpper(p[:n]))
	return n, err
}

// TestReadersLikeFiles sends what can be sought and is no file, or no usual one.
func TestReadersLikeFiles(t *testing.T) {
	read := io.NewSectionReader(strings.NewReader("text"), 0, 4)
	if _, err := io.ReadAll(read); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	around, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	type sent struct {
		name, want string
		body       io.Reader
	}
	tests := []sent{
		{"a section", "2 ex", io.NewSectionReader(strings.NewReader("text"), 1, 2)},
		{"a section that was read to its end", "0 ", read},
		{"what reads a file in another way", "-1 TEXT", shouting{around}},
	}
	if file, err := os.Open("/proc/self/comm"); err == nil { // Linux has it, and says that it is empty
		text, _ := os.ReadFile(file.Name())
		tests = append(tests, sent{"a file that says it is empty", "-1 " + string(text), file})
	}
	for _, test := range tests {
		var got string
		client, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) {
			data, _ := io.ReadAll(r.Body)
			got = fmt.Sprint(r.ContentLength, " ", string(data))
		})
		if _, err := client.Item.Upload(t.Context(), "1", "text/plain", test.body); err != nil || got != test.want {
			t.Errorf("%s: the server gets %q, want %q; %v", test.name, got, test.want, err)
		}
	}
}

func TestRetriesHaveFreshCredentials(t *testing.T) {
	server := &refusing{status: 503, times: 1, retryAfter: "0"}
	n, signed := 0, 0
	client, _ := serve(t, server.ServeHTTP,
		WithToken(func(context.Context) (string, error) { n++; return strings.Repeat("t", n), nil }),
		WithRequestHook(func(r *http.Request) error {
			signed++
			if len(r.Header.Values("X-Signed")) > 0 {
				t.Error("the second attempt has what a hook added to the first")
			}
			r.Header.Add("X-Signed", "yes")
			return nil
		}))
	if err := client.Item.Delete(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	if want := []string{"Bearer t", "Bearer tt"}; !slices.Equal(server.tokens, want) || signed != 2 {
		t.Errorf("the server gets %q, want %q; %d hooks", server.tokens, want, signed)
	}
}

func TestRetriesWait(t *testing.T) {
	timed := func(ctx context.Context, retryAfter string, opts ...Option) (time.Duration, int, error) {
		server := &refusing{status: 429, times: 1, retryAfter: retryAfter}
		client, _ := serve(t, server.ServeHTTP, opts...)
		start := time.Now()
		err := client.Item.Delete(ctx, "1")
		return time.Since(start), len(server.bodies), err
	}
	if d, n, err := timed(t.Context(), "1"); err != nil || n != 2 || d < time.Second {
		t.Errorf("Retry-After: 1: %d requests in %v, %v", n, d, err)
	}
	if d, n, err := timed(t.Context(), ""); err != nil || n != 2 || d < firstWait/2 || d > 2*firstWait {
		t.Errorf("no Retry-After: %d requests in %v, %v", n, d, err)
	}
	// The wait is longer than the client, or its context, has time for: the caller
	// is told at once.
	short, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	for name, one := range map[string]struct {
		ctx  context.Context
		opts []Option
	}{
		"the policy":  {t.Context(), []Option{WithRetry(3, time.Second)}},
		"the context": {short, nil},
		"no retries":  {t.Context(), []Option{WithRetry(1, time.Hour)}},
	} {
		d, n, err := timed(one.ctx, "20", one.opts...)
		var failure *Error
		if !errors.As(err, &failure) || n != 1 || d > time.Second {
			t.Errorf("%s: %d requests in %v, %v", name, n, d, err)
		} else if wait, ok := failure.RetryAfter(); !ok || wait != 20*time.Second {
			t.Errorf("%s: the error says to wait %v", name, wait)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"0": 0, "120": 2 * time.Minute, "Mon, 02 Jan 2006 15:04:05 GMT": 0,
		"99999999999999999999": 1<<31*time.Second - time.Second,
		"":                     -1, "-5": -1, "-99999999999999999999": -1, "soon": -1,
	} {
		wait, told := retryAfter(http.Header{"Retry-After": {text}})
		if !told {
			wait = -1
		}
		if wait != want {
			t.Errorf("Retry-After: %s is %v, want %v", text, wait, want)
		}
	}
}

func TestRetriesEndWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := &refusing{status: 503, times: 9, retryAfter: "9"}
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		server.ServeHTTP(w, r)
		time.AfterFunc(50*time.Millisecond, cancel)
	})
	err := client.Item.Delete(ctx, "1")
	if !errors.Is(err, context.Canceled) || !errors.As(err, new(*Error)) || len(server.bodies) != 1 {
		t.Errorf("%d requests, %v", len(server.bodies), err)
	}
}
