package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// patience is how long a test waits for what must come.
const patience = time.Minute

// watched is a folder that is watched, and a file beside it.
type watched struct {
	*testing.T
	*Watcher
	dir, docs, config string
}

func start(t *testing.T, poll time.Duration) *watched {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	w := &watched{T: t, dir: dir, docs: filepath.Join(dir, "docs"), config: filepath.Join(dir, "far", "config")}
	w.write("docs/a.md", "a")
	w.write("docs/sub/b.md", "b")
	w.Watcher = New(Options{
		Poll:  poll,
		Enter: func(name string) bool { return name != "hidden" },
		Match: func(name string) bool { return strings.HasSuffix(name, ".md") },
		Failed: func(err error) {
			if poll == 0 && !strings.Contains(t.Name(), "Fails") {
				t.Errorf("no notification: %v", err)
			}
		},
	})
	t.Cleanup(w.Close)
	if !w.Watch(Set{Folders: []string{w.docs}, Files: []string{w.config}}) {
		t.Fatal("nothing is watched")
	}
	return w
}

// do does something with files.
func (w *watched) do(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *watched) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

func (w *watched) write(name, text string) {
	w.Helper()
	w.do(os.MkdirAll(filepath.Dir(w.path(name)), 0o777))
	w.do(os.WriteFile(w.path(name), []byte(text), 0o666))
}

// wait waits until all files have been told of, and returns how often some were. Others
// must not be told of.
func (w *watched) wait(names ...string) (times int) {
	w.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	missing := map[string]bool{}
	for _, name := range names {
		missing[w.path(name)] = true
	}
	for ; len(missing) > 0; times++ {
		changed, err := w.Next(ctx)
		if err != nil {
			w.Fatalf("%d files are missing of %d", len(missing), len(names))
		}
		for _, path := range changed {
			if rel, _ := filepath.Rel(w.dir, path); !slices.Contains(names, filepath.ToSlash(rel)) {
				w.Errorf("%s has not changed", rel)
			}
			delete(missing, path)
		}
	}
	return times
}

// everywhere runs a test with notification and without.
func everywhere(t *testing.T, test func(w *watched)) {
	t.Run("notify", func(t *testing.T) { t.Parallel(); test(start(t, 0)) })
	t.Run("poll", func(t *testing.T) { t.Parallel(); test(start(t, 10*time.Millisecond)) })
}

// TestSaves shows the ways in which editors save, and what they keep beside a file.
func TestSaves(t *testing.T) {
	saves := []struct {
		name string
		save func(w *watched)
	}{
		{"in place", func(w *watched) { w.write("docs/a.md", "longer") }},
		{"rename", func(w *watched) {
			w.write("docs/.a.md.tmp", "renamed")
			w.do(os.Rename(w.path("docs/.a.md.tmp"), w.path("docs/a.md")))
		}},
		{"backup", func(w *watched) {
			w.do(os.Rename(w.path("docs/a.md"), w.path("docs/a.md~")))
			w.write("docs/a.md", "after the backup")
			w.do(os.Remove(w.path("docs/a.md~")))
		}},
		{"delete", func(w *watched) {
			w.do(os.Remove(w.path("docs/a.md")))
			w.write("docs/a.md", "made again")
		}},
	}
	everywhere(t, func(w *watched) {
		for round := range 3 {
			for _, s := range saves {
				w.write("docs/4913", "") // an editor tries whether it can write
				w.do(os.Remove(w.path("docs/4913")))
				s.save(w)
				w.write("docs/a.md.bak", fmt.Sprint(round))
				w.wait("docs/a.md")
				if w.Failed() {
					w.Fatalf("save %q", s.name)
				}
			}
		}
		w.do(os.Remove(w.path("docs/a.md")))
		w.wait("docs/a.md")
		w.write("docs/hidden/c.md", "c")
		w.write("docs/a.md", "a")
		w.wait("docs/a.md")
	})
}

