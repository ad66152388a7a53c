package workspace_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/docbind/docbind/workspace"
)

// buildProgram is what BenchmarkBuild builds: an HTTP program, with a client or without.
const buildProgram = `package main // round %d

import (
	"net/http"
	%s
)

func main() {
	%s
	http.ListenAndServe(":8080", nil)
}
`

// BenchmarkBuild measures the CPU time that go build takes for a program that uses the
// client of one service, above the same program without it. The standard library is
// built before; best of all rounds:
//
//	go test -run '^$' -bench Build$ -benchtime 5x ./workspace
func BenchmarkBuild(b *testing.B) {
	service, from := "DriveItem", corpusDir
	if _, err := os.Stat(from); err != nil {
		service, from = "TodoTask", docs
	}
	dir := b.TempDir()
	for name, emit := range map[string][]string{"client": {"client"}, "both": {"client", "handler"}} {
		c := workspace.Config{Docs: []string{from}, Out: filepath.Join(dir, name), Package: name, Emit: emit, Select: []string{service}}
		if _, _, err := workspace.Generate(c); err != nil {
			b.Fatal(err)
		}
	}
	best := map[string]time.Duration{}
	programs := []string{"", "client", "both"}
	for _, name := range programs {
		goBuild(b, dir, name, 0) // the standard library
	}
	for round := 1; b.Loop(); round++ {
		for _, name := range programs {
			state := goBuild(b, dir, name, round)
			if d := state.UserTime() + state.SystemTime(); best[name] == 0 || d < best[name] {
				best[name] = d
			}
		}
	}
	b.ReportMetric(best[""].Seconds(), "empty-s")
	b.ReportMetric((best["client"] - best[""]).Seconds(), "client-s")
	b.ReportMetric((best["both"] - best[""]).Seconds(), "client+handler-s")
}

// BenchmarkBuildWhole measures what go build takes for the client and the types of the
// whole reference, once the standard library is built: CPU time an operation, above a
// program without them, lines an operation, and the largest resident memory of the
// compiler and the linker. Best time and largest memory of all rounds count.
//
//	go test -run '^$' -bench BuildWhole -benchtime 3x ./workspace
func BenchmarkBuildWhole(b *testing.B) {
	from := corpusDir
	if _, err := os.Stat(from); err != nil {
		from = docs
	}
	dir := b.TempDir()
	c := workspace.Config{Docs: []string{from}, Out: filepath.Join(dir, "client"), Package: "client", Emit: []string{"client"}}
	_, s, err := workspace.Generate(c)
	if err != nil {
		b.Fatal(err)
	}
	best := map[string]time.Duration{}
	var memory int64
	goBuild(b, dir, "", 0) // the standard library
	for round := 1; b.Loop(); round++ {
		for _, name := range []string{"", "client"} {
			state := goBuild(b, dir, name, round)
			if d := state.UserTime() + state.SystemTime(); best[name] == 0 || d < best[name] {
				best[name] = d
			}
			memory = max(memory, maxRSS(state))
		}
	}
	operations := float64(s.Operations)
	b.ReportMetric((best["client"]-best[""]).Seconds()*1000/operations, "ms/operation")
	b.ReportMetric(float64(lines(b, c.Out))/operations, "lines/operation")
	b.ReportMetric(float64(memory)/1e6, "memory-MB")
}

// lines counts the lines of the Go files in a folder.
func lines(b *testing.B, dir string) int {
	b.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for _, text := range readAll(b, names) {
		n += bytes.Count(text, []byte("\n"))
	}
	return n
}

// goBuild builds the program with a generated package, "" for none. Both are compiled
// anew in each round.
func goBuild(b *testing.B, dir, name string, round int) *os.ProcessState {
	b.Helper()
	files := map[string]string{"go.mod": "module example.com/x\n\ngo 1.26\n"}
	imports, use := "", ""
	if name != "" {
		imports, use = `"example.com/x/`+name+`"`, name+".NewClient()"
		files[name+"/round.go"] = fmt.Sprintf("package %s // round %d\n", name, round)
	}
	files["main.go"] = fmt.Sprintf(buildProgram, round, imports, use)
	for file, text := range files {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	return goCommand(b, dir, "build", "-o", os.DevNull, ".")
}

// goCommand runs the go command in a folder, with a cache of its own.
func goCommand(b *testing.B, dir string, args ...string) *os.ProcessState {
	b.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOCACHE="+filepath.Join(dir, "cache"), "GOWORK=off", "GOFLAGS=-mod=mod")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return cmd.ProcessState
}

// BenchmarkTestWhole measures what go test takes for all that is generated of the whole
// reference, once the standard library is built: CPU time an operation for vet, the
// compiler, the linker and the tests. Best of all rounds counts.
//
//	go test -run '^$' -bench TestWhole -benchtime 3x -timeout 30m ./workspace
func BenchmarkTestWhole(b *testing.B) {
	from := corpusDir
	if _, err := os.Stat(from); err != nil {
		from = docs
	}
	dir := b.TempDir()
	out := filepath.Join(dir, "graph")
	_, s, err := workspace.Generate(workspace.Config{Docs: []string{from}, Out: out, Package: "graph"})
	if err != nil {
		b.Fatal(err)
	}
	write := func(file, text string) {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	write("go.mod", "module example.com/x\n\ngo 1.26\n")
	goCommand(b, dir, "test", "./...") // the standard library
	var best time.Duration
	for round := 1; b.Loop(); round++ {
		write("graph/round.go", fmt.Sprintf("package graph // round %d\n", round))
		state := goCommand(b, dir, "test", "./...")
		if d := state.UserTime() + state.SystemTime(); best == 0 || d < best {
			best = d
		}
	}
	b.ReportMetric(best.Seconds()*1000/float64(s.Operations), "ms/operation")
}
