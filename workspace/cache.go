package workspace

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/store"
)

// CacheFolder returns the folder for what makes later runs quick: that of the environment
// variable DOCBIND_CACHE, else docbind in the user's cache folder. It is "" if the
// variable says off, or there is no such folder.
func CacheFolder() string {
	switch dir := os.Getenv("DOCBIND_CACHE"); dir {
	case "off":
		return ""
	case "":
		user, err := os.UserCacheDir()
		if err != nil || !filepath.IsAbs(user) { // HOME may be relative
			return ""
		}
		return filepath.Join(user, "docbind")
	default:
		return dir
	}
}

// cacheFormat is the version of what the cache holds.
const cacheFormat = 5

// The values of a cache.
const (
	stateName = "state" // all that a run needs where nothing has changed
	indexName = "index" // what one needs besides where something has
	// outputName is the path of the output folder.
	outputName = "output"
)

// state is what the last run on an output folder has read, written and said.
type state struct {
	Format          int
	Build, Settings string
	// Settled reports that the same once more gives the same.
	Settled  bool
	Sources  []cachedSource
	Looked   []cachedLook
	Files    []cachedFile
	Manifest digest
	Stubs    digest
	Findings []model.Finding
	Summary  Summary // without what has places
	Skipped  []model.Skipped
	Left     []leftOut
	Index    digest
}

type cachedSource struct {
	Path, Refused string
	Digest        digest
}

type cachedLook struct {
	Path, Name, Rule string
	Digest           digest
}

type cachedFile struct {
	Name   string
	Digest digest
}

// cache is what earlier runs on the output folder have left, and this one leaves. All its
// methods do nothing without a folder.
type cache struct {
	run      *run
	out      string // the output folder, absolute
	folder   *store.Folder
	settings string
	state    *state // of the last run, nil if it is of no use
	index    *index // nil until it is asked for
	// changed are the pages with other content than in the last run, if nothing else has
	// changed.
	changed []int
	// relooked are the fragments with other content.
	relooked []int
	editable bool
	// old is the pack of the last run, nil until it is asked for; at are its pages by path,
	// lookedAt its fragments.
	old      *store.Pack
	at       map[string]int
	lookedAt map[resolve.FragmentKey]int
	damaged  bool // reports that pieces in it are

	// What this run leaves.
	pack      *store.Pack
	full      int64 // its bytes after the last run over all pages, 0 in one
	pages     []store.Blob
	fragments []cachedFragment
	pieces    []cachedPiece
}

// openCache opens the cache of a run's output folder.
func openCache(r *run) *cache {
	c := &cache{run: r}
	if r.config.Cache == "" || buildID() == "" {
		return c
	}
	out, err := filepath.Abs(r.config.Out)
	if err != nil {
		return c
	}
	sum := sha256.Sum256([]byte(out))
	c.out = out
	c.folder = store.Open(filepath.Join(r.config.Cache, hex.EncodeToString(sum[:8])))
	c.settings = r.settings(out)
	var s state
	if _, ok := c.folder.Load(stateName, &s); ok && s.Format == cacheFormat && s.Build == buildID() {
		c.state = &s
	}
	return c
}

// settings returns all that decides on a run but files and names.
func (r *run) settings(out string) string {
	c := r.config
	imported := ""
	if c.Stubs != "" {
		imported, _ = importPath(c.Out)
	}
	text, err := json.Marshal([]any{r.root, r.roots, c.Docs, out, c.Package, c.Stubs, imported, c.Emit, c.Select, c.Names})
	if err != nil {
		panic("workspace: " + err.Error()) // there is nothing but texts
	}
	return string(text)
}

// recall returns what the last run said, if this one would say and write the same.
func (c *cache) recall() (*built, bool) {
	if c.state == nil || c.settings != c.state.Settings || !c.state.Settled || !c.sameFolder() || !c.sameInputs() {
		return nil, false
	}
	c.editable = len(c.changed)+len(c.relooked) > 0
	if c.editable {
		return nil, false
	}
	s := c.state
	c.run.looked = s.looked()
	b := &built{report: Report{Root: c.run.root, Findings: s.Findings}, summary: s.Summary}
	b.summary.list(s.Skipped, s.Left)
	b.summary.Files = FileCounts{Unchanged: len(s.Files) + 1}
	if c.run.config.Stubs != "" {
		b.summary.Stubs = &StubCounts{}
	}
	return b, true
}

// looked lists the files that pages included.
func (s *state) looked() []lookedFor {
	looked := make([]lookedFor, 0, len(s.Looked))
	for _, l := range s.Looked {
		looked = append(looked, lookedFor{l.Path, l.Name, l.Digest, l.Rule})
	}
	return looked
}

// sameFolder reports whether the output folder is as the last run has left it.
func (c *cache) sameFolder() bool {
	there := c.run.there
	if len(there.left) > 0 || there.pending || there.files[manifestName].digest != c.state.Manifest {
		return false
	}
	for _, f := range c.state.Files {
		if there.files[f.Name].digest != f.Digest {
			return false
		}
	}
	generated := 0
	for _, f := range there.files {
		if f.generated {
			generated++
		}
	}
	return generated == len(c.state.Files)+1 && c.run.stubsDigest() == c.state.Stubs
}

