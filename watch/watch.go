// Package watch tells which files have changed since it was last asked. Notifications of
// the system only say when to look; what has changed is seen in the files, so it doesn't
// matter in which way editors save, whether notifications get lost, or whether there are
// any.
//
// It must not know of docs, nor of what is done about a change.
package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// DefaultPoll is how often files are looked at where notification fails.
const DefaultPoll = time.Second

// How long nothing may happen for a change to be over.
const (
	// quiet is enough for the steps in which editors save one file.
	quiet = 25 * time.Millisecond
	// calm is for files that are gone, which may be about to come back, and for many
	// files, to which more may come.
	calm = 300 * time.Millisecond
	many = 20 // files
	// longest is how long changes are waited for that never end.
	longest = 3 * time.Second
)

// Options say how files are watched.
type Options struct {
	// Poll is how often the files are looked at; 0 is when the system notifies of changes.
	Poll time.Duration
	// Enter and Match choose folders and files below those of a [Set], by their names
	// without the folder.
	Enter, Match func(name string) bool
	// Failed, if not nil, is told why the system cannot notify, once. From then on the files
	// are looked at every [DefaultPoll].
	Failed func(err error)
}

// Set is what is watched. All paths are absolute. What is not there is watched, too.
type Set struct {
	// Folders count with the files below them that the options choose.
	Folders []string
	Files   []string
}

// Has reports whether a path that has changed is one of the set's.
func (s Set) Has(path string) bool {
	return slices.Contains(s.Files, path) || slices.ContainsFunc(s.Folders, func(dir string) bool { return below(dir, path) })
}

// adds reports whether the set has what another one hasn't.
func (s Set) adds(to Set) bool {
	lacks := func(have []string) func(string) bool {
		known := map[string]bool{}
		for _, path := range have {
			known[path] = true
		}
		return func(path string) bool { return !known[path] }
	}
	return slices.ContainsFunc(s.Folders, lacks(to.Folders)) || slices.ContainsFunc(s.Files, lacks(to.Files))
}

// Watcher watches a set. It is for one goroutine.
type Watcher struct {
	options Options
	set     Set
	// above are the paths of the set and all folders above them.
	above map[string]bool
	files snapshot
	// named are the paths that the system has told of since the files were looked at.
	named  map[string]bool
	notify *fsnotify.Watcher // nil where files are looked at all the time
}

// New makes a watcher that watches nothing yet.
func New(o Options) *Watcher {
	w := &Watcher{options: o, named: map[string]bool{}}
	if o.Poll > 0 {
		return w
	}
	var err error
	if w.notify, err = fsnotify.NewWatcher(); err != nil {
		w.fail(err)
	}
	return w
}

// Close ends the watching.
func (w *Watcher) Close() {
	if w.notify != nil {
		_ = w.notify.Close()
	}
}

// fail goes over to looking.
func (w *Watcher) fail(err error) {
	w.Close()
	w.notify, w.options.Poll = nil, DefaultPoll
	if w.options.Failed != nil {
		w.options.Failed(err)
	}
}

// Watch watches another set, and reports whether it has more than the one before. If so,
// changes count from now on: what was read of it before is to be read again. If not,
// nothing happens.
func (w *Watcher) Watch(s Set) (more bool) {
	if !s.adds(w.set) {
		return false
	}
	w.set, w.above = s, map[string]bool{}
	for _, path := range slices.Concat(s.Folders, s.Files) {
		for ; !w.above[path]; path = filepath.Dir(path) {
			w.above[path] = true
		}
	}
	w.files = w.look()
	return true
}

// Next waits for a change and for its end, and returns the files that were made, written or
// removed, sorted. The error is that of the context.
func (w *Watcher) Next(ctx context.Context) ([]string, error) {
	for {
		if err := w.wait(ctx); err != nil {
			return nil, err
		}
		changed, err := w.settle(ctx)
		if err != nil || len(changed) > 0 {
			return changed, err
		}
	}
}

// wait returns when it is time to look.
func (w *Watcher) wait(ctx context.Context) error {
	var tick <-chan time.Time
	if w.notify == nil {
		tick = time.After(w.options.Poll)
	}
	_, err := w.event(ctx, tick)
	return err
}

