package examples

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	graph "github.com/docbind/docbind/generated"
)

// A page with several paths has a method for each: typed arguments, no strings to
// build. An argument cannot leave its segment.
func Example_routes() {
	client, stop := start(echo)
	defer stop()

	ctx := context.Background()
	client.TodoTask.Update(ctx, "list", "task", &graph.TodoTask{})
	client.TodoTask.UpdateForUser(ctx, "dana@contoso.com", "list/..", "it's?", &graph.TodoTask{})
	_, err := client.TodoTask.Update(ctx, "list", "..", &graph.TodoTask{})
	fmt.Println(err)
	// Output:
	// PATCH /me/todo/lists/list/tasks/task {}
	// PATCH /users/dana@contoso.com/todo/lists/list%2F../tasks/it%27s%3F {}
	// TodoTask.Update: argument taskID makes a segment of dots, which leads to another path
}

// What is rare is an option: those of OData, those that a page documents, any query
// parameter and any header.
func Example_options() {
	client, stop := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.URL, r.Header.Get("If-Match"), r.Header.Get("Prefer"))
		w.Header().Set("ETag", `"2"`)
		io.WriteString(w, "{}")
	}))
	defer stop()

	var info graph.ResponseInfo
	_, err := client.DriveItem.Rename(context.Background(), "drive", "item", &graph.DriveItem{Name: new("plan.txt")},
		graph.WithIfMatch(`"1"`),
		graph.WithSelect("id", "name"),
		graph.WithFilter("name eq "+graph.Literal("it's")),
		graph.WithQuery("debug", "yes"),
		graph.WithHeader("Prefer", "return=representation"),
		graph.WithResponseInfo(&info),
	)
	if err != nil {
		panic(err)
	}
	fmt.Println(info.StatusCode, info.Header.Get("ETag"))
	// Output:
	// /drives/drive/items/item?$select=id%2Cname&$filter=name%20eq%20%27it%27%27s%27&debug=yes "1" return=representation
	// 200 "2"
}

// tasks is a server with three tasks on two pages.
func tasks() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("page") == "2" {
			io.WriteString(w, `{"value": [{"id": "3"}]}`)
			return
		}
		fmt.Fprintf(w, `{"@odata.nextLink": "http://%s%s?page=2", "value": [{"id": "1"}, {"id": "2"}]}`, r.Host, r.URL.Path)
	})
}

// A list is ranged over, item by item; the next page is asked for when it is needed.
func Example_lists() {
	client, stop := start(tasks())
	defer stop()

	for task, err := range client.TodoTaskList.ListTasks(context.Background(), "list") {
		if err != nil {
			panic(err)
		}
		fmt.Println(graph.Value(task.ID))
	}
	// Output:
	// 1
	// 2
	// 3
}

// Who shows pages asks for one page, and keeps where the next begins.
func Example_onePage() {
	client, stop := start(tasks())
	defer stop()

	var page graph.PageInfo
	first, err := graph.Collect(client.TodoTaskList.ListTasks(context.Background(), "list", graph.OnePage(&page)))
	if err != nil {
		panic(err)
	}
	second, err := graph.Collect(client.TodoTaskList.ListTasks(context.Background(), "list", graph.OnePage(&page), graph.WithLink(page.NextLink)))
	if err != nil {
		panic(err)
	}
	fmt.Println(len(first), len(second), page.NextLink == "")
	// Output:
	// 2 1 true
}

