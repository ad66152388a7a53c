package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"github.com/docbind/docbind/workspace"
)

// watchRun is gen generate --watch in a folder of its own, as its user sees it.
type watchRun struct {
	testing.TB
	cancel context.CancelFunc
	ended  chan error
	mu     sync.Mutex
	said   strings.Builder
	seen   int // bytes of it that were waited for
}

// Write implements [io.Writer].
func (w *watchRun) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.said.Write(p)
}

// text returns what was said since the last that was waited for.
func (w *watchRun) text() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.said.String()[w.seen:]
}

// wait waits until something is said, and returns all up to that.
func (w *watchRun) wait(pattern string) string {
	w.Helper()
	what := regexp.MustCompile("(?m)" + pattern)
	for end := time.Now().Add(40 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		text := w.text()
		if at := what.FindStringIndex(text); at != nil {
			w.mu.Lock()
			w.seen += at[1]
			w.mu.Unlock()
			return text[:at[1]]
		}
	}
	w.Fatalf("%q is not said:\n%s", pattern, w.text())
	return ""
}

// end interrupts the run in some way, and waits for its end.
func (w *watchRun) end(how func()) {
	w.Helper()
	how()
	select {
	case err := <-w.ended:
		if err != nil {
			w.Errorf("the end is an error: %v", err)
		}
		close(w.ended)
	case <-time.After(time.Minute):
		w.Fatal("there is no end")
	}
}

func startWatch(t testing.TB, args ...string) *watchRun {
	ctx, cancel := context.WithCancel(context.Background())
	w := &watchRun{TB: t, cancel: cancel, ended: make(chan error, 1)}
	root := newRoot()
	root.SetArgs(append([]string{"generate", "--watch"}, args...))
	root.SetOut(w)
	root.SetErr(w)
	go func() { w.ended <- root.ExecuteContext(ctx) }()
	t.Cleanup(func() {
		cancel()
		<-w.ended
	})
	w.wait("^watching for changes.*\n")
	return w
}

// inFolder changes to a new folder with some files, and a cache of its own.
func inFolder(t *testing.T, files map[string]string) {
	t.Chdir(t.TempDir())
	t.Setenv("DOCBIND_CACHE", t.TempDir())
	t.Setenv("GOGC", "100") // for all other tests
	for name, text := range files {
		write(t, name, text)
	}
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func do(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// getPage is a page of an operation.
func getPage(thing, about, status string) string {
	return strings.NewReplacer("THING", thing, "ABOUT", about, "STATUS", status).Replace(`# Get a THING

ABOUT

## HTTP request
~~~http
GET /THINGs/{id}
~~~

## Example
~~~http
GET https://example.com/v1.0/THINGs/1
~~~
~~~http
STATUS
~~~
`)
}

const (
	goodStatus = "HTTP/1.1 204 No Content"
	badStatus  = "HTTP 1.1 204 No Content"
)

// sameAsFull holds a package against that of a run without a past.
func sameAsFull(t *testing.T, c workspace.Config) {
	t.Helper()
	dir, out := t.TempDir(), c.Out
	c.Out = filepath.Join(dir, filepath.Base(out))
	names, err := os.ReadFile(filepath.Join(out, "docbind.manifest.json"))
	do(t, err)
	write(t, filepath.Join(c.Out, "docbind.manifest.json"), string(names))
	if _, _, err := workspace.Generate(c); err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]string{{out, c.Out}, {c.Out, out}} {
		files, err := filepath.Glob(filepath.Join(pair[0], "*"))
		do(t, err)
		for _, name := range files {
			a, errA := os.ReadFile(name)
			b, errB := os.ReadFile(filepath.Join(pair[1], filepath.Base(name)))
			if errA != nil || errB != nil || string(a) != string(b) {
				t.Errorf("%s is not what a full run gives", filepath.Base(name))
			}
		}
	}
}

// TestWatchSaves saves pages: the package follows, and nothing is said of other pages.
func TestWatchSaves(t *testing.T) {
	inFolder(t, map[string]string{
		"docs/cat-get.md": getPage("cat", "Before.", badStatus),
		"docs/dog-get.md": getPage("dog", "Before.", goodStatus),
	})
	w := startWatch(t, "--docs", "docs", "--out", "pets", "--package", "pets")
	const about = "status-line"
	for i, poll := range []string{"", "", "again"} {
		write(t, "docs/dog-get.md", getPage("dog", fmt.Sprintf("Text %d%s.", i, poll), goodStatus))
		if said := w.wait(`^docs/dog-get.md: pets: [1-9] files? written, 0 removed, in .*\n`); strings.Contains(said, about) {
			t.Errorf("a finding of another page is said:\n%s", said)
		}
	}
	write(t, "docs/new.tmp", getPage("dog", "Bad.", badStatus))
	do(t, os.Rename("docs/new.tmp", "docs/dog-get.md"))
	if said := w.wait(`^docs/dog-get.md: pets: .*\n`); !strings.Contains(said, "docs/dog-get.md:15:1: error http/"+about) || strings.Contains(said, "cat-get") {
		t.Errorf("other findings are said than those of the page:\n%s", said)
	}
	do(t, os.Remove("docs/cat-get.md"))
	w.wait(`^docs/cat-get.md: pets: .* [1-9] removed, .*\n`)
	write(t, "docs/cat-get.md", getPage("cat", "After.", goodStatus))
	w.wait(`^docs/cat-get.md: pets: .*\n`)
	w.end(w.cancel)
	sameAsFull(t, workspace.Config{Docs: []string{"docs"}, Out: "pets", Package: "pets"})
}

// TestWatchSameTime writes another text of the same length and gives the file the time that it had,
// as some tools do that copy trees.
func TestWatchSameTime(t *testing.T) {
	inFolder(t, map[string]string{"docs/cat-get.md": getPage("cat", "Before.", goodStatus)})
	old := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	do(t, os.Chtimes("docs/cat-get.md", old, old))
	w := startWatch(t, "--docs", "docs", "--out", "pets", "--package", "pets")
	for _, text := range []string{"Later!!", "Last!!!", "After!!"} {
		write(t, "docs/cat-get.md", getPage("cat", text, goodStatus))
		do(t, os.Chtimes("docs/cat-get.md", old, old))
		w.wait(`^docs/cat-get.md: pets: [1-9] files.*\n`)
	}
	w.end(w.cancel)
	sameAsFull(t, workspace.Config{Docs: []string{"docs"}, Out: "pets", Package: "pets"})
}

// TestWatchInterrupt shows that Ctrl-C is no error.
func TestWatchInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot interrupt itself")
	}
	inFolder(t, map[string]string{"docs/cat-get.md": getPage("cat", "", goodStatus)})
	w := startWatch(t, "--docs", "docs", "--out", "pets", "--package", "pets")
	w.end(func() {
		me, err := os.FindProcess(os.Getpid())
		do(t, err)
		do(t, me.Signal(os.Interrupt))
	})
}

