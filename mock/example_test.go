package mock_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"

	"github.com/docbind/docbind/mock"
	"github.com/docbind/docbind/workspace"
)

// The mock server as a handler, in a test of a program of your own.
func ExampleNew() {
	loaded, err := workspace.Load(workspace.Config{Docs: []string{filepath.Join("..", "testdata", "docs")}})
	if err != nil {
		panic(err)
	}
	server := httptest.NewServer(mock.New(loaded.API))
	defer server.Close()

	req, err := http.NewRequest("GET", server.URL+"/me/todo/lists/1/tasks/2", nil)
	if err != nil {
		panic(err)
	}
	req.Header.Set("Prefer", "code=404")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	fmt.Println(resp.StatusCode, string(body), err)
	// Output: 404 {"error":{"code":"notFound","message":"Asked for by Prefer; api/todotask-get.md has no sample of it."}} <nil>
}
