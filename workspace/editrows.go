package workspace

import (
	"bytes"
	"slices"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/store"
	"github.com/docbind/docbind/templates"
)

// vocabulary is what the cache knows of the words of all pages.
type vocabulary struct {
	Words   store.Blob // as [resolve.CountWords] gives them
	Changes []resolve.WordChange
	// Members is how many the largest body has, Widest how many fields a type has at most.
	Members, Widest int
}

// maxReworded is how many changes are noted before the words are to be counted anew.
const maxReworded = 1000

// reworded returns the vocabulary after a page has changed. It returns false if it is to be
// made anew.
func (v vocabulary) reworded(old, new *model.Page) (vocabulary, bool) {
	changes, members := resolve.Reworded(old, new)
	v.Changes = append(slices.Clip(v.Changes), changes...)
	v.Members = max(v.Members, members)
	return v, v.Words.Size > 0 && len(v.Changes) <= maxReworded
}

// countWords counts the words of all pages, if they are to be kept.
func (c *cache) countWords(pages []*model.Page, fragments map[resolve.FragmentKey]resolve.Fragment) vocabulary {
	if c == nil || c.pack == nil {
		return vocabulary{}
	}
	if v, ok := c.recount(pages); ok {
		return v
	}
	words, members := resolve.CountWords(pages, fragments)
	return vocabulary{Words: c.pack.Add(words), Members: members}
}

// recount counts the words of those pages that have changed, if nothing else has.
func (c *cache) recount(pages []*model.Page) (v vocabulary, ok bool) {
	if !c.editable || c.pack != c.old || len(c.relooked) > 0 || int(c.run.parsed.Load()) != len(c.changed) {
		return v, false
	}
	v = c.index.Vocabulary
	for _, i := range c.changed {
		before, read := c.page(i)
		if !read {
			return v, false
		}
		if v, ok = v.reworded(before, pages[i]); !ok {
			return v, false
		}
	}
	return v, true
}

// keepWords keeps them, and how wide types are.
func (c *cache) keepWords(v vocabulary, api *model.API) {
	if c == nil {
		return
	}
	c.vocabulary, c.vocabulary.Widest = v, 0
	for i := range api.Types {
		c.vocabulary.Widest = max(c.vocabulary.Widest, len(api.Types[i].Fields))
	}
}

// rows finds the type of which rows have come and gone. It returns false if more may
// depend on them.
func (e *editing) rows() bool {
	at := -1
	for n := range e.changed {
		if e.edits[n].Rows() {
			if at >= 0 {
				return false // each may have the words of the other
			}
			at = n
		}
	}
	if at < 0 {
		return true
	}
	edit, page := e.edits[at], e.changed[at]
	words, ok := e.words()
	if !ok || !edit.Local(words, pathsOf(e.run.sources)) || !e.settle(edit, page) || !e.unlisted(edit) {
		return false
	}
	_, _, came := edit.Changed()
	before, ok := e.page(page)
	if ok {
		e.reworded, ok = e.reworded.reworded(before, e.after[at])
	}
	e.reworded.Widest += len(came)
	return ok
}

// words reads what words the pages had.
func (e *editing) words() (*resolve.Vocabulary, bool) {
	v := &e.index.Vocabulary
	data, ok := e.old.Read(v.Words)
	if !ok {
		e.damaged = true
		return nil, false
	}
	words, ok := resolve.ReadWords(data, v.Changes)
	if ok {
		words.Members, words.Widest = v.Members, v.Widest
	}
	return words, ok
}

// settle tells the edit of its type, and notes those that it touches.
func (e *editing) settle(edit *resolve.Edit, page int) bool {
	for i := range e.index.Pieces {
		p := &e.index.Pieces[i]
		if p.Kind != typePiece || p.TypeKind != model.StructType || !slices.Contains(p.Mentions, page) {
			continue
		}
		t, ok := e.typeOf(p)
		if !ok || !edit.Declares(t) {
			continue
		}
		var base *model.Type
		if b := e.named[typePiece][t.Base]; b != nil {
			base, _ = e.typeOf(b)
		}
		if e.exemplary(t) {
			return false
		}
		for _, name := range t.Derived {
			d := e.named[typePiece][name]
			if d == nil {
				return false
			}
			if !slices.Contains(d.Mentions, page) {
				d.Mentions = append(d.Mentions, page)
			}
		}
		return edit.Settle(t, base)
	}
	return false
}

// exemplary reports whether examples show a property of a type, or of one that derives from it:
// they are chosen from the whole API.
func (e *editing) exemplary(t *model.Type) bool {
	return slices.ContainsFunc(e.index.Parts, func(k cachedPart) bool {
		return k.Part.Kind == templates.ExamplesPart && slices.ContainsFunc(k.Refs, func(name string) bool {
			return name == t.Name || slices.Contains(t.Derived, name)
		})
	})
}

// typeOf reads a type as it was.
func (e *editing) typeOf(p *cachedPiece) (*model.Type, bool) {
	t := &model.Type{}
	data, ok := e.old.Read(p.Blob)
	ok = ok && store.Decode(data, t) == nil
	e.damaged = e.damaged || !ok
	return t, ok
}

// unlisted reports whether settings and manifest say nothing of the properties that have come and
// gone, and their types need the same files as before.
func (e *editing) unlisted(edit *resolve.Edit) bool {
	names, gone, came := edit.Changed()
	if slices.ContainsFunc(e.run.config.Names, func(o resolve.Override) bool { return o.Kind == resolve.PropertyNames }) {
		return false
	}
	for _, name := range names {
		if bytes.Contains(e.run.there.manifest, []byte("/"+name+"\"")) {
			return false
		}
	}
	for _, primitive := range gone {
		if templates.OnlyFor(primitive) != "" && !slices.Contains(came, primitive) {
			return false // nothing else may be of it
		}
	}
	for _, primitive := range came {
		file := templates.OnlyFor(primitive)
		if file != "" && !slices.ContainsFunc(e.state.Files, func(f cachedFile) bool { return f.Name == file }) {
			return false
		}
	}
	return true
}