// TestInterrupt interrupts a run that waits for another one: it says that nothing has changed.
func TestInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot interrupt itself")
	}
	inFolder(t, map[string]string{"docs/cat-get.md": getPage("cat", "", goodStatus), "pets/other.txt": ""})
	lock := flock.New(filepath.Join("pets", ".docbind.lock"))
	do(t, lock.Lock())
	w := &watchRun{TB: t}
	code := make(chan int)
	go func() { code <- run([]string{"--docs", "docs", "--out", "pets", "--package", "pets"}, w, w) }()
	w.wait("waiting for its end")
	me, err := os.FindProcess(os.Getpid())
	do(t, err)
	do(t, me.Signal(os.Interrupt))
	if got := <-code; got != exitStopped || !strings.Contains(w.text(), "gen: interrupted before anything was changed\n") {
		t.Errorf("the run ends with %d and says\n%s", got, w.text())
	}
	do(t, lock.Unlock())
}

const petsConfig = `docs: docs
out: pets
package: pets
`

// TestWatchSettings shows that docbind.yaml is read again when it changes, and that what is
// wrong in it ends nothing.
func TestWatchSettings(t *testing.T) {
	inFolder(t, map[string]string{
		"docbind.yaml":     petsConfig,
		"docs/cat-get.md":  getPage("cat", "", goodStatus),
		"more/bird-get.md": getPage("bird", "", goodStatus),
	})
	w := startWatch(t)
	write(t, "docbind.yaml", petsConfig+"emit: [clients]\n")
	w.wait(`emit cannot be "clients"`)
	write(t, "docs/cat-get.md", getPage("cat", "While it is wrong.", goodStatus))
	w.wait(`emit cannot be "clients"`)
	write(t, "docbind.yaml", petsConfig+"emit: [client]\n")
	w.wait(`^docbind.yaml and 1 more: pets: .*\n`)
	if _, err := os.Stat("pets/handler.go"); err == nil {
		t.Error("the handler is still there")
	}
	do(t, os.Remove("docbind.yaml"))
	w.wait(`--docs is missing`)
	write(t, "docbind.yaml", petsConfig)
	w.wait(`^docbind.yaml.*: pets: .*\n`)
	write(t, "docbind.yaml", strings.Replace(petsConfig, "docs: docs", "docs: [docs, more]", 1))
	w.wait(`^docbind.yaml: pets: .*\n`)
	write(t, "more/bird-get.md", getPage("bird", "In a folder that was not watched before.", goodStatus))
	w.wait(`^more/bird-get.md: pets: [1-9] files.*\n`)
	w.end(w.cancel)
	sameAsFull(t, workspace.Config{Docs: []string{"docs", "more"}, Out: "pets", Package: "pets"})
}

