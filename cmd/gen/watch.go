package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/docbind/docbind/config"
	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/report"
	"github.com/docbind/docbind/watch"
	"github.com/docbind/docbind/workspace"
)

// watchFlags are the flags of gen generate that belong to --watch.
type watchFlags struct {
	watch bool
	poll  time.Duration
}

func (k *watchFlags) addFlags(f *pflag.FlagSet) {
	f.BoolVar(&k.watch, "watch", false, "generate, and again whenever pages or settings change, until Ctrl-C")
	f.DurationVar(&k.poll, "poll", 0, "with --watch: look for changes every `interval` such as 1s, where the system doesn't notify of them (network and shared folders)")
}

// validate refuses flags that mean nothing together.
func (k *watchFlags) validate(g *generateFlags) error {
	const shortest = 10 * time.Millisecond
	switch {
	case !k.watch && k.poll != 0:
		return errors.New("--poll needs --watch")
	case k.watch && g.checking.check:
		return errors.New("--watch generates, and --check writes nothing: choose one")
	case k.watch && (g.summary != "" || g.asJSON):
		return errors.New("--summary and --json count one run, and --watch goes on")
	case k.poll < 0 || k.poll > 0 && k.poll < shortest:
		return fmt.Errorf("--poll %s is too short: 1s is usual, %s the least", k.poll, shortest)
	}
	return nil
}

// watching is gen generate --watch at work.
type watching struct {
	*generateFlags
	cmd     *cobra.Command
	w       io.Writer
	watcher *watch.Watcher
	known   workspace.Known
	// configs are the config files that were read, or will be as soon as they are there.
	configs  []string
	included map[string][]string // by the target's name
	failed   map[string]string   // what is wrong with targets, by their names
}

// watchDocs generates, and does so again after each change, until it is interrupted. What
// is wrong with the settings at the beginning is an error; all else is only said.
func (g *generateFlags) watchDocs(cmd *cobra.Command) error {
	if err := g.check(); err != nil {
		return err
	}
	ctx, stop := interruptible(cmd.Context())
	defer stop()
	w := &watching{generateFlags: g, cmd: cmd, w: cmd.ErrOrStderr(), included: map[string][]string{}, failed: map[string]string{}}
	w.watcher = watch.New(watch.Options{Poll: g.watching.poll, Enter: workspace.FolderName, Match: workspace.PageName, Failed: w.cannotNotify})
	defer w.watcher.Close()
	w.run(ctx)
	return nil
}

func (w *watching) cannotNotify(err error) {
	fmt.Fprintf(w.w, "the system doesn't notify of changes (%v): looking for them every %s, as with --poll %s\n", err, watch.DefaultPoll, watch.DefaultPoll)
}

// run goes on until the context ends. Files are watched before they are read: a round
// that finds more to watch is followed by another.
func (w *watching) run(ctx context.Context) {
	r := round{all: true, first: true}
	for ctx.Err() == nil {
		r.all = w.watcher.Watch(w.set()) || r.all
		w.round(r)
		for ctx.Err() == nil && w.watcher.Watch(w.set()) {
			w.round(round{all: true, again: true})
		}
		if r.first {
			fmt.Fprintln(w.w, "watching for changes; Ctrl-C ends it")
		}
		var err error
		if r, err = w.next(ctx); err != nil {
			return
		}
	}
}

// next waits for a change, and for settings that can be meant.
func (w *watching) next(ctx context.Context) (round, error) {
	debug.FreeOSMemory() // nobody waits now
	var r round
	for {
		changed, err := w.watcher.Next(ctx)
		if err != nil {
			return r, err
		}
		r.changed = append(r.changed, changed...)
		slices.Sort(r.changed)
		r.changed = slices.Compact(r.changed)
		err = w.merge(w.cmd)
		if err == nil {
			err = w.check()
		}
		if err == nil {
			r.all = slices.ContainsFunc(r.changed, func(path string) bool { return slices.Contains(w.configs, path) })
			return r, nil
		}
		fmt.Fprintf(w.w, "gen: %s\n", visible.Lines(err.Error()))
	}
}

// set returns what all targets depend on.
func (w *watching) set() watch.Set {
	names := []string{w.name}
	if !w.cmd.Flags().Changed("config") {
		names = append(names, workspace.ConfigName)
	}
	for _, name := range names {
		if abs, err := filepath.Abs(name); name != "" && err == nil {
			w.configs = append(w.configs, abs, workspace.RealPath(abs))
		}
	}
	slices.Sort(w.configs)
	w.configs = slices.Compact(w.configs)
	s := watch.Set{Files: slices.Clone(w.configs)}
	for _, t := range w.targets {
		of := t.Config().Watched(w.included[t.Name])
		s.Folders, s.Files = append(s.Folders, of.Folders...), append(s.Files, of.Files...)
	}
	return s
}

// round is why targets are generated.
type round struct {
	changed []string // files, absolute
	all     bool     // all targets are generated, not only those that the changes are about
	first   bool
	again   bool // nothing has happened but that more is watched
}

func (w *watching) round(r round) {
	w.known.Forget(r.changed)
	for _, t := range w.targets {
		of := t.Config().Watched(w.included[t.Name])
		if r.all || w.failed[t.Name] != "" || slices.ContainsFunc(r.changed, of.Has) {
			w.generate(t, r)
		}
	}
}

// generate generates one target, and says what is new.
func (w *watching) generate(t *config.Target, r round) {
	began := time.Now()
	c := w.config(t, spacious(progressBar(w.w)), w.w)
	c.Known = &w.known
	docs, s, err := workspace.Generate(c)
	if docs.Included != nil {
		w.included[t.Name] = docs.Included
	}
	printer, _ := newReporter(w.w, t.Text(config.KeyFindings)) // check has seen to the level
	if r.first || r.all && !r.again {
		sayUnfit(w.w, t, docs)
	}
	if !r.first {
		docs.Findings = slices.DeleteFunc(slices.Clone(docs.Findings), func(f model.Finding) bool { return !about(f, docs.Root, r.changed) })
		printer.findings(docs)
	}
	if err != nil {
		if text := t.Locate(err).Error(); !r.again || text != w.failed[t.Name] {
			w.failed[t.Name] = text
			fmt.Fprintf(w.w, "gen: %s\n", visible.Lines(text))
		}
		return
	}
	delete(w.failed, t.Name)
	switch {
	case r.first:
		printer.summary(s, t.Name, c.Out, c.Stubs)
		printer.count(docs.Findings)
	case !r.again || s.Files.Written+s.Files.Removed > 0:
		fmt.Fprintf(w.w, "%s%s: %s written, %d removed, in %s\n", because(r.changed), c.Out, report.Count(s.Files.Written, "file"), s.Files.Removed, time.Since(began).Round(time.Millisecond))
	}
}

// about reports whether a finding is in one of some files, or has to do with it.
func about(f model.Finding, root string, files []string) bool {
	in := func(p model.Position) bool {
		return slices.Contains(files, filepath.Join(root, filepath.FromSlash(p.Path())))
	}
	return in(f.Pos) || slices.ContainsFunc(f.Related, in)
}

// because names files that have changed.
func because(changed []string) string {
	if len(changed) == 0 {
		return ""
	}
	dir, name := filepath.Split(changed[0]) // a page may be a link itself
	text := visible.Text(workspace.FromHere(filepath.Join(workspace.RealPath(dir), name)))
	if n := len(changed) - 1; n > 0 {
		text += fmt.Sprintf(" and %d more", n)
	}
	return text + ": "
}
