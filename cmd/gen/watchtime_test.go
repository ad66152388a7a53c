package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/workspace"
)

// TestWatchTime saves random pages of the real reference while it is watched, and measures
// the time from before the page is written until the last file has changed, which is the
// manifest. Saves of prose and descriptions must take no more than 300 ms, the middle one
// of them, on a machine that has nothing else to do; those of paths are only measured.
//
//	WATCH=1 go test -run WatchTime -v ./cmd/gen
func TestWatchTime(t *testing.T) {
	corpus, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "corpus", "api-reference", "beta"))
	do(t, err)
	if _, err := os.Stat(corpus); os.Getenv("WATCH") == "" || err != nil {
		t.Skip("WATCH=1 measures with the real reference")
	}
	t.Chdir(t.TempDir())
	t.Setenv("DOCBIND_CACHE", t.TempDir())
	do(t, os.CopyFS("docs", os.DirFS(corpus)))
	_, sources, err := workspace.Discover([]string{"docs"})
	do(t, err)
	w := startWatch(t, "--docs", "docs", "--out", "graph", "--package", "graph", "--findings", "none")
	r := rand.New(rand.NewPCG(3, 4))
	const most = 300 * time.Millisecond
	if middle := w.measure(r, sources, 40, "prose", regexp.MustCompile(`\n\n## `), "\n\nOne more paragraph.\n\n## "); middle > most {
		t.Errorf("a save takes %s, at most are %s", middle, most)
	}
	w.measure(r, sources, 5, "paths", regexp.MustCompile(`(?m)^(GET|POST) /`), "$0more/")
	w.end(w.cancel)
}

// measure makes edits of one kind, of pages that files come from, and returns the middle
// time.
func (w *watchRun) measure(r *rand.Rand, sources []workspace.Source, rounds int, kind string, place *regexp.Regexp, by string) time.Duration {
	const manifest = "graph/docbind.manifest.json"
	before, err := os.ReadFile(manifest)
	do(w, err)
	var times []time.Duration
	for len(times) < rounds {
		s := sources[r.IntN(len(sources))]
		page, err := os.ReadFile(s.File)
		do(w, err)
		at := place.FindIndex(page)
		if at == nil || !bytes.Contains(before, []byte(`"`+s.Path+`"`)) {
			continue
		}
		text := string(page[:at[0]]) + place.ReplaceAllString(string(page[at[0]:at[1]]), by) + string(page[at[1]:])
		seen, err := os.Stat(manifest)
		do(w, err)
		began := time.Now()
		do(w, os.WriteFile(s.File, []byte(text), 0o666))
		for ; ; time.Sleep(time.Millisecond) {
			if now, err := os.Stat(manifest); err == nil && !os.SameFile(seen, now) {
				break
			}
			if time.Since(began) > time.Minute {
				w.Fatalf("%s: nothing has come of an edit:\n%s", s.Path, w.text())
			}
		}
		times = append(times, time.Since(began))
		w.wait(regexp.QuoteMeta(strings.TrimPrefix(s.Path, "/")) + ": graph: .*\n")
	}
	slices.Sort(times)
	w.Logf("%s: %d ms the middle one of %d, %d ms nine of ten, %d ms all", kind, times[rounds/2].Milliseconds(), rounds, times[rounds*9/10].Milliseconds(), times[rounds-1].Milliseconds())
	return times[rounds/2]
}
