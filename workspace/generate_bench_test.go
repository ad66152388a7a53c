package workspace_test

import (
	"encoding/json"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/workspace"
)

// BenchmarkGenerate runs gen generate as a process of its own, everything emitted and
// written to an empty folder. It reports the CPU time in multiples of the floor, which
// is goldmark alone on the pages and go/format alone on what comes out; operations a
// CPU second; and the largest resident memory. Best time and largest memory of all
// rounds count.
//
//	go test -run '^$' -bench Generate -benchtime 3x ./workspace
func BenchmarkGenerate(b *testing.B) {
	dir := b.TempDir()
	gen := buildGen(b)
	from := corpusDir
	if _, err := os.Stat(from); err != nil {
		from = docs
	}
	summary := filepath.Join(dir, "summary.json")
	var best, floor time.Duration
	var memory int64
	for round := 0; b.Loop(); round++ {
		// A new folder: where thousands of files were just removed ext4 is slow to make others.
		out := filepath.Join(dir, fmt.Sprint(round), "graph")
		cmd := exec.Command(gen, "--docs", from, "--out", out, "--package", "graph", "--findings", "none", "--allow-skipped", "--summary", summary)
		cmd.Env = append(os.Environ(), "DOCBIND_CACHE="+filepath.Join(dir, fmt.Sprint(round), "cache"))
		if report, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, report)
		}
		if d := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(); best == 0 || d < best {
			best = d
		}
		memory = max(memory, maxRSS(cmd.ProcessState))
		if d := generateFloor(b, from, out); floor == 0 || d < floor {
			floor = d
		}
	}
	var s workspace.Summary
	data, err := os.ReadFile(summary)
	if err != nil {
		b.Fatal(err)
	}
	if err := json.Unmarshal(data, &s); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(best)/float64(floor), "x-floor")
	b.ReportMetric(float64(s.Operations)/best.Seconds(), "operations/cpu-s")
	b.ReportMetric(float64(memory)/1e6, "memory-MB")
}

// generateFloor returns the CPU time of parsing all pages with goldmark alone and of
// formatting all generated files.
func generateFloor(b *testing.B, from, out string) time.Duration {
	_, sources, err := workspace.Discover([]string{from})
	if err != nil {
		b.Fatal(err)
	}
	names := make([]string, 0, len(sources))
	for _, s := range sources {
		names = append(names, s.File)
	}
	pages := readAll(b, names)
	if names, err = filepath.Glob(filepath.Join(out, "*.go")); err != nil {
		b.Fatal(err)
	}
	files := readAll(b, names)
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	runtime.GC()
	return cputime.Of(func() {
		for _, page := range pages {
			markdown.Parse(text.NewReader(page))
		}
		for _, file := range files {
			if _, err := format.Source(file); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func readAll(b testing.TB, names []string) [][]byte {
	texts := make([][]byte, 0, len(names))
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, content)
	}
	return texts
}
