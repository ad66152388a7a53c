package lint_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// The tests of this file show that lint doesn't share what the checker that these docs have used
// so far fails at.

// TestUndefinedReferenceStopsNothing: one undefined [text][ref] ended the checking of links in
// its file.
func TestUndefinedReferenceStopsNothing(t *testing.T) {
	found := run(map[string]string{"x.md": "# x\n\nSee [this][nowhere].\n\nAnd [that](gone.md), and [these](#none).\n"}, lint.Config{})
	if got, want := of(found, "link"), "3:12 link/undefined-reference; 5:12 link/missing; 5:34 link/anchor"; got != want {
		t.Errorf("findings %q, want %q", got, want)
	}
}

// TestIncludesAndTagsAreChecked: includes that are missing or of the file itself, and tags that
// are not closed, were passed over.
func TestIncludesAndTagsAreChecked(t *testing.T) {
	found := run(map[string]string{
		"x.md":             "# x\n\n[!INCLUDE [a](includes/a.md)]\n\n[!INCLUDE [b](includes/b.md)]\n\n[TAGS=internal]\n\nSecret.\n",
		"includes/self.md": "",
		"includes/b.md":    "[!INCLUDE [b](b.md)]\n",
	}, lint.Config{})
	for _, want := range []string{"x.md:3:15: error link/include-missing", "includes/b.md:1:15: error link/include-cycle", "x.md:7:1: warning page/tags"} {
		if !strings.Contains(list(found), want) {
			t.Errorf("there is no %s, but\n%s", want, list(found))
		}
	}
}

// annotated is a page with a title that isn't its heading, and suppressions.
func annotated(suppressions string) string {
	return "---\ntitle: Get y\n---\n# Get x\n\n<!-- {\n  \"type\": \"#page.annotation\",\n  \"suppressions\": [" + suppressions + "]\n} -->\n"
}

// TestSuppressionsHoldForTheirPage: suppressions had to repeat whole messages, and held for the
// whole set.
func TestSuppressionsHoldForTheirPage(t *testing.T) {
	for suppression, want := range map[string]string{
		`"page/title"`: "",
		`"the title is Get y, the heading Get x"`: "",
		`"the heading Get x"`:                     "",
		`"title"`:                                 "2:8 page/title; 8:20 page/unused-suppression",
		`"page/no-title"`:                         "2:8 page/title; 8:20 page/unused-suppression",
		`"page/title", "page/tags"`:               "8:34 page/unused-suppression",
	} {
		found := run(map[string]string{"x.md": annotated(suppression)}, lint.Config{})
		if got := of(found, "page"); got != want {
			t.Errorf("with %s the findings are %q, want %q", suppression, got, want)
		}
	}
	found := run(map[string]string{"x.md": annotated(`"page/title"`), "y.md": annotated("")}, lint.Config{})
	if len(found) != 1 || found[0].Pos.Path() != "y.md" {
		t.Errorf("the suppression of one page changes another:\n%s", list(found))
	}
}

// TestOldSuppressions: what the docs have for the old checker is for the findings of docbind about
// the same thing.
func TestOldSuppressions(t *testing.T) {
	page := func(property string) string {
		return `# x

<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.x" } -->
` + "```json\n{ \"a\": { \"@odata.type\": \"microsoft.graph.gone\" } }\n```" + `

<!-- {
  "type": "#page.annotation",
  "suppressions": [
    "Error: microsoft.graph.x/` + property + `:\r\n      Referenced type microsoft.graph.` + property + ` is not defined in the doc set! Potential suggestion: UNKNOWN"
  ]
} -->
`
	}
	if found := run(map[string]string{"x.md": page("gone")}, lint.Config{}); of(found, "resource/unknown-type", "page/unused-suppression") != "" {
		t.Errorf("the suppression is not honoured:\n%s", list(found))
	}
	if found := run(map[string]string{"x.md": page("other")}, lint.Config{}); of(found, "resource/unknown-type", "page/unused-suppression") != "5:25 resource/unknown-type; 11:5 page/unused-suppression" {
		t.Errorf("the suppression of something else is:\n%s", list(found))
	}
}

// TestPermissionTablesAreChecked: authors need that, and it wasn't.
func TestPermissionTablesAreChecked(t *testing.T) {
	found := run(map[string]string{"x.md": "# x\n\n## Permissions\n\n|Permission type|Permissions (from most to least privileged)|\n|:--|:--|\n|Delegated (work or school account)||\n|Delegated (personal Microsoft account|Not supported.|\n"}, lint.Config{})
	want := "5:1 table/permission-rows; 5:36 table/permission-order; 7:2 table/blank-permission; 8:2 table/permission-rows"
	if got := of(found, "table"); got != want {
		t.Errorf("findings %q, want %q", got, want)
	}
}

// counted are files that count how often they are asked for.
type counted struct{ asked atomic.Int64 }

func (c *counted) Exists(string) (string, bool) { c.asked.Add(1); return "", false }
func (c *counted) Outside(string) bool          { return false }
func (c *counted) Top(string) string            { return "." }

// linked returns a set of pages with twenty links each: most to other pages and their headings,
// one to a page that isn't there.
func linked(pages int) lint.Input {
	in := lint.Input{Files: &counted{}}
	for i := range pages {
		var b strings.Builder
		fmt.Fprintf(&b, "# Page %d\n\n## Details\n\n[gone](gone-%d.md)\n\n", i, i)
		for j := range 19 {
			fmt.Fprintf(&b, "- [page](page-%d.md#details) of the set\n", (i*19+j*7)%pages)
		}
		in.Pages = append(in.Pages, parser.ParseDetails(fmt.Sprintf("page-%d.md", i), []byte(b.String())))
	}
	in.API = resolve.Resolve(in.Pages, resolve.Options{})
	return in
}

// TestLinksAreLinear: checking links took more than twice as long for twice the pages.
func TestLinksAreLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	const few, times = 400, 16
	allocations := func(pages int) (allocs float64, fastest time.Duration) {
		in := linked(pages)
		fastest = time.Hour
		allocs = testing.AllocsPerRun(3, func() {
			var found []model.Finding
			fastest = min(fastest, cputime.Of(func() { found = lint.Run(in, lint.Config{Only: []string{"link"}}).Findings }))
			if len(found) != pages || found[0].Rule != model.RuleLinkMissing {
				t.Fatalf("%d findings on %d pages", len(found), pages)
			}
		})
		if asked := in.Files.(*counted).asked.Load(); asked != int64(4*pages) { // AllocsPerRun runs once more
			t.Errorf("%d files are looked up in four runs over %d pages", asked, pages)
		}
		return allocs, fastest
	}
	a, quick := allocations(few)
	b, slow := allocations(few * times)
	if b > a*times*1.2 {
		t.Errorf("%d times the pages take %.0f allocations in place of %.0f", times, b, a)
	}
	if slow > quick*times*times/2 { // half of the square: larger sets have more garbage to collect
		t.Errorf("%d times the pages take %v in place of %v", times, slow, quick)
	}
}
