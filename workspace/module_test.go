package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTooOld reads what go.mod asks for; no
// go line is go 1.16.
func TestTooOld(t *testing.T) {
	dir := t.TempDir()
	for line, old := range map[string]string{
		"go 1.21\n": "1.21", "go 1.25.9\n": "1.25.9", "": "1.16", "go 1.26\n": "", "go 1.26.0\n": "", "go 1.100\n": "",
	} {
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/x\n\n"+line), 0o666); err != nil {
			t.Fatal(err)
		}
		m, err := FindModule(filepath.Join(dir, "a", "b"))
		if err != nil {
			t.Fatal(err)
		}
		got := m.TooOld()
		if old == "" && got != "" || old != "" && !strings.Contains(got, "asks for go "+old+", ") {
			t.Errorf("go.mod with %q: %q, want %q", line, got, old)
		}
	}
}
