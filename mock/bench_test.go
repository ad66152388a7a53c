package mock_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/docbind/docbind/mock"
	"github.com/docbind/docbind/model"
)

const (
	loadClients = 4      // connections that ask at the same time
	loadRound   = 20_000 // requests of a round, for each server
)

// exchange is a request as it goes over the wire, and its answer.
type exchange struct {
	request []byte
	answer  *httptest.ResponseRecorder
}

// BenchmarkLoad asks over loopback for the documented GET samples, one after the other,
// and compares the rate with that of a handler which knows the answers beforehand and
// does nothing but write the same bytes. Rounds of both take turns, and the best of each
// counts. The clients do no more than they must: their time is in both rates. With
// -benchtime 50x each server answers a million requests; memory-growth is what the heap
// has more at the end than after the first round.
//
//	go test -run '^$' -bench Load -benchtime 50x ./mock
func BenchmarkLoad(b *testing.B) {
	dir := corpusDir
	if _, err := os.Stat(dir); err != nil {
		dir = docsDir
	}
	api := load(b, dir)
	h := mock.New(api)
	exchanges := documented(b, api, h)
	servers := [2]string{listen(b, h), listen(b, bare(exchanges))}
	var best [2]time.Duration
	var first uint64
	for b.Loop() {
		for i, addr := range servers {
			if d := ask(b, addr, exchanges); best[i] == 0 || d < best[i] {
				best[i] = d
			}
		}
		if first == 0 {
			first = heap()
		}
	}
	b.ReportMetric(best[1].Seconds()/best[0].Seconds(), "mock/bare")
	b.ReportMetric(loadRound/best[0].Seconds(), "requests/s")
	b.ReportMetric(float64(heap())/float64(first)-1, "memory-growth")
	b.ReportMetric(0, "ns/op") // says nothing: a round is of two servers
}

// documented returns what the pages show for GET, up to a thousand of it.
func documented(b *testing.B, api *model.API, h http.Handler) []exchange {
	var list []exchange
	eachSample(api, func(op *model.Operation, x *model.Example) {
		if op.Method != http.MethodGet || len(list) == 1000 {
			return
		}
		request := fmt.Sprintf("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nUser-Agent: bench\r\n\r\n", x.Target)
		r := httptest.NewRequest("GET", x.Target, nil)
		r.Host = "localhost"
		list = append(list, exchange{[]byte(request), send(h, r)})
	})
	if len(list) == 0 {
		b.Fatal("no page shows a GET")
	}
	return list
}

// bare returns a handler that writes the same bytes.
func bare(exchanges []exchange) http.Handler {
	answers := map[string]*httptest.ResponseRecorder{}
	for _, e := range exchanges {
		_, rest, _ := bytes.Cut(e.request, []byte(" "))
		target, _, _ := bytes.Cut(rest, []byte(" "))
		answers[string(target)] = e.answer
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := answers[r.RequestURI]
		header := w.Header()
		for name, values := range a.Header() {
			header[name] = values
		}
		w.WriteHeader(a.Code)
		_, _ = w.Write(a.Body.Bytes())
	})
}

func listen(b *testing.B, h http.Handler) string {
	l, err := mock.Listen(":0")
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	go func() { _ = mock.Serve(ctx, mock.NewServer(h, nil), l) }()
	b.Cleanup(stop)
	return l.Addr().String()
}

// ask sends a round of requests and returns how long it takes.
func ask(b *testing.B, addr string, exchanges []exchange) time.Duration {
	started := time.Now()
	var wg sync.WaitGroup
	for i := range loadClients {
		wg.Go(func() {
			if err := converse(addr, exchanges, i); err != nil {
				b.Error(err)
			}
		})
	}
	wg.Wait()
	return time.Since(started)
}

// converse is one client: it sends each request when the answer before has come.
func converse(addr string, exchanges []exchange, start int) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	r := bufio.NewReader(c)
	for i := range loadRound / loadClients {
		e := &exchanges[(start*len(exchanges)/loadClients+i)%len(exchanges)]
		if _, err := c.Write(e.request); err != nil {
			return err
		}
		if err := receive(r, e); err != nil {
			return fmt.Errorf("%s: %w", e.request, err)
		}
	}
	return nil
}

// receive reads an answer and compares its status and length.
func receive(r *bufio.Reader, e *exchange) error {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return err
	}
	if want := strconv.Itoa(e.answer.Code); string(line[9:12]) != want {
		return fmt.Errorf("the answer is %swhere %s is documented", line, want)
	}
	length := 0
	for len(bytes.TrimSpace(line)) > 0 {
		if line, err = r.ReadSlice('\n'); err != nil {
			return err
		}
		if value, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			length, _ = strconv.Atoi(string(bytes.TrimSpace(value)))
		}
	}
	if length != e.answer.Body.Len() {
		return fmt.Errorf("the answer has %d bytes, the sample %d", length, e.answer.Body.Len())
	}
	_, err = io.CopyN(io.Discard, r, int64(length))
	return err
}

// heap returns what is alive.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
