package mock_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/docbind/docbind/mock"
)

// full reports whether faults are tried at their full size: FAULTS=1 go test ./mock
var full = os.Getenv("FAULTS") != ""

// served is a server on a real socket.
type served struct {
	t    *testing.T
	addr string
	log  *safeBuffer
}

// safeBuffer is a log that several goroutines write to.
type safeBuffer struct {
	sync.Mutex
	bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.Lock()
	defer b.Unlock()
	return b.Buffer.Write(p)
}

func (b *safeBuffer) String() string {
	b.Lock()
	defer b.Unlock()
	return b.Buffer.String()
}

// serve serves a handler until the test ends. Its server is as patient as the test says.
func serve(t *testing.T, h http.Handler, patience time.Duration) *served {
	t.Helper()
	l, err := mock.Listen(":0")
	if err != nil {
		t.Fatal(err)
	}
	s := &served{t, l.Addr().String(), new(safeBuffer)}
	server := mock.NewServer(h, log.New(s.log, "", 0))
	server.ReadHeaderTimeout, server.ReadTimeout = patience, patience
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- mock.Serve(ctx, server, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	return s
}

// dial opens a connection that the test gives up after a while.
func (s *served) dial() net.Conn {
	s.t.Helper()
	c, err := net.Dial("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { c.Close() })
	_ = c.SetDeadline(time.Now().Add(time.Minute))
	return c
}

// say sends bytes and returns the status of the answer, 0 for none: then the connection
// was closed.
func (s *served) say(c net.Conn, text string) int {
	s.t.Helper()
	_, _ = io.WriteString(c, text) // the server may have closed it
	return s.hear(c)
}

func (s *served) hear(c net.Conn) int {
	s.t.Helper()
	r, err := http.ReadResponse(bufio.NewReader(c), nil)
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		s.t.Errorf("there is no answer, and the connection stays open")
	}
	if err != nil {
		return 0
	}
	defer r.Body.Close()
	_, _ = io.Copy(io.Discard, r.Body)
	return r.StatusCode
}

// well checks that others are still served.
func (s *served) well() {
	s.t.Helper()
	if status := s.say(s.dial(), "GET /things/1 HTTP/1.1\r\nHost: x\r\n\r\n"); status != 200 {
		s.t.Errorf("after that, others are answered with %d", status)
	}
}

// TestFaults does to a server what broken and hostile clients do: the answer is an error
// or the connection is closed, and others are served on.
func TestFaults(t *testing.T) {
	s := serve(t, things(t), 300*time.Millisecond)
	post := "POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"
	for _, test := range []struct {
		name, sent string
		status     []int
	}{
		{"half a request line", "GET /thi", []int{0, 400, 408}},
		{"half a header", "GET /things/1 HTTP/1.1\r\nHost: x\r\nX-", []int{0, 400, 408}},
		{"half a body", post + `{"size":`, []int{0, 400}},
		{"no body", post, []int{0, 400}},
		{"half a chunk", "PUT /things/1/content HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nabc", []int{0, 400}},
		{"no chunk", "POST /things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", []int{0, 400}},
		{"escape that is none", "GET /things/%zz HTTP/1.1\r\nHost: x\r\n\r\n", []int{400}},
		{"escape that is cut", "GET /things/%4 HTTP/1.1\r\nHost: x\r\n\r\n", []int{400}},
		{"escaped zero and no UTF-8", "GET /things/%00%ff HTTP/1.1\r\nHost: x\r\n\r\n", []int{200}},
		{"escaped slashes", "GET /things/%2e%2e%2f HTTP/1.1\r\nHost: x\r\n\r\n", []int{200}},
		{"no HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", []int{0, 400}},
		{"line without end", "GET /" + strings.Repeat("a", 1<<20), []int{0, 431}},
		{"flood of headers", "GET /things/1 HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("X-A: b\r\n", 100000) + "\r\n", []int{0, 431}},
		{"flood of preferences", "GET /things/1 HTTP/1.1\r\nHost: x\r\nPrefer: " + strings.Repeat(`"\",;=`, 5000) + "\r\n\r\n", []int{200}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := *s
			s.t = t
			c := s.dial()
			done := make(chan int)
			go func() { done <- s.say(c, test.sent) }()
			s.well() // while the other is at it
			status := <-done
			for _, want := range test.status {
				if status == want {
					return
				}
			}
			t.Errorf("the answer is %d, want one of %v", status, test.status)
		})
	}
	s.well()
}

// TestLargeBodies sends more than is kept: uploads are read to their end, JSON is not.
func TestLargeBodies(t *testing.T) {
	size := 20
	if full {
		size = 100
	}
	s := serve(t, things(t), time.Minute)
	for request, want := range map[string]int{"PUT /things/1/content": 200, "POST /things": 413, "GET /things/1": 200} {
		c := s.dial()
		go func() {
			_, _ = fmt.Fprintf(c, "%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", request, size<<20)
			block := bytes.Repeat([]byte("["), 1<<20)
			for range size {
				if _, err := c.Write(block); err != nil {
					return
				}
			}
		}()
		if status := s.hear(c); status != want {
			t.Errorf("%s with %d MB: %d, want %d", request, size, status, want)
		}
	}
	s.well()
}

// TestPanic shows that a handler that panics takes its own connection with it only.
func TestPanic(t *testing.T) {
	h := things(t)
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/panic" {
			panic("a fault of the handler")
		}
		h.ServeHTTP(w, r)
	}), time.Second)
	if status := s.say(s.dial(), "GET /panic HTTP/1.1\r\nHost: x\r\n\r\n"); status != 0 {
		t.Errorf("the answer is %d", status)
	}
	s.well()
	if !strings.Contains(s.log.String(), "a fault of the handler") {
		t.Errorf("the log says %q", s.log)
	}
}

