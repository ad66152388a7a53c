package templates

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
)

// only returns the fixture with one operation of one service.
func only(service, op int) *model.API {
	api := fixture()
	api.Services = api.Services[service : service+1]
	api.Services[0].Operations = api.Services[0].Operations[op : op+1]
	return api
}

// withGet returns the fixture with an operation that gets one of what another lists.
func withGet() *model.API {
	api := fixture()
	get := operation("Message", "Get", "GET", "/me/messages/{id}", "id")
	get.Result = value("message", 200)
	s := &api.Services[2]
	s.Operations = append(s.Operations, get)
	nameService(s)
	return api
}

// examplesOf returns the file with the examples.
func examplesOf(t *testing.T, api *model.API) string {
	t.Helper()
	files, err := Render(api, Options{Package: "graph"})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(files, func(f File) bool { return f.Name == "examples_test.go" })
	if at < 0 {
		t.Fatal("there are no examples")
	}
	return string(files[at].Content)
}

// TestExamplesCall checks which operations the examples call.
func TestExamplesCall(t *testing.T) {
	noServer := fixture()
	noServer.BaseURL = ""
	without, moved := only(2, 0), only(2, 2)
	moved.Services[0].Operations[0].Result.Statuses = []int{302}
	elsewhere := withGet()
	elsewhere.Services[0].Operations[0].Routes[0].Pattern = "/me/messages/ID"
	without.Services[0].Operations[0].Result.Statuses = []int{204, 200}
	for name, test := range map[string]struct {
		api      *model.API
		has, not []string
	}{
		"an entity and the list of its type": {withGet(), []string{
			`client.Message.Get(context.Background(), "id")`, `range client.Message.List(context.Background(), WithTop(50))`,
			`client.Message.Get(ctx, "id2")`, `&Message{ID: new("example")}`, "// Output: example",
		}, []string{"GetByPath", "WithBaseURL(\"https"}},
		"the first of each":                {noServer, []string{`client.DriveItem.GetByPath(context.Background(), "siteID", "path")`, "Message.List(", `WithBaseURL("https://api.example.com")`}, nil},
		"nothing to be returned":           {only(2, 2), []string{`return client.Message.Delete(ctx, "id2")`, `if err := client.Message.Delete(`, "// Output: done"}, []string{"ExampleCollect", "first"}},
		"a body":                           {only(2, 0), []string{"client.Message.Create(context.Background(), &Message{})"}, nil},
		"a list alone":                     {only(2, 3), []string{"items, err := Collect(client.Message.List(context.Background()))", "ExampleClient_list", "ExampleCollect"}, []string{"ExampleBatch", "ExampleNewHandler"}},
		"bytes, which they leave":          {only(1, 0), []string{"ExampleNewClient", "Do[json.RawMessage]("}, []string{"GetContent", "ExampleBatch"}},
		"numbers, also":                    {only(4, 0), []string{"Do[json.RawMessage]("}, []string{"Cell"}},
		"an argument that leads elsewhere": {elsewhere, nil, []string{`"id"`}},
		"another place":                    {moved, []string{"Do[json.RawMessage]("}, []string{"client.Message"}},
		"no body, as a rule":               {without, []string{"Do[json.RawMessage]("}, []string{"client.Message"}},
		"nothing at all":                   {&model.API{}, []string{"ExampleNewClient", "Do[json.RawMessage]("}, []string{"ExampleError"}},
	} {
		text := examplesOf(t, test.api)
		for _, want := range test.has {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %s in\n%s", name, want, text)
			}
		}
		for _, bad := range test.not {
			if strings.Contains(text, bad) {
				t.Errorf("%s: %s in\n%s", name, bad, text)
			}
		}
	}
}

// TestExamplesShowNoPlaces checks that examples stay as they are where only prose, places and
// samples change: such edits don't print them anew.
func TestExamplesShowNoPlaces(t *testing.T) {
	before, api := examplesOf(t, withGet()), withGet()
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			op := &api.Services[i].Operations[j]
			op.Summary, op.Title, op.Examples = model.Text{Value: "Another."}, "Another", nil
			op.Deprecated = model.Text{Value: "deprecated", Pos: at(op.Page, 1)}
			op.Routes[0].Pos = at(op.Page, 99)
		}
	}
	for i := range api.Types {
		api.Types[i].Doc.Value = "Another."
	}
	if after := examplesOf(t, api); after != before {
		t.Errorf("they change from\n%s\nto\n%s", before, after)
	}
}

// TestExamplesRun compiles and runs the examples of APIs of one operation: bytes, a body,
// nothing, a list. Those of the whole fixture run with its tests.
func TestExamplesRun(t *testing.T) {
	long(t)
	apis := []*model.API{only(1, 0), only(2, 0), only(2, 2), only(2, 3)}
	dir := t.TempDir()
	write(t, dir, "go.mod", "module example.com/graph\n\ngo 1.26\n")
	for i, api := range apis {
		files, err := Render(api, Options{Package: "graph"})
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Join(dir, fmt.Sprintf("graph%d", i))
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if f.Name == "examples_test.go" || !strings.HasSuffix(f.Name, testSuffix) {
				write(t, folder, f.Name, string(f.Content))
			}
		}
	}
	if out, err := goCommand(dir, "test", "./..."); err != nil {
		t.Errorf("go test: %v\n%s", err, out)
	}
}
