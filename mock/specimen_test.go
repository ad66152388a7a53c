package mock

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/workspace"
)

func loadDocs(t testing.TB, dir string) *model.API {
	t.Helper()
	loaded, err := workspace.Load(workspace.Config{Docs: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	return loaded.API
}

// TestSpecimens makes an answer of every documented result: it is JSON, and what the
// documented type allows.
func TestSpecimens(t *testing.T) {
	dirs := []string{filepath.Join("..", "testdata", "docs")}
	if corpus := filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta"); !testing.Short() {
		if _, err := os.Stat(corpus); err == nil {
			dirs = append(dirs, corpus)
		}
	}
	for _, dir := range dirs {
		api := loadDocs(t, dir)
		h := New(api)
		made := 0
		for i := range api.Services {
			for j := range api.Services[i].Operations {
				op := &api.Services[i].Operations[j]
				if op.Result.Kind != model.ValueResult && op.Result.Kind != model.CollectionResult {
					continue
				}
				made++
				body := h.specimen(&op.Result)
				if !json.Valid([]byte(body)) || len(body) > 1<<20 {
					t.Fatalf("%s: what is made is no JSON, or too long: %.1000s", op.Pos, body)
				}
				value, ref := body, op.Result.Type
				if op.Result.Wrapped || op.Result.Kind == model.CollectionResult {
					value = jsonscan.Member(body, "value")
					ref.Collection = ref.Collection || op.Result.Kind == model.CollectionResult
				}
				c := checker{types: h.types}
				if c.value(ref, value, nil, op.Pos); len(c.faults) > 0 {
					t.Errorf("%s: what is made is not what is documented: %v in %s", op.Pos, c.faults, body)
				}
			}
		}
		if made == 0 {
			t.Errorf("%s: no operation has a result", dir)
		}
	}
}

// FuzzRequest sends anything: there is an answer, and a problem can be read.
func FuzzRequest(f *testing.F) {
	h := New(loadDocs(f, filepath.Join("..", "testdata", "docs")))
	f.Add("GET", "/me/todo/lists/1/tasks/2", "code=404", "")
	f.Add("PATCH", "/me/todo/lists/1/tasks/2", `example="a\"b", handling=lenient;x`, `{"title":1,"body":{"content":[{}]}}`)
	f.Add("GET", "/v1.0/planner/x(a='b''c',d=1)", "", "[")
	f.Fuzz(func(t *testing.T, method, target, prefer, body string) {
		r := httptest.NewRequest("POST", "/", strings.NewReader(body))
		r.Method, r.URL.RawPath, r.URL.Path = method, target, target
		r.Header["Prefer"] = []string{prefer}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code < 200 || w.Code > 599 {
			t.Errorf("the status is %d", w.Code)
		}
		if w.Header().Get("Content-Type") == "application/problem+json" && !json.Valid(w.Body.Bytes()) {
			t.Errorf("the problem is no JSON: %s", w.Body)
		}
	})
}
