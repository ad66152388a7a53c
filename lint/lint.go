package lint

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/docbind/docbind/model"
)

// Input is a docs set as it was read.
type Input struct {
	// Pages are the pages, read in detail and sorted by path.
	Pages []*model.Page
	// API is what resolve made of them, with the findings of both.
	API *model.API
	// Files tells of files that are no pages; nil if there are none.
	Files Files
	// Docs are the settings that the docs have for their own tools.
	Docs DocsConfig
}

// Files tells what lies beside the pages.
type Files interface {
	// Exists reports whether a file or folder is there. The path is slash-separated and
	// relative to the docs root; it may lead out of it. If only one is that differs in
	// case, actual is its path.
	Exists(path string) (actual string, ok bool)
}

// Run returns the findings of a docs set, sorted by position, with the severities and
// without what the config leaves out.
func Run(in Input, c Config) []model.Finding {
	s := &set{Input: in, pages: make([]page, len(in.Pages)), byPath: make(map[string]*page, len(in.Pages))}
	for i, p := range in.Pages {
		s.pages[i].Page = p
		s.byPath[p.Path] = &s.pages[i]
	}
	s.prepare()
	parallel(len(s.pages), func(i int) {
		p := &s.pages[i]
		for _, check := range pageChecks {
			check(s, p)
		}
	})
	for _, check := range setChecks {
		check(s)
	}
	findings := s.resolved()
	for i := range s.pages {
		findings = append(findings, s.pages[i].findings...)
	}
	for i := range findings {
		if p := s.byPath[findings[i].Pos.File]; p != nil && findings[i].Edits == nil {
			mend(p, &findings[i])
		}
	}
	return model.SortFindings(c.apply(findings))
}

// resolved returns what the parser and resolve found. That nothing can be generated of a page
// is left out where the cause is reported as an error at the same place.
func (s *set) resolved() []model.Finding {
	causes := map[model.Position]bool{}
	for i := range s.API.Findings {
		f := &s.API.Findings[i]
		causes[f.Pos] = causes[f.Pos] || f.Severity == model.Error && f.Rule != model.RuleNoOperation
	}
	return slices.DeleteFunc(slices.Clone(s.API.Findings), func(f model.Finding) bool {
		return f.Rule == model.RuleNoOperation && causes[f.Pos]
	})
}

// pageChecks are the rules that look at one page, and may look up what prepare found out
// about the others. They run side by side.
var pageChecks = []func(*set, *page){annotationRules, httpRules, jsonRules}

// setChecks are the rules that look at all pages at once. They run one after the other,
// after the pageChecks.
var setChecks = []func(*set){sharedNames, hosts}

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
}

func mend(p *page, f *model.Finding) {
	if m := mends[f.Rule]; m != nil {
		m(p, f)
	}
}

// set is a docs set with what its rules look up.
type set struct {
	Input
	pages  []page
	byPath map[string]*page
}

// prepare finds out what the rules over single pages need to know of the others.
func (s *set) prepare() {}

// page is a page with its findings so far.
type page struct {
	*model.Page
	lines    []int32 // offsets of the first bytes of the lines, once something is reported
	findings []model.Finding
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
		p.lines = append(p.lines, 0)
		for i := range len(p.Text) {
			if p.Text[i] == '\n' {
				p.lines = append(p.lines, int32(i+1))
			}
		}
	}
	line, found := slices.BinarySearch(p.lines, at.Start)
	if found {
		line++
	}
	return model.Position{
		File: p.Path, Line: int32(line), Start: at.Start, End: at.End,
		Column: int32(len([]rune(p.Text[p.lines[line-1]:at.Start]))) + 1,
	}
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

// parallel calls step for the numbers below n, on all cores.
func parallel(n int, step func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				step(i)
			}
		})
	}
	wg.Wait()
}
