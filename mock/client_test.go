package mock_test

import (
	"errors"
	"net/http/httptest"
	"strings"
	"testing"

	graph "github.com/docbind/docbind/generated"
	"github.com/docbind/docbind/mock"
)

// TestClient has the generated client ask the mock server of the same docs over HTTP.
func TestClient(t *testing.T) {
	server := httptest.NewServer(mock.New(load(t, docsDir)))
	defer server.Close()
	client, err := graph.NewClient(graph.WithBaseURL(server.URL + "/v1.0"))
	if err != nil {
		t.Fatal(err)
	}
	var info graph.ResponseInfo
	from := func(page string) {
		t.Helper()
		if got := info.Header.Get("X-Doc-Source"); !strings.HasPrefix(got, "api/"+page+".md:") {
			t.Errorf("the answer is that of %s, want one of %s", got, page)
		}
	}
	told := graph.WithResponseInfo(&info)

	task, err := client.TodoTask.Get(t.Context(), "list", "task", told)
	if err != nil || graph.Value(task.ID) == "" || graph.Value(task.Title) == "" {
		t.Errorf("Get: %+v, %v", task, err)
	}
	from("todotask-get")
	links, err := graph.Collect(client.TodoTask.ListLinkedResources(t.Context(), "list", "task", told))
	if err != nil || len(links) == 0 || graph.Value(links[0].ID) == "" {
		t.Errorf("ListLinkedResources: %+v, %v", links, err)
	}
	from("todotask-list-linkedresources")
	if err := client.TodoTask.Delete(t.Context(), "list", "task", told); err != nil || info.StatusCode != 204 {
		t.Errorf("Delete: %d, %v", info.StatusCode, err)
	}
	from("todotask-delete")

	// Pages lead on here, not to the API itself, and come to an end.
	var delta string
	changed, err := graph.Collect(client.TodoTask.Delta(t.Context(), "list", graph.SaveDeltaLink(&delta), told))
	if err != nil || len(changed) == 0 {
		t.Errorf("Delta: %d tasks, %v; the delta link is %q", len(changed), err, delta)
	}

	if _, err := graph.Collect(client.TodoTask.Delta(t.Context(), "list", graph.WithLink(delta))); err != nil {
		t.Errorf("%s: %v", delta, err)
	}

	// What the docs would not allow is refused, and the client tells it as an error.
	_, err = client.TodoTask.Update(t.Context(), "list", "task", &graph.TodoTask{}, graph.WithProperty("colour", "red"))
	var refused *graph.Error
	if !errors.As(err, &refused) || refused.StatusCode != 400 || !strings.Contains(string(refused.Body), "colour") {
		t.Errorf("Update with a property that isn't documented: %v", err)
	}
}
