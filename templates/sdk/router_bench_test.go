package sdk

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/docbind/docbind/workspace"
)

// BenchmarkRouter finds the operations of documented requests among 100 documented
// routes, 1,000, and all of the reference: those of all these routes, and the same few
// each time. A request must not take longer because there are more routes:
//
//	go test -run '^$' -bench Router -benchmem ./templates/sdk
func BenchmarkRouter(b *testing.B) {
	const few = 100
	routes, requests := corpusRoutes(b)
	for n := few; ; n *= 10 {
		n = min(n, len(routes))
		m := routerMux(routes[:n])
		b.Run(fmt.Sprintf("routes=%d/asked=all", n), func(b *testing.B) { benchmarkRouter(b, m, routes[:n], requests) })
		b.Run(fmt.Sprintf("routes=%d/asked=few", n), func(b *testing.B) { benchmarkRouter(b, m, routes[:min(n, few)], requests) })
		if n == len(routes) {
			return
		}
	}
}

func routerMux(routes []*operation) *mux {
	m := newMux("https://example.com/v1.0", nil, nil)
	var endpoints []*endpoint
	for _, op := range routes {
		endpoints = append(endpoints, &endpoint{op: op})
	}
	m.router = newRouter(endpoints)
	return m
}

func benchmarkRouter(b *testing.B, m *mux, routes []*operation, requests map[*operation]*http.Request) {
	var asked []*http.Request
	for _, op := range routes {
		r := requests[op]
		if r == nil {
			continue
		}
		if found := m.find(r); len(found.endpoints) == 0 {
			b.Fatalf("%s %s is not found", r.Method, r.URL)
		}
		asked = append(asked, r)
	}
	r, targets := &http.Request{URL: new(url.URL)}, layOut(asked)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		t := &targets[i%len(targets)]
		r.Method, r.URL.Path, r.URL.RawPath = t.method, t.path, t.rawPath
		m.find(r)
	}
}

type target struct{ method, path, rawPath string }

// layOut puts the texts of requests one behind the other. What is measured is the router,
// not how long a request takes to come from memory: a server has just read it.
func layOut(requests []*http.Request) []target {
	var text strings.Builder
	for _, r := range requests {
		text.WriteString(r.Method + r.URL.Path + r.URL.RawPath)
	}
	rest := text.String()
	cut := func(n int) (s string) {
		s, rest = rest[:n], rest[n:]
		return s
	}
	targets := make([]target, len(requests))
	for i, r := range requests {
		targets[i] = target{cut(len(r.Method)), cut(len(r.URL.Path)), cut(len(r.URL.RawPath))}
	}
	return targets
}

// corpusRoutes returns the routes of the reference in a random order that is the same
// each time, and for some of them the request of a sample.
func corpusRoutes(b *testing.B) ([]*operation, map[*operation]*http.Request) {
	docs := "../../../shared/corpus/api-reference/beta"
	if _, err := os.Stat(docs); err != nil {
		docs = "../../testdata/docs"
	}
	loaded, err := workspace.Load(workspace.Config{Docs: []string{docs}})
	if err != nil {
		b.Fatal(err)
	}
	var routes []*operation
	requests := map[*operation]*http.Request{}
	for _, s := range loaded.API.Services {
		for i := range s.Operations {
			documented := &s.Operations[i]
			for j, rt := range documented.Routes {
				op := &operation{id: documented.ID() + rt.Name, method: documented.Method, path: rt.Pattern}
				routes = append(routes, op)
				for _, x := range documented.Examples {
					if path, _, _ := strings.Cut(x.Target, "?"); x.LeftOut == "" && x.Route == j {
						u, err := url.Parse("https://example.com" + escapeLiteral(path))
						if err != nil {
							b.Fatal(err)
						}
						requests[op] = &http.Request{Method: documented.Method, URL: u}
						break
					}
				}
			}
		}
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(routes), func(i, j int) { routes[i], routes[j] = routes[j], routes[i] })
	return routes, requests
}
