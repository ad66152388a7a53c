package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/rogpeppe/go-internal/robustio"

	"github.com/docbind/docbind/model"
)

// newMode is the mode of files that weren't there, without what the system takes from it.
const newMode fs.FileMode = 0o644

// FileCounts says what a run did to the output folder.
type FileCounts struct {
	Written   int `json:"written"`
	Unchanged int `json:"unchanged"`
	Removed   int `json:"removed"`
}

// file is a generated file.
type file struct {
	name    string
	content []byte // nil if it is known that the folder has it already
	digest  digest
	pages   []string
}

// changes are what brings an output folder up to date.
type changes struct {
	there  *folder
	write  []file
	remove []string
	// blocked are the files that cannot be written, with the reason.
	blocked map[string]error
	// kept are the files that are not generated any more but stay, with the reason.
	kept map[string]string
	// pending are the digests that earlier runs were about to write, by name.
	pending map[string][]string
	counts  FileCounts
}

// planChanges finds out what is to be done, and does nothing yet. Files that are not generated any more are removed if a manifest names
// them, or an interrupted run was about to, and nobody has changed them.
func planChanges(there *folder, before *record, files []file) *changes {
	c := &changes{there: there, blocked: map[string]error{}, kept: map[string]string{}, pending: map[string][]string{}}
	if there.pending {
		c.readPending()
	}
	wanted := map[string]bool{manifestName: true}
	for _, f := range files {
		wanted[f.name] = true
		if err := there.inTheWay(f.name); err != nil {
			c.blocked[f.name] = err
		}
		if there.files[f.name].digest == f.digest && there.files[f.name].regular {
			c.counts.Unchanged++
		} else {
			c.write = append(c.write, f)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(there.files)) {
		f := there.files[name]
		if wanted[name] || !f.generated {
			continue
		}
		listed, sum := before.files[name], f.digest.String()
		switch {
		case listed == sum || slices.Contains(c.pending[name], sum):
			c.remove = append(c.remove, name)
		case listed != "":
			c.kept[name] = "it was changed since it was generated"
		default:
			c.kept[name] = "no manifest names it"
		}
	}
	return c
}

// orphans reports the files that are kept. root is the folder that positions are relative
// to.
func (c *changes) orphans(root string) []model.Finding {
	var findings []model.Finding
	for _, name := range slices.Sorted(maps.Keys(c.kept)) {
		pos := model.Position{File: model.FileOf(shownFrom(root, filepath.Join(c.there.dir, name))), Line: 1, Column: 1}
		f := model.NewFinding(model.RuleStale, pos, "nothing in the docs generates the file any more, and it is not removed: "+c.kept[name])
		f.Fix = "move what is yours elsewhere and delete the file"
		findings = append(findings, f)
	}
	return findings
}

// readPending reads what interrupted runs were about to write. Without, files that they
// have written and nobody wants now are kept.
func (c *changes) readPending() {
	if content, err := os.ReadFile(filepath.Join(c.there.dir, pendingName)); err == nil {
		_ = json.Unmarshal(content, &c.pending)
	}
}

// commit does it. Everything is written under other names first, so that a full disk is
// noticed while nothing has changed; then files are renamed, so that a reader sees an old
// or a new one; the manifest comes last, when all that it lists is there. A run that is
// interrupted leaves a list of what it was about to write, so that the next one knows its
// files. Nothing is synced, which took a third of a run: what a crash of the machine loses
// the next run finds, since it compares the content of every file.
func (c *changes) commit(manifest file) error {
	for _, name := range slices.Sorted(maps.Keys(c.blocked)) {
		return c.blocked[name]
	}
	if err := c.tidy(); err != nil {
		return err
	}
	same := c.there.files[manifestName].regular && c.there.files[manifestName].digest == manifest.digest
	if same {
		c.counts.Unchanged++
	}
	if same && len(c.write)+len(c.remove) == 0 {
		return c.settle()
	}
	todo := c.write
	if !same {
		todo = append(slices.Clip(todo), manifest)
	}
	pending, err := c.announce()
	if err != nil {
		return err
	}
	staged, err := c.stage(append([]file{pending}, todo...))
	if err == nil {
		err = c.rename(staged)
	}
	if err != nil {
		for _, s := range staged {
			_ = os.Remove(s.temp)
		}
		return err
	}
	return c.settle()
}

// tidy removes what an interrupted run has left half written.
func (c *changes) tidy() error {
	for _, name := range c.there.left {
		if err := os.Remove(filepath.Join(c.there.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("what an interrupted run has left cannot be removed: %w", err)
		}
	}
	return nil
}

// announce returns the list of what is about to be written.
func (c *changes) announce() (file, error) {
	for _, f := range c.write {
		if sum := f.digest.String(); !slices.Contains(c.pending[f.name], sum) {
			c.pending[f.name] = append(c.pending[f.name], sum)
		}
	}
	content, err := json.Marshal(c.pending)
	return file{name: pendingName, content: content}, err
}

// staged is a file under its temporary name.
type staged struct{ temp, name string }

// stage writes files under temporary names.
func (c *changes) stage(files []file) ([]staged, error) {
	list := make([]staged, 0, len(files))
	for i, f := range files {
		s := staged{filepath.Join(c.there.dir, tempPrefix+strconv.Itoa(i)+tempSuffix), filepath.Join(c.there.dir, f.name)}
		out, err := os.OpenFile(s.temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, newMode)
		if err == nil {
			list = append(list, s)
			_, err = out.Write(f.content)
			if cerr := out.Close(); err == nil {
				err = cerr
			}
		}
		if err != nil {
			return list, fmt.Errorf("%s cannot be written: %w; nothing has changed", s.name, err)
		}
	}
	return list, nil
}

// rename gives the files their names, the manifest after what is to be removed. Windows lets
// no file be replaced that a program has open, an editor or a virus scanner: it is tried for two
// seconds, since most let go of it soon.
func (c *changes) rename(list []staged) error {
	for i, s := range list {
		if filepath.Base(s.name) == manifestName {
			if err := c.prune(); err != nil {
				return err
			}
		}
		if err := robustio.Rename(s.temp, s.name); err != nil {
			return fmt.Errorf("%s cannot be replaced: %w; the next run goes on from here", s.name, err)
		}
		if i > 0 { // the list of what is pending is none of them
			c.counts.Written++
		}
	}
	return c.prune()
}

// prune removes what nothing generates any more.
func (c *changes) prune() error {
	for ; len(c.remove) > 0; c.remove = c.remove[1:] {
		if err := os.Remove(filepath.Join(c.there.dir, c.remove[0])); err != nil {
			return fmt.Errorf("a file of an earlier run cannot be removed: %w; the next run goes on from here", err)
		}
		c.counts.Removed++
	}
	return nil
}

// settle forgets what was pending.
func (c *changes) settle() error {
	err := os.Remove(filepath.Join(c.there.dir, pendingName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("what an interrupted run has left cannot be removed: %w", err)
	}
	return nil
}

// CheckFile fails if a file cannot be written to, before there is anything to write.
// It makes nothing and changes nothing.
func CheckFile(name string) error {
	if info, err := os.Stat(name); err == nil {
		if info.IsDir() {
			return fmt.Errorf("%s is a folder", name)
		}
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return f.Close()
	}
	if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s", filepath.Dir(name))
	}
	return nil
}

// WriteFile writes a file that a user has named, the whole of it or nothing. What is no
// regular file, such as a pipe, is written to as it is; so is a file in a folder that takes no
// other.
func WriteFile(name string, content []byte) error {
	real, err := filepath.EvalSymlinks(name)
	if err != nil { // it isn't there, or the system will say what is wrong
		real = filepath.Clean(name)
	}
	before, err := os.Lstat(real)
	if err != nil {
		before = nil
	} else if !before.Mode().IsRegular() {
		return os.WriteFile(name, content, newMode)
	}
	if err = replace(real, content, before); errors.Is(err, fs.ErrPermission) {
		return os.WriteFile(name, content, newMode)
	}
	return err
}

// rewrite replaces the content of a file that people write, with what it was before, and
// keeps its mode. One that is no longer what was read, or that is not to be written to,
// stays as it is; so does a link to it.
func rewrite(name string, before, after []byte) error {
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	info, err := os.Stat(real)
	if err != nil {
		return err
	}
	now, err := os.ReadFile(real)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, before) {
		return errChanged(name)
	}
	if err = CheckFile(real); err == nil {
		err = replace(real, after, info)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w; it is left as it is", name, err)
	}
	return nil
}

// errChanged is why a file that people write is not written over.
func errChanged(name string) error {
	return fmt.Errorf("%s has changed since it was read; it is left as it is", name)
}

// replace writes a file under a temporary name in the same folder and renames it,
// so that a reader sees the old content or the new. It is not synced, which took a
// third of a run: what a crash of the machine loses the next run finds and writes again,
// since each compares the content of every file. before is what is there, whose mode is kept;
// nil if nothing is.
func replace(name string, content []byte, before fs.FileInfo) (err error) {
	mode := newMode
	if before != nil {
		mode = before.Mode().Perm()
	}
	temp := filepath.Join(filepath.Dir(name), tempPrefix+strconv.FormatUint(rand.Uint64(), 36)+tempSuffix)
	tmp, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temp)
		}
	}()
	_, err = tmp.Write(content)
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil && before != nil {
		err = os.Chmod(temp, mode)
	}
	if err == nil {
		err = robustio.Rename(temp, name)
	}
	return err
}
