package resolve

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// Options are what the caller decides about names.
type Options struct {
	// Reserved are identifiers that the generated package declares on its own.
	Reserved []string
	// Fragments are the files that pages include.
	Fragments map[FragmentKey]Fragment
	// Names are those of an earlier run, nil if there was none.
	Names *model.Names
}

// Resolve makes an API of pages. It does not change the pages.
func Resolve(pages []*model.Page, opts Options) *model.API {
	r := newResolver(pages, opts.Names)
	r.include(opts.Fragments)
	r.describe()
	r.relate(opts.Reserved)
	r.finish()
	r.nameServices()
	return r.api
}

func newResolver(pages []*model.Page, names *model.Names) *resolver {
	pages = slices.Clone(pages)
	slices.SortFunc(pages, func(a, b *model.Page) int { return cmp.Compare(a.Path, b.Path) })
	r := &resolver{pages: pages, api: &model.API{Pages: len(pages)}, named: map[memberKey]string{}, written: map[memberKey]bool{}, alike: map[string]bool{}, names: names,
		reporting: &sync.Mutex{}, places: &keyPlaces{pages: pages}}
	if r.names == nil {
		r.names = &model.Names{}
	}
	found := len(pages) // a guess at what is found here
	for _, p := range pages {
		found += len(p.Findings)
	}
	r.api.Findings = make([]model.Finding, 0, found)
	for _, p := range pages {
		r.api.Findings = append(r.api.Findings, p.Findings...)
	}
	return r
}

// describe reads the types that pages declare, then the operations, which are made of them.
func (r *resolver) describe() {
	spelled := make(chan dictionary, 1)
	go func() { spelled <- pageSpellings(r.pages) }()
	r.declareTypes()
	r.enumProperties()
	r.mergeMembers()
	r.inherit()
	r.dictionary(<-spelled)
	r.operations()
	r.shownRoutes()
	r.keyedRoutes()
	r.results()
}

// relate finds what operations show of types, names both, and makes examples of the samples.
func (r *resolver) relate(reserved []string) {
	meanwhile(r.nameOperations, func() { // names don't depend on what types hold
		r.navigation()
		r.infer()
		r.deltas()
		r.openDerived()
		r.entities()
	})
	r.options()
	r.dropNameless()
	var groups map[sharedKey][]shared
	meanwhile(func() { // nor do samples on Go's names
		groups = r.sharedRoutes()
		r.namePackage(reserved)
	}, func() {
		r.baseURL()
		r.otherHosts()
		r.examples()
	})
	r.share(groups) // looks into the fields of types, which get their names before
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
	// plurals are the names in the plural by which types are linked to, see pluralNames.
	plurals map[string]bool
	// hosts are those of samples that take a route, as hostOf gives them.
	hosts map[string]bool
	// keyed are the shapes of the paths that a key follows.
	keyed      map[string]string
	namespaces map[string]string
	// places are where request lines have placeholders.
	places *keyPlaces
	// known are the operations that pages describe, by the shape of a GET's path.
	known map[string]*operation
	ops   []*operation
	// lines is room for the request lines of a page.
	lines []model.Template
	// named are properties with a type that no page declares, and its full name.
	named map[memberKey]string
	// written are those of them that the JSON representation shows as strings, and no sample otherwise.
	written map[memberKey]bool
	// alike are enumerations that no page declares and that have the values of one that is declared.
	alike map[string]bool
	// queries are the types of the options of the query that have one, by model.OptionKey.
	queries map[string]model.TypeRef
	// names are those of an earlier run.
	names *model.Names
	// methods are the operations by the names Service.Method of their routes, in lower case.
	methods map[string]*operation
	// numbers are the last ones that such names have behind them where several operations want one.
	numbers map[string]int
	// taken are the names that the generated package declares.
	taken    map[string]bool
	services map[string]*model.ServiceNames
	// reporting guards the findings of api, and named.
	reporting *sync.Mutex
}

