package workspace_test

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKill kills runs at random moments, after the docs have changed. No file of the
// output may then be half written or lost, nor one that a person wrote be changed, and one
// run must bring the folder to the bytes of a clean one.
//
//	KILLS=300 go test -run Kill -timeout 60m ./workspace
func TestKill(t *testing.T) {
	kills := count(t, "KILLS", 6)
	k := newKiller(t)
	in := map[string]int{}
	for i := range kills {
		k.state(i % 2)
		killed := k.kill(i%3 > 0) // most of a run is reading and printing
		in[killed]++
		k.whole(i)
		k.generate()
		if got := k.read(); !same(got, k.clean[i%2]) {
			t.Fatalf("kill %d: after the next run the folder differs from a clean one: %s", i, difference(got, k.clean[i%2]))
		}
	}
	t.Logf("killed: %v", in)
}

// killer kills runs of the program over docs in two states.
type killer struct {
	t               *testing.T
	r               *rand.Rand
	gen, out, cache string
	docs            [2]string
	clean           [2]map[string]string // what comes out of each
	takes           time.Duration        // a run that writes
	args            []string
}

// mine is a file that a person wrote into the output folder.
const mine = "package graph // by hand\n"

func newKiller(t *testing.T) *killer {
	dir := t.TempDir()
	k := &killer{t: t, r: rand.New(rand.NewPCG(uint64(count(t, "SEED", 7)), 300)), gen: buildGen(t), out: filepath.Join(dir, "docs-out"), cache: filepath.Join(dir, "cache")}
	k.docs = [2]string{filepath.Join(dir, "a"), filepath.Join(dir, "b")}
	k.copyDocs()
	for i := range k.docs {
		k.args = k.command(i)
		if err := os.RemoveAll(k.out); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(k.out, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(k.out, "mine.go"), []byte(mine), 0o666); err != nil {
			t.Fatal(err)
		}
		started := time.Now()
		k.generate()
		k.takes = max(k.takes, time.Since(started))
		k.clean[i] = k.read()
	}
	return k
}

// copyDocs makes docs in two states: the second lacks some pages, and says more on others.
func (k *killer) copyDocs() {
	from, most := corpusDir, 2000
	if _, err := os.Stat(from); err != nil || os.Getenv("KILLS") == "" {
		from = docs
	}
	n := 0
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !strings.HasSuffix(name, ".md") {
			return err
		}
		if n++; n > most {
			return fs.SkipAll
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		for i, dir := range k.docs {
			if i == 1 && n%7 == 0 {
				continue
			}
			if i == 1 && n%3 == 0 {
				content = append([]byte("\n\n"), content...)
			}
			to := filepath.Join(dir, rel)
			if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o777), os.WriteFile(to, content, 0o666)); err != nil {
				return err
			}
		}
		return err
	})
	if err != nil {
		k.t.Fatal(err)
	}
}

// command returns the arguments for one state of the docs. All names are anew each time,
// so that each state has one outcome.
func (k *killer) command(i int) []string {
	return []string{"--docs", k.docs[i], "--out", k.out, "--package", "graph", "--findings", "none", "--allow-skipped"}
}

// state brings the output folder to what the other state of the docs gives. That is how
// the round before has left it.
func (k *killer) state(i int) {
	k.args = k.command(i)
	defer k.forget()
	if same(k.read(), k.clean[1-i]) {
		return
	}
	if err := os.RemoveAll(k.out); err != nil {
		k.t.Fatal(err)
	}
	if err := os.MkdirAll(k.out, 0o777); err != nil {
		k.t.Fatal(err)
	}
	for name, content := range k.clean[1-i] {
		if err := os.WriteFile(filepath.Join(k.out, name), []byte(content), 0o666); err != nil {
			k.t.Fatal(err)
		}
	}
}

// forget empties the names of the manifest.
func (k *killer) forget() {
	name := filepath.Join(k.out, "docbind.manifest.json")
	content, err := os.ReadFile(name)
	if err != nil {
		k.t.Fatal(err)
	}
	before, rest, _ := bytes.Cut(content, []byte("\n  \"names\": {"))
	_, after, _ := bytes.Cut(rest, []byte("\n  \"files\": {"))
	content = append(append(before, "\n  \"files\": {"...), after...)
	if err := os.WriteFile(name, content, 0o666); err != nil {
		k.t.Fatal(err)
	}
}

func (k *killer) cmd() *exec.Cmd {
	cmd := exec.Command(k.gen, k.args...)
	cmd.Env = append(os.Environ(), "DOCBIND_CACHE="+k.cache)
	return cmd
}

// generate lets a run end.
func (k *killer) generate() {
	if out, err := k.cmd().CombinedOutput(); err != nil {
		k.t.Fatalf("%v\n%s", err, out)
	}
}

// kill begins a run and kills it at a random moment, perhaps of those in which it writes.
// It says what the run was at.
func (k *killer) kill(writing bool) string {
	before := k.read()
	cmd := k.cmd()
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	if writing {
		k.await()
		time.Sleep(time.Duration(k.r.Int64N(int64(k.takes / 20))))
	} else {
		time.Sleep(time.Duration(k.r.Int64N(int64(k.takes))))
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	_, pending := os.Stat(filepath.Join(k.out, ".docbind.pending"))
	temps, _ := filepath.Glob(filepath.Join(k.out, ".docbind-*.tmp"))
	switch now := k.read(); {
	case pending == nil:
		return "while renaming"
	case len(temps) > 0:
		return "while writing"
	case cmd.ProcessState.Success():
		return "too late"
	case !same(before, now):
		return "after writing"
	}
	return "before writing"
}

// await waits until a run begins to write.
func (k *killer) await() {
	for range int(k.takes/time.Millisecond) * 20 {
		if _, err := os.Lstat(filepath.Join(k.out, ".docbind-0.tmp")); err == nil {
			return
		}
		if _, err := os.Lstat(filepath.Join(k.out, ".docbind.pending")); err == nil {
			return
		}
		time.Sleep(100 * time.Microsecond)
	}
}

// read returns the files of the output folder that a reader sees.
func (k *killer) read() map[string]string {
	entries, err := os.ReadDir(k.out)
	if err != nil {
		k.t.Fatal(err)
	}
	found := map[string]string{}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".docbind") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(k.out, e.Name()))
		if err != nil {
			k.t.Fatal(err)
		}
		found[e.Name()] = string(content)
	}
	return found
}

// whole checks that every file is one of the old or of the new ones.
func (k *killer) whole(i int) {
	old, new := k.clean[1-i%2], k.clean[i%2]
	now := k.read()
	for name, content := range now {
		if name != "docbind.manifest.json" && content != old[name] && content != new[name] {
			k.t.Fatalf("kill %d: %s is neither the old file nor the new one", i, name)
		}
	}
	for name := range old {
		if _, ok := now[name]; !ok && new[name] != "" {
			k.t.Fatalf("kill %d: %s is lost", i, name)
		}
	}
	if now["mine.go"] != mine {
		k.t.Fatalf("kill %d: a file without the marker has changed", i)
	}
}

func same(a, b map[string]string) bool { return difference(a, b) == "" }

// difference names a file that differs.
func difference(a, b map[string]string) string {
	for _, name := range union(a, b) {
		if x, ok := a[name]; !ok || x != b[name] {
			return name
		}
		if _, ok := b[name]; !ok {
			return name
		}
	}
	return ""
}
