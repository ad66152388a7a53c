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
	dir := b.TempDir()
	gen := filepath.Join(dir, "gen")
	if out, err := exec.Command("go", "build", "-o", gen, "../cmd/gen").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	paths, texts, size := corpus(b)
	docs := corpusDir
	if _, err := os.Stat(docs); err != nil {
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
	}
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
