package workspace

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/templates"
)

// Loaded is a docs set after parsing and resolving.
type Loaded struct {
	// Root is the absolute folder that the paths of pages are relative to.
	Root  string
	Pages []*model.Page
	// API has the names that the config chooses.
	API *model.API

	given *model.API // with the names that docbind gives
}

// Report is what a run has to say of the docs.
type Report struct {
	// Root is the absolute folder that positions are relative to.
	Root     string
	Findings []model.Finding
	// Parsed and Printed count the pages and the files of the API that were made anew;
	// Resolved reports that the API was.
	Parsed, Printed int
	Resolved        bool
	// Included are the files that pages include, absolute and sorted, those that are not
	// there, too. It is nil if a run ends before it knows.
	Included []string
	// Later is the version of the docbind that has generated the folder before, if it is later
	// than this one.
	Later string
	// Unfit are the patterns of include and exclude that fit no page.
	Unfit []*SettingError
}

// Load finds, parses and resolves the pages of a config. Names are kept that the
// manifest in the output folder lists, if the config has such a folder.
func Load(c Config) (Loaded, error) {
	r, err := newRun(c)
	if err != nil {
		return Loaded{}, err
	}
	return r.load()
}

// run is one run over a docs set.
type run struct {
	config Config
	pageSet
	roots  []string
	before *record
	there  *folder
	cache  *cache

	// What is read, in the order of the sources; nil is a page that cannot be read.
	inputs []input
	looked []lookedFor
	parsed atomic.Int64 // pages
	// takesIn lists the fragments of each page.
	takesIn map[string][]string
}

// input is a page as it was read.
type input struct {
	digest digest
	// refused says why it was not read, "" if it was.
	refused string
	// failed reports that it is a page that the system didn't let be read.
	failed bool
}

// lookedFor is a file that pages include, as it was found.
type lookedFor struct {
	path, name string
	digest     digest
	rule       string // that says why it was not read
}

// newRun finds the pages of a config.
func newRun(c Config) (*run, error) {
	if len(c.Docs) == 0 {
		return nil, errNoDocs
	}
	r := &run{config: c, before: &record{}}
	var err error
	if r.pageSet, err = c.pages(); err != nil {
		return nil, err
	}
	if err := resolve.CheckPages(c.Select, pathsOf(r.sources)); err != nil {
		return nil, err
	}
	if r.roots, err = docsRoots(c.Root, c.Docs); err != nil {
		return nil, err
	}
	return r, nil
}

// load parses and resolves the pages.
func (r *run) load() (Loaded, error) {
	c, loaded := r.config, Loaded{Root: r.root}
	if c.Out != "" {
		var err error
		if r.before, err = readManifest(c.Out, r.root); err != nil {
			return loaded, err
		}
	}
	var progress func()
	if c.Start != nil {
		progress = c.Start(len(r.sources))
	}
	names := make(chan []string, 1)
	go func() { names <- templates.Reserved() }()
	loaded.Pages = r.parse(progress)
	if err := c.stopped(); err != nil {
		return loaded, err
	}
	in := includer{base: r.root, roots: r.roots, read: r.look}
	fragments := in.fragments(loaded.Pages)
	taken := make(chan map[string][]string, 1)
	go func() { taken <- including(loaded.Pages, fragments) }()
	words := make(chan vocabulary, 1)
	go func() { words <- r.cache.countWords(loaded.Pages, fragments) }()
	reserved := <-names
	loaded.given = resolve.Resolve(loaded.Pages, resolve.Options{Reserved: reserved, Fragments: fragments, Names: r.before.names})
	counted := <-words // whoever ends the run closes the cache that they are kept in
	if err := c.checkEditions(r.root, loaded.given); err != nil {
		return loaded, err
	}
	var err error
	loaded.API, err = resolve.Rename(loaded.given, c.Names, reserved)
	r.takesIn = <-taken
	r.cache.keepTakers()
	r.cache.keepWords(counted, loaded.given)
	return loaded, err
}

