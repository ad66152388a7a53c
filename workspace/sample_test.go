package workspace

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestSample prints up to 20 findings of each rule, chosen at random but always the same
// ones, with the lines around them, so that somebody can judge them against the page:
//
//	SAMPLE=http go test -run Sample -v ./workspace
//
// SAMPLE is a rule, a family, or all.
func TestSample(t *testing.T) {
	want := os.Getenv("SAMPLE")
	if want == "" {
		t.Skip("set SAMPLE to a rule or a family to see findings")
	}
	dir := filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the reference is not there")
	}
	all, err := lintAll(Config{Docs: []string{dir}}, lint.Config{})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]*model.Page{}
	for _, p := range all.pages {
		pages[p.Path] = p
	}
	for _, r := range lint.Rules() {
		if want != "all" && !lint.Names(want, r.ID) {
			continue
		}
		var found []model.Finding
		for _, f := range all.Findings {
			if f.Rule == r.ID {
				found = append(found, f)
			}
		}
		fmt.Printf("\n==== %s: %d findings\n", r.ID, len(found))
		for i, f := range sample(found, r.ID, 20) {
			fmt.Printf("\n-- %d. %s\n%s", i+1, f, around(pages[f.Pos.Path()], f))
		}
	}
}

// sample returns n findings at random, in their order; the rule decides which.
func sample(found []model.Finding, rule string, n int) []model.Finding {
	h := fnv.New64a()
	h.Write([]byte(rule))
	r := rand.New(rand.NewPCG(h.Sum64(), 1))
	chosen := r.Perm(len(found))
	chosen = chosen[:min(n, len(chosen))]
	slices.Sort(chosen)
	var out []model.Finding
	for _, i := range chosen {
		out = append(out, found[i])
	}
	return out
}

// around returns the lines near a finding.
func around(p *model.Page, f model.Finding) string {
	if p == nil {
		return ""
	}
	lines := strings.Split(p.Text, "\n")
	var b strings.Builder
	for i := max(0, int(f.Pos.Line)-4); i < min(len(lines), int(f.Pos.Line)+4); i++ {
		mark := " "
		if i == int(f.Pos.Line)-1 {
			mark = ">"
		}
		fmt.Fprintf(&b, "%s%5d| %s\n", mark, i+1, lines[i])
	}
	return b.String()
}
