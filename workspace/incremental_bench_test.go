package workspace_test

import (
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/workspace"
)

// generator runs gen generate as a process of its own, on a copy of the reference.
type generator struct {
	b                *testing.B
	gen, docs, out   string
	cache            string
	pages, generated []string
	fragments        []string // of permissions
}

func newGenerator(b *testing.B) *generator {
	dir := b.TempDir()
	g := &generator{b: b, gen: buildGen(b), docs: filepath.Join(dir, "docs"), out: filepath.Join(dir, "graph"), cache: filepath.Join(dir, "cache")}
	from := corpusDir
	if _, err := os.Stat(from); err != nil {
		from = docs
	}
	if err := os.CopyFS(g.docs, os.DirFS(from)); err != nil {
		b.Fatal(err)
	}
	_, sources, err := workspace.Discover([]string{g.docs})
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range sources {
		g.pages = append(g.pages, s.File)
	}
	g.run()
	if g.generated, err = filepath.Glob(filepath.Join(g.out, "*")); err != nil {
		b.Fatal(err)
	}
	return g
}

// moveScopes moves the tables of permissions of some pages into fragments, as newer pages have
// them.
func (g *generator) moveScopes() {
	table := regexp.MustCompile(`\n## Permissions\n(?:[^#|][^\n]*\n|\n)*((?:\|[^\n]*\n){3,})`)
	dir := filepath.Join(g.docs, "includes", "permissions")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		g.b.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(g.docs, "api", "*.md"))
	if err != nil {
		g.b.Fatal(err)
	}
	for i, page := range pages {
		if i%10 > 0 {
			continue
		}
		content, err := os.ReadFile(page)
		if err != nil {
			g.b.Fatal(err)
		}
		text := strings.ReplaceAll(string(content), "\r\n", "\n")
		at := table.FindStringSubmatchIndex(text)
		if at == nil {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(page), ".md") + "-permissions.md"
		g.fragments = append(g.fragments, filepath.Join(dir, name))
		fragment := "---\ndescription: \"Permissions.\"\n---\n\n" + text[at[2]:at[3]]
		text = text[:at[2]] + "[!INCLUDE [permissions-table](../includes/permissions/" + name + ")]\n" + text[at[3]:]
		for name, text := range map[string]string{page: text, filepath.Join(dir, name): fragment} {
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				g.b.Fatal(err)
			}
		}
	}
}