// settle returns what has changed when no more comes.
func (w *Watcher) settle(ctx context.Context) ([]string, error) {
	end := time.Now().Add(longest)
	for pause := quiet; ; pause = calm {
		if err := w.rest(ctx, pause, end); err != nil {
			return nil, err
		}
		now := w.look()
		changed, gone := now.since(w.files, w.named)
		if pause == quiet && (gone || len(changed) > many) {
			continue
		}
		w.files = now
		clear(w.named)
		return changed, nil
	}
}

// rest returns when nothing has happened for a while, or at the end.
func (w *Watcher) rest(ctx context.Context, pause time.Duration, end time.Time) error {
	for {
		wait := min(pause, time.Until(end))
		if happened, err := w.event(ctx, time.After(wait)); err != nil || !happened {
			return err
		}
	}
}

// event waits for something to happen, until the time is over.
func (w *Watcher) event(ctx context.Context, over <-chan time.Time) (happened bool, err error) {
	var events <-chan fsnotify.Event
	var errs <-chan error
	if w.notify != nil {
		events, errs = w.notify.Events, w.notify.Errors
	}
	for {
		select {
		case <-ctx.Done():
			return false, ctx.Err()
		case <-over:
			return false, nil
		case e := <-events:
			if w.matters(e) {
				return true, nil
			}
		case err := <-errs:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				w.fail(err)
			}
			return true, nil
		}
	}
}

// matters reports whether an event may be about the set, and keeps its path.
func (w *Watcher) matters(e fsnotify.Event) bool {
	below := slices.ContainsFunc(w.set.Folders, func(dir string) bool { return below(dir, e.Name) })
	if !below && !w.above[e.Name] {
		return false
	}
	if e.Op != fsnotify.Chmod {
		w.named[e.Name] = true
	}
	return true
}

// below reports whether a path lies below a folder.
func below(dir, path string) bool {
	rest, ok := strings.CutPrefix(path, dir)
	return ok && rest != "" && (rest[0] == filepath.Separator || strings.HasSuffix(dir, string(filepath.Separator)))
}

// snapshot is what is there of a set.
type snapshot map[string]fs.FileInfo

// look looks at all files. Folders are watched before they are read, so that nothing can
// change in between.
func (w *Watcher) look() snapshot {
	found, watched := snapshot{}, map[string]bool{}
	for _, dir := range w.set.Folders {
		w.add(filepath.Dir(dir), watched)
		// What cannot be read isn't there.
		_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
			case d.IsDir() && path != dir && !w.options.Enter(d.Name()):
				return fs.SkipDir
			case d.IsDir():
				w.add(path, watched)
			case w.options.Match(d.Name()):
				if info, err := d.Info(); err == nil {
					found[path] = info
				}
			}
			return nil
		})
	}
	for _, path := range w.set.Files {
		w.add(filepath.Dir(path), watched)
		if info, err := os.Stat(path); err == nil {
			found[path] = info
		}
	}
	return found
}

// add makes the system notify of a folder, or of the nearest above it that is there.
func (w *Watcher) add(dir string, watched map[string]bool) {
	for ; !watched[dir]; dir = filepath.Dir(dir) {
		watched[dir] = true
		if w.notify == nil {
			return
		}
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			err := w.notify.Add(dir)
			if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
				w.fail(err)
			}
			if err == nil {
				return
			}
		}
	}
}

// since lists the files that are other than before, or were named as written, and reports
// whether any is gone.
func (s snapshot) since(before snapshot, named map[string]bool) (changed []string, gone bool) {
	for path, now := range s {
		if was, ok := before[path]; !ok || named[path] || !Same(was, now) {
			changed = append(changed, path)
		}
	}
	for path := range before {
		if _, ok := s[path]; !ok {
			changed, gone = append(changed, path), true
		}
	}
	slices.Sort(changed)
	return changed, gone
}

// Same reports whether a file was not written between two looks at it, as far as that
// shows: not if its size is the same and the clock of the file system hasn't gone on.
func Same(before, after fs.FileInfo) bool {
	return before.Size() == after.Size() && before.ModTime().Equal(after.ModTime()) && before.Mode() == after.Mode() && os.SameFile(before, after)
}
