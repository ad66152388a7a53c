package workspace

import (
	"maps"
	"slices"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/store"
)

// cachedFragment is a file as it is read where pages include it.
type cachedFragment struct {
	Key resolve.FragmentKey
	// Section is that of the first page that includes it.
	Section int
	// Takers are the pages that it gives something, taken in directly or not.
	Takers []int
	Blob   store.Blob // empty if there is no such file
}

// numbers are the pages by their paths, and behind them the fragments.
func (r *run) numbers() map[string]int {
	found := make(map[string]int, len(r.sources)+len(r.looked))
	for i, l := range slices.Backward(r.looked) { // of several readings of a file the first counts
		found[l.path] = len(r.sources) + i
	}
	for i, src := range r.sources {
		found[src.Path] = i
	}
	return found
}

// keepFragment keeps what a file says where a page includes it, as far as pages can take it in.
func (c *cache) keepFragment(w *inclusion, sum digest) {
	if c == nil || c.pack == nil {
		return
	}
	f := cachedFragment{Key: w.key, Section: w.in.Section}
	switch n, ok := c.lookedAt[w.key]; {
	case w.Page == nil:
	case ok && c.pack == c.old && c.state.Looked[n].Digest == sum && c.index.Fragments[n].Section == f.Section:
		f.Blob = c.index.Fragments[n].Blob
	default:
		f.Blob = c.pack.Add(fragmentData(w.Page))
	}
	c.fragments = append(c.fragments, f)
}

// fragmentData is what is kept of a fragment. Of most, samples in some language, nothing is read.
func fragmentData(f *model.Page) []byte {
	short := *f
	short.Unread = nil
	data, _ := store.Encode(&short)
	return data
}

// keepTakers notes which pages take fragments in.
func (c *cache) keepTakers() {
	if c == nil {
		return
	}
	takers := map[string][]int{}
	for i, src := range c.run.sources {
		for _, path := range c.run.takesIn[src.Path] {
			takers[path] = append(takers[path], i)
		}
	}
	for i := range c.fragments {
		c.fragments[i].Takers = takers[c.run.looked[i].path]
	}
}

// fragmentReader reads fragments back as they were.
type fragmentReader struct {
	*cache
	at    map[resolve.FragmentKey]int
	found map[resolve.FragmentKey]resolve.Fragment
}

func (c *cache) fragmentReader() *fragmentReader {
	f := &fragmentReader{c, make(map[resolve.FragmentKey]int, len(c.index.Fragments)), map[resolve.FragmentKey]resolve.Fragment{}}
	for i := range c.index.Fragments {
		f.at[c.index.Fragments[i].Key] = i
	}
	return f
}

// read reads a fragment.
func (f *fragmentReader) read(i int) (*model.Page, bool) {
	p := &model.Page{}
	data, ok := f.old.Read(f.index.Fragments[i].Blob)
	if !ok || store.Decode(data, p) != nil {
		f.damaged = true
		return nil, false
	}
	return p, true
}

// all reads what a page or fragment includes, and what that does.
func (f *fragmentReader) all(page *model.Page) bool {
	for _, in := range page.Includes {
		key := resolve.KeyOf(page, in)
		i, ok := f.at[key]
		if _, done := f.found[key]; done || !ok || f.index.Fragments[i].Blob.Size == 0 {
			continue
		}
		p, ok := f.read(i)
		if !ok {
			return false
		}
		f.found[key] = resolve.Fragment{Page: p}
		if !f.all(p) {
			return false
		}
	}
	return true
}

// reread reads the changed fragments as they were and are.
func (e *editing) reread() bool {
	in := includer{base: e.run.root, roots: e.run.roots}
	for _, readings := range e.readings() {
		l := &e.state.Looked[readings[0]]
		content, rule := in.content(l.Name)
		if rule != "" || slices.ContainsFunc(e.run.sources, func(s Source) bool { return s.Path == l.Path }) { // it is a page, too
			return false
		}
		var before, after []*model.Page
		for _, i := range readings {
			was, ok := e.fragments.read(i)
			if !ok {
				return false
			}
			f := &e.index.Fragments[i]
			is := parser.ParseFragment(l.Path, content, model.Include{Within: f.Key.Within, Sample: f.Key.Sample, Section: f.Section})
			before, after = append(before, was), append(after, is)
			e.reading[i], e.sums[i] = is, digestOf(content)
		}
		edit, ok := resolve.NewFragmentEdit(before, after)
		if !ok {
			return false
		}
		e.edits, e.touches = append(e.edits, edit), append(e.touches, len(e.run.sources)+readings[0])
		if edit.Rescoped() {
			e.rescoped = append(e.rescoped, e.index.Fragments[readings[0]].Takers...)
		}
	}
	return true
}

// readings are the changed fragments, each with all that they are read as.
func (e *editing) readings() [][]int {
	var list [][]int
	at := map[string]int{}
	for _, i := range e.relooked {
		if path := e.state.Looked[i].Path; at[path] == 0 {
			list = append(list, nil)
			at[path] = len(list)
		}
	}
	for i := range e.state.Looked {
		if n := at[e.state.Looked[i].Path]; n > 0 {
			list[n-1] = append(list[n-1], i)
		}
	}
	return list
}

// rescope compares the permissions of pages with those of the fragments that they include.
func (e *editing) rescope() bool {
	slices.Sort(e.rescoped)
	numbers := slices.Compact(e.rescoped)
	if len(numbers) == 0 || len(numbers) > maxEdits {
		return len(numbers) == 0
	}
	var before, after []*model.Page
	for _, i := range numbers {
		was, ok := e.page(i)
		if !ok || !e.fragments.all(was) {
			return false
		}
		is := was
		if n := slices.Index(e.changed, i); n >= 0 {
			is = e.after[n]
		}
		before, after = append(before, was), append(after, is)
	}
	now := maps.Clone(e.fragments.found)
	for i, f := range e.reading {
		now[e.index.Fragments[i].Key] = resolve.Fragment{Page: f}
	}
	var ok bool
	e.scopes, ok = resolve.NewScopesEdit(before, after, e.fragments.found, now)
	for _, i := range numbers {
		if _, changed := e.scopes[e.run.sources[i].Path]; changed {
			e.touches = append(e.touches, i)
		}
	}
	return ok
}
