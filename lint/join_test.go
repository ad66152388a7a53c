package lint

import (
	"path"
	"testing"
)

// TestJoin compares join with path.Join.
func TestJoin(t *testing.T) {
	targets := []string{"", ".", "..", "/", "a.md", "../a.md", "../../a.md", "../../../a.md", "./a.md", ".././a.md", "../../", "..", "a/../b.md", "a//b", "a/", "..a/b", "../..a", ".a", "b/.a", "/a", "..//a"}
	for _, dir := range []string{".", "api", "beta/api", "..", "../api", "../..", "/", "/docs/api"} {
		for _, target := range targets {
			if got, want := join(dir, target), path.Join(dir, target); got != want {
				t.Errorf("join(%q, %q) is %q, want %q", dir, target, got, want)
			}
		}
	}
}
