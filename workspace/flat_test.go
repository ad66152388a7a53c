package workspace_test

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// flatSet is the number of pages that BenchmarkFlat repeats.
const flatSet = 1000

// requestLine is the beginning of a request line, up to its path.
var requestLine = regexp.MustCompile(`(?m)^((?:GET|POST|PUT|PATCH|DELETE) +(?:https://[^/ ]+/(?:beta|v1\.0))?)/`)

// BenchmarkFlat measures the CPU time a page, parsed and resolved, in docs sets of
// 1,000 to 50,000 pages. The larger sets are copies of the smallest in folders of
// their own, with namespaces and paths of their own: the same pages with the same links among
// them, but other operations and other types, as a larger reference has them. A page
// must not cost more because there are more of the others: from-middle-% is how far the
// largest and the smallest time are from the middle of both.
//
//	go test -run '^$' -bench Flat -benchtime 1x -timeout 30m ./workspace
func BenchmarkFlat(b *testing.B) {
	paths, texts := pick(b, flatSet)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	copies := []int{1, 10, 50}
	parse, resolved, both := make([]time.Duration, len(copies)), make([]time.Duration, len(copies)), make([]time.Duration, len(copies)) // a page
	for b.Loop() {
		for i, n := range copies {
			for range 4 - i { // the first time, the heap grows
				p, r := readCopies(paths, texts, n)
				if all := (p + r) / time.Duration(n*len(texts)); both[i] == 0 || all < both[i] {
					both[i], parse[i], resolved[i] = all, p/time.Duration(n*len(texts)), r/time.Duration(n*len(texts))
				}
			}
		}
	}
	for i, n := range copies {
		report := func(d time.Duration, what string) {
			b.ReportMetric(float64(d.Nanoseconds())/1000, fmt.Sprintf("%s-of-%d", what, n*len(texts)))
		}
		report(both[i], "µs/page")
		report(parse[i], "µs/parse")
		report(resolved[i], "µs/resolve")
	}
	b.ReportMetric(float64(both[len(both)-1])/float64(both[0]), "most/least-pages")
	most, least := slices.Max(both), slices.Min(both)
	b.ReportMetric(100*float64(most-least)/float64(most+least), "from-middle-%")
}

// pick returns some pages of the corpus, all those of a subject before the next, so that
// they link to each other.
func pick(b *testing.B, want int) (paths []string, texts [][]byte) {
	all, allTexts, _ := corpus(b)
	subjects := map[string][]int{}
	var order []string
	for i, p := range all {
		word := strings.TrimSuffix(path.Base(p), ".md")
		if at := strings.IndexByte(word, '-'); at > 0 {
			word = word[:at]
		}
		if subjects[word] == nil {
			order = append(order, word)
		}
		subjects[word] = append(subjects[word], i)
	}
	for _, word := range order {
		for _, i := range subjects[word] {
			if len(paths) == want {
				return paths, texts
			}
			paths, texts = append(paths, all[i]), append(texts, allTexts[i])
		}
	}
	return paths, texts
}

// readCopies parses and resolves a set of pages n times over and returns the CPU times
// that these take.
func readCopies(paths []string, texts [][]byte, n int) (parse, resolved time.Duration) {
	pages := make([]*model.Page, 0, n*len(texts))
	var names []string
	var sources [][]byte
	for c := range n {
		for i, t := range texts {
			names = append(names, fmt.Sprintf("copy%d/%s", c, paths[i]))
			t = bytes.ReplaceAll(t, []byte("microsoft.graph"), fmt.Appendf(nil, "microsoft.graph%d", c))
			sources = append(sources, requestLine.ReplaceAll(t, fmt.Appendf(nil, "${1}/copy%d/", c)))
		}
	}
	runtime.GC()
	parse = cputime.Of(func() {
		for i, src := range sources {
			pages = append(pages, parser.Parse(names[i], src))
		}
	})
	return parse, cputime.Of(func() { resolve.Resolve(pages, resolve.Options{}) })
}
