package workspace_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/templates"
	"github.com/docbind/docbind/workspace"
)

var docs = filepath.Join("..", "testdata", "docs")

// digest returns the names and contents of a folder as one text.
func digest(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		fmt.Fprintf(&b, "%s %x\n", rel, sha256.Sum256(content))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestDeterminism generates with one and two processors, and with the pages in
// other orders: the bytes must be the same.
func TestDeterminism(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	want := ""
	for i, procs := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(procs)
		out := filepath.Join(t.TempDir(), "out")
		if _, _, err := workspace.Generate(workspace.Config{Docs: []string{docs}, Out: out, Package: "generated"}); err != nil {
			t.Fatal(err)
		}
		got := digest(t, out)
		if i == 0 {
			want = got
		}
		if got != want {
			t.Fatalf("%d processors give other bytes", procs)
		}
	}
	_, sources, err := workspace.Discover([]string{docs})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	first := ""
	for range 5 {
		r.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
		api := resolve.Resolve(workspace.Parse(sources), resolve.Options{Reserved: templates.Reserved()})
		files, err := templates.Render(api, templates.Options{Package: "generated"})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, f := range files {
			fmt.Fprintf(&b, "%s %x\n", f.Name, sha256.Sum256(f.Content))
		}
		if first == "" {
			first = b.String()
		}
		if b.String() != first {
			t.Fatal("another order of files gives other bytes")
		}
	}
}

// TestDiscover checks what counts as a page, and how it is named.
func TestDiscover(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a/api/x.md", "a/includes/y.md", "a/.git/z.md", "a/api/.x.md", "a/readme.txt", "b/api/x.MD", "secret.md"} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("# x\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "secret.md"), filepath.Join(dir, "a", "link.md")); err != nil {
		t.Log("no symbolic links here:", err)
	}
	for want, dirs := range map[string][]string{
		"api/x.md":              {"a"},
		"a/api/x.md b/api/x.MD": {"b", "a", "a/api"},
	} {
		var abs []string
		for _, d := range dirs {
			abs = append(abs, filepath.Join(dir, filepath.FromSlash(d)))
		}
		_, sources, err := workspace.Discover(abs)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range sources {
			if s.Refused == "" {
				got = append(got, s.Path)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%v gives %v, want %s", dirs, got, want)
		}
	}
}

// TestBadPages checks that a page that cannot be read is reported and left out,
// and that the others generate.
func TestBadPages(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"big.md":   strings.Repeat("0123456789\n", 5_000_000),
		"utf16.md": "\xff\xfe#\x00",
		"latin.md": "# Get caf\xe9\n\n## HTTP request\n```http\nGET /latin\n```\n",
		"deep.md":  strings.Repeat("> ", 10000) + "x",
		"open.md":  "<!-- never closed",
		"good.md":  "# Get good\n\n## HTTP request\n```http\nGET /good\n```\n",
		"title.md": "# Get */ `x`\n//go:generate\n\n## HTTP request\n```http\nGET /title\n```\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.md"), 0o777); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	report, s, err := workspace.Generate(workspace.Config{Docs: []string{dir}, Out: out, Package: "p"})
	if err != nil {
		t.Fatal(err)
	}
	if s.Operations != 3 {
		t.Errorf("%d operations, want those of good.md, latin.md and title.md", s.Operations)
	}
	got := map[string]bool{}
	for _, f := range report.Findings {
		got[f.Pos.Path()+" "+f.Rule] = true
	}
	for _, want := range []string{
		"big.md " + model.RulePageTooLarge, "utf16.md " + model.RulePageEncoding, "latin.md " + model.RulePageByte,
		"deep.md " + model.RulePageNesting, "open.md " + model.RuleUnclosedComment,
	} {
		if !got[want] {
			t.Errorf("no finding %s among %v", want, got)
		}
	}
	if len(s.Skipped) != 4 {
		t.Errorf("skipped %+v, want the four pages that were not read", s.Skipped)
	}
}

// TestNothingHalfWritten makes the last file fail: no file may have changed.
func TestNothingHalfWritten(t *testing.T) {
	out := t.TempDir()
	foreign := filepath.Join(out, "handler.go")
	if err := os.WriteFile(foreign, []byte("package p // by hand\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	before := digest(t, out)
	_, _, err := workspace.Generate(workspace.Config{Docs: []string{docs}, Out: out, Package: "p"})
	if err == nil || !strings.Contains(err.Error(), "handler.go is in the way") {
		t.Errorf("error %v, want one that names handler.go", err)
	}
	if digest(t, out) != before {
		t.Error("the output folder changed")
	}
}
