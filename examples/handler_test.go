package examples

import (
	"context"
	"errors"
	"fmt"

	graph "github.com/docbind/docbind/generated"
)

// todo implements one operation; the embedded type answers the others with 501.
type todo struct {
	graph.UnimplementedTodoTaskHandler
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