// A delta query is a list whose end says where to go on next time.
func Example_delta() {
	client, stop := start(answers(
		answer{status: 200, body: `{"@odata.deltaLink": "/me/todo/lists/list/tasks/delta?token=a", "value": [{"id": "1", "title": "Buy paint"}]}`},
		answer{status: 200, body: `{"@odata.deltaLink": "/me/todo/lists/list/tasks/delta?token=b", "value": [{"id": "1", "@removed": {"reason": "deleted"}}]}`},
	))
	defer stop()

	var link string // kept from one run of the program to the next
	for range 2 {
		var opts []graph.CallOption
		if link != "" {
			opts = append(opts, graph.WithLink(link))
		}
		for task, err := range client.TodoTask.Delta(context.Background(), "list", append(opts, graph.SaveDeltaLink(&link))...) {
			switch {
			case err != nil:
				panic(err)
			case task.Removed != nil:
				fmt.Println("removed", graph.Value(task.ID))
			default:
				fmt.Println("changed", graph.Value(task.ID), graph.Value(task.Title))
			}
		}
		fmt.Println(link)
	}
	// Output:
	// changed 1 Buy paint
	// /me/todo/lists/list/tasks/delta?token=a
	// removed 1
	// /me/todo/lists/list/tasks/delta?token=b
}

// Bytes are streams in both directions: nothing is read into memory, and a function's
// argument is escaped as OData wants it.
func Example_streams() {
	client, stop := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Method, r.URL, r.ContentLength, r.Header.Values("Content-Type"))
		io.WriteString(w, "day,users\n2026-11-24,17\n")
	}))
	defer stop()

	report, err := client.ReportRoot.GetActiveUserCounts(context.Background(), "D7")
	if err != nil {
		panic(err)
	}
	defer report.Close()
	text, _ := io.ReadAll(report)
	fmt.Print(string(text))

	err = client.ProfilePhoto.Update(context.Background(), "image/jpeg", strings.NewReader("…"))
	if err != nil {
		panic(err)
	}
	// Output:
	// GET /reports/getActiveUserCounts(period='D7') 0 []
	// day,users
	// 2026-11-24,17
	// PUT /me/photo/$value 3 [image/jpeg]
}

// Work that goes on after the answer is polled, by this process or, with the Location,
// by another.
func Example_longRunningWork() {
	client, stop := start(answers(
		answer{status: 202, header: map[string]string{"Location": "/monitor/1"}},
		answer{status: 202, body: `{"status": "inProgress"}`},
		answer{status: 200, body: `{"status": "completed", "resourceId": "9"}`},
	))
	defer stop()

	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	work, err := client.DriveItem.Copy(ctx, "drive", "item", &graph.DriveItem{Name: new("copy.txt")})
	if err != nil {
		panic(err)
	}
	fmt.Println(work.Location)
	result, err := graph.NewPoller(client, work.Location).Wait(ctx)
	if err != nil {
		panic(err)
	}
	fmt.Println(result.Status, string(result.Body))
	// Output:
	// /monitor/1
	// completed {"status": "completed", "resourceId": "9"}
}

// A batch sends the requests of any methods together.
func Example_batch() {
	client, stop := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Println(r.Method, r.URL, bytes.Count(body, []byte(`"url"`)), "requests")
		io.WriteString(w, `{"responses": [
			{"id": "1", "status": 200, "body": {"id": "a"}},
			{"id": "2", "status": 200, "body": {"id": "b"}}]}`)
	}))
	defer stop()

	ids := make([]string, 2)
	get := func(i int) func(context.Context, *graph.Client) error {
		return func(ctx context.Context, c *graph.Client) error {
			task, err := c.TodoTask.Get(ctx, "list", "task")
			if err == nil {
				ids[i] = graph.Value(task.ID)
			}
			return err
		}
	}
	if err := graph.Batch(context.Background(), client, get(0), get(1)); err != nil {
		panic(err)
	}
	fmt.Println(len(ids[0]+ids[1]), "letters of ids")
	// Output:
	// POST /$batch 2 requests
	// 2 letters of ids
}

