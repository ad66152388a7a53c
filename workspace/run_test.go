package workspace_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkRun runs gen model, which reads from disk, parses, resolves and prints, as
// a process of its own: its memory is then nothing but its own, and its settings are
// those that users have. It reports the wall time on one core in multiples of that on
// two, and the largest resident memory in multiples of the bytes of the pages. Best
// time and largest memory of all rounds count. Other work on the machine makes the
// first figure meaningless.
//
//	go test -run '^$' -bench Run -benchtime 5x ./workspace
func BenchmarkRun(b *testing.B) {
	gen, docs, size := built(b)
	var best [3]time.Duration
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
				best[cores] = d
			}
			memory = max(memory, maxRSS(cmd.ProcessState))
		}
	}
	b.ReportMetric(float64(best[1])/float64(best[2]), "x-on-2-cores")
	b.ReportMetric(float64(memory)/float64(size), "memory/input")
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
