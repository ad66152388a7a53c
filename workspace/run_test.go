package workspace_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// BenchmarkRun runs gen model, which reads from disk, parses, resolves and prints, as
// a process of its own: its memory is then nothing but its own, and its settings are
// those that users have. It reports the wall time on one core in multiples of that on
// two, how many cores a run uses of two, and the largest resident memory in multiples of the bytes of the pages. Best
// time and largest memory of all rounds count. Other work on the machine makes the
// first figure meaningless.
//
//	go test -run '^$' -bench Run -benchtime 5x ./workspace
func BenchmarkRun(b *testing.B) {
	gen, docs, size := built(b)
	var best, cpu [3]time.Duration
	var memory int64
	for b.Loop() {
		for cores := 1; cores <= 2; cores++ {
			cmd := exec.Command(gen, "model", "--docs", docs)
			cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", cores))
			started := time.Now()
			if err := cmd.Run(); err != nil {
				b.Fatal(err)
			}
			if d := time.Since(started); best[cores] == 0 || d < best[cores] {
				best[cores], cpu[cores] = d, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()
			}
			memory = max(memory, maxRSS(cmd.ProcessState))
		}
	}
	b.ReportMetric(float64(best[1])/float64(best[2]), "x-on-2-cores")
	b.ReportMetric(float64(cpu[2])/float64(best[2]), "cores-of-2")
	b.ReportMetric(float64(cpu[2])/float64(cpu[1]), "cpu-on-2-cores")
	b.ReportMetric(float64(memory)/float64(size), "memory/input")
}

// BenchmarkCores parses pages with goldmark and with docbind, and resolves them, all in
// memory, and reports the wall time on one core in multiples of that on two. It tells what
// the machine allows of the figure of BenchmarkRun:
//
//	go test -run '^$' -bench Cores -benchtime 4x ./workspace
func BenchmarkCores(b *testing.B) {
	paths, texts, _ := corpus(b)
	pages := make([]*model.Page, len(texts))
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	steps := map[string]func(){
		"goldmark": func() { parallel.Each(len(texts), func(i int) { markdown.Parse(text.NewReader(texts[i])) }) },
		"parse":    func() { parallel.Each(len(texts), func(i int) { pages[i] = parser.Parse(paths[i], texts[i]) }) },
		"resolve":  func() { resolve.Resolve(pages, resolve.Options{}) },
	}
	best := map[string]*[3]time.Duration{}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for b.Loop() {
		for _, name := range []string{"goldmark", "parse", "resolve"} {
			if best[name] == nil {
				best[name] = new([3]time.Duration)
			}
			for cores := 1; cores <= 2; cores++ {
				runtime.GOMAXPROCS(cores)
				runtime.GC()
				started := time.Now()
				steps[name]()
				if d := time.Since(started); best[name][cores] == 0 || d < best[name][cores] {
					best[name][cores] = d
				}
			}
		}
	}
	for name, times := range best {
		b.ReportMetric(float64(times[1])/float64(times[2]), name+"-x-on-2-cores")
	}
}

// BenchmarkLint runs gen lint, all rules, as a process of its own, on one core and on two,
// and reports the largest resident memory, and the least CPU time:
//
//	go test -run '^$' -bench Lint -benchtime 3x ./workspace
func BenchmarkLint(b *testing.B) {
	gen, docs, size := built(b)
	var best time.Duration
	var memory int64
	for b.Loop() {
		for cores := 1; cores <= 2; cores++ {
			cmd := exec.Command(gen, "lint", docs, "--severity", "info", "--fail-on", "none")
			cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", cores))
			if err := cmd.Run(); err != nil {
				b.Fatal(err)
			}
			if d := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(); best == 0 || d < best {
				best = d
			}
			memory = max(memory, maxRSS(cmd.ProcessState))
		}
	}
	b.ReportMetric(best.Seconds(), "cpu-s")
	b.ReportMetric(float64(memory)/1e6, "memory-MB")
	b.ReportMetric(float64(memory)/float64(size), "memory/input")
}

// built returns the tool, a folder with the pages to measure with, and their bytes.
func built(b *testing.B) (gen, docs string, size int64) {
	b.Helper()
	dir := b.TempDir()
	gen = buildGen(b)
	paths, texts, size := corpus(b)
	if _, err := os.Stat(corpusDir); err == nil {
		return gen, corpusDir, size
	}
	docs = filepath.Join(dir, "docs")
	for i, p := range paths {
		file := filepath.Join(docs, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(file, texts[i], 0o666); err != nil {
			b.Fatal(err)
		}
	}
	return gen, docs, size
}