// TestWatchErrors shows that runs that fail end nothing, and what is done when it is mended.
func TestWatchErrors(t *testing.T) {
	inFolder(t, map[string]string{"docbind.yaml": petsConfig})
	w := startWatch(t)
	if said := w.said.String(); strings.Count(said, "the docs folder docs cannot be read") != 1 {
		t.Errorf("it is not said once what is wrong:\n%s", said)
	}
	write(t, "docs/cat-get.md", getPage("cat", "", goodStatus))
	w.wait(`^docs/cat-get.md: pets: [1-9].*\n`)
	do(t, os.Rename("docs", "gone"))
	w.wait(`the docs folder docs cannot be read`)
	do(t, os.Rename("gone", "docs"))
	w.wait(`^docs/cat-get.md: pets: 0 files.*\n`)
	do(t, os.Remove("pets/client.go"))
	write(t, "pets/client.go", "package pets\n")
	write(t, "docs/cat-get.md", getPage("cat", "In the way.", goodStatus))
	w.wait(`client.go is in the way`)
	do(t, os.Remove("pets/client.go"))
	write(t, "docs/cat-get.md", getPage("cat", "Out of the way.", goodStatus))
	w.wait(`^docs/cat-get.md: pets: [1-9].*\n`)
	w.end(w.cancel)
	sameAsFull(t, workspace.Config{Docs: []string{"docs"}, Out: "pets", Package: "pets"})
}

// TestWatchIncluded shows that what pages include is watched wherever it is, also before it
// is there.
func TestWatchIncluded(t *testing.T) {
	inFolder(t, map[string]string{
		"docfx.json":               "{}",
		"docs/reference/bird.md":   "# bird resource\n\n## Properties\n[!INCLUDE [x](../../parts/bird.md)]\n",
		"docs/reference/cat.md":    getPage("cat", "", goodStatus),
		"docs/reference/dog.md":    strings.Replace(getPage("dog", "", goodStatus), "~~~http\nGET /dogs/{id}\n~~~", "[!INCLUDE [x](../includes/dog.md)]", 1),
		"docs/includes/dog.md":     "~~~http\nGET /dogs/{id}\n~~~\n",
		"docs/includes/nothing.md": "",
	})
	w := startWatch(t, "--docs", "docs/reference", "--out", "pets", "--package", "pets", "--poll", "10ms")
	write(t, "docs/includes/dog.md", "~~~http\nGET /dogs/{name}\n~~~\n")
	w.wait(`^docs/includes/dog.md: pets: [1-9].*\n`)
	write(t, "docs/includes/nothing.md", "Nobody includes it.\n")
	write(t, "parts/bird.md", "|Property|Type|Description|\n|:-|:-|:-|\n|name|String|Its name.|\n")
	w.wait(`^parts/bird.md: pets: .*\n`)
	write(t, "docs/docfx.json", "{}") // nearer than the one before: parts is outside now
	w.wait(`^docs/docfx.json: pets: .*\n`)
	w.end(w.cancel)
	sameAsFull(t, workspace.Config{Docs: []string{"docs/reference"}, Out: "pets", Package: "pets"})
}

// TestWatchTargets shows that only the targets of a page are generated.
func TestWatchTargets(t *testing.T) {
	inFolder(t, map[string]string{
		"docbind.yaml":        "targets:\n  one: {docs: docs/one, out: one, package: one}\n  two: {docs: docs/two, out: two, package: two}\n",
		"docs/one/cat-get.md": getPage("cat", "", goodStatus),
		"docs/two/dog-get.md": getPage("dog", "", goodStatus),
	})
	w := startWatch(t)
	write(t, "docs/two/dog-get.md", getPage("dog", "New.", goodStatus))
	if said := w.wait(`^docs/two/dog-get.md: two: [1-9] files.*\n`); strings.Contains(said, ": one:") {
		t.Errorf("the other target was generated:\n%s", said)
	}
	write(t, "docs/one/cat-get.md", getPage("cat", "New.", goodStatus))
	write(t, "docbind.yaml", "emit: [client]\ntargets:\n  one: {docs: docs/one, out: one, package: one}\n  two: {docs: docs/two, out: two, package: two}\n")
	w.wait(`: one: (?s:.*): two: .*\n`)
	w.end(w.cancel)
}
