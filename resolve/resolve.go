package resolve

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/docbind/docbind/model"
)

// Options are what the caller decides about names.
type Options struct {
	// Reserved are identifiers that the generated package declares on its own.
	Reserved []string
	// Fragments are the files that pages include.
	Fragments map[FragmentKey]Fragment
}

// Resolve makes an API of pages. It does not change the pages.
func Resolve(pages []*model.Page, opts Options) *model.API {
	pages = slices.Clone(pages)
	slices.SortFunc(pages, func(a, b *model.Page) int { return cmp.Compare(a.Path, b.Path) })
	r := &resolver{pages: pages, api: &model.API{Pages: len(pages)}}
	for _, p := range pages {
		r.api.Findings = append(r.api.Findings, p.Findings...)
	}
	r.include(opts.Fragments)
	r.declareTypes()
	r.enumProperties()
	r.inherit()
	r.dictionary()
	r.operations()
	r.keyedRoutes()
	r.results()
	r.infer()
	r.nameOperations()
	r.nameTypes(opts.Reserved)
	r.examples()
	r.share()
	r.baseURL()
	r.finish()
	return r.api
}

// resolver is the state of one Resolve call.
type resolver struct {
	pages []*model.Page
	api   *model.API
	types registry
	words dictionary
	// collections are path segments that name collections, namespaces the known
	// ones by their last part.
	collections map[string]bool
	// keyed are the shapes of the paths that a key follows.
	keyed      map[string]string
	namespaces map[string]string
	// known are the operations that pages describe, by the shape of a GET's path.
	known map[string]*operation
	ops   []*operation
}

// operation is an operation in the making, with the page it comes from.
type operation struct {
	model.Operation
	page *model.Page
	// suffix tells operations of one page apart; "" for the first.
	suffix string
	// silent reports that the prose of the page speaks of another operation.
	silent bool
	// alike reports that its statuses still hold: the other one has the same method.
	alike bool
	// above is the operation whose path goes on to this one's by tail.
	above *operation
	tail  string
	// cast is the type that the path ends in.
	cast string
	// pairs are the samples that take one of the operation's routes.
	pairs []pair
	// answers are responses to no request that the page shows.
	answers []*model.Sample
	// observed are members of its answers that no page declares.
	observed []observation
	// findings are those of steps that run for several operations at once.
	findings []model.Finding
}

// report adds a finding to the operation; each collects it.
func (op *operation) report(rule string, pos model.Position, message string, related ...model.Position) {
	op.findings = append(op.findings, newFinding(rule, pos, message, related))
}

// each runs a step for every operation, on all cores, and collects the findings in
// the order of the operations. The step may change its operation only.
func (r *resolver) each(step func(op *operation)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(r.ops)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(r.ops)); i = next.Add(1) - 1 {
				step(r.ops[i])
			}
		})
	}
	wg.Wait()
	for _, op := range r.ops {
		r.api.Findings = append(r.api.Findings, op.findings...)
		op.findings = nil
	}
}

// report adds a finding.
func (r *resolver) report(rule string, pos model.Position, message string, related ...model.Position) {
	r.api.Findings = append(r.api.Findings, newFinding(rule, pos, message, related))
}

func newFinding(rule string, pos model.Position, message string, related []model.Position) model.Finding {
	f := model.NewFinding(rule, pos, message)
	for _, p := range related {
		if !p.IsZero() {
			f.Related = append(f.Related, p)
		}
	}
	return f
}

// baseURL takes the base URL that most samples of the operations use.
func (r *resolver) baseURL() {
	count := map[string]int{}
	for _, op := range r.ops {
		for _, q := range op.pairs {
			count[q.request.Base]++
		}
	}
	delete(count, "")
	for base, n := range count {
		if best := r.api.BaseURL; n > count[best] || n == count[best] && base < best {
			r.api.BaseURL = base
		}
	}
}

// finish sorts what the API lists.
func (r *resolver) finish() {
	services := map[string]*model.Service{}
	for _, op := range r.ops {
		s := services[op.Service]
		if s == nil {
			s = &model.Service{Name: op.Service, File: fileStem(op.Service)}
			services[op.Service] = s
		}
		s.Operations = append(s.Operations, op.Operation)
	}
	for _, s := range services {
		slices.SortFunc(s.Operations, func(a, b model.Operation) int { return cmp.Compare(a.Name, b.Name) })
		r.api.Services = append(r.api.Services, *s)
	}
	slices.SortFunc(r.api.Services, func(a, b model.Service) int { return cmp.Compare(a.Name, b.Name) })
	for _, t := range r.types.sorted() {
		r.api.Types = append(r.api.Types, *t)
	}
	slices.SortFunc(r.api.Types, func(a, b model.Type) int { return cmp.Compare(a.GoName, b.GoName) })
	slices.SortFunc(r.api.Skipped, func(a, b model.Skipped) int { return a.Pos.Compare(b.Pos) })
	r.api.Findings = model.SortFindings(r.api.Findings)
}
