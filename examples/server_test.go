package examples

import (
	"net/http"
	"net/http/httptest"

	graph "github.com/docbind/docbind/generated"
)

// start starts a server for an example and returns a client of it.
func start(server http.Handler, opts ...graph.Option) (*graph.Client, func()) {
	s := httptest.NewServer(server)
	client, err := graph.NewClient(append([]graph.Option{graph.WithBaseURL(s.URL)}, opts...)...)
	if err != nil {
		panic(err)
	}
	return client, s.Close
}

// answers answers one request after the other with status and body.
func answers(list ...answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := list[0]
		if len(list) > 1 {
			list = list[1:]
		}
		for name, value := range a.header {
			w.Header().Set(name, value)
		}
		w.WriteHeader(a.status)
		w.Write([]byte(a.body))
	})
}

type answer struct {
	status int
	body   string
	header map[string]string
}