// TestConnections holds many connections open, and has an answer on each. Those of the
// full size are held against the command: one process has not enough for both ends.
func TestConnections(t *testing.T) {
	s := serve(t, things(t), time.Minute)
	connections := make([]net.Conn, 500)
	for i := range connections {
		connections[i] = s.dial()
	}
	s.well()
	for i, c := range connections {
		if status := s.say(c, "GET /things/1 HTTP/1.1\r\nHost: x\r\n\r\n"); status != 200 {
			t.Fatalf("connection %d of %d: %d", i, len(connections), status)
		}
	}
}

// TestShutdown ends a server while it answers: the answer still comes, and what waits is
// closed.
func TestShutdown(t *testing.T) {
	arrived, leave := make(chan bool), make(chan bool)
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		arrived <- true
		<-leave
		w.WriteHeader(http.StatusNoContent)
	})
	l, err := mock.Listen(":0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- mock.Serve(ctx, mock.NewServer(h, nil), l) }()
	s := &served{t: t, addr: l.Addr().String()}
	waiting, c := s.dial(), s.dial()
	status := make(chan int)
	go func() { status <- s.say(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n") }()
	<-arrived
	stop()
	for { // until it no longer listens
		late, err := net.Dial("tcp", s.addr)
		if err != nil {
			break
		}
		late.Close()
	}
	leave <- true
	if got := <-status; got != 204 {
		t.Errorf("what was asked before the end is answered with %d", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("the server ended with %v", err)
	}
	if got := s.hear(waiting); got != 0 {
		t.Errorf("a connection without a request has the answer %d", got)
	}
}

// TestListen shows who is served.
func TestListen(t *testing.T) {
	for address, want := range map[string]string{":0": "127.0.0.1:", "127.0.0.1:0": "127.0.0.1:", "4010": "", "localhost": ""} {
		l, err := mock.Listen(address)
		if (err != nil) != (want == "") {
			t.Errorf("%s: %v", address, err)
		}
		if err == nil {
			if got := l.Addr().String(); !strings.HasPrefix(got, want) {
				t.Errorf("%s: listens on %s", address, got)
			}
			l.Close()
		}
	}
}