// sameInputs reports whether the same pages are read and the same files included. It
// notes pages and fragments with other content.
func (c *cache) sameInputs() bool {
	r, s := c.run, c.state
	if len(r.sources) != len(s.Sources) {
		return false
	}
	for i, src := range r.sources {
		if src.Path != s.Sources[i].Path {
			return false
		}
	}
	r.inputs = make([]input, len(r.sources))
	onAllCores(len(r.sources), func(i int, f *fileReader) { r.inputs[i] = inputOf(r.sources[i], f, r.config.Known) })
	for i, in := range r.inputs {
		if in.refused != s.Sources[i].Refused {
			return false
		}
		if in.digest != s.Sources[i].Digest {
			c.changed = append(c.changed, i)
		}
	}
	in := includer{base: r.root, roots: r.roots}
	for i, l := range s.Looked {
		content, rule := in.content(l.Name)
		if rule != l.Rule {
			return false
		}
		if rule == "" && digestOf(content) != l.Digest {
			c.relooked = append(c.relooked, i)
		}
	}
	return true
}

// inputOf reads a page for its digest only.
func inputOf(src Source, f *fileReader, known *Known) input {
	if src.Refused != "" {
		return input{refused: src.Refused}
	}
	if k, ok := known.lookUp(src.File); ok {
		return input{digest: k.digest}
	}
	content, size, err := f.read(src.File, parser.MaxPageSize)
	switch {
	case err != nil:
		return input{refused: err.Error()}
	case content == nil:
		return input{refused: tooLarge(size)}
	}
	k := knownFile{info: f.info, digest: digestOf(content)}
	known.note(src.File, k)
	return input{digest: k.digest}
}

// stubsDigest returns what identifies the Go files of the stubs.
func (r *run) stubsDigest() digest {
	if r.config.Stubs == "" {
		return digest{}
	}
	entries, _ := os.ReadDir(r.config.Stubs)
	h := sha256.New()
	f := &fileReader{}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") {
			content, _, err := f.read(filepath.Join(r.config.Stubs, e.Name()), 0)
			sum := digestOf(content)
			h.Write([]byte(e.Name()))
			h.Write(sum[:])
			if err != nil {
				h.Write([]byte(err.Error()))
			}
		}
	}
	return digest(h.Sum(nil))
}

// begin makes room for what a run over all pages leaves: where few of them have changed,
// behind what is there, as long as that has not grown too much.
func (c *cache) begin() {
	if c.folder == nil {
		return
	}
	c.sweep()
	c.pages = make([]store.Blob, len(c.run.sources))
	few := len(c.run.inputs) > 0 && len(c.changed) <= maxEdits
	if few && c.roomy() && !c.damaged {
		c.pack, c.full = c.old, c.index.Full
	} else if pack, err := c.folder.NewPack(); err == nil {
		c.pack = pack
	}
}

// roomy reports whether there is a pack of the last run that has not grown too much.
func (c *cache) roomy() bool {
	old := c.oldPack()
	return old != nil && 2*old.Size() <= (1+growth)*c.index.Full
}

// sweep removes what is kept for output folders that are gone.
func (c *cache) sweep() {
	names, _ := filepath.Glob(filepath.Join(c.run.config.Cache, "*", outputName))
	for _, name := range names {
		var out string
		if _, ok := store.Open(filepath.Dir(name)).Load(outputName, &out); !ok || out == c.out {
			continue
		}
		if _, err := os.Stat(out); errors.Is(err, fs.ErrNotExist) {
			_ = os.RemoveAll(filepath.Dir(name))
		}
	}
}

// save leaves what the next run needs, when everything is written. What cannot be kept
// makes the next run slower and nothing else.
func (c *cache) save(b *built) {
	if c.pack == nil {
		return
	}
	r := c.run
	s := state{
		Format: cacheFormat, Build: buildID(), Settings: c.settings, Settled: b.settled, Manifest: b.manifest.digest, Stubs: r.stubsDigest(),
		Findings: b.next, Summary: b.summary, Skipped: b.skipped, Left: b.left,
	}
	s.Summary.Skipped, s.Summary.LeftOut, s.Summary.Stubs = nil, nil, nil
	for i, src := range r.sources {
		s.Sources = append(s.Sources, cachedSource{src.Path, r.inputs[i].refused, r.inputs[i].digest})
	}
	for _, l := range r.looked {
		s.Looked = append(s.Looked, cachedLook{l.path, l.name, l.rule, l.digest})
	}
	for _, f := range b.files {
		s.Files = append(s.Files, cachedFile{f.name, f.digest})
	}
	c.write(&s, &index{Pack: c.pack.Name, Full: c.full, Pages: c.pages, Fragments: c.fragments, Pieces: c.pieces, Parts: b.parts})
}

// write writes state and index, in an order in which the state never names what isn't
// there.
func (c *cache) write(s *state, x *index) {
	pack := c.pack
	err := pack.Close()
	if c.old != nil && c.old != pack {
		_ = c.old.Close()
	}
	c.pack, c.old = nil, nil
	if x.Full == 0 {
		x.Full = pack.Size()
	}
	if err == nil && pack.Size() > growth*x.Full {
		err = errGrown
	}
	if err == nil && x.Full == pack.Size() {
		_, err = c.folder.Save(outputName, c.out)
	}
	if err == nil {
		s.Index, err = c.folder.Save(indexName, x)
	}
	if err == nil {
		_, err = c.folder.Save(stateName, s)
	}
	if err != nil {
		c.folder.Remove(stateName)
	}
	c.folder.Sweep(pack.Name)
}

// close drops what was not saved.
func (c *cache) close() {
	if c.pack != nil && c.pack != c.old {
		c.pack.Discard()
	}
	if c.old != nil {
		_ = c.old.Close()
	}
}
