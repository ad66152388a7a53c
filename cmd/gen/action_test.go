package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// action is action.yml as far as the test runs it
// (docs.github.com/actions/reference/workflows-and-actions/metadata-syntax).
type action struct {
	Inputs map[string]struct {
		Required bool
		Default  string
	}
	Runs struct {
		Using string
		Steps []struct {
			ID               string
			Shell            string
			WorkingDirectory string `yaml:"working-directory"`
			Env              map[string]string
			Run              string
		}
	}
}

// expression is what GitHub replaces in action.yml.
var expression = regexp.MustCompile(`\$\{\{ *([a-z_.-]+) *\}\}`)

// runAction runs the steps of action.yml as a runner does, and returns what they print.
// Names with a dot are no inputs, but what else expressions can name.
func runAction(t *testing.T, env []string, dir string, inputs map[string]string) (string, error) {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	a := readAction(t)
	temporary := t.TempDir()
	values := map[string]string{"github.action_path": root, "runner.temp": temporary}
	for name, in := range a.Inputs {
		values["inputs."+name] = in.Default
	}
	for name, value := range inputs {
		if !strings.Contains(name, ".") {
			name = "inputs." + name
		}
		values[name] = value
	}
	replace := func(text string) string {
		return expression.ReplaceAllStringFunc(text, func(e string) string {
			value, ok := values[expression.FindStringSubmatch(e)[1]]
			if !ok {
				t.Errorf("%s has no value", e)
			}
			return value
		})
	}
	printed := ""
	for _, s := range a.Runs.Steps {
		output := filepath.Join(temporary, "output-"+s.ID)
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
		cmd.Dir = filepath.Join(dir, replace(s.WorkingDirectory))
		cmd.Env = append(slices.Clone(env), "GITHUB_OUTPUT="+output)
		for _, name := range slices.Sorted(maps.Keys(s.Env)) {
			cmd.Env = append(cmd.Env, name+"="+replace(s.Env[name]))
		}
		out, err := cmd.CombinedOutput()
		printed += string(out)
		if err != nil {
			return printed, err
		}
		written, _ := os.ReadFile(output) // not there if the step has no outputs
		for line := range strings.Lines(string(written)) {
			if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
				values["steps."+s.ID+".outputs."+name] = value
			}
		}
	}
	return printed, nil
}

func readAction(t *testing.T) action {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(raw, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestActionIsSafe holds that inputs reach the shell as variables only, where they cannot
// be code, and that nothing but the go command fetches anything.
func TestActionIsSafe(t *testing.T) {
	a := readAction(t)
	if a.Runs.Using != "composite" || len(a.Runs.Steps) == 0 {
		t.Fatalf("the action runs %+v", a.Runs)
	}
	for _, s := range a.Runs.Steps {
		if strings.Contains(s.Run, "${{") || s.Shell != "bash" || s.Run == "" {
			t.Errorf("the step %+v has inputs in its code, or none", s)
		}
		for _, fetches := range []string{"curl", "wget", "go get", "go install", "@latest"} {
			if strings.Contains(s.Run, fetches) {
				t.Errorf("a step fetches something with %s", fetches)
			}
		}
	}
}

// repo makes a folder with docs of one operation and their config.
func repo(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	r := sdkRepo{t: t, dir: dir}
	r.write(map[string]string{
		"below/readme.txt":      "",
		"docbind.yaml":          "docs: docs\nout: graph\npackage: graph\n",
		"docs/api/thing-get.md": page,
	})
	return dir
}

func TestActionGenerate(t *testing.T) {
	dir := repo(t)
	out, err := runAction(t, os.Environ(), dir, map[string]string{
		"command": "generate", "working-directory": "below", "args": "--emit\nclient\n--findings\nnone\n",
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "graph", "client.go")); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "graph", "handler.go")); err == nil {
		t.Error("the arguments were not passed on")
	}
	if out, err := runAction(t, os.Environ(), dir, map[string]string{"command": "generat; touch x"}); err == nil || !strings.Contains(out, "::error::docbind has no command") {
		t.Errorf("a command that isn't there gives %v\n%s", err, out)
	}
}