// operation is an operation in the making, with the page it comes from.
type operation struct {
	model.Operation
	page *model.Page
	// kept reports that its name is that of an earlier run.
	kept bool
	// shapes are those of the patterns of its routes.
	shapes []string
	// headed is the heading that is its request line, nil if none is.
	headed *model.Section
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
	// bound is the action that the path calls by its full name, in lower case.
	bound string
	// rows are those of the page's request body table.
	rows []*model.Parameter
	// bracketed are where a table of the query has arguments of the function.
	bracketed []model.Position
	// pairs are the samples that take one of the operation's routes, stray the
	// responses to no request that the page shows.
	pairs []pair
	stray []*model.Sample
	// others are the pairs of its page whose requests have another method or ask for
	// something else; the first operation of the page has them.
	others []pair
	// answers are the responses that speak for the operation and are no errors.
	answers []answer
	// shape is what responseShape returns, once shaped.
	shape  bodyShape
	shaped bool
	// observed are members of its answers that no page declares.
	observed []observation
	// stated are the types that its samples give properties, sighted the kinds of
	// value that its answers show of them.
	stated  []statement
	sighted []sighting
	// fractions are the integers of which its answers show that they are none.
	fractions []memberKey
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
	parallel.Each(len(r.ops), func(i int) { step(r.ops[i]) })
	for _, op := range r.ops {
		if len(op.findings) > 0 {
			r.found(op.findings...)
			op.findings = nil
		}
	}
}

// meanwhile does two things side by side that don't depend on each other.
func meanwhile(one, other func()) {
	var wg sync.WaitGroup
	wg.Go(one)
	other()
	wg.Wait()
}

// report adds a finding.
func (r *resolver) report(rule string, pos model.Position, message string, related ...model.Position) {
	r.found(newFinding(rule, pos, message, related))
}

// found adds findings.
func (r *resolver) found(findings ...model.Finding) {
	r.reporting.Lock()
	defer r.reporting.Unlock()
	r.api.Findings = append(r.api.Findings, findings...)
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

// baseURL takes the base URL that most samples of the operations use, and notes the hosts
// of those that take a route.
func (r *resolver) baseURL() {
	count := map[string]int{}
	r.hosts = map[string]bool{}
	for _, op := range r.ops {
		for _, q := range op.pairs {
			count[q.request.Base]++
			if q.match != nil {
				r.hosts[hostOf(q.request.Base)] = true
			}
		}
	}
	// https://{businesscentralPrefix}, https://host/v2.0/{environment name}/api: the reader is to fill it in
	maps.DeleteFunc(count, func(base string, _ int) bool {
		u, err := url.Parse(base)
		return err != nil || u.Host == "" || strings.Contains(u.Path, "{")
	})
	for base, n := range count {
		if best := r.api.BaseURL; n > count[best] || n == count[best] && base < best {
			r.api.BaseURL = base
		}
	}
}

// finish sorts what the API lists.
func (r *resolver) finish() {
	var sorted sync.WaitGroup
	sorted.Go(func() { r.api.Findings = model.SortFindings(r.api.Findings) })
	defer sorted.Wait()
	slices.SortStableFunc(r.ops, func(a, b *operation) int {
		if a.Service != b.Service {
			return cmp.Compare(a.Service, b.Service)
		}
		return cmp.Compare(a.Name, b.Name)
	})
	var services [][]*operation
	for i, op := range r.ops {
		if i == 0 || op.Service != r.ops[i-1].Service {
			services = append(services, nil)
		}
		last := len(services) - 1
		services[last] = append(services[last], op)
	}
	r.api.Services = slices.Grow(r.api.Services, len(services))[:len(services)]
	parallel.Each(len(services), func(i int) {
		ops := services[i]
		s := model.Service{Name: ops[0].Service, File: fileStem(ops[0].Service), Operations: make([]model.Operation, len(ops))}
		for j, op := range ops {
			s.Operations[j] = op.Operation
		}
		r.api.Services[i] = s
	})
	types := slices.Clone(r.types.sorted())
	slices.SortStableFunc(types, func(a, b *model.Type) int { return cmp.Compare(a.GoName, b.GoName) })
	r.api.Types = make([]model.Type, len(types))
	for i, t := range types {
		r.api.Types[i] = *t
	}
	slices.SortFunc(r.api.Skipped, func(a, b model.Skipped) int { return a.Pos.Compare(b.Pos) })
}
