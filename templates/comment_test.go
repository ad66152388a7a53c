package templates

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

func TestComments(t *testing.T) {
	var c comment
	c.para("Name: " + strings.Repeat("word ", 30) + "Deprecated: x - y # z +build 1. [a]: b\n\n//go:build x\r\u202e\xff")
	c.para("  \n")
	c.code("GET /a\n//line b")
	c.list("Items:", []string{"a", strings.Repeat("long ", 30)})
	for _, line := range c {
		text := strings.TrimSpace(strings.TrimPrefix(line, "//"))
		if !strings.HasPrefix(line, "//") || strings.ContainsAny(line, "\n\r\u202e") || !utf8.ValidString(line) {
			t.Errorf("not one clean line: %q", line)
		}
		for _, start := range []string{"Deprecated:", "#", "+build", "1.", "[", "//"} {
			if strings.HasPrefix(text, start) {
				t.Errorf("line %q means something to Go tools", line)
			}
		}
		if strings.HasPrefix(line, "//go:") || strings.HasPrefix(line, "//line") {
			t.Errorf("line %q is a directive", line)
		}
	}
}

// TestInferredComments checks that comments tell what no page declares, and where it
// was seen.
func TestInferredComments(t *testing.T) {
	types := []model.Type{
		{Kind: model.StructType, Name: "a.car", GoName: "Car", Inferred: true, Declared: []model.Position{at("api/car-get.md", 7)}, Fields: []model.TypeProperty{
			{Name: "id", GoName: "ID", Inferred: true, Source: model.FromSample, Pos: at("api/car-get.md", 8)},
			{Name: "size", GoName: "Size", Inferred: true, Source: model.FromTable, Pos: at("api/car-post.md", 9)},
			{Name: "doors", GoName: "Doors", Inferred: true, Source: model.FromTemplate, Pos: at("api/door-get.md", 10)},
			property("name", "Name", "Edm.String"),
		}},
		{Kind: model.EnumType, Name: "a.paint", GoName: "Paint", Declared: []model.Position{at("resources/paint.md", 3)}, Members: []model.TypeMember{
			{Name: "red", GoName: "PaintRed"}, {Name: "pink", GoName: "PaintPink", Inferred: true, Pos: at("resources/car.md", 4)},
		}},
	}
	files, err := Render(&model.API{Types: types}, Options{Package: "p"})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files {
		all.Write(f.Content)
	}
	for text, times := range map[string]int{
		"No page declares it; inferred from api/car-get.md:7.": 1, "Inferred from the sample at api/car-get.md:8": 1,
		"Inferred from the table at api/car-post.md:9": 1, "Inferred from the route at api/door-get.md:10": 1, "Inferred from": 3,
		"Documented at resources/paint.md:3.": 1, "Listed at resources/car.md:4 only.": 1,
	} {
		if n := strings.Count(all.String(), text); n != times {
			t.Errorf("%d times %q, want %d", n, text, times)
		}
	}
}

func TestExported(t *testing.T) {
	for name, want := range map[string]string{
		"userID": "UserID", "id": "ID", "urlPath": "URLPath", "idea": "Idea", "_x": "X_x", "ärger": "Ärger", "a1": "A1", "中": "X中", "id2": "Id2",
	} {
		if got := exported(name); got != want {
			t.Errorf("exported(%s) = %s, want %s", name, got, want)
		}
	}
}

func TestFileStem(t *testing.T) {
	for stem, want := range map[string]string{
		"user-get": "user-get", "_x": "x_x", ".x": "x.x", "A/b:c": "a_b_c", "": "x", "Ä 1": "ä_1",
	} {
		if got := fileStem(stem); got != want {
			t.Errorf("fileStem(%s) = %s, want %s", stem, got, want)
		}
	}
}
