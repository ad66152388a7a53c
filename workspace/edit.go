package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/store"
	"github.com/docbind/docbind/templates"
)

// maxEdits is how many pages may have changed for their changes to be applied one by one.
const maxEdits = 50

// growth is how much larger a pack may get by runs that leave in it what was before. Half
// way there the next run begins a new one.
const growth = 2

// errGrown is why a pack is not kept.
var errGrown = errors.New("the pack has grown too much")

// edit makes the package where nothing has changed but prose, places, values of samples and
// rows of properties on which nothing else depends, in a few pages and fragments: what was kept of the last run is brought up to date, and only the files
// that show something of it are printed. It returns nil if more has changed.
func (c *cache) edit() *built {
	if !c.editable || len(c.changed)+len(c.relooked) > maxEdits || !c.roomy() {
		return nil
	}
	e := &editing{
		cache: c, named: byName(c.index.Pieces), touched: map[*cachedPiece]bool{}, touches: slices.Clone(c.changed),
		fragments: c.fragmentReader(), reading: map[int]*model.Page{}, sums: map[int]digest{}, reworded: c.index.Vocabulary,
	}
	b := e.build()
	if b != nil {
		c.pack = c.old
	}
	return b
}

// editing is an edit at work.
type editing struct {
	*cache
	edits []*resolve.Edit
	after []*model.Page // the changed pages
	// reading and sums are the changed fragments.
	fragments *fragmentReader
	reading   map[int]*model.Page
	sums      map[int]digest
	// rescoped are the pages whose permissions may have changed, scopes those whose have.
	rescoped []int
	scopes   resolve.ScopesEdit
	// touches are what has changed, by the numbers of pages and fragments.
	touches []int
	named   map[pieceKind]map[string]*cachedPiece
	touched map[*cachedPiece]bool
	api     model.API
	// reworded is the vocabulary after the edit.
	reworded vocabulary
}

func (e *editing) build() *built {
	if !e.read() || !e.reread() || !e.rescope() || !e.rows() {
		return nil
	}
	s := *e.state
	b := &built{settled: true, skipped: s.Skipped, left: s.Left, summary: s.Summary}
	if !e.apply(&s.Findings) || !e.apply(&b.skipped) || !e.apply(&b.left) {
		return nil
	}
	b.report = Report{Root: e.run.root, Findings: model.SortFindings(s.Findings), Parsed: len(e.changed)}
	b.next = b.report.Findings
	b.summary.list(b.skipped, b.left)
	parts := e.affected()
	if !e.load(parts) {
		return nil
	}
	printed, err := templates.Print(&e.api, templates.Options{Package: e.run.config.Package, Emit: e.run.config.Emit}, parts)
	if err != nil {
		return nil // the whole run says what is wrong
	}
	b.report.Printed = len(printed)
	files := make(map[string]templates.File, len(printed))
	for _, f := range printed {
		files[f.Name] = f
	}
	b.files = e.files(files)
	b.changes = planChanges(e.run.there, e.run.before, b.files)
	if !e.manifest(b) {
		return nil
	}
	e.keep(b, files)
	if e.run.config.Stubs != "" {
		b.stubs = &stubPlan{pkg: &stubPackage{dir: e.run.config.Stubs}}
	}
	return b
}

// files lists all files, with the contents of those that were printed.
func (e *editing) files(printed map[string]templates.File) []file {
	files := make([]file, 0, len(e.state.Files))
	for _, f := range e.state.Files {
		made := file{name: f.Name, digest: f.Digest}
		if p, ok := printed[f.Name]; ok {
			made.content, made.digest = p.Content, digestOf(p.Content)
		}
		files = append(files, made)
	}
	return files
}

// read reads the changed pages as they were and are.
func (e *editing) read() bool {
	for _, i := range e.changed {
		src := e.run.sources[i]
		before, ok := e.page(i)
		content, refusal := readPage(src)
		if !ok || refusal != nil || digestOf(content) != e.run.inputs[i].digest {
			return false
		}
		after := parser.Parse(src.Path, content)
		edit, ok := resolve.NewEdit(before, after)
		if !ok {
			return false
		}
		e.edits, e.after = append(e.edits, edit), append(e.after, after)
		if edit.Rescoped() {
			e.rescoped = append(e.rescoped, i)
		}
	}
	return true
}

// page reads a page as it was.
func (c *cache) page(i int) (*model.Page, bool) {
	p := &model.Page{}
	data, ok := c.old.Read(c.index.Pages[i])
	return p, ok && store.Decode(data, p) == nil
}

// apply brings a value up to date.
func (e *editing) apply(value any) bool {
	for _, edit := range e.edits {
		if !edit.Apply(value) {
			return false
		}
	}
	return true
}

// affected lists the parts that show something of what has changed.
func (e *editing) affected() []templates.Part {
	for i := range e.index.Pieces {
		p := &e.index.Pieces[i]
		for _, n := range e.touches {
			if slices.Contains(p.Mentions, n) {
				e.touched[p] = true
			}
		}
	}
	var parts []templates.Part
	for _, k := range e.index.Parts {
		p := k.Part
		touched := p.Service != "" && e.touched[e.named[servicePiece][p.Service]] ||
			showsOptions(p.Kind) && e.touched[e.named[optionsPiece][""]] ||
			slices.ContainsFunc(p.Types, func(name string) bool { return e.touched[e.named[typePiece][name]] })
		if touched {
			parts = append(parts, p)
		}
	}
	return parts
}

