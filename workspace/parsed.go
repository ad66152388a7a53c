package workspace

import (
	"fmt"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/store"
)

// parse parses the pages that have changed since the last run. What the others say was
// kept: reading it back takes a fifth of the time of reading the page.
func (r *run) parse(progress func()) []*model.Page {
	if len(r.inputs) != len(r.sources) {
		r.inputs = make([]input, len(r.sources))
	}
	r.cache.openPages()
	pages := make([]*model.Page, len(r.sources))
	onAllCores(len(pages), func(i int, _ *fileReader) {
		if r.config.stopped() != nil {
			return
		}
		pages[i] = r.page(i)
		if progress != nil {
			progress()
		}
	})
	return pages
}

// page returns what a page says, and notes what was read.
func (r *run) page(i int) *model.Page {
	if p := r.cache.parsed(i, r.inputs[i].digest); p != nil {
		return p
	}
	content, refusal := readPage(r.sources[i])
	if refusal != nil {
		f := refusal.Findings[0]
		r.inputs[i] = input{refused: f.Message, failed: f.Rule == model.RulePageUnreadable && r.sources[i].Refused == ""}
		return refusal
	}
	r.inputs[i] = input{digest: digestOf(content)}
	if p := r.cache.parsed(i, r.inputs[i].digest); p != nil { // its digest was not known before
		return p
	}
	p := parser.Parse(r.sources[i].Path, content)
	r.parsed.Add(1)
	r.cache.keepPage(i, p)
	return p
}

// unread is the error of pages that are there and could not be read, nil if there are none.
func (r *run) unread() error {
	first, more := "", -1
	for _, in := range r.inputs {
		if in.failed {
			if more++; first == "" {
				first = in.refused
			}
		}
	}
	if first == "" {
		return nil
	}
	if more > 0 {
		first += fmt.Sprintf(" (and %d more)", more)
	}
	return fmt.Errorf("a page cannot be read: %s; nothing is generated, since what the page documents would be missing", first)
}

// oldPack returns the pack of the last run, nil if there is none.
func (c *cache) oldPack() *store.Pack {
	if x := c.oldIndex(); c.old == nil && x != nil && len(x.Pages) == len(c.state.Sources) && len(x.Fragments) == len(c.state.Looked) {
		if pack, err := c.folder.OpenPack(x.Pack); err == nil {
			c.old = pack
		}
	}
	return c.old
}

// openPages makes the pages of the last run ready to be asked for.
func (c *cache) openPages() {
	if c == nil || c.oldPack() == nil {
		return
	}
	c.at = make(map[string]int, len(c.state.Sources))
	for i, src := range c.state.Sources {
		c.at[src.Path] = i
	}
	c.lookedAt = make(map[resolve.FragmentKey]int, len(c.index.Fragments))
	for i := range c.index.Fragments {
		c.lookedAt[c.index.Fragments[i].Key] = i
	}
}

// parsed returns a page as the last run has parsed it, nil if it hasn't, or had another
// content. Like keepPage it is called from any goroutine.
func (c *cache) parsed(i int, sum digest) *model.Page {
	if c == nil || sum == (digest{}) {
		return nil
	}
	path := c.run.sources[i].Path
	n, ok := c.at[path]
	if !ok || c.state.Sources[n].Digest != sum {
		return nil
	}
	blob, p := c.index.Pages[n], &model.Page{}
	if !c.old.Load(blob, p) || p.Path != path {
		return nil
	}
	if c.pack == c.old {
		c.pages[i] = blob
	} else {
		c.keepPage(i, p)
	}
	return p
}

// keepPage keeps what a page says.
func (c *cache) keepPage(i int, p *model.Page) {
	if c != nil && c.pack != nil {
		c.pages[i] = c.pack.Save(p)
	}
}
