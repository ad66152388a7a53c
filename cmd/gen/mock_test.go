package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// startMock starts gen mock on a free port and returns what it lists, its address, and
// what ends it.
func startMock(t *testing.T, docs string) (routes []string, addr string, stop func()) {
	t.Helper()
	cmd := exec.Command("gen", "mock", "--config=", "--docs", docs, "--addr", "127.0.0.1:0")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // if the test fails before the end
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		var ok bool
		if addr, ok = strings.CutPrefix(lines.Text(), "listening on http://"); ok {
			break
		}
		routes = append(routes, lines.Text())
	}
	if addr == "" {
		t.Fatalf("gen mock does not listen: %s", stderr.String())
	}
	return routes, addr, func() {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil || stderr.Len() > 0 {
			t.Errorf("gen mock ends with %v and says %q", err, stderr.String())
		}
	}
}

// TestMock asks a mock server as curl does.
func TestMock(t *testing.T) {
	routes, addr, stop := startMock(t, filepath.Join("..", "..", "testdata", "docs"))
	defer stop()
	const route = "GET /me/todo/lists/{todoTaskListId}/tasks/{taskId}  TodoTask.Get  api/todotask-get.md:"
	if len(routes) < 20 || !strings.Contains(strings.Join(routes, "\n"), route) {
		t.Errorf("the routes are\n%s\nwant one with %s", strings.Join(routes, "\n"), route)
	}
	for target, want := range map[string]string{
		"/me/todo/lists/1/tasks/2": "200 application/json api/todotask-get.md:",
		"/me/todo/lists/1/tusks":   "404 application/problem+json ",
	} {
		resp, err := http.Get("http://" + addr + target)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		got := fmt.Sprint(resp.StatusCode, " ", resp.Header.Get("Content-Type"), " ", resp.Header.Get("X-Doc-Source"))
		if err != nil || !strings.HasPrefix(got, want) || len(body) == 0 {
			t.Errorf("%s: %s %s %v, want %s", target, got, body, err, want)
		}
	}
}

// TestMockAddressTaken shows that a port that is taken is told, and not after reading.
func TestMockAddressTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var stderr bytes.Buffer
	if code := run([]string{"mock", "--docs", t.TempDir(), "--addr", l.Addr().String()}, io.Discard, &stderr); code != exitFailed || !strings.HasPrefix(stderr.String(), "gen: --addr: listen tcp ") {
		t.Errorf("%d %s", code, &stderr)
	}
}

// TestMockConnections holds many connections open at once, 10,000 with FAULTS=1, and
// has an answer on each.
func TestMockConnections(t *testing.T) {
	n := 1000
	if os.Getenv("FAULTS") != "" {
		n = 10_000
	}
	_, addr, stop := startMock(t, filepath.Join("..", "..", "testdata", "docs"))
	defer stop()
	open := make([]net.Conn, n)
	for i := range open {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_ = c.SetDeadline(time.Now().Add(time.Minute))
		open[i] = c
		if _, err := io.WriteString(c, "GET /me/todo/lists/1/tasks/2 HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
	}
	var wg sync.WaitGroup
	for i, c := range open {
		wg.Go(func() {
			resp, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil {
				t.Errorf("connection %d of %d: %v", i, n, err)
			} else if resp.StatusCode != http.StatusOK {
				t.Errorf("connection %d of %d: %s", i, n, resp.Status)
			}
		})
	}
	wg.Wait()
}

// TestMockAddress gives addresses that cannot be listened on.
func TestMockAddress(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for addr, want := range map[string]string{
		l.Addr().String(): "address already in use; port 0 takes one that is free\n",
		"4010":            `the address "4010" is not host:port; write 127.0.0.1:4010, or :4010, which is the same` + "\n",
	} {
		var out strings.Builder
		code := run([]string{"mock", "--docs", filepath.Join("..", "..", "testdata", "docs"), "--addr", addr}, &out, &out)
		if code != exitFailed || !strings.HasPrefix(out.String(), "gen: --addr: ") || !strings.HasSuffix(out.String(), want) {
			t.Errorf("--addr %s ends with %d and says %s", addr, code, out.String())
		}
	}
}

// TestMockStart measures how long it takes until the whole reference is served, where it
// lies beside the checkout: MOCKSTART=1. It wants the two cores for itself.
func TestMockStart(t *testing.T) {
	corpus := filepath.Join("..", "..", "..", "shared", "corpus", "api-reference", "beta")
	if _, err := os.Stat(corpus); err != nil || os.Getenv("MOCKSTART") == "" {
		t.Skip("MOCKSTART is not set, or the reference is not there")
	}
	best := time.Hour
	for range 5 {
		started := time.Now()
		_, _, stop := startMock(t, corpus)
		best = min(best, time.Since(started))
		stop()
	}
	t.Logf("listening after %v", best)
	if best > time.Second {
		t.Errorf("listening after %v, want a second", best)
	}
}