// TestFolders shows folders that come, go, and come again: what is in them later is told.
func TestFolders(t *testing.T) {
	everywhere(t, func(w *watched) {
		for _, dir := range []string{"docs/sub", "docs"} {
			files := []string{"docs/sub/b.md"}
			if dir == "docs" {
				files = append(files, "docs/a.md")
			}
			w.do(os.RemoveAll(w.path(dir)))
			w.wait(files...)
			for _, name := range files {
				w.write(name, "again")
			}
			w.wait(files...)
			w.write("docs/sub/b.md", "later")
			w.wait("docs/sub/b.md")

			w.do(os.Rename(w.path(dir), w.path("away")))
			w.wait(files...)
			w.do(os.Rename(w.path("away"), w.path(dir)))
			w.wait(files...)
			w.write("docs/sub/b.md", "after the move")
			w.wait("docs/sub/b.md")

			w.do(os.Rename(w.path(dir), w.path("away"))) // and back before anybody looks
			w.do(os.Rename(w.path("away"), w.path(dir)))
			w.write("docs/sub/b.md", "after a moment")
			w.wait("docs/sub/b.md")
			w.write("docs/sub/b.md", "after a moment, once more")
			w.wait("docs/sub/b.md")
		}
		w.write("docs/new/deep/c.md", "c")
		w.wait("docs/new/deep/c.md")
		w.write("docs/new/deep/c.md", "changed")
		w.wait("docs/new/deep/c.md")
	})
}

// TestFiles shows a file outside of the folders, which is not there at first.
func TestFiles(t *testing.T) {
	everywhere(t, func(w *watched) {
		w.write("far/config", "1")
		w.write("far/other", "1")
		w.wait("far/config")
		w.do(os.RemoveAll(w.path("far")))
		w.wait("far/config")
		w.write("far/config", "22")
		w.wait("far/config")
		more := Set{Folders: []string{w.docs}, Files: []string{w.config, w.path("far/other")}}
		if w.Watch(Set{Folders: []string{w.docs}}) || !w.Watch(more) || w.Watch(more) {
			t.Error("it is not seen what is more")
		}
		w.write("far/other", "22")
		w.wait("far/other")
	})
}

// TestBurst shows a switch between branches: many changes are told of together.
func TestBurst(t *testing.T) {
	everywhere(t, func(w *watched) {
		var names []string
		for i := range 1000 {
			names = append(names, fmt.Sprintf("docs/d%d/p%d.md", i%7, i))
			w.write(names[i], "one")
		}
		const few = 5
		w.wait(names...)
		done := make(chan struct{})
		go func() { // while it is watched
			defer close(done)
			for i, name := range names {
				if i%2 == 0 {
					_ = os.Remove(w.path(name))
				} else {
					_ = os.WriteFile(w.path(name), []byte("another"), 0o666)
				}
			}
		}()
		if n := w.wait(names...); n > few {
			w.Errorf("a burst was told of %d times", n)
		}
		<-done
	})
}

// TestOverflow writes more than the system queues notifications for.
func TestOverflow(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Parallel()
	w := start(t, 0)
	for i := range 20000 {
		w.write(fmt.Sprintf("docs/%d.txt", i%10), "x")
	}
	w.write("docs/sub/b.md", "the last change")
	w.wait("docs/sub/b.md")
	w.write("docs/a.md", "and one after it")
	w.wait("docs/a.md")
}

// TestFails shows a system that cannot notify.
func TestFails(t *testing.T) {
	t.Parallel()
	w := start(t, 0)
	var told []error
	w.options.Failed = func(err error) { told = append(told, err) }
	w.do(w.notify.Close())
	w.write("docs/new/c.md", "c")
	w.Watch(Set{Folders: []string{w.docs, w.path("more")}})
	w.write("docs/new/c.md", "changed")
	w.wait("docs/new/c.md")
	if len(told) != 1 || w.options.Poll != DefaultPoll {
		t.Errorf("it is said %d times that notification fails: %v", len(told), told)
	}
}

// TestEnd shows that waiting ends with its context.
func TestEnd(t *testing.T) {
	everywhere(t, func(w *watched) {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(10*time.Millisecond, cancel)
		if changed, err := w.Next(ctx); !errors.Is(err, context.Canceled) {
			w.Errorf("changed %v, %v", changed, err)
		}
	})
}

// TestPause shows an editor that takes its time between removing a file and making it
// again: the file is not told of as long as it is away.
func TestPause(t *testing.T) {
	everywhere(t, func(w *watched) {
		const pause, short = 100 * time.Millisecond, 250 * time.Millisecond
		for judged := 0; judged < 3; {
			done, began := make(chan time.Duration), time.Now()
			w.do(os.Remove(w.path("docs/a.md")))
			go func() {
				time.Sleep(pause)
				_ = os.WriteFile(w.path("docs/a.md"), []byte(began.String()), 0o666)
				done <- time.Since(began)
			}()
			w.wait("docs/a.md")
			_, err := os.Stat(w.path("docs/a.md"))
			if <-done > short { // the machine is busy: this says nothing
				if err != nil {
					w.wait("docs/a.md")
				}
				continue
			}
			judged++
			if err != nil {
				w.Fatal("the file is told of while it is away")
			}
		}
	})
}
