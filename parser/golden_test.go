package parser_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads every page of testdata/docs and compares what was read with
// the golden file of the page.
func TestGolden(t *testing.T) {
	root := filepath.Join("..", "testdata", "docs")
	pages, err := filepath.Glob(filepath.Join(root, "*", "*.md"))
	if err != nil || len(pages) < 20 {
		t.Fatalf("found %d pages, err %v", len(pages), err)
	}
	for _, name := range pages {
		rel, _ := filepath.Rel(root, name)
		rel = filepath.ToSlash(rel)
		t.Run(rel, func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			page := parser.Parse(rel, src)
			pagetest.Check(t, page, src)
			got := dump(page)
			golden := filepath.Join("testdata", "golden", strings.ReplaceAll(strings.TrimSuffix(rel, ".md"), "/", "_")+".txt")
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v (run go test ./parser -update)", err)
			}
			if got != string(want) {
				t.Errorf("%s was read differently:\n%s", rel, lineDiff(string(want), got))
			}
		})
	}
}

// lineDiff lists the lines that only one side has.
func lineDiff(want, got string) string {
	var b strings.Builder
	has := func(lines []string) map[string]bool {
		m := map[string]bool{}
		for _, l := range lines {
			m[l] = true
		}
		return m
	}
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	inW, inG := has(w), has(g)
	for _, l := range w {
		if !inG[l] {
			b.WriteString("- " + l + "\n")
		}
	}
	for _, l := range g {
		if !inW[l] {
			b.WriteString("+ " + l + "\n")
		}
	}
	return b.String()
}

// dumper writes the facts of a page, one a line, with their places.
type dumper struct{ strings.Builder }

func (d *dumper) line(pos model.Position, format string, args ...any) {
	fmt.Fprintf(d, "%d:%d-%d %s\n", pos.Line, pos.Column, pos.End, fmt.Sprintf(format, args...))
}

func dump(p *model.Page) string {
	var d dumper
	for _, f := range p.FrontMatter {
		d.line(f.Pos, "front matter %s = %q", f.Key, f.Value)
	}
	d.line(p.Title.Pos, "title %q", p.Title.Value)
	d.line(p.Namespace.Pos, "namespace %q", p.Namespace.Value)
	d.line(p.Summary.Pos, "summary %q", p.Summary.Value)
	for _, s := range p.Sections {
		d.line(s.Heading.Pos, "section %d %q %s", s.Level, s.Heading.Value, s.Kind)
	}
	for _, a := range p.Annotations {
		d.line(a.Pos, "annotation %s names %v type %q collection %t", a.Block, texts(a.Names), a.Type.Value, a.Collection)
	}
	for _, t := range p.Templates {
		d.line(t.Path.Pos, "template %s %s ? %s", t.Method.Value, t.Path.Value, t.Query.Value)
	}
	for i := range p.Samples {
		d.sample(&p.Samples[i])
	}
	for _, perm := range p.Permissions {
		d.line(perm.Kind.Pos, "permission %q %v not supported %t", perm.Kind.Value, texts(perm.Scopes), perm.NotSupported)
	}
	for _, q := range p.Parameters {
		d.line(q.Name.Pos, "parameter %s %q type %s action %t", q.In, q.Name.Value, typeText(q.Type), q.Action)
	}
	d.line(p.Body().Pos, "body none %t type %s", p.Body().None, typeText(p.Body().Type))
	for _, r := range p.Returns {
		d.line(r.Pos, "returns %d nothing %t type %s", r.Status, r.Nothing, typeText(r.Type))
	}
	d.types(p)
	for _, f := range p.Findings {
		d.line(f.Pos, "%s", f)
	}
	return d.String()
}

func (d *dumper) sample(s *model.Sample) {
	name := ""
	if s.Annotation != nil {
		name = strings.Join(texts(s.Annotation.Names), ",")
	}
	if s.Kind == model.RequestSample {
		d.line(s.Pos, "request %q %s %s ? %s", name, s.Method.Value, s.Path.Value, s.Query.Value)
	} else {
		d.line(s.Pos, "response %q %d %q", name, s.Status, s.Reason.Value)
	}
	for _, h := range s.Headers {
		d.line(h.Name.Pos, "  header %q: %q", h.Name.Value, h.Value.Value)
	}
	if s.Body.Text.Value != "" {
		d.line(s.Body.Text.Pos, "  body of %d bytes, JSON %t, repaired %t", len(s.Body.Text.Value), s.Body.JSON != "", s.Body.Repaired)
	}
}

func (d *dumper) types(p *model.Page) {
	for _, r := range p.Resources {
		d.line(r.Pos, "resource %s base %s key %q open %t abstract %t", r.Type.Value, typeText(r.Base), r.Key.Value, r.Open, r.Abstract)
		for _, q := range r.Properties {
			d.line(q.Name.Pos, "  property %q type %s from %s relationship %t inherited %s values %v",
				q.Name.Value, typeText(q.Type), q.Source, q.Relationship, typeText(q.InheritedFrom), texts(q.Values))
		}
	}
	for _, e := range p.Enums {
		d.line(e.Pos, "enum %s", e.Type.Value)
		for _, m := range e.Members {
			d.line(m.Name.Pos, "  member %q", m.Name.Value)
		}
	}
}

func texts(list []model.Text) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.Value)
	}
	return out
}

func typeText(t model.TypeExpr) string {
	s := fmt.Sprintf("%q", t.Name)
	if t.Link != "" {
		s += "->" + t.Link
	}
	if t.Collection {
		s += "[]"
	}
	return s
}
