package model_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// load reads testdata/docs.
func load(t *testing.T) ([]*model.Page, *model.API) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "docs", "*", "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	var pages []*model.Page
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, parser.Parse(filepath.Base(filepath.Dir(name))+"/"+filepath.Base(name), src))
	}
	return pages, resolve.Resolve(pages, resolve.Options{})
}

// TestJSON writes pages and API as JSON and reads them back: nothing may be lost.
func TestJSON(t *testing.T) {
	pages, api := load(t)
	for _, p := range pages {
		back := new(model.Page)
		roundTrip(t, p, back)
		if !reflect.DeepEqual(p, back) {
			t.Errorf("%s loses something in JSON", p.Path)
		}
	}
	back := new(model.API)
	roundTrip(t, api, back)
	if !reflect.DeepEqual(api, back) {
		t.Error("the API loses something in JSON")
	}
}

func roundTrip(t *testing.T, v, back any) {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, back); err != nil {
		t.Fatal(err)
	}
}

// TestRecords checks that every line of the records is an object with its kind and
// its place.
func TestRecords(t *testing.T) {
	_, api := load(t)
	var b bytes.Buffer
	if err := model.WriteRecords(&b, api); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for line := range strings.Lines(b.String()) {
		var record struct {
			Kind, Page string
			Line       int
		}
		if err := json.Unmarshal([]byte(line), &record); err != nil || record.Page == "" || record.Line == 0 {
			t.Errorf("%s: %v", line, err)
		}
		kinds[record.Kind]++
	}
	if kinds["operation"] < 19 || kinds["resource"] < 10 || kinds["enum"] != 4 {
		t.Errorf("records %v", kinds)
	}
}

func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range model.Rules {
		family, name, ok := strings.Cut(r.ID, "/")
		if seen[r.ID] || !ok || family == "" || name == "" || !strings.HasSuffix(r.Doc, ".") || r.Severity == "" {
			t.Errorf("rule %+v is listed twice or says too little", r)
		}
		seen[r.ID] = true
	}
	defer func() {
		if recover() == nil {
			t.Error("a rule that isn't listed makes a finding")
		}
	}()
	model.NewFinding("no/such-rule", model.Position{}, "")
}

// TestFileOf numbers paths from many sides: each path has one number, and files are sorted
// by their paths, whatever the numbers.
func TestFileOf(t *testing.T) {
	paths := []string{"z.md", "api/a.md", "", "api/b.md"}
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			for j := range 400 {
				path := paths[(i+j)%len(paths)]
				if j%2 > 0 {
					path = fmt.Sprintf("api/%d.md", j)
				}
				if f := model.FileOf(path); f.Path() != path || f != model.FileOf(path) {
					t.Errorf("%q is the path of the file of %q", f.Path(), path)
				}
			}
		})
	}
	wg.Wait()
	files := []model.File{model.FileOf("z.md"), model.FileOf("api/b.md"), model.FileOf("api/a.md"), 0}
	slices.SortFunc(files, model.File.Compare)
	if want := []model.File{0, model.FileOf("api/a.md"), model.FileOf("api/b.md"), model.FileOf("z.md")}; !slices.Equal(files, want) {
		t.Errorf("sorted as %v", files)
	}
	var pos model.Position
	if text, err := json.Marshal(model.Position{File: files[1], Line: 2}); err != nil || json.Unmarshal(text, &pos) != nil || pos.Path() != "api/a.md" {
		t.Errorf("%s is read as %v, %v", text, pos, err)
	}
}

func TestSortFindings(t *testing.T) {
	at := func(file string, start int32) model.Position {
		return model.Position{File: model.FileOf(file), Line: 1, Column: start + 1, Start: start, End: start + 1}
	}
	f := func(pos model.Position, message string) model.Finding {
		return model.NewFinding(model.RuleStatusLine, pos, message)
	}
	got := model.SortFindings([]model.Finding{f(at("b", 0), "x"), f(at("a", 5), "y"), f(at("a", 2), "z"), f(at("a", 5), "y"), f(at("a", 5), "x")})
	want := []model.Finding{f(at("a", 2), "z"), f(at("a", 5), "x"), f(at("a", 5), "y"), f(at("b", 0), "x")}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("sorted as %v", got)
	}
	if s := got[0].String(); s != "a:1:3: error http/status-line: z" {
		t.Errorf("printed as %s", s)
	}
}
