package workspace

import (
	"io/fs"
	"os"
	"sync"
	"time"

	"github.com/docbind/docbind/watch"
)

// Known keeps what runs of one process have read of files, so that the next reads only
// those that were written since. The zero value knows nothing yet; nil never does.
type Known struct {
	mu    sync.Mutex
	files map[string]knownFile
}

// knownFile is a file as it was read.
type knownFile struct {
	info      fs.FileInfo
	digest    digest
	generated bool
}

// fresh is the age below which a file is read again: it may be written once more without
// its time changing, as file systems have clocks of up to two seconds.
const fresh = 3 * time.Second

// lookUp returns what is known of a file, if it is as it was.
func (k *Known) lookUp(name string) (knownFile, bool) {
	if k == nil {
		return knownFile{}, false
	}
	k.mu.Lock()
	f, ok := k.files[name]
	k.mu.Unlock()
	if !ok {
		return f, false
	}
	now, err := os.Stat(name)
	return f, err == nil && watch.Same(f.info, now)
}

// Forget makes the next run read files again, by their absolute paths: of what was written
// size and time may be what they were.
func (k *Known) Forget(names []string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, name := range names {
		delete(k.files, name)
	}
}

// note keeps what was read of a file. info is from before it was read.
func (k *Known) note(name string, f knownFile) {
	if k == nil || time.Since(f.info.ModTime()) < fresh {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.files == nil {
		k.files = map[string]knownFile{}
	}
	k.files[name] = f
}
