package lint

import (
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/docbind/docbind/internal/lines"
	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// Input is a docs set as it was read.
type Input struct {
	// Pages are the pages, read in detail and sorted by path.
	Pages []*model.Page
	// API is what resolve made of them, with the findings of both.
	API *model.API
	// Fragments are the files that pages take in, read in detail.
	Fragments []*model.Page
	// Contents returns the paths that tables of contents (toc.yml) name; nil if there are
	// none. It is called if a rule needs it.
	Contents func() []string
	// Files tells of files that are no pages; nil if there are none.
	Files Files
	// Docs are the settings that the docs have for their own tools.
	Docs DocsConfig
}

// Files tells what lies beside the pages. It is asked from several goroutines at once.
type Files interface {
	// Exists reports whether a file or folder is there. The path is slash-separated and
	// relative to the docs root; it may lead out of it. If only one is that differs in
	// case, actual is its path.
	Exists(path string) (actual string, ok bool)
	// Outside reports whether a path leads out of the folders that make up the docs.
	Outside(path string) bool
	// Top returns the folder that ~/ stands for on a page, as a path like the page's.
	Top(page string) string
}

// Result is what was found in a docs set.
type Result struct {
	// Findings are sorted by position; they have the severities of the config, and lack
	// what it leaves out.
	Findings []model.Finding
	// Suppressed are those that comments on the pages say not to report, sorted, too.
	Suppressed []Suppressed
}

// Run finds what is wrong in a docs set.
func Run(in Input, c Config) Result {
	s := newSet(in)
	levels := Config{Levels: c.Levels}
	s.habits.capitals = s.habits.capitals || levels.LevelOf(model.Rule{ID: model.RuleFileNameCase}) == Off
	parallel.Each(len(s.pages), func(i int) {
		p := &s.pages[i]
		if p.Text == "" || in.Docs.Skips(p.Path) {
			return
		}
		for _, check := range pageChecks {
			check(s, p)
		}
	})
	fragmentRules(s)
	if c.wants(model.RuleOrphan) {
		orphans(s)
	}
	for _, check := range setChecks {
		check(s)
	}
	return c.apply(s.collect())
}

// collect returns the findings of the parser, of resolve and of the rules, with what mends them.
func (s *set) collect() (r Result) {
	known := s.refine(s.resolved())
	byFile := make(map[string][]model.Finding, len(s.pages)/2)
	for i := 0; i < len(known); {
		file, from := known[i].Pos.File, i
		for i < len(known) && known[i].Pos.File == file {
			i++
		}
		byFile[file.Path()] = known[from:i] // all of it, since they are sorted
	}
	r.Findings = make([]model.Finding, 0, 2*len(known))
	for _, list := range [][]page{s.pages, s.fragments} {
		for i := range list {
			p := &list[i]
			if s.byPath[p.Path] == nil || !s.Docs.Skips(p.Path) {
				r.add(p, byFile[p.Path])
			}
			delete(byFile, p.Path)
		}
	}
	for _, f := range known { // those in files that are not read in detail
		if byFile[f.Pos.Path()] != nil {
			r.Findings = append(r.Findings, f)
		}
	}
	return r
}

// add adds the findings on a page, those known before and those of the rules: mended, and
// without those that the page suppresses.
func (r *Result) add(p *page, known []model.Finding) {
	from := len(r.Findings)
	r.Findings = append(append(r.Findings, known...), p.findings...)
	findings := r.Findings[from:]
	mendAll(p, findings)
	advise(findings)
	findings, annotated := p.passOver(findings)
	findings, suppressed := p.suppress(findings)
	r.Findings = append(r.Findings[:from], findings...)
	r.Suppressed = append(append(r.Suppressed, annotated...), suppressed...)
}

// resolved returns what the parser and resolve found. That nothing can be generated of a page,
// and that a sample sends a body, is left out where the cause is reported as an error at the same
// place: what follows a broken header is read as the body.
func (s *set) resolved() []model.Finding {
	type place struct {
		file  string
		start int32
	}
	effect := func(rule string) bool { return rule == model.RuleNoOperation || rule == model.RuleUnexpectedBody }
	causes := map[place]bool{}
	for i := range s.API.Findings {
		if f := &s.API.Findings[i]; f.Severity == model.Error && !effect(f.Rule) {
			causes[place{f.Pos.Path(), f.Pos.Start}] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(s.API.Findings), func(f model.Finding) bool {
		return effect(f.Rule) && causes[place{f.Pos.Path(), f.Pos.Start}]
	})
}

// pageChecks are the rules that look at one page, and may look up what prepare found out
// about the others. They run side by side.
var pageChecks = []func(*set, *page){
	annotationRules, httpRules, jsonRules, contractRules, resourceRules, methodRules,
	linkRules, tableRules, permissionRules, frontMatterRules, headingRules, outlineRules, tabRules, pageRules, wordRules,
}

// setChecks are the rules that look at all pages at once. They run one after the other,
// after the pageChecks.
var setChecks = []func(*set){sharedNames, hosts, scopeNames}

// mends are the functions that mend what the parser and resolve report: they give a finding
// its edits.
var mends = map[string]func(*page, *model.Finding){
	model.RuleAnnotationDetached: moveAnnotation,
	model.RuleAnnotationValue:    nearestBlockType,
	model.RuleBlankBeforeHeaders: removeBlankLines,
	model.RuleNoBlankBeforeBody:  addBlankLine,
	model.RuleHeaderSyntax:       addColon,
	model.RuleMethodMissing:      addMethod,
	model.RuleUnknownMethod:      nearestMethod,
	model.RuleFrontMatter:        mendFrontMatter,
	model.RuleUnclosedComment:    closeComment,
	model.RuleUnclosedFence:      closeFence,
	model.RuleUndeclaredMember:   writeInstead,
	model.RuleSampleMethod:       writeInstead,
	model.RuleSampleRoute:        nearestSegment,
	model.RuleResponseType:       writeInstead,
	model.RuleMemberType:         unquote,
	model.RuleSampleStatus:       oneStatus,
	model.RuleEnumMember:         respell,
}

// mendAll gives the findings on a page that have no edits those of their rules.
func mendAll(p *page, findings []model.Finding) {
	for i := range findings {
		if m := mends[findings[i].Rule]; m != nil && findings[i].Edits == nil && !p.inCommand(findings[i].Pos.Start) {
			m(p, &findings[i])
		}
	}
}

// inCommand reports whether an offset lies in a code block with curl commands: the words of a shell
// are mended by hand.
func (p *page) inCommand(at int32) bool {
	for i := range p.Samples {
		if s := &p.Samples[i]; s.Command && s.Pos.Path() == p.Path {
			if b := p.blockOf(s.Pos); b != nil && b.Start <= at && at < b.End {
				return true
			}
		}
	}
	return false
}

// set is a docs set with what its rules look up.
type set struct {
	Input
	pages  []page
	byPath map[string]*page
	types  types
	// fragments are the files that are taken in.
	fragments      []page
	fragmentByPath map[string]*page
	// byLower are the paths of pages by their lower case, byBase by the lower case of the name
	// alone; "" if several pages have it.
	byLower, byBase map[string]string
	// titled are the types that the titles of pages name, in lower case: thing resource type.
	titled map[string]bool
	habits habits
}

// newSet returns a set, and finds out what the rules over single pages need to know of the
// others.
func newSet(in Input) *set {
	s := &set{Input: in, pages: make([]page, len(in.Pages)), byPath: make(map[string]*page, len(in.Pages))}
	for i, p := range in.Pages {
		s.pages[i].Page = p
		s.byPath[p.Path] = &s.pages[i]
	}
	s.types = newTypes(s.API)
	for i := range s.API.Services {
		for j := range s.API.Services[i].Operations {
			op := &s.API.Services[i].Operations[j]
			if p := s.byPath[op.Page]; p != nil {
				p.operations = append(p.operations, op)
			}
			s.addExamples(op)
		}
	}
	s.byLower, s.byBase = make(map[string]string, len(s.pages)), make(map[string]string, len(s.pages))
	for i := range s.pages {
		name := s.pages[i].Path
		lower := strings.ToLower(name)
		s.byLower[lower] = name
		base := path.Base(lower)
		if _, twice := s.byBase[base]; twice {
			name = ""
		}
		s.byBase[base] = name
	}
	s.titled = make(map[string]bool, len(s.pages))
	for i := range s.pages {
		if title := strings.ToLower(s.pages[i].Title.Value); strings.HasSuffix(title, " type") {
			name, _, _ := strings.Cut(title, " ")
			s.titled[strings.Trim(name, "`*")] = true
		}
	}
	s.fragmentByPath = make(map[string]*page, len(s.Fragments))
	s.fragments = make([]page, len(s.Fragments))
	for i, f := range s.Fragments {
		s.fragments[i].Page = f
		s.fragmentByPath[f.Path] = &s.fragments[i]
	}
	s.habits = s.findHabits()
	return s
}

// page is a page with its findings so far.
type page struct {
	*model.Page
	// operations are those that the page documents, examples the sample pairs on it.
	operations []*model.Operation
	examples   []example

	lines    *lines.Index // once something is reported
	findings []model.Finding
	// explained are the bodies that a finding is about as a whole.
	explained []model.Span
	linked    atomic.Bool // from another place of the docs
	// topics are the first words of the headings below the title, in lower case; nil until one is
	// looked up.
	topics map[string]bool
	// anchors are what links can lead to, once one does.
	anchors     map[string]bool
	anchorsOnce sync.Once
}

// report adds a finding on the bytes from start up to end. fix says what to write instead;
// "" if that is not known.
func (p *page) report(rule string, at model.Span, message, fix string, edits ...model.Edit) *model.Finding {
	f := model.NewFinding(rule, p.pos(at), message)
	f.Fix, f.Edits = fix, edits
	p.findings = append(p.findings, f)
	return &p.findings[len(p.findings)-1]
}

// text returns the bytes of a span.
func (p *page) text(at model.Span) string { return p.Text[at.Start:at.End] }

// pos returns where a span is.
func (p *page) pos(at model.Span) model.Position {
	if p.lines == nil {
		p.lines = lines.New(p.Text)
	}
	line, column := p.lines.Position(int(at.Start))
	return model.Position{File: model.FileOf(p.Path), Line: int32(line), Column: int32(column), Start: at.Start, End: at.End}
}

// spanOf returns the bytes of a position.
func spanOf(pos model.Position) model.Span { return model.Span{Start: pos.Start, End: pos.End} }

// lineOf returns the line that holds an offset, without its line end.
func (p *page) lineOf(offset int32) model.Span {
	start := strings.LastIndexByte(p.Text[:offset], '\n') + 1
	end := len(p.Text)
	if n := strings.IndexByte(p.Text[offset:], '\n'); n >= 0 {
		end = int(offset) + n
	}
	end = start + len(strings.TrimRight(p.Text[start:end], "\r"))
	return model.Span{Start: int32(start), End: int32(end)}
}
