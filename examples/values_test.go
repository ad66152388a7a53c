package examples

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	graph "github.com/docbind/docbind/generated"
)

// echo sends the body of every request back, and prints it.
var echo = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	fmt.Printf("%s %s %s\n", r.Method, r.URL, body)
	w.Write(body)
})

// Properties are pointers: nil is not there, which differs from false, "" and 0. Value
// reads without a check, new makes one.
func Example_optionalProperties() {
	client, stop := start(echo)
	defer stop()

	message, err := client.Message.CreateForward(context.Background(), "1", &graph.MessageCreateForwardBody{
		Comment: new(""),
		Message: &graph.Message{HasAttachments: new(false)},
	})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%q\n", graph.Value(message.Subject))
	// Output:
	// POST /me/messages/1/createForward {"comment":"","message":{"hasAttachments":false}}
	// ""
}

// A nil field is left out. What a PATCH request is to clear is named, and so is what the
// Go type has no field for.
func Example_clearingProperties() {
	client, stop := start(echo)
	defer stop()

	_, err := client.TodoTask.Update(context.Background(), "list", "task",
		&graph.TodoTask{Title: new("Buy paint")},
		graph.WithNull("completedDateTime", "body/content"),
		graph.WithProperty("category@odata.bind", "https://example.com/categories/1"),
	)
	if err != nil {
		panic(err)
	}
	// Output:
	// PATCH /me/todo/lists/list/tasks/task {"body":{"content":null},"category@odata.bind":"https://example.com/categories/1","completedDateTime":null,"title":"Buy paint"}
}

// Enumerations are strings with constants: a value that the docs don't know yet passes
// through and hurts nobody.
func Example_openEnums() {
	client, stop := start(answers(answer{status: 200, body: `{"scheduledInstallDays": ["sunday", "someday"]}`}))
	defer stop()

	c, err := client.IosUpdateConfiguration.Create(context.Background(), nil)
	if err != nil {
		panic(err)
	}
	for _, day := range c.ScheduledInstallDays {
		switch day {
		case graph.DayOfWeekSunday:
			fmt.Println("on Sunday")
		default:
			fmt.Println("on", day)
		}
	}
	// Output:
	// on Sunday
	// on someday
}

// Times keep the text they came as, so that they go back unchanged, and read what docs
// and servers write: without a zone, with seven digits after the second.
func Example_times() {
	client, stop := start(answers(answer{status: 200, body: `{"createdDateTime": "2021-03-01T08:15:19.9359889", "lastModifiedDateTime": "soon"}`}))
	defer stop()

	task, err := client.TodoTask.Get(context.Background(), "list", "task")
	if err != nil {
		panic(err)
	}
	fmt.Println(task.CreatedDateTime.Time.Format(time.Kitchen), task.CreatedDateTime)
	fmt.Println(task.LastModifiedDateTime)

	next := graph.NewDateTime(time.Date(2026, 11, 25, 8, 0, 0, 0, time.UTC))
	fmt.Println(next)
	// Output:
	// 8:15AM 2021-03-01T08:15:19.9359889
	// soon
	// 2026-11-25T08:00:00Z
}

// A value of a derived type is decoded to its own Go type, wherever it stands; the
// fields of the base are there, too, for whoever doesn't care.
func Example_derivedTypes() {
	client, stop := start(answers(
		answer{status: 200, body: `{"@odata.type": "#microsoft.graph.iosUpdateConfiguration", "displayName": "Phones", "utcTimeOffsetInMinutes": 60}`},
		answer{status: 200, body: `{"@odata.type": "#microsoft.graph.newerThanTheDocs", "displayName": "Glasses"}`},
	))
	defer stop()

	for range 2 {
		c, err := client.DeviceConfiguration.Get(context.Background(), "1")
		if err != nil {
			panic(err)
		}
		switch d := c.Derived.(type) {
		case *graph.IosUpdateConfiguration:
			fmt.Println(graph.Value(d.DisplayName), "are", graph.Value(d.UtcTimeOffsetInMinutes), "minutes ahead")
		default:
			fmt.Println(graph.Value(c.DisplayName), "are of the type", c.ODataType)
		}
	}
	// Output:
	// Phones are 60 minutes ahead
	// Glasses are of the type #microsoft.graph.newerThanTheDocs
}

// Every answer outside 2xx is an *Error, whatever its body is; conditions that programs
// act on can be asked for.
func Example_errors() {
	client, stop := start(answers(
		answer{status: 404, body: `{"error": {"code": "itemNotFound", "message": "There is no such task."}}`, header: map[string]string{"request-id": "7f2c"}},
		answer{status: 502, body: `<html>Bad gateway</html>`},
	))
	defer stop()

	_, err := client.TodoTask.Get(context.Background(), "list", "task")
	fmt.Println(errors.Is(err, graph.ErrNotFound))
	if e, ok := errors.AsType[*graph.Error](err); ok {
		fmt.Println(e.StatusCode, e.Code, e.RequestID)
	}
	err = client.TodoTask.Delete(context.Background(), "list", "task")
	if e, ok := errors.AsType[*graph.Error](err); ok {
		fmt.Println(e.StatusCode, string(e.Body))
	}
	// Output:
	// true
	// 404 itemNotFound 7f2c
	// 502 <html>Bad gateway</html>
}

// Who sends a derived value sets Derived; the name of its type is sent by itself.
func Example_sendingDerivedTypes() {
	value := graph.DeviceConfiguration{Derived: &graph.IosUpdateConfiguration{DisplayName: new("Phones")}}
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
	// Output:
	// {"@odata.type":"#microsoft.graph.iosUpdateConfiguration","displayName":"Phones"}
}

// An open type keeps what it has no field for.
func Example_openTypes() {
	client, stop := start(answers(answer{status: 200, body: `{"@odata.type": "#microsoft.graph.newerThanTheDocs", "lens": "clear"}`}))
	defer stop()

	c, err := client.DeviceConfiguration.Get(context.Background(), "1")
	if err != nil {
		panic(err)
	}
	fmt.Println(string(c.AdditionalProperties["lens"]))
	// Output:
	// "clear"
}
