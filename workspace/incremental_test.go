package workspace_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/workspace"
)

// count returns the number of rounds of a test: that of an environment variable, else a
// small one.
func count(t *testing.T, name string, usual int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s is %q, want a number", name, text)
	}
	return n
}

// TestIncremental edits docs, settings and output at random. After each edit a run with a
// cache and one without must leave the same bytes and say the same, and a check before
// must name each file by what has become of it.
//
//	EDITS=1000 go test -run Incremental ./workspace
func TestIncremental(t *testing.T) {
	t.Parallel()
	edits := count(t, "EDITS", 12)
	t.Run("examples", func(t *testing.T) { incremental(t, docs, edits) })
	if _, err := os.Stat(corpusDir); err == nil {
		t.Run("reference", func(t *testing.T) { incremental(t, corpusDir, edits/4) })
	}
}

func incremental(t *testing.T, from string, edits int) {
	seed := uint64(count(t, "SEED", 1))
	e := newEditor(t, rand.New(rand.NewPCG(seed, 11)), from)
	e.run("the first run")
	kinds := map[string]int{}
	for i := range edits {
		var what []string
		for range 1 + e.r.IntN(4)/3 {
			kind, did := e.edit()
			kinds[kind]++
			what = append(what, did)
		}
		name := fmt.Sprintf("edit %d of seed %d: %s", i, seed, strings.Join(what, "; "))
		e.check(name)
		before := e.snapshot()
		e.run(name)
		after := e.snapshot()
		maps.DeleteFunc(e.edited, func(file string, _ bool) bool { return before[file] != after[file] }) // no more by hand
		if t.Failed() {
			return
		}
	}
	t.Logf("%v; of %d runs %d failed, %d resolved nothing anew", kinds, e.runs, e.failed, e.few)
}

// snapshot returns the files of the output folder with their contents, and those of the stubs, in
// a folder of their own.
func (e *editor) snapshot() map[string]string {
	found := map[string]string{}
	for _, dir := range []string{e.config.Out, e.stubs} {
		for _, name := range e.files(dir, "") {
			rel, _ := filepath.Rel(e.config.Out, name)
			found[filepath.ToSlash(rel)] = e.read(name)
		}
	}
	return found
}

// restore brings the output folder and that of the stubs back to a snapshot.
func (e *editor) restore(files map[string]string) {
	for _, dir := range []string{e.config.Out, e.stubs} {
		if err := os.RemoveAll(dir); err != nil {
			e.t.Fatal(err)
		}
	}
	for name, content := range files {
		file := filepath.Join(e.config.Out, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			e.t.Fatal(err)
		}
		e.write(file, content)
	}
}

// outcome is what a run leaves and says.
type outcome struct {
	files   map[string]string
	report  workspace.Report
	summary workspace.Summary
	err     string
}

func (e *editor) generate(c workspace.Config) outcome {
	report, summary, err := workspace.Generate(c)
	o := outcome{files: e.snapshot(), report: report, summary: summary}
	if err != nil {
		o.err = err.Error()
	}
	return o
}

// run generates without and with the cache, from the same folder, and compares.
func (e *editor) run(name string) {
	before := e.snapshot()
	plain := e.config
	plain.Cache, plain.Known = "", nil
	full := e.generate(plain)
	e.restore(before)
	quick := e.generate(e.config)
	for _, file := range union(full.files, quick.files) {
		if full.files[file] != quick.files[file] {
			e.t.Errorf("%s: %s differs from that of a full run", name, file)
		}
	}
	if !e.sameFindings(full.report, quick.report) {
		e.t.Errorf("%s: other findings than those of a full run:\n%s", name, diff.Diff("full", []byte(listing(full.report)), "quick", []byte(listing(quick.report))))
	}
	if !reflect.DeepEqual(full.summary, quick.summary) || full.err != quick.err {
		e.t.Errorf("%s: the summary is\n%+v %s\nthat of a full run\n%+v %s", name, quick.summary, quick.err, full.summary, full.err)
	}
	e.runs++
	if quick.report.Parsed > 0 && !quick.report.Resolved {
		e.few++
	}
	if quick.err != "" { // settings that ask for what is not there
		e.failed++
		e.config.Names, e.config.Select = nil, nil
		_ = os.RemoveAll(e.stubs) // they may be no Go any more
		return
	}
	again := e.generate(e.config)
	if len(again.files) != len(quick.files) || again.summary.Files.Written > 0 {
		e.t.Errorf("%s: a second run writes %d files", name, again.summary.Files.Written)
	}
	drifts, err := workspace.FindDrift(e.config, false)
	if err != nil || slices.ContainsFunc(drifts, func(d workspace.Drift) bool { return d.Kept == "" }) {
		e.t.Errorf("%s: after a run the check finds %v, %v", name, drifts, err)
	}
	for _, d := range drifts { // as somebody would who is told of it
		if e.r.IntN(2) == 0 {
			_ = os.Remove(filepath.FromSlash(d.File))
		}
	}
}

