package mock_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/docbind/docbind/mock"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/workspace"
)

var (
	docsDir = filepath.Join("..", "testdata", "docs")
	// corpusDir is where the real reference lies beside the checkout.
	corpusDir = filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta")
)

// load reads a docs set.
func load(t testing.TB, dir string) *model.API {
	t.Helper()
	loaded, err := workspace.Load(workspace.Config{Docs: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	return loaded.API
}

// documentedRequest returns the request that a page shows.
func documentedRequest(op *model.Operation, x *model.Example) *http.Request {
	r := httptest.NewRequest(op.Method, "http://localhost"+x.Target, strings.NewReader(x.Body))
	for _, p := range x.Headers {
		r.Header.Set(p.Name, p.Value)
	}
	return r
}

// TestDocumentedRequests sends what the pages show as requests: the docs allow them, and
// who asks for the sample by its name gets it to the byte, but for links to further pages.
// Without, the answer is that of the page or of another with the same method and path.
func TestDocumentedRequests(t *testing.T) {
	dirs := []string{docsDir}
	if _, err := os.Stat(corpusDir); err == nil && !testing.Short() {
		dirs = append(dirs, corpusDir)
	}
	for _, dir := range dirs {
		api := load(t, dir)
		h := mock.New(api)
		names := map[string]int{} // pages with one path may use one name, too
		eachSample(api, func(_ *model.Operation, x *model.Example) { names[strings.ToLower(x.Name)]++ })
		sent, named := 0, 0
		eachSample(api, func(op *model.Operation, x *model.Example) {
			sent++
			if w := send(h, documentedRequest(op, x)); w.Code != x.Status && w.Header().Get("Content-Type") == "application/problem+json" {
				t.Errorf("%s: %s %s is what the page shows, but: %s", x.Pos, op.Method, x.Target, w.Body)
			}
			if x.Name == "" || names[strings.ToLower(x.Name)] > 1 {
				return
			}
			named++
			r := documentedRequest(op, x)
			r.Header.Add("Prefer", fmt.Sprintf("code=%d, example=%q", x.Status, x.Name))
			w := send(h, r)
			if source := w.Header().Get("X-Doc-Source"); w.Code != x.Status || source != x.ResponsePos.PageLine() {
				t.Errorf("%s: the sample %q is answered with %d from %s: %s", x.Pos, x.Name, w.Code, source, w.Body)
			} else if w.Code != http.StatusNoContent && unlinked(w.Body.String()) != unlinked(x.ResponseBody) {
				t.Errorf("%s: the answer is %s, the page shows %s", x.ResponsePos, w.Body, x.ResponseBody)
			}
		})
		if sent == 0 || named < sent/4 {
			t.Errorf("%s: %d samples were sent, %d have names", dir, sent, named)
		}
		t.Logf("%s: %d samples sent, %d of them by name", dir, sent, named)
	}
}

// links are the members of a page that lead on.
var links = regexp.MustCompile(`,?"@odata\.(next|delta)Link":\s*"[^"]*"|("@odata\.(next|delta)Link":\s*"[^"]*",)`)

// unlinked returns a body without its links to further pages.
func unlinked(body string) string {
	return strings.Replace(links.ReplaceAllString(body, ""), "{,", "{", 1)
}

// eachSample visits the samples that agree with their pages.
func eachSample(api *model.API, visit func(*model.Operation, *model.Example)) {
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			op := &api.Services[i].Operations[j]
			for k := range op.Examples {
				if op.Examples[k].LeftOut == "" {
					visit(op, &op.Examples[k])
				}
			}
		}
	}
}

func send(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
