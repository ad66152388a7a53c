package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// FuzzInclude includes any path: nothing outside the docs root is read, and the file
// that is read is the one that the position names.
func FuzzInclude(f *testing.F) {
	for _, s := range []string{
		"../includes/a.md", "../../secret.md", "~/includes/a.md", "~/../secret.md", "/etc/passwd", "..\\..\\secret.md", "%2e%2e/%2e%2e/secret.md", "../includes/link.md",
		"../includes/a.md#x", "~", "~/", ".", "", "../docs2/a.md", "a\x00b", "../includes/../../docs/includes/a.md", "%zz", "../folder/secret.md",
	} {
		f.Add(s)
	}
	dir := f.TempDir()
	for name, text := range map[string]string{
		"docs/includes/a.md": "# Fragment\n", "docs/api/x.md": "# Page\n", "secret.md": "# Secret\n", "docs2/a.md": "# Secret\n", "out/secret.md": "# Secret\n",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			f.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			f.Fatal(err)
		}
	}
	for link, target := range map[string]string{"docs/includes/link.md": "secret.md", "docs/folder": "out"} {
		if err := os.Symlink(filepath.Join(dir, target), filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			f.Log("no symbolic links here:", err)
		}
	}
	c := includer{base: filepath.Join(dir, "docs"), roots: []string{filepath.Join(dir, "docs")}}
	page := &model.Page{Path: "api/x.md"}
	f.Fuzz(func(t *testing.T, target string) {
		in := model.Include{Target: model.Text{Value: target}}
		got := inclusion{key: resolve.KeyOf(page, in), in: in, page: page}
		c.fragment(&got)
		switch {
		case got.Page == nil && got.Rule != model.RuleIncludeOutside && got.Rule != model.RuleIncludeMissing:
			t.Errorf("%q is not read, and nothing says why", target)
		case got.Page == nil:
		case got.Page.Title.Value == "Secret":
			t.Errorf("%q reads a file outside the docs root", target)
		case strings.HasPrefix(got.Page.Path, ".."):
			t.Errorf("%q is read as %s", target, got.Page.Path)
		default:
			if _, err := os.Stat(filepath.Join(c.base, filepath.FromSlash(got.Page.Path))); err != nil {
				t.Errorf("%q is read as %s, which is not there", target, got.Page.Path)
			}
		}
	})
}

// TestDistinct: a file that is taken in below several headings is looked at as what the one
// that announces something makes of it, whatever the order.
func TestDistinct(t *testing.T) {
	read := func(within model.SectionKind) *model.Page {
		return parser.ParseFragmentDetails("includes/table.md", []byte("|a|b|\n|-|-|\n|1|2|\n"), model.Include{Within: within, Section: -1})
	}
	fragments := map[resolve.FragmentKey]resolve.Fragment{}
	for _, within := range []model.SectionKind{model.SectionOther, model.SectionPermissions} {
		fragments[resolve.FragmentKey{Path: "includes/table.md", Within: within}] = resolve.Fragment{Page: read(within)}
	}
	fragments[resolve.FragmentKey{Path: "includes/gone.md"}] = resolve.Fragment{Rule: model.RuleIncludeMissing}
	for range 50 {
		got := distinct(fragments)
		if len(got) != 1 || got[0].Blocks[0].Within != model.SectionPermissions {
			t.Fatalf("%d files, the first below %q", len(got), got[0].Blocks[0].Within)
		}
	}
}
