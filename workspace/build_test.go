package workspace_test

import (
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
//	go test -run '^$' -bench Build -benchtime 5x ./workspace
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
			if d := goBuild(b, dir, name, round); best[name] == 0 || d < best[name] {
				best[name] = d
			}
		}
	}
	b.ReportMetric(best[""].Seconds(), "empty-s")
	b.ReportMetric((best["client"] - best[""]).Seconds(), "client-s")
	b.ReportMetric((best["both"] - best[""]).Seconds(), "client+handler-s")
}

// goBuild builds the program with a generated package, "" for none. Both are compiled
// anew in each round.
func goBuild(b *testing.B, dir, name string, round int) time.Duration {
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
	cmd := exec.Command("go", "build", "-o", os.DevNull, ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOCACHE="+filepath.Join(dir, "cache"), "GOWORK=off", "GOFLAGS=-mod=mod")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}