// look notes a file that is included.
func (r *run) look(w *inclusion) {
	l := lookedFor{path: w.path, name: w.name, rule: w.Rule}
	if w.Rule == "" {
		l.digest = digestOf(w.content)
	}
	r.looked = append(r.looked, l)
	r.cache.keepFragment(w, l.digest)
}

// included lists the files that pages include.
func (r *run) included() []string {
	var names []string
	for _, l := range r.looked {
		names = append(names, l.name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// built is a package before it is written.
type built struct {
	report   Report
	summary  Summary
	skipped  []model.Skipped
	left     []leftOut
	files    []file
	manifest file
	changes  *changes
	stubs    *stubPlan
	// parts are what the files are made of, as the cache keeps it; nil without one.
	parts []cachedPart
	// settled reports that the same docs give the same once more, with the findings of next.
	settled bool
	next    []model.Finding
}

// Generate loads the docs and writes the package, as far as it isn't there. The report is
// valid even if writing fails.
func Generate(c Config) (Report, Summary, error) {
	if err := c.Check(); err != nil {
		return Report{}, Summary{}, err
	}
	lock, err := lockFolder(c)
	if err != nil {
		return Report{}, Summary{}, err
	}
	defer lock.release()
	r, err := newRun(c)
	if err != nil {
		return Report{}, Summary{}, err
	}
	if r.there, err = readFolder(c.Out, c.Known); err != nil {
		return Report{}, Summary{}, err
	}
	r.cache = openCache(r)
	defer r.cache.close()
	if b, ok := r.cache.recall(); ok {
		b.report.Included, b.report.Unfit = r.included(), r.unfit
		return b.report, b.summary, nil
	}
	b := r.cache.edit()
	if b == nil {
		r.cache.begin()
		if b, err = r.build(); err != nil {
			return b.reported(), Summary{}, err
		}
	}
	b.report.Included, b.report.Unfit = r.included(), r.unfit
	err = c.stopped()
	if err == nil {
		err = b.commit()
	}
	if err != nil {
		return b.report, b.summary, err
	}
	r.cache.save(b)
	return b.report, b.summary, nil
}

// reported returns the report of what may not have been built.
func (b *built) reported() Report {
	if b == nil {
		return Report{}
	}
	return b.report
}

// commit writes the package and the stubs.
func (b *built) commit() error {
	err := b.changes.commit(b.manifest)
	b.summary.Files = b.changes.counts
	if err != nil {
		return err
	}
	b.summary.Stubs, err = b.stubs.write()
	return err
}

// build makes the package, and writes nothing. What is built is nil, or has a report at
// least. The pages are dropped on the way: all that is printed is in the API.
func (r *run) build() (*built, error) {
	c := r.config
	loaded, err := r.load()
	if err = cmp.Or(err, r.unread(), c.stopped()); err != nil {
		return nil, err
	}
	paths := pagePaths(loaded.Pages)
	loaded.Pages = nil
	b := &built{report: Report{Root: r.root, Findings: loaded.API.Findings, Parsed: int(r.parsed.Load()), Resolved: true, Later: later(r.before.generator)}}
	api, err := resolve.Select(loaded.API, c.Select)
	if err != nil {
		return b, err
	}
	b.summary, b.left = summarize(paths, loaded.API, api)
	b.skipped = api.Skipped
	b.summary.list(b.skipped, b.left)
	if b.files, b.report.Printed, b.parts, err = r.print(api); err != nil {
		return b, err
	}
	b.changes = planChanges(r.there, r.before, b.files)
	if b.stubs, err = planStubs(c, api); err != nil {
		return b, err
	}
	b.settled = !slices.ContainsFunc(b.report.Findings, func(f model.Finding) bool { return f.Rule == model.RuleGivenName }) && len(b.changes.kept) == 0
	more := append(b.stubs.gone(api, r.root), b.changes.orphans(r.root)...)
	b.report.Findings = model.SortFindings(append(b.report.Findings, more...))
	names := resolve.Handed(loaded.given, api, r.before.names)
	b.next = resolve.Repeated(b.report.Findings, loaded.given, names)
	b.manifest = r.manifest(names, b)
	return b, nil
}

// print prints the files of an API, but for those that are known to be there.
func (r *run) print(api *model.API) (files []file, fresh int, kept []cachedPart, err error) {
	opts := templates.Options{Package: r.config.Package, Emit: r.config.Emit}
	parts, err := templates.Parts(api, opts)
	if err != nil {
		return nil, 0, nil, err
	}
	known := r.cache.known(api, parts)
	var todo []templates.Part
	for _, p := range parts {
		if _, ok := known[p.Name]; !ok {
			todo = append(todo, p)
		}
	}
	printed, err := templates.Print(api, opts, todo)
	if err != nil {
		return nil, 0, nil, err
	}
	runtime, err := templates.Runtime(api, opts)
	if err != nil {
		return nil, 0, nil, err
	}
	files = make([]file, 0, len(parts)+len(runtime))
	for _, f := range append(runtime, printed...) {
		files = append(files, file{f.Name, f.Content, digestOf(f.Content), f.Pages})
	}
	for _, p := range parts {
		if k, ok := known[p.Name]; ok {
			files = append(files, file{name: p.Name, digest: k.Digest, pages: p.Pages})
		}
	}
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return files, len(printed), r.cache.parts(parts, printed, files, known), nil
}

// manifest makes the manifest of what is built.
func (r *run) manifest(names *model.Names, b *built) file {
	m := newManifest(names)
	m.Generator, m.Config = Version(), r.config.digest()
	pages := map[string][]string{}
	for _, f := range b.files {
		m.Files[f.name] = f.digest.String()
		for _, page := range f.pages {
			pages[page] = append(pages[page], f.name)
			for _, fragment := range r.takesIn[page] {
				pages[fragment] = append(pages[fragment], f.name)
			}
		}
	}
	for name := range b.changes.kept {
		if listed := r.before.files[name]; listed != "" {
			m.Files[name] = listed
		}
	}
	for i, src := range r.sources {
		r.listPage(m, src.Path, r.inputs[i].digest, pages)
	}
	for _, l := range r.looked {
		r.listPage(m, l.path, l.digest, pages)
	}
	text := m.text()
	return file{name: manifestName, content: text, digest: digestOf(text)}
}

// listPage lists a page with the files that came from it, if there are any.
func (r *run) listPage(m *manifest, path string, sum digest, pages map[string][]string) {
	if files := pages[path]; len(files) > 0 {
		slices.Sort(files)
		m.Pages[path] = pageEntry(sum, slices.Compact(files))
	}
}

// pageEntry is what a manifest says of a page.
func pageEntry(sum digest, files []string) string {
	return sum.String() + " " + strings.Join(files, " ")
}

// digest returns what identifies the settings that decide on the generated files. Where
// the docs lie is none of them.
func (c Config) digest() string {
	type name struct{ Kind, Key, Name string }
	settings := struct {
		Package      string
		Emit, Select []string
		Names        []name
	}{Package: c.Package, Emit: slices.Sorted(slices.Values(c.Emit)), Select: slices.Sorted(slices.Values(c.Select))}
	if len(settings.Emit) == 0 {
		settings.Emit = slices.Sorted(slices.Values(Emits))
	}
	settings.Emit, settings.Select = slices.Compact(settings.Emit), slices.Compact(settings.Select)
	for _, o := range c.Names {
		settings.Names = append(settings.Names, name{string(o.Kind), o.Key, o.Name})
	}
	slices.SortFunc(settings.Names, func(a, b name) int { return strings.Compare(a.Kind+" "+a.Key, b.Kind+" "+b.Key) })
	text, err := json.Marshal(settings)
	if err != nil {
		panic("workspace: " + err.Error()) // there is nothing but texts
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// tooLarge says that a page has too many bytes, as the finding does.
func tooLarge(size int64) string {
	return fmt.Sprintf("the page has %d bytes, at most %d are read", size, parser.MaxPageSize)
}
