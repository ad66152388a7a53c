package sdk

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// working accepts work and answers the questions about it one after the other.
type working struct {
	location string
	answers  []string // status, a blank, the body
	asked    []string // paths
	tokens   []string
}

func (s *working) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.tokens = append(s.tokens, r.Header.Get("Authorization"))
	if r.Method == "POST" {
		w.Header().Set("Location", s.location)
		w.WriteHeader(202)
		return
	}
	s.asked = append(s.asked, r.URL.Path)
	status, body, _ := strings.Cut(s.answers[min(len(s.asked), len(s.answers))-1], " ")
	switch status {
	case "202":
		w.WriteHeader(202)
	case "303":
		w.Header().Set("Location", "/v1.0/items/new")
		w.WriteHeader(303)
	case "500":
		w.WriteHeader(500)
	}
	io.WriteString(w, body)
}

func TestPollerWaits(t *testing.T) {
	for _, test := range []struct {
		name, location string
		answers        []string
		asked, status  string
		body           string
		code           string // of the error
	}{
		{name: "done at once", location: "/v1.0/operations/1", answers: []string{`200 {"status":"succeeded"}`},
			asked: "/v1.0/operations/1", status: "succeeded", body: `{"status":"succeeded"}`},
		{name: "a path without that of the base URL (team-clone)", location: "/teams('1')/operations('2')",
			answers: []string{`200 {}`}, asked: "/v1.0/teams('1')/operations('2')", body: `{}`},
		{name: "a relative path", location: "operations/1", answers: []string{`200 {}`}, asked: "/v1.0/operations/1", body: `{}`},
		{name: "going on, by status and by word", location: "/operations/1",
			answers: []string{`202 `, `202 {"status":"inProgress","percentageComplete":27.5}`, `200 {"status":"running"}`, `200 {"status":"completed"}`},
			asked:   "/v1.0/operations/1 /v1.0/operations/1 /v1.0/operations/1 /v1.0/operations/1", status: "completed", body: `{"status":"completed"}`},
		{name: "a redirect to the result, whose status is its own", location: "/operations/1", answers: []string{`303 `, `200 {"status":"running"}`},
			asked: "/v1.0/operations/1 /v1.0/items/new", body: `{"status":"running"}`},
		{name: "failed", location: "/operations/1", answers: []string{`200 {"status":"failed","error":{"code":"nameExists","message":"There."}}`},
			asked: "/v1.0/operations/1", code: "nameExists"},
		{name: "failed without a word", location: "/operations/1", answers: []string{`200 {"status":"deleteFailed"}`},
			asked: "/v1.0/operations/1", code: "deleteFailed"},
		{name: "an error", location: "/operations/1", answers: []string{`500 {"error":{"code":"broken"}}`}, asked: "/v1.0/operations/1", code: "broken"},
		{name: "no location"},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := &working{location: test.location, answers: test.answers}
			client, _ := serve(t, server.ServeHTTP)
			work, err := client.Item.Copy(t.Context(), "1", &Item{})
			if err != nil {
				t.Fatal(err)
			}
			progress, err := hurry(work).Wait(t.Context())
			if got := strings.Join(server.asked, " "); got != test.asked {
				t.Errorf("asked %s", got)
			}
			var e *Error
			if test.code != "" {
				if !errors.As(err, &e) || e.Code != test.code {
					t.Errorf("the error is %v", err)
				}
				return
			}
			if err != nil || !progress.Done || progress.Status != test.status || string(progress.Body) != test.body {
				t.Errorf("%+v, %v", progress, err)
			}
		})
	}
}

// hurry makes a poller ask without much delay.
func hurry(p *Poller) *Poller {
	p.usual = time.Microsecond
	return p
}

