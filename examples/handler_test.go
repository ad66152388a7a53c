package examples

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
	return task, json.NewDecoder(req.HTTP.Body).Decode(task)
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
