package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

const storyHeading = "\n## When the docs change\n"

// TestStory does what the README tells of a change of the docs, in a copy of the example,
// and holds what each command prints against what the README shows. With -update the
// README shows what they print.
func TestStory(t *testing.T) {
	if testing.Short() {
		t.Skip("go tool builds docbind anew")
	}
	name := filepath.Join("..", "..", "README.md")
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(raw), storyHeading)
	story, others, ended := strings.Cut(rest, "\n## ")
	edit, _, edited := strings.Cut(after(story, "````diff\n"), "````\n")
	if !found || !ended || !edited {
		t.Fatal("the README has no story, or no edit of a page in it")
	}
	r := storyRepo(t)
	r.apply(edit)
	steps := ciSteps(t, story)
	for _, with := range steps {
		if out, err := runAction(t, r.env, r.dir, with); err == nil {
			t.Errorf("CI passes before anything is mended: %v\n%s", with, out)
		}
	}
	told := console.ReplaceAllStringFunc(story, r.session)
	for _, with := range steps {
		if out, err := runAction(t, r.env, r.dir, with); err != nil {
			t.Errorf("CI fails though all is done: %v: %v\n%s", with, err, out)
		}
	}
	switch {
	case told == story:
	case *update:
		if err := os.WriteFile(name, []byte(before+storyHeading+told+"\n## "+others), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the README should say (go test ./cmd/gen -run Story -update writes it)\n%s", told)
	}
}

// storyRepo makes a repository of the example, as it would be without the rest of docbind.
func storyRepo(t *testing.T) sdkRepo {
	t.Helper()
	for _, program := range []string{"bash", "git"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(err)
		}
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	r := sdkRepo{t: t, dir: filepath.Join(t.TempDir(), "sdk")}
	r.env = append(os.Environ(), "GOPROXY=off", "GOWORK=off", "GOFLAGS=", "LC_ALL=C", "COLUMNS=80",
		"DOCBIND_CACHE="+t.TempDir(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	if err := os.CopyFS(r.dir, os.DirFS(filepath.Join(root, "examples", "sdk"))); err != nil {
		t.Fatal(err)
	}
	r.run(r.dir, "go", "mod", "edit", "-replace", "github.com/docbind/docbind="+root)
	r.run(r.dir, "git", "init", "-q")
	r.run(r.dir, "git", "add", "-A")
	r.run(r.dir, "git", "-c", "user.name=sdk", "-c", "user.email=sdk@example.com", "commit", "-qm", "An SDK")
	return r
}

// apply makes an edit that is given in the unified format.
func (r sdkRepo) apply(edit string) {
	r.t.Helper()
	cmd := exec.Command("git", "apply", "-")
	cmd.Dir, cmd.Env, cmd.Stdin = r.dir, r.env, strings.NewReader(edit)
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("the edit cannot be made: %v\n%s", err, out)
	}
}

var (
	console = regexp.MustCompile("(?s)\n```console\n.*?\n```\n")
	// Digests are too long to be read, and times are never the same.
	digest   = regexp.MustCompile(`([0-9a-f]{4})[0-9a-f]{60}`)
	testTime = regexp.MustCompile(`(?m)^(ok .*)\t([0-9.]+s|\(cached\))$`)
)

// session runs the commands of a block, and returns it with what they print.
func (r sdkRepo) session(block string) string {
	r.t.Helper()
	told := ""
	for line := range strings.Lines(block) {
		command, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		cmd := exec.Command("bash", "-c", command)
		cmd.Dir, cmd.Env = r.dir, r.env
		raw, err := cmd.CombinedOutput()
		out := testTime.ReplaceAllString(digest.ReplaceAllString(string(raw), "$1…"), "$1")
		// What has to be mended ends a command with 1, and nothing else does.
		want := exitDone
		if strings.Contains(out, ": error ") || strings.Contains(out, "to mend it: ") {
			want = 1
		}
		if cmd.ProcessState.ExitCode() != want {
			r.t.Errorf("%s: %v, want %d\n%s", command, err, want, out)
		}
		told += line + out
	}
	return "\n```console\n" + told + "```\n"
}

// ciSteps returns the inputs of each step of the story that uses the action.
func ciSteps(t *testing.T, story string) []map[string]string {
	t.Helper()
	text, _, _ := strings.Cut(after(story, "```yaml\n"), "```\n")
	var steps []struct {
		Uses string
		With map[string]string
	}
	if err := yaml.Unmarshal([]byte(text), &steps); err != nil {
		t.Fatal(err)
	}
	inputs := readAction(t).Inputs
	var with []map[string]string
	for _, s := range steps {
		for name := range s.With {
			if _, ok := inputs[name]; !ok || !strings.HasPrefix(s.Uses, "docbind/docbind@") {
				t.Errorf("%s has no input %s", s.Uses, name)
			}
		}
		with = append(with, s.With)
	}
	if len(with) < 2 {
		t.Fatalf("the story has %d steps of CI", len(with))
	}
	return with
}