// sameFindings reports whether two runs say the same.
func (e *editor) sameFindings(a, b workspace.Report) bool {
	if e.ends {
		return listing(a) == listing(b)
	}
	return reflect.DeepEqual(a.Findings, b.Findings) || len(a.Findings)+len(b.Findings) == 0
}

// listing has the findings of a report, one a line, without offsets.
func listing(r workspace.Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%+v\n", f)
	}
	return b.String()
}

// union returns the names that are in one of two snapshots, sorted.
func union(a, b map[string]string) []string {
	names := slices.Collect(maps.Keys(a))
	names = append(names, slices.Collect(maps.Keys(b))...)
	slices.Sort(names)
	return slices.Compact(names)
}

// check checks, and holds each drift against what a run without a cache does.
func (e *editor) check(name string) {
	before := e.snapshot()
	drifts, err := workspace.FindDrift(e.config, true)
	if len(union(e.snapshot(), before)) != len(before) {
		e.t.Errorf("%s: the check changed the folder", name)
	}
	plain := e.config
	plain.Cache, plain.Known = "", nil
	after := e.generate(plain)
	e.restore(before)
	if err != nil || after.err != "" {
		if err == nil && !strings.Contains(after.err, "in the way") {
			e.t.Errorf("%s: the check says nothing of %s", name, after.err)
		}
		return
	}
	got := map[string]workspace.DriftKind{}
	for _, d := range drifts {
		if filepath.Dir(filepath.FromSlash(d.File)) == e.config.Out {
			got[filepath.Base(d.File)] = d.Kind
		}
		if d.Diff == "" && d.Kept == "" {
			e.t.Errorf("%s: no diff of %s", name, d.File)
		}
	}
	listed := jsonscan.Member(before["docbind.manifest.json"], "files")
	for _, file := range union(before, after.files) {
		if want := e.expected(file, before, after.files, listed); got[file] != want {
			e.t.Errorf("%s: the check says %q of %s, want %q", name, got[file], file, want)
		}
	}
}

// expected is the kind of drift of a file that a full run has changed.
func (e *editor) expected(file string, before, after map[string]string, listed string) workspace.DriftKind {
	was, there := before[file]
	is, wanted := after[file]
	generated := strings.HasPrefix(was, "// Code generated by docbind")
	named := jsonscan.String(jsonscan.Member(listed+" ", file)) != "" && listed != ""
	switch {
	case strings.Contains(file, "/"), strings.HasPrefix(file, "."), !strings.HasSuffix(file, ".go") && file != "docbind.manifest.json":
		return ""
	case !there:
		return workspace.DriftMissing
	case !wanted, wanted && was == is && e.edited[file] && generated:
		return workspace.DriftOrphaned
	case was == is:
		return e.leftOver(file, generated, after)
	case e.edited[file] && named:
		return workspace.DriftEdited
	}
	return workspace.DriftContent
}

// leftOver is the kind of drift of a file that a run leaves as it is.
func (e *editor) leftOver(file string, generated bool, after map[string]string) workspace.DriftKind {
	if generated && jsonscan.Member(jsonscan.Member(after["docbind.manifest.json"], "files"), file) == "" {
		return workspace.DriftOrphaned
	}
	return ""
}

