package workspace

import (
	"slices"
	"testing"

	"github.com/docbind/docbind/model"
)

// TestHold takes back what was mended where a finding appears, or on a page that it is
// related to, and nothing else.
func TestHold(t *testing.T) {
	on := func(rule, file string, related ...string) model.Finding {
		f := model.Finding{Rule: rule, Pos: model.Position{File: model.FileOf(file)}}
		for _, r := range related {
			f.Related = append(f.Related, model.Position{File: model.FileOf(r)})
		}
		return f
	}
	before := []model.Finding{on("json/syntax", "a.md"), on("json/syntax", "b.md"), on("json/syntax", "c.md"), on("contract/member-type", "c.md")}
	after := []model.Finding{on("contract/member-type", "a.md"), on("contract/member-type", "c.md"), on("resource/conflict", "d.md", "b.md")}
	appear := appeared(before, after)
	if len(appear) != 2 {
		t.Fatalf("%d findings appeared: %v", len(appear), appear)
	}
	x := fixer{
		job:   LintJob{Unsaved: map[string][]byte{"a.md": []byte("mended"), "b.md": []byte("mended"), "c.md": []byte("mended")}},
		given: map[string][]byte{"b.md": []byte("not saved")},
		pages: map[string]*Fixed{"a.md": {}, "b.md": {}, "c.md": {}},
		held:  map[string]bool{},
	}
	if !x.takeBack(appear) || !x.held["a.md"] || !x.held["b.md"] || x.held["c.md"] || len(x.pages) != 1 {
		t.Errorf("held are %v of %v", x.held, x.pages)
	}
	if _, ok := x.job.Unsaved["a.md"]; ok || string(x.job.Unsaved["b.md"]) != "not saved" {
		t.Errorf("unsaved are %q", x.job.Unsaved)
	}
	if x.takeBack(slices.Clone(appear)) {
		t.Error("they are taken back twice")
	}
}
