package workspace

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/gofrs/flock"
)

// TestNoLocks generates into a folder whose file system knows no locks.
func TestNoLocks(t *testing.T) {
	defer func(before func(*flock.Flock) (bool, error)) { tryLock = before }(tryLock)
	asked := 0
	tryLock = func(f *flock.Flock) (bool, error) {
		asked++
		return false, &os.PathError{Op: "flock", Path: f.Path(), Err: syscall.ENOSYS}
	}
	dir := filepath.Join(t.TempDir(), "out")
	lock, err := lockFolder(Config{Out: dir})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Error(err)
	}
	if lock.release(); asked != 1 {
		t.Errorf("a lock was asked for %d times", asked)
	}
}
