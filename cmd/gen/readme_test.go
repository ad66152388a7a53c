package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestReadme checks that what the README shows of the created-for action is what
// comes out: the page's lines, the Go method, the findings.
func TestReadme(t *testing.T) {
	root := filepath.Join("..", "..")
	read := func(name string) string {
		raw, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	readme := read("README.md")
	const stem = "applepushnotificationcertificate-generateapplepushnotificationcertificatesigningrequest"
	page := read(filepath.Join("testdata", "docs", "api", stem+".md"))
	excerpt, _, ok := strings.Cut(after(readme, "````markdown\n"), "\n````")
	if !ok {
		t.Fatal("the README has no excerpt of the page")
	}
	for line := range strings.SplitSeq(excerpt, "\n") {
		if !strings.Contains(page, line) {
			t.Errorf("the page doesn't have the line %q", line)
		}
	}
	signature, _, _ := strings.Cut(after(readme, "```go\n"), "\n```")
	if service := read(filepath.Join("generated", "apple_push_notification_certificate_service.go")); !strings.Contains(service, signature+" {") {
		t.Errorf("no method is declared as %s", signature)
	}
	var stderr bytes.Buffer
	out := filepath.Join(t.TempDir(), "out")
	if code := run([]string{"--docs", filepath.Join(root, "testdata", "docs"), "--out", out, "--package", "p"}, &bytes.Buffer{}, &stderr); code != exitSkipped {
		t.Errorf("exit code %d, want %d", code, exitSkipped)
	}
	shown := 0
	for line := range strings.SplitSeq(readme, "\n") {
		if rest, ok := strings.CutPrefix(line, "api/applepushnotificationcertificate-….md:"); ok {
			shown++
			if !strings.Contains(stderr.String(), "api/"+stem+".md:"+rest+"\n") {
				t.Errorf("no finding reads %s", line)
			}
		}
	}
	if shown == 0 {
		t.Error("the README shows no findings")
	}
}

// TestLintPage checks that lint prints on a terminal what docs/lint.md shows. With -update
// the page shows what is printed.
func TestLintPage(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	name := filepath.Join("docs", "lint.md")
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	command, shown, _ := strings.Cut(after(string(raw), "```console\n$ gen "), "\n")
	shown, _, _ = strings.Cut(shown, "```\n")
	if !strings.HasPrefix(command, "lint ") {
		t.Fatal("the page shows no output of lint")
	}
	var out bytes.Buffer
	if code := run(append(strings.Fields(command), "--color", "always"), &out, &out); code != exitSkipped {
		t.Errorf("exit code %d", code)
	}
	plain := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(out.String(), "")
	switch {
	case plain == shown:
	case *update:
		text := strings.Replace(string(raw), command+"\n"+shown, command+"\n"+plain, 1)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("lint prints (go test ./cmd/gen -run LintPage -update writes it)\n%s\nwant\n%s", plain, shown)
	}
}

// after returns what follows a mark.
func after(text, mark string) string {
	_, rest, _ := strings.Cut(text, mark)
	return rest
}
