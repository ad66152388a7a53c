package workspace_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/templates"
)

// damage spoils a page as editors, merges and copying do.
func damage(r *rand.Rand, src []byte) []byte {
	src = append([]byte(nil), src...)
	for range 1 + r.IntN(5) {
		if len(src) < 2 {
			return src
		}
		at := r.IntN(len(src))
		lines := strings.SplitAfter(string(src), "\n")
		n := r.IntN(len(lines))
		switch r.IntN(9) {
		case 0: // a bit flips
			src[at] ^= 1 << r.IntN(8)
		case 1: // a line is lost
			src = []byte(strings.Join(append(lines[:n:n], lines[n+1:]...), ""))
		case 2: // a line stands twice
			src = []byte(strings.Join(append(lines[:n+1:n+1], lines[n:]...), ""))
		case 3: // the page is cut off
			src = src[:at]
		case 4: // a fence, a comment or a bracket is never closed
			marks := []string{"```", "-->", "}", "]", "\"", "---", "|", ")", ">"}
			src = []byte(strings.Replace(string(src), marks[r.IntN(len(marks))], "", 1+r.IntN(3)))
		case 5: // line ends change
			src = []byte(strings.ReplaceAll(string(src), "\n", []string{"\r\n", "\r"}[r.IntN(2)]))
		case 6: // something strange is pasted
			odd := []string{"\u202f", "\ufeff", "<!--", "```http\n", "{", "|", "\x00", "https://", "HTTP/1.1 ", "GET /{", "(ids=[", "\n\n"}
			src = []byte(string(src[:at]) + odd[r.IntN(len(odd))] + string(src[at:]))
		case 8: // what was no include is one
			src = []byte(string(src[:at]) + "\n\n[!INCLUDE [x](../includes/x" + string(rune('a'+r.IntN(3))) + ".md)]\n\n" + string(src[at:]))
		case 7: // two pieces change places
			to := r.IntN(len(src))
			src[at], src[to] = src[to], src[at]
		}
	}
	return src
}

// TestDamage parses damaged pages and what they include, resolves them and, now and
// then, prints the package: none may panic, take long or much memory, or give a
// position outside its page. DAMAGE says how many:
//
//	DAMAGE=20000 go test -run Damage ./workspace
func TestDamage(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta")
	if _, err := os.Stat(dir); err != nil {
		dir = docs
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	many := count(t, "DAMAGE", 2000)
	d := damager{r: rand.New(rand.NewPCG(7, 11)), pages: pages}
	const batch = 25
	for i := 0; i < many; i += batch {
		d.batch(t, i, batch)
	}
}

// damager makes batches of damaged pages.
type damager struct {
	r     *rand.Rand
	pages []string
}

// batch damages pages, and reads them as a docs set.
func (d *damager) batch(t *testing.T, number, size int) {
	files := map[string]pagetest.File{}
	fragments := map[resolve.FragmentKey]resolve.Fragment{}
	var pages []*model.Page
	for i := range size {
		page := d.parse(t, files, fmt.Sprintf("api/damaged%d-get.md", number+i), model.Include{Section: -1})
		pages = append(pages, page)
		for _, in := range page.Includes {
			key := resolve.KeyOf(page, in)
			if _, ok := fragments[key]; !ok && len(fragments) < size {
				fragments[key] = resolve.Fragment{Page: d.parse(t, files, fmt.Sprint(key.Path, key.Within, key.Sample), in)}
			}
		}
	}
	var api *model.API
	if took := cputime.Of(func() { api = resolve.Resolve(pages, resolve.Options{Fragments: fragments}) }); took > time.Second {
		t.Errorf("damage %d: resolving %d pages takes %v", number, size, took)
	}
	for _, f := range api.Findings {
		file, ok := files[f.Pos.Path()]
		if !ok {
			t.Errorf("damage %d: %s is in no page", number, f)
		}
		file.CheckPosition(t, f.Pos)
	}
	if number%(20*size) == 0 {
		var err error
		took := cputime.Of(func() { _, err = templates.Render(api, templates.Options{Package: "p"}) })
		if err != nil || took > time.Second {
			t.Errorf("damage %d: printing takes %v: %v", number, took, err)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.Sys > 1<<30 {
		t.Fatalf("damage %d: %d bytes of memory are in use", number, m.Sys)
	}
}

// parse parses a damaged page, checks its positions and notes its text.
func (d *damager) parse(t *testing.T, files map[string]pagetest.File, name string, at model.Include) *model.Page {
	src, err := os.ReadFile(d.pages[d.r.IntN(len(d.pages))])
	if err != nil {
		t.Fatal(err)
	}
	if d.r.IntN(2) == 0 { // as another house writes
		src = []byte(houseForms[d.r.IntN(len(houseForms))].write(strings.ReplaceAll(string(src), "\r\n", "\n")))
	}
	src = damage(d.r, src)
	var page *model.Page
	if took := cputime.Of(func() { page = parser.ParseFragment(name, src, at) }); took > time.Second {
		t.Errorf("%s takes %v", name, took)
	}
	pagetest.Check(t, page, src)
	files[name] = pagetest.NewFile(src)
	return page
}
