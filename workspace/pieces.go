package workspace

import (
	"crypto/sha256"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/store"
	"github.com/docbind/docbind/templates"
)

// index is what the cache knows of the API and of the files that it was printed into.
type index struct {
	Pack  string
	Full  int64        // bytes of the pack after the last run over all pages
	Pages []store.Blob // in the order of the state's sources
	// Fragments are in the order of the files that the state has looked for.
	Fragments  []cachedFragment
	Pieces     []cachedPiece
	Parts      []cachedPart
	Vocabulary vocabulary
}

// pieceKind tells the kinds of pieces apart.
type pieceKind string

const (
	servicePiece pieceKind = "service"
	typePiece    pieceKind = "type"
	optionsPiece pieceKind = "options" // there is one, with all of them
)

// cachedPiece is a part of the API that is kept by itself.
type cachedPiece struct {
	Kind pieceKind
	Name string
	Blob store.Blob
	// Mentions are the pages that it has texts or places of, and behind them the fragments.
	Mentions []int
	// What others show of a type.
	GoName   string
	TypeKind model.TypeKind
}

// cachedPart is a generated file.
type cachedPart struct {
	Part templates.Part
	Refs []string
	// Inputs is the digest of all that it was printed from.
	Inputs, Digest digest
}

// known returns the parts that need not be printed: those whose files are there, printed
// from the same.
func (c *cache) known(api *model.API, parts []templates.Part) map[string]cachedPart {
	known := map[string]cachedPart{}
	if c == nil || c.folder == nil {
		return known
	}
	c.cut(api)
	old := c.oldIndex()
	if old == nil {
		return known
	}
	before := make(map[string]cachedPart, len(old.Parts))
	for _, p := range old.Parts {
		before[p.Part.Name] = p
	}
	in := newInputs(c.run.config, c.pieces)
	for _, p := range parts {
		k, ok := before[p.Name]
		there := c.run.there.files[p.Name]
		if ok && there.generated && there.digest == k.Digest && in.own(p.Kind) && in.of(p, k.Refs) == k.Inputs {
			known[p.Name] = k
		}
	}
	return known
}

// oldIndex returns the index of the last run, nil if there is none.
func (c *cache) oldIndex() *index {
	if c.index == nil && c.state != nil {
		var x index
		if sum, ok := c.folder.Load(indexName, &x); ok && digest(sum) == c.state.Index {
			c.index = &x
		}
	}
	return c.index
}

// cut cuts the API into pieces.
func (c *cache) cut(api *model.API) {
	pages := c.run.numbers()
	services, types := len(api.Services), len(api.Types)
	c.pieces = make([]cachedPiece, services+types+1)
	var old map[pieceKind]map[string]*cachedPiece
	if c.pack != nil && c.pack == c.old {
		old = byName(c.index.Pieces)
	}
	onAllCores(len(c.pieces), func(i int, _ *fileReader) {
		p := &c.pieces[i]
		switch {
		case i < services:
			s := &api.Services[i]
			*p = cachedPiece{Kind: servicePiece, Name: s.Name}
			c.keepPiece(p, s, pages, old)
		case i < services+types:
			t := &api.Types[i-services]
			*p = cachedPiece{Kind: typePiece, Name: t.Name, GoName: t.GoName, TypeKind: t.Kind}
			c.keepPiece(p, t, pages, old)
		default:
			*p = cachedPiece{Kind: optionsPiece}
			c.keepPiece(p, &api.Options, pages, old)
		}
	})
}

// keepPiece keeps the value that a piece is made of. old are the pieces that its pack has.
func (c *cache) keepPiece(p *cachedPiece, value any, pages map[string]int, old map[pieceKind]map[string]*cachedPiece) {
	data, texts := store.Encode(value)
	p.Mentions = nil
	for _, text := range texts {
		if i, ok := pages[text]; ok {
			p.Mentions = append(p.Mentions, i)
		}
	}
	k := old[p.Kind][p.Name]
	switch {
	case k != nil && k.Blob.Sum == sha256.Sum256(data):
		p.Blob = k.Blob
	case c.pack != nil:
		p.Blob = c.pack.Add(data)
	default:
		p.Blob.Sum = sha256.Sum256(data)
	}
}

// parts returns the files as the cache keeps them. all are those that are made, with their digests.
func (c *cache) parts(parts []templates.Part, printed []templates.File, all []file, known map[string]cachedPart) []cachedPart {
	if c == nil || c.folder == nil {
		return nil
	}
	refs, digests := make(map[string][]string, len(printed)), make(map[string]digest, len(all))
	for _, f := range printed {
		refs[f.Name] = f.Refs
	}
	for _, f := range all {
		digests[f.name] = f.digest
	}
	in := newInputs(c.run.config, c.pieces)
	list := make([]cachedPart, len(parts))
	for i, p := range parts {
		k, ok := known[p.Name]
		if !ok {
			k = cachedPart{Refs: refs[p.Name], Digest: digests[p.Name]}
			k.Inputs = in.of(p, k.Refs)
		}
		k.Part = p
		k.Part.Pages = nil // they are those of what it shows
		list[i] = k
	}
	return list
}

// inputs tells from what parts are printed.
type inputs struct {
	settings [sha256.Size]byte
	pieces   map[pieceKind]map[string]*cachedPiece
}

func newInputs(c Config, pieces []cachedPiece) *inputs {
	in := &inputs{pieces: byName(pieces)}
	data, _ := store.Encode([][]string{{buildID(), c.Package}, c.Emit})
	in.settings = sha256.Sum256(data)
	return in
}

// byName returns the pieces by kind and name.
func byName(pieces []cachedPiece) map[pieceKind]map[string]*cachedPiece {
	found := map[pieceKind]map[string]*cachedPiece{servicePiece: {}, typePiece: {}, optionsPiece: {}}
	for i := range pieces {
		p := &pieces[i]
		found[p.Kind][p.Name] = p
	}
	return found
}

// own reports whether parts of a kind are printed from pieces of their own, not from
// something of all.
func (in *inputs) own(kind templates.PartKind) bool {
	switch kind {
	case templates.ServicePart, templates.HandlerPart, templates.SamplesPart, templates.TypesPart,
		templates.TypeTestsPart, templates.OptionsPart, templates.OptionTestsPart:
		return true
	}
	return false
}

// showsOptions reports whether parts of a kind show all options.
func showsOptions(kind templates.PartKind) bool {
	return kind == templates.OptionsPart || kind == templates.OptionTestsPart
}

// of returns the digest of what a part with such references is printed from.
func (in *inputs) of(p templates.Part, refs []string) digest {
	h := sha256.New()
	h.Write(in.settings[:])
	write := func(texts ...string) {
		for _, t := range texts {
			h.Write([]byte(t))
			h.Write([]byte{0})
		}
	}
	piece := func(kind pieceKind, name string) {
		write(name)
		if k := in.pieces[kind][name]; k != nil {
			h.Write(k.Blob.Sum[:])
		}
	}
	write(string(p.Kind), p.Name)
	if p.Service != "" {
		piece(servicePiece, p.Service)
	}
	if showsOptions(p.Kind) {
		piece(optionsPiece, "")
	}
	for _, name := range p.Types {
		piece(typePiece, name)
	}
	for _, name := range refs {
		write(name)
		if t := in.pieces[typePiece][name]; t != nil {
			write(t.GoName, string(t.TypeKind))
		}
	}
	return digest(h.Sum(nil))
}
