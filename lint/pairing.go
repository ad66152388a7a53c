package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// requestNames looks for requests of a page that have no name, or one name.
func (p *page) requestNames(notes []note) {
	seen := map[string]model.Span{}
	for _, n := range notes {
		if n.kind != string(model.BlockRequest) || n.fence == nil {
			continue
		}
		names := n.names()
		if len(names) == 0 {
			p.report(model.RuleNameMissing, n.span(p), "the request has no name, which its response and its snippets are found by",
				`add "name": "`+p.nameFor()+`"`)
			continue
		}
		at := spanOf(member(n.comment, "name").Value.Pos)
		for _, name := range names {
			first, twice := seen[name]
			if !twice {
				seen[name] = at
				continue
			}
			f := p.report(model.RuleNameTwice, at, "two requests of the page are called "+clip(name), "give each a name of its own")
			f.Related = append(f.Related, p.pos(first))
		}
	}
}

// nameFor returns a name that a request of the page may have: that of the page with the verb
// in front, as most have.
func (p *page) nameFor() string {
	stem := strings.TrimSuffix(path.Base(p.Path), ".md")
	words := strings.FieldsFunc(stem, func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	if len(words) < 2 {
		return stem
	}
	name := words[1] + "_" + words[0]
	for _, w := range words[2:] {
		name += "_" + w
	}
	return name
}

// responses looks for responses that belong to no request, or to one that has another.
func (p *page) responses() {
	named := map[string]int{} // requests by name, the nearest above if several have it
	for i := range p.Samples {
		p.nameRequest(named, i, func(n string) bool { _, ok := named[n]; return !ok })
	}
	for i := range p.Annotations { // of samples that are not read
		if a := &p.Annotations[i]; a.Block != model.BlockResponse {
			for _, n := range a.Names {
				if _, ok := named[n.Value]; !ok {
					named[n.Value] = -1
				}
			}
		}
	}
	answered, last := map[int]*model.Sample{}, -1
	for i := range p.Samples {
		s := &p.Samples[i]
		if s.Kind == model.RequestSample {
			last = i
			p.nameRequest(named, i, func(string) bool { return true })
			continue
		}
		if s.Annotation == nil || s.Annotation.Block != model.BlockResponse || s.Pos.Path() != p.Path {
			continue
		}
		p.response(s, named, answered, last)
	}
}

// nameRequest notes a sample under the names that it has as a request and that are wanted.
func (p *page) nameRequest(named map[string]int, i int, wanted func(string) bool) {
	s := &p.Samples[i]
	if s.Kind != model.RequestSample || s.Annotation == nil {
		return
	}
	for _, n := range s.Annotation.Names {
		if wanted(n.Value) {
			named[n.Value] = i
		}
	}
}

// response looks for what a response answers: the requests that it names, else the last one
// before it.
func (p *page) response(s *model.Sample, named map[string]int, answered map[int]*model.Sample, last int) {
	requests := []int{last}
	if names := s.Annotation.Names; len(names) > 0 {
		requests = nil
		for _, n := range names {
			at, ok := named[n.Value]
			if !ok {
				if last < 0 || p.wellNamed(last) {
					p.unknownRequest(n, named)
				}
				continue
			}
			requests = append(requests, at)
		}
	} else if last < 0 {
		p.report(model.RuleUnpairedResponse, spanOf(s.Annotation.Pos), "no request stands before the response", "show the request that it answers")
		return
	}
	for _, at := range requests {
		first := answered[at]
		if at < 0 || first == nil || first.Status/100 == 3 && s.Status/100 == 2 { // what a redirect led to
			answered[at] = s
			continue
		}
		f := p.report(model.RuleSecondResponse, spanOf(s.Annotation.Pos), "the request has a response already", "show its request before it, or name the request that it answers")
		f.Related = append(f.Related, first.Annotation.Pos)
		return
	}
}

// wellNamed reports whether a request has a name that no other request of the page has: else
// it may be the one that its response names, and what is wrong with it is reported.
func (p *page) wellNamed(at int) bool {
	a := p.Samples[at].Annotation
	if a == nil || len(a.Names) == 0 {
		return false
	}
	for i := range p.Samples {
		if other := &p.Samples[i]; i != at && other.Kind == model.RequestSample && other.Annotation != nil && len(other.Annotation.Names) > 0 &&
			other.Annotation.Names[0].Value == a.Names[0].Value {
			return false
		}
	}
	return true
}

// unknownRequest reports the name of a request that the page doesn't have.
func (p *page) unknownRequest(name model.Text, named map[string]int) {
	known := make([]string, 0, len(named))
	for n := range named {
		known = append(known, n)
	}
	slices.Sort(known)
	at, message := p.within(name.Pos, name.Value), "no request of the page is called "+clip(name.Value)
	meant, ok := misspelt(name.Value, slices.Values(known))
	switch {
	case ok:
		p.report(model.RuleUnknownRequest, at, message, "write "+meant, model.Edit{Span: at, New: meant}).Unsafe = true
	case len(known) == 0:
		p.report(model.RuleUnknownRequest, at, message+", none has a name", "give the request that name")
	default:
		p.report(model.RuleUnknownRequest, at, message, "write one of "+strings.Join(known[:min(len(known), 3)], ", "))
	}
}

// sharedNames looks for pages of a folder whose requests have one name: snippets are found
// by it.
func sharedNames(s *set) {
	type key struct{ folder, name string }
	first := map[key]model.Position{}
	for i := range s.pages {
		p := &s.pages[i]
		folder := path.Dir(p.Path)
		for j := range p.Annotations {
			a := &p.Annotations[j]
			if a.Block != model.BlockRequest {
				continue
			}
			for _, n := range a.Names {
				k := key{folder, n.Value}
				other, ok := first[k]
				if !ok {
					first[k] = n.Pos
				} else if other.Path() != p.Path {
					f := p.report(model.RuleNameShared, spanOf(n.Pos), "a request of "+path.Base(other.Path())+" is called "+clip(n.Value)+", too", "give it a name of its own")
					f.Related = append(f.Related, other)
				}
			}
		}
	}
}