// TestPollerTellsNothingToOthers polls another host, as OneDrive's copy wants it.
func TestPollerTellsNothingToOthers(t *testing.T) {
	other := &working{answers: []string{`200 {"status":"completed","resourceId":"9"}`}}
	_, monitor := serve(t, other.ServeHTTP)
	server := &working{location: monitor.URL + "/monitor/1"}
	client, _ := serve(t, server.ServeHTTP, WithToken(func(context.Context) (string, error) { return "secret", nil }))
	work, err := client.Item.Copy(t.Context(), "1", nil)
	if err != nil || server.tokens[0] != "Bearer secret" {
		t.Fatal(err, server.tokens)
	}
	again := NewPoller(client, work.Location)
	progress, err := again.Poll(t.Context())
	if err != nil || !progress.Done || !strings.Contains(string(progress.Body), `"resourceId":"9"`) {
		t.Errorf("%+v, %v", progress, err)
	}
	if other.tokens[0] != "" {
		t.Errorf("the other host gets %q", other.tokens[0])
	}
	for _, location := range []string{"ftp://example.com/1", "file:///etc/passwd", "http://%zz/"} {
		if _, err := NewPoller(client, location).Poll(t.Context()); err == nil {
			t.Errorf("%s is followed", location)
		}
	}
}

func TestPollerStopsWithItsContext(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "/operations/1")
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(202)
	})
	work, err := client.Item.Copy(t.Context(), "1", nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := work.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) || !strings.HasPrefix(err.Error(), "Item.Copy: ") {
		t.Errorf("the error is %v", err)
	}
}

func TestResponseInfo(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"7"`)
		if r.Method == "DELETE" {
			w.WriteHeader(404)
			return
		}
		w.WriteHeader(201)
		io.WriteString(w, "{}")
	})
	var info ResponseInfo
	if _, err := client.Item.Get(t.Context(), "1", WithResponseInfo(&info)); err != nil || info.StatusCode != 201 || info.Header.Get("ETag") != `"7"` {
		t.Errorf("%v, %v", info, err)
	}
	if err := client.Item.Delete(t.Context(), "1", WithResponseInfo(&info)); err == nil || info.StatusCode != 404 {
		t.Errorf("%v, %v", info, err)
	}
}

func TestDeltaLink(t *testing.T) {
	client, server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		base := "http://" + r.Host + "/v1.0/items?"
		switch r.URL.RawQuery {
		case "":
			io.WriteString(w, `{"value":[{"id":"1"}],"@odata.nextLink":"`+base+`skip=1"}`)
		case "skip=1":
			io.WriteString(w, `{"value":[{"id":"2"}],"@odata.deltaLink":"`+base+`token=a"}`)
		default:
			io.WriteString(w, `{"value":[],"@odata.deltaLink":"`+base+`token=b"}`)
		}
	})
	var saved string
	for item, err := range client.Item.List(t.Context(), SaveDeltaLink(&saved)) {
		if err != nil {
			t.Fatal(err)
		}
		if saved != "" {
			t.Errorf("the link is there before item %s has been seen", Value(item.ID))
		}
	}
	if saved != server.URL+"/v1.0/items?token=a" {
		t.Errorf("the link is %q", saved)
	}
	for range client.Item.List(t.Context(), WithLink(saved), SaveDeltaLink(&saved)) {
		t.Error("nothing has changed")
	}
	if saved != server.URL+"/v1.0/items?token=b" {
		t.Errorf("the next link is %q", saved)
	}
}

// TestResultsKeepTheirBytes reads two responses one after the other into the same
// memory.
func TestResultsKeepTheirBytes(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"of":"`+r.URL.Path+`"}`)
	})
	op := &operation{id: "X", method: "GET", path: "/{name}"}
	for range 10 {
		first, err := call1[json.RawMessage](t.Context(), client.core, op, nil, nil, "first")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := call1[json.RawMessage](t.Context(), client.core, op, nil, nil, "other"); err != nil {
			t.Fatal(err)
		}
		if string(first) != `{"of":"/v1.0/first"}` {
			t.Fatalf("the first result has become %s", first)
		}
	}
}