// The client takes what one has: an http.Client, a source of tokens, a hook that signs.
// What they add goes to the host of the base URL only.
func Example_transport() {
	client, stop := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Header.Get("Authorization"), r.Header.Get("X-Signature"), r.UserAgent())
		fmt.Fprint(w, `{"@odata.nextLink": "https://elsewhere.example/tasks", "value": []}`)
	}),
		graph.WithHTTPClient(&http.Client{Timeout: 10 * time.Second}),
		graph.WithToken(func(ctx context.Context) (string, error) { return "token", nil }),
		graph.WithRequestHook(func(r *http.Request) error {
			r.Header.Set("X-Signature", "signed")
			return nil
		}),
		graph.WithUserAgent("example/1.0"),
		graph.WithRetry(3, 10*time.Second),
	)
	defer stop()

	for _, err := range client.TodoTaskList.ListTasks(context.Background(), "list") {
		fmt.Println(strings.Contains(err.Error(), "refused to follow a link to another host"))
	}
	// Output:
	// Bearer token signed example/1.0
	// true
}

// Arguments of functions have the types that their page gives them, and are written as
// OData wants each.
func Example_functionArguments() {
	client, stop := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path, _ := url.PathUnescape(r.URL.EscapedPath())
		fmt.Println(path)
		io.WriteString(w, `{"value": []}`)
	}))
	defer stop()

	day := time.Date(2026, 11, 25, 8, 0, 0, 0, time.UTC)
	tasks := client.Planner.TasksDue(context.Background(), "dana's", *graph.NewDate(day), *graph.NewDateTime(day),
		graph.TaskStatusNotStarted, []graph.DayOfWeek{graph.DayOfWeekSunday}, *graph.NewDuration(time.Hour))
	for _, err := range tasks {
		panic(err)
	}
	// Output:
	// /planner/tasksDue(listId='dana''s',from=2026-11-25,changedSince=2026-11-25T08:00:00Z,status='notStarted',days=["sunday"],longerThan=duration'PT1H')
}

// An entity has the version that it was read in: a change says that it builds on it.
func Example_versions() {
	client, stop := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Printf("%s %q\n", r.Method, r.Header.Get("If-Match"))
		io.WriteString(w, `{"@odata.etag": "W/\"7\"", "id": "task"}`)
	}))
	defer stop()

	task, err := client.TodoTask.Get(context.Background(), "list", "task")
	if err != nil {
		panic(err)
	}
	_, err = client.TodoTask.Update(context.Background(), "list", "task", &graph.TodoTask{Title: new("Buy paint")}, graph.WithIfMatch(task.ODataETag))
	if err != nil {
		panic(err)
	}
	// Output:
	// GET ""
	// PATCH "W/\"7\""
}

// What the docs lack has no method: Do sends it like all else.
func Example_do() {
	client, stop := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Println(r.Method, r.URL, string(body))
		io.WriteString(w, `{"id": "7", "title": "Buy paint"}`)
	}))
	defer stop()

	ctx := context.Background()
	task, err := graph.Do[*graph.TodoTask](ctx, client, http.MethodPost, "/me/todo/undocumented", map[string]int{"days": 3}, graph.WithSelect("title"))
	if err != nil {
		panic(err)
	}
	fmt.Println(graph.Value(task.Title))
	_, err = graph.Do[*graph.TodoTask](ctx, client, http.MethodGet, "https://elsewhere.example/me", nil)
	fmt.Println(err)
	// Output:
	// POST /me/todo/undocumented?$select=title {"days":3}
	// Buy paint
	// Do: "https://elsewhere.example/me" is no path below the base URL; WithLink takes a link of the server
}

// Options that would do nothing are errors, and nothing is sent.
func Example_unfitOptions() {
	client, stop := start(echo)
	defer stop()

	var page graph.PageInfo
	_, err := client.TodoTask.Get(context.Background(), "list", "task", graph.OnePage(&page))
	fmt.Println(err)
	_, err = client.TodoTask.Get(context.Background(), "list", "task", graph.WithNull("title"))
	fmt.Println(err)
	// Output:
	// TodoTask.Get: OnePage: the operation is no list
	// TodoTask.Get: property "title": a GET request has no body
}
