package mock_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	graph "github.com/docbind/docbind/generated"
	"github.com/docbind/docbind/mock"
)

// TestBatch: a batch is answered part by part, each as it would be alone.
func TestBatch(t *testing.T) {
	h := things(t)
	w := send(h, request(`POST /v1.0/$batch {"requests":[
		{"id":"a","method":"GET","url":"/things/1"},
		{"id":"b","method":"GET","url":"/things/1","headers":{"Prefer":"code=410"}},
		{"id":"c","method":"POST","url":"/things","headers":{"Content-Type":"application/json"},"body":{"size":"big"}},
		{"id":"d","method":"POST","url":"/things","headers":{"Content-Type":"application/json"},"body":{"size":1},"dependsOn":["a"]},
		{"id":"e","method":"GET","url":"/nothing"},
		{"id":"f","method":"GET","url":"/things/1","dependsOn":["e"]},
		{"id":"g","method":"POST","url":"/$batch","body":{"requests":[]}}]}`, ""))
	var answer struct {
		Responses []struct {
			ID      string
			Status  int
			Headers map[string]string
			Body    struct {
				ID     string
				Detail string
				Error  struct{ Code string }
			}
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 200 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	var got []string
	for _, r := range answer.Responses {
		got = append(got, fmt.Sprint(r.ID, " ", r.Status, " ", r.Headers["X-Doc-Source"], " ", r.Body.ID+r.Body.Error.Code, " ", r.Body.Detail))
	}
	const want = `a 200 api/thing-get.md:24 7 
b 410 api/thing-get.md:52 gone 
c 400 api/thing-post.md:5 badRequest The member size is a string, where Edm.Int32 is documented.
d 201 api/thing-post.md:24 9 
e 404  notFound No page documents the path /v1.0/nothing.
f 424  failedDependency The request "e", which this one depends on, has failed.
g 400  badRequest A request of a batch has the URL "/$batch".`
	if strings.Join(got, "\n") != want {
		t.Errorf("the answers are\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	w = send(h, request(`POST /$batch {"requests":[{"id":"","method":"GET","url":"/things/1"}]}`, ""))
	if w.Code != 400 || w.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(w.Body.String(), `"target":"requests[0].id"`) {
		t.Errorf("a bad batch: %d %s", w.Code, w.Body)
	}
	if w := send(h, request("GET /$batch", "")); w.Code != 404 {
		t.Errorf("GET: %d", w.Code)
	}
}

// TestBatchClient has the generated client send a batch.
func TestBatchClient(t *testing.T) {
	server := httptest.NewServer(mock.New(load(t, docsDir)))
	defer server.Close()
	client, err := graph.NewClient(graph.WithBaseURL(server.URL + "/v1.0"))
	if err != nil {
		t.Fatal(err)
	}
	var task *graph.TodoTask
	var gone error
	err = graph.Batch(t.Context(), client, func(ctx context.Context, c *graph.Client) (err error) {
		task, err = c.TodoTask.Get(ctx, "list", "task")
		return err
	}, func(ctx context.Context, c *graph.Client) error {
		_, gone = c.TodoTask.Get(ctx, "list", "task", graph.WithHeader("Prefer", "code=404"))
		return nil
	})
	if err != nil || graph.Value(task.ID) == "" || !errors.Is(gone, graph.ErrNotFound) {
		t.Errorf("%+v, %v, %v", task, gone, err)
	}
}

// fakedTasks implements one operation.
type fakedTasks struct {
	graph.UnimplementedTodoTaskHandler
}

func (fakedTasks) Get(context.Context, *graph.TodoTaskGetRequest) (*graph.TodoTask, error) {
	return &graph.TodoTask{ID: new("fake")}, nil
}

// TestUnimplemented: the mock server answers what a fake leaves out, also in a batch.
func TestUnimplemented(t *testing.T) {
	h := graph.NewHandler(graph.Handlers{TodoTask: fakedTasks{}}, graph.WithUnimplemented(mock.New(load(t, docsDir))))
	w := send(h, request(`POST /v1.0/$batch {"requests":[
		{"id":"fake","method":"GET","url":"/me/todo/lists/1/tasks/2"},
		{"id":"mock","method":"PATCH","url":"/me/todo/lists/1/tasks/2","headers":{"Content-Type":"application/json"},"body":{"colour":1}}]}`, ""))
	var answer struct {
		Responses []struct {
			Status int
			Body   struct{ ID, Detail string }
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || len(answer.Responses) != 2 {
		t.Fatal(err, w.Body)
	}
	if r := answer.Responses[0]; r.Status != 200 || r.Body.ID != "fake" {
		t.Errorf("the fake: %+v", r)
	}
	if r := answer.Responses[1]; r.Status != 400 || !strings.Contains(r.Body.Detail, "colour") {
		t.Errorf("the mock server: %+v", r)
	}
}
