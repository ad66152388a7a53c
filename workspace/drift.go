package workspace

import (
	"bytes"
	"cmp"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/docbind/docbind/jsonscan"
)

// DriftKind says how a generated file differs from what the docs give.
type DriftKind string

// The kinds of drift.
const (
	// DriftContent is a file as it was generated from other docs, with other settings or
	// by another docbind.
	DriftContent DriftKind = "content"
	DriftMissing DriftKind = "missing"
	// DriftOrphaned is a generated file that nothing in the docs gives any more.
	DriftOrphaned DriftKind = "orphaned"
	// DriftEdited is a file that was changed since it was generated.
	DriftEdited DriftKind = "edited"
	// DriftVersion is a manifest that names another docbind, which gave the same files.
	DriftVersion DriftKind = "version"
)

// driftKinds are the kinds of drift in the order in which they are reported.
var driftKinds = []DriftKind{DriftContent, DriftMissing, DriftOrphaned, DriftEdited, DriftVersion}

// Drift is a file that differs from what a run would write.
type Drift struct {
	Kind DriftKind `json:"kind"`
	File string    `json:"file"`
	// Kept says why a run would not mend it, "" if it would.
	Kept string `json:"kept,omitempty"`
	// By is the version of docbind that a manifest names, if it isn't this one's.
	By string `json:"by,omitempty"`
	// Diff leads from the file to what a run would write, in the unified format.
	Diff string `json:"diff,omitempty"`
}

// FindDrift finds out what Generate would change, and changes nothing: it holds the lock of a
// folder that is there and can be written to, since another run at once would be judged
// half-way. The drifts are in the order of their kinds and files.
func FindDrift(c Config, diffs bool) ([]Drift, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	if info, err := os.Stat(c.Out); err == nil && info.IsDir() {
		lock, err := lockFolder(c)
		if err == nil { // else no run can have it either
			defer lock.release()
		} else if errors.Is(err, ErrStopped) {
			return nil, err
		}
	}
	r, err := newRun(c)
	if err != nil {
		return nil, err
	}
	if r.there, err = readFolder(c.Out, c.Known); err != nil {
		return nil, err
	}
	r.cache = openCache(r)
	defer r.cache.close()
	if _, ok := r.cache.recall(); ok {
		return nil, nil
	}
	b, err := r.build()
	if err != nil {
		return nil, err
	}
	k := &checker{run: r, built: b, diffs: diffs}
	k.files()
	k.manifest()
	k.stubs()
	slices.SortStableFunc(k.drifts, func(a, b Drift) int {
		return cmp.Or(cmp.Compare(slices.Index(driftKinds, a.Kind), slices.Index(driftKinds, b.Kind)), cmp.Compare(a.File, b.File))
	})
	return k.drifts, nil
}

// checker holds an output folder against what was built.
type checker struct {
	*run
	built  *built
	diffs  bool
	drifts []Drift
}

// add notes a drift of a file of the output folder, which a run would give the content.
func (k *checker) add(kind DriftKind, name, kept string, content []byte) {
	d := Drift{Kind: kind, File: filepath.ToSlash(filepath.Join(k.config.Out, name)), Kept: kept}
	if k.diffs && kept == "" {
		old, _ := os.ReadFile(filepath.Join(k.config.Out, name))
		from, to := "a/"+d.File, "b/"+d.File
		if kind == DriftMissing {
			from = os.DevNull
		}
		if kind == DriftOrphaned {
			to = os.DevNull
		}
		d.Diff = unified(from, old, to, content)
	}
	k.drifts = append(k.drifts, d)
}

// files finds the drifts of what is generated, and of what isn't any more.
func (k *checker) files() {
	c := k.built.changes
	for _, f := range c.write {
		there, ok := k.there.files[f.name]
		listed := k.before.files[f.name]
		switch err := c.blocked[f.name]; {
		case err != nil:
			k.add(DriftEdited, f.name, err.Error(), f.content)
		case !ok:
			k.add(DriftMissing, f.name, "", f.content)
		case listed != "" && listed != there.digest.String() && !slices.Contains(c.pending[f.name], there.digest.String()):
			k.add(DriftEdited, f.name, "", f.content)
		default:
			k.add(DriftContent, f.name, "", f.content)
		}
	}
	for _, name := range c.remove {
		k.add(DriftOrphaned, name, "", nil)
	}
	for _, name := range slices.Sorted(maps.Keys(c.kept)) {
		k.add(DriftOrphaned, name, c.kept[name], nil)
	}
}

// manifest finds out in what the manifest differs.
func (k *checker) manifest() {
	text, m := k.there.manifest, k.built.manifest
	switch {
	case text == nil:
		k.add(DriftMissing, m.name, "", m.content)
	case digestOf(text) == m.digest:
	case digestOf(withGenerator(text, m.content)) == m.digest:
		k.add(DriftVersion, m.name, "", m.content)
	default:
		k.add(DriftContent, m.name, "", m.content)
	}
	if by := k.before.generator; by != "" && by != Version() {
		k.drifts[len(k.drifts)-1].By = by
	}
}

// withGenerator returns a manifest with the version of docbind that another one has.
func withGenerator(text, other []byte) []byte {
	return bytes.Replace(text, generatorLine(text), generatorLine(other), 1)
}

func generatorLine(text []byte) []byte {
	return []byte(`"generator": ` + jsonscan.Member(string(text), "generator"))
}

// stubs finds what a run would add to the stubs.
func (k *checker) stubs() {
	if k.built.stubs == nil {
		return
	}
	for _, a := range k.built.stubs.additions {
		d := Drift{Kind: DriftMissing, File: filepath.ToSlash(a.name)}
		old := ""
		if a.file != nil {
			d.Kind, old = DriftContent, string(a.file.text)
		}
		if k.diffs {
			d.Diff = unified("a/"+d.File, []byte(old), "b/"+d.File, []byte(old+string(a.text)))
		}
		k.drifts = append(k.drifts, d)
	}
}

// unified returns what leads from one content to another in the unified format, as patch and
// git read it.
func unified(oldName string, old []byte, newName string, new []byte) string {
	_, text, _ := bytes.Cut(diff.Diff(oldName, old, newName, new), []byte("\n")) // the first line is neither's
	return string(text)
}
