package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// sdkRepo is a repository that has docbind as a tool, as its users have it.
type sdkRepo struct {
	t   *testing.T
	dir string
	env []string
}

// newSDK makes a repository. What docbind needs comes from the module cache of this
// machine, but into one of the test, so that the docs don't get into the former.
func newSDK(t *testing.T, files map[string]string) sdkRepo {
	t.Helper()
	if testing.Short() {
		t.Skip("go tool builds docbind anew")
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	cache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	r := sdkRepo{t: t, dir: filepath.Join(t.TempDir(), "sdk")}
	proxy := "file://" + filepath.ToSlash(filepath.Join(strings.TrimSpace(string(cache)), "cache", "download"))
	r.env = append(os.Environ(), "GOPROXY="+proxy, "GOSUMDB=off", "GOWORK=off", "GOFLAGS=",
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=protocol.file.allow", "GIT_CONFIG_VALUE_0=always")
	r.write(files)
	r.run(r.dir, "go", "mod", "init", "example.com/sdk")
	r.run(r.dir, "go", "mod", "edit", "-replace", "github.com/docbind/docbind="+root)
	r.run(r.dir, "go", "get", "-tool", "github.com/docbind/docbind/cmd/gen")
	return r
}

// write writes files below the repository.
func (r sdkRepo) write(files map[string]string) {
	r.t.Helper()
	for name, text := range files {
		name = filepath.Join(r.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			r.t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			r.t.Fatal(err)
		}
	}
}

func (r sdkRepo) run(dir, name string, args ...string) string {
	r.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, r.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// generates checks that go generate makes the package, from the repository and from a
// folder below it, and that what it makes is tested.
func (r sdkRepo) generates(pkg string) {
	r.t.Helper()
	r.run(r.dir, "go", "generate", "./...")
	if _, err := os.Stat(filepath.Join(r.dir, pkg, "client.go")); err != nil {
		r.t.Fatal(err)
	}
	below := filepath.Join(r.dir, "internal", "deep")
	if err := os.MkdirAll(below, 0o777); err != nil {
		r.t.Fatal(err)
	}
	if out := r.run(below, "go", "tool", "gen"); !strings.Contains(out, " 0 files written") {
		r.t.Errorf("from a folder below gen says %s", out)
	}
	r.run(r.dir, "go", "vet", "./...")
	if err := os.Remove(filepath.Join(r.dir, pkg, "client.go")); err != nil {
		r.t.Fatal(err)
	}
	check := exec.Command("go", "tool", "gen", "generate", "--check", "--findings", "none")
	check.Dir, check.Env = r.dir, r.env
	out, err := check.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "to mend it: go tool gen generate --findings none\n") {
		r.t.Errorf("a check says %v\n%s", err, out)
	}
	r.run(r.dir, "go", "tool", "gen", "generate", "--findings", "none")
	r.run(r.dir, "go", "tool", "gen", "generate", "--check")
}

const (
	page     = "# Get a thing\n\n## HTTP request\n```http\nGET /things/{id}\n```\n"
	generate = "package sdk\n\n//go:generate go tool gen\n"
)

// TestSDKSibling has the docs in a folder beside the repository; gen init writes the config.
func TestSDKSibling(t *testing.T) {
	r := newSDK(t, map[string]string{"generate.go": generate, "../docs/v1.0/api/thing-get.md": page, "../docs/beta/api/thing-get.md": page})
	if out := r.run(r.dir, "go", "tool", "gen", "init", "../docs"); !strings.Contains(out, "1. go generate ./...\n") {
		t.Errorf("gen init says %s", out)
	}
	r.generates("api/v1")
}

// TestSDKSubmodule has the docs in a git submodule.
func TestSDKSubmodule(t *testing.T) {
	r := newSDK(t, map[string]string{
		"generate.go":            generate,
		"docbind.yaml":           "docs: docs/api-reference\nout: graph\npackage: graph\n",
		"../docs-repo/README.md": "# Docs\n", "../docs-repo/api-reference/api/thing-get.md": page,
	})
	docs := filepath.Join(r.dir, "..", "docs-repo")
	r.run(docs, "git", "init", "-q")
	r.run(docs, "git", "add", "-A")
	r.run(docs, "git", "-c", "user.name=docs", "-c", "user.email=docs@example.com", "commit", "-qm", "Docs")
	r.run(r.dir, "git", "init", "-q")
	r.run(r.dir, "git", "submodule", "add", "-q", docs, "docs")
	r.generates("graph")

	r.run(r.dir, "git", "submodule", "deinit", "-f", "docs")
	for _, args := range [][]string{{"tool", "gen"}, {"tool", "gen", "lint", "docs"}} {
		cmd := exec.Command("go", args...)
		cmd.Dir, cmd.Env = r.dir, r.env
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "; the git submodule is not checked out: git submodule update --init\n") {
			t.Errorf("without the docs %v says\n%s", args, out)
		}
	}
}

// TestSDKModule has the docs in another module, which the go command keeps in a cache that
// cannot be written to.
func TestSDKModule(t *testing.T) {
	const run = "go tool gen --docs $(go list -mod=readonly -f {{.Dir}} example.com/docs)/api-reference"
	r := newSDK(t, map[string]string{
		// On a line of its own, go generate would run it here.
		"generate.go":                            "package sdk\n\nimport _ \"example.com/docs\"\n\n//go:" + `generate sh -c "` + run + `"` + "\n",
		"docbind.yaml":                           "docs: unknown\nout: graph\npackage: graph\n",
		"../docs/go.mod":                         "module example.com/docs\n\ngo 1.26\n",
		"../docs/docs.go":                        "// Package docs makes the docs a module that others can import.\npackage docs\n",
		"../docs/api-reference/api/thing-get.md": page,
	})
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip(err)
	}
	cache := filepath.Join(t.TempDir(), "mod")
	proxy := filepath.Join(t.TempDir(), "proxy")
	publish(t, proxy, filepath.Join(r.dir, "..", "docs"), module.Version{Path: "example.com/docs", Version: "v1.0.0"})
	for i, v := range r.env {
		if old, ok := strings.CutPrefix(v, "GOPROXY="); ok {
			r.env[i] = "GOPROXY=file://" + filepath.ToSlash(proxy) + "," + old
		}
	}
	r.env = append(r.env, "GOMODCACHE="+cache)
	t.Cleanup(func() { r.run(r.dir, "go", "clean", "-modcache") })
	r.run(r.dir, "go", "get", "example.com/docs@v1.0.0")
	dir := strings.TrimSpace(r.run(r.dir, "go", "list", "-f", "{{.Dir}}", "example.com/docs"))
	if info, err := os.Stat(filepath.Join(dir, "api-reference", "api")); err != nil || info.Mode().Perm()&0o222 != 0 {
		t.Fatalf("the docs are in %s, which can be written to (%v)", dir, err)
	}
	r.run(r.dir, "go", "generate", "./...")
	r.run(r.dir, "go", "vet", "./graph")
	gen := strings.TrimSpace(r.run(r.dir, "go", "tool", "-n", "gen")) // the go command would build it once more
	r.run(r.dir, "go", "mod", "vendor")                               // without the pages
	if out := r.run(r.dir, "sh", "-c", strings.Replace(run, "go tool gen", gen, 1)); !strings.Contains(out, " 0 files written") {
		t.Errorf("with a vendor folder gen says %s", out)
	}
}

// publish puts a module into a folder that is a proxy (go.dev/ref/mod#goproxy-protocol).
func publish(t *testing.T, proxy, dir string, m module.Version) {
	t.Helper()
	at := filepath.Join(proxy, filepath.FromSlash(m.Path), "@v")
	if err := os.MkdirAll(at, 0o777); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(at, m.Version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	if err := zip.CreateFromDir(f, m, dir); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		m.Version + ".mod": string(mod), m.Version + ".info": `{"Version": "` + m.Version + `"}`, "list": m.Version + "\n",
	} {
		if err := os.WriteFile(filepath.Join(at, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
