package examples

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	graph "github.com/docbind/docbind/generated"
)

// todo implements two operations; the embedded type answers the others with 501.
type todo struct {
	graph.UnimplementedTodoTaskHandler
}

func (t todo) Delete(ctx context.Context, req *graph.TodoTaskDeleteRequest) error {
	if req.TaskID == "9" {
		return fmt.Errorf("looking in the database: %w", graph.ErrGone)
	}
	return t.UnimplementedTodoTaskHandler.Delete(ctx, req)
}

func (todo) Get(_ context.Context, req *graph.TodoTaskGetRequest) (*graph.TodoTask, error) {
	if req.TaskID != "1" {
		return nil, &graph.Error{StatusCode: 404, Code: "itemNotFound", Message: "There is no such task."}
	}
	return &graph.TodoTask{ID: new("1"), Title: new("Buy paint")}, nil
}

// The same operations make an http.Handler: what a server implements and a test fakes.
func Example_handler() {
	client, stop := start(graph.NewHandler(graph.Handlers{TodoTask: todo{}}))
	defer stop()

	ctx := context.Background()
	task, err := client.TodoTask.Get(ctx, "list", "1")
	if err != nil {
		panic(err)
	}
	fmt.Println(graph.Value(task.Title))
	_, err = client.TodoTask.Get(ctx, "list", "2")
	fmt.Println(errors.Is(err, graph.ErrNotFound))
	err = client.TodoTask.Delete(ctx, "list", "1")
	fmt.Println(errors.Is(err, graph.ErrNotImplemented))
	// Output:
	// Buy paint
	// true
	// true
}

// What is refused is named; what a handler returns has a status.
func Example_refusal() {
	h := graph.NewHandler(graph.Handlers{TodoTask: todo{}})
	ask := func(method, target, body string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, target, strings.NewReader(body)))
		fmt.Println(w.Code, w.Body)
	}
	ask("PATCH", "/me/todo/lists/1/tasks/2", `{"linkedResources": [{"displayName": "x"}, {"displayName": 3}]}`)
	ask("GET", "/me/todo/lists/1/tasks/delta?$top=many", "")
	ask("DELETE", "/beta/me/todo/lists/1/tasks/9", "")
	// Output:
	// 400 {"error":{"code":"badRequest","message":"The property linkedResources[1].displayName is a number, where a string is documented.","target":"linkedResources[1].displayName"}}
	// 400 {"error":{"code":"badRequest","message":"The query parameter \"$top\" is not what is documented: \"many\" is no number of items.","target":"$top"}}
	// 410 {"error":{"code":"gone","message":"Gone."}}
}

// What stands around operations knows them by name: a fake that is too busy at first.
func Example_failures() {
	var seen []string
	busy := func(ctx context.Context, op string, req any, next func(context.Context, any) (any, error)) (any, error) {
		seen = append(seen, op)
		if op == "TodoTask.Get" && len(seen) == 1 {
			return nil, &graph.Error{StatusCode: 429, Header: http.Header{"Retry-After": {"0"}}}
		}
		return next(ctx, req)
	}
	client, stop := start(graph.NewHandler(graph.Handlers{TodoTask: todo{}}, graph.WithInterceptor(busy)))
	defer stop()

	task, err := client.TodoTask.Get(context.Background(), "list", "1") // which tries once more
	fmt.Println(graph.Value(task.Title), err, seen)
	// Output: Buy paint <nil> [TodoTask.Get TodoTask.Get]
}

// paged answers with two pages, and then with what has changed since.
type paged struct {
	graph.UnimplementedTodoTaskHandler
}

func (paged) Delta(_ context.Context, req *graph.TodoTaskDeltaRequest) (*graph.Page[graph.TodoTask], error) {
	query := req.HTTP.URL.Query()
	switch {
	case query.Has("$deltatoken"):
		return &graph.Page[graph.TodoTask]{
			Value:     []graph.TodoTask{{ID: new("1"), Removed: &graph.Removed{Reason: "deleted"}}},
			DeltaLink: graph.LinkTo(req.HTTP, "$deltatoken", "later"),
		}, nil
	case query.Has("$skiptoken"):
		return &graph.Page[graph.TodoTask]{Value: []graph.TodoTask{{ID: new("2")}}, DeltaLink: graph.LinkTo(req.HTTP, "$deltatoken", "now")}, nil
	}
	return &graph.Page[graph.TodoTask]{Value: []graph.TodoTask{{ID: new("1")}}, NextLink: graph.LinkTo(req.HTTP, "$skiptoken", "2")}, nil
}

// A page leads to the next one by a link of the server's own; LinkTo makes it of the request.
func Example_pages() {
	client, stop := start(graph.NewHandler(graph.Handlers{TodoTask: paged{}}))
	defer stop()

	ctx := context.Background()
	var delta string
	tasks, err := graph.Collect(client.TodoTask.Delta(ctx, "list", graph.SaveDeltaLink(&delta)))
	if err != nil {
		panic(err)
	}
	changed, err := graph.Collect(client.TodoTask.Delta(ctx, "list", graph.WithLink(delta)))
	if err != nil {
		panic(err)
	}
	fmt.Println(len(tasks), graph.Value(changed[0].ID), changed[0].Removed.Reason)
	// Output: 2 1 deleted
}

// kept is a fake with a state: an update is read into what is kept.
type kept struct {
	graph.UnimplementedTodoTaskHandler
	tasks map[string]*graph.TodoTask
}

func (k kept) Update(_ context.Context, req *graph.TodoTaskUpdateRequest) (*graph.TodoTask, error) {
	task := k.tasks[req.TaskID]
	if task == nil {
		return nil, fmt.Errorf("task %s: %w", req.TaskID, graph.ErrNotFound)
	}
	// Body can't tell null from what is not sent. HTTP.Body is the JSON as it came: read into
	// what is kept, null clears a property and what is not sent stays.
	if err := json.NewDecoder(req.HTTP.Body).Decode(task); err != nil {
		return nil, err
	}
	answer := *task // it is encoded later, when another request may change what is kept
	return &answer, nil
}

// An update changes what it names alone; the requests of a batch are answered, too.
func Example_update() {
	tasks := map[string]*graph.TodoTask{"1": {Title: new("Buy paint"), IsReminderOn: new(true)}}
	client, stop := start(graph.NewHandler(graph.Handlers{TodoTask: kept{tasks: tasks}}))
	defer stop()

	err := graph.Batch(context.Background(), client, func(ctx context.Context, c *graph.Client) error {
		_, err := c.TodoTask.Update(ctx, "list", "1", &graph.TodoTask{}, graph.WithNull("isReminderOn"))
		return err
	}, func(ctx context.Context, c *graph.Client) error {
		_, err := c.TodoTask.Update(ctx, "list", "2", &graph.TodoTask{})
		return err
	})
	fmt.Println(graph.Value(tasks["1"].Title), tasks["1"].IsReminderOn == nil, errors.Is(err, graph.ErrNotFound))
	// Output: Buy paint true true
}