// run returns the CPU time of a run.
func (g *generator) run() time.Duration {
	cmd := exec.Command(g.gen, "--docs", g.docs, "--out", g.out, "--package", "graph", "--findings", "none", "--allow-skipped")
	cmd.Env = append(os.Environ(), "DOCBIND_CACHE="+g.cache)
	if report, err := cmd.CombinedOutput(); err != nil {
		g.b.Fatalf("%v\n%s", err, report)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// readAndHash returns the CPU time of reading and hashing files, one after the other into
// the same memory.
func (g *generator) readAndHash(files []string) time.Duration {
	buffer := make([]byte, 1<<25)
	return cputime.Of(func() {
		for _, name := range files {
			f, err := os.Open(name)
			if err != nil {
				g.b.Fatal(err)
			}
			info, err := f.Stat()
			if err != nil {
				g.b.Fatal(err)
			}
			n, err := f.Read(buffer[:info.Size()])
			if err != nil && info.Size() > 0 {
				g.b.Fatal(err)
			}
			sha256.Sum256(buffer[:n])
			f.Close()
		}
	})
}

// BenchmarkNoop measures a run where nothing has changed, as a process of its own, in
// multiples of the CPU time of reading and hashing its files: the pages, and what was
// generated from them. The best round of each counts.
//
//	go test -run '^$' -bench Noop -benchtime 20x ./workspace
func BenchmarkNoop(b *testing.B) {
	g := newGenerator(b)
	all := slices.Concat(g.pages, g.generated)
	var noop, floor, pages time.Duration
	for b.Loop() {
		noop, floor, pages = best(noop, g.run()), best(floor, g.readAndHash(all)), best(pages, g.readAndHash(g.pages))
	}
	b.ReportMetric(float64(noop)/float64(floor), "x-read+hash")
	b.ReportMetric(float64(pages)/float64(floor), "pages-of-that")
	b.ReportMetric(noop.Seconds()*1000, "noop-ms")
}

func best(a, b time.Duration) time.Duration {
	if a == 0 {
		return b
	}
	return min(a, b)
}

// editKinds are the edits of BenchmarkOnePage, each of a page, or a fragment. They return "" where the
// page has no place for them.
var editKinds = []struct {
	name string
	edit func(r *rand.Rand, page string) string
}{
	{"prose", func(_ *rand.Rand, page string) string {
		before, after, ok := strings.Cut(page, "\n## ")
		if !ok {
			return ""
		}
		return before + "\nA paragraph that was not here before.\n\n## " + after
	}},
	{"table", func(r *rand.Rand, page string) string {
		return replaceOne(r, page, regexp.MustCompile(`(?m)[a-z]\. ?\|$`), func(s string) string { return s[:2] + " More of it. |" })
	}},
	{"sample", func(r *rand.Rand, page string) string {
		if strings.Contains(page, `"blockType": "resource"`) { // it declares a type by a value
			return ""
		}
		return replaceOne(r, page, regexp.MustCompile(`": ?"[A-Z][a-z]+ [^"\n]*"`), func(s string) string { return s[:len(s)-1] + ` again"` })
	}},
	{"permission", func(r *rand.Rand, page string) string {
		return replaceOne(r, page, regexp.MustCompile(`(?m)^\|.*(Read|ReadWrite)\.All ?\|$`), func(s string) string {
			return strings.TrimSuffix(s, "|") + ", Directory.AccessAsUser.All |"
		})
	}},
	{"fragment", func(r *rand.Rand, fragment string) string {
		return replaceOne(r, fragment, regexp.MustCompile(`(?m)^\|.*(Read|ReadWrite)\.All ?\|$`), func(s string) string {
			return strings.TrimSuffix(s, "|") + ", Directory.AccessAsUser.All |"
		})
	}},
	{"property", func(r *rand.Rand, page string) string {
		name := []byte("newProp")
		for range 8 {
			name = append(name, 'a'+byte(r.IntN(26)))
		}
		properties := strings.Index(page, "\n## Properties")
		if properties < 0 {
			return ""
		}
		row := regexp.MustCompile(`(?m)^\| ?[a-z]\w* ?\|.*$`).FindStringIndex(page[properties:])
		if row == nil {
			return ""
		}
		at := properties + row[1]
		return page[:at] + "\n|" + string(name) + "|String|A property that was not here before.|" + page[at:]
	}},
	{"route", func(r *rand.Rand, page string) string {
		return replaceOne(r, page, regexp.MustCompile(`(?m)^(GET|POST|PATCH|DELETE) /.*$`), func(s string) string { return s + "/more" })
	}},
}

// replaceOne replaces a match at random.
func replaceOne(r *rand.Rand, page string, what *regexp.Regexp, by func(string) string) string {
	found := what.FindAllStringIndex(page, -1)
	if len(found) == 0 {
		return ""
	}
	at := found[r.IntN(len(found))]
	return page[:at[0]] + by(page[at[0]:at[1]]) + page[at[1]:]
}

// BenchmarkOnePage measures runs where a random page has changed, in multiples of the CPU
// time of one where nothing has: the middle of all rounds for each kind of edit, and how
// many of a hundred cost no more than twice as much.
//
//	go test -run '^$' -bench OnePage -benchtime 20x ./workspace
func BenchmarkOnePage(b *testing.B) {
	g := newGenerator(b)
	g.moveScopes()
	g.run()
	r := rand.New(rand.NewPCG(5, 6))
	var noop time.Duration
	for range 5 {
		noop = best(noop, g.run())
	}
	times := make([][]time.Duration, len(editKinds))
	for b.Loop() {
		for i, kind := range editKinds {
			page, text := g.edited(r, kind.name, kind.edit)
			if err := os.WriteFile(page, []byte(text), 0o666); err != nil {
				b.Fatal(err)
			}
			times[i] = append(times[i], g.run())
			noop = best(noop, g.run())
		}
	}
	for i, kind := range editKinds {
		slices.Sort(times[i])
		within := 0
		for _, d := range times[i] {
			if d <= 2*noop {
				within++
			}
		}
		b.ReportMetric(float64(times[i][len(times[i])/2])/float64(noop), kind.name+"/noop")
		b.ReportMetric(100*float64(within)/float64(len(times[i])), kind.name+"-%-within-2x")
	}
}

// edited returns a page, or a fragment, that has a place for an edit, and its text after it.
func (g *generator) edited(r *rand.Rand, kind string, edit func(*rand.Rand, string) string) (page, text string) {
	list := g.pages
	if kind == "fragment" {
		list = g.fragments
	}
	for {
		page = list[r.IntN(len(list))]
		content, err := os.ReadFile(page)
		if err != nil {
			g.b.Fatal(err)
		}
		if text = edit(r, string(content)); text != "" {
			return page, text
		}
	}
}
