package workspace

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// LintJob says what to lint, and what of it to report.
type LintJob struct {
	// Configs are the docs sets that are listed: their docs, roots and patterns. What they say
	// about lint is the same.
	Configs []Config
	// Paths are folders, pages or patterns of either; the docs of the config if there are
	// none, else the working directory.
	Paths []string
	Rules []string // ids and families of the rules to report; all if empty
	// Severity is the lowest to report.
	Severity model.Severity
	// Baseline is a file of findings that are known and not reported; none if empty.
	Baseline string
	// Since is a revision of git: only what is on lines that changed since is reported. All
	// is if it is empty.
	Since string
	// Unsaved are pages by file name that are read in place of the files.
	Unsaved map[string][]byte
}

// Checked is what a job found. The paths of findings are relative to the working directory.
type Checked struct {
	Findings   []model.Finding
	Suppressed []lint.Suppressed // by comments on the pages
	Known      []model.Finding   // those of the baseline
	// Texts are those of the files with findings, by path.
	Texts map[string]string
	// Stale are the entries of the baseline that nothing was found for.
	Stale []BaselineEntry
	Pages int // how many were read

	wd    string
	files map[string]bool // the paths that findings were wanted for; pages are true
}

// Lint runs a job.
func Lint(job LintJob) (*Checked, error) {
	c, err := checkSets(job)
	if err != nil {
		return nil, err
	}
	if job.Baseline != "" {
		entries, err := readBaseline(job.Baseline)
		if err != nil {
			return nil, err
		}
		c.without(job, entries)
	}
	low := severityRank(job.Severity)
	c.Findings = slices.DeleteFunc(c.Findings, func(f model.Finding) bool { return severityRank(f.Severity) > low })
	c.Known = slices.DeleteFunc(c.Known, func(f model.Finding) bool { return severityRank(f.Severity) > low })
	c.Suppressed = slices.DeleteFunc(c.Suppressed, func(f lint.Suppressed) bool { return severityRank(f.Severity) > low })
	if job.Since != "" {
		err = c.changedSince(job.Since)
	}
	return c, err
}

// severityRank orders severities from bad to harmless.
func severityRank(s model.Severity) int {
	return slices.Index([]model.Severity{model.Error, model.Warning, model.Info}, s)
}

// checkSets lints each set of a job.
func checkSets(job LintJob) (*Checked, error) {
	wd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	c := &Checked{Texts: map[string]string{}, wd: RealPath(wd), files: map[string]bool{}}
	unsaved := map[string][]byte{}
	for name, content := range job.Unsaved {
		unsaved[RealPath(name)] = content
	}
	paths, err := expand(job.Paths, unsaved)
	if err != nil {
		return nil, err
	}
	sets, err := docsSets(job.Configs, paths)
	if err != nil {
		return nil, err
	}
	for _, s := range sets {
		if err := c.addSet(job, s, unsaved); err != nil {
			return nil, err
		}
	}
	if c.Pages == 0 && len(sets) > 0 {
		var docs []string
		for _, dir := range sets[0].docs {
			docs = append(docs, FromHere(dir))
		}
		return nil, noPages(docs)
	}
	c.Findings = model.SortFindings(c.Findings) // sets may share fragments
	return c, nil
}

// addSet lints a set and adds what is wanted of it.
func (c *Checked) addSet(job LintJob, s docsSet, unsaved map[string][]byte) error {
	root, sources, err := Discover(s.docs)
	if err != nil {
		return err
	}
	if err := s.config.checkPatterns(); err != nil {
		return err
	}
	if sources = s.config.chosen(s.sources(root, sources, unsaved)); len(sources) == 0 {
		return nil
	}
	c.Pages += len(sources)
	config := s.config
	config.Docs = s.docs
	found, err := lintPages(config, lint.Config{Only: job.Rules}, root, sources)
	if err != nil {
		return err
	}
	add := adder{Checked: c, set: s, root: root, texts: map[string]string{}}
	add.read(found.fragments, false)
	add.read(found.pages, true)
	for _, f := range found.Findings {
		if add.finding(&f) {
			c.Findings = append(c.Findings, f)
		}
	}
	for _, f := range found.Suppressed {
		if add.finding(&f.Finding) {
			c.Suppressed = append(c.Suppressed, f)
		}
	}
	return nil
}

// sources returns the pages of a set: without those of others, and with those that are
// not saved.
func (s docsSet) sources(root string, found []Source, unsaved map[string][]byte) []Source {
	found = slices.DeleteFunc(found, func(src Source) bool { return s.skips(src.File) })
	for _, file := range slices.Sorted(maps.Keys(unsaved)) {
		i := slices.IndexFunc(found, func(src Source) bool { return src.File == file })
		if i < 0 {
			if s.skips(file) || !slices.ContainsFunc(s.docs, func(dir string) bool { return inside(dir, file) }) {
				continue
			}
			rel, err := filepath.Rel(root, file)
			if err != nil {
				continue
			}
			i = len(found)
			found = append(found, Source{Path: filepath.ToSlash(rel), File: file})
		}
		found[i].Content = unsaved[file]
	}
	slices.SortFunc(found, func(a, b Source) int { return cmp.Compare(a.Path, b.Path) })
	return found
}

// adder adds the findings of a set.
type adder struct {
	*Checked
	set   docsSet
	root  string
	texts map[string]string // of the pages, by their paths in the set
}

// read notes the texts of pages, or of fragments, and which of them findings are wanted for.
func (a *adder) read(pages []*model.Page, whole bool) {
	for _, p := range pages {
		a.texts[p.Path] = p.Text
		if a.wants(p.Path) {
			a.files[a.file(p.Path)] = whole
		}
	}
}

// wants reports whether findings are wanted for a path in the set.
func (a *adder) wants(path string) bool {
	return a.set.wants(filepath.Join(a.root, filepath.FromSlash(path)))
}

// file returns the path of a page from the working directory.
func (a *adder) file(path string) string {
	name := filepath.Join(a.root, filepath.FromSlash(path))
	if rel, err := filepath.Rel(a.wd, name); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}

// finding gives a finding the paths from the working directory, and keeps the text that it
// is in. It reports whether it is wanted.
func (a *adder) finding(f *model.Finding) bool {
	path := f.Pos.Path()
	if !a.wants(path) {
		return false
	}
	f.Related = slices.Clone(f.Related)
	for i := range f.Related {
		f.Related[i].File = model.FileOf(a.file(f.Related[i].Path()))
	}
	name := a.file(path)
	f.Pos.File = model.FileOf(name)
	if _, ok := a.Texts[name]; !ok {
		text, page := a.texts[path]
		if !page { // a fragment
			if info, err := os.Stat(filepath.FromSlash(name)); err == nil && info.Mode().IsRegular() && info.Size() <= parser.MaxPageSize {
				raw, _ := os.ReadFile(filepath.FromSlash(name))
				text = string(raw)
			}
		}
		a.Texts[name] = text
	}
	return true
}
