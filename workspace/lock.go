package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// lockName is the file that a run holds while it works on an output folder. The operating
// system lets go of it when the run ends, however it ends.
const lockName = ".docbind.lock"

// folderLock is a lock on an output folder, which it makes if need be.
type folderLock struct {
	file *flock.Flock
	// made are the folders that were made for it, the outermost first.
	made []string
}

// lockFolder waits until no other run works on the output folder of a config, or this one is
// stopped.
func lockFolder(c Config) (*folderLock, error) {
	made, err := missingFolders(c.Out)
	if err != nil {
		return nil, err
	}
	l := &folderLock{made: made}
	for told := false; ; {
		other, err := l.take(c.Out)
		if err != nil || l.file != nil {
			return l, err
		}
		if other && !told && c.Waiting != nil {
			told = true
			c.Waiting()
		}
		select {
		case <-c.Stop:
			return nil, ErrStopped
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// take takes the lock of a folder, unless another run has it, or has just removed a folder that
// it made.
func (l *folderLock) take(dir string) (other bool, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		l.unmake()
		return false, fmt.Errorf("the output folder %s cannot be made: %w", dir, err)
	}
	name := filepath.Join(dir, lockName)
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return false, fmt.Errorf("%s is in the way: it is no regular file", name)
	}
	file := flock.New(name, flock.SetPermissions(0o666))
	ok, err := tryLock(file)
	if ok && isFile(file) || errors.Is(err, errors.ErrUnsupported) { // some network and shared folders have no locks
		l.file = file
		return false, nil
	}
	_ = file.Close()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.unmake()
		return false, fmt.Errorf("the output folder %s cannot be written to: %w", dir, err)
	}
	return err == nil && !ok, nil
}

// tryLock takes a lock if nobody has it.
var tryLock = (*flock.Flock).TryLock

// missingFolders lists a folder and those above it that are not there, the outermost first.
func missingFolders(dir string) (missing []string, err error) {
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		info, err := os.Stat(d)
		switch {
		case err == nil && !info.IsDir():
			return nil, fmt.Errorf("the output folder %s cannot be made: %s is a file", dir, d)
		case err == nil || d == filepath.Dir(d):
			return missing, nil
		case errors.Is(err, fs.ErrNotExist):
			if link, err := os.Lstat(d); err == nil && link.Mode()&fs.ModeSymlink != 0 {
				return nil, fmt.Errorf("the output folder %s cannot be made: %s is a symbolic link that leads nowhere", dir, d)
			}
			missing = append([]string{d}, missing...)
		}
	}
}

// isFile reports whether the file that is locked is still the one of its name: the run
// that had it before may have removed it.
func isFile(lock *flock.Flock) bool {
	held, err := lock.Stat()
	if err != nil {
		return false
	}
	named, err := os.Lstat(lock.Path())
	return err == nil && os.SameFile(held, named)
}

// release lets the next run begin. Folders that were made and are still empty go with it.
func (l *folderLock) release() {
	if os.Remove(l.file.Path()) != nil { // where open files cannot be removed
		defer os.Remove(l.file.Path())
	}
	_ = l.file.Close()
	l.unmake()
}

func (l *folderLock) unmake() {
	for i := len(l.made) - 1; i >= 0; i-- {
		if os.Remove(l.made[i]) != nil { // it isn't empty
			return
		}
	}
}
