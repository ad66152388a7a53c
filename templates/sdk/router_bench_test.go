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
// routes, 1,000, and all of the reference. A request must not take longer because there
// are more routes:
//
//	go test -run '^$' -bench Router -benchmem ./templates/sdk
func BenchmarkRouter(b *testing.B) {
	routes, requests := corpusRoutes(b)
	for n := 100; ; n *= 10 {
		n = min(n, len(routes))
		b.Run(fmt.Sprintf("routes=%d", n), func(b *testing.B) { benchmarkRouter(b, routes[:n], requests) })
		if n == len(routes) {
			return
		}
	}
}

func benchmarkRouter(b *testing.B, routes []*operation, requests map[*operation]*http.Request) {
	m := newMux("https://example.com/v1.0", nil, nil)
	var asked []*http.Request
	for _, op := range routes {
		m.router.add(&endpoint{op: op})
		if r := requests[op]; r != nil {
			asked = append(asked, r)
		}
	}
	for _, r := range asked {
		if found := m.find(r); len(found.endpoints) == 0 {
			b.Fatalf("%s %s is not found", r.Method, r.URL)
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.find(asked[i%len(asked)])
	}
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
