package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPatterns(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"v1/api/a.md", "v1/api/a-internal.md", "v1/api/drafts/b.md", "v1/resources/c.md", "beta/api/a.md", "beta/drafts.md"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("# x\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const all = "beta/api/a.md beta/drafts.md v1/api/a-internal.md v1/api/a.md v1/api/drafts/b.md v1/resources/c.md"
	for _, c := range []struct {
		include, exclude, want string
	}{
		{"", "", all},
		{"", "drafts", "beta/api/a.md beta/drafts.md v1/api/a-internal.md v1/api/a.md v1/resources/c.md"},
		{"", "./api/drafts/", "beta/api/a.md beta/drafts.md v1/api/a-internal.md v1/api/a.md v1/resources/c.md"},
		{"", "*-internal.md drafts.md", "beta/api/a.md v1/api/a.md v1/api/drafts/b.md v1/resources/c.md"},
		{"resources", "", "v1/resources/c.md"},
		{"api/*.md", "", "beta/api/a.md v1/api/a-internal.md v1/api/a.md"},
		{"api/**", "a.md", "v1/api/a-internal.md v1/api/drafts/b.md"},
		{"{api,resources}", "", "beta/api/a.md v1/api/a-internal.md v1/api/a.md v1/api/drafts/b.md v1/resources/c.md"},
		{"v1", "", ""}, // paths begin below the docs folders
		{"API", "", ""},
		{"pi/a.md", "", ""},
	} {
		config := Config{
			Docs:    []string{filepath.Join(dir, "v1"), filepath.Join(dir, "beta")},
			Include: strings.Fields(c.include), Exclude: strings.Fields(c.exclude),
		}
		set, err := config.pages()
		var setting *SettingError
		if c.want == "" {
			if !errors.As(err, &setting) || setting.Key != "include" {
				t.Errorf("include %q: the error is %v", c.include, err)
			}
			continue
		}
		var paths []string
		for _, s := range set.sources {
			paths = append(paths, s.Path)
		}
		if got := strings.Join(paths, " "); err != nil || got != c.want {
			t.Errorf("include %q, exclude %q: %s (%v), want %s", c.include, c.exclude, got, err, c.want)
		}
	}
	if _, err := (Config{Docs: []string{dir}, Exclude: []string{"[a"}}).pages(); err == nil || !strings.HasPrefix(err.Error(), `--exclude "[a" is no pattern`) {
		t.Errorf("a pattern that is none gives %v", err)
	}
}

func TestCheckFolders(t *testing.T) {
	dir := t.TempDir()
	docs, link := filepath.Join(dir, "docs"), filepath.Join(dir, "link")
	if err := os.Mkdir(docs, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(docs, link); err != nil {
		t.Skip(err)
	}
	for out, fits := range map[string]bool{
		docs: false, filepath.Join(docs, "a", "b"): false, filepath.Join(link, "x"): false, link: false,
		dir: true, filepath.Join(dir, "docs2"): true, filepath.Join(docs, "..", "x"): true,
	} {
		err := Config{Docs: []string{docs}, Out: out, Package: "p"}.Check()
		if (err == nil) != fits {
			t.Errorf("the package in %s gives %v", out, err)
		}
		err = Config{Docs: []string{docs}, Out: filepath.Join(dir, "out"), Package: "p", Stubs: out}.Check()
		if (err == nil) != fits {
			t.Errorf("stubs in %s give %v", out, err)
		}
	}
}

// TestNearPath finds what was meant by paths that aren't there, wherever in them the slip is.
func TestNearPath(t *testing.T) {
	t.Chdir(t.TempDir())
	writeTree(t, ".", map[string]string{"docs/api/message-get.md": "", "docs/api/x.txt": "", "docs/readme": ""})
	for path, want := range map[string]string{
		"dosc": "docs", "dosc/api": "docs/api", "docs/apis/message-get.md": "docs/api/message-get.md", "docs/api/mesage-get.md": "docs/api/message-get.md",
		"dosc/pia": "docs", "docs/api/y.txt": "", "nothing": "", "docs/api/other.md": "", "docs/redme/a": "",
	} {
		if got := nearPath(path, func(e fs.DirEntry) bool { return PageName(e.Name()) }); got != want {
			t.Errorf("near %s is %q, want %q", path, got, want)
		}
	}
}