// TestOnlyWhatIsNew changes one thing after the other, and counts what is made anew.
func TestOnlyWhatIsNew(t *testing.T) {
	e := newEditor(t, rand.New(rand.NewPCG(1, 1)), docs)
	for name, text := range map[string]string{
		"scopes.md": "Some words.\n\n|Permission type|Permissions|\n|:--|:--|\n|Delegated|Box.Read|\n", "note.md": "> [!NOTE]\n> A note.\n",
	} {
		e.write(filepath.Join(e.config.Docs[0], "includes", name), text)
	}
	page := filepath.Join(e.config.Docs[0], "api", "todotask-delete.md")
	before, _, _ := strings.Cut(e.read(page), "\n## Permissions")
	_, after, _ := strings.Cut(e.read(page), "\n## HTTP request")
	e.write(page, before+"\n[!INCLUDE [x](../includes/note.md)]\n\n## Permissions\n\n[!INCLUDE [x](../includes/scopes.md)]\n\n## HTTP request"+after)
	all := e.generate(e.config).report
	for _, c := range []struct{ name, page, old, new string }{
		{"a fragment's permissions", "includes/scopes.md", "Box.Read|", "Box.Read, Box.ReadWrite|\n|Application|Not supported.|"},
		{"a fragment's prose", "includes/scopes.md", "Some", "Some\nmore"},
		{"a note", "includes/note.md", "A note.", "Another note.\n"},
		{"nothing", "api/todotask-get.md", "", ""},
		{"prose", "api/todotask-get.md", "\n## ", "\nOne more sentence.\n\n## "},
		{"a value of a sample", "api/todotask-get.md", `"importance": "`, `"importance": "x`},
		{"a description", "resources/calendar.md", ".|\n", ". And more.|\n"},
		{"a property that is new", "resources/calendar.md", "\n|owner|", "\n|zukoNax|String|It is new.|\n|owner|"},
		{"the type of a property", "resources/calendar.md", "|zukoNax|String", "|zukoNax|Int32 collection"},
		{"the name of a property", "resources/calendar.md", "|zukoNax|", "|zukoVe|"},
		{"a property that is gone", "resources/calendar.md", "|zukoVe|Int32 collection|It is new.|\n", ""},
		{"a property that samples have", "resources/calendar.md", "\n|owner|", "\n|importance|String|It is new.|\n|owner|"},
		{"a request line", "api/todotask-get.md", "GET /users/", "GET /people/"},
	} {
		page := filepath.Join(e.config.Docs[0], filepath.FromSlash(c.page))
		text := e.read(page)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s: %s has no %q", c.name, c.page, c.old)
		}
		e.write(page, strings.Replace(text, c.old, c.new, 1))
		o := e.generate(e.config)
		got := o.report
		switch {
		case c.name == "nothing" && got.Parsed+got.Printed == 0:
		case c.name == "a fragment's permissions" && !got.Resolved && got.Parsed == 0 && 0 < got.Printed && got.Printed <= 4 && o.summary.Files.Written > 1:
		case c.name == "a fragment's prose" && !got.Resolved && got.Parsed+got.Printed == 0 && o.summary.Files.Written == 1: // the manifest
		case c.name == "a note" && !got.Resolved && got.Parsed+got.Printed+o.summary.Files.Written == 0:
		case (c.name == "a request line" || c.name == "a property that samples have") && got.Resolved && got.Parsed == 1 && got.Printed < all.Printed/2:
		case !strings.Contains(c.page, "includes") && c.name != "nothing" && !got.Resolved && got.Parsed == 1 && 0 < got.Printed && got.Printed <= 4 && o.summary.Files.Written > 1:
		default:
			t.Errorf("after a change of %s %d pages are parsed and %d files printed, of %d and %d; %d are written",
				c.name, got.Parsed, got.Printed, all.Parsed, all.Printed, o.summary.Files.Written)
		}
	}
}