// load reads what parts are made of, and brings it up to date; so is all that is touched.
func (e *editing) load(parts []templates.Part) bool {
	wanted := map[*cachedPiece]bool{}
	refs := map[string]bool{}
	for p := range e.touched {
		wanted[p] = true
	}
	files := make(map[string]bool, len(parts))
	for _, p := range parts {
		files[p.Name] = true
		if p.Service != "" {
			wanted[e.named[servicePiece][p.Service]] = true
		}
		for _, name := range p.Types {
			wanted[e.named[typePiece][name]] = true
		}
	}
	for _, k := range e.index.Parts {
		if files[k.Part.Name] {
			for _, name := range k.Refs {
				refs[name] = true
			}
		}
	}
	for i := range e.index.Pieces {
		p := &e.index.Pieces[i]
		if wanted[p] && !e.piece(p) {
			return false
		}
		if !wanted[p] && p.Kind == typePiece && refs[p.Name] { // all that others show of it
			e.api.Types = append(e.api.Types, model.Type{Name: p.Name, GoName: p.GoName, Kind: p.TypeKind})
		}
	}
	return !wanted[nil]
}

// piece reads one piece.
func (e *editing) piece(p *cachedPiece) bool {
	data, ok := e.old.Read(p.Blob)
	if !ok {
		e.damaged = true
		return false
	}
	switch p.Kind {
	case servicePiece:
		var s model.Service
		ok = e.decode(data, &s, p)
		e.api.Services = append(e.api.Services, s)
	case typePiece:
		var t model.Type
		ok = e.decode(data, &t, p)
		e.api.Types = append(e.api.Types, t)
	case optionsPiece:
		ok = e.decode(data, &e.api.Options, p)
	}
	return ok
}

// decode reads a value; if what has changed touches it, it is brought up to date and kept.
func (e *editing) decode(data []byte, value any, p *cachedPiece) bool {
	if store.Decode(data, value) != nil {
		e.damaged = true
		return false
	}
	if !e.touched[p] {
		return true
	}
	if !e.apply(value) {
		return false
	}
	if s, ok := value.(*model.Service); ok && !e.scopes.Apply(s.Operations) {
		return false
	}
	data, _ = store.Encode(value)
	p.Blob = e.old.Add(data)
	return true
}

// manifest brings the manifest up to date: the digests of changed pages and fragments, and of
// their files, are all that changes in it.
func (e *editing) manifest(b *built) bool {
	text := slices.Clone(e.run.there.manifest)
	files, pages := bytes.Index(text, []byte("\n  \"files\": {")), bytes.Index(text, []byte("\n  \"pages\": {"))
	if bytes.IndexByte(text, '\r') >= 0 || files < 0 || pages < files {
		return false
	}
	for _, f := range b.changes.write {
		if !replaceDigest(text[files:pages], f.name, f.digest) {
			return false
		}
	}
	for _, i := range e.changed {
		replaceDigest(text[pages:], e.run.sources[i].Path, e.run.inputs[i].digest) // pages without files are not listed
	}
	for i, sum := range e.sums {
		replaceDigest(text[pages:], e.state.Looked[i].Path, sum)
	}
	b.manifest = file{name: manifestName, content: text, digest: digestOf(text)}
	return true
}

// replaceDigest changes the digest of an entry in a section of a manifest.
func replaceDigest(section []byte, key string, sum digest) bool {
	var line bytes.Buffer
	line.WriteString("\n    ")
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if enc.Encode(key) != nil {
		return false
	}
	line.Truncate(line.Len() - 1) // the line feed
	line.WriteString(": \"")
	at := bytes.Index(section, line.Bytes())
	hex := sum.String()
	if at < 0 || at+line.Len()+len(hex) > len(section) {
		return false
	}
	copy(section[at+line.Len():], hex)
	return true
}

// keep brings the cache up to date.
func (e *editing) keep(b *built, printed map[string]templates.File) {
	for n, i := range e.changed {
		data, _ := store.Encode(e.after[n])
		e.index.Pages[i] = e.old.Add(data)
	}
	e.run.looked = e.state.looked()
	for _, i := range slices.Sorted(maps.Keys(e.reading)) {
		e.index.Fragments[i].Blob = e.old.Add(fragmentData(e.reading[i]))
		e.run.looked[i].digest = e.sums[i]
	}
	in := newInputs(e.run.config, e.index.Pieces)
	for i := range e.index.Parts {
		k := &e.index.Parts[i]
		if f, ok := printed[k.Part.Name]; ok {
			k.Refs, k.Digest = f.Refs, digestOf(f.Content)
			k.Inputs = in.of(k.Part, k.Refs)
		}
	}
	b.parts = e.index.Parts
	e.cache.pages, e.cache.fragments, e.cache.pieces, e.cache.full = e.index.Pages, e.index.Fragments, e.index.Pieces, e.index.Full
	e.cache.vocabulary = e.reworded
}