// TestActionOfTool uses the docbind that go.mod has.
func TestActionOfTool(t *testing.T) {
	r := newSDK(t, map[string]string{"docbind.yaml": "docs: docs\nout: graph\npackage: graph\n", "docs/api/thing-get.md": page})
	out, err := runAction(t, r.env, r.dir, map[string]string{"command": "generate", "github.action_path": t.TempDir()})
	if err != nil || !strings.Contains(out, "graph: ") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestActionCheck(t *testing.T) {
	dir := repo(t)
	if out, err := runAction(t, os.Environ(), dir, map[string]string{"command": "check"}); err == nil || !strings.Contains(out, "missing: not there") {
		t.Errorf("the check of a package that was never generated gives %v\n%s", err, out)
	}
	if out, err := runAction(t, os.Environ(), dir, map[string]string{"command": "generate"}); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := runAction(t, os.Environ(), dir, map[string]string{"command": "check"}); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestActionLint(t *testing.T) {
	dir := repo(t)
	sarif := filepath.Join(t.TempDir(), "findings.sarif")
	if out, err := runAction(t, os.Environ(), dir, map[string]string{"command": "lint", "sarif": sarif, "args": "--fail-on\nnone"}); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if text, err := os.ReadFile(sarif); err != nil || !strings.Contains(string(text), "docbind") {
		t.Errorf("the file of findings has %s (%v)", text, err)
	}
	bad := filepath.Join(dir, "docs", "api", "bad.md")
	if err := os.WriteFile(bad, []byte("# Get it\n\n## HTTP request\n```http\nGET\n```\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := runAction(t, os.Environ(), dir, map[string]string{"command": "lint"}); err == nil || !strings.Contains(out, "::error") {
		t.Errorf("a page without a path gives %v\n%s", err, out)
	}
}

// TestHooks runs the hooks for pre-commit on a repository, as it does when a page is
// committed.
func TestHooks(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct {
		ID, Name, Entry, Language, Files string
		PassFilenames                    bool `yaml:"pass_filenames"`
	}
	if err := yaml.Unmarshal(raw, &hooks); err != nil {
		t.Fatal(err)
	}
	if len(hooks) != 3 {
		t.Fatalf("there are %d hooks", len(hooks))
	}
	t.Chdir(repo(t))
	for _, h := range hooks {
		t.Run(h.ID, func(t *testing.T) {
			args := strings.Fields(h.Entry)
			if args[0] != "gen" || h.Language != "golang" || h.PassFilenames || !regexp.MustCompile(h.Files).MatchString("docs/api/thing-get.md") {
				t.Fatalf("the hook is %+v", h)
			}
			var out strings.Builder
			if code := run(args[1:], &out, &out); code != exitDone {
				t.Errorf("exit code %d\n%s", code, out.String())
			}
		})
	}
}

// TestDocumentedUse holds the hooks and inputs that docs/sdk.md uses against those there are.
func TestDocumentedUse(t *testing.T) {
	read := func(name string) string {
		raw, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	text, hooks, inputs := read("docs/sdk.md"), read(".pre-commit-hooks.yaml"), readAction(t).Inputs
	found := regexp.MustCompile(`(?m)^ +- id: (.*)$`).FindAllStringSubmatch(text, -1)
	for _, m := range found {
		if !strings.Contains(hooks, "- id: "+m[1]+"\n") {
			t.Errorf("there is no hook %s", m[1])
		}
	}
	uses := regexp.MustCompile(`uses: docbind/docbind@.*\n +with: (.*)\n`).FindAllStringSubmatch(text, -1)
	for _, m := range uses {
		var with map[string]string
		if err := yaml.Unmarshal([]byte(m[1]), &with); err != nil {
			t.Error(err)
		}
		for name := range with {
			if _, ok := inputs[name]; !ok {
				t.Errorf("the action has no input %s", name)
			}
		}
	}
	if len(found) < 2 || len(uses) < 2 {
		t.Errorf("docs/sdk.md uses %d hooks and the action %d times", len(found), len(uses))
	}
	for name := range inputs {
		if !strings.Contains(text, "| `"+name+"` |") {
			t.Errorf("docs/sdk.md doesn't explain %s", name)
		}
	}
}
