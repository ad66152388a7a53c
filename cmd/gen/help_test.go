package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// TestHelp holds the pages of docs/cli against what the commands say of themselves.
func TestHelp(t *testing.T) {
	dir := filepath.Join("..", "..", "docs", "cli")
	want := map[string]string{}
	root := newRoot()
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		cmd.DisableAutoGenTag = true
		cmd.Long = strings.ReplaceAll(cmd.Long, "\n  ", "\n      ") // a code block in Markdown
		var b bytes.Buffer
		if err := doc.GenMarkdownCustom(cmd, &b, func(name string) string { return name }); err != nil {
			t.Fatal(err)
		}
		want[strings.ReplaceAll(cmd.CommandPath(), " ", "_")+".md"] = strings.TrimSpace(b.String()) + "\n"
		for _, c := range cmd.Commands() {
			if c.Name() != "help" {
				visit(c)
			}
		}
	}
	visit(root)
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		for name, text := range want {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if want[e.Name()] == "" {
			t.Errorf("docs/cli/%s is of no command", e.Name())
		}
	}
	for name, text := range want {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != text {
			t.Errorf("docs/cli/%s is not what the command says (%v); go test ./cmd/gen -update writes it", name, err)
		}
	}
	if len(want) < 9 {
		t.Errorf("there are %d commands", len(want))
	}
}
