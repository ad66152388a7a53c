package workspace_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/workspace"
)

// TestSubsets generates from parts of the reference, drawn with a fixed seed: some of its
// pages, whose links then lead nowhere, or some of its operations. Whatever comes out
// must compile, go vet must be content with it, and its tests must pass. Without SUBSETS,
// which says how many, there are few and none is large; with it staticcheck must be content,
// too:
//
//	SUBSETS=30 go test -run Subsets -timeout 60m ./workspace
func TestSubsets(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("compiles a generated package a subset")
	}
	from := corpusDir
	if _, err := os.Stat(from); err != nil {
		from = docs
	}
	const few, small = 2, 100
	count, most := count(t, "SUBSETS", few), small
	if os.Getenv("SUBSETS") != "" {
		most = math.MaxInt
	}
	loaded, err := workspace.Load(workspace.Config{Docs: []string{from}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range count {
		d := drawer{r: rand.New(rand.NewPCG(3, uint64(i))), from: from, loaded: &loaded, most: most}
		t.Run(strconv.Itoa(i), d.subset)
	}
}

// drawer draws one subset.
type drawer struct {
	r      *rand.Rand
	from   string
	loaded *workspace.Loaded
	most   int // how many operations it may have, about
}

// subset generates a package from a subset and tries it.
func (d *drawer) subset(t *testing.T) {
	dir := t.TempDir()
	emits := [][]string{nil, nil, nil, {"client"}, {"handler"}, {"client", "handler"}}
	c := workspace.Config{Docs: []string{d.from}, Out: filepath.Join(dir, "graph"), Package: "graph", Emit: emits[d.r.IntN(len(emits))]}
	if d.r.IntN(2) == 0 {
		c.Docs = []string{d.somePages(t, filepath.Join(dir, "docs"))}
	} else {
		c.Select = d.somePatterns(t)
	}
	_, summary, err := workspace.Generate(c)
	if err != nil {
		t.Fatalf("%+v: %v", c, err)
	}
	t.Logf("select %q, emit %q: %d operations, %d types, %d tests", c.Select, c.Emit, summary.Operations, summary.Types, summary.Pairs.Tested)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/graph\n\ngo 1.26\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	try := "test" // compiles it, too
	if len(c.Emit) > 0 {
		try = "build" // there are no tests
	}
	commands := [][]string{{"go", "vet"}, {"go", try}}
	if os.Getenv("SUBSETS") != "" {
		checker, err := staticchecks()
		if err != nil {
			t.Fatal(err)
		}
		commands = append(commands, []string{filepath.Join(checker, "indexed")})
	}
	for _, command := range commands {
		cmd := exec.Command(command[0], append(command[1:], "./...")...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("select %q, emit %q: %q: %v\n%s", c.Select, c.Emit, command, err, out)
		}
	}
}

// somePages copies some of the pages, and all that they may include.
func (d *drawer) somePages(t *testing.T, dir string) string {
	keep := min([]float64{0.001, 0.01, 0.05, 0.2}[d.r.IntN(4)], float64(d.most)/float64(len(d.loaded.Pages)))
	copied := 0
	for i, p := range d.loaded.Pages {
		if d.r.Float64() > keep && (copied > 0 || i+1 < len(d.loaded.Pages)) {
			continue
		}
		copied++
		text, err := os.ReadFile(filepath.Join(d.loaded.Root, filepath.FromSlash(p.Path)))
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(dir, filepath.FromSlash(p.Path))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// somePatterns makes patterns of each form, out of operations that there are.
func (d *drawer) somePatterns(t *testing.T) []string {
	for {
		var patterns []string
		for range 1 + d.r.IntN(4) {
			services := d.loaded.API.Services
			s := &services[d.r.IntN(len(services))]
			op := &s.Operations[d.r.IntN(len(s.Operations))]
			patterns = append(patterns, d.pattern(s.Name, op))
		}
		selected, err := resolve.Select(d.loaded.API, patterns)
		if err != nil {
			t.Fatalf("%q: %v", patterns, err)
		}
		operations := 0
		for i := range selected.Services {
			operations += len(selected.Services[i].Operations)
		}
		if operations <= d.most {
			return patterns
		}
	}
}

func (d *drawer) pattern(service string, op *model.Operation) string {
	template := op.Routes[d.r.IntN(len(op.Routes))].Template
	switch d.r.IntN(5) {
	case 0:
		return service
	case 1:
		return service + "." + op.Name[:1+d.r.IntN(len(op.Name))] + "*"
	case 2:
		stem, _, _ := strings.Cut(path.Base(op.Page), "-")
		return strings.TrimSuffix(stem, ".md") + "*.md"
	case 3:
		return fmt.Sprintf("%s %s", op.Method, template)
	}
	segments := strings.Split(template, "/")
	return strings.Join(segments[:1+d.r.IntN(len(segments)-1)], "/") + "/**"
}
