package workspace_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
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
		switch r.IntN(8) {
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
			src = []byte(strings.ReplaceAll(string(src), "\n", "\r\n"))
		case 6: // something strange is pasted
			odd := []string{"\u202f", "\ufeff", "<!--", "```http\n", "{", "|", "\x00", "https://", "HTTP/1.1 ", "GET /{", "(ids=[", "\n\n"}
			src = []byte(string(src[:at]) + odd[r.IntN(len(odd))] + string(src[at:]))
		case 7: // two pieces change places
			to := r.IntN(len(src))
			src[at], src[to] = src[to], src[at]
		}
	}
	return src
}

// TestDamage parses and resolves damaged pages: none may panic, take long or give
// a position outside its page. DAMAGE says how many, 20000 for the long run:
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
	count := 2000
	if os.Getenv("DAMAGE") == "20000" {
		count = 20000
	}
	r := rand.New(rand.NewPCG(7, 11))
	var batch []*model.Page
	for i := range count {
		src, err := os.ReadFile(pages[r.IntN(len(pages))])
		if err != nil {
			t.Fatal(err)
		}
		src = damage(r, src)
		started := time.Now()
		page := parser.Parse("api/damaged-"+string(rune('a'+i%26))+"-get.md", src)
		if d := time.Since(started); d > time.Second {
			t.Errorf("damage %d takes %v", i, d)
		}
		for _, f := range page.Findings {
			if f.Pos.Start < 0 || int(f.Pos.End) > len(src) || f.Pos.Line < 1 || int(f.Pos.Line) > strings.Count(string(src), "\n")+1 {
				t.Errorf("damage %d: %s lies outside the page", i, f)
			}
		}
		if batch = append(batch, page); len(batch) == 25 {
			resolve.Resolve(batch, resolve.Options{})
			batch = nil
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.Sys > 1<<30 {
		t.Errorf("%d bytes of memory are in use", m.Sys)
	}
}
